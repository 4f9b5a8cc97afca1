import { CacheAlarmPlan, CacheCondition, EVICTIONS, overNodes } from './cache-conditions';
import { CacheCounts } from './cache-counts';
import { refuseForeignAlarms } from './cache-foreign-alarms';
import { GlobalDatastorePlan } from './cache-global';
import { globalLagCondition } from './cache-global-lag';
import { planMemcachedAlarms } from './cache-memcached-alarms';
import { CacheNodeType, isBurstable, tiersData } from './cache-node-types';
import { ServerlessCachePlan } from './cache-serverless';
import { planServerlessAlarms } from './cache-serverless-alarms';
import { ReplicationGroupPlan } from './cache-topology';
import { Checks } from './checks';

/** When the cache calls for help. */
export interface CacheAlarmOptions {
  /**
   * Percentage of the memory for sessions above which the cache is full soon, 1–100. With data tiering of memory and disk, with serverless of
   * `serverless.maxStorageGb`. Not with Memcached on nodes, which uses what it has: there the evictions tell.
   *
   * @default - 80, with serverless 75
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling-serverless.html
   */
  readonly memoryPercent?: number;

  /**
   * Percentage of a processor above which a node is busy, 1–100. Valkey and Redis OSS run on one: where a node has two, AWS has no figure of that
   * one, and the alarm is at half of it on both. With serverless of `serverless.maxEcpuPerSecond`.
   *
   * @default - 90, with serverless 75
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  readonly cpuPercent?: number;

  /**
   * Seconds that a replica may be behind its primary, above 0. What it has not got is lost when it takes over. Only where there are replicas that
   * are said.
   *
   * @default 10
   */
  readonly replicationLagSeconds?: number;

  /**
   * Seconds that a secondary of a global datastore may be behind its primary, above 0. What it has not got is lost when it is made the primary.
   *
   * @default 10
   */
  readonly globalReplicationLagSeconds?: number;

  /**
   * Percentage of the 65,000 connections that a node takes, 1–100. Only on nodes with Valkey or Redis OSS, and not on those that burst: they take
   * fewer, and AWS does not say how many.
   *
   * @default 80
   */
  readonly connectionsPercent?: number;
}

/** What alarms are made of: of Memcached on nodes it is only its name. */
export interface AlarmedCache {
  readonly identifier: string;
  readonly counts: CacheCounts;
  readonly nodeType?: CacheNodeType;
  readonly nodeTypeName: string;
  readonly replicationGroup?: ReplicationGroupPlan;
  readonly serverless?: ServerlessCachePlan;
  readonly globalDatastore?: GlobalDatastorePlan;
}

export function planCacheAlarms(options: CacheAlarmOptions, cache: AlarmedCache, checks: Checks): CacheAlarmPlan[] {
  checkAlarms(options, checks);
  refuseForeignAlarms(options, cache, checks);
  const { identifier, replicationGroup, serverless } = cache;
  if (replicationGroup) { return planGroupAlarms(options, cache, replicationGroup, checks); }
  if (!serverless) { return planMemcachedAlarms(options.cpuPercent ?? CPU_PERCENT, identifier, checks); }
  const thresholds = {
    storagePercent: checks.known(options.memoryPercent) ?? SERVERLESS_PERCENT,
    unitsPercent: checks.known(options.cpuPercent) ?? SERVERLESS_PERCENT,
  };
  return planServerlessAlarms(thresholds, identifier, serverless, checks);
}

const CPU_PERCENT = 90;
/** AWS's own advice. */
const SERVERLESS_PERCENT = 75;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html */
function planGroupAlarms(options: CacheAlarmOptions, cache: AlarmedCache, group: ReplicationGroupPlan, checks: Checks): CacheAlarmPlan[] {
  const { nodeType, counts, globalDatastore } = cache;
  const conditions = [
    EVICTIONS,
    memoryCondition(options.memoryPercent ?? 80, nodeType, checks),
    cpuCondition(options.cpuPercent ?? CPU_PERCENT, nodeType, checks),
    ...(counts.mostReplicasPerShard > 0 ? [lagCondition(options.replicationLagSeconds ?? 10, checks)] : []),
    ...(nodeType && isBurstable(nodeType) ? [] : [connectionsCondition(options.connectionsPercent ?? 80, checks)]),
    ...(globalDatastore ? [globalLagCondition(options.globalReplicationLagSeconds ?? 10, checks)] : []),
  ];
  return conditions.flatMap((condition) => overNodes(condition, group.nodeIds, group.scaledCounts.length > 0));
}

function memoryCondition(threshold: number, nodeType: CacheNodeType | undefined, checks: Checks): CacheCondition {
  const hasDisk = nodeType !== undefined && tiersData(nodeType);
  return {
    id: 'MemoryAlarm',
    description: `More than ${checks.asText(threshold)} % of what a node has for sessions has been used for 5 minutes: it evicts when it is full.`,
    metric: hasDisk ? 'DatabaseCapacityUsagePercentage' : 'DatabaseMemoryUsagePercentage',
    statistic: 'Maximum',
    threshold,
    minutes: 5,
  };
}

const FEW_PROCESSORS = 2;

/** The engine runs on one processor, and a small node has no figure of that one: what it uses of all is a share of it. */
function cpuCondition(percent: number, nodeType: CacheNodeType | undefined, checks: Checks): CacheCondition {
  const processors = nodeType?.processors ?? FEW_PROCESSORS + 1;
  const isSmall = processors <= FEW_PROCESSORS && checks.known(percent) !== undefined;
  const threshold = isSmall ? percent / processors : percent;
  const description = `A node has used more than ${checks.asText(threshold)} % of ${isSmall ? 'its processors' : "the engine's processor"} for 5 minutes`;
  return {
    id: 'CpuAlarm',
    description: `${description}.`,
    orSilence: `${description}, or none of these nodes says anything.`,
    metric: isSmall ? 'CPUUtilization' : 'EngineCPUUtilization',
    statistic: 'Average',
    threshold,
    minutes: 5,
  };
}

function lagCondition(threshold: number, checks: Checks): CacheCondition {
  return {
    id: 'ReplicationLagAlarm',
    description: `A replica has been more than ${checks.asText(threshold)} s behind for 5 minutes: if it takes over, these sessions are as they were then.`,
    metric: 'ReplicationLag',
    statistic: 'Maximum',
    threshold,
    minutes: 5,
  };
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BestPractices.Clients.Redis.Connections.html */
export const MOST_CONNECTIONS = 65_000;

function connectionsCondition(percent: number, checks: Checks): CacheCondition {
  const threshold = Math.floor(MOST_CONNECTIONS * (checks.known(percent) ?? 80) / 100);
  return {
    id: 'ConnectionsAlarm',
    description: `A node has had more than ${threshold} of ${MOST_CONNECTIONS} connections for 5 minutes.`,
    metric: 'CurrConnections',
    statistic: 'Maximum',
    threshold,
    minutes: 5,
  };
}

function checkAlarms(options: CacheAlarmOptions, checks: Checks) {
  checks.number('alarms.memoryPercent', options.memoryPercent, { from: 1, to: 100 });
  checks.number('alarms.cpuPercent', options.cpuPercent, { from: 1, to: 100 });
  checks.positive('alarms.replicationLagSeconds', options.replicationLagSeconds);
  checks.positive('alarms.globalReplicationLagSeconds', options.globalReplicationLagSeconds);
  checks.number('alarms.connectionsPercent', options.connectionsPercent, { from: 1, to: 100 });
}
