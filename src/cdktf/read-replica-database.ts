import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { renderDatabaseAlarms } from './database-alarms';
import { renderCluster } from './database-cluster';
import { loginStatement, renderCoordinates } from './database-connection';
import { PrimaryParts } from './database-fleet';
import { renderInstances } from './database-instances';
import { renderDatabaseLogGroups, renderMonitoringRole } from './database-monitoring';
import { renderDatabaseNetwork } from './database-network';
import { renderPassword } from './database-password';
import { DatabaseProxy } from './database-proxy';
import { renderReaderAddress } from './database-reader-address';
import { renderAdminSecret } from './database-secret';
import { surroundingsOf } from './database-surroundings';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { IReadReplicaDatabase, ReadReplicaDatabaseAttributes, ReadReplicaDatabaseProps } from './read-replica-database-props';
import { PolicyStatement } from './scaled-web-tier-props';
import { literal } from './texts';
import { PlanContext } from '../core/checks';
import { DatabaseEngine } from '../core/database-engines';
import { ReadReplicaDatabaseFacts } from '../core/database-facts';
import { StatementPlan } from '../core/instances';
import { planReadReplicaDatabase, ReadReplicaDatabasePlan, ReadReplicaDatabaseSurroundings } from '../core/read-replica-database';

/**
 * One writer and its read replicas, with one name for the readers, on RDS or on Aurora.
 *
 * The admin's password is in neither the state nor a plan. Every default is safe; what gives up safety is an option whose name says so.
 */
export class ReadReplicaDatabase extends Construct implements IReadReplicaDatabase {
  /** A database that was made elsewhere. */
  public static fromAttributes(attributes: ReadReplicaDatabaseAttributes): IReadReplicaDatabase {
    return {
      ...attributes,
      readerHosts: attributes.readerHosts ?? [],
      resourceIds: attributes.resourceIds ?? [],
      // Its role is its owner's.
      _allowProxy: () => {},
    };
  }

  public readonly engine?: DatabaseEngine;
  public readonly writerEndpoint: string;
  public readonly readerEndpoint?: string;
  public readonly readerHosts: string[];
  /**
   * Name of the instance that writes, on RDS. For a StandbyDatabase of the same stack, which is then made after it; to that of another stack it is
   * told as a text.
   */
  public readonly writerIdentifier?: string;
  /** Name of the global database, with `globalDatabase: true`. For a StandbyDatabase of the same stack, as `writerIdentifier` is. */
  public readonly globalClusterIdentifier?: string;
  public readonly port: number;
  public readonly databaseName?: string;
  public readonly adminUser?: string;
  public readonly resourceIds: string[];
  public readonly secretArn?: string;
  public readonly secretKeyArn?: string;
  /** Security group of every instance: lets in who is connected. */
  public readonly securityGroup: SecurityGroup;
  public readonly securityGroupId: string;
  public readonly coordinatesParameterName?: string;
  public readonly coordinatesParameterArn?: string;
  /** Name of the document that makes a login for an application: run it from an instance that may read the secret. */
  public readonly bootstrapDocumentName: string;
  public readonly proxyEndpoint?: string;
  public readonly proxyReaderEndpoint?: string;
  public readonly proxyPort?: number;
  public readonly proxyResourceId?: string;
  public readonly proxySecurityGroupId?: string;
  /** Lag, CPU, disk, connections and memory, of each instance on RDS, of writer and readers on Aurora, as `alarms.WriterCpuAlarm`. */
  public readonly alarms: { [id: string]: CloudwatchMetricAlarm };
  /** What the database's options come to: how fast it recovers, what it survives. */
  public readonly facts: ReadReplicaDatabaseFacts;

  private readonly context: PlanContext;
  private readonly place = new PlaceOf();
  private readonly proxy?: DatabaseProxy;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: ReadReplicaDatabaseProps) {
    super(scope, id);
    useProvider(this, props.provider);
    this.context = planContextOf(this, 'ReadReplicaDatabase');
    const plan = planReadReplicaDatabase(props, this.surroundings(props), this.context);

    this.place.render(this);
    const network = renderDatabaseNetwork(this, plan, props);
    const password = renderPassword(this, plan.adminSecret, plan.encryption.keyArn);
    const parts: PrimaryParts = {
      network, password, monitoring: renderMonitoringRole(this, plan.monitoring), logGroups: renderDatabaseLogGroups(this, plan.logs),
    };
    const database = plan.cluster ? renderCluster(this, plan, plan.cluster, parts) : renderInstances(this, plan, parts);
    const alarms = renderDatabaseAlarms(this, plan, database, props.alarmTopicArn);
    if (plan.readerAddress) {
      renderReaderAddress(this, plan.readerAddress, {
        vpcId: network.vpcId, givenZoneId: props.readerZone?.zoneId, database, alarms, region: this.place.region,
      });
    }
    this.proxy = plan.proxy && new DatabaseProxy(this, 'Proxy', plan.proxy, database, network);

    this.engine = props.engine;
    this.port = plan.port;
    this.databaseName = plan.databaseName;
    this.adminUser = plan.adminSecret.username;
    this.facts = plan.facts;
    this.writerEndpoint = database.writerHost;
    this.readerEndpoint = database.readerHost ?? plan.readerAddress?.host;
    this.writerIdentifier = plan.cluster ? undefined : database.identifiers[plan.writer.identifier];
    this.globalClusterIdentifier = database.globalClusterIdentifier;
    this.readerHosts = plan.replicas.map((replica) => database.replicaHosts[replica.id]);
    this.resourceIds = [...database.resourceIds];
    this.securityGroup = network.securityGroup;
    this.securityGroupId = network.securityGroup.id;
    const secretArn = renderAdminSecret(this, plan, { database, password, network, place: this.place });
    this.secretArn = secretArn;
    this.secretKeyArn = plan.encryption.keyArn;
    this.proxyEndpoint = this.proxy?.endpoint;
    this.proxyReaderEndpoint = this.proxy?.readerEndpoint;
    this.proxyPort = this.proxy?.port;
    this.proxyResourceId = this.proxy?.resourceId;
    this.proxySecurityGroupId = this.proxy?.securityGroup.id;
    this.alarms = Object.fromEntries(alarms);

    const coordinates = renderCoordinates(this, plan.coordinates, this.place, this.context);
    this.coordinatesParameterName = coordinates.name;
    this.coordinatesParameterArn = coordinates.arn;
    this.bootstrapDocumentName = this.renderBootstrap(plan, database.writerHost, secretArn);
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  /**
   * What somebody has to be allowed who logs in with IAM as a user of the database: on the writer, each replica and the proxy. For a role that is
   * no tier's; `connectTo` of a tier does the same. The proxy's own role is allowed it by this call.
   *
   * @param dbUser name of the user, which the bootstrap document makes
   * @throws if it is no name for one
   */
  public connectStatement(dbUser: string): PolicyStatement {
    return loginStatement(this, dbUser, this.place, this.context);
  }

  /** @internal */
  public _allowProxy(statements: readonly StatementPlan[]) {
    this.proxy?.allow(statements);
  }

  private surroundings(props: ReadReplicaDatabaseProps): ReadReplicaDatabaseSurroundings {
    return {
      ...surroundingsOf(this, props, this.place),
      writeOnlyPassword: { option: 'adminPasswordVersion', version: props.adminPasswordVersion ?? 1 },
    };
  }

  private renderBootstrap({ bootstrap, descriptions }: ReadReplicaDatabasePlan, writerHost: string, secretArn: string): string {
    const content = bootstrap.contentOf({ writerHost, secretArn, region: this.place.region });
    return new SsmDocument(this, 'Bootstrap', {
      name: `bootstrap-${descriptions.identifier}`,
      documentType: bootstrap.documentType,
      documentFormat: bootstrap.documentFormat,
      targetType: bootstrap.targetType,
      content: literal(JSON.stringify(content)),
    }).name;
  }

  private renderFacts() {
    new TerraformOutput(this, 'Facts', {
      description: `How fast ${this.node.path} recovers, and what it survives`,
      value: JSON.stringify(this.facts),
    });
  }
}
