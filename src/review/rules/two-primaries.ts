import { isZoneTold, propertyOf, recordSetsWith, StandingRecord, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const TWO_PRIMARIES: Rule = {
  id: 'two-primaries',
  title: 'Two records of one role',
  severity: Severity.ERROR,
  why: 'Route 53 knows one primary and one secondary of a name and type. It refuses the second, and a deployment fails in the region that is meant to take over.',
  mend: 'Set Failover to PRIMARY in one region and to SECONDARY in the other; for more regions use Region (latency) or Weight.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsWith('failover', system)
    .flatMap(({ records }) => records.map((standing, index) => (
      { standing, before: records.slice(0, index).filter((other) => isOfOneRole(other, standing)) })))
    .filter(({ standing, before }) => standing.topology === topology && before.length > 0)
    .map(({ standing: { record }, before: [first] }) => ({
      resourceId: record.id,
      property: propertyOf(record, 'Failover'),
      message: `${titleOf(record)} is ${record.failover}, as ${placeOf(first, topology)} is.`,
    })),
};

/** Ids are alike where one program makes both regions: a record of another document is told by its set identifier too. */
function placeOf({ record, topology }: StandingRecord, here: Topology): string {
  return topology === here || record.setIdentifier === undefined ? record.id : `${record.id} of ${record.setIdentifier}`;
}

/** Names of two documents are the same where their zone is told to be. */
function isOfOneRole(one: StandingRecord, other: StandingRecord): boolean {
  const areInOneZone = one.topology === other.topology || isZoneTold(one.record);
  return areInOneZone && one.record.failover !== undefined && one.record.failover === other.record.failover;
}
