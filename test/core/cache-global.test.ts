import { cache, cacheRefusals, MEMCACHED, REDIS } from './cache-planning';
import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { CacheDurability } from '../../src/core/cache-durability';
import { CacheEngine } from '../../src/core/cache-engines';
import { GlobalDatastore } from '../../src/core/cache-global';
import { GLOBAL_DATASTORE_REFUSALS } from '../../src/core/cache-global-refusals';
import { CacheEvictionPolicy } from '../../src/core/cache-parameters';
import { SessionCacheOptions } from '../../src/core/session-cache';

const OPEN = { acceptUnauthenticated: true };
const PRIMARY = { globalDatastore: GlobalDatastore.primary() };
const SECONDARY = { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions') };
const BOTH: [string, SessionCacheOptions][] = [['a primary', PRIMARY], ['a secondary', SECONDARY]];

const warningsOf = (...args: Parameters<typeof cache>) => cache(...args).warnings.map(({ id }) => id.replace('scale-out-constructs:', ''));

describe('a primary', () => {
  const plan = cache(PRIMARY);

  test('makes the datastore around itself, and says its id', () => {
    expect(plan.globalDatastore).toEqual({
      makes: {
        id: 'GlobalDatastore',
        suffix: 'app-cache',
        description: 'Sessions of App/Cache in several regions',
        output: { id: 'GlobalReplicationGroupId', description: 'Id of the global datastore of App/Cache: its secondaries are told it' },
      },
    });
    expect(cache({ globalDatastore: GlobalDatastore.primary('shop') }).globalDatastore!.makes!.suffix).toBe('shop');
    expect(cache({ ...PRIMARY, identifier: 'sessions' }).globalDatastore!.makes!.suffix).toBe('sessions');
  });

  test('is otherwise the cache that it would be alone', () => {
    const alone = cache();
    expect(plan.nodeEngine).toEqual({ name: 'valkey', version: '8.2' });
    for (const part of ['replicationGroup', 'parameterGroup', 'encryption', 'nodeEngine', 'userGroup', 'snapshots', 'removal', 'clients', 'logs'] as const) {
      expect(plan[part]).toEqual(alone[part]);
    }
  });
});

describe('a secondary', () => {
  const plan = cache({ ...SECONDARY, engine: REDIS });

  test('joins the datastore by its id', () => {
    expect(plan.globalDatastore).toEqual({ joins: 'ldgnf-sessions' });
    expect(cache({ globalDatastore: GlobalDatastore.secondary(TOKEN_TEXT) }).globalDatastore).toEqual({ joins: TOKEN_TEXT });
  });

  test('says nothing of what it has from its primary', () => {
    expect([plan.nodeEngine, plan.parameterGroup]).toEqual([undefined, undefined]);
    expect(plan.encryption).toEqual({ keyArn: undefined });
    const { nodeType, shards, automaticFailover, multiAz, inheritedFlags } = plan.replicationGroup!;
    expect([nodeType, shards, automaticFailover, multiAz]).toEqual(Array(4).fill(undefined));
    expect(inheritedFlags).toEqual(['automaticFailover', 'multiAz']);
  });

  test('says how many nodes it has of its own, by shards in cluster mode', () => {
    expect([plan.replicationGroup!.cacheClusters, plan.replicationGroup!.replicasPerShard]).toEqual([2, undefined]);
    const sharded = cache({ ...SECONDARY, shards: 3, replicasPerShard: 2 }).replicationGroup!;
    expect([sharded.shards, sharded.replicasPerShard, sharded.cacheClusters]).toEqual([undefined, 2, undefined]);
    expect(sharded.nodeIds).toHaveLength(9);
    expect(cache({ ...SECONDARY, nodeType: 'cache.r6gd.xlarge' }).replicationGroup!.dataTiering).toBe(true);
  });

  test('has a key, users, snapshots and logs of its own', () => {
    expect(cache(SECONDARY, { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }).encryption).toEqual({ keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' });
    expect(plan.userGroup!.users.map(({ userId }) => userId)).toEqual(['app-cache-default', 'app-cache-app']);
    expect(plan.snapshots).toEqual({ retentionDays: 15, window: undefined, restoreFromName: undefined });
    expect(plan.removal).toEqual({ policy: 'Snapshot', finalSnapshotName: 'app-cache-final', preventDestroy: true });
    expect(plan.logs).toHaveLength(2);
  });

  test('tells its clients of the engine, the mode and TLS as they are said', () => {
    expect(plan.clients).toEqual({ name: 'app-cache', tls: true, clusterMode: false, serverless: false, engine: 'redis' });
    expect(cache({ ...SECONDARY, ...OPEN, shards: 2, withoutTls: true }).clients).toMatchObject({ tls: false, clusterMode: true });
  });
});

describe.each(BOTH)('%s', (_, options) => {
  test('has no minor upgrades, which AWS switches off, and it is told of', () => {
    expect(cache(options).autoMinorVersionUpgrade).toBe(false);
    expect(cache(options).warnings).toEqual([{
      id: 'scale-out-constructs:globalDatastoreUpgrades',
      message: 'AWS upgrades no minor version of a global datastore by itself: ask it to, by modify-global-replication-group, and say the new version here.',
    }]);
  });

  test('calls for help when it is behind another region: any of them may be, after a failover', () => {
    const alarm = cache(options).alarms.find(({ id }) => id === 'GlobalReplicationLagAlarm')!;
    expect(alarm).toMatchObject({
      description: 'The cache has been more than 10 s behind the primary of its global datastore for 5 minutes: a failover to it would lose as much.',
      threshold: 10,
      comparison: 'GreaterThanThreshold',
      evaluationPeriods: 7,
      datapointsToAlarm: 5,
      missingData: 'notBreaching',
      expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])',
    });
    expect(alarm.metrics.map(({ name, statistic, values }) => [name, statistic, values])).toEqual([
      ['GlobalDatastoreReplicationLag', 'Maximum', { CacheClusterId: 'app-cache-001' }],
      ['GlobalDatastoreReplicationLag', 'Maximum', { CacheClusterId: 'app-cache-002' }],
    ]);
    const other = cache({ ...options, alarms: { globalReplicationLagSeconds: 3 } }).alarms.find(({ id }) => id === 'GlobalReplicationLagAlarm')!;
    expect(other.threshold).toBe(3);
  });

  test('comes to a failover of a minute, and a second of writes', () => {
    const { facts } = cache(options);
    expect([facts.typicalGlobalFailoverSecondsTo, facts.typicalSecondsOfWritesLostByGlobalFailoverTo]).toEqual([60, 1]);
    expect(facts).toMatchObject({ encryptedAtRest: true, nodes: 2, sessionsPercentLostWithAZone: 0 });
  });

  test('may be as small as large, on what AWS copies to other regions', () => {
    expect(cacheRefusals({ ...options, nodeType: 'cache.m5.large' })).toEqual([]);
    expect(cacheRefusals({ ...options, nodeType: TOKEN_TEXT })).toEqual([]);
  });

  test('is warned of where AWS is not known to have it', () => {
    expect(warningsOf(options, { region: 'ap-southeast-6' })).toEqual(['globalDatastoreUpgrades', 'globalDatastoreRegion']);
    expect(cache(options, { region: 'ap-southeast-6' }).warnings[1].message)
      .toBe('AWS is not known to have global datastores in ap-southeast-6: a new region for them, or one that refuses this cache.');
    expect(warningsOf(options, { region: TOKEN_TEXT })).toEqual(['globalDatastoreUpgrades']);
  });
});

test('in one region nothing of it is planned', () => {
  const { globalDatastore, alarms, facts, warnings, autoMinorVersionUpgrade, replicationGroup } = cache();
  expect([globalDatastore, replicationGroup!.inheritedFlags, autoMinorVersionUpgrade, warnings]).toEqual([undefined, undefined, true, []]);
  expect(alarms.map(({ id }) => id)).not.toContain('GlobalReplicationLagAlarm');
  expect(facts).not.toHaveProperty('typicalGlobalFailoverSecondsTo');
  expect(JSON.stringify(cache({ globalDatastore: undefined }))).toBe(JSON.stringify(cache()));
});

test('the memory of a secondary is not known: its primary says how much is reserved', () => {
  expect(cache({ ...PRIMARY, reservedMemoryPercent: 40 }).facts.memoryForSessionsGib).toBe(3.83);
  expect(cache(SECONDARY).facts.memoryForSessionsGib).toBeUndefined();
});

const FAMILIES = 'm5, m6g, m7g, m8g, r5, r6g, r6gd, r7g, r8g, c7gn, c8gn';
const VALKEY_9 = CacheEngine.valkey('9.0');

/** What AWS refuses of a cache in a global datastore: its options, the sentence, and options that only just pass. */
const BY_AWS: [string, SessionCacheOptions, string, SessionCacheOptions][] = [
  [
    'an old family', { ...PRIMARY, nodeType: 'cache.r4.large' },
    `nodeType must be of ${FAMILIES} with globalDatastore, got "cache.r4.large": AWS copies no other to other regions.`, { ...PRIMARY, nodeType: 'cache.r5.large' },
  ],
  [
    'a small node', { ...SECONDARY, nodeType: 'cache.t4g.medium' },
    `nodeType must be of ${FAMILIES} with globalDatastore, got "cache.t4g.medium": AWS copies no other to other regions.`, { nodeType: 'cache.t4g.medium' },
  ],
  [
    'shards that scale', { ...PRIMARY, shardScaling: { maxShards: 3 } },
    'shardScaling contradicts globalDatastore: AWS scales no cache of a global datastore. Leave one out.', { ...PRIMARY, shards: 3 },
  ],
  [
    'replicas that scale', { ...SECONDARY, replicaScaling: { maxReplicas: 3 } },
    'replicaScaling contradicts globalDatastore: AWS scales no cache of a global datastore. Leave one out.', { ...SECONDARY, replicasPerShard: 3 },
  ],
  [
    'a log of what is written', { ...PRIMARY, engine: VALKEY_9, clusterMode: true, durability: CacheDurability.SYNC },
    'durability contradicts globalDatastore: AWS keeps no log for a cache of a global datastore. Leave one out.', { ...PRIMARY, engine: VALKEY_9, clusterMode: true },
  ],
  [
    'a secondary in cluster mode without a replica', { ...SECONDARY, clusterMode: true, replicasPerShard: 0, singleAvailabilityZone: true },
    'replicasPerShard must be at least 1 in a secondary of globalDatastore with cluster mode, got 0: AWS makes none without a replica to fail over to.',
    { ...SECONDARY, clusterMode: true, singleAvailabilityZone: true },
  ],
];

describe('refused, as AWS would at deploy time', () => {
  test.each(BY_AWS)('%s', (_title, refused, sentence, nearMiss) => {
    expect(cacheRefusals(refused)).toEqual([sentence]);
    expect(cacheRefusals(nearMiss)).toEqual([]);
  });

  test('every row is triggered here, and names its page', () => {
    const sentences = BY_AWS.map(([,, sentence]) => sentence.replace(/^(shard|replica)Scaling|, got ".*$/g, ''));
    expect(new Set(sentences).size).toBe(GLOBAL_DATASTORE_REFUSALS.length);
    expect(GLOBAL_DATASTORE_REFUSALS.every(({ source }) => source.startsWith('https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/'))).toBe(true);
  });
});

const ID = 'globalDatastore.globalReplicationGroupId must be the id of a global datastore with the five letters of its region, such as \'ldgnf-sessions\', got';
const SUFFIX = 'globalDatastore.suffix must be up to 32 small letters, digits and single hyphens, beginning with a letter, got';

const REFUSED: [string, SessionCacheOptions, string][] = [
  ['a suffix in place of an id', { globalDatastore: GlobalDatastore.secondary('sessions') }, `${ID} "sessions".`],
  ['an id of no prefix that AWS has', { globalDatastore: GlobalDatastore.secondary('shop-sessions') }, `${ID} "shop-sessions".`],
  ['no id', { globalDatastore: GlobalDatastore.secondary('') }, `${ID} "".`],
  ['a suffix in capitals', { globalDatastore: GlobalDatastore.primary('Shop') }, `${SUFFIX} "Shop".`],
  ['no suffix', { globalDatastore: GlobalDatastore.primary('') }, `${SUFFIX} "".`],
  ['a long suffix', { globalDatastore: GlobalDatastore.primary('a'.repeat(33)) }, `${SUFFIX} "${'a'.repeat(33)}".`],
  ['serverless', { ...PRIMARY, serverless: {} }, 'globalDatastore contradicts serverless: a serverless cache is of one region. Leave one out.'],
  ['Memcached', { ...PRIMARY, ...OPEN, engine: MEMCACHED }, 'globalDatastore is for Valkey and Redis OSS: Memcached is of one region. Leave it out.'],
  ['serverless Memcached', { ...PRIMARY, ...OPEN, engine: MEMCACHED, serverless: {} }, 'globalDatastore contradicts serverless: a serverless cache is of one region. Leave one out.'],
  ['parameters of a secondary', { ...SECONDARY, parameters: { timeout: '60' } }, 'parameters contradicts GlobalDatastore.secondary: a secondary has the parameters of its primary. Leave it out.'],
  ['an eviction policy of a secondary', { ...SECONDARY, evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL }, 'evictionPolicy contradicts GlobalDatastore.secondary: a secondary evicts as its primary does. Leave it out.'],
  ['memory that a secondary reserves', { ...SECONDARY, reservedMemoryPercent: 30 }, 'reservedMemoryPercent contradicts GlobalDatastore.secondary: a secondary reserves as much as its primary. Leave it out.'],
  ['a snapshot for a secondary', { ...SECONDARY, snapshotName: 'old' }, 'snapshotName contradicts GlobalDatastore.secondary: a secondary begins with the sessions of its primary. Leave it out.'],
  ['an alarm at no lag', { ...PRIMARY, alarms: { globalReplicationLagSeconds: 0 } }, 'alarms.globalReplicationLagSeconds must be a number above 0, got 0.'],
];

describe('refused', () => {
  test.each(REFUSED)('%s', (_title, options, sentence) => {
    expect(cacheRefusals(options)).toEqual([sentence]);
  });

  test('and not what a primary says, nor what only the deployment tells', () => {
    const memory = { evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL, reservedMemoryPercent: 30 };
    expect(cacheRefusals({ ...PRIMARY, ...memory, parameters: { timeout: '60' }, snapshotName: 'old' })).toEqual([]);
    expect(cacheRefusals({ globalDatastore: GlobalDatastore.primary(TOKEN_TEXT) })).toEqual([]);
    expect(cacheRefusals({ ...PRIMARY, alarms: { globalReplicationLagSeconds: TOKEN_NUMBER } })).toEqual([]);
    expect(cacheRefusals({ globalDatastore: GlobalDatastore.primary('a'.repeat(32)) })).toEqual([]);
    expect(cacheRefusals({ globalDatastore: GlobalDatastore.secondary(TOKEN_TEXT) })).toEqual([]);
  });

  test('all problems at once', () => {
    expect(cacheRefusals({ globalDatastore: GlobalDatastore.secondary('x'), nodeType: 'cache.t4g.small', snapshotName: 'old', shardScaling: { maxShards: 2 } })).toHaveLength(5);
  });
});
