import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { renderDatabaseAlarms } from './database-alarms';
import { loginStatement, renderCoordinates } from './database-connection';
import { renderDatabaseLogGroups, renderMonitoringRole } from './database-monitoring';
import { renderDatabaseNetwork } from './database-network';
import { renderReaderAddress } from './database-reader-address';
import { surroundingsOf } from './database-surroundings';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { PolicyStatement } from './scaled-web-tier-props';
import { renderStandby } from './standby-database-fleet';
import { StandbyDatabaseProps } from './standby-database-props';
import { regionSaid } from './standby-database-region';
import { numberText } from './texts';
import { PlanContext } from '../core/checks';
import { DatabaseEngine } from '../core/database-engines';
import { endpointsOfStandby, planStandbyDatabase, StandbyDatabaseSurroundings } from '../core/standby-database';
import { StandbyDatabaseFacts } from '../core/standby-database-facts';

/**
 * A database's copy in another region: a replica of RDS with replicas of its own, or a cluster of an Aurora global database.
 *
 * It stands in its own region's stack, which names the primary by texts: once it is there, either region is deployed while the other is down.
 * Servers of its region are connected to it as to a primary. Users and their passwords come with the data: it has no admin of its own, and
 * `CREATE USER` is for the primary. With `promoted: true` the same code describes a primary.
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
  public readonly secretArn?: string;
  /** None. */
  public readonly secretKeyArn?: string;
  /** Security group of every instance: lets in who is connected. */
  public readonly securityGroup: SecurityGroup;
  public readonly securityGroupId: string;
  public readonly coordinatesParameterName?: string;
  public readonly coordinatesParameterArn?: string;
  /** None: a proxy before the standby would be one for reads only. */
  public readonly proxyEndpoint?: string;
  /** None. */
  public readonly proxyReaderEndpoint?: string;
  /** None. */
  public readonly proxyPort?: number;
  /** None. */
  public readonly proxyResourceId?: string;
  /** None. */
  public readonly proxySecurityGroupId?: string;
  /** By the plan's names for them: `alarms.StandbyLagAlarm`, on Aurora `alarms.GlobalRpoLagAlarm` … */
  public readonly alarms: { [id: string]: CloudwatchMetricAlarm };
  /** What the standby's options come to: what a promotion takes and loses, and what is lost when something is lost afterwards. */
  public readonly facts: StandbyDatabaseFacts;

  private readonly context: PlanContext;
  private readonly isPromoted: boolean;
  private readonly place = new PlaceOf();

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: StandbyDatabaseProps) {
    super(scope, id);
    useProvider(this, props.provider);
    this.context = planContextOf(this, 'StandbyDatabase');
    const plan = planStandbyDatabase(props, this.surroundings(props), this.context);

    this.place.render(this);
    const network = renderDatabaseNetwork(this, plan, props);
    const database = renderStandby(this, plan, {
      network, monitoring: renderMonitoringRole(this, plan.monitoring), logGroups: renderDatabaseLogGroups(this, plan.logs),
    });
    const alarms = renderDatabaseAlarms(this, plan, database, props.alarmTopicArn);
    if (plan.readerAddress) {
      renderReaderAddress(this, plan.readerAddress, {
        vpcId: network.vpcId, givenZoneId: props.readerZone?.zoneId, database, alarms, region: this.place.region,
      });
    }

    const endpoints = endpointsOfStandby(plan, {
      standby: database.writerHost,
      reader: database.readerHost,
      replicas: plan.replicas.map((replica) => database.replicaHosts[replica.id]),
      port: numberText(plan.port),
    });
    this.engine = props.engine;
    this.port = plan.port;
    this.databaseName = plan.databaseName;
    this.facts = plan.facts;
    this.isPromoted = plan.isPromoted;
    this.standbyEndpoint = database.writerHost;
    this.writerEndpoint = endpoints.writer;
    this.readerEndpoint = endpoints.reader;
    this.readerHosts = [...endpoints.readers];
    this.resourceIds = [...database.resourceIds];
    this.securityGroup = network.securityGroup;
    this.securityGroupId = network.securityGroup.id;
    this.alarms = Object.fromEntries(alarms);

    const coordinates = renderCoordinates(this, plan.coordinates, this.place, this.context);
    this.coordinatesParameterName = coordinates.name;
    this.coordinatesParameterArn = coordinates.arn;
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  /**
   * What somebody has to be allowed who logs in with IAM as a user of the database: to the standby and to each of its replicas. The user is the
   * primary's, and comes with the data. For a role that is no tier's; `connectTo` of a tier does the same.
   *
   * @param dbUser name of the user
   * @throws if it is no name for one
   */
  public connectStatement(dbUser: string): PolicyStatement {
    return loginStatement(this, dbUser, this.place, this.context);
  }

  /** @internal */
  public get _isPromoted(): boolean {
    return this.isPromoted;
  }

  /** @internal */
  public _allowProxy() {
    // There is none.
  }

  private surroundings(props: StandbyDatabaseProps): StandbyDatabaseSurroundings {
    return { ...surroundingsOf(this, props, this.place), region: regionSaid(this, props.provider) ?? this.place.region };
  }

  private renderFacts() {
    new TerraformOutput(this, 'Facts', {
      description: `What ${this.node.path} survives, and what a promotion takes`,
      value: JSON.stringify(this.facts),
    });
  }
}
