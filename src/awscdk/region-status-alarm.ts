import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { StatusAlarmPlan } from '../core/region-status-alarm';

/** Planned for a stack of the plan's region only: CloudFormation makes alarms nowhere else. */
export function renderStatusAlarm(scope: Construct, plan: StatusAlarmPlan, healthCheckId: string, topic?: sns.ITopic): cloudwatch.Alarm {
  const { namespace, name, statistic, periodSeconds } = plan.metric;
  const alarm = new cloudwatch.Alarm(scope, plan.id, {
    alarmDescription: plan.description,
    metric: new cloudwatch.Metric({
      namespace, metricName: name, statistic, period: Duration.seconds(periodSeconds), dimensionsMap: { HealthCheckId: healthCheckId },
    }),
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
