import { ALARM_TOPIC, CACHE_KEY, EVENT_TOPIC } from './cache-settings';
import { CacheCase } from './cache.cases';
import { byText, withoutAbsent } from './views';
import { CacheAlarmPlan } from '../../src/core/cache-conditions';
import { CacheEndpoints, cacheCoordinatesOf } from '../../src/core/cache-connections';
import { PlanContext } from '../../src/core/checks';
import { planSessionCache, SessionCachePlan } from '../../src/core/session-cache';

/** Every decision about a cache, without the names that an engine gives to things. */
export interface CacheView {
  readonly cache: { readonly kind: string; readonly [fact: string]: unknown };
  readonly globalDatastore?: object;
  readonly parameters: object;
  readonly users: readonly object[];
  readonly logs: readonly object[];
  readonly limits?: object;
  readonly scaling: readonly object[];
  readonly alarms: readonly object[];
  readonly told: object;
  readonly removal: object;
  readonly openedWays: readonly string[];
}

/** What an engine finds around each case's cache. */
export interface CacheSurroundings {
  /** The construct's address: it makes names unique. */
  readonly address: string;
  /** Its id in the stack. */
  readonly id?: string;
}

export function cacheContextOf(id: string): PlanContext {
  return {
    kind: 'SessionCache',
    path: `Stack/${id}`,
    isUnresolved: (value) => typeof value === 'string' && value.includes('<'),
    asText: String,
    peerTypeOf: () => undefined,
    comesFromSecret: () => false,
  };
}

export function planOfCache({ options, setting }: Pick<CacheCase, 'options' | 'setting'>, { address, id = 'Cache' }: CacheSurroundings): SessionCachePlan {
  return planSessionCache(options, {
    zoneNames: ['<zone 0>', '<zone 1>'],
    parameterPath: `/scale-out/Stack/${id}`,
    address,
    region: '<AWS::Region>',
    account: '<AWS::AccountId>',
    partition: '<AWS::Partition>',
    keyArn: setting?.key ? CACHE_KEY : undefined,
    optionNames: { subnets: 'subnets', encryptionKey: 'encryptionKey' },
    engineGaps: [],
  }, cacheContextOf(id));
}

export function viewOfCachePlan(testCase: CacheCase, surroundings: CacheSurroundings): CacheView {
  const plan = planOfCache(testCase, surroundings);
  const woken = testCase.setting?.alarmTopic ? [ALARM_TOPIC] : [];
  return withoutAbsent<CacheView>({
    cache: {
      ...identityOf(plan),
      ...topologyOf(plan),
      ...operationsOf(plan),
      eventTopic: testCase.setting?.eventTopic ? EVENT_TOPIC : undefined,
      alarmed: plan.alarms.length,
    },
    globalDatastore: datastoreOf(plan),
    parameters: { family: plan.parameterGroup?.family, values: plan.parameterGroup?.parameters, ...memoryOf(plan) },
    users: byText((plan.userGroup?.users ?? []).map((user) => userOf(user, plan))),
    logs: byText(plan.logs.map(({ type, format, destination, groupName, retentionDays, isRetained }) => (
      { type, format, destinationType: destination, group: { name: groupName, retentionDays, isRetained } }))),
    limits: limitsOf(plan),
    scaling: plan.scaling.map(scalingOf),
    alarms: byText(plan.alarms.map((alarm) => alarmOf(alarm, woken))),
    told: {
      name: plan.coordinates.parameterName,
      description: plan.coordinates.description,
      lines: linesOf(cacheCoordinatesOf(endpointsOf(plan), plan.coordinates.prefix)),
    },
    removal: {
      finalSnapshot: plan.removal.finalSnapshotName !== undefined,
      finalSnapshotName: plan.removal.finalSnapshotName,
      isRetained: plan.removal.preventDestroy,
    },
    openedWays: [],
  });
}

function identityOf(plan: SessionCachePlan) {
  const { engine, nodeEngine, identifier, port, readerPort, encryption, serverless, replicationGroup, userGroup } = plan;
  return {
    kind: replicationGroup ? 'replication-group' : serverless ? 'serverless' : 'cluster',
    name: identifier,
    engine: serverless ? engine.name : nodeEngine?.name,
    engineVersion: serverless ? engine.majorVersion : nodeEngine?.version,
    port,
    readerPort,
    encryptedInTransit: encryption.inTransit,
    encryptedAtRest: encryption.atRest,
    kmsKey: encryption.keyArn,
    subnets: 'isolated',
    subnetZones: 2,
    securityGroups: 1,
    userGroups: userGroup ? [{ name: userGroup.id, engine: userGroup.engine }] : [],
    description: replicationGroup?.description ?? serverless?.description,
  };
}

/** A primary is known by what makes the datastore, and a secondary by the id that it is told. */
function datastoreOf({ globalDatastore }: SessionCachePlan) {
  return globalDatastore && { role: globalDatastore.makes ? 'primary' : 'secondary', suffix: globalDatastore.makes?.suffix, id: globalDatastore.joins };
}

function topologyOf({ replicationGroup: group, serverless, memcached, globalDatastore }: SessionCachePlan) {
  const isSecondary = globalDatastore?.joins !== undefined;
  return {
    nodeType: group?.nodeType ?? memcached?.nodeType,
    dataTiering: group?.dataTiering,
    clusterMode: isSecondary ? undefined : group?.clusterMode,
    shards: isSecondary ? undefined : group && (group.shards ?? 1),
    replicasPerShard: group && (group.replicasPerShard ?? group.cacheClusters! - 1),
    automaticFailover: group?.automaticFailover,
    multiAz: serverless !== undefined || (group ? group.multiAz : memcached?.zoneMode === 'cross-az'),
    durability: group?.durability,
    onlineResharding: group?.updatePolicy.useOnlineResharding,
    nodes: memcached?.nodes,
    zones: [...memcached?.zoneNames ?? []],
  };
}

function operationsOf({ snapshots, maintenanceWindow, autoMinorVersionUpgrade }: SessionCachePlan) {
  const { restoreFromName, restoreFromArns = [] } = snapshots ?? {};
  return {
    snapshotRetentionDays: snapshots?.retentionDays,
    snapshotWindow: snapshots?.window,
    dailySnapshotTime: snapshots?.dailyTime,
    restoredFrom: restoreFromName === undefined ? restoreFromArns : [restoreFromName],
    maintenanceWindow,
    minorUpgrades: autoMinorVersionUpgrade,
  };
}

function memoryOf({ replicationGroup, parameterGroup }: SessionCachePlan) {
  if (!replicationGroup || !parameterGroup) { return {}; }
  const { 'maxmemory-policy': evictionPolicy, 'reserved-memory-percent': reserved } = parameterGroup.parameters;
  return { evictionPolicy, reservedMemoryPercent: Number(reserved) };
}

type UserPlan = NonNullable<SessionCachePlan['userGroup']>['users'][number];

function userOf({ userId, userName, engine, authentication, accessString, secret }: UserPlan, { encryption }: SessionCachePlan) {
  return {
    userId,
    name: userName,
    engine,
    authentication: authentication === 'no-password-required' ? 'none' : authentication,
    access: accessString,
    passwords: secret ? ['generated'] : [],
    secrets: secret ? [{
      username: secret.username,
      length: secret.passwordLength,
      excludeCharacters: secret.excludeCharacters,
      excludePunctuation: secret.excludePunctuation,
      isRetained: secret.isRetained,
      kmsKey: encryption.keyArn,
    }] : [],
  };
}

function limitsOf({ serverless }: SessionCachePlan) {
  const { storage, ecpuPerSecond } = serverless?.limits ?? {};
  return serverless?.limits && {
    minStorageGb: storage?.minimum,
    maxStorageGb: storage?.maximum,
    minEcpuPerSecond: ecpuPerSecond?.minimum,
    maxEcpuPerSecond: ecpuPerSecond?.maximum,
  };
}

function scalingOf({ id, minCapacity, maxCapacity, policies }: SessionCachePlan['scaling'][number]) {
  return {
    counted: id === 'ShardScaling' ? 'shards' : 'replicas',
    minimum: minCapacity,
    maximum: maxCapacity,
    policies: byText(policies.map(({ metric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }) => (
      { type: 'TargetTrackingScaling', metric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }))),
  };
}

function alarmOf(alarm: CacheAlarmPlan, woken: string[]) {
  const { expression, values } = alarm;
  return {
    description: alarm.description,
    metrics: byText(alarm.metrics.map((metric) => ({
      id: expression === undefined ? undefined : metric.id,
      namespace: metric.namespace,
      name: metric.name,
      dimensions: Object.fromEntries(metric.dimensions.map((dimension) => [dimension, (metric.values ?? values)[dimension]])),
      statistic: metric.statistic,
      periodSeconds: metric.periodSeconds,
    }))),
    expression,
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: woken,
    okActions: woken,
  };
}

const PREFIX = 'AWS::ElastiCache';

/** Where it is found, by what it is. */
export function endpointsOf({ clients, port, readerPort, replicationGroup: group, serverless }: SessionCachePlan): CacheEndpoints {
  const shared = { ...clients, port: String(port), readerPort: readerPort === undefined ? undefined : String(readerPort) };
  if (serverless) {
    return {
      ...shared,
      host: `<${PREFIX}::ServerlessCache.Endpoint.Address>`,
      readerHost: readerPort === undefined ? undefined : `<${PREFIX}::ServerlessCache.ReaderEndpoint.Address>`,
    };
  }
  if (!group) { return { ...shared, host: `<${PREFIX}::CacheCluster.ConfigurationEndpoint.Address>` }; }
  return {
    ...shared,
    host: `<${PREFIX}::ReplicationGroup.${group.endpoints.host === 'configuration' ? 'ConfigurationEndPoint' : 'PrimaryEndPoint'}.Address>`,
    readerHost: group.endpoints.readerHost ? `<${PREFIX}::ReplicationGroup.ReaderEndPoint.Address>` : undefined,
  };
}

export function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').sort();
}
