import { areInOneZone, zonesOfTier } from './places';
import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const SINGLE_ZONE_TIER: Rule = {
  id: 'single-zone-tier',
  title: 'All servers go with one zone',
  severity: Severity.ERROR,
  why: 'A zone fails as a whole. Auto Scaling launches what was lost in the group\'s other zones, and this group has none.',
  mend: 'Give VPCZoneIdentifier a subnet in each of two zones or more.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isItsOwn(tier) && (isBalanced(tier) || (tier.capacity.maximum ?? 0) > 1) && isInOneZone(tier, topology))
    .map((tier) => ({
      resourceId: tier.id,
      property: tier.capacity.subnetIds.length > 0 ? 'VPCZoneIdentifier' : 'AvailabilityZones',
      message: messageOf(tier, topology),
      severity: isBalanced(tier) ? undefined : Severity.WARNING,
    })),
};

function isInOneZone(tier: Tier, topology: Topology): boolean {
  const { subnetIds } = tier.capacity;
  return subnetIds.length > 0 ? areInOneZone(subnetIds, topology) : zonesOfTier(tier, topology)?.length === 1;
}

function messageOf(tier: Tier, topology: Topology): string {
  const { subnetIds } = tier.capacity;
  const [zone] = zonesOfTier(tier, topology) ?? [];
  const where = zone === undefined ? '' : `, zone ${zone}`;
  return subnetIds.length > 1 ? `${subnetIds.length} subnets in one zone, ${zone}.` : subnetIds.length === 1 ? `1 subnet${where}.` : `1 zone, ${zone}.`;
}
