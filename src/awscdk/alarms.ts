import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmPlan, Dimension, MetricPlan } from '../core/alarms';

/** The names that the plan's dimensions stand for. */
export type DimensionValues = Partial<Record<Dimension, string>>;

export function renderAlarm(scope: Construct, plan: AlarmPlan, values: DimensionValues, topic?: sns.ITopic): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, plan.id, {
    alarmDescription: plan.description,
    metric: renderMetric(plan, values),
    comparisonOperator: plan.comparison as cloudwatch.ComparisonOperator,
    threshold: plan.threshold,
    evaluationPeriods: plan.evaluationPeriods,
    datapointsToAlarm: plan.datapointsToAlarm,
    treatMissingData: plan.missingData as cloudwatch.TreatMissingData,
  });
  if (topic) {
    const notify = new actions.SnsAction(topic);
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
  }
  return alarm;
}

function renderMetric({ metrics, expression }: AlarmPlan, values: DimensionValues): cloudwatch.IMetric {
  const rendered = metrics.map((metric) => metricOf(metric, values));
  if (expression === undefined) { return rendered[0]; }
  return new cloudwatch.MathExpression({
    expression,
    usingMetrics: Object.fromEntries(metrics.map(({ id }, index) => [id, rendered[index]])),
    period: Duration.seconds(metrics[0].periodSeconds),
  });
}

function metricOf(metric: MetricPlan, values: DimensionValues): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: metric.namespace,
    metricName: metric.name,
    dimensionsMap: Object.fromEntries(metric.dimensions.map((dimension) => [dimension, values[dimension]!])),
    statistic: metric.statistic,
    period: Duration.seconds(metric.periodSeconds),
  });
}
