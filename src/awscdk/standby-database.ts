import { Annotations, Tokenization } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { renderAlarm } from './alarms';
import { grantLogin } from './database-connectable';
import { databaseContextOf } from './database-context';
import { renderDatabaseLogGroups, renderMonitoringRole } from './database-monitoring';
import { renderDatabaseNetwork, siteOf } from './database-network';
import { renderReaderAddress } from './database-reader-address';
import { databaseMetric, dimensionsOfReplica, renderCoordinates, renderFacts, surroundingsOf } from './database-told';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { renderStandby } from './standby-database-fleet';
import { StandbyDatabaseProps } from './standby-database-props';
import { DatabaseEngine } from '../core/database-engines';
import { endpointsOfStandby, planStandbyDatabase, StandbyDatabasePlan } from '../core/standby-database';
import { StandbyDatabaseFacts } from '../core/standby-database-facts';

/**
 * A database's copy in another region: a replica of RDS with replicas of its own, or a cluster of an Aurora global database.
 *
 * It stands in its own region's stack, which names the primary by strings: once it is there, either region is deployed while the other is down.
 * Servers of its region are connected to it as to a primary. Users and their passwords come with the data: it has no admin of its own, and
 * `CREATE USER` is for the primary. With `promoted: true` the same code describes a primary.
 *
 * On RDS the validator of new CDK apps wants `StorageEncrypted` beside a key, which a replica must not say. Tell it so:
 * `Validations.of(standby).acknowledge({ id: 'CloudFormation-Validate::F3003', reason: 'a replica is encrypted as its source is' })`.
 */
export class StandbyDatabase extends Construct implements IReadReplicaDatabase {
  public readonly engine?: DatabaseEngine;
  /** Host that clients are told to write to: `writerHost` until the standby is promoted; else the standby itself. */
  public readonly writerEndpoint: string;
  /** One host for all reads within this region. */
  public readonly readerEndpoint?: string;
  public readonly readerHosts: string[];
  /** Host of the standby itself; on Aurora the endpoint for writes, which is there from the beginning and answers once the cluster is promoted. */
  public readonly standbyEndpoint: string;
  public readonly port: number;
  public readonly databaseName?: string;
  /** Ids that logins with IAM are granted on, in this region: logins to another one's primary are granted there. */
  public readonly resourceIds: string[];
  /** None: the admin is the primary's. */
  public readonly adminUser?: string;
  /** None: the admin's password is the primary's. */
  public readonly secret?: secretsmanager.ISecret;
  public readonly coordinatesParameterName?: string;
  /** None: a proxy before the standby would be one for reads only. */
  public readonly proxyEndpoint?: string;
  /** None. */
  public readonly proxyReaderEndpoint?: string;
  /** None. */
  public readonly proxyPort?: number;
  /** None. */
  public readonly proxyResourceId?: string;
  /** None. */
  public readonly proxyConnections?: ec2.Connections;
  /** The standby's and its replicas' side of the network: `tier.connections.allowToDefaultPort(standby)`. */
  public readonly connections: ec2.Connections;
  /** Zone of the reader address, if there is one. */
  public readonly readerZone?: route53.IHostedZone;
  /** Alarms, by the plan's names for them: `StandbyLagAlarm`, on Aurora `GlobalRpoLagAlarm` … */
  public readonly alarms: { [id: string]: cloudwatch.Alarm };
  /** What the standby's options come to: what a promotion takes and loses, and what is lost when something is lost afterwards. */
  public readonly facts: StandbyDatabaseFacts;

  private readonly plan: StandbyDatabasePlan;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: StandbyDatabaseProps) {
    super(scope, id);
    const site = siteOf(props.vpc, props.subnets);
    const plan = planStandbyDatabase(props, surroundingsOf(this, site, props), this.context());

    this.plan = plan;
    this.facts = plan.facts;
    this.engine = props.engine;
    this.port = plan.port;
    this.databaseName = plan.databaseName;

    const network = renderDatabaseNetwork(this, plan, site);
    this.connections = new ec2.Connections({ securityGroups: [network.securityGroup], defaultPort: ec2.Port.tcp(plan.port) });
    const database = renderStandby(this, plan, {
      network,
      monitoring: renderMonitoringRole(this, plan.monitoring),
      logGroups: renderDatabaseLogGroups(this, plan.logs),
    });
    this.resourceIds = [...database.resourceIds];

    this.alarms = Object.fromEntries(plan.alarms.map((alarm) => [alarm.id, renderAlarm(this, alarm, alarm.values, props.alarmTopic)]));
    if (plan.readerAddress) {
      this.readerZone = renderReaderAddress(this, plan.readerAddress, { vpc: props.vpc, givenZone: props.readerZone, database, alarms: this.alarms });
    }
    const endpoints = endpointsOfStandby(plan, {
      standby: database.writerHost,
      reader: database.readerHost,
      replicas: Object.values(database.replicaHosts),
      port: Tokenization.stringifyNumber(plan.port),
    });
    this.standbyEndpoint = database.writerHost;
    this.writerEndpoint = endpoints.writer;
    this.readerEndpoint = endpoints.reader;
    this.readerHosts = [...endpoints.readers];

    this.coordinatesParameterName = plan.coordinates.parameterName;
    renderCoordinates(this, plan.coordinates);
    if (plan.factsOutput) { renderFacts(this, plan.facts, `What ${this.node.path} survives, and what a promotion takes`); }
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  /**
   * Lets somebody log in as a user of the database, with IAM and without a password: to the standby and to each of its replicas. The user is
   * the primary's, and comes with the data.
   *
   * @param grantee who may
   * @param dbUser as whom: this user, and no other
   */
  public grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant {
    return grantLogin(this, grantee, dbUser, this.context());
  }

  /**
   * A metric of the standby, on Aurora of its cluster: its average over 5 minutes, unless told otherwise.
   *
   * @param metricName as CloudWatch has it: `ReplicaLag`, `AuroraGlobalDBRPOLag`, `CPUUtilization` …
   */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const { cluster, writer } = this.plan;
    return databaseMetric(cluster ? { DBClusterIdentifier: cluster.identifier } : { DBInstanceIdentifier: writer.identifier }, metricName, options);
  }

  /**
   * A metric of one of the standby's own replicas: its average over 5 minutes, unless told otherwise.
   *
   * @param replica which one, counted from 1
   * @param metricName as CloudWatch has it: `ReplicaLag`, `DatabaseConnections` …
   */
  public replicaMetric(replica: number, metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return databaseMetric(dimensionsOfReplica(this.plan.replicas, replica, this.context()), metricName, options);
  }

  /** @internal */
  public get _isPromoted(): boolean {
    return this.plan.isPromoted;
  }

  /** @internal */
  public _allowProxy() {
    // There is none.
  }

  private context() {
    return databaseContextOf(this, 'StandbyDatabase');
  }
}
