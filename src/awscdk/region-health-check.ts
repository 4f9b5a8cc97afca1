import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { renderAlarm } from './alarms';
import { AlarmCheckPlan } from '../core/region-alarm-checks';
import { EndpointCheckPlan } from '../core/region-endpoint-check';
import { RegionHealthCheckPlan } from '../core/region-health-check';

export interface RenderedRegionCheck {
  /** Id of the check that the records go by. */
  readonly healthCheckId: string;
  /** Alarms of our own, by the plan's names for them. */
  readonly alarms: Readonly<Record<string, cloudwatch.Alarm>>;
}

export function renderRegionHealthCheck(scope: Construct, plan: RegionHealthCheckPlan, topic?: sns.ITopic): RenderedRegionCheck {
  const alarms = Object.fromEntries(plan.ownAlarms.map((alarm) => [alarm.id, renderAlarm(scope, alarm, alarm.values, topic)]));
  const ids = Object.fromEntries([
    ...(plan.endpoint ? [[plan.endpoint.id, renderEndpointCheck(scope, plan.endpoint)]] : []),
    ...plan.alarms.map((check) => [check.id, renderAlarmCheck(scope, check, alarms)]),
  ]);
  const { id, name, type, children, healthThreshold } = plan.calculated;
  const { attrHealthCheckId } = new route53.CfnHealthCheck(scope, id, {
    healthCheckConfig: { type, childHealthChecks: children.map((child) => ids[child]), healthThreshold },
    healthCheckTags: nameTag(name),
  });
  return { healthCheckId: attrHealthCheckId, alarms };
}

function renderEndpointCheck(scope: Construct, plan: EndpointCheckPlan): string {
  return new route53.CfnHealthCheck(scope, plan.id, {
    healthCheckConfig: {
      type: plan.type,
      fullyQualifiedDomainName: plan.hostName,
      port: plan.port,
      resourcePath: plan.path,
      searchString: plan.searchString,
      requestInterval: plan.intervalSeconds,
      failureThreshold: plan.failureThreshold,
      regions: plan.checkerRegions && [...plan.checkerRegions],
      enableSni: plan.enableSni,
    },
    healthCheckTags: nameTag(plan.name),
  }).attrHealthCheckId;
}

function renderAlarmCheck(scope: Construct, plan: AlarmCheckPlan, alarms: RenderedRegionCheck['alarms']): string {
  const { id, name, type, alarm, alarmName, alarmRegion, insufficientDataHealthStatus, copied } = plan;
  // CloudFormation sees no change of the check when the alarm is changed under its name: another id makes another check.
  const fingerprint = createHash('sha256').update(JSON.stringify(Stack.of(scope).resolve(copied))).digest('hex').slice(0, 8);
  return new route53.CfnHealthCheck(scope, `${id}${fingerprint}`, {
    healthCheckConfig: {
      type,
      alarmIdentifier: { name: alarm === undefined ? alarmName! : alarms[alarm].alarmName, region: alarmRegion },
      insufficientDataHealthStatus,
    },
    healthCheckTags: nameTag(name),
  }).attrHealthCheckId;
}

/** A health check has no other name. */
function nameTag(value: string) {
  return [{ key: 'Name', value }];
}
