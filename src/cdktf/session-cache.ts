import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Annotations, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { renderCacheAlarms } from './cache-alarms';
import { connectableOf } from './cache-connection';
import { IMPORTED_CACHE } from './cache-context';
import { renderMemcached } from './cache-memcached';
import { renderCacheNetwork, zonesOfSite } from './cache-network';
import { CacheParts, RenderedCache } from './cache-nodes';
import { renderReplicationGroup } from './cache-replication-group';
import { renderCacheScaling } from './cache-scaling';
import { renderServerlessCache } from './cache-serverless';
import { renderCacheUsers } from './cache-users';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { PolicyStatement } from './scaled-web-tier-props';
import { ISessionCache, SessionCacheAttributes, SessionCacheProps, SessionCacheUser } from './session-cache-props';
import { cacheCoordinatesOf, planCacheLogin } from '../core/cache-connections';
import { CacheEngine } from '../core/cache-engines';
import { SessionCacheFacts } from '../core/cache-facts';
import { planImportedCache } from '../core/cache-imported';
import { Checks, PlanContext } from '../core/checks';
import { parameterPathOf } from '../core/environment';
import { planSessionCache, SessionCachePlan, SessionCacheSurroundings } from '../core/session-cache';

/**
 * A cache that keeps sessions outside the servers: Valkey, Redis OSS or Memcached, on nodes or serverless.
 *
 * Applications log in with IAM, as users of the cache's own. Every default is safe; what gives up safety is an option whose name says so.
 */
export class SessionCache extends Construct implements ISessionCache {
  /** A cache that was made elsewhere. */
  public static fromAttributes(attributes: SessionCacheAttributes): ISessionCache {
    const { users = [] } = attributes;
    const plan = planImportedCache({
      ...attributes, users: users.map(({ userName, secretArn }) => ({ userName, authentication: secretArn === undefined ? 'iam' : 'password' })),
    }, IMPORTED_CACHE);
    return { ...attributes, ...plan, users: users.map((user) => ({ ...user, name: user.userName })) };
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
  /** Security group of every node: lets in who is connected. */
  public readonly securityGroup: SecurityGroup;
  public readonly securityGroupId: string;
  public readonly coordinatesParameterName?: string;
  public readonly coordinatesParameterArn?: string;
  /** Id of the global datastore that the cache makes or joins: `GlobalDatastore.secondary` is told it, as a text. */
  public readonly globalReplicationGroupId?: string;
  /** Evictions, memory, CPU, lag and connections, over all nodes, as `alarms.EvictionsAlarm`. */
  public readonly alarms: { [id: string]: CloudwatchMetricAlarm };
  /** What the cache's options come to: what is lost when something is lost, and for how long. */
  public readonly facts: SessionCacheFacts;

  private readonly context: PlanContext;
  private readonly place = new PlaceOf();

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: SessionCacheProps) {
    super(scope, id);
    useProvider(this, props.provider);
    this.context = planContextOf(this, 'SessionCache');
    const plan = planSessionCache(props, this.surroundings(props), this.context);

    this.place.render(this);
    const network = renderCacheNetwork(this, plan, props);
    const users = renderCacheUsers(this, plan);
    const cache = this.renderCache(plan, { network, users, eventTopicArn: props.eventTopicArn });
    for (const scaling of plan.scaling) { renderCacheScaling(this, scaling, cache.resource); }

    this.engine = CacheEngine._of(plan.engine);
    this.endpoint = cache.host;
    this.readerEndpoint = cache.readerHost;
    this.port = plan.port;
    this.readerPort = plan.readerPort;
    this.cacheName = plan.clients.name;
    // The resource's own, as the plan's could not be told to another stack.
    this.cacheArn = plan.arn && cache.resource.arn;
    this.tls = plan.clients.tls;
    this.clusterMode = plan.clients.clusterMode;
    this.serverless = plan.clients.serverless;
    this.users = users.users;
    this.securityGroup = network.securityGroup;
    this.securityGroupId = network.securityGroup.id;
    this.facts = plan.facts;
    this.globalReplicationGroupId = cache.globalReplicationGroupId;
    this.alarms = renderCacheAlarms(this, plan, cache, props.alarmTopicArn);

    const coordinates = this.renderCoordinates(plan);
    this.coordinatesParameterName = coordinates.name;
    this.coordinatesParameterArn = coordinates.arn;
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  /**
   * What somebody has to be allowed who logs in as a user of the cache: with IAM, or by reading the user's password. For a role that is no
   * tier's; `connectTo` of a tier does the same.
   *
   * @param user as whom, by its name in `users`; the only one, or the first that logs in with IAM, if it is not said
   * @throws if there is no such user
   */
  public connectStatements(user?: string): PolicyStatement[] {
    const { statements } = planCacheLogin(user, connectableOf(this, this.context), new Checks(this.context));
    return statements.map(({ sid, actions, resources }) => ({
      // A role may log in to several caches.
      sid: `${this.node.id}${sid}`.replace(/[^A-Za-z0-9]/g, ''),
      actions: [...actions],
      resources: [...resources],
    }));
  }

  private surroundings(props: SessionCacheProps): SessionCacheSurroundings {
    const stack = TerraformStack.of(this);
    const { region, account, partition } = this.place;
    return {
      zoneNames: zonesOfSite(props),
      subnetIds: props.subnetIds,
      parameterPath: parameterPathOf(stack.node.id, this.node.path.slice(stack.node.path.length + 1), this.node.addr),
      address: this.node.addr,
      region,
      account,
      partition,
      keyArn: props.encryptionKeyArn,
      secretsInState: { option: 'acceptSecretInState', areAccepted: props.acceptSecretInState ?? false },
      eventTopicOption: props.eventTopicArn === undefined ? undefined : 'eventTopicArn',
      optionNames: { subnets: 'subnetIds', encryptionKey: 'encryptionKeyArn' },
      engineGaps: ['cacheDurability', 'serverlessFinalSnapshot'],
    };
  }

  private renderCache(plan: SessionCachePlan, parts: CacheParts): RenderedCache {
    if (plan.serverless) { return renderServerlessCache(this, plan, plan.serverless, parts); }
    if (plan.memcached) { return renderMemcached(this, plan, plan.memcached, parts); }
    return renderReplicationGroup(this, plan, plan.replicationGroup!, parts);
  }

  private renderCoordinates({ coordinates }: SessionCachePlan): SsmParameter {
    return new SsmParameter(this, 'Coordinates', {
      name: coordinates.parameterName,
      description: coordinates.description,
      type: 'String',
      // What is no secret is shown in the plan.
      insecureValue: cacheCoordinatesOf(connectableOf(this, this.context).endpoints, coordinates.prefix),
    });
  }

  private renderFacts() {
    new TerraformOutput(this, 'Facts', {
      description: `What ${this.node.path} survives, and what is lost with what`,
      value: JSON.stringify(this.facts),
    });
  }
}
