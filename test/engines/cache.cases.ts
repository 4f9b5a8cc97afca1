import {
  CacheConnectionOptions, CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, GlobalDatastore, Protection, SessionCacheOptions,
} from '../../src/core';

/** One case: planned once, rendered by both engines, read back from both. */
export interface CacheCase {
  readonly name: string;
  readonly options: SessionCacheOptions;
  /** What is around it, in words that both engines' runners understand. */
  readonly setting?: CacheSetting;
}

export interface CacheSetting {
  readonly alarmTopic?: boolean;
  readonly eventTopic?: boolean;
  readonly key?: boolean;
}

/** Servers that are connected to caches: ours, or one that is there already. */
export interface CacheConnectionCase {
  readonly name: string;
  readonly caches: readonly { readonly cache: SessionCacheOptions | 'imported'; readonly connection: CacheConnectionOptions; readonly setting?: CacheSetting }[];
}

const UNAUTHENTICATED = { acceptUnauthenticated: true };
const MEMCACHED = { engine: CacheEngine.memcached('1.6.22'), ...UNAUTHENTICATED };

const ENGINES: CacheCase[] = [
  { name: 'the defaults', options: {} },
  { name: 'Valkey 7.2', options: { engine: CacheEngine.valkey('7.2') } },
  { name: 'Valkey 8.0', options: { engine: CacheEngine.valkey('8.0') } },
  { name: 'Valkey 9.0', options: { engine: CacheEngine.valkey('9.0') } },
  { name: 'Redis OSS 7.1', options: { engine: CacheEngine.redis('7.1') } },
  { name: 'Redis OSS 7.0', options: { engine: CacheEngine.redis('7.0') } },
  { name: 'Redis OSS 6.2, which knows no IAM', options: { engine: CacheEngine.redis('6.2'), users: [CacheUser.password('app')] } },
  { name: 'Redis OSS 6.0, which sends no log of its own', options: { engine: CacheEngine.redis('6.0'), users: [CacheUser.password('app')] } },
  { name: 'Memcached', options: MEMCACHED },
  { name: 'Memcached of three nodes without TLS', options: { ...MEMCACHED, nodes: 3, withoutTls: true } },
  { name: 'Memcached of one node', options: { ...MEMCACHED, nodes: 1, singleAvailabilityZone: true } },
  { name: 'Memcached with a port and a parameter of its own', options: { ...MEMCACHED, port: 12_345, parameters: { max_item_size: '2097152' } } },
  { name: 'the oldest Memcached, which speaks no TLS', options: { ...MEMCACHED, engine: CacheEngine.memcached('1.6.6'), withoutTls: true } },
];

const SIZES: CacheCase[] = [
  { name: 'another node type', options: { nodeType: 'cache.r7g.xlarge' } },
  { name: 'disks beside the memory', options: { nodeType: 'cache.r6gd.xlarge' } },
  { name: 'a small node', options: { nodeType: 'cache.t4g.small' } },
  { name: 'three replicas', options: { replicasPerShard: 3 } },
  { name: 'cluster mode with one shard', options: { clusterMode: true } },
  { name: 'three shards', options: { shards: 3 } },
  { name: 'five shards of three nodes', options: { shards: 5, replicasPerShard: 2 } },
  { name: 'cluster mode on Redis OSS', options: { engine: CacheEngine.redis('7.1'), shards: 2 } },
  { name: 'cluster mode on Redis OSS 6', options: { engine: CacheEngine.redis('6.2'), shards: 2, users: [CacheUser.password('app')] } },
  { name: 'a single zone', options: { singleAvailabilityZone: true } },
  { name: 'a single node', options: { singleAvailabilityZone: true, replicasPerShard: 0 } },
  { name: 'shards without replicas', options: { singleAvailabilityZone: true, shards: 2, replicasPerShard: 0 } },
  { name: 'shards that follow the CPU', options: { shardScaling: { maxShards: 6 } } },
  { name: 'shards that follow the memory', options: { shards: 2, shardScaling: { minShards: 2, maxShards: 4, memoryPercent: 50 } } },
  { name: 'shards that follow both', options: { shardScaling: { maxShards: 3, cpuPercent: 45, memoryPercent: 65 } } },
  { name: 'replicas that follow the CPU', options: { replicaScaling: { maxReplicas: 4, cpuPercent: 55 } } },
  { name: 'shards and replicas that follow the load', options: { shardScaling: { minShards: 2, maxShards: 4 }, replicaScaling: { minReplicas: 2, maxReplicas: 3 } } },
];

const SERVERLESS: CacheCase[] = [
  { name: 'serverless', options: { serverless: {} } },
  { name: 'serverless with limits', options: { serverless: { minStorageGb: 2, maxStorageGb: 20, minEcpuPerSecond: 1000, maxEcpuPerSecond: 50_000 } } },
  { name: 'serverless with a limit of storage alone', options: { serverless: { maxStorageGb: 5 } } },
  { name: 'serverless with a limit of units alone', options: { serverless: { maxEcpuPerSecond: 5000 } } },
  { name: 'serverless Redis OSS', options: { engine: CacheEngine.redis('7.1'), serverless: {} } },
  { name: 'serverless Memcached', options: { ...MEMCACHED, serverless: {} } },
  { name: 'serverless with a snapshot at night', options: { serverless: { dailySnapshotTime: '03:00' }, snapshotRetentionDays: 3 } },
  { name: 'serverless from a snapshot', options: { serverless: {}, snapshotName: 'yesterday' } },
  { name: 'serverless, and nothing protected', options: { serverless: {}, protection: Protection.NONE } },
];

const ACCESS: CacheCase[] = [
  { name: 'a user of another name', options: { users: [CacheUser.iam('web')] } },
  { name: 'a user with a password', options: { users: [CacheUser.password('old')] } },
  {
    name: 'users of both kinds, with rights of their own',
    options: { users: [CacheUser.iam('web'), CacheUser.password('report', { access: '~session:* -@all +@read' }), CacheUser.iam('worker', { access: '~job:* &* -@all +@write' })] },
  },
  { name: 'a password on Redis OSS', options: { engine: CacheEngine.redis('7.1'), users: [CacheUser.iam('app'), CacheUser.password('old')] } },
  { name: 'a serverless cache with a password', options: { serverless: {}, users: [CacheUser.password('old')] } },
  { name: 'nobody is asked who he is', options: UNAUTHENTICATED },
  { name: 'plain connections', options: { ...UNAUTHENTICATED, withoutTls: true } },
  { name: 'a key of the user', options: { users: [CacheUser.password('old')] }, setting: { key: true } },
  { name: 'a serverless cache with a key of the user', options: { serverless: {} }, setting: { key: true } },
];

const OPERATIONS: CacheCase[] = [
  { name: 'a port of its own', options: { port: 7000 } },
  { name: 'a name of its own', options: { identifier: 'orders-sessions' } },
  { name: 'a log of what is written', options: { engine: CacheEngine.valkey('9.0'), clusterMode: true, durability: CacheDurability.SYNC } },
  { name: 'a log that is written later', options: { engine: CacheEngine.valkey('9.0'), shards: 2, durability: CacheDurability.ASYNC } },
  { name: 'what expires first goes first', options: { evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL } },
  { name: 'nothing goes', options: { evictionPolicy: CacheEvictionPolicy.NOEVICTION, reservedMemoryPercent: 40 } },
  { name: 'parameters of its own', options: { parameters: { 'timeout': '300', 'notify-keyspace-events': 'Ex' } } },
  { name: 'parameters of its own with cluster mode', options: { shards: 2, parameters: { timeout: '60' } } },
  { name: 'no logs', options: { logs: { slow: false, engine: false } } },
  { name: 'one log, for longer', options: { logs: { engine: false, retentionDays: 365 } } },
  { name: 'no snapshots', options: { snapshotRetentionDays: 0 } },
  { name: 'snapshots and windows', options: { snapshotRetentionDays: 35, snapshotWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' } },
  { name: 'Memcached with a window', options: { ...MEMCACHED, maintenanceWindow: 'mon:01:00-mon:02:30' } },
  { name: 'made from a snapshot', options: { snapshotName: 'yesterday' } },
  { name: 'minor versions as they are', options: { withoutMinorUpgrades: true } },
  { name: 'nothing protected', options: { protection: Protection.NONE, users: [CacheUser.password('old')] } },
  { name: 'Memcached, unprotected', options: { ...MEMCACHED, protection: Protection.NONE } },
  { name: 'other alarms, and somebody who is woken', options: { alarms: { memoryPercent: 60, cpuPercent: 50, replicationLagSeconds: 3, connectionsPercent: 50 } }, setting: { alarmTopic: true } },
  { name: 'other alarms of a serverless cache', options: { serverless: { maxStorageGb: 10, maxEcpuPerSecond: 9000 }, alarms: { memoryPercent: 50, cpuPercent: 60 } }, setting: { alarmTopic: true } },
  { name: 'other alarms of Memcached', options: { ...MEMCACHED, alarms: { cpuPercent: 70 } }, setting: { alarmTopic: true, eventTopic: true } },
  { name: 'somebody is told what happens', options: {}, setting: { eventTopic: true } },
];

const PRIMARY = { globalDatastore: GlobalDatastore.primary() };
const SECONDARY = { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions') };

const REGIONS: CacheCase[] = [
  { name: 'a primary of several regions', options: PRIMARY },
  { name: 'a primary under a name of its own', options: { globalDatastore: GlobalDatastore.primary('shop'), identifier: 'shop-dublin' } },
  { name: 'a primary of shards', options: { ...PRIMARY, shards: 2, engine: CacheEngine.redis('7.1') } },
  { name: 'a primary of one zone', options: { ...PRIMARY, singleAvailabilityZone: true, replicasPerShard: 0 } },
  { name: 'a primary that is not protected', options: { ...PRIMARY, protection: Protection.NONE } },
  { name: 'a secondary of another region', options: SECONDARY },
  { name: 'a secondary of shards', options: { ...SECONDARY, shards: 2, replicasPerShard: 2 } },
  { name: 'a secondary with disks and a key', options: { ...SECONDARY, nodeType: 'cache.r6gd.xlarge' }, setting: { key: true } },
  { name: 'a secondary without TLS', options: { ...SECONDARY, ...UNAUTHENTICATED, withoutTls: true } },
  { name: 'a secondary of Redis OSS', options: { ...SECONDARY, engine: CacheEngine.redis('7.1'), users: [CacheUser.iam('web'), CacheUser.password('old')] } },
  {
    name: 'a secondary with all that is its own',
    options: { ...SECONDARY, port: 7000, snapshotRetentionDays: 3, snapshotWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00', logs: { engine: false }, alarms: { globalReplicationLagSeconds: 3 } },
    setting: { alarmTopic: true, eventTopic: true },
  },
];

export const CACHE_CASES: readonly CacheCase[] = [...ENGINES, ...SIZES, ...SERVERLESS, ...ACCESS, ...OPERATIONS, ...REGIONS];

export const CACHE_CONNECTION_CASES: readonly CacheConnectionCase[] = [
  { name: 'a cache', caches: [{ cache: {}, connection: {} }] },
  { name: 'a cache under another prefix', caches: [{ cache: {}, connection: { prefix: 'BASKETS' } }] },
  { name: 'a cache as a certain user', caches: [{ cache: { users: [CacheUser.iam('web'), CacheUser.iam('worker')] }, connection: { user: 'worker' } }] },
  { name: 'a cache with a password', caches: [{ cache: { users: [CacheUser.password('old')] }, connection: {} }] },
  { name: 'a cache with a password under a key', caches: [{ cache: { users: [CacheUser.password('old')] }, connection: {}, setting: { key: true } }] },
  { name: 'a cache of shards', caches: [{ cache: { shards: 2 }, connection: {} }] },
  { name: 'a cache of one node', caches: [{ cache: { singleAvailabilityZone: true, replicasPerShard: 0 }, connection: {} }] },
  { name: 'Redis OSS, whose default user nobody is', caches: [{ cache: { engine: CacheEngine.redis('7.1') }, connection: {} }] },
  { name: 'a serverless cache, on both its ports', caches: [{ cache: { serverless: {} }, connection: {} }] },
  { name: 'Memcached, which asks nobody', caches: [{ cache: MEMCACHED, connection: {} }] },
  { name: 'serverless Memcached', caches: [{ cache: { ...MEMCACHED, serverless: {} }, connection: {} }] },
  { name: 'two caches', caches: [{ cache: {}, connection: {} }, { cache: { serverless: {} }, connection: { prefix: 'FRAGMENTS' } }] },
  { name: 'a cache that is there already', caches: [{ cache: 'imported', connection: {} }] },
  { name: 'a cache that is there already under another prefix, and one of ours', caches: [{ cache: 'imported', connection: { prefix: 'OLD' } }, { cache: {}, connection: {} }] },
];
