import { CacheAlarmPlan, CacheCondition, EVICTIONS, overAll } from './cache-conditions';
import { Checks } from './checks';
import { cacheMetric } from './metrics';

/**
 * Of the whole cluster: AWS counts its nodes together.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export function planMemcachedAlarms(cpuPercent: number, identifier: string, checks: Checks): CacheAlarmPlan[] {
  const values = { CacheClusterId: identifier };
  return [overAll(EVICTIONS, values), overAll(cpuCondition(cpuPercent, checks), values), swapAlarm(values)];
}

/** It uses all processors that there are. */
function cpuCondition(threshold: number, checks: Checks): CacheCondition {
  const description = `A node has used more than ${checks.asText(threshold)} % of its processors for 5 minutes`;
  return {
    id: 'CpuAlarm',
    description: `${description}.`,
    orSilence: `${description}, or no node says anything.`,
    metric: 'CPUUtilization',
    statistic: 'Maximum',
    threshold,
    minutes: 5,
  };
}

function swapAlarm(values: CacheAlarmPlan['values']): CacheAlarmPlan {
  return {
    id: 'SwapAlarm',
    description: 'A node has kept more on disk than it has memory free for 5 minutes: it has too little of it.',
    metrics: [cacheMetric('swap', 'SwapUsage', 'Maximum', values), cacheMetric('freeable', 'FreeableMemory', 'Minimum', values)],
    expression: 'swap - freeable',
    values,
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    missingData: 'notBreaching',
  };
}
