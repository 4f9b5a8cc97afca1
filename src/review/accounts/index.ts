import { Account } from '../account';
import { whenTheLoadDoubles } from './growth';
import { whenTheRegionIsLost } from './regions';
import { whenAServerDies } from './servers';
import { whenAZoneIsLost } from './zones';
import { isBalanced } from '../rules/roles';
import { Reading } from '../sources/reading';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

/** Of every tier that was read. */
export function accountsOf({ topologies, places }: Reading): Account[] {
  return topologies.flatMap((topology, index) => topology.tiers.map((tier) => {
    const { document, id, path } = places[index].origin(tier.id);
    return { document, resourceId: id, path, answers: answersOf(tier, topology) };
  }));
}

function answersOf(tier: Tier, topology: Topology) {
  return [
    ...whenAServerDies(tier, topology),
    ...whenTheLoadDoubles(tier, topology),
    whenAZoneIsLost(tier, topology),
    // Nobody's callers are sent anywhere.
    ...isBalanced(tier) ? [whenTheRegionIsLost(tier, topology)] : [],
  ];
}
