import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { AlarmHealthCheckPlan, ReaderAddressPlan, ReaderHealthCheckPlan, ReaderRecordPlan } from '../core/reader-address';

/** What the address is made with. */
export interface ReaderAddressParts {
  readonly vpcId: string;
  readonly givenZoneId?: string;
  readonly database: RenderedDatabase;
  /** By the alarm's id. */
  readonly alarms: ReadonlyMap<string, CloudwatchMetricAlarm>;
  readonly region: string;
}

export function renderReaderAddress(scope: Construct, plan: ReaderAddressPlan, parts: ReaderAddressParts) {
  const zoneId = parts.givenZoneId ?? renderZone(scope, plan, parts.vpcId);
  for (const record of plan.records) { renderRecord(scope, record, zoneId, parts); }
}

function renderZone(scope: Construct, { zone }: ReaderAddressPlan, vpcId: string): string {
  return new Route53Zone(scope, 'ReaderZone', {
    name: zone.name,
    comment: zone.comment,
    vpc: [{ vpcId }],
    // Other networks may be associated with it, by resources of their own.
    lifecycle: { ignoreChanges: ['vpc'] },
  }).zoneId;
}

function renderRecord(scope: Construct, plan: ReaderRecordPlan, zoneId: string, parts: ReaderAddressParts) {
  new Route53Record(scope, plan.id, {
    zoneId,
    name: plan.name,
    type: plan.type,
    setIdentifier: plan.setIdentifier,
    weightedRoutingPolicy: { weight: plan.weight },
    ttl: plan.ttlSeconds,
    records: [parts.database.replicaHosts[plan.replica]],
    healthCheckId: renderHealthCheck(scope, plan.healthCheck, parts),
  });
}

function renderHealthCheck(scope: Construct, { alarms, calculated }: ReaderHealthCheckPlan, parts: ReaderAddressParts): string {
  const checks = alarms.map((check) => renderAlarmCheck(scope, check, parts).id);
  if (!calculated) { return checks[0]; }
  return new Route53HealthCheck(scope, calculated.id, {
    type: 'CALCULATED',
    childHealthchecks: checks,
    childHealthThreshold: calculated.healthThreshold,
    tags: { Name: calculated.name },
  }).id;
}

function renderAlarmCheck(scope: Construct, plan: AlarmHealthCheckPlan, { alarms, region }: ReaderAddressParts): Route53HealthCheck {
  const alarm = alarms.get(plan.alarm)!;
  return new Route53HealthCheck(scope, plan.id, {
    type: plan.type,
    cloudwatchAlarmName: alarm.alarmName,
    cloudwatchAlarmRegion: region,
    insufficientDataHealthStatus: plan.insufficientDataHealthStatus,
    tags: { Name: plan.name },
    // A check works by a copy of the alarm, which is made anew only when the check is told so.
    triggers: plan.copied,
  });
}
