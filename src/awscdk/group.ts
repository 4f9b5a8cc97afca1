import { Duration } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ACTIVITY_EVENTS } from '../core/activity';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

export interface GroupParts {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
  readonly launchTemplate: ec2.LaunchTemplate;
  readonly rollbackAlarms: cloudwatch.IAlarm[];
  readonly activityTopic?: sns.ITopic;
}

/** No desired capacity is rendered: a deployment would set it back to what the scaling policies have long left. */
export function renderGroup(scope: Construct, plan: ScaledWebTierPlan, parts: GroupParts): autoscaling.AutoScalingGroup {
  const { deployment, health } = plan;
  const group = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: parts.vpc,
    vpcSubnets: parts.vpcSubnets,
    ...instancesOf(plan, parts.launchTemplate),
    minCapacity: plan.capacity.minCapacity,
    maxCapacity: plan.capacity.maxCapacity,
    healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
      additionalTypes: [health.judge as autoscaling.AdditionalHealthCheckType],
      gracePeriod: Duration.seconds(health.startUp.graceSeconds),
    }),
    defaultInstanceWarmup: Duration.seconds(health.startUp.warmupSeconds),
    groupMetrics: [autoscaling.GroupMetrics.all()],
    notifications: parts.activityTopic ? [{ topic: parts.activityTopic, scalingEvents: activityEvents() }] : undefined,
    minHealthyPercentage: deployment.minHealthyPercent,
    maxHealthyPercentage: deployment.maxHealthyPercent,
    updatePolicy: autoscaling.UpdatePolicy.instanceRefresh({
      strategy: deployment.strategy as autoscaling.InstanceRefreshStrategy,
      minHealthyPercentage: deployment.minHealthyPercent,
      maxHealthyPercentage: deployment.maxHealthyPercent,
      bakeTime: deployment.bakeSeconds === undefined ? undefined : Duration.seconds(deployment.bakeSeconds),
      alarms: parts.rollbackAlarms.length > 0 ? parts.rollbackAlarms : undefined,
    }),
  });
  // An instance that boots before there is a way out cannot fetch what it needs.
  group.node.addDependency(parts.vpc.internetConnectivityEstablished);
  if (plan.zonalShift) {
    (group.node.defaultChild as autoscaling.CfnAutoScalingGroup).availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true,
      impairedZoneHealthCheckBehavior: plan.zonalShift.whenAZoneIsImpaired,
    };
  }
  return group;
}

function activityEvents(): autoscaling.ScalingEvents {
  return new autoscaling.ScalingEvents(...ACTIVITY_EVENTS as readonly autoscaling.ScalingEvent[]);
}

/** One type alone, or several and Spot. */
function instancesOf({ instances }: ScaledWebTierPlan, launchTemplate: ec2.LaunchTemplate): Partial<autoscaling.AutoScalingGroupProps> {
  const { mixed } = instances;
  if (!mixed) { return { launchTemplate }; }
  return {
    mixedInstancesPolicy: {
      launchTemplate,
      launchTemplateOverrides: mixed.instanceTypes.map((type) => ({ instanceType: new ec2.InstanceType(type) })),
      instancesDistribution: {
        onDemandAllocationStrategy: mixed.onDemandAllocation as autoscaling.OnDemandAllocationStrategy,
        onDemandBaseCapacity: mixed.onDemandBaseCapacity,
        onDemandPercentageAboveBaseCapacity: mixed.onDemandPercentAboveBase,
        spotAllocationStrategy: mixed.spotAllocation as autoscaling.SpotAllocationStrategy,
      },
    },
    capacityRebalance: mixed.capacityRebalance || undefined,
  };
}
