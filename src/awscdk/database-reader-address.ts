import { createHash } from 'crypto';
import { Stack, Tokenization } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { AlarmHealthCheckPlan, ReaderAddressPlan, ReaderHealthCheckPlan, ReaderRecordPlan } from '../core/reader-address';

/** What the address is made with. */
export interface ReaderAddressParts {
  readonly vpc: ec2.IVpc;
  readonly givenZone?: route53.IHostedZone;
  readonly database: RenderedDatabase;
  readonly alarms: Readonly<Record<string, cloudwatch.IAlarm>>;
}

export function renderReaderAddress(scope: Construct, plan: ReaderAddressPlan, parts: ReaderAddressParts): route53.IHostedZone {
  const zone = parts.givenZone ?? new route53.PrivateHostedZone(scope, 'ReaderZone', {
    vpc: parts.vpc,
    zoneName: plan.zone.name,
    comment: plan.zone.comment,
  });
  for (const record of plan.records) { renderRecord(scope, record, zone, parts); }
  return zone;
}

function renderRecord(scope: Construct, plan: ReaderRecordPlan, zone: route53.IHostedZone, { database, alarms }: ReaderAddressParts) {
  new route53.CfnRecordSet(scope, plan.id, {
    hostedZoneId: zone.hostedZoneId,
    name: `${plan.name}.`,
    type: plan.type,
    setIdentifier: plan.setIdentifier,
    weight: plan.weight,
    ttl: Tokenization.stringifyNumber(plan.ttlSeconds),
    resourceRecords: [database.replicaHosts[plan.replica]],
    healthCheckId: renderHealthCheck(scope, plan.healthCheck, alarms),
  });
}

function renderHealthCheck(scope: Construct, { alarms, calculated }: ReaderHealthCheckPlan, rendered: ReaderAddressParts['alarms']): string {
  const checks = alarms.map((check) => renderAlarmCheck(scope, check, rendered[check.alarm]).attrHealthCheckId);
  if (!calculated) { return checks[0]; }
  return new route53.CfnHealthCheck(scope, calculated.id, {
    healthCheckConfig: { type: 'CALCULATED', childHealthChecks: checks, healthThreshold: calculated.healthThreshold },
    healthCheckTags: nameTag(calculated.name),
  }).attrHealthCheckId;
}

function renderAlarmCheck(scope: Construct, plan: AlarmHealthCheckPlan, alarm: cloudwatch.IAlarm): route53.CfnHealthCheck {
  const { id, type, name, insufficientDataHealthStatus, copied } = plan;
  // CloudFormation sees no change of the check when the alarm is changed under its name: another id makes another check.
  const fingerprint = createHash('sha256').update(JSON.stringify(Stack.of(scope).resolve(copied))).digest('hex').slice(0, 8);
  return new route53.CfnHealthCheck(scope, `${id}${fingerprint}`, {
    healthCheckConfig: {
      type,
      alarmIdentifier: { name: alarm.alarmName, region: Stack.of(scope).region },
      insufficientDataHealthStatus,
    },
    healthCheckTags: nameTag(name),
  });
}

/** A health check has no other name. */
function nameTag(value: string) {
  return [{ key: 'Name', value }];
}
