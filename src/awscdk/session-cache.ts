import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { renderAlarm } from './alarms';
import { cacheEndpointsOf, grantLogin } from './cache-connectable';
import { cacheContextOf } from './cache-context';
import { renderMemcached } from './cache-memcached';
import { CacheParts, RenderedCache } from './cache-parts';
import { renderReplicationGroup } from './cache-replication-group';
import { renderCacheScaling } from './cache-scaling';
import { renderServerless } from './cache-serverless';
import { renderUserGroup } from './cache-users';
import { parameterPathIn, placeOf } from './database-context';
import { DatabaseSite, renderDatabaseSecurityGroup, siteOf, surroundingsOfSite } from './database-network';
import { ImportedSessionCache } from './session-cache-imported';
import { ISessionCache, SessionCacheAttributes, SessionCacheUser } from './session-cache-interface';
import { SessionCacheProps } from './session-cache-props';
import { cacheCoordinatesOf } from '../core/cache-connections';
import { CacheEngine } from '../core/cache-engines';
import { SessionCacheFacts } from '../core/cache-facts';
import { planSessionCache, SessionCachePlan, SessionCacheSurroundings } from '../core/session-cache';

/**
 * A cache that keeps sessions outside the servers: Valkey, Redis OSS or Memcached, on nodes or serverless.
 *
 * Applications log in with IAM, as users of the cache's own. Every default is safe; what gives up safety is an option whose name says so.
 */
export class SessionCache extends Construct implements ISessionCache {
  /** A cache that is there already, for servers to be connected to. */
  public static fromAttributes(scope: Construct, id: string, attributes: SessionCacheAttributes): ISessionCache {
    return new ImportedSessionCache(scope, id, attributes);
  }

  public readonly engine: CacheEngine;
  public readonly endpoint: string;
  public readonly readerEndpoint?: string;
  public readonly port: number;
  public readonly readerPort?: number;
  public readonly cacheName?: string;
  public readonly cacheArn?: string;
  public readonly tls: boolean;
  public readonly clusterMode: boolean;
  public readonly serverless: boolean;
  public readonly users: SessionCacheUser[];
  public readonly coordinatesParameterName?: string;
  /** Id of the global datastore that the cache makes or joins: `GlobalDatastore.secondary` is told it, as a text. */
  public readonly globalReplicationGroupId?: string;
  /** The cache's side of the network: `tier.connections.allowToDefaultPort(cache)`. */
  public readonly connections: ec2.Connections;
  /** Alarms, by the plan's names for them: `EvictionsAlarm`, `MemoryAlarm` … */
  public readonly alarms: { [id: string]: cloudwatch.Alarm };
  /** What the cache's options come to: what is lost when something is lost, and for how long. */
  public readonly facts: SessionCacheFacts;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: SessionCacheProps) {
    super(scope, id);
    const site = siteOf(props.vpc, props.subnets);
    const plan = planSessionCache(props, this.surroundings(props, site), cacheContextOf(this));
    const securityGroup = renderDatabaseSecurityGroup(this, 'SecurityGroup', props.vpc, plan.securityGroup.description);
    const userGroup = renderUserGroup(this, plan.userGroup, props.encryptionKey);
    const cache = this.renderCache(plan, { site, securityGroup, userGroup: userGroup?.group, eventTopic: props.eventTopic });

    this.facts = plan.facts;
    this.engine = CacheEngine._of(plan.engine);
    this.endpoint = cache.host;
    this.readerEndpoint = cache.readerHost;
    this.port = plan.port;
    this.readerPort = plan.readerPort;
    this.cacheName = plan.clients.name;
    this.cacheArn = plan.arn;
    this.tls = plan.clients.tls;
    this.clusterMode = plan.clients.clusterMode;
    this.serverless = plan.clients.serverless;
    this.users = [...userGroup?.users ?? []];
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(plan.port) });
    for (const scaling of plan.scaling) { renderCacheScaling(this, scaling, cache.resource); }
    this.alarms = Object.fromEntries(plan.alarms.map((alarm) => [alarm.id, renderAlarm(this, alarm, alarm.values, props.alarmTopic)]));
    this.coordinatesParameterName = plan.coordinates.parameterName;
    this.globalReplicationGroupId = cache.globalReplicationGroupId;
    this.renderCoordinates(plan);
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  public grantConnect(grantee: iam.IGrantable, user?: string): iam.Grant {
    return grantLogin(this, grantee, user);
  }

  private surroundings(props: SessionCacheProps, site: DatabaseSite): SessionCacheSurroundings {
    return {
      zoneNames: surroundingsOfSite(site).zoneNames,
      ...placeOf(this),
      optionNames: { subnets: 'subnets', encryptionKey: 'encryptionKey' },
      parameterPath: parameterPathIn(this),
      address: this.node.addr,
      keyArn: props.encryptionKey?.keyArn,
      eventTopicOption: props.eventTopic && 'eventTopic',
      engineGaps: [],
    };
  }

  private renderCache(plan: SessionCachePlan, parts: CacheParts): RenderedCache {
    if (plan.serverless) { return renderServerless(this, plan, plan.serverless, parts); }
    if (plan.memcached) { return renderMemcached(this, plan, plan.memcached, parts); }
    return renderReplicationGroup(this, plan, plan.replicationGroup!, parts);
  }

  private renderCoordinates({ coordinates }: SessionCachePlan) {
    new ssm.StringParameter(this, 'Coordinates', {
      parameterName: coordinates.parameterName,
      simpleName: false,
      description: coordinates.description,
      stringValue: cacheCoordinatesOf(cacheEndpointsOf(this), coordinates.prefix),
    });
  }

  private renderFacts() {
    new CfnOutput(this, 'Facts', {
      description: `What ${this.node.path} survives, and what is lost with what`,
      value: Stack.of(this).toJsonString(this.facts),
    });
  }
}
