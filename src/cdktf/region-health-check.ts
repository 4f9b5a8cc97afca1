import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { notify, renderAlarm } from './alarms';
import { nameOf } from './names';
import { literal } from './texts';
import { AlarmCheckPlan, RegionAlarmPlan } from '../core/region-alarm-checks';
import { EndpointCheckPlan } from '../core/region-endpoint-check';
import { RegionHealthCheckPlan } from '../core/region-health-check';
import { StatusAlarmPlan } from '../core/region-status-alarm';

/** By the plan's ids. */
type Alarms = ReadonlyMap<string, CloudwatchMetricAlarm>;

/** In the region of the construct. Nobody is told by them: the alarm on the check that goes by them does that. */
export function renderRegionAlarms(scope: Construct, plans: readonly RegionAlarmPlan[]): Alarms {
  return new Map(plans.map((plan) => [plan.id, renderAlarm(scope, plan, { ...plan.values, unique: plan.values.TargetGroup! })]));
}

/** The check that the records go by, over the others. */
export function renderRegionHealthCheck(scope: Construct, { endpoint, alarms, calculated }: RegionHealthCheckPlan, own: Alarms): Route53HealthCheck {
  const children = new Map([
    ...(endpoint ? [renderEndpointCheck(scope, endpoint)] : []),
    ...alarms.map((plan) => renderAlarmCheck(scope, plan, own)),
  ].map((check) => [check.node.id, check.id]));
  return new Route53HealthCheck(scope, calculated.id, {
    type: calculated.type,
    childHealthchecks: calculated.children.map((id) => children.get(id)!),
    childHealthThreshold: calculated.healthThreshold,
    tags: { Name: calculated.name },
  });
}

function renderEndpointCheck(scope: Construct, plan: EndpointCheckPlan): Route53HealthCheck {
  return new Route53HealthCheck(scope, plan.id, {
    type: plan.type,
    fqdn: plan.hostName,
    port: plan.port,
    resourcePath: plan.path,
    searchString: plan.searchString === undefined ? undefined : literal(plan.searchString),
    requestInterval: plan.intervalSeconds,
    failureThreshold: plan.failureThreshold,
    regions: plan.checkerRegions && [...plan.checkerRegions],
    enableSni: plan.enableSni,
    tags: { Name: plan.name },
  });
}

function renderAlarmCheck(scope: Construct, plan: AlarmCheckPlan, own: Alarms): Route53HealthCheck {
  return new Route53HealthCheck(scope, plan.id, {
    type: plan.type,
    cloudwatchAlarmName: plan.alarm === undefined ? literal(plan.alarmName!) : own.get(plan.alarm)!.alarmName,
    cloudwatchAlarmRegion: plan.alarmRegion,
    insufficientDataHealthStatus: plan.insufficientDataHealthStatus,
    tags: { Name: plan.name },
    // A check works by a copy of the alarm, which is made anew only when the check is told so.
    triggers: Object.fromEntries(Object.entries(plan.copied).map(([what, value]) => [what, literal(value)])),
  });
}

/** The provider reaches every region of the partition from any other. */
export function renderStatusAlarm(
  scope: Construct, plan: StatusAlarmPlan, healthCheckId: string, topicArn: string | undefined,
): CloudwatchMetricAlarm {
  const actions = notify(topicArn);
  return new CloudwatchMetricAlarm(scope, plan.id, {
    region: plan.region,
    alarmName: nameOf(scope, plan.id, healthCheckId),
    alarmDescription: plan.description,
    namespace: plan.metric.namespace,
    metricName: plan.metric.name,
    dimensions: { HealthCheckId: healthCheckId },
    statistic: plan.metric.statistic,
    period: plan.metric.periodSeconds,
    comparisonOperator: plan.comparison,
    threshold: plan.threshold,
    evaluationPeriods: plan.evaluationPeriods,
    datapointsToAlarm: plan.datapointsToAlarm,
    treatMissingData: plan.missingData,
    alarmActions: actions?.alarm,
    okActions: actions?.ok,
  });
}
