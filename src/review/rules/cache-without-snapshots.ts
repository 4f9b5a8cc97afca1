import { isMemcached } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const CACHE_WITHOUT_SNAPSHOTS: Rule = {
  id: 'cache-without-snapshots',
  title: 'A cache that nothing brings back',
  severity: Severity.NOTE,
  why: 'A replica repeats a FLUSHALL as it does every write. Where the cache holds what is nowhere else, a snapshot a day is what is left.',
  mend: 'Set SnapshotRetentionLimit to the days that snapshots are kept.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  check: (topology: Topology): Evidence[] => topology.caches
    .filter((cache) => !isMemcached(cache) && daysOf(cache) === 0 && isTold(topology, cache.id, 'SnapshotRetentionLimit'))
    .map(({ id }) => ({ resourceId: id, property: 'SnapshotRetentionLimit', message: 'No snapshots are taken.' })),
};

/** A serverless one says nothing where it takes none. */
function daysOf({ kind, snapshotRetentionDays }: Cache): number | undefined {
  return kind === 'serverless' ? snapshotRetentionDays ?? 0 : snapshotRetentionDays;
}
