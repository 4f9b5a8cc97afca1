import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const ALL_SPOT: Rule = {
  id: 'all-spot',
  title: 'All servers may be taken back at once',
  severity: Severity.WARNING,
  why: 'EC2 takes Spot instances back with two minutes of notice when it needs them, many of one type and zone together, and new ones may not be had at the same hour.',
  mend: 'Set InstancesDistribution.OnDemandBaseCapacity to what has to stay, such as MinSize.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html',
  check: ({ tiers }: Topology): Evidence[] => tiers.filter(isItsOwn).flatMap((tier) => {
    const found = allSpot(tier);
    return found ? [{ ...found, severity: isBalanced(tier) ? undefined : Severity.NOTE }] : [];
  }),
};

/** A group that distributes says so itself, whatever its template does. */
function allSpot({ id, launch, servers: { purchase, market } }: Tier): Evidence | undefined {
  if (purchase !== undefined) {
    const { onDemandBaseCapacity: base = 0, onDemandPercentAboveBase: share = 100 } = purchase;
    const property = 'MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity';
    return base <= 0 && share <= 0 ? { resourceId: id, property, message: '0 servers on demand, and 0 % of those above.' } : undefined;
  }
  if (market !== 'spot' || launch === undefined) { return undefined; }
  const property = launch.kind === 'LaunchTemplate' ? 'LaunchTemplateData.InstanceMarketOptions.MarketType' : 'SpotPrice';
  return { resourceId: launch.id, property, message: `Every server of ${id} is a Spot instance.` };
}
