import { isScaled } from './policies';
import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Refresh, Tier } from '../topology-tiers';

export const UPDATE_DROPS_CAPACITY: Rule = {
  id: 'update-drops-capacity',
  title: 'A release serves with fewer servers',
  severity: Severity.WARNING,
  why: 'Old servers go before new ones serve, and whoever is left carries the load of all. A release at a busy hour becomes an outage, and so does one whose servers do not start.',
  mend: 'Set MinHealthyPercentage to 100 and MaxHealthyPercentage above it; in a rolling update, MinInstancesInService to no less than MinSize, and MaxSize above that.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isItsOwn(tier) && isBalanced(tier) && tier.refresh !== undefined && (tier.capacity.minimum ?? 0) > 0 && isTold(topology, tier.id, 'UpdatePolicy'))
    .flatMap((tier) => {
      const found = dropsBy(tier, tier.refresh!, topology);
      return found ? [{ resourceId: tier.id, ...found }] : [];
    }),
};

type Found = Omit<Evidence, 'resourceId'> | undefined;

function dropsBy(tier: Tier, refresh: Refresh, topology: Topology): Found {
  switch (refresh.strategy) {
    case 'RollingUpdate': return rolling(tier, refresh);
    case 'ReplacingUpdate': return replacing(tier, topology);
    default: return refreshed(tier, refresh);
  }
}

/** Nothing said leaves nobody in service, and takes one at a time. */
function rolling({ capacity }: Tier, { minInService = 0, maxBatch = 1 }: Refresh): Found {
  // A deployment that sets the number of servers leaves no more than that for the update.
  const minimum = Math.max(capacity.minimum ?? 0, capacity.desired ?? 0);
  const left = Math.max(minInService, minimum - maxBatch);
  if (minInService >= minimum) { return undefined; }
  return {
    property: 'UpdatePolicy.AutoScalingRollingUpdate.MinInstancesInService',
    message: `${minInService} in service and ${maxBatch} at a time leave ${left} of ${minimum} ${minimum === 1 ? 'server' : 'servers'}.`,
    severity: left <= 0 ? Severity.ERROR : undefined,
  };
}

function replacing(tier: Tier, topology: Topology): Found {
  return isScaled(tier, topology) && tier.capacity.desired === undefined ? {
    property: 'UpdatePolicy.AutoScalingReplacingUpdate',
    message: `The new group begins with ${tier.capacity.minimum} ${tier.capacity.minimum === 1 ? 'server' : 'servers'}, however many the old one has by then.`,
  } : undefined;
}

const UNSAID_PERCENT = 90;

/** A refresh that says nothing does as the group's own policy for maintenance does. */
function refreshed({ capacity: { minimum = 0, minHealthyPercent: ofGroup } }: Tier, { minHealthyPercent: ofRefresh }: Refresh): Found {
  const told = ofRefresh ?? ofGroup;
  const percent = told ?? UNSAID_PERCENT;
  if (percent < 0 || percent >= 100) { return undefined; }
  const left = Math.min(minimum - 1, Math.floor(minimum * percent / 100));
  return {
    property: ofRefresh === undefined && ofGroup !== undefined ? 'InstanceMaintenancePolicy.MinHealthyPercentage'
      : 'UpdatePolicy.AutoScalingInstanceRefresh.Preferences.MinHealthyPercentage',
    message: told === undefined ? `No MinHealthyPercentage, which is ${percent}: fewer than the ${minimum} that ${minimum === 1 ? 'serves' : 'serve'}.` : `${percent} % of ${minimum} ${minimum === 1 ? 'server' : 'servers'}.`,
    severity: percent >= UNSAID_PERCENT ? Severity.NOTE : left <= 0 ? Severity.ERROR : undefined,
  };
}
