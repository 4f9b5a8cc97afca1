import { CloudwatchMetricAlarm, CloudwatchMetricAlarmMetricQuery } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { nameOf } from './names';
import { AlarmPlan } from '../core/alarms';
import { Dimension, MetricPlan } from '../core/metrics';

/** The names that the plan's dimensions stand for, and a text that is this deployment's alone: an alarm's name is not made unique by AWS. */
export interface MetricNames extends Partial<Record<Dimension, string>> {
  readonly unique: string;
}

/** What an alarm sets off, by ARN. */
export interface AlarmActions {
  readonly alarm: string[];
  readonly ok?: string[];
}

export function renderAlarm(scope: Construct, plan: AlarmPlan, names: MetricNames, actions?: AlarmActions): CloudwatchMetricAlarm {
  return new CloudwatchMetricAlarm(scope, plan.id, {
    alarmName: nameOf(scope, plan.id, names.unique),
    alarmDescription: plan.description,
    ...(plan.expression === undefined ? singleMetric(plan.metrics[0], names) : { metricQuery: queries(plan.expression, plan.metrics, names) }),
    comparisonOperator: plan.comparison,
    threshold: plan.threshold,
    evaluationPeriods: plan.evaluationPeriods,
    datapointsToAlarm: plan.datapointsToAlarm,
    treatMissingData: plan.missingData,
    alarmActions: actions?.alarm,
    okActions: actions?.ok,
  });
}

export function notify(topicArn: string | undefined): AlarmActions | undefined {
  return topicArn === undefined ? undefined : { alarm: [topicArn], ok: [topicArn] };
}

export function dimensionsOf({ dimensions, values }: MetricPlan, names: MetricNames): Record<string, string> {
  return Object.fromEntries(dimensions.map((dimension) => [dimension, (values ?? names)[dimension]!]));
}

function singleMetric(metric: MetricPlan, names: MetricNames) {
  return {
    namespace: metric.namespace,
    metricName: metric.name,
    dimensions: dimensionsOf(metric, names),
    period: metric.periodSeconds,
    ...(isPercentile(metric) ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
  };
}

function queries(expression: string, metrics: readonly MetricPlan[], names: MetricNames): CloudwatchMetricAlarmMetricQuery[] {
  return [
    { id: 'expression', expression, returnData: true },
    ...metrics.map((metric) => ({
      id: metric.id,
      returnData: false,
      metric: {
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: dimensionsOf(metric, names),
        period: metric.periodSeconds,
        stat: metric.statistic,
      },
    })),
  ];
}

function isPercentile({ statistic }: MetricPlan): boolean {
  return /^p\d/.test(statistic);
}
