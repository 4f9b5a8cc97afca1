import { RecordSet, recordSetsOf, StandingRecord } from './record-sets';
import { System } from './rule';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

/** What one record of a name leads to. */
export interface Side {
  readonly standing: StandingRecord;
  readonly topology: Topology;
  readonly balancerId: string;
  readonly tiers: readonly Tier[];
}

/** Names behind names that are followed, and not longer ones. */
const LONGEST_CHAIN = 4;

/** The sides of each name that leads to several load balancers, the primary first. */
export function sidesOf(system: System): Side[][] {
  const sets = recordSetsOf(system).filter(({ records: [{ record }] }) => record.routing !== 'simple');
  const seen = new Set<string>();
  const sidesOfSet = ({ records }: RecordSet) => records.map((standing) => sideOf(standing, standing, system, LONGEST_CHAIN));
  return sets.map((set) => distinct(sidesOfSet(set).filter((side) => side !== undefined)))
    .filter((sides) => sides.length > 1)
    // An address of each family leads to the same.
    .filter((sides) => {
      const key = JSON.stringify(sides.map(({ topology, balancerId }) => [system.topologies.indexOf(topology), balancerId]));
      return !seen.has(key) && seen.add(key);
    });
}

function sideOf(standing: StandingRecord, { record, topology }: StandingRecord, system: System, steps: number): Side | undefined {
  const { balancerId } = record;
  if (balancerId !== undefined) {
    return { standing, topology, balancerId, tiers: topology.tiers.filter((tier) => tier.balancerId === balancerId) };
  }
  const target = (record.aliasOf ?? record.records[0])?.toLowerCase();
  const next = steps === 0 || target === undefined || target.includes('<') ? undefined : recordNamed(target, record.type, system);
  return next && sideOf(standing, next, system, steps - 1);
}

function recordNamed(name: string, type: string | undefined, { topologies }: System): StandingRecord | undefined {
  const [found, ...others] = topologies.flatMap((topology) => topology.dnsNames
    .filter((record) => record.name?.toLowerCase() === name && (record.type === type || type === 'CNAME')).map((record) => ({ record, topology })));
  return others.length === 0 || found.record.balancerId === others[0].record.balancerId ? found : undefined;
}

function distinct(sides: readonly Side[]): Side[] {
  const isSame = (one: Side, other: Side) => one.topology === other.topology && one.balancerId === other.balancerId;
  const found = sides.filter((side, index) => sides.findIndex((other) => isSame(other, side)) === index);
  return found.sort((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ standing: { record } }: Side): number {
  return record.failover === 'PRIMARY' ? 0 : 1;
}
