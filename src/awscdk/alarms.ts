import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmPlan } from '../core/alarms';
import { Dimension, MetricPlan } from '../core/metrics';

/** The names that the plan's dimensions stand for. */
export type DimensionValues = Partial<Record<Dimension, string>>;

export function renderAlarm(scope: Construct, plan: AlarmPlan, values: DimensionValues, topic?: sns.ITopic): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, plan.id, {
    alarmDescription: plan.description,
    metric: renderAlarmMetric(plan, values),
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

export function renderMetric(metric: MetricPlan, values: DimensionValues): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: metric.namespace,
    metricName: metric.name,
    dimensionsMap: Object.fromEntries(metric.dimensions.map((dimension) => [dimension, (metric.values ?? values)[dimension]!])),
    statistic: metric.statistic,
    period: Duration.seconds(metric.periodSeconds),
  });
}

function renderAlarmMetric({ metrics, expression }: AlarmPlan, values: DimensionValues): cloudwatch.IMetric {
  const rendered = metrics.map((metric) => renderMetric(metric, values));
  if (expression === undefined) { return rendered[0]; }
  return new cloudwatch.MathExpression({
    expression,
    usingMetrics: Object.fromEntries(metrics.map(({ id }, index) => [id, rendered[index]])),
    period: Duration.seconds(metrics[0].periodSeconds),
  });
}
