import { Annotations, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { renderAlarm } from './alarms';
import { renderCluster } from './database-cluster';
import { grantLogin } from './database-connectable';
import { databaseContextOf } from './database-context';
import { FleetParts, RenderedDatabase } from './database-fleet';
import { renderInstances } from './database-instances';
import { renderDatabaseLogGroups, renderMonitoringRole } from './database-monitoring';
import { DatabaseNetwork, renderDatabaseNetwork, siteOf } from './database-network';
import { DatabaseProxy } from './database-proxy';
import { renderReaderAddress } from './database-reader-address';
import { attachSecret, importManagedSecret, renderAdminSecret } from './database-secret';
import { databaseMetric, dimensionsOfReplica, renderCoordinates, renderFacts, surroundingsOf } from './database-told';
import { ImportedReadReplicaDatabase } from './read-replica-database-imported';
import { IReadReplicaDatabase, ReadReplicaDatabaseAttributes } from './read-replica-database-interface';
import { ReadReplicaDatabaseProps } from './read-replica-database-props';
import { DatabaseEngine } from '../core/database-engines';
import { ReadReplicaDatabaseFacts } from '../core/database-facts';
import { StatementPlan } from '../core/instances';
import { planReadReplicaDatabase, ReadReplicaDatabasePlan } from '../core/read-replica-database';

/**
 * A database with one writer and many readers: RDS instances, or an Aurora cluster.
 *
 * Applications log in with IAM, as users that the bootstrap document makes. Every default is safe; what gives up safety is an option whose name
 * says so.
 */
export class ReadReplicaDatabase extends Construct implements IReadReplicaDatabase {
  /** A database that is there already, for servers to be connected to. */
  public static fromAttributes(scope: Construct, id: string, attributes: ReadReplicaDatabaseAttributes): IReadReplicaDatabase {
    return new ImportedReadReplicaDatabase(scope, id, attributes);
  }

  public readonly engine?: DatabaseEngine;
  public readonly writerEndpoint: string;
  public readonly readerEndpoint?: string;
  public readonly readerHosts: string[];
  public readonly port: number;
  public readonly databaseName?: string;
  public readonly resourceIds: string[];
  public readonly adminUser?: string;
  /** The admin's name and password. An application should not need it. */
  public readonly secret?: secretsmanager.ISecret;
  public readonly coordinatesParameterName?: string;
  public readonly proxyEndpoint?: string;
  public readonly proxyReaderEndpoint?: string;
  public readonly proxyPort?: number;
  public readonly proxyResourceId?: string;
  public readonly proxyConnections?: ec2.Connections;
  /** The writer's and the replicas' side of the network: `tier.connections.allowToDefaultPort(database)`. */
  public readonly connections: ec2.Connections;
  /** Zone of the reader address, if there is one. */
  public readonly readerZone?: route53.IHostedZone;
  /** Alarms, by the plan's names for them: `Replica1LagAlarm`, `WriterCpuAlarm` … */
  public readonly alarms: { [id: string]: cloudwatch.Alarm };
  /** Document of Systems Manager that makes a user who logs in with IAM: run it from an instance that may read `secret`, with `dbUser`. */
  public readonly bootstrapDocumentName: string;
  /** What the database's options come to: what is lost when something is lost, and for how long. */
  public readonly facts: ReadReplicaDatabaseFacts;

  private readonly plan: ReadReplicaDatabasePlan;
  private readonly proxy?: DatabaseProxy;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: ReadReplicaDatabaseProps) {
    super(scope, id);
    const site = siteOf(props.vpc, props.subnets);
    const plan = planReadReplicaDatabase(props, surroundingsOf(this, site, props), databaseContextOf(this));

    this.plan = plan;
    this.facts = plan.facts;
    this.engine = props.engine;
    this.port = plan.port;
    this.databaseName = plan.databaseName;
    this.adminUser = plan.adminSecret.username;

    const network = renderDatabaseNetwork(this, plan, site);
    this.connections = new ec2.Connections({ securityGroups: [network.securityGroup], defaultPort: ec2.Port.tcp(plan.port) });
    const adminSecret = renderAdminSecret(this, plan.adminSecret, props.encryptionKey);
    const database = this.renderDatabase(plan, {
      network,
      secret: adminSecret,
      monitoring: renderMonitoringRole(this, plan.monitoring),
      logGroups: renderDatabaseLogGroups(this, plan.logs),
    });
    if (adminSecret) { attachSecret(this, plan.adminSecret, adminSecret, database, network); }
    const secret = adminSecret ?? importManagedSecret(this, database, props.encryptionKey);
    this.secret = secret;
    this.writerEndpoint = database.writerHost;
    this.readerHosts = Object.values(database.replicaHosts);
    this.resourceIds = [...database.resourceIds];

    this.alarms = Object.fromEntries(plan.alarms.map((alarm) => [alarm.id, renderAlarm(this, alarm, alarm.values, props.alarmTopic)]));
    if (plan.readerAddress) {
      this.readerZone = renderReaderAddress(this, plan.readerAddress, { vpc: props.vpc, givenZone: props.readerZone, database, alarms: this.alarms });
    }
    this.readerEndpoint = plan.readerAddress?.host ?? database.readerHost;
    this.proxy = this.renderProxy(plan, database, network);
    this.proxyEndpoint = this.proxy?.endpoint;
    this.proxyReaderEndpoint = this.proxy?.readerEndpoint;
    this.proxyPort = plan.proxy?.port;
    this.proxyResourceId = this.proxy?.resourceId;
    this.proxyConnections = this.proxy?.connections;

    this.bootstrapDocumentName = this.renderBootstrap(plan, database, secret);
    this.coordinatesParameterName = plan.coordinates.parameterName;
    renderCoordinates(this, plan.coordinates);
    if (plan.factsOutput) { renderFacts(this, plan.facts, `What ${this.node.path} survives, and what is lost with what`); }
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  public grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant {
    return grantLogin(this, grantee, dbUser);
  }

  /**
   * A metric of the writer, on Aurora of whichever member that is: its average over 5 minutes, unless told otherwise.
   *
   * @param metricName as CloudWatch has it: `CPUUtilization`, `ReadIOPS` …
   */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const { cluster, writer } = this.plan;
    return databaseMetric(cluster ? { DBClusterIdentifier: cluster.identifier, Role: 'WRITER' } : { DBInstanceIdentifier: writer.identifier }, metricName, options);
  }

  /**
   * A metric of a replica: its average over 5 minutes, unless told otherwise.
   *
   * @param replica which one, counted from 1
   * @param metricName as CloudWatch has it: `ReplicaLag`, `AuroraReplicaLag`, `DatabaseConnections` …
   */
  public replicaMetric(replica: number, metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return databaseMetric(dimensionsOfReplica(this.plan.replicas, replica, databaseContextOf(this)), metricName, options);
  }

  /** @internal */
  public _allowProxy(statements: readonly StatementPlan[]) {
    this.proxy?.allow(statements);
  }

  private renderDatabase(plan: ReadReplicaDatabasePlan, parts: FleetParts): RenderedDatabase {
    return plan.cluster ? renderCluster(this, plan, plan.cluster, parts) : renderInstances(this, plan, parts);
  }

  private renderProxy(plan: ReadReplicaDatabasePlan, database: RenderedDatabase, network: DatabaseNetwork): DatabaseProxy | undefined {
    return plan.proxy && new DatabaseProxy(this, 'Proxy', { plan: plan.proxy, database, network });
  }

  private renderBootstrap({ bootstrap }: ReadReplicaDatabasePlan, { writerHost }: RenderedDatabase, { secretArn }: secretsmanager.ISecret): string {
    return new ssm.CfnDocument(this, 'Bootstrap', {
      documentType: bootstrap.documentType,
      documentFormat: bootstrap.documentFormat,
      targetType: bootstrap.targetType,
      content: bootstrap.contentOf({ writerHost, secretArn, region: Stack.of(this).region }),
    }).ref;
  }
}
