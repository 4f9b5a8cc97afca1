import { addsUnderLoad, CPU, trackedMetric } from './policies';
import { isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { trackingCyclesToAbsorb, TRACKING_DETECTION_SECONDS } from '../../core/surges';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { ScalingPolicy } from '../topology-scaling';
import { Tier } from '../topology-tiers';

export const SLOW_TO_DOUBLE: Rule = {
  id: 'slow-to-double',
  title: 'A surge is followed in small steps',
  severity: Severity.WARNING,
  why: 'CPU cannot exceed 100 %, so tracking never sees how large a surge is: at a target of T a cycle multiplies the servers by 100 ÷ T at the most, and the next begins when those count.',
  mend: 'Add a StepScaling policy that doubles, with AdjustmentType PercentChangeInCapacity and ScalingAdjustment 100 at 85 % of CPU, or track ALBRequestCountPerTarget, which does not saturate.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html',
  check: ({ tiers }: Topology): Evidence[] => tiers.filter(isItsOwn).flatMap(slow),
};

/** Below it, a surge is late by one cycle, which many live with. */
const MANY_CYCLES = 3;

function slow(tier: Tier): Evidence[] {
  const policy = onlyCpuTracking(tier);
  if (policy === undefined || tier.capacity.maximum === tier.capacity.minimum) { return []; }
  const [toDouble, toTenfold] = [2, 10].map((factor) => trackingCyclesToAbsorb(factor, policy.target!));
  if (toDouble < 2) { return []; }
  return [{
    resourceId: policy.id,
    property: 'TargetTrackingConfiguration.TargetValue',
    message: `At ${policy.target} % a doubled load takes ${toDouble} cycles${minutes(toDouble, tier, policy)}, and a tenfold one ${toTenfold}${minutes(toTenfold, tier, policy)}.`,
    severity: toDouble < MANY_CYCLES ? Severity.NOTE : undefined,
  }];
}

/** Tracking of the CPU that nothing faster stands beside. */
function onlyCpuTracking({ scaling }: Tier): ScalingPolicy | undefined {
  const adding = scaling.filter((policy) => addsUnderLoad(policy) || policy.mode === 'ForecastAndScale');
  const tracking = adding.filter((policy) => policy.type === 'TargetTrackingScaling' && trackedMetric(policy) === CPU && isPercentage(policy.target));
  const [lowest] = [...tracking].sort((one, other) => one.target! - other.target!);
  return tracking.length === adding.length ? lowest : undefined;
}

function isPercentage(target: number | undefined): boolean {
  return target !== undefined && target > 0 && target < 100;
}

function minutes(cycles: number, { capacity }: Tier, policy: ScalingPolicy): string {
  const warmup = policy.warmupSeconds ?? capacity.warmupSeconds;
  return warmup === undefined ? '' : `, about ${Math.ceil(cycles * (TRACKING_DETECTION_SECONDS + Math.max(0, warmup)) / 60)} minutes`;
}
