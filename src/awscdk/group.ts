import { Duration } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { renderAlarm } from './alarms';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';
import { ScalingPolicyPlan, StepPlan } from '../core/scaling';

export interface GroupParts {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
  readonly launchTemplate: ec2.LaunchTemplate;
  readonly rollbackAlarms: cloudwatch.IAlarm[];
  readonly alarmTopic?: sns.ITopic;
}

/** No desired capacity is rendered: a deployment would set it back to what the scaling policies have long left. */
export function renderGroup(scope: Construct, plan: ScaledWebTierPlan, parts: GroupParts): autoscaling.AutoScalingGroup {
  const { deployment, health } = plan;
  const group = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: parts.vpc,
    vpcSubnets: parts.vpcSubnets,
    launchTemplate: parts.launchTemplate,
    minCapacity: plan.capacity.minCapacity,
    maxCapacity: plan.capacity.maxCapacity,
    healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
      additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
      gracePeriod: Duration.seconds(health.startUp.graceSeconds),
    }),
    defaultInstanceWarmup: Duration.seconds(health.startUp.warmupSeconds),
    groupMetrics: [autoscaling.GroupMetrics.all()],
    notifications: parts.alarmTopic ? [{ topic: parts.alarmTopic }] : undefined,
    minHealthyPercentage: deployment.minHealthyPercent,
    maxHealthyPercentage: deployment.maxHealthyPercent,
    updatePolicy: autoscaling.UpdatePolicy.instanceRefresh({
      strategy: deployment.strategy as autoscaling.InstanceRefreshStrategy,
      minHealthyPercentage: deployment.minHealthyPercent,
      maxHealthyPercentage: deployment.maxHealthyPercent,
      bakeTime: Duration.seconds(deployment.bakeSeconds),
      alarms: parts.rollbackAlarms.length > 0 ? parts.rollbackAlarms : undefined,
    }),
  });
  if (plan.zonalShift) {
    (group.node.defaultChild as autoscaling.CfnAutoScalingGroup).availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true,
      impairedZoneHealthCheckBehavior: plan.zonalShift.whenAZoneIsImpaired,
    };
  }
  return group;
}

export function renderScalingPolicy(scope: Construct, plan: ScalingPolicyPlan, group: autoscaling.AutoScalingGroup) {
  switch (plan.type) {
    case 'TargetTracking':
      return new autoscaling.TargetTrackingScalingPolicy(scope, plan.id, {
        autoScalingGroup: group,
        predefinedMetric: plan.metric as autoscaling.PredefinedMetric,
        targetValue: plan.target,
      });
    case 'Step':
      return renderStep(scope, plan, group);
  }
}

function renderStep(scope: Construct, plan: StepPlan, group: autoscaling.AutoScalingGroup) {
  const step = new autoscaling.StepScalingAction(scope, plan.id, {
    autoScalingGroup: group,
    adjustmentType: plan.adjustmentType as autoscaling.AdjustmentType,
    minAdjustmentMagnitude: plan.minAdjustmentMagnitude,
  });
  for (const adjustment of plan.steps) { step.addAdjustment(adjustment); }
  renderAlarm(scope, plan.alarm, { AutoScalingGroupName: group.autoScalingGroupName }).addAlarmAction(new actions.AutoScalingAction(step));
  return step;
}
