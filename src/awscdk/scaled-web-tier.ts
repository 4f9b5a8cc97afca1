import { Annotations, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { logAccesses, renderAccessLogBucket } from './access-logs';
import { DimensionValues, renderAlarm } from './alarms';
import { connect } from './connections';
import { EntryParts, joinListener, listenerInThisStack, renderListener, renderLoadBalancer, renderTargetGroup } from './entry';
import { renderGroup } from './group';
import { inspectImage, InstanceRole, renderInstanceSecurityGroup, renderLaunchTemplate } from './instances';
import { balancerPlaces, cidrBlocksOf, countZones, nameOf, pathInStack, subnetsOf } from './network';
import { renderDashboard, renderLogGroup } from './observability';
import { planContextOf } from './plan-context';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { renderScaling, renderWarmPool } from './scaling';
import { ISessionCache } from './session-cache-interface';
import { CacheConnectionOptions } from '../core/cache-connections';
import { Checks, PlanContext } from '../core/checks';
import { BucketConnectionOptions } from '../core/connections';
import { DatabaseConnectionOptions } from '../core/database-connections';
import { EnvironmentPlan, parameterPathOf } from '../core/environment';
import { ScaledWebTierFacts } from '../core/facts';
import { INSTANCE_SUBNETS } from '../core/placement';
import { planScaledWebTier, ScaledWebTierOptions, ScaledWebTierPlan, ScaledWebTierSurroundings } from '../core/scaled-web-tier';

/** Options of a web tier on AWS CDK. */
export interface ScaledWebTierProps extends ScaledWebTierOptions {
  /** Network of the load balancer and the instances. */
  readonly vpc: ec2.IVpc;

  /**
   * Certificates of the listener; the first is the default one. Required unless `domainName` or `insecureHttp` is set.
   *
   * @default - one for `domainName`, validated in `hostedZone`
   */
  readonly certificates?: acm.ICertificate[];

  /**
   * Zone of `domainName`, in which its alias record is made and its certificate is validated.
   *
   * @default - none
   */
  readonly hostedZone?: route53.IHostedZone;

  /**
   * A listener to share with others, in place of a load balancer of the tier's own: `routing` says which requests are this tier's.
   *
   * @default - a load balancer of the tier's own
   */
  readonly listener?: elbv2.IApplicationListener;

  /** @default - the private subnets that reach out */
  readonly instanceSubnets?: ec2.SubnetSelection;

  /** @default - the private subnets; the public ones with `Exposure.INTERNET` */
  readonly loadBalancerSubnets?: ec2.SubnetSelection;

  /**
   * Image of the instances: Linux with systemd, and of the instance type's architecture. Naming an image by id pins it.
   *
   * @default - Amazon Linux 2023 of the instance type's architecture, looked up at every deployment
   */
  readonly machineImage?: ec2.IMachineImage;

  /**
   * Bucket for the access logs, in the tier's own region and encrypted with S3's own keys. Its policy is extended where it can be;
   * that of an imported bucket must already let `logdelivery.elasticloadbalancing.amazonaws.com` write.
   *
   * @default - a bucket of our own
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * Topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com` use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Topic for the record: every launch and termination of an instance, and failures of either.
   *
   * @default - they show in the group's activity history only
   */
  readonly activityTopic?: sns.ITopic;
}

/**
 * Stateless servers behind a load balancer, scaled by load and replaced when they fail.
 *
 * An Application Load Balancer spreads requests over an Auto Scaling group of EC2 instances in several availability zones. Every
 * default is safe; what gives up safety is an option whose name says so.
 */
export class ScaledWebTier extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The callers' side of the network: `tier.listener.connections.allowDefaultPortFrom(caller)`. */
  public readonly listener: elbv2.IApplicationListener;
  /** What the listener sends requests to: the instances. */
  public readonly targetGroup: elbv2.ApplicationTargetGroup;
  /** What adds, replaces and removes instances. */
  public readonly autoScalingGroup: autoscaling.AutoScalingGroup;
  /** What an instance is launched from. */
  public readonly launchTemplate: ec2.LaunchTemplate;
  /** Role of the instances. Grant to the tier rather than to the role: its grants land in one readable policy. */
  public readonly role: iam.IRole;
  /** Bucket of the access logs, unless they are turned off. */
  public readonly accessLogBucket?: s3.IBucket;
  /** Logs of the service, unless there is no agent to ship them. */
  public readonly logGroup?: logs.ILogGroup;
  /** The dashboard, if there is one. */
  public readonly dashboard?: cloudwatch.Dashboard;
  /** What the tier's options come to: how fast it reacts, what it survives. */
  public readonly facts: ScaledWebTierFacts;

  /** More failed requests than `alarms.errorRatePercent`. Rolls a deployment back. */
  public readonly errorRateAlarm: cloudwatch.Alarm;
  /** Slower than `alarms.responseTimeSeconds`. Rolls a deployment back. */
  public readonly responseTimeAlarm: cloudwatch.Alarm;
  /** Nobody is served. */
  public readonly noHealthyHostsAlarm: cloudwatch.Alarm;
  /** Instances stay unhealthy. */
  public readonly unhealthyHostsAlarm: cloudwatch.Alarm;
  /** No more capacity to add. */
  public readonly runningAtMaxAlarm: cloudwatch.Alarm;

  /** The instances' side of the network: `tier.connections.allowToDefaultPort(database)`. */
  public readonly connections: ec2.Connections;
  /** The instances. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  public readonly _plan: ScaledWebTierPlan;

  private readonly ownLoadBalancer?: elbv2.ApplicationLoadBalancer;
  private readonly context: PlanContext;
  private readonly environment: EnvironmentPlan;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: ScaledWebTierProps) {
    super(scope, id);
    const instanceSubnets = props.instanceSubnets ?? subnetsOf(INSTANCE_SUBNETS);
    this.context = planContextOf(this, 'ScaledWebTier');
    const plan = planScaledWebTier(props, this.surroundings(props, instanceSubnets), this.context);

    this._plan = plan;
    this.facts = plan.facts;
    this.environment = plan.environment;
    this.targetGroup = renderTargetGroup(this, plan, props.vpc);
    if (props.listener) {
      this.listener = listenerInThisStack(this, props.listener);
      joinListener(this, this.listener, plan.entry.routing!, this.targetGroup);
    } else {
      const parts: EntryParts = {
        vpc: props.vpc, subnets: props.loadBalancerSubnets, certificates: props.certificates ?? [], hostedZone: props.hostedZone,
      };
      this.ownLoadBalancer = renderLoadBalancer(this, plan, parts);
      this.listener = renderListener(this, plan.entry, parts, this.ownLoadBalancer, this.targetGroup);
      this.accessLogBucket = this.renderAccessLogs(plan, this.ownLoadBalancer, props.accessLogBucket);
    }

    const instanceRole = new InstanceRole(this, plan);
    const securityGroup = renderInstanceSecurityGroup(this, plan, props.vpc);
    this.role = instanceRole.role;
    this.grantPrincipal = instanceRole.grantPrincipal;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(plan.entry.target.port) });
    this.logGroup = renderLogGroup(this, plan);
    this.launchTemplate = renderLaunchTemplate(this, plan, securityGroup, this.role, props.machineImage);

    const names: DimensionValues = {
      LoadBalancer: this.ownLoadBalancer?.loadBalancerFullName ?? this.targetGroup.firstLoadBalancerFullName,
      TargetGroup: this.targetGroup.targetGroupFullName,
    };
    this.errorRateAlarm = renderAlarm(this, plan.alarms.errorRate, names, props.alarmTopic);
    this.responseTimeAlarm = renderAlarm(this, plan.alarms.responseTime, names, props.alarmTopic);
    this.noHealthyHostsAlarm = renderAlarm(this, plan.alarms.noHealthyHosts, names, props.alarmTopic);
    this.unhealthyHostsAlarm = renderAlarm(this, plan.alarms.unhealthyHosts, names, props.alarmTopic);

    const rollback = { errorRate: this.errorRateAlarm, responseTime: this.responseTimeAlarm };
    this.autoScalingGroup = renderGroup(this, plan, {
      vpc: props.vpc,
      vpcSubnets: instanceSubnets,
      launchTemplate: this.launchTemplate,
      rollbackAlarms: plan.deployment.rollbackAlarms.map((name) => rollback[name]),
      activityTopic: props.activityTopic,
    });
    this.attachInstances(plan);
    const allNames = { ...names, AutoScalingGroupName: this.autoScalingGroup.autoScalingGroupName };
    this.runningAtMaxAlarm = renderAlarm(this, plan.alarms.runningAtMax, allNames, props.alarmTopic);
    renderScaling(this, plan.scaling, { group: this.autoScalingGroup, targetGroup: this.targetGroup, names: allNames });
    if (plan.warmPool) { renderWarmPool(plan.warmPool, this.autoScalingGroup); }
    if (plan.dashboard) { this.dashboard = renderDashboard(this, plan.dashboard, allNames); }
    if (plan.factsOutput) { this.renderFacts(); }
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  /**
   * The tier's own load balancer.
   *
   * @throws if the tier shares a listener: its balancer is not the tier's
   */
  public get loadBalancer(): elbv2.ApplicationLoadBalancer {
    if (!this.ownLoadBalancer) { throw new Error(`ScaledWebTier '${this.node.path}' shares a listener: it has no load balancer of its own.`); }
    return this.ownLoadBalancer;
  }

  /**
   * Connects the instances to a bucket, a database or a cache: opens the way there, lets them use it, and tells them where it is, in the
   * service's environment: `FILES_BUCKET`, `DATABASE_WRITER_HOST`, `DATABASE_PORT`, `SESSION_CACHE_HOST` …
   *
   * The instances read it from a parameter, when they boot and every few minutes; a connection that is added later restarts the
   * service on one server after the other, and replaces none.
   *
   * @throws if a prefix is used twice, or is not one, or there is no `service` to be told
   */
  public connectTo(
    target: s3.IBucket | IReadReplicaDatabase | ISessionCache,
    options: BucketConnectionOptions | DatabaseConnectionOptions | CacheConnectionOptions = {},
  ) {
    connect({ tier: this, environment: this.environment, checks: new Checks(this.context) }, target, options);
  }

  private surroundings(props: ScaledWebTierProps, instanceSubnets: ec2.SubnetSelection): ScaledWebTierSurroundings {
    const stack = Stack.of(this);
    const parameterPath = parameterPathOf(stack.stackName, pathInStack(this), this.node.addr);
    return {
      availabilityZones: countZones(props.vpc, instanceSubnets),
      networkCidrBlocks: cidrBlocksOf(props.vpc),
      optionNames: { certificates: 'certificates', hostedZone: 'hostedZone', loadBalancerSubnets: 'loadBalancerSubnets' },
      certificates: props.certificates?.length ?? 0,
      accessLogBucketIsGiven: props.accessLogBucket !== undefined,
      accessLogBucketHasKey: props.accessLogBucket?.encryptionKey !== undefined,
      ...balancerPlaces(props, instanceSubnets),
      zone: props.hostedZone && { name: nameOf(props.hostedZone), isPrivate: props.hostedZone instanceof route53.PrivateHostedZone },
      listenerIsGiven: props.listener !== undefined,
      image: inspectImage(this, props.machineImage),
      engineGaps: [],
      secrets: { areAccepted: false },
      region: stack.region,
      parameterPath,
      parameterArn: stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: parameterPath.slice(1) }),
      // The log group is made once the plan is known to be good.
      logGroupName: Lazy.string({ produce: () => this.logGroup!.logGroupName }),
      logGroupArn: Lazy.string({ produce: () => this.logGroup!.logGroupArn }),
    };
  }

  private renderAccessLogs(plan: ScaledWebTierPlan, loadBalancer: elbv2.ApplicationLoadBalancer, given?: s3.IBucket): s3.IBucket | undefined {
    const { accessLogs } = plan.entry;
    if (!accessLogs) { return undefined; }
    const bucket = given ?? renderAccessLogBucket(this, accessLogs.bucket, plan.isProtected);
    logAccesses(loadBalancer, bucket, accessLogs);
    return bucket;
  }

  private renderFacts() {
    new CfnOutput(this, 'Facts', {
      description: `How fast ${this.node.path} reacts, and what it survives`,
      value: Stack.of(this).toJsonString(this.facts),
    });
  }

  /** The rule between the two security groups comes first: attaching would write the same rule without saying what it is for. */
  private attachInstances(plan: ScaledWebTierPlan) {
    const { port, description } = plan.entry.target;
    this.listener.connections.allowTo(this, ec2.Port.tcp(port), description);
    this.autoScalingGroup.attachToApplicationTargetGroup(this.targetGroup);
  }
}
