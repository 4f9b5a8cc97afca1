import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { watchedOfCache } from './watching';

export const UNWATCHED_CACHE: Rule = {
  id: 'unwatched-cache',
  title: 'Nobody is told when the cache is full',
  severity: Severity.NOTE,
  why: 'It lets sessions go before they end, or is slow to everybody, and looks healthy from outside.',
  mend: 'Add an AWS::CloudWatch::Alarm with AlarmActions on Evictions, DatabaseMemoryUsagePercentage and EngineCPUUtilization.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
  check: (topology: Topology): Evidence[] => topology.caches
    // One that lets nothing go is told of that first (refused-writes).
    .filter((cache) => cache.replicationGroup === undefined && cache.evictionPolicy !== 'noeviction' && watchedOfCache(cache, topology).every((name) => name.includes('Lag')))
    .map(({ id }) => ({ resourceId: id, message: 'No alarm on its memory, its processors or what it evicts.' })),
};
