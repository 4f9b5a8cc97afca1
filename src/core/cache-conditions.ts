import { AlarmPlan } from './alarms';
import { cacheMetric, Dimension, MetricPlan } from './metrics';

/** An alarm that says what it is about. */
export interface CacheAlarmPlan extends AlarmPlan {
  /** Values of the dimensions that its metrics have; a metric's own `values` stand in place of these. */
  readonly values: Readonly<Partial<Record<Dimension, string>>>;
}

/** What is wrong, and how it is measured. */
export interface CacheCondition {
  readonly id: string;
  readonly description: string;
  /** What it says instead where it also goes off when nobody says anything: a cache that says nothing is not there. */
  readonly orSilence?: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum' | 'Average';
  readonly threshold: number;
  readonly minutes: number;
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
 * One alarm over all nodes, in as many as it takes. Of several the figures are filled where they are missing: a node that scaling has not made
 * yet says nothing. With scaling only those of the first alarm are sure to be there, and have to say something.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
 */
export function overNodes(condition: CacheCondition, nodeIds: readonly string[], isScaled: boolean): CacheAlarmPlan[] {
  const starts = nodeIds.flatMap((_, index) => (index % MOST_METRICS === 0 ? [index] : []));
  const chunks = starts.map((start) => nodeIds.slice(start, start + MOST_METRICS));
  return chunks.map((nodes, index) => {
    const judged = isScaled && index > 0 ? { ...condition, orSilence: undefined } : condition;
    const metrics = nodes.map((CacheClusterId, node) => cacheMetric(`m${node + 1}`, condition.metric, condition.statistic, { CacheClusterId }));
    const id = index === 0 ? condition.id : `${condition.id}${index + 1}`;
    const alarm = { ...alarmOf(judged, { CacheClusterId: nodes[0] }), id, metrics };
    return metrics.length === 1 ? alarm : { ...alarm, evaluationPeriods: condition.minutes + LATE_MINUTES, expression: worstOf(metrics, judged) };
  });
}

/** Figures come a minute or two late, and stand filled until then: the newest are not waited for. */
const LATE_MINUTES = 2;
/** Above every percentage that a threshold may be. */
const SILENCE = 101;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
function worstOf(metrics: readonly MetricPlan[], { orSilence }: CacheCondition): string {
  const worst = (filled: number) => `MAX([${metrics.map(({ id }) => `FILL(${id}, ${filled})`).join(', ')}])`;
  return orSilence === undefined ? worst(0) : `IF(${worst(-1)} < 0, ${SILENCE}, ${worst(-1)})`;
}

/** Over the whole cluster, or the serverless cache. */
export function overAll(condition: CacheCondition, values: CacheAlarmPlan['values']): CacheAlarmPlan {
  return { ...alarmOf(condition, values), metrics: [cacheMetric('cache', condition.metric, condition.statistic, values)] };
}

function alarmOf({ id, description, orSilence, threshold, minutes }: CacheCondition, values: CacheAlarmPlan['values']): Omit<CacheAlarmPlan, 'metrics'> {
  return {
    id,
    description: orSilence ?? description,
    values,
    comparison: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: minutes,
    datapointsToAlarm: minutes,
    missingData: orSilence === undefined ? 'notBreaching' : 'breaching',
  };
}
