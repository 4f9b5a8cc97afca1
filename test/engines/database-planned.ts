import { DatabaseCase } from './database.cases';
import { ALARM_TOPIC } from './settings';
import { byText, withoutAbsent } from './views';
import { PlanContext } from '../../src/core/checks';
import { DatabaseAlarmPlan } from '../../src/core/database-alarms';
import { coordinatesOf } from '../../src/core/database-connections';
import { DatabaseInstancePlan } from '../../src/core/database-replicas';
import { planReadReplicaDatabase, ReadReplicaDatabasePlan } from '../../src/core/read-replica-database';

/** Every decision about a database, without the names that an engine gives to things. */
export type DatabaseView = Record<
  'database' | 'storage' | 'instances' | 'password' | 'parameters' | 'logs' | 'readers' | 'scaling' | 'proxy' | 'alarms' | 'told', unknown
>;

/** What an engine finds around each case's database. */
export interface DatabaseSurroundings {
  /** The construct's address: it makes names unique. */
  readonly address: string;
}

const CONTEXT: PlanContext = {
  kind: 'ReadReplicaDatabase',
  path: 'Stack/Database',
  isUnresolved: (value) => typeof value === 'string' && value.includes('<'),
  asText: String,
  peerTypeOf: () => undefined,
  comesFromSecret: () => false,
};

export function planOfDatabase({ options }: DatabaseCase, { address }: DatabaseSurroundings): ReadReplicaDatabasePlan {
  return planReadReplicaDatabase(options, {
    zoneNames: ['<zone 0>', '<zone 1>'],
    hasPrivateSubnets: true,
    parameterPath: '/scale-out/Stack/Database',
    address,
    region: '<AWS::Region>',
    account: '<AWS::AccountId>',
    partition: '<AWS::Partition>',
    optionNames: { subnets: 'subnets', readerZone: 'readerZone', encryptionKey: 'encryptionKey' },
    engineGaps: [],
  }, CONTEXT);
}

export function viewOfDatabasePlan(testCase: DatabaseCase, surroundings: DatabaseSurroundings): DatabaseView {
  const plan = planOfDatabase(testCase, surroundings);
  const told = testCase.setting?.alarmTopic ? [ALARM_TOPIC] : [];
  return withoutAbsent<DatabaseView>({
    database: databaseOf(plan),
    storage: plan.storage && storageOf(plan.storage),
    instances: [
      instanceOf(plan, plan.writer, 'writer'),
      ...plan.replicas.map((replica) => instanceOf(plan, replica, plan.engine.isAurora ? 'reader' : 'replica')),
    ],
    password: passwordOf(plan),
    parameters: { family: plan.parameterGroup.family, values: plan.parameterGroup.parameters },
    logs: { exports: byText(plan.logs.exports), options: plan.optionGroup?.options.map(({ name }) => name) ?? [], groups: groupsOf(plan) },
    readers: readersOf(plan),
    scaling: plan.cluster?.readerScaling && scalingOf(plan.cluster.readerScaling),
    proxy: plan.proxy && proxyOf(plan.proxy),
    alarms: byText(plan.alarms.map((alarm) => alarmOf(alarm, told))),
    told: { name: plan.coordinates.parameterName, description: plan.coordinates.description, lines: linesOf(coordinates(plan)) },
  });
}

function databaseOf(plan: ReadReplicaDatabasePlan) {
  return {
    engine: plan.engine.name,
    engineVersion: plan.engine.version,
    isAurora: plan.engine.isAurora,
    databaseName: plan.initialDatabase,
    port: plan.port,
    iamAuthentication: plan.common.iamAuthentication,
    encrypted: plan.encryption.storageEncrypted,
    backupRetentionDays: plan.backup.retentionDays,
    backupWindow: plan.backup.window,
    maintenanceWindow: plan.maintenanceWindow,
    deletionProtection: plan.removal.deletionProtection,
    finalSnapshot: plan.removal.database === 'Snapshot',
    minorUpgrades: plan.common.autoMinorVersionUpgrade,
    caCertificate: plan.common.caCertificate,
    serverless: plan.cluster?.serverless,
    subnets: 'isolated',
  };
}

export function storageOf(storage: { type?: string; allocatedGib?: number; maxAllocatedGib?: number; iops?: number; throughputMibps?: number }) {
  const { type, allocatedGib, maxAllocatedGib, iops, throughputMibps } = storage;
  return { type, allocatedGib, maxAllocatedGib, iops, throughput: throughputMibps };
}

function instanceOf({ common, monitoring, removal, engine }: ReadReplicaDatabasePlan, instance: DatabaseInstancePlan, role: string) {
  const isRdsWriter = role === 'writer' && !engine.isAurora;
  return {
    role,
    instanceType: instance.instanceClass,
    multiAz: instance.multiAz ?? false,
    zone: instance.zoneName,
    publiclyAccessible: common.publiclyAccessible,
    promotionTier: instance.promotionTier,
    monitoringIntervalSeconds: monitoring?.intervalSeconds ?? 0,
    performanceInsights: common.performanceInsights !== undefined,
    performanceInsightsRetentionDays: common.performanceInsights?.retentionDays,
    deletionProtection: isRdsWriter ? removal.deletionProtection : removal.replicas.deletionProtection,
    finalSnapshot: isRdsWriter && removal.database === 'Snapshot',
  };
}

function passwordOf({ adminSecret: secret }: ReadReplicaDatabasePlan) {
  if (secret.isManaged) { return { by: 'managed' }; }
  return { by: 'generated', length: secret.passwordLength, excludeCharacters: secret.excludeCharacters, rotationDays: secret.rotation?.everyDays, isRetained: secret.isRetained };
}

function groupsOf({ logs }: ReadReplicaDatabasePlan) {
  return byText(logs.groups.map(({ name, retentionDays, isRetained }) => ({ name, retentionDays, isRetained })));
}

function readersOf({ readerAddress, alarms }: ReadReplicaDatabasePlan) {
  if (!readerAddress) { return undefined; }
  const descriptionOf = (id: string) => alarms.find((alarm) => alarm.id === id)!.description;
  return {
    zone: readerAddress.zone.name,
    records: readerAddress.records.map(({ name, type, setIdentifier, weight, ttlSeconds, healthCheck }) => ({
      name,
      type,
      setIdentifier,
      weight,
      ttlSeconds,
      checks: byText(healthCheck.alarms.map((check) => (
        { alarm: descriptionOf(check.alarm), insufficientDataStatus: check.insufficientDataHealthStatus }
      ))),
      threshold: healthCheck.calculated?.healthThreshold,
    })),
  };
}

function scalingOf({ minReplicas, maxReplicas, policies }: NonNullable<NonNullable<ReadReplicaDatabasePlan['cluster']>['readerScaling']>) {
  return { minReplicas, maxReplicas, policies: byText(policies.map(({ metric, target }) => ({ metric, target }))) };
}

function proxyOf(proxy: NonNullable<ReadReplicaDatabasePlan['proxy']>) {
  return {
    engineFamily: proxy.engineFamily,
    port: proxy.port,
    requireTls: proxy.requireTls,
    idleTimeoutSeconds: proxy.idleClientTimeoutSeconds,
    maxConnectionsPercent: proxy.maxConnectionsPercent,
    maxIdleConnectionsPercent: proxy.maxIdleConnectionsPercent,
    borrowTimeoutSeconds: proxy.connectionBorrowTimeoutSeconds,
    endpoints: proxy.readOnlyEndpoint ? [proxy.readOnlyEndpoint.targetRole] : [],
  };
}

function alarmOf(alarm: DatabaseAlarmPlan, told: string[]) {
  return {
    description: alarm.description,
    metrics: alarm.metrics.map(({ namespace, name, statistic, periodSeconds }) => ({ namespace, name, statistic, periodSeconds })),
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: told,
    okActions: told,
  };
}

const INSTANCE = '<AWS::RDS::DBInstance.Endpoint.Address>';
const CLUSTER = 'AWS::RDS::DBCluster';

function coordinates(plan: ReadReplicaDatabasePlan): string {
  const { isAurora } = plan.engine;
  return coordinatesOf({
    writer: isAurora ? `<${CLUSTER}.Endpoint.Address>` : INSTANCE,
    reader: isAurora ? `<${CLUSTER}.ReadEndpoint.Address>` : plan.readerAddress?.host,
    readers: plan.replicas.map(() => INSTANCE),
    port: String(plan.port),
    databaseName: plan.databaseName,
    proxy: plan.proxy && '<AWS::RDS::DBProxy.Endpoint>',
    proxyReader: plan.proxy?.readOnlyEndpoint && '<AWS::RDS::DBProxyEndpoint.Endpoint>',
    proxyPort: plan.proxy && String(plan.proxy.port),
  });
}

export function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').sort();
}

