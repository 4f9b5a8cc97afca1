import { AlarmPlan } from './alarms';
import { cacheMetric, Dimension } from './metrics';

/** An alarm that says what it is about. */
export interface CacheAlarmPlan extends AlarmPlan {
  /** Values of the dimensions that its metrics have; a metric's own `values` stand in place of these. */
  readonly values: Readonly<Partial<Record<Dimension, string>>>;
}

/** What is wrong, and how it is measured. */
export interface CacheCondition {
  readonly id: string;
  readonly description: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum' | 'Average';
  readonly threshold: number;
  readonly minutes: number;
  readonly missingData?: 'breaching';
}

/** Sessions that went before their time. One is one too many. */
export const EVICTIONS: CacheCondition = {
  id: 'EvictionsAlarm',
  description: 'Sessions were thrown out for want of memory: their users are logged out. Add memory or shards, or shorten their time to live.',
  metric: 'Evictions',
  statistic: 'Sum',
  threshold: 0,
  minutes: 1,
};

/** The most metrics that CloudWatch takes in one alarm. */
const MOST_METRICS = 10;

/**
 * One alarm over all nodes, in as many as it takes. A node that scaling has not made yet says nothing: hence FILL.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
 */
export function overNodes(condition: CacheCondition, nodeIds: readonly string[]): CacheAlarmPlan[] {
  const starts = nodeIds.flatMap((_, index) => (index % MOST_METRICS === 0 ? [index] : []));
  const chunks = starts.map((start) => nodeIds.slice(start, start + MOST_METRICS));
  return chunks.map((nodes, index) => {
    const metrics = nodes.map((CacheClusterId, node) => cacheMetric(`m${node + 1}`, condition.metric, condition.statistic, { CacheClusterId }));
    return {
      ...alarmOf(condition, { CacheClusterId: nodes[0] }),
      id: index === 0 ? condition.id : `${condition.id}${index + 1}`,
      metrics,
      expression: metrics.length === 1 ? undefined : `MAX([${metrics.map(({ id }) => `FILL(${id}, 0)`).join(', ')}])`,
    };
  });
}

/** Over the whole cluster, or the serverless cache. */
export function overAll(condition: CacheCondition, values: CacheAlarmPlan['values']): CacheAlarmPlan {
  return { ...alarmOf(condition, values), metrics: [cacheMetric('cache', condition.metric, condition.statistic, values)] };
}

function alarmOf({ id, description, threshold, minutes, missingData }: CacheCondition, values: CacheAlarmPlan['values']): Omit<CacheAlarmPlan, 'metrics'> {
  return {
    id,
    description,
    values,
    comparison: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: minutes,
    datapointsToAlarm: minutes,
    missingData: missingData ?? 'notBreaching',
  };
}

