import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Annotations, Lazy, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { MetricNames, notify, renderAlarm } from './alarms';
import { connect } from './connections';
import { renderTargetGroup } from './entry';
import { renderGroup } from './group';
import { InstanceRole, renderLaunchTemplate } from './instances';
import { allowEgress, allowIngress, renderSecurityGroup } from './network-peers';
import { renderDashboard, renderLogGroup } from './observability';
import { PlaceOf } from './place';
import { Placement } from './placement';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { BucketAttributes, PolicyStatement, ScaledWebTierProps } from './scaled-web-tier-props';
import { renderScaling } from './scaling';
import { ISessionCache } from './session-cache-props';
import { regionSaid } from './standby-database-region';
import { renderWayIn, WayIn } from './way-in';
import { CacheConnectionOptions } from '../core/cache-connections';
import { Checks, PlanContext } from '../core/checks';
import { BucketConnectionOptions } from '../core/connections';
import { DatabaseConnectionOptions } from '../core/database-connections';
import { EnvironmentPlan, parameterPathOf } from '../core/environment';
import { ScaledWebTierFacts } from '../core/facts';
import { planPath } from '../core/network-peers';
import { planScaledWebTier, ScaledWebTierPlan, ScaledWebTierSurroundings } from '../core/scaled-web-tier';

/**
 * Stateless servers behind a load balancer, scaled by load and replaced when they fail.
 *
 * An Application Load Balancer spreads requests over an Auto Scaling group of EC2 instances in several availability zones. Every
 * default is safe; what gives up safety is an option whose name says so.
 */
export class ScaledWebTier extends Construct {
  /** What the listener sends requests to: the instances. */
  public readonly targetGroup: LbTargetGroup;
  /** What adds, replaces and removes instances. */
  public readonly autoScalingGroup: AutoscalingGroup;
  /** What an instance is launched from. */
  public readonly launchTemplate: LaunchTemplate;
  /** Security group of the instances. */
  public readonly securityGroup: SecurityGroup;
  /** Role of the instances. Grant by `addToPolicy`: so all that they may do stands in one readable policy. */
  public readonly role: IamRole;
  /** ARN of the listener: the tier's own, or the shared one. */
  public readonly listenerArn: string;
  /** Bucket of the access logs, unless it is yours or they are turned off. */
  public readonly accessLogBucket?: S3Bucket;
  /** Logs of the service, unless there is no agent to ship them. */
  public readonly logGroup?: CloudwatchLogGroup;
  /** The dashboard, if there is one. */
  public readonly dashboard?: CloudwatchDashboard;
  /** What the tier's options come to: how fast it reacts, what it survives. */
  public readonly facts: ScaledWebTierFacts;

  /** More failed requests than `alarms.errorRatePercent`. Rolls a deployment back. */
  public readonly errorRateAlarm: CloudwatchMetricAlarm;
  /** Slower than `alarms.responseTimeSeconds`. Rolls a deployment back. */
  public readonly responseTimeAlarm: CloudwatchMetricAlarm;
  /** Nobody is served. */
  public readonly noHealthyHostsAlarm: CloudwatchMetricAlarm;
  /** Instances stay unhealthy. */
  public readonly unhealthyHostsAlarm: CloudwatchMetricAlarm;
  /** No more capacity to add. */
  public readonly runningAtMaxAlarm: CloudwatchMetricAlarm;

  /** @internal What a name over several regions has to know: what was decided, and what the program says of the place. */
  public readonly _side: { readonly plan: ScaledWebTierPlan; readonly zones?: number; readonly region?: string };

  private readonly context: PlanContext;
  private readonly place = new PlaceOf();
  private readonly instanceRole: InstanceRole;
  private readonly environment: EnvironmentPlan;
  private readonly wayIn: WayIn;
  private readonly callersPort?: number;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: ScaledWebTierProps) {
    super(scope, id);
    useProvider(this, props.provider);
    this.context = planContextOf(this, 'ScaledWebTier');
    const placement = new Placement(props);
    const plan = planScaledWebTier(props, this.surroundings(props, placement), this.context);

    this._side = { plan, zones: placement.availabilityZones, region: regionSaid(this, props.provider) };
    this.facts = plan.facts;
    this.environment = plan.environment;
    this.callersPort = plan.entry.routing ? undefined : plan.entry.listener.port;
    this.place.render(this);
    this.targetGroup = renderTargetGroup(this, plan, props.network.vpcId);
    this.wayIn = renderWayIn(this, plan, { props, placement, targetGroup: this.targetGroup, place: this.place });
    this.listenerArn = this.wayIn.listenerArn;
    this.accessLogBucket = this.wayIn.accessLogBucket;
    this.securityGroup = renderSecurityGroup(this, 'InstanceSecurityGroup', props.network.vpcId, plan.descriptions.instanceSecurityGroup);
    allowEgress(this, 'Egress', this.securityGroup.id, plan.egress);
    this.letIn(plan.entry.target);

    this.instanceRole = new InstanceRole(this, plan);
    this.role = this.instanceRole.role;
    this.logGroup = renderLogGroup(this, plan);
    this.launchTemplate = renderLaunchTemplate(this, plan, {
      securityGroup: this.securityGroup, profile: this.instanceRole.profile, imageId: props.imageId,
    });

    const names: MetricNames = {
      LoadBalancer: this.wayIn.loadBalancerFullName, TargetGroup: this.targetGroup.arnSuffix, unique: this.targetGroup.name,
    };
    const actions = notify(props.alarmTopicArn);
    this.errorRateAlarm = renderAlarm(this, plan.alarms.errorRate, names, actions);
    this.responseTimeAlarm = renderAlarm(this, plan.alarms.responseTime, names, actions);
    this.noHealthyHostsAlarm = renderAlarm(this, plan.alarms.noHealthyHosts, names, actions);
    this.unhealthyHostsAlarm = renderAlarm(this, plan.alarms.unhealthyHosts, names, actions);

    const rollback = { errorRate: this.errorRateAlarm, responseTime: this.responseTimeAlarm };
    const { entry } = this.wayIn;
    this.autoScalingGroup = renderGroup(this, plan, {
      subnetIds: placement.instanceSubnetIds,
      launchTemplate: this.launchTemplate,
      targetGroup: this.targetGroup,
      rollbackAlarms: plan.deployment.rollbackAlarms.map((name) => rollback[name]),
      activityTopicArn: props.activityTopicArn,
      entry,
    });
    const allNames: MetricNames = { ...names, AutoScalingGroupName: this.autoScalingGroup.name };
    this.runningAtMaxAlarm = renderAlarm(this, plan.alarms.runningAtMax, allNames, actions);
    renderScaling(this, plan.scaling, { group: this.autoScalingGroup, names: allNames, entry });
    if (plan.dashboard) { this.dashboard = renderDashboard(this, plan.dashboard, allNames, this.place.region); }
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  /**
   * The tier's own load balancer.
   *
   * @throws if the tier shares a listener: its balancer is not the tier's
   */
  public get loadBalancer(): Lb {
    if (!this.wayIn.loadBalancer) { throw new Error(`ScaledWebTier '${this.node.path}' shares a listener: it has no load balancer of its own.`); }
    return this.wayIn.loadBalancer;
  }

  /**
   * Connects the instances to a bucket, a database or a cache: opens the way there, lets them use it, and tells them where it is, in the
   * service's environment: `FILES_BUCKET`, `DATABASE_WRITER_HOST`, `DATABASE_READER_HOST`, `SESSION_CACHE_HOST` …
   *
   * The instances read it from a parameter, when they boot and every few minutes; a connection that is added later restarts the
   * service on one server after the other, and replaces none.
   *
   * @throws if a prefix is used twice, or is not one, or there is no `service` to be told
   */
  public connectTo(
    target: BucketAttributes | IReadReplicaDatabase | ISessionCache,
    options: BucketConnectionOptions | DatabaseConnectionOptions | CacheConnectionOptions = {},
  ) {
    const { environment, place, context } = this;
    connect({ tier: this, securityGroupId: this.securityGroup.id, role: this.instanceRole, environment, place, context }, target, options);
  }

  /**
   * Lets the instances open connections to a peer; if that is a security group, it also lets them in over there.
   *
   * @param peer CIDR block, prefix list id (`pl-…`) or security group id (`sg-…`)
   * @param port port of the peer, 1–65535
   * @param description what the connection is for, unique among the tier's: a reviewer reads it beside the rule
   * @throws if one of them is none
   */
  public allowTo(peer: string, port: number, description: string) {
    const { outgoing, incoming } = planPath({ peer, port, description }, this.securityGroup.id, new Checks(this.context));
    allowEgress(this, `To${idOf(description)}`, this.securityGroup.id, [outgoing]);
    if (incoming) { allowIngress(this, `From${idOf(description)}`, peer, [incoming]); }
  }

  /**
   * Lets a caller reach the tier's own load balancer, besides those that `allowFrom` names.
   *
   * @param peer CIDR block, prefix list id (`pl-…`) or security group id (`sg-…`)
   * @param description who it is, unique among the callers: a reviewer reads it beside the rule
   * @throws if it is none, or the tier shares a listener: callers are let in where its balancer is made
   */
  public allowFrom(peer: string, description: string) {
    if (this.callersPort === undefined) { throw new Error(`ScaledWebTier '${this.node.path}' shares a listener: let callers in where its load balancer is made.`); }
    const { outgoing } = planPath({ peer, port: this.callersPort, description }, this.securityGroup.id, new Checks(this.context));
    allowIngress(this, `Caller${idOf(description)}`, this.wayIn.securityGroupId, [outgoing]);
  }

  /** Lets the instances do something: the statement stands beside the others in their one policy. */
  public addToPolicy(statement: PolicyStatement) {
    this.instanceRole.allow(statement);
  }

  private surroundings(props: ScaledWebTierProps, placement: Placement): ScaledWebTierSurroundings {
    const stack = TerraformStack.of(this);
    const { region, account, partition } = this.place;
    const pathInStack = this.node.path.slice(stack.node.path.length + 1);
    const parameterPath = parameterPathOf(stack.node.id, pathInStack, this.node.addr);
    return {
      availabilityZones: placement.availabilityZones,
      networkCidrBlocks: placement.cidrBlocks,
      optionNames: { certificates: 'certificateArns', hostedZone: 'hostedZoneId', loadBalancerSubnets: 'loadBalancerSubnetIds' },
      certificates: props.certificateArns?.length ?? 0,
      accessLogBucketIsGiven: props.accessLogBucket !== undefined,
      // Neither what a bucket is encrypted with nor whether a zone is private shows in its name.
      accessLogBucketHasKey: false,
      zone: props.hostedZoneId === undefined ? undefined : { isPrivate: false },
      ...placement.balancerPlaces,
      listenerIsGiven: props.listener !== undefined,
      image: { option: 'imageId', isGiven: props.imageId !== undefined },
      engineGaps: ['bakeTime', 'impairedZonePolicy'],
      secrets: { acceptOption: 'acceptSecretInState', areAccepted: props.acceptSecretInState ?? false },
      region,
      parameterPath,
      parameterArn: `arn:${partition}:ssm:${region}:${account}:parameter${parameterPath}`,
      // The log group is made once the plan is known to be good.
      logGroupName: Lazy.stringValue({ produce: () => this.logGroup!.name }),
      logGroupArn: Lazy.stringValue({ produce: () => `${this.logGroup!.arn}:*` }),
    };
  }

  /** The load balancer reaches the instances, and nothing else. */
  private letIn({ port, description }: ScaledWebTierPlan['entry']['target']) {
    const rule = (id: string) => [{ peer: { type: 'security-group' as const, id }, port, description }];
    allowEgress(this, 'BalancerToInstances', this.wayIn.securityGroupId, rule(this.securityGroup.id));
    allowIngress(this, 'InstancesFromBalancer', this.securityGroup.id, rule(this.wayIn.securityGroupId));
  }

  private renderFacts() {
    new TerraformOutput(this, 'Facts', {
      description: `How fast ${this.node.path} reacts, and what it survives`,
      value: JSON.stringify(this.facts),
    });
  }
}

function idOf(description: string): string {
  return description.replace(/[^A-Za-z0-9]+/g, '');
}
