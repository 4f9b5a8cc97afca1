import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingPolicy } from '@cdktf/provider-aws/lib/autoscaling-policy';
import { AutoscalingSchedule } from '@cdktf/provider-aws/lib/autoscaling-schedule';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { dimensionsOf, MetricNames, renderAlarm } from './alarms';
import { numberText } from './texts';
import { MetricPlan } from '../core/metrics';
import { PredictivePlan } from '../core/predictive-scaling';
import { ScalingPlan } from '../core/scaling';
import { ScalingPolicyPlan, StepAdjustmentPlan, StepPlan, TargetTrackingPlan } from '../core/scaling-policies';
import { SchedulePlan } from '../core/scaling-schedules';

/** What is scaled, and what it is scaled by. */
export interface ScalingParts {
  readonly group: AutoscalingGroup;
  readonly names: MetricNames;
  /** The listener, or the rule, that leads to the target group: before it AWS refuses policies on the balancer's requests. */
  readonly entry: ITerraformDependable;
}

export function renderScaling(scope: Construct, plan: ScalingPlan, parts: ScalingParts) {
  for (const policy of plan.policies) { renderPolicy(scope, policy, parts); }
  for (const schedule of plan.schedules) { renderSchedule(scope, schedule, parts.group); }
  if (plan.predictive) { renderPredictive(scope, plan.predictive, parts); }
}

function renderPolicy(scope: Construct, plan: ScalingPolicyPlan, parts: ScalingParts) {
  switch (plan.type) {
    case 'TargetTracking': return renderTracking(scope, plan, parts);
    case 'Step': return renderStep(scope, plan, parts);
  }
}

function renderTracking(scope: Construct, plan: TargetTrackingPlan, parts: ScalingParts) {
  return new AutoscalingPolicy(scope, plan.id, {
    name: plan.id,
    autoscalingGroupName: parts.group.name,
    policyType: 'TargetTrackingScaling',
    targetTrackingConfiguration: {
      targetValue: plan.target,
      disableScaleIn: plan.disableScaleIn || undefined,
      ...(typeof plan.metric === 'string'
        ? { predefinedMetricSpecification: { predefinedMetricType: plan.metric, resourceLabel: labelOf(plan.metric, parts.names) } }
        : { customizedMetricSpecification: customized(plan.metric, parts.names) }),
    },
    dependsOn: isBalancers(plan.metric) ? [parts.entry] : undefined,
  });
}

function customized(metric: MetricPlan, names: MetricNames) {
  return {
    namespace: metric.namespace,
    metricName: metric.name,
    metricDimension: Object.entries(dimensionsOf(metric, names)).map(([name, value]) => ({ name, value })),
    statistic: metric.statistic,
  };
}

function renderStep(scope: Construct, plan: StepPlan, { group, names }: ScalingParts) {
  const policy = new AutoscalingPolicy(scope, plan.id, {
    name: plan.id,
    autoscalingGroupName: group.name,
    policyType: 'StepScaling',
    adjustmentType: plan.adjustmentType,
    minAdjustmentMagnitude: plan.minAdjustmentMagnitude,
    stepAdjustment: plan.steps.map(stepOf),
  });
  renderAlarm(scope, plan.alarm, names, { alarm: [policy.arn] });
}

function stepOf({ lowerBound, upperBound, adjustment }: StepAdjustmentPlan) {
  return { metricIntervalLowerBound: numberText(lowerBound), metricIntervalUpperBound: numberText(upperBound), scalingAdjustment: adjustment };
}

/** The provider reads an absent size as 0, and -1 as the one that is. */
const AS_BEFORE = -1;

function renderSchedule(scope: Construct, plan: SchedulePlan, group: AutoscalingGroup) {
  return new AutoscalingSchedule(scope, `${plan.name}Schedule`, {
    scheduledActionName: plan.name,
    autoscalingGroupName: group.name,
    recurrence: plan.recurrence,
    timeZone: plan.timeZone,
    minSize: plan.minCapacity ?? AS_BEFORE,
    maxSize: plan.maxCapacity ?? AS_BEFORE,
    desiredCapacity: AS_BEFORE,
  });
}

function renderPredictive(scope: Construct, plan: PredictivePlan, parts: ScalingParts) {
  return new AutoscalingPolicy(scope, plan.id, {
    name: plan.id,
    autoscalingGroupName: parts.group.name,
    policyType: 'PredictiveScaling',
    predictiveScalingConfiguration: {
      mode: plan.mode,
      schedulingBufferTime: numberText(plan.schedulingBufferSeconds),
      maxCapacityBreachBehavior: plan.whenAboveMaximum,
      maxCapacityBuffer: numberText(plan.maxCapacityBufferPercent),
      metricSpecification: {
        targetValue: plan.target,
        predefinedMetricPairSpecification: { predefinedMetricType: plan.metricPair, resourceLabel: labelOf(plan.metricPair, parts.names) },
      },
    },
    dependsOn: isBalancers(plan.metricPair) ? [parts.entry] : undefined,
  });
}

function isBalancers(metric: unknown): boolean {
  return typeof metric === 'string' && metric.startsWith('ALB');
}

/** Metrics of the balancer are told apart by its name and the target group's. */
function labelOf(metric: string, { LoadBalancer, TargetGroup }: MetricNames): string | undefined {
  return isBalancers(metric) ? `${LoadBalancer}/${TargetGroup}` : undefined;
}
