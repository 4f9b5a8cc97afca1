import { cache, cacheRefusals, MEMCACHED, REDIS } from './cache-planning';
import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { CacheDurability } from '../../src/core/cache-durability';
import { CacheEngine } from '../../src/core/cache-engines';
import { CacheEvictionPolicy } from '../../src/core/cache-parameters';
import { CACHE_REFUSALS } from '../../src/core/cache-refusals';
import { CacheUser } from '../../src/core/cache-users';
import { SessionCacheOptions } from '../../src/core/session-cache';

const OPEN = { acceptUnauthenticated: true };
const VALKEY_9 = CacheEngine.valkey('9.0');
const REDIS_6 = CacheEngine.redis('6.2');
const REDIS_6_0 = CacheEngine.redis('6.0');
const PASSWORD_USER = [CacheUser.password('app')];

const NAME = 'up to 30 small letters, digits and single hyphens, beginning with a letter, and not default, which is AWS\'s own (with the identifier before it, AWS takes 40)';
const ACCESS = 'must be rules such as ~*, &*, +@read and -@dangerous, without a password, nopass, reset, on or off. It is not shown: it could hold a secret.';

/** What is refused, the options, and the one sentence. */
const REFUSED: [string, SessionCacheOptions, string][] = [
  ['99 snapshots', { snapshotRetentionDays: 99 }, 'snapshotRetentionDays must be an integer from 0 to 35, got 99.'],
  ['a node type that is none', { nodeType: 'cache.banana' }, 'nodeType must be a type of ElastiCache\'s nodes such as \'cache.m7g.large\', got "cache.banana".'],
  ['a size that a family does not have', { nodeType: 'cache.t4g.large' }, 'nodeType must be a type of ElastiCache\'s nodes such as \'cache.m7g.large\', got "cache.t4g.large".'],
  ['Redis OSS 2', { engine: CacheEngine.redis('2') }, 'engine.version must be a version of Redis OSS with its minor: one of 6.0, 6.2, 7.0, 7.1, got "2".'],
  ['Valkey without a minor', { engine: CacheEngine.valkey('8') }, 'engine.version must be a version of Valkey with its minor such as \'8.2\', from 7.2 on, got "8".'],
  ['half a version of Memcached', { engine: CacheEngine.memcached('1.6'), ...OPEN }, 'engine.version must be a whole version of Memcached such as \'1.6.22\', from 1.6.6 on, got "1.6".'],
  ['a node type with serverless', { serverless: {}, nodeType: 'cache.m7g.large' }, 'nodeType contradicts serverless: a serverless cache has no nodes. Leave one out.'],
  ['users on Memcached', { engine: MEMCACHED, ...OPEN, users: PASSWORD_USER }, 'users is for Valkey and Redis OSS: Memcached asks nobody who he is. Leave it out.'],
  ['Memcached without a word', { engine: MEMCACHED }, 'engine Memcached needs acceptUnauthenticated: true: it asks nobody who he is.'],
  ['Multi-AZ without replicas', { replicasPerShard: 0 }, 'replicasPerShard must be at least 1, got 0: there is nobody to take over (singleAvailabilityZone: true accepts that).'],
  ['six replicas', { replicasPerShard: 6 }, 'replicasPerShard must be an integer from 0 to 5, got 6.'],
  ['no shard', { shards: 0 }, 'shards must be an integer from 1 to 500, got 0.'],
  ['shards without cluster mode', { shards: 3, clusterMode: false }, 'shards must be 1 with clusterMode: false, got 3: only a cluster has more. Leave clusterMode out.'],
  ['more nodes than AWS makes', { shards: 300 }, 'shards and replicasPerShard must make at most 500 nodes, got 600.'],
  ['windows that overlap', { snapshotWindow: '03:00-04:00', maintenanceWindow: 'sun:03:30-sun:04:30' }, 'snapshotWindow (03:00-04:00) and maintenanceWindow (sun:03:30-sun:04:30) must not overlap: AWS refuses it.'],
  ['half an hour of snapshots', { snapshotWindow: '03:00-03:30' }, 'snapshotWindow must be at least 60 minutes of UTC such as \'03:00-04:00\', got "03:00-03:30".'],
  ['half an hour of maintenance', { maintenanceWindow: 'sun:03:00-sun:03:30' }, 'maintenanceWindow must be a window of UTC such as \'sun:04:30-sun:05:30\', at least 60 minutes and less than a day, got "sun:03:00-sun:03:30".'],
  ['half an hour of maintenance on Memcached', { engine: MEMCACHED, ...OPEN, maintenanceWindow: 'sun:03:00-sun:03:30' }, 'maintenanceWindow must be a window of UTC such as \'sun:04:30-sun:05:30\', at least 60 minutes and less than a day, got "sun:03:00-sun:03:30".'],
  ['port 80', { port: 80 }, 'port must be an integer from 1150 to 65535, got 80.'],
  ['logs for 42 days', { logs: { retentionDays: 42 } }, 'logs.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 42.'],
  ['a name that is too long', { identifier: 'a'.repeat(33) }, `identifier must be up to 32 small letters, digits and single hyphens, beginning with a letter, got "${'a'.repeat(33)}".`],
  ['no users', { users: [] }, 'users must not be empty (acceptUnauthenticated: true asks nobody who he is).'],
  ['users whom nobody asks', { users: PASSWORD_USER, ...OPEN }, 'acceptUnauthenticated: true and users contradict each other: leave one out.'],
  ['two users of one name', { users: [CacheUser.iam('app'), CacheUser.password('app')] }, 'users must have names of their own, got \'app\' twice.'],
  ['the user of AWS', { users: [CacheUser.password('default')] }, `the name of a user must be ${NAME}, got "default".`],
  ['a user in capitals', { users: [CacheUser.iam('App')] }, `the name of a user must be ${NAME}, got "App".`],
  ['a user with a long name', { users: [CacheUser.iam('a'.repeat(31))] }, `the name of a user must be ${NAME}, got "${'a'.repeat(31)}".`],
  ['a password in an access string', { users: [CacheUser.password('app', { access: '~* +@all >hunter2hunter2hunter2' })] }, `access of user 'app' ${ACCESS}`],
  ['no password in an access string', { users: [CacheUser.iam('app', { access: 'nopass ~* +@all' })] }, `access of user 'app' ${ACCESS}`],
  ['a reset in an access string', { users: [CacheUser.iam('app', { access: 'reset ~* +@all' })] }, `access of user 'app' ${ACCESS}`],
  ['an access string that switches on', { users: [CacheUser.iam('app', { access: 'on ~* +@all' })] }, `access of user 'app' ${ACCESS}`],
  ['an empty access string', { users: [CacheUser.iam('app', { access: '' })] }, `access of user 'app' ${ACCESS}`],
  ['a parameter that is an option', { parameters: { 'maxmemory-policy': 'noeviction' } }, 'parameters.maxmemory-policy is said by evictionPolicy: leave it out.'],
  ['reserved memory twice', { parameters: { 'reserved-memory': '0' } }, 'parameters.reserved-memory is said by reservedMemoryPercent: leave it out.'],
  ['cluster mode by the back door', { parameters: { 'cluster-enabled': 'yes' } }, 'parameters.cluster-enabled is said by clusterMode: leave it out.'],
  ['a parameter of no name', { parameters: { 'max memory': '1' } }, 'parameters must be named with small letters, digits, underscores and hyphens, got "max memory".'],
  ['a parameter that is no text', { parameters: { timeout: 5 as any } }, 'parameters.timeout must be a text, got 5.'],
  ['most of the memory reserved', { reservedMemoryPercent: 60 }, 'reservedMemoryPercent must be an integer from 0 to 50, got 60.'],
  ['an eviction policy that is none', { evictionPolicy: 'lru' as any }, 'evictionPolicy must be one of volatile-lru, volatile-lfu, volatile-ttl, volatile-random, allkeys-lru, allkeys-lfu, allkeys-random, noeviction, got "lru".'],
  ['a target of 80 %', { shardScaling: { maxShards: 3, cpuPercent: 80 } }, 'shardScaling.cpuPercent must be a number from 35 to 70, got 80.'],
  ['a target of memory of 30 %', { shardScaling: { maxShards: 3, memoryPercent: 30 } }, 'shardScaling.memoryPercent must be a number from 35 to 70, got 30.'],
  ['fewer shards than at the least', { shardScaling: { minShards: 4, maxShards: 3 } }, 'shardScaling.minShards must be an integer from 1 to shardScaling.maxShards (3), got 4.'],
  ['a beginning beyond the scaling', { shards: 5, shardScaling: { maxShards: 3 } }, 'shards must be at most shardScaling.maxShards (3), got 5.'],
  ['scaling to no replica', { replicaScaling: { minReplicas: 0, maxReplicas: 3 }, replicasPerShard: 1 }, 'replicaScaling.minReplicas must be an integer from 1 to replicaScaling.maxReplicas (3), got 0.'],
  ['scaling to six replicas', { replicaScaling: { maxReplicas: 6 } }, 'replicaScaling.maxReplicas must be an integer from 1 to 5, got 6.'],
  ['41 nodes of Memcached', { engine: MEMCACHED, ...OPEN, nodes: 41 }, 'nodes must be an integer from 1 to 40, got 41.'],
  ['nodes of Valkey', { nodes: 2 }, 'nodes is for Memcached: shards and replicasPerShard say how many there are. Leave it out.'],
  ['10 000 GB', { serverless: { maxStorageGb: 10_000 } }, 'serverless.maxStorageGb must be an integer from 1 to 5000, got 10000.'],
  ['a least above the most', { serverless: { minStorageGb: 20, maxStorageGb: 10 } }, 'serverless.minStorageGb must be an integer from 1 to serverless.maxStorageGb (10), got 20.'],
  ['ten units a second', { serverless: { maxEcpuPerSecond: 10 } }, 'serverless.maxEcpuPerSecond must be an integer from 1000 to 15000000, got 10.'],
  ['no time of day', { serverless: { dailySnapshotTime: '25:00' } }, 'serverless.dailySnapshotTime must be a time of UTC such as \'03:00\', got "25:00".'],
  ['a snapshot of no name', { snapshotName: 'my snapshot' }, 'snapshotName must be the name of a snapshot, got "my snapshot".'],
  ['an alarm at 150 %', { alarms: { memoryPercent: 150 } }, 'alarms.memoryPercent must be a number from 1 to 100, got 150.'],
  ['names of users', { users: ['app'] as any }, 'each of users must be CacheUser.iam(\'app\') or CacheUser.password(\'app\'), got "app".'],
  ['users that are null', { users: null as any }, 'users must be a list of CacheUser.iam(\'app\') or CacheUser.password(\'app\'), got null.'],
  ['one user, and no list', { users: 'app' as any }, 'users must be a list of CacheUser.iam(\'app\') or CacheUser.password(\'app\'), got "app".'],
  ['the name of an engine', { engine: 'valkey' as any }, 'engine must be one of CacheEngine.valkey(\'8.2\'), CacheEngine.redis(…) and CacheEngine.memcached(…), got "valkey".'],
  ['no engine', { engine: null as any }, 'engine must be one of CacheEngine.valkey(\'8.2\'), CacheEngine.redis(…) and CacheEngine.memcached(…), got null.'],
  ['scaling of shards without an end', { shardScaling: {} as any }, 'shardScaling.maxShards must be an integer from 1 to 500, got nothing.'],
  ['scaling of replicas without an end', { replicaScaling: {} as any }, 'replicaScaling.maxReplicas must be an integer from 1 to 5, got nothing.'],
  ['an alarm on lag, and no replica', { singleAvailabilityZone: true, replicasPerShard: 0, alarms: { replicationLagSeconds: 5 } }, 'alarms.replicationLagSeconds needs replicas, and there are none. Leave it out.'],
  ['an alarm on connections of a node that bursts', { nodeType: 'cache.t4g.small', alarms: { connectionsPercent: 50 } }, 'alarms.connectionsPercent is not for nodes that burst, got nodeType "cache.t4g.small": AWS does not say how many connections they take. Leave it out.'],
  ['an alarm on the memory of Memcached', { engine: MEMCACHED, ...OPEN, alarms: { memoryPercent: 50 } }, 'alarms.memoryPercent is for Valkey and Redis OSS, and for serverless: Memcached uses all the memory that it has. Leave it out.'],
  ['an alarm on the lag of Memcached', { engine: MEMCACHED, ...OPEN, alarms: { replicationLagSeconds: 5 } }, 'alarms.replicationLagSeconds is for Valkey and Redis OSS: Memcached has no replicas. Leave it out.'],
  ['an alarm on the connections of Memcached', { engine: MEMCACHED, ...OPEN, alarms: { connectionsPercent: 50 } }, 'alarms.connectionsPercent is for Valkey and Redis OSS: Memcached has no alarm on its connections. Leave it out.'],
  ['an alarm on lag with serverless', { serverless: {}, alarms: { replicationLagSeconds: 5 } }, 'alarms.replicationLagSeconds contradicts serverless: a serverless cache has no replicas that are said. Leave one out.'],
  ['an alarm on connections with serverless', { serverless: {}, alarms: { connectionsPercent: 50 } }, 'alarms.connectionsPercent contradicts serverless: a serverless cache has no nodes whose connections are counted. Leave one out.'],
  ['an alarm on storage without a limit', { serverless: { maxEcpuPerSecond: 1000 }, alarms: { memoryPercent: 50 } }, 'alarms.memoryPercent needs serverless.maxStorageGb with serverless: without a limit there is nothing to measure against.'],
  ['an alarm on units without a limit', { serverless: { maxStorageGb: 1 }, alarms: { cpuPercent: 50 } }, 'alarms.cpuPercent needs serverless.maxEcpuPerSecond with serverless: without a limit there is nothing to measure against.'],
  ['an alarm at no lag', { alarms: { replicationLagSeconds: 0 } }, 'alarms.replicationLagSeconds must be a number above 0, got 0.'],
];

describe('refused', () => {
  test.each(REFUSED)('%s', (_title, options, sentence) => {
    expect(cacheRefusals(options)).toEqual([sentence]);
  });

  test('all problems at once', () => {
    expect(cacheRefusals({ port: 80, snapshotRetentionDays: 99, nodeType: 'cache.banana' })).toHaveLength(3);
  });

  test('a network in one zone', () => {
    const one = { zoneNames: ['eu-west-1a'] };
    expect(cacheRefusals({}, one)).toEqual(['subnets must lie in at least 2 availability zones, got 1 (singleAvailabilityZone: true accepts one).']);
    expect(cacheRefusals({ serverless: {} }, one)).toEqual(['subnets must lie in at least 2 availability zones, got 1: a serverless cache lies in several.']);
    expect(cacheRefusals({ singleAvailabilityZone: true }, one)).toEqual([]);
    expect(cacheRefusals({}, { zoneNames: undefined })).toEqual([]);
  });

  test('no subnets at all', () => {
    const optionNames = { subnets: 'subnetIds', encryptionKey: 'encryptionKeyArn' };
    const refused = ['subnetIds must not be empty: leave it out, or name subnets of the network.'];
    expect(cacheRefusals({}, { zoneNames: undefined, subnetIds: [], optionNames })).toEqual(refused);
    expect(cacheRefusals({ serverless: {} }, { zoneNames: undefined, subnetIds: [], optionNames })).toEqual(refused);
    expect(cacheRefusals({}, { zoneNames: undefined, subnetIds: ['subnet-1'], optionNames })).toEqual([]);
  });

  test('a topic for the events of nodes that are none', () => {
    const eventTopicOption = 'eventTopic';
    expect(cacheRefusals({ serverless: {} }, { eventTopicOption })).toEqual(['eventTopic contradicts serverless: a serverless cache tells its events to EventBridge alone. Leave one out.']);
    expect(cacheRefusals({}, { eventTopicOption })).toEqual([]);
  });

  test('a password that a state would hold, unless that is accepted', () => {
    const secretsInState = { option: 'acceptSecretInState', areAccepted: false };
    expect(cacheRefusals({ users: PASSWORD_USER }, { secretsInState })).toEqual(['users must log in with IAM: the state would hold a password (acceptSecretInState: true accepts it).']);
    expect(cacheRefusals({}, { secretsInState })).toEqual([]);
    expect(cacheRefusals({ users: PASSWORD_USER }, { secretsInState: { ...secretsInState, areAccepted: true } })).toEqual([]);
  });

  test('and no secret is shown', () => {
    expect(cacheRefusals({ users: [CacheUser.password('app', { access: '>hunter2hunter2hunter2' })] }).join()).not.toContain('hunter2');
  });
});

describe('with serverless', () => {
  test.each<[keyof SessionCacheOptions, unknown, string]>([
    ['shards', 2, 'has no shards that are said'],
    ['replicasPerShard', 1, 'has no replicas that are said'],
    ['clusterMode', false, 'is in cluster mode always'],
    ['nodes', 2, 'has no nodes'],
    ['shardScaling', { maxShards: 3 }, 'scales by itself'],
    ['replicaScaling', { maxReplicas: 3 }, 'scales by itself'],
    ['singleAvailabilityZone', true, 'lies in several zones always'],
    ['durability', CacheDurability.SYNC, 'keeps no log of what is written'],
    ['port', 80, 'has the standard ports'],
    ['parameters', {}, 'has no parameters'],
    ['evictionPolicy', CacheEvictionPolicy.VOLATILE_TTL, 'evicts what was least recently used of what expires'],
    ['reservedMemoryPercent', 25, 'reserves its memory itself'],
    ['withoutTls', true, 'speaks TLS always'],
    ['withoutMinorUpgrades', true, 'has no minor versions'],
    ['maintenanceWindow', 'sun:03:00-sun:04:00', 'has no maintenance'],
    ['snapshotWindow', '03:00-04:00', 'is told serverless.dailySnapshotTime'],
    ['logs', {}, 'sends no logs'],
  ])('%s is refused', (option, value, reason) => {
    expect(cacheRefusals({ serverless: {}, [option]: value })).toEqual([`${option} contradicts serverless: a serverless cache ${reason}. Leave one out.`]);
  });

  test('a flag that is off asks for nothing', () => {
    const off = { withoutTls: false, singleAvailabilityZone: false, withoutMinorUpgrades: false, port: undefined };
    expect(cacheRefusals({ serverless: {}, ...off })).toEqual([]);
  });
});

describe('with Memcached', () => {
  test.each<[keyof SessionCacheOptions, unknown, string]>([
    ['shards', 2, 'has nodes'],
    ['replicasPerShard', 1, 'has no replicas'],
    ['clusterMode', true, 'has no cluster mode: its clients spread the sessions'],
    ['shardScaling', { maxShards: 3 }, 'is not scaled by shards'],
    ['replicaScaling', { maxReplicas: 3 }, 'has no replicas'],
    ['durability', CacheDurability.SYNC, 'keeps no log of what is written'],
    ['evictionPolicy', CacheEvictionPolicy.VOLATILE_TTL, 'evicts what was least recently used'],
    ['reservedMemoryPercent', 25, 'takes no snapshots that memory would be kept for'],
    ['snapshotRetentionDays', 7, 'takes no snapshots'],
    ['snapshotWindow', '03:00-04:00', 'takes no snapshots'],
    ['snapshotName', 'old', 'takes no snapshots'],
    ['logs', {}, 'sends no logs'],
  ])('%s is refused', (option, value, reason) => {
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, [option]: value })).toEqual([`${option} is for Valkey and Redis OSS: Memcached ${reason}. Leave it out.`]);
  });

  test('without nodes it takes snapshots, and what neither takes is refused once', () => {
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, serverless: {}, snapshotRetentionDays: 7 })).toEqual([]);
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, serverless: {}, durability: CacheDurability.SYNC })).toHaveLength(1);
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, serverless: {}, users: PASSWORD_USER })).toEqual(['users is for Valkey and Redis OSS: Memcached asks nobody who he is. Leave it out.']);
  });
});

/** Each with what triggers it, the sentence, and what comes close and passes. */
const BY_AWS: [string, SessionCacheOptions, string, SessionCacheOptions][] = [
  [
    'scaling without cluster mode', { shardScaling: { maxShards: 3 }, clusterMode: false },
    'clusterMode: false contradicts shardScaling: AWS scales a cache with cluster mode only. Leave clusterMode out.', { shardScaling: { maxShards: 3 } },
  ],
  [
    'scaling of nodes that AWS does not scale', { replicaScaling: { maxReplicas: 3 }, nodeType: 'cache.m7g.4xlarge' },
    'nodeType must be a large, xlarge, 2xlarge of r8g, r7g, r6g, r6gd, r5, m8g, m7g, m6g, m5, c8gn, c7gn with replicaScaling, got "cache.m7g.4xlarge": AWS scales no other.',
    { replicaScaling: { maxReplicas: 3 }, nodeType: 'cache.m7g.2xlarge' },
  ],
  [
    'data tiering before Redis OSS 6.2', { engine: REDIS_6_0, users: PASSWORD_USER, nodeType: 'cache.r6gd.xlarge' },
    'nodeType cache.r6gd.xlarge needs Valkey, or Redis OSS from 6.2 on: Redis OSS 6.0 keeps nothing on disk.',
    { engine: REDIS_6, users: PASSWORD_USER, nodeType: 'cache.r6gd.xlarge' },
  ],
  [
    'data tiering with a policy that knows no disk', { nodeType: 'cache.r6gd.xlarge', evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL },
    'evictionPolicy must be one of volatile-lru, allkeys-lru, noeviction on cache.r6gd.xlarge, got "volatile-ttl".',
    { nodeType: 'cache.r6g.xlarge', evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL },
  ],
  [
    'scaling of disks before Redis OSS 7.0', { engine: REDIS_6, users: PASSWORD_USER, nodeType: 'cache.r6gd.xlarge', shardScaling: { maxShards: 3 } },
    'shardScaling on nodeType cache.r6gd.xlarge needs Valkey, or Redis OSS from 7.0 on, got 6.2: AWS scales no older one that keeps something on disk.',
    { engine: CacheEngine.redis('7.0'), nodeType: 'cache.r6gd.xlarge', shardScaling: { maxShards: 3 } },
  ],
  [
    'Redis OSS 6 without nodes', { engine: REDIS_6, users: PASSWORD_USER, serverless: {} },
    'engine must be Redis OSS from 7.0 on with serverless, got 6.2: AWS makes no older one.', { engine: CacheEngine.redis('7.0'), serverless: {} },
  ],
  [
    'users without TLS', { withoutTls: true },
    'withoutTls: true needs acceptUnauthenticated: true: without TLS AWS knows no users.', { withoutTls: true, ...OPEN },
  ],
  [
    'IAM before Redis OSS 7', { engine: REDIS_6 },
    'users must be CacheUser.password on Redis OSS 6.2: IAM logs in from 7.0 on.', { engine: CacheEngine.redis('7.0') },
  ],
  [
    'commands that ElastiCache keeps', { users: [CacheUser.iam('app', { access: '~* +@all +config|get -debug' })] },
    'access of a user must not name what ElastiCache keeps for itself, got config|get, debug.', { users: [CacheUser.iam('app', { access: '~* +@all -flushall' })] },
  ],
  [
    'durability before Valkey 9', { durability: CacheDurability.SYNC, clusterMode: true },
    'durability needs Valkey from 9.0 on, got Valkey 8.2.', { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true },
  ],
  [
    'durability without cluster mode', { engine: VALKEY_9, durability: CacheDurability.ASYNC },
    'durability needs clusterMode: true: AWS keeps no log for a cache without.', { engine: VALKEY_9, durability: CacheDurability.ASYNC, shards: 2 },
  ],
  [
    'durability in one zone', { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true, singleAvailabilityZone: true },
    'durability needs replicasPerShard of at least 1, and no singleAvailabilityZone: AWS keeps the log over several zones.',
    { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true },
  ],
  [
    'durability without TLS', { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true, withoutTls: true, ...OPEN },
    'durability contradicts withoutTls: true: AWS demands TLS for it. Leave one out.', { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true, ...OPEN },
  ],
  [
    'durability on nodes that have none', { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true, nodeType: 'cache.r5.large' },
    'nodeType must be of r8g, r7g, r6g, m8g, m7g, m6g, c8gn, c7gn with durability, got "cache.r5.large".',
    { engine: VALKEY_9, durability: CacheDurability.SYNC, clusterMode: true, nodeType: 'cache.r6g.large' },
  ],
  [
    'the engine log of Redis OSS 6.0', { engine: REDIS_6_0, users: PASSWORD_USER, logs: { engine: true } },
    'logs.engine needs Redis OSS from 6.2 on, got 6.0: it sends none.', { engine: REDIS_6_0, users: PASSWORD_USER, logs: {} },
  ],
  [
    'one node in several zones', { engine: MEMCACHED, ...OPEN, nodes: 1 },
    'nodes must be at least 2, got 1: a single one is in one zone (singleAvailabilityZone: true accepts that).', { engine: MEMCACHED, ...OPEN, nodes: 1, singleAvailabilityZone: true },
  ],
  [
    'TLS before Memcached 1.6.12', { engine: CacheEngine.memcached('1.6.6'), ...OPEN },
    'engine must be Memcached from 1.6.12 on for TLS, got 1.6.6 (withoutTls: true goes without).', { engine: CacheEngine.memcached('1.6.6'), ...OPEN, withoutTls: true },
  ],
];

describe('refused, as AWS would at deploy time', () => {
  test.each(BY_AWS)('%s', (_title, refused, sentence, nearMiss) => {
    expect(cacheRefusals(refused)).toEqual([sentence]);
    expect(cacheRefusals(nearMiss)).toEqual([]);
  });

  test('a key for Memcached on nodes', () => {
    const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1';
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN }, { keyArn })).toEqual(['encryptionKey is for Valkey and Redis OSS, and for serverless: Memcached on nodes encrypts nothing at rest. Leave it out.']);
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, serverless: {} }, { keyArn })).toEqual([]);
  });

  test('every row is triggered here, and names its page', () => {
    // The last row, of the key, is triggered beside the table.
    expect(BY_AWS).toHaveLength(CACHE_REFUSALS.length - 1);
    expect(CACHE_REFUSALS.every(({ source }) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });
});

describe('not judged', () => {
  test('what only the deployment tells', () => {
    expect(cacheRefusals({
      nodeType: TOKEN_TEXT,
      port: TOKEN_NUMBER,
      snapshotRetentionDays: TOKEN_NUMBER,
      snapshotWindow: TOKEN_TEXT,
      maintenanceWindow: TOKEN_TEXT,
      snapshotName: TOKEN_TEXT,
      identifier: TOKEN_TEXT,
      reservedMemoryPercent: TOKEN_NUMBER,
      evictionPolicy: TOKEN_TEXT as any,
      parameters: { timeout: TOKEN_TEXT },
      logs: { retentionDays: TOKEN_NUMBER },
      alarms: { memoryPercent: TOKEN_NUMBER, cpuPercent: TOKEN_NUMBER, replicationLagSeconds: TOKEN_NUMBER, connectionsPercent: TOKEN_NUMBER },
      shardScaling: { maxShards: TOKEN_NUMBER, cpuPercent: TOKEN_NUMBER, memoryPercent: TOKEN_NUMBER },
      users: [CacheUser.iam('app', { access: TOKEN_TEXT })],
    })).toEqual([]);
    const limits = { minStorageGb: TOKEN_NUMBER, maxStorageGb: TOKEN_NUMBER, minEcpuPerSecond: TOKEN_NUMBER, maxEcpuPerSecond: TOKEN_NUMBER };
    expect(cacheRefusals({ serverless: { ...limits, dailySnapshotTime: TOKEN_TEXT } })).toEqual([]);
    expect(cacheRefusals({ engine: MEMCACHED, ...OPEN, nodes: TOKEN_NUMBER })).toEqual([]);
  });

  test('is passed on as it is', () => {
    const plan = cache({ port: TOKEN_NUMBER, nodeType: TOKEN_TEXT, reservedMemoryPercent: TOKEN_NUMBER, snapshotRetentionDays: TOKEN_NUMBER });
    expect(plan.port).toBe(TOKEN_NUMBER);
    expect(plan.replicationGroup!.nodeType).toBe(TOKEN_TEXT);
    expect(plan.parameterGroup!.parameters['reserved-memory-percent']).toBe(TOKEN_TEXT);
    expect(plan.snapshots!.retentionDays).toBe(TOKEN_NUMBER);
    expect(plan.facts).not.toHaveProperty('memoryForSessionsGib', expect.anything());
    expect(plan.facts.snapshotDays).toBeUndefined();
  });

  test('but for what names resources', () => {
    expect(cacheRefusals({ shards: TOKEN_NUMBER })).toEqual(['shards must be known before the deployment: the alarms name each node.']);
    expect(cacheRefusals({ replicasPerShard: TOKEN_NUMBER })).toEqual(['replicasPerShard must be known before the deployment: the alarms name each node.']);
    expect(cacheRefusals({ engine: CacheEngine.valkey(TOKEN_TEXT) })).toEqual(['engine must have a version that is known before the deployment: the parameter group depends on it.']);
    expect(cacheRefusals({ users: [CacheUser.iam(TOKEN_TEXT)] })).toEqual(['users must have names that are known before the deployment: each is a resource of its own.']);
  });

  test('and an option that is given as undefined', () => {
    const undefinedOptions = Object.fromEntries(['engine', 'nodeType', 'shards', 'replicasPerShard', 'clusterMode', 'users', 'port', 'evictionPolicy', 'protection', 'logs', 'alarms']
      .map((option) => [option, undefined]));
    expect(JSON.stringify(cache(undefinedOptions))).toBe(JSON.stringify(cache()));
    expect(cacheRefusals({ engine: REDIS, serverless: undefined })).toEqual([]);
  });
});
