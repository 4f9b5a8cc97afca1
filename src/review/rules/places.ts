import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

/** The zones that a tier is in; `undefined` where one of them is not known. */
export function zonesOfTier({ capacity: { subnetIds, zones } }: Tier, topology: Topology): readonly string[] | undefined {
  return subnetIds.length > 0 ? zonesOf(subnetIds, topology) : distinct(zones ?? []);
}

/** The zones that subnets lie in; `undefined` where one of them is not known. */
export function zonesOf(subnetIds: readonly string[], { networks }: Topology): readonly string[] | undefined {
  const subnets = networks.flatMap((network) => network.subnets);
  return distinct(subnetIds.map((wanted) => subnets.find(({ id }) => id === wanted)?.zone));
}

/** Whether subnets are in one zone for sure, which a single one always is. */
export function areInOneZone(subnetIds: readonly string[], topology: Topology): boolean {
  const [only, ...others] = new Set(subnetIds);
  if (only !== undefined && others.length === 0 && isSubnet(only, topology)) { return true; }
  return zonesOf(subnetIds, topology)?.length === 1;
}

/** What only refers to something else may be a list of many. */
function isSubnet(id: string, { networks }: Topology): boolean {
  return id.startsWith('subnet-') || networks.some(({ subnets }) => subnets.some((subnet) => subnet.id === id));
}

/** The third of the region's zones may be the one that another is named by. */
function distinct(zones: readonly (string | undefined)[]): readonly string[] | undefined {
  const told = [...new Set(zones)].filter((zone) => zone !== undefined && zone !== '<unknown>') as string[];
  const areAllTold = told.length > 0 && zones.every((zone) => zone !== undefined && zone !== '<unknown>');
  const isOneKind = new Set(told.map((zone) => zone.startsWith('<'))).size === 1;
  return areAllTold && isOneKind ? told : undefined;
}
