import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { DimensionValues, renderAlarm, renderMetric } from './alarms';
import { PredictivePlan } from '../core/predictive-scaling';
import { ScalingPlan } from '../core/scaling';
import { ScalingPolicyPlan, StepPlan, TargetTrackingPlan } from '../core/scaling-policies';
import { SchedulePlan } from '../core/scaling-schedules';
import { WarmPoolPlan } from '../core/warm-pool';

/** What is scaled, and what it is scaled by. */
export interface ScalingParts {
  readonly group: autoscaling.AutoScalingGroup;
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  readonly names: DimensionValues;
}

export function renderScaling(scope: Construct, plan: ScalingPlan, parts: ScalingParts) {
  for (const policy of plan.policies) { renderPolicy(scope, policy, parts); }
  for (const schedule of plan.schedules) { renderSchedule(scope, schedule, parts.group); }
  if (plan.predictive) { renderPredictive(scope, plan.predictive, parts); }
}

export function renderWarmPool(plan: WarmPoolPlan, group: autoscaling.AutoScalingGroup) {
  group.addWarmPool({
    poolState: plan.state as unknown as autoscaling.PoolState,
    minSize: plan.minSize,
    maxGroupPreparedCapacity: plan.maxPreparedCapacity,
    reuseOnScaleIn: plan.reuseOnScaleIn,
  });
}

function renderPolicy(scope: Construct, plan: ScalingPolicyPlan, parts: ScalingParts) {
  switch (plan.type) {
    case 'TargetTracking': return renderTracking(scope, plan, parts);
    case 'Step': return renderStep(scope, plan, parts);
  }
}

function renderTracking(scope: Construct, plan: TargetTrackingPlan, parts: ScalingParts) {
  const metric = typeof plan.metric === 'string'
    ? { predefinedMetric: plan.metric as autoscaling.PredefinedMetric, resourceLabel: labelOf(plan.metric, parts.names) }
    : { customMetric: renderMetric(plan.metric, parts.names) };
  const policy = new autoscaling.TargetTrackingScalingPolicy(scope, plan.id, {
    ...metric,
    autoScalingGroup: parts.group,
    targetValue: plan.target,
    disableScaleIn: plan.disableScaleIn || undefined,
  });
  waitForBalancer(policy, plan.metric, parts);
  return policy;
}

function renderStep(scope: Construct, plan: StepPlan, { group, names }: ScalingParts) {
  const step = new autoscaling.StepScalingAction(scope, plan.id, {
    autoScalingGroup: group,
    adjustmentType: plan.adjustmentType as autoscaling.AdjustmentType,
    minAdjustmentMagnitude: plan.minAdjustmentMagnitude,
  });
  for (const adjustment of plan.steps) { step.addAdjustment(adjustment); }
  renderAlarm(scope, plan.alarm, names).addAlarmAction(new actions.AutoScalingAction(step));
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
function renderPredictive(scope: Construct, plan: PredictivePlan, parts: ScalingParts) {
  const policy = new autoscaling.CfnScalingPolicy(scope, plan.id, {
    autoScalingGroupName: parts.group.autoScalingGroupName,
    policyType: 'PredictiveScaling',
    predictiveScalingConfiguration: {
      mode: plan.mode,
      schedulingBufferTime: plan.schedulingBufferSeconds,
      maxCapacityBreachBehavior: plan.whenAboveMaximum,
      maxCapacityBuffer: plan.maxCapacityBufferPercent,
      metricSpecifications: [{
        targetValue: plan.target,
        predefinedMetricPairSpecification: { predefinedMetricType: plan.metricPair, resourceLabel: labelOf(plan.metricPair, parts.names) },
      }],
    },
  });
  waitForBalancer(policy, plan.metricPair, parts);
  return policy;
}

/** AWS refuses a policy on the balancer's requests before the balancer has a listener that leads to the target group. */
function waitForBalancer(policy: Construct, metric: unknown, { targetGroup }: ScalingParts) {
  if (isBalancers(metric)) { policy.node.addDependency(targetGroup.loadBalancerAttached); }
}

function isBalancers(metric: unknown): boolean {
  return typeof metric === 'string' && metric.startsWith('ALB');
}

/** Metrics of the balancer are told apart by its name and the target group's. */
function labelOf(metric: string, { LoadBalancer, TargetGroup }: DimensionValues): string | undefined {
  return isBalancers(metric) ? `${LoadBalancer}/${TargetGroup}` : undefined;
}
