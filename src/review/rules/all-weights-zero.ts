import { propertyOf, recordSetsWith, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const ALL_WEIGHTS_ZERO: Rule = {
  id: 'all-weights-zero',
  title: 'Weights that switch everything on',
  severity: Severity.WARNING,
  why: 'A weight of 0 takes a record out, unless all have it: then each gets the same share, those among them that were taken out on purpose.',
  mend: 'Set Weight above 0 where callers are to go.',
  source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsWith('weighted', system)
    .filter(({ records }) => records.length > 1 && records[0].topology === topology && records.every(({ record }) => record.weight === 0))
    .map(({ records }) => ({
      resourceId: records[0].record.id,
      property: propertyOf(records[0].record, 'Weight'),
      message: `${titleOf(records[0].record)} has ${records.length} records, all of weight 0.`,
    })),
};
