import { MOST_CONNECTIONS } from './cache-alarms';
import { CacheCounts, nodesOf } from './cache-counts';
import { GlobalDatastorePlan } from './cache-global';
import { accountForGlobalDatastore, GlobalDatastoreFacts } from './cache-global-facts';
import { isBurstable, CacheNodeType } from './cache-node-types';
import { RESERVED_MEMORY_PERCENT } from './cache-parameters';
import { ServerlessCachePlan } from './cache-serverless';
import { CacheSnapshotPlan } from './cache-snapshots';
import { MemcachedPlan, ReplicationGroupPlan } from './cache-topology';
import { CacheUserGroupPlan } from './cache-users';
import { Checks } from './checks';

/** What the plan comes to. A figure that depends on a value known only at deploy time, or that does not apply, is left out. */
export interface SessionCacheFacts extends GlobalDatastoreFacts {
  /** GiB of memory that sessions have, over all shards, without what is reserved. Left out of a secondary, whose primary says what is reserved. */
  readonly memoryForSessionsGib?: number;
  /** GB that a serverless cache may hold. */
  readonly maxStorageGb?: number;
  /** Whether what the cache holds, and its snapshots, are encrypted. Only Memcached on nodes is not. */
  readonly encryptedAtRest: boolean;
  /** Nodes that it is made with. */
  readonly nodes?: number;
  /** Of 16,384 hash slots, those of the fullest shard. Only with cluster mode. */
  readonly hashSlotsPerShard?: number;
  /** Percentage of the sessions, at the worst, that cannot be written until a replica has taken over from a lost primary. AWS speaks of seconds. */
  readonly sessionsPercentOutWhileAPrimaryFailsOver?: number;
  /** Percentage of the sessions, at the worst, that are lost for good with a node, but for the writes that no replica had yet got. */
  readonly sessionsPercentLostWithANode?: number;
  /** Percentage of the sessions, at the worst, that are lost for good with a zone, but for the writes that no replica had yet got. */
  readonly sessionsPercentLostWithAZone?: number;
  /** Connections that a node takes before others are refused. */
  readonly maxConnectionsPerNode?: number;
  /** Days back to which there are snapshots. */
  readonly snapshotDays?: number;
  /** Hours of sessions, at the worst, that going back to the last snapshot cannot bring back. */
  readonly hoursLostByRestore?: number;
  /** Hours after which a connection of a user with IAM is ended by the cache, and has to be made again. */
  readonly hoursUntilAnIamConnectionEnds?: number;
}

/** What the facts are counted from. */
export interface CountedCache {
  readonly counts: CacheCounts;
  readonly nodeType?: CacheNodeType;
  readonly replicationGroup?: ReplicationGroupPlan;
  readonly serverless?: ServerlessCachePlan;
  readonly memcached?: MemcachedPlan;
  readonly reservedMemoryPercent?: number;
  readonly snapshots?: CacheSnapshotPlan;
  readonly userGroup?: CacheUserGroupPlan;
  readonly globalDatastore?: GlobalDatastorePlan;
}

export function accountForCache(cache: CountedCache, checks: Checks): SessionCacheFacts {
  return {
    encryptedAtRest: cache.memcached === undefined,
    ...kindFacts(cache, checks),
    ...accountForGlobalDatastore(cache.globalDatastore),
    ...snapshotFacts(cache.snapshots, checks),
    hoursUntilAnIamConnectionEnds: cache.userGroup?.users.some(({ authentication }) => authentication === 'iam') ? IAM_CONNECTION_HOURS : undefined,
  };
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html#auth-iam-limits */
const IAM_CONNECTION_HOURS = 12;

type SomeFacts = Partial<SessionCacheFacts>;

function kindFacts(cache: CountedCache, checks: Checks): SomeFacts {
  if (cache.replicationGroup) { return groupFacts(cache, cache.replicationGroup, checks); }
  return cache.memcached ? memcachedFacts(cache.memcached, cache.nodeType, checks) : serverlessFacts(cache.serverless!, checks);
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html */
const HASH_SLOTS = 16_384;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html */
function groupFacts(cache: CountedCache, { clusterMode, multiAz }: ReplicationGroupPlan, checks: Checks): SomeFacts {
  const { counts, nodeType, globalDatastore } = cache;
  const { shards, replicasPerShard } = counts;
  const hasReplicas = replicasPerShard > 0;
  return {
    memoryForSessionsGib: globalDatastore?.joins === undefined ? memoryFor(shards, nodeType, cache.reservedMemoryPercent, checks) : undefined,
    nodes: nodesOf(counts),
    hashSlotsPerShard: clusterMode ? Math.ceil(HASH_SLOTS / shards) : undefined,
    sessionsPercentOutWhileAPrimaryFailsOver: hasReplicas ? shareOf(1, shards) : undefined,
    sessionsPercentLostWithANode: hasReplicas ? 0 : shareOf(1, shards),
    // Without Multi-AZ all nodes may be in the one that is lost.
    sessionsPercentLostWithAZone: multiAz ? 0 : 100,
    maxConnectionsPerNode: connectionsOf(nodeType),
  };
}

function memcachedFacts({ nodes, zoneMode, zoneNames }: MemcachedPlan, nodeType: CacheNodeType | undefined, checks: Checks): SomeFacts {
  const known = checks.known(nodes);
  if (known === undefined) { return {}; }
  return {
    nodes: known,
    sessionsPercentLostWithANode: shareOf(1, known),
    sessionsPercentLostWithAZone: zoneMode === 'single-az' ? 100 : lostWithAZone(known, zoneNames),
    maxConnectionsPerNode: connectionsOf(nodeType),
  };
}

/** Where the zones are not known, neither is how the nodes are spread over them. */
function lostWithAZone(nodes: number, zoneNames: readonly string[] | undefined): number | undefined {
  return zoneNames && shareOf(Math.ceil(nodes / new Set(zoneNames).size), nodes);
}

/** It keeps every session in several zones. @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html */
function serverlessFacts({ limits }: ServerlessCachePlan, checks: Checks): SomeFacts {
  return { maxStorageGb: checks.known(limits?.storage?.maximum), sessionsPercentLostWithAZone: 0 };
}

function snapshotFacts(snapshots: CacheSnapshotPlan | undefined, checks: Checks): SomeFacts {
  const snapshotDays = checks.known(snapshots?.retentionDays);
  return { snapshotDays, hoursLostByRestore: snapshotDays ? 24 : undefined };
}

function memoryFor(shards: number, nodeType: CacheNodeType | undefined, reservedPercent: number | undefined, checks: Checks): number | undefined {
  const reserved = checks.known(reservedPercent ?? RESERVED_MEMORY_PERCENT);
  if (nodeType?.memoryGib === undefined || reserved === undefined) { return undefined; }
  return Number((shards * nodeType.memoryGib * (1 - reserved / 100)).toFixed(2));
}

/** Small nodes take fewer, and AWS does not say how many of all of them. */
function connectionsOf(nodeType: CacheNodeType | undefined): number | undefined {
  return nodeType === undefined || isBurstable(nodeType) ? undefined : MOST_CONNECTIONS;
}

function shareOf(part: number, whole: number): number {
  return Math.ceil(100 * part / whole);
}
