import { isZoneTold, propertyOf, RecordSet, recordSetsOf, recordSetsWith, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsName } from '../topology-names';

export const HALF_A_FAILOVER: Rule = {
  id: 'half-a-failover',
  title: 'A failover to nowhere',
  severity: Severity.ERROR,
  why: 'Without a secondary, DNS goes on answering with the primary when it is dead. Without a primary, what was to stand by serves, or nothing does.',
  mend: 'Make the other record of the same Name and Type, with Failover SECONDARY (or PRIMARY).',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsWith('failover', system)
    .filter(({ records: [first] }) => first.topology === topology)
    .flatMap((set) => evidenceOf(set, system)),
};

/** Two of one role are another matter. */
function evidenceOf({ records: [{ record }, ...others], mayGoOn }: RecordSet, system: System): Evidence[] {
  if (others.length > 0 || record.failover === undefined || isElsewhere(record, system)) { return []; }
  const isPrimary = record.failover === 'PRIMARY';
  return [{
    resourceId: record.id,
    property: propertyOf(record, 'Failover'),
    message: `${titleOf(record)} has a ${isPrimary ? 'primary and no secondary' : 'secondary and no primary'}${mayGoOn ? ' in this document' : ''}.`,
    severity: mayGoOn ? Severity.NOTE : isPrimary ? undefined : Severity.WARNING,
  }];
}

/** A zone that is not told may be the same one. */
function isElsewhere({ name, type }: DnsName, system: System): boolean {
  if (name === undefined) { return false; }
  const alike = recordSetsOf(system).flatMap(({ records }) => records)
    .filter(({ record }) => record.name?.toLowerCase() === name.toLowerCase() && record.type === type && record.routing === 'failover');
  return alike.length > 1 && alike.some(({ record }) => !isZoneTold(record));
}
