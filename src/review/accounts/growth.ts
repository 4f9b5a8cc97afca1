import { doublingsBySteps, trackingCyclesToAbsorb, TRACKING_DETECTION_SECONDS } from '../../core/surges';
import { AccountAnswer, AccountTerm } from '../account';
import { trackedMetric } from '../rules/policies';
import { Topology } from '../topology';
import { ScalingPolicy } from '../topology-scaling';
import { Tier } from '../topology-tiers';
import { started } from './servers';
import { answerOf } from './terms';

/** Seconds until there is twice the capacity, by each policy that adds any. */
export function whenTheLoadDoubles(tier: Tier, topology: Topology): AccountAnswer[] {
  return tier.scaling.map((policy) => growthBy(policy, tier, topology)).filter((answer) => answer !== undefined);
}

function growthBy(policy: ScalingPolicy, tier: Tier, topology: Topology): AccountAnswer | undefined {
  switch (policy.type) {
    case 'TargetTrackingScaling': return growthByTracking(policy, tier);
    case 'PredictiveScaling': return answerOf(eventOf(policy), [], policy.mode === 'ForecastOnly' ? 'never: it only forecasts' : 'before a load that it has seen in other weeks');
    default: return growthBySteps(policy, tier, topology);
  }
}

/** CPU cannot show more than 100 %, so that tracking it takes several rounds; what does not saturate takes one. */
function growthByTracking(policy: ScalingPolicy, tier: Tier): AccountAnswer {
  const { target } = policy;
  const cycles = isCpu(policy) ? (target !== undefined && target > 0 && target < 100 ? trackingCyclesToAbsorb(2, target) : undefined) : 1;
  if (cycles === undefined) { return answerOf(eventOf(policy), [{ name: 'tracking finds it', why: 'the document does not say at which CPU.' }]); }
  return answerOf(eventOf(policy), rounds(cycles, [
    { name: 'tracking finds it', secondsFrom: 0, secondsTo: TRACKING_DETECTION_SECONDS, why: 'three minutes of its alarm, observed: AWS has no figure.' },
    started(tier),
  ]), remarkOf(cycles, tier));
}

function isCpu(policy: ScalingPolicy): boolean {
  return trackedMetric(policy)?.endsWith(' CPUUtilization') ?? false;
}

function growthBySteps(policy: ScalingPolicy, tier: Tier, topology: Topology): AccountAnswer | undefined {
  const most = Math.max(...policy.steps.map(({ adjustment }) => adjustment ?? 0));
  if (!(most > 0)) { return undefined; }
  const cycles = doublingsBySteps(policy.adjustmentType, most, tier.capacity.minimum);
  if (cycles === undefined) { return undefined; }
  const terms = [...rounds(cycles, [detectionBy(policy, topology), started(tier)]), ...restOf(policy, cycles)];
  return answerOf(eventOf(policy), terms, remarkOf(cycles, tier));
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html */
function restOf({ type }: ScalingPolicy, cycles: number): AccountTerm[] {
  return type !== 'SimpleScaling' || cycles === 1 ? []
    : [{ name: 'it rests between rounds', why: 'a simple policy does nothing more before its cooldown is over, 300 s unless it is said: it is not read.' }];
}

function detectionBy({ alarmIds }: ScalingPolicy, { alarms }: Topology): AccountTerm {
  const name = 'its alarm goes off';
  const times = alarms.filter(({ id }) => alarmIds.includes(id)).map(({ metrics, datapointsToAlarm, evaluationPeriods }) => {
    const period = Math.max(...metrics.map(({ periodSeconds }) => periodSeconds ?? Number.NaN));
    return period * (datapointsToAlarm ?? evaluationPeriods ?? Number.NaN);
  });
  const seconds = Math.max(...times);
  return Number.isFinite(seconds)
    ? { name, secondsFrom: 0, secondsTo: seconds, why: 'as many periods of its metric as it waits for.' }
    : { name, why: 'the document does not say which alarm sets it off, or how long that waits.' };
}

function rounds(cycles: number, terms: readonly AccountTerm[]): AccountTerm[] {
  if (cycles === 1) { return [...terms]; }
  const times = (seconds: number | undefined) => seconds === undefined ? undefined : seconds * cycles;
  return terms.map((term) => ({ ...term, name: `${cycles} times: ${term.name}`, secondsFrom: times(term.secondsFrom), secondsTo: times(term.secondsTo) }));
}

/** Twice the least is not always allowed. */
function remarkOf(cycles: number, { capacity: { minimum, maximum } }: Tier): string | undefined {
  const rounded = cycles === 1 ? [] : [`${cycles} rounds`];
  const bounded = minimum !== undefined && maximum !== undefined && maximum < 2 * minimum ? [`no further than ${maximum} servers, which is not twice ${minimum}`] : [];
  const remarks = [...rounded, ...bounded];
  return remarks.length === 0 ? undefined : remarks.join('; ');
}

function eventOf({ id, type, predefinedMetric, metric, target }: ScalingPolicy): string {
  const measured = predefinedMetric ?? metric?.name;
  const by = type === 'TargetTrackingScaling' ? `tracking ${measured ?? 'a metric'}${target === undefined ? '' : ` at ${target}`}` : type === 'PredictiveScaling' ? 'a forecast' : 'steps';
  return `capacity doubles by ${by} (${id})`;
}
