import { Topology } from '../topology';
import { ScalingPolicy } from '../topology-scaling';
import { Tier } from '../topology-tiers';

/** Types that stand for scaling by somebody else's plan. */
const FOREIGN_PLANS = ['AWS::AutoScalingPlans::ScalingPlan', 'aws_autoscalingplans_scaling_plan'];

/** Whether something changes the number of servers as the load does, or may, as far as the document tells. */
export function isScaled({ scaling, schedules }: Tier, { notUnderstood, unknowns }: Topology): boolean {
  return scaling.some(acts) || schedules.length > 0
    || FOREIGN_PLANS.some((type) => Object.hasOwn(notUnderstood, type))
    || unknowns.some(({ property }) => property === 'AutoScalingGroupName');
}

/** A forecast may be for reading only. */
function acts({ type, mode }: ScalingPolicy): boolean {
  return type !== 'PredictiveScaling' || mode === 'ForecastAndScale';
}

/** Those that add servers while the load is there; one that does not tell its steps may. */
export function addsUnderLoad(policy: ScalingPolicy): boolean {
  if (!isByAlarm(policy)) { return policy.type === 'TargetTrackingScaling'; }
  return policy.steps.length === 0 || policy.adjustmentType === 'ExactCapacity' || policy.steps.some(({ adjustment }) => adjustment === undefined || adjustment > 0);
}

export function removes(policy: ScalingPolicy): boolean {
  return isByAlarm(policy) && policy.adjustmentType !== 'ExactCapacity' && policy.steps.some(({ adjustment = 0 }) => adjustment < 0);
}

/** Step scaling and simple scaling: what an alarm of the document sets off. */
export function isByAlarm({ type }: ScalingPolicy): boolean {
  return type === 'StepScaling' || type === 'SimpleScaling';
}

/** The metric that tracking holds, as alarms name it; `undefined` of an expression. */
export function trackedMetric({ predefinedMetric, metric }: ScalingPolicy): string | undefined {
  return predefinedMetric === undefined ? metric && `${metric.namespace} ${metric.name}` : PREDEFINED[predefinedMetric];
}

export const CPU = 'AWS/EC2 CPUUtilization';

const PREDEFINED: Readonly<Record<string, string | undefined>> = {
  ASGAverageCPUUtilization: CPU,
  ASGAverageNetworkIn: 'AWS/EC2 NetworkIn',
  ASGAverageNetworkOut: 'AWS/EC2 NetworkOut',
  ALBRequestCountPerTarget: 'AWS/ApplicationELB RequestCountPerTarget',
};
