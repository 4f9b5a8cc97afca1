import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { dependable } from 'cdktf';
import { Construct } from 'constructs';
import { notify, renderAlarm } from './alarms';
import { RenderedCache } from './cache-nodes';
import { SessionCachePlan } from '../core/session-cache';

/** By the alarm's id. They come after the cache: before that there is nothing to look at. */
export function renderCacheAlarms(
  scope: Construct, { alarms, descriptions }: SessionCachePlan, { resource }: RenderedCache, topicArn: string | undefined,
): { [id: string]: CloudwatchMetricAlarm } {
  return Object.fromEntries(alarms.map((plan) => {
    const alarm = renderAlarm(scope, plan, { ...plan.values, unique: descriptions.identifier }, notify(topicArn));
    alarm.dependsOn = [dependable(resource)];
    return [plan.id, alarm];
  }));
}
