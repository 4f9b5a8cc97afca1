import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { isWatched, watchedOfCache, watchesElsewhere } from './watching';

const OF_MEMORY = [
  'DatabaseMemoryUsagePercentage', 'DatabaseMemoryUsageCountedForEvictPercentage', 'DatabaseCapacityUsagePercentage', 'BytesUsedForCache', 'FreeableMemory',
];

export const REFUSED_WRITES: Rule = {
  id: 'refused-writes',
  title: 'A full cache refuses every write, unannounced',
  severity: Severity.WARNING,
  why: 'With noeviction nothing makes room: when the memory is full, no session is written and nobody logs in. That is right for a queue, which must lose nothing, if somebody '
    + 'is told before.',
  mend: 'Set maxmemory-policy to volatile-lru, or add an AWS::CloudWatch::Alarm on DatabaseMemoryUsagePercentage.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html',
  check: (topology: Topology): Evidence[] => topology.caches
    .filter((cache) => cache.evictionPolicy === 'noeviction' && !isWatched(watchedOfCache(cache, topology), ...OF_MEMORY))
    .map(({ id }) => ({
      resourceId: id,
      property: 'CacheParameterGroupName',
      message: 'maxmemory-policy is noeviction, and no alarm is on the memory.',
      severity: watchesElsewhere(topology) ? Severity.NOTE : undefined,
    })),
};
