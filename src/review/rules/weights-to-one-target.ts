import { isToldOf, propertyOf, RecordSet, recordSetsWith, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const WEIGHTS_TO_ONE_TARGET: Rule = {
  id: 'weights-to-one-target',
  title: 'Shares that all go to one place',
  severity: Severity.NOTE,
  why: 'Several records share the callers out, and lead to the same target. Nothing is spread, and nothing is left when it fails.',
  mend: 'Lead each record to another AliasTarget or other ResourceRecords.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsWith('weighted', system)
    .filter((set) => set.records.length > 1 && set.records[0].topology === topology && targetsOf(set).size === 1)
    .map(({ records: [{ record }, ...others] }) => ({
      resourceId: record.id,
      property: propertyOf(record, record.aliasOf === undefined ? 'ResourceRecords' : 'AliasTarget'),
      message: `${titleOf(record)} has ${others.length + 1} weighted records to one target.`,
    })),
};

/** Ids of one document are not those of another; what is unknown is a target of its own. */
function targetsOf({ records }: RecordSet): Set<unknown> {
  return new Set(records.map(({ record, topology }, index) => {
    const told = [record.balancerId, record.targetIds.join(), record.aliasOf, record.records.join()].map((part) => part ?? '');
    const isWhole = told.some((part) => part !== '') && ['AliasTarget', 'ResourceRecords'].every((property) => isToldOf(record, property, topology));
    const isLocal = record.balancerId !== undefined || record.targetIds.length > 0;
    return isWhole ? JSON.stringify([told, isLocal ? records.findIndex((other) => other.topology === topology) : '']) : index;
  }));
}
