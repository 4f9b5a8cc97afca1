import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

/** What AWS reserves itself. */
const RECOMMENDED_PERCENT = 25;

export const NO_RESERVED_MEMORY: Rule = {
  id: 'no-reserved-memory',
  title: 'No memory is left to copy from',
  severity: Severity.WARNING,
  why: 'A snapshot, and a replica that begins anew after a failover, need memory beside the data while writes go on. Without it the node swaps or runs out, under load and in '
    + 'the middle of a failure.',
  mend: 'Set reserved-memory-percent to 25, and take larger nodes where that is too little for the data.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html',
  check: ({ caches }: Topology): Evidence[] => caches
    .filter(({ reservedMemoryPercent = RECOMMENDED_PERCENT }) => reservedMemoryPercent < RECOMMENDED_PERCENT)
    .map(({ id, reservedMemoryPercent }) => ({
      resourceId: id,
      property: 'CacheParameterGroupName',
      message: `reserved-memory-percent is ${reservedMemoryPercent}, of the recommended ${RECOMMENDED_PERCENT}.`,
      severity: reservedMemoryPercent === 0 ? undefined : Severity.NOTE,
    })),
};
