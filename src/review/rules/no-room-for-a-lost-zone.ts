import { zonesOfTier } from './places';
import { addsUnderLoad, CPU, isByAlarm, trackedMetric } from './policies';
import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { utilizationThatSurvivesAZone } from '../../core/capacity';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { ScalingPolicy } from '../topology-scaling';
import { Tier } from '../topology-tiers';

export const NO_ROOM_FOR_A_LOST_ZONE: Rule = {
  id: 'no-room-for-a-lost-zone',
  title: 'A lost zone overloads the others',
  severity: Severity.WARNING,
  why: 'When a zone is lost, the servers of the others take over its requests at once, and new ones come minutes later. Held at this target, they have less left than they are asked for.',
  mend: 'Set TargetValue to what leaves the other zones at 100 % or less: 50 with two zones, 66 with three, 75 with four.',
  source: 'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isItsOwn(tier) && isBalanced(tier))
    .flatMap((tier) => overloaded(tier, zonesOfTier(tier, topology)?.length ?? 0)),
};

/** Of several targets for the CPU the lowest is held. */
function overloaded(tier: Tier, zones: number): Evidence[] {
  const [lowest] = tier.scaling.filter(tracksCpu).sort((one, other) => one.target! - other.target!);
  const most = utilizationThatSurvivesAZone(zones);
  if (zones < 2 || lowest === undefined || lowest.target! <= most) { return []; }
  const left = Math.round(lowest.target! * zones / (zones - 1));
  return [{
    resourceId: lowest.id,
    property: 'TargetTrackingConfiguration.TargetValue',
    message: `${lowest.target} % in ${zones} zones is ${left} % in what is left of them; ${most} % is the most that survives.`,
    severity: answersQuickly(tier) ? Severity.NOTE : undefined,
  }];
}

function tracksCpu(policy: ScalingPolicy): boolean {
  return policy.type === 'TargetTrackingScaling' && policy.target !== undefined && trackedMetric(policy) === CPU;
}

function answersQuickly({ scaling }: Tier): boolean {
  return scaling.some((policy) => isByAlarm(policy) && addsUnderLoad(policy));
}
