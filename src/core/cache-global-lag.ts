import { CacheCondition } from './cache-conditions';
import { Checks } from './checks';

/**
 * Of the nodes of every member. Only a secondary reports it, and which member is one changes with a failover: one that reports nothing is fine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export function globalLagCondition(threshold: number, checks: Checks): CacheCondition {
  return {
    id: 'GlobalReplicationLagAlarm',
    description: `The cache has been more than ${checks.asText(threshold)} s behind the primary of its global datastore for 5 minutes: a failover to it would lose as much.`,
    metric: 'GlobalDatastoreReplicationLag',
    statistic: 'Maximum',
    threshold,
    minutes: 5,
  };
}
