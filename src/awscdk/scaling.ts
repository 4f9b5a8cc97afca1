import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { DimensionValues, renderAlarm, renderMetric } from './alarms';
import { PredictivePlan } from '../core/predictive-scaling';
import { ScalingPlan } from '../core/scaling';
import { ScalingPolicyPlan, StepPlan, TargetTrackingPlan } from '../core/scaling-policies';
import { SchedulePlan } from '../core/scaling-schedules';
import { WarmPoolPlan } from '../core/warm-pool';

export function renderScaling(scope: Construct, plan: ScalingPlan, group: autoscaling.AutoScalingGroup, values: DimensionValues) {
  for (const policy of plan.policies) { renderPolicy(scope, policy, group, values); }
  for (const schedule of plan.schedules) { renderSchedule(scope, schedule, group); }
  if (plan.predictive) { renderPredictive(scope, plan.predictive, group, values); }
}

export function renderWarmPool(plan: WarmPoolPlan, group: autoscaling.AutoScalingGroup) {
  group.addWarmPool({
    poolState: plan.state as unknown as autoscaling.PoolState,
    minSize: plan.minSize,
    maxGroupPreparedCapacity: plan.maxPreparedCapacity,
    reuseOnScaleIn: plan.reuseOnScaleIn,
  });
}

function renderPolicy(scope: Construct, plan: ScalingPolicyPlan, group: autoscaling.AutoScalingGroup, values: DimensionValues) {
  switch (plan.type) {
    case 'TargetTracking': return renderTracking(scope, plan, group, values);
    case 'Step': return renderStep(scope, plan, group, values);
  }
}

function renderTracking(scope: Construct, plan: TargetTrackingPlan, group: autoscaling.AutoScalingGroup, values: DimensionValues) {
  const metric = typeof plan.metric === 'string'
    ? { predefinedMetric: plan.metric as autoscaling.PredefinedMetric, resourceLabel: labelOf(plan.metric, values) }
    : { customMetric: renderMetric(plan.metric, values) };
  return new autoscaling.TargetTrackingScalingPolicy(scope, plan.id, {
    ...metric,
    autoScalingGroup: group,
    targetValue: plan.target,
    disableScaleIn: plan.disableScaleIn || undefined,
  });
}

function renderStep(scope: Construct, plan: StepPlan, group: autoscaling.AutoScalingGroup, values: DimensionValues) {
  const step = new autoscaling.StepScalingAction(scope, plan.id, {
    autoScalingGroup: group,
    adjustmentType: plan.adjustmentType as autoscaling.AdjustmentType,
    minAdjustmentMagnitude: plan.minAdjustmentMagnitude,
  });
  for (const adjustment of plan.steps) { step.addAdjustment(adjustment); }
  renderAlarm(scope, plan.alarm, values).addAlarmAction(new actions.AutoScalingAction(step));
  return step;
}

function renderSchedule(scope: Construct, plan: SchedulePlan, group: autoscaling.AutoScalingGroup) {
  return new autoscaling.ScheduledAction(scope, `${plan.name}Schedule`, {
    autoScalingGroup: group,
    schedule: autoscaling.Schedule.expression(plan.recurrence),
    timeZone: plan.timeZone,
    minCapacity: plan.minCapacity,
    maxCapacity: plan.maxCapacity,
  });
}

/** There is no L2 for predictive scaling. */
function renderPredictive(scope: Construct, plan: PredictivePlan, group: autoscaling.AutoScalingGroup, values: DimensionValues) {
  return new autoscaling.CfnScalingPolicy(scope, plan.id, {
    autoScalingGroupName: group.autoScalingGroupName,
    policyType: 'PredictiveScaling',
    predictiveScalingConfiguration: {
      mode: plan.mode,
      schedulingBufferTime: plan.schedulingBufferSeconds,
      maxCapacityBreachBehavior: plan.whenAboveMaximum,
      maxCapacityBuffer: plan.maxCapacityBufferPercent,
      metricSpecifications: [{
        targetValue: plan.target,
        predefinedMetricPairSpecification: { predefinedMetricType: plan.metricPair, resourceLabel: labelOf(plan.metricPair, values) },
      }],
    },
  });
}

/** Metrics of the balancer are told apart by its name and the target group's. */
function labelOf(metric: string, { LoadBalancer, TargetGroup }: DimensionValues): string | undefined {
  return metric.startsWith('ALB') ? `${LoadBalancer}/${TargetGroup}` : undefined;
}
