import { AutoscalingGroup, AutoscalingGroupConfig } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingNotification } from '@cdktf/provider-aws/lib/autoscaling-notification';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { ACTIVITY_EVENTS } from '../core/activity';
import { GROUP_METRICS } from '../core/metrics';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

export interface GroupParts {
  readonly subnetIds: string[];
  readonly launchTemplate: LaunchTemplate;
  readonly targetGroup: LbTargetGroup;
  readonly rollbackAlarms: CloudwatchMetricAlarm[];
  readonly activityTopicArn?: string;
  /** The listener, or the rule, that leads to the target group: without it nobody asks the servers whether they are healthy. */
  readonly entry: ITerraformDependable;
}

/** No desired capacity is rendered: a deployment would set it back to what the scaling policies have long left. */
export function renderGroup(scope: Construct, plan: ScaledWebTierPlan, parts: GroupParts): AutoscalingGroup {
  const { deployment, health, warmPool } = plan;
  const group = new AutoscalingGroup(scope, 'Group', {
    namePrefix: prefixOf(scope, 'Group', 200),
    vpcZoneIdentifier: parts.subnetIds,
    targetGroupArns: [parts.targetGroup.arn],
    ...serversOf(plan, parts.launchTemplate),
    minSize: plan.capacity.minCapacity,
    maxSize: plan.capacity.maxCapacity,
    healthCheckType: health.judge,
    healthCheckGracePeriod: health.startUp.graceSeconds,
    defaultInstanceWarmup: health.startUp.warmupSeconds,
    enabledMetrics: [...GROUP_METRICS],
    instanceMaintenancePolicy: { minHealthyPercentage: deployment.minHealthyPercent, maxHealthyPercentage: deployment.maxHealthyPercent },
    instanceRefresh: refreshOf(plan, parts.rollbackAlarms),
    warmPool: warmPool && {
      poolState: warmPool.state,
      minSize: warmPool.minSize,
      maxGroupPreparedCapacity: warmPool.maxPreparedCapacity,
      instanceReusePolicy: { reuseOnScaleIn: warmPool.reuseOnScaleIn },
    },
    tag: [{ key: 'Name', value: plan.descriptions.name, propagateAtLaunch: true }],
    dependsOn: [parts.entry],
  });
  if (parts.activityTopicArn !== undefined) { renderNotifications(scope, group, parts.activityTopicArn); }
  return group;
}

/** Terraform starts the refresh and goes on: AWS ends it, or rolls it back, by itself. */
function refreshOf({ deployment }: ScaledWebTierPlan, rollbackAlarms: CloudwatchMetricAlarm[]): AutoscalingGroupConfig['instanceRefresh'] {
  return {
    strategy: deployment.strategy,
    preferences: {
      minHealthyPercentage: deployment.minHealthyPercent,
      maxHealthyPercentage: deployment.maxHealthyPercent,
      autoRollback: rollbackAlarms.length > 0,
      alarmSpecification: rollbackAlarms.length > 0 ? { alarms: rollbackAlarms.map(({ alarmName }) => alarmName) } : undefined,
    },
  };
}

/** One type alone, or several and Spot. A version by its number: with `$Latest` a change of the template would refresh nothing. */
function serversOf({ instances }: ScaledWebTierPlan, launchTemplate: LaunchTemplate): Partial<AutoscalingGroupConfig> {
  const version = Token.asString(launchTemplate.latestVersion);
  const { mixed } = instances;
  if (!mixed) { return { launchTemplate: { id: launchTemplate.id, version } }; }
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: launchTemplate.id, version },
        override: mixed.instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandAllocationStrategy: mixed.onDemandAllocation,
        onDemandBaseCapacity: mixed.onDemandBaseCapacity,
        onDemandPercentageAboveBaseCapacity: mixed.onDemandPercentAboveBase,
        spotAllocationStrategy: mixed.spotAllocation,
      },
    },
    capacityRebalance: mixed.capacityRebalance || undefined,
  };
}

function renderNotifications(scope: Construct, group: AutoscalingGroup, topicArn: string) {
  new AutoscalingNotification(scope, 'Activity', {
    groupNames: [group.name],
    topicArn,
    notifications: [...ACTIVITY_EVENTS],
  });
}
