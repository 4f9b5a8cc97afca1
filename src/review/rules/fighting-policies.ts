import { CPU, addsUnderLoad, isByAlarm, removes, trackedMetric } from './policies';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Alarm } from '../topology-alarms';
import { ScalingPolicy } from '../topology-scaling';
import { Tier } from '../topology-tiers';

export const FIGHTING_POLICIES: Rule = {
  id: 'fighting-policies',
  title: 'One policy removes what another adds',
  severity: Severity.WARNING,
  why: 'Two policies on one signal that disagree add and remove the same servers in turns. Each turn costs a start and a drain, and the load is carried by too few half of the time.',
  mend: 'Let one TargetTrackingScaling policy do both, or keep the Threshold that removes well below the one that adds: 30 and 70.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html',
  check: ({ tiers, alarms }: Topology): Evidence[] => {
    const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]));
    return tiers.flatMap((tier) => tier.scaling.filter(removes).flatMap((policy) => fights(policy, signalsOf(policy, byId), tier, byId)));
  },
};

/** What an alarm without expressions watches, and the bound that it watches for. */
interface Signal {
  readonly metric: string;
  readonly threshold?: number;
}

function fights(policy: ScalingPolicy, signals: readonly Signal[], tier: Tier, alarms: ReadonlyMap<string, Alarm>): Evidence[] {
  const message = signals.map((signal) => againstTracking(signal, tier) ?? againstAdding(signal, policy, tier, alarms))
    .find((found) => found !== undefined);
  return message === undefined ? [] : [{ resourceId: policy.id, message }];
}

function againstTracking({ metric }: Signal, { scaling }: Tier): string | undefined {
  const tracking = scaling.find((policy) => policy.type === 'TargetTrackingScaling' && !policy.disableScaleIn && trackedMetric(policy) === metric);
  const at = tracking?.target === undefined ? '' : ` at ${tracking.target}`;
  return tracking && `It removes servers by ${nameOf(metric)}, which ${tracking.id} tracks${at} and removes by as well.`;
}

function againstAdding(
  { metric, threshold }: Signal, removing: ScalingPolicy, { scaling, capacity }: Tier, alarms: ReadonlyMap<string, Alarm>,
): string | undefined {
  const bounds = scaling.filter((policy) => isByAlarm(policy) && policy.steps.length > 0 && addsUnderLoad(policy))
    .flatMap((policy) => signalsOf(policy, alarms))
    .flatMap((signal) => signal.metric === metric && signal.threshold !== undefined ? [signal.threshold] : []);
  const lowest = Math.min(...bounds);
  if (threshold === undefined || bounds.length === 0) { return undefined; }
  if (threshold >= lowest) { return `It removes servers below ${threshold} of ${nameOf(metric)}, and others are added above ${lowest}.`; }
  return metric === CPU ? undone(threshold, lowest, removing, capacity.minimum) : undefined;
}

/** The fewest that are left carry what those did that were removed. */
function undone(threshold: number, lowest: number, { adjustmentType, steps }: ScalingPolicy, minimum = 0): string | undefined {
  const removed = Math.max(...steps.map(({ adjustment = 0 }) => -adjustment));
  if (adjustmentType !== 'ChangeInCapacity' || minimum < 1) { return undefined; }
  const after = Math.round(threshold * (minimum + removed) / minimum);
  return after <= lowest ? undefined
    : `${minimum + removed} servers at just below ${threshold} % of CPU are up to ${after} % of the ${minimum} that it leaves, and others are added above ${lowest} %.`;
}

function signalsOf({ alarmIds }: ScalingPolicy, alarms: ReadonlyMap<string, Alarm>): Signal[] {
  return alarmIds.map((id) => alarms.get(id)).filter((alarm) => alarm !== undefined)
    .filter(({ metrics, expression }) => metrics.length === 1 && expression === undefined)
    .map(({ metrics: [{ namespace, name }], threshold }) => ({ metric: `${namespace} ${name}`, threshold }));
}

function nameOf(metric: string): string {
  return metric.split(' ').at(-1)!;
}
