import { Annotations, Token, Tokenization } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { logAccesses, renderAccessLogBucket } from './access-logs';
import { renderAlarm } from './alarms';
import { renderListener, renderLoadBalancer, renderTargetGroup } from './entry';
import { renderGroup, renderScalingPolicy } from './group';
import { inspectImage, InstanceRole, renderInstanceSecurityGroup, renderLaunchTemplate } from './instances';
import { planScaledWebTier, ScaledWebTierOptions, ScaledWebTierPlan, ScaledWebTierSurroundings } from '../core/scaled-web-tier';

/** Options of a web tier on AWS CDK. */
export interface ScaledWebTierProps extends ScaledWebTierOptions {
  /** Network of the load balancer and the instances. */
  readonly vpc: ec2.IVpc;

  /**
   * Certificates of the listener; the first is the default one. Required unless `insecureHttp` is set.
   *
   * @default - none
   */
  readonly certificates?: acm.ICertificate[];

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
   * Topic that alarms and the group's launches and terminations are sent to.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopic?: sns.ITopic;
}

/**
 * Stateless servers behind a load balancer, scaled by load and replaced when they fail.
 *
 * An Application Load Balancer spreads requests over an Auto Scaling group of EC2 instances in several availability zones. Every
 * default is safe; what gives up safety is an option whose name says so.
 */
export class ScaledWebTier extends Construct implements ec2.IConnectable, iam.IGrantable {
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** The callers' side of the network: `tier.listener.connections.allowDefaultPortFrom(caller)`. */
  public readonly listener: elbv2.ApplicationListener;
  public readonly targetGroup: elbv2.ApplicationTargetGroup;
  public readonly autoScalingGroup: autoscaling.AutoScalingGroup;
  public readonly launchTemplate: ec2.LaunchTemplate;
  /** Role of the instances. Grant to the tier rather than to the role: its grants land in one readable policy. */
  public readonly role: iam.IRole;
  /** Bucket of the access logs, unless they are turned off. */
  public readonly accessLogBucket?: s3.IBucket;

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

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: ScaledWebTierProps) {
    super(scope, id);
    const instanceSubnets = props.instanceSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    const plan = this.plan(props, instanceSubnets);

    this.loadBalancer = renderLoadBalancer(this, plan, props.vpc, props.loadBalancerSubnets);
    this.targetGroup = renderTargetGroup(this, plan, props.vpc);
    this.listener = renderListener(this.loadBalancer, this.targetGroup, plan, props.certificates ?? []);
    this.accessLogBucket = this.renderAccessLogs(plan, props.accessLogBucket);

    const instanceRole = new InstanceRole(this, plan);
    const securityGroup = renderInstanceSecurityGroup(this, plan, props.vpc);
    this.role = instanceRole.role;
    this.grantPrincipal = instanceRole.grantPrincipal;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(plan.entry.target.port) });
    this.launchTemplate = renderLaunchTemplate(this, plan, securityGroup, this.role, props.machineImage);

    const names = { LoadBalancer: this.loadBalancer.loadBalancerFullName, TargetGroup: this.targetGroup.targetGroupFullName };
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
      alarmTopic: props.alarmTopic,
    });
    this.attachInstances(plan);
    const groupName = { AutoScalingGroupName: this.autoScalingGroup.autoScalingGroupName };
    this.runningAtMaxAlarm = renderAlarm(this, plan.alarms.runningAtMax, groupName, props.alarmTopic);
    for (const policy of plan.scaling) { renderScalingPolicy(this, policy, this.autoScalingGroup); }
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  private plan(props: ScaledWebTierProps, instanceSubnets: ec2.SubnetSelection): ScaledWebTierPlan {
    return planScaledWebTier(props, this.surroundings(props, instanceSubnets), {
      kind: 'ScaledWebTier',
      path: this.node.path,
      isUnresolved: (value) => Token.isUnresolved(value),
      asText: (value) => Tokenization.stringifyNumber(value),
    });
  }

  private surroundings(props: ScaledWebTierProps, instanceSubnets: ec2.SubnetSelection): ScaledWebTierSurroundings {
    return {
      availabilityZones: countZones(props.vpc, instanceSubnets),
      networkCidrBlocks: cidrBlocksOf(props.vpc),
      certificateOption: 'certificates',
      certificates: props.certificates?.length ?? 0,
      accessLogBucketIsGiven: props.accessLogBucket !== undefined,
      image: inspectImage(this, props.machineImage),
    };
  }

  private renderAccessLogs(plan: ScaledWebTierPlan, given?: s3.IBucket): s3.IBucket | undefined {
    const { accessLogs } = plan.entry;
    if (!accessLogs) { return undefined; }
    const bucket = given ?? renderAccessLogBucket(this, accessLogs, plan.isProtected);
    logAccesses(this.loadBalancer, bucket, accessLogs);
    return bucket;
  }

  /** The rule between the two security groups comes first: attaching would write the same rule without saying what it is for. */
  private attachInstances(plan: ScaledWebTierPlan) {
    const { port, description } = plan.entry.target;
    this.loadBalancer.connections.allowTo(this, ec2.Port.tcp(port), description);
    this.autoScalingGroup.attachToApplicationTargetGroup(this.targetGroup);
  }
}

/** Zones of the subnets, unless only the deployment, or a lookup that is still to come, will tell. */
function countZones(vpc: ec2.IVpc, selection: ec2.SubnetSelection): number | undefined {
  const { availabilityZones, isPendingLookup } = vpc.selectSubnets(selection);
  return isPendingLookup || Token.isUnresolved(availabilityZones) ? undefined : new Set(availabilityZones).size;
}

/** An imported VPC may have been imported without its block, and throws when asked for it. */
function cidrBlocksOf(vpc: ec2.IVpc): string[] | undefined {
  try {
    return [vpc.vpcCidrBlock];
  } catch {
    return undefined;
  }
}
