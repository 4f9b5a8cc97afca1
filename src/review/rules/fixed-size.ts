import { isScaled } from './policies';
import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const FIXED_SIZE: Rule = {
  id: 'fixed-size',
  title: 'More load brings no more servers',
  severity: Severity.WARNING,
  why: 'A group keeps the number of servers that it was given until a policy or a schedule says another. Above what they carry, requests wait and fail.',
  mend: 'Set MaxSize above MinSize, and add an AWS::AutoScaling::ScalingPolicy with TargetTrackingConfiguration, such as ASGAverageCPUUtilization at 50.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html',
  check: (topology: Topology): Evidence[] => topology.tiers.filter(isItsOwn).flatMap((tier) => {
    const found = isScaled(tier, topology) ? movesNowhere(tier) : scaledByNothing(tier);
    return found ? [{ resourceId: tier.id, ...found, severity: isBalanced(tier) ? undefined : Severity.NOTE }] : [];
  }),
};

type Found = Pick<Evidence, 'property' | 'message'> | undefined;

/** Schedules move the bounds themselves. */
function movesNowhere({ capacity: { minimum, maximum }, schedules }: Tier): Found {
  return minimum !== undefined && minimum === maximum && minimum > 1 && schedules.length === 0
    ? { property: 'MaxSize', message: `${minimum} servers at the least and at the most: its policies can add none.` } : undefined;
}

function scaledByNothing({ capacity: { minimum, maximum } }: Tier): Found {
  if (minimum === undefined || maximum === undefined || maximum < 2) { return undefined; }
  return minimum === maximum
    ? { property: 'MaxSize', message: `${minimum} servers at the least and at the most, and no policy.` }
    : { message: `${minimum} to ${maximum} servers, and no policy or schedule that chooses.` };
}
