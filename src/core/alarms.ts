import { Checks } from './checks';
import { balancerMetric, countErrors, ErrorCount, groupMetric, MetricPlan, responseTimeMetric } from './metrics';

export interface AlarmPlan {
  readonly id: string;
  /** For the person who is woken by it: what is wrong, and what it means. */
  readonly description: string;
  readonly metrics: readonly MetricPlan[];
  /** Metric math over the metrics' ids; absent where there is one metric only. */
  readonly expression?: string;
  readonly comparison: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'notBreaching' | 'breaching';
}

/** When the tier calls for help. */
export interface AlarmOptions {
  /**
   * Percentage of failed requests above which the error alarm goes off, 0.001–100. Failed are those that an instance
   * answered with 5xx, and those the load balancer answered with 5xx because no instance could.
   *
   * @default 1
   */
  readonly errorRatePercent?: number;

  /**
   * Seconds that the slowest tenth of the requests (p90) may take to be answered, above 0.
   *
   * @default 0.5
   */
  readonly responseTimeSeconds?: number;
}

export interface AlarmPlans {
  readonly errorRate: AlarmPlan;
  readonly responseTime: AlarmPlan;
  readonly noHealthyHosts: AlarmPlan;
  readonly unhealthyHosts: AlarmPlan;
  readonly runningAtMax: AlarmPlan;
}

export function planAlarms(options: AlarmOptions, balancerIsShared: boolean, checks: Checks): AlarmPlans {
  const errorRatePercent = options.errorRatePercent ?? 1;
  const responseTimeSeconds = options.responseTimeSeconds ?? 0.5;
  checks.number('alarms.errorRatePercent', errorRatePercent, { from: 0.001, to: 100 });
  checks.positive('alarms.responseTimeSeconds', responseTimeSeconds);
  return {
    errorRate: errorRateAlarm(errorRatePercent, countErrors(balancerIsShared), checks),
    responseTime: responseTimeAlarm(responseTimeSeconds, checks),
    noHealthyHosts: noHealthyHostsAlarm(),
    unhealthyHosts: unhealthyHostsAlarm(),
    runningAtMax: runningAtMaxAlarm(),
  };
}

/** Two minutes of the last three: one bad minute wakes nobody, and a bad deployment is still found within its bake time. */
export const TWO_OF_THREE_MINUTES = { evaluationPeriods: 3, datapointsToAlarm: 2 };

function errorRateAlarm(threshold: number, count: ErrorCount, checks: Checks): AlarmPlan {
  return {
    id: 'ErrorRateAlarm',
    description: `More than ${checks.asText(threshold)} % of the requests failed: an instance or the load balancer answered with 5xx.`,
    metrics: count.metrics,
    expression: count.ratePercent,
    comparison: 'GreaterThanThreshold',
    threshold,
    ...TWO_OF_THREE_MINUTES,
    // No requests, no errors. It also keeps the alarm at OK on an idle tier: a refresh refuses to start on an alarm without data.
    missingData: 'notBreaching',
  };
}

function responseTimeAlarm(threshold: number, checks: Checks): AlarmPlan {
  return {
    id: 'ResponseTimeAlarm',
    description: `The slowest tenth of the requests (p90) took longer than ${checks.asText(threshold)} s to be answered.`,
    metrics: [responseTimeMetric()],
    comparison: 'GreaterThanThreshold',
    threshold,
    ...TWO_OF_THREE_MINUTES,
    missingData: 'notBreaching',
  };
}

function noHealthyHostsAlarm(): AlarmPlan {
  return {
    id: 'NoHealthyHostsAlarm',
    description: 'No instance is healthy: nobody is served.',
    metrics: [balancerMetric('healthy', 'HealthyHostCount', 'Minimum')],
    comparison: 'LessThanThreshold',
    threshold: 1,
    ...TWO_OF_THREE_MINUTES,
    // The metric stops when nothing is registered any more, which is the worst case and not a quiet one.
    missingData: 'breaching',
  };
}

function unhealthyHostsAlarm(): AlarmPlan {
  return {
    id: 'UnhealthyHostsAlarm',
    description: 'Instances have been unhealthy for 5 minutes: replacing them does not help, or does not happen.',
    metrics: [balancerMetric('unhealthy', 'UnHealthyHostCount', 'Minimum')],
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    missingData: 'notBreaching',
  };
}

function runningAtMaxAlarm(): AlarmPlan {
  return {
    id: 'RunningAtMaxAlarm',
    description: 'The group has run at its maximum for 15 minutes: it cannot scale out any further. Raise maxCapacity, or find what eats the capacity.',
    metrics: [groupMetric('inservice', 'GroupInServiceInstances'), groupMetric('max', 'GroupMaxSize'), groupMetric('min', 'GroupMinSize')],
    // A group of a fixed size is at its maximum by design.
    expression: 'IF(max > min, inservice - max, -1)',
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 0,
    evaluationPeriods: 15,
    datapointsToAlarm: 15,
    missingData: 'notBreaching',
  };
}
