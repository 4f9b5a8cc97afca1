import { CacheAlarmPlan, CacheCondition, EVICTIONS, overAll } from './cache-conditions';
import { ServerlessCachePlan } from './cache-serverless';
import { Checks } from './checks';
import { MINUTE } from './metrics';

/** Percentages of the limits that were set: without one there is nothing to measure against. */
export interface ServerlessThresholds {
  readonly storagePercent: number;
  readonly unitsPercent: number;
}

export function planServerlessAlarms(
  thresholds: ServerlessThresholds, identifier: string, { limits }: ServerlessCachePlan, checks: Checks,
): CacheAlarmPlan[] {
  const values = { clusterId: identifier };
  const storage = checks.known(limits?.storage?.maximum);
  const ecpu = checks.known(limits?.ecpuPerSecond?.maximum);
  const conditions = [
    EVICTIONS,
    THROTTLING,
    ...(storage === undefined ? [] : [storageCondition(storage, thresholds.storagePercent)]),
    ...(ecpu === undefined ? [] : [unitsCondition(ecpu, thresholds.unitsPercent)]),
  ];
  return conditions.map((condition) => overAll(condition, values));
}

const BYTES_PER_GB = 1_000_000_000;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html */
const THROTTLING: CacheCondition = {
  id: 'ThrottlingAlarm',
  description: 'Requests were throttled: the load grew faster than the cache, or beyond serverless.maxEcpuPerSecond.',
  metric: 'ThrottledCmds',
  statistic: 'Sum',
  threshold: 0,
  minutes: 1,
};

function storageCondition(maxStorageGb: number, percent: number): CacheCondition {
  return {
    id: 'StorageAlarm',
    description: `More than ${percent} % of the ${maxStorageGb} GB that the cache may hold have been used for 5 minutes: it evicts when it is full.`,
    metric: 'BytesUsedForCache',
    statistic: 'Maximum',
    threshold: Math.floor(maxStorageGb * BYTES_PER_GB * percent / 100),
    minutes: 5,
  };
}

/** Counted over a minute. */
function unitsCondition(maxEcpuPerSecond: number, percent: number): CacheCondition {
  return {
    id: 'ProcessingUnitsAlarm',
    description: `More than ${percent} % of the ${maxEcpuPerSecond} units a second that the cache may use have been used for 5 minutes: beyond them it throttles.`,
    metric: 'ElastiCacheProcessingUnits',
    statistic: 'Sum',
    threshold: Math.floor(maxEcpuPerSecond * MINUTE * percent / 100),
    minutes: 5,
  };
}
