import { linesOf, storageOf } from './database-planned';
import { ALARM_TOPIC, READER_ZONE, STANDBY_KEY } from './standby-settings';
import { StandbyCase } from './standby.cases';
import { byText, withoutAbsent } from './views';
import { PlanContext } from '../../src/core/checks';
import { DatabaseAlarmPlan } from '../../src/core/database-alarms';
import { coordinatesOf } from '../../src/core/database-connections';
import { DatabaseInstancePlan, ReaderScalingPlan } from '../../src/core/database-replicas';
import { ReaderHealthCheckPlan } from '../../src/core/reader-address';
import { endpointsOfStandby, planStandbyDatabase, StandbyDatabasePlan } from '../../src/core/standby-database';

/** Every decision about a standby, without the names that an engine gives to things. */
export interface StandbyView {
  readonly database: { readonly isAurora: boolean; readonly [fact: string]: unknown };
  readonly instances: readonly { readonly role?: string; readonly [fact: string]: unknown }[];
  readonly parameters: object;
  readonly logs: object;
  readonly readers?: object;
  readonly scaling?: object;
  readonly alarms: readonly object[];
  readonly told: object;
  readonly openedWays: readonly string[];
}

const CONTEXT: PlanContext = {
  kind: 'StandbyDatabase',
  path: 'Stack/Standby',
  isUnresolved: (value) => typeof value === 'string' && value.includes('<'),
  asText: String,
  peerTypeOf: () => undefined,
  comesFromSecret: () => false,
};

/** @param address the construct's: it makes names unique */
export function planOfStandby({ options, setting }: Omit<StandbyCase, 'name'>, address: string): StandbyDatabasePlan {
  return planStandbyDatabase(options, {
    zoneNames: ['<zone 0>', '<zone 1>'],
    hasPrivateSubnets: true,
    parameterPath: '/scale-out/Stack/Standby',
    address,
    region: '<AWS::Region>',
    account: '<AWS::AccountId>',
    partition: '<AWS::Partition>',
    keyArn: setting?.key ? STANDBY_KEY : undefined,
    readerZoneName: setting?.readerZone ? READER_ZONE.name : undefined,
    optionNames: { subnets: 'subnets', readerZone: 'readerZone', encryptionKey: 'encryptionKey' },
    engineGaps: [],
  }, CONTEXT);
}

export function viewOfStandbyPlan(testCase: Omit<StandbyCase, 'name'>, address: string): StandbyView {
  const plan = planOfStandby(testCase, address);
  const woken = testCase.setting?.alarmTopic ? [ALARM_TOPIC] : [];
  return withoutAbsent<StandbyView>({
    database: databaseOf(plan),
    instances: [standbyOf(plan), ...plan.replicas.map((replica) => replicaOf(replica, plan))],
    parameters: parametersOf(plan),
    logs: logsOf(plan),
    readers: readersOf(plan),
    scaling: plan.cluster?.readerScaling && scalingOf(plan.cluster.readerScaling),
    alarms: byText(plan.alarms.map((alarm) => alarmOf(alarm, woken))),
    told: {
      name: plan.coordinates.parameterName,
      description: plan.coordinates.description,
      lines: linesOf(coordinatesOf(endpointsOfStandby(plan, hostsOf(plan)), plan.coordinates.prefix)),
    },
    openedWays: [],
  });
}

function parametersOf({ parameterGroup: { family, parameters }, optionGroup }: StandbyDatabasePlan) {
  return { family, values: parameters, options: optionGroup?.options.map(({ name }) => name) ?? [] };
}

function logsOf({ logs }: StandbyDatabasePlan) {
  const groups = logs.groups.map(({ name, retentionDays, isRetained }) => ({ name, retentionDays, isRetained }));
  return { exports: byText(logs.exports), groups: byText(groups) };
}

function databaseOf(plan: StandbyDatabasePlan) {
  const { engine, replication, encryption, backup, removal, common } = plan;
  const { sourceInstanceArn, sourceRegion, globalClusterIdentifier } = replication;
  return {
    name: plan.cluster?.identifier ?? plan.writer.identifier,
    engine: engine.name,
    engineVersion: plan.engineVersion,
    isAurora: engine.isAurora,
    // Whether a member of a global database has been promoted, no document tells.
    isStandby: engine.isAurora || !plan.isPromoted,
    source: sourceInstanceArn,
    sourceRegion,
    globalClusterId: globalClusterIdentifier,
    encrypted: encryption.storageEncrypted,
    kmsKey: encryption.keyArn ?? encryption.managedKeyAlias,
    storage: plan.storage && storageOf(plan.storage),
    iamAuthentication: common.iamAuthentication,
    backupRetentionDays: backup.retentionDays,
    backupWindow: backup.window,
    deletesBackups: backup.deleteAutomatedBackups,
    maintenanceWindow: plan.maintenanceWindow,
    deletionProtection: removal.deletionProtection,
    finalSnapshot: removal.database === 'Snapshot',
    isRetained: plan.isProtected,
    minorUpgrades: common.autoMinorVersionUpgrade,
    caCertificate: common.caCertificate,
    port: plan.port,
    serverless: plan.cluster?.serverless,
    subnets: 'isolated',
    subnetZones: 2,
    securityGroups: ['its own'],
    proxies: [],
  };
}

/** It has its own backups and its own removal, which on Aurora the cluster has. */
function standbyOf(plan: StandbyDatabasePlan) {
  const { engine, writer, encryption, backup, removal } = plan;
  if (engine.isAurora) { return instanceOf(writer, 'reader', plan); }
  return {
    ...instanceOf(writer, plan.isPromoted ? 'writer' : 'replica', plan),
    encrypted: encryption.storageEncrypted,
    kmsKey: encryption.keyArn ?? encryption.managedKeyAlias,
    backupRetentionDays: backup.retentionDays,
    deletionProtection: removal.deletionProtection,
    finalSnapshot: removal.database === 'Snapshot',
    isRetained: plan.isProtected,
  };
}

function replicaOf(replica: DatabaseInstancePlan, plan: StandbyDatabasePlan) {
  return plan.engine.isAurora ? instanceOf(replica, 'reader', plan) : { ...instanceOf(replica, 'replica', plan), source: plan.writer.identifier };
}

function instanceOf(instance: DatabaseInstancePlan, role: string, plan: StandbyDatabasePlan) {
  const { common, monitoring, encryption, removal, engine } = plan;
  return {
    name: instance.identifier,
    role,
    instanceType: instance.instanceClass,
    multiAz: instance.multiAz,
    zone: instance.zoneName,
    publiclyAccessible: common.publiclyAccessible,
    promotionTier: instance.promotionTier,
    monitoringIntervalSeconds: monitoring?.intervalSeconds,
    performanceInsights: common.performanceInsights !== undefined,
    performanceInsightsRetentionDays: common.performanceInsights?.retentionDays,
    performanceInsightsKey: common.performanceInsights && encryption.keyArn,
    maintenanceWindow: plan.maintenanceWindow,
    minorUpgrades: common.autoMinorVersionUpgrade,
    caCertificate: common.caCertificate,
    deletionProtection: engine.isAurora ? undefined : removal.replicas.deletionProtection,
    finalSnapshot: false,
    isRetained: false,
    ...(engine.isAurora ? { logExports: [], securityGroups: [] } : factsOfAnInstance(plan)),
  };
}

/** What on Aurora the cluster says for all its members. */
function factsOfAnInstance({ port, storage, common, logs, optionGroup }: StandbyDatabasePlan) {
  return {
    port,
    storage: storage && storageOf(storage),
    iamAuthentication: common.iamAuthentication,
    logExports: byText(logs.exports),
    securityGroups: ['its own'],
    parameterGroup: 'the same for all',
    optionGroup: optionGroup && 'the same for all',
  };
}

function readersOf({ readerAddress, alarms, replicas }: StandbyDatabasePlan) {
  if (!readerAddress) { return undefined; }
  const { zone, records } = readerAddress;
  const descriptionOf = (id: string) => alarms.find((alarm) => alarm.id === id)!.description;
  return {
    zone: zone.isGiven ? READER_ZONE.id : zone.name,
    records: byText(records.map(({ name, type, setIdentifier, weight, ttlSeconds, replica, healthCheck }) => ({
      name,
      type,
      routing: 'weighted',
      setIdentifier,
      weight,
      ttlSeconds,
      records: [hostOf(replicas.find(({ id }) => id === replica)!)],
      ...checksOf(healthCheck, descriptionOf),
    }))),
  };
}

function checksOf({ alarms, calculated }: ReaderHealthCheckPlan, descriptionOf: (id: string) => string) {
  return {
    checks: byText(alarms.map(({ name, alarm, insufficientDataHealthStatus }) => ({
      name, kind: 'alarm', alarm: descriptionOf(alarm), alarmRegion: '<AWS::Region>', insufficientDataStatus: insufficientDataHealthStatus,
    }))),
    calculated: calculated && { name: calculated.name, threshold: calculated.healthThreshold },
  };
}

function scalingOf({ minReplicas, maxReplicas, policies }: ReaderScalingPlan) {
  return {
    minReplicas,
    maxReplicas,
    policies: byText(policies.map(({ metric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }) => (
      { type: 'TargetTrackingScaling', metric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }))),
  };
}

function alarmOf(alarm: DatabaseAlarmPlan, woken: string[]) {
  return {
    description: alarm.description,
    metrics: alarm.metrics.map(({ namespace, name, dimensions, statistic, periodSeconds }) => ({
      namespace, name, dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, alarm.values[dimension]])), statistic, periodSeconds,
    })),
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: woken,
    okActions: woken,
  };
}

function hostsOf({ cluster, writer, replicas, port }: StandbyDatabasePlan) {
  return {
    standby: cluster ? `<${cluster.identifier} Endpoint.Address>` : hostOf(writer),
    reader: cluster && `<${cluster.identifier} ReadEndpoint.Address>`,
    replicas: replicas.map(hostOf),
    port: String(port),
  };
}

function hostOf({ identifier }: DatabaseInstancePlan): string {
  return `<${identifier} Endpoint.Address>`;
}
