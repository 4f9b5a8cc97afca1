import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { notify, renderAlarm } from './alarms';
import { DatabasePlan, RenderedDatabase } from './database-fleet';

/** By the alarm's id. What they look at is told by its resource: before that they would only call for help. */
export function renderDatabaseAlarms(
  scope: Construct, { alarms, descriptions }: DatabasePlan, { identifiers }: RenderedDatabase, topicArn: string | undefined,
): ReadonlyMap<string, CloudwatchMetricAlarm> {
  return new Map(alarms.map((plan) => {
    const values = Object.entries(plan.values).map(([dimension, value]) => [dimension, identifiers[value] ?? value]);
    const names = { ...Object.fromEntries(values), unique: descriptions.identifier };
    return [plan.id, renderAlarm(scope, plan, names, notify(topicArn))];
  }));
}
