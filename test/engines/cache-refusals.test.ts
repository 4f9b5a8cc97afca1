import { Bucket } from 'aws-cdk-lib/aws-s3';
import { OnAwsCdk, OnCdktf } from './cache-on-engines';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, DatabaseEngine, SessionCacheOptions } from '../../src/core';

const MEMCACHED = { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true };
const SERVERLESS = { serverless: {} };

/** What plain CDK lets through in silence, with what is said of it. */
const CASES: [string, SessionCacheOptions, RegExp][] = [
  // Those that the design names.
  ['ninety-nine days of snapshots', { snapshotRetentionDays: 99 }, /snapshotRetentionDays must be an integer from 0 to 35, got 99/],
  ['a node type that there is not', { nodeType: 'cache.banana' }, /nodeType must be .* got "cache\.banana"/],
  ['an engine of that name', { engine: CacheEngine.redis('2') }, /engine\.version must be .* got "2"/],
  ['a node type with serverless', { ...SERVERLESS, nodeType: 'cache.m7g.large' }, /nodeType contradicts serverless/],
  ['users on Memcached', { ...MEMCACHED, users: [CacheUser.iam('app')] }, /users is for Valkey and Redis OSS/],
  ['several zones without replicas', { replicasPerShard: 0 }, /replicasPerShard must be at least 1, got 0.*singleAvailabilityZone/],
  ['scaling without cluster mode', { clusterMode: false, shardScaling: { maxShards: 4 } }, /clusterMode: false contradicts shardScaling/],
  ['overlapping windows', { snapshotWindow: '04:00-05:00', maintenanceWindow: 'sun:04:30-sun:05:30' }, /snapshotWindow \(04:00-05:00\) and maintenanceWindow \(sun:04:30-sun:05:30\) must not overlap/],
  ['port 80', { port: 80 }, /port must be an integer from 1150 to 65535, got 80/],
  ['a CPU target of 150', { shardScaling: { maxShards: 4, cpuPercent: 150 } }, /shardScaling\.cpuPercent must be a number from 35 to 70, got 150/],
  // The rest of what AWS refuses, or what somebody would regret.
  ['a CPU target of -5', { replicaScaling: { maxReplicas: 3, cpuPercent: -5 } }, /replicaScaling\.cpuPercent must be .* got -5/],
  ['shards without cluster mode', { shards: 3, clusterMode: false }, /shards must be 1 with clusterMode: false, got 3/],
  ['six replicas', { replicasPerShard: 6 }, /replicasPerShard must be an integer from 0 to 5, got 6/],
  ['more nodes than there may be', { shards: 300, replicasPerShard: 1 }, /at most 500 nodes, got 600/],
  ['a shard that is half one', { shards: 1.5 }, /shards must be an integer from 1 to 500, got 1\.5/],
  ['shards that are not a number', { shards: NaN }, /shards must be .* got NaN/],
  ['scaling of a node that AWS does not scale', { nodeType: 'cache.t4g.small', shardScaling: { maxShards: 4 } }, /nodeType must be .* with shardScaling, got "cache\.t4g\.small"/],
  ['scaling to fewer shards than there are', { shards: 5, shardScaling: { maxShards: 4 } }, /shards must be at most shardScaling\.maxShards \(4\), got 5/],
  ['Memcached that asks nobody, unsaid', { engine: CacheEngine.memcached('1.6.22') }, /acceptUnauthenticated: true/],
  ['snapshots of Memcached', { ...MEMCACHED, snapshotRetentionDays: 1 }, /snapshotRetentionDays is for Valkey and Redis OSS/],
  ['logs of Memcached', { ...MEMCACHED, logs: {} }, /logs is for Valkey and Redis OSS/],
  ['replicas of Memcached', { ...MEMCACHED, replicasPerShard: 1 }, /replicasPerShard is for Valkey and Redis OSS/],
  ['one node of Memcached in several zones', { ...MEMCACHED, nodes: 1 }, /nodes must be at least 2, got 1/],
  ['TLS on a Memcached that has none', { ...MEMCACHED, engine: CacheEngine.memcached('1.6.6') }, /engine must be Memcached from 1\.6\.12 on/],
  ['nodes of Valkey', { nodes: 3 }, /nodes is for Memcached/],
  ['a port with serverless', { ...SERVERLESS, port: 7000 }, /port contradicts serverless/],
  ['parameters with serverless', { ...SERVERLESS, parameters: { timeout: '1' } }, /parameters contradicts serverless/],
  ['logs with serverless', { ...SERVERLESS, logs: {} }, /logs contradicts serverless/],
  ['a minimum above the maximum', { serverless: { minStorageGb: 20, maxStorageGb: 10 } }, /serverless\.minStorageGb must be .*serverless\.maxStorageGb \(10\), got 20/],
  ['too few units', { serverless: { maxEcpuPerSecond: 5 } }, /serverless\.maxEcpuPerSecond must be an integer from 1000 to 15000000, got 5/],
  ['no users, in a list', { users: [] }, /users must not be empty \(acceptUnauthenticated: true asks nobody who he is\)/],
  ['two users of one name', { users: [CacheUser.iam('app'), CacheUser.password('app')] }, /users must have names of their own, got 'app' twice/],
  ['a user called default', { users: [CacheUser.iam('default')] }, /the name of a user must be .* got "default"/],
  ['users without TLS', { withoutTls: true }, /withoutTls: true needs acceptUnauthenticated: true/],
  ['users, and nobody asked who he is', { users: [CacheUser.iam('app')], acceptUnauthenticated: true }, /contradict each other/],
  ['IAM on an engine that knows none', { engine: CacheEngine.redis('6.2'), users: [CacheUser.iam('app')] }, /users must be CacheUser\.password on Redis OSS 6\.2/],
  ['a command that ElastiCache keeps for itself', { users: [CacheUser.iam('app', { access: '~* +@all +config' })] }, /access of a user must not name .* got config/],
  ['a log of what is written on Valkey 8', { durability: CacheDurability.SYNC, clusterMode: true }, /durability needs Valkey from 9\.0 on/],
  ['a log of what is written without cluster mode', { engine: CacheEngine.valkey('9.0'), durability: CacheDurability.SYNC }, /durability needs clusterMode: true/],
  ['a parameter that an option says', { parameters: { 'maxmemory-policy': 'noeviction' } }, /parameters\.maxmemory-policy is said by evictionPolicy/],
  ['an eviction that there is not', { evictionPolicy: 'oldest-first' as CacheEvictionPolicy }, /evictionPolicy must be one of .* got "oldest-first"/],
  ['a name that begins with a digit', { identifier: '1-sessions' }, /identifier must be .* got "1-sessions"/],
  ['logs for a week and a day', { logs: { retentionDays: 8 } }, /logs\.retentionDays must be one of .* got 8/],
  ['a window of half an hour', { snapshotWindow: '03:00-03:30' }, /snapshotWindow must be .* 60 minutes/],
  ['an alarm above all there is', { alarms: { memoryPercent: 101 } }, /alarms\.memoryPercent must be .* got 101/],
  ['several at once', { port: 0, shards: -1, snapshotRetentionDays: NaN }, /3 problems/],
];

test('there are enough of them, of distinct names', () => {
  const names = CASES.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
});

test.each(CASES)('%s: refused in the same words on both engines', (_, options, message) => {
  const onAwsCdk = messageOf(() => new OnAwsCdk().cache('Cache', options));
  expect(onAwsCdk).toMatch(/^SessionCache 'Stack\/Cache': /);
  expect(onAwsCdk).toMatch(message);
  expect(messageOf(() => new OnCdktf().cache('Cache', options))).toBe(onAwsCdk);
});

test('a password that somebody wrote into the rights of a user is refused, and not shown', () => {
  const options = { users: [CacheUser.password('app', { access: '~* >correct-horse-battery' })] };
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    const message = messageOf(() => engine.cache('Cache', options));
    expect(message).toMatch(/access of user 'app' must be rules/);
    expect(message).not.toContain('correct-horse');
  }
});

test('a password that would stand in the state is refused where there is one, unless that is accepted', () => {
  const options = { users: [CacheUser.password('app')] };
  expect(messageOf(() => new OnCdktf().cache('Cache', { ...options, acceptSecretInState: false } as SessionCacheOptions)))
    .toMatch(/users must log in with IAM: the state would hold a password \(acceptSecretInState: true accepts it\)/);
  expect(messageOf(() => new OnAwsCdk().cache('Cache', options))).toBe('nothing was refused');
  expect(messageOf(() => new OnCdktf().cache('Cache', options))).toBe('nothing was refused');
});

test('a wrong connection is refused in the same words on both engines', () => {
  const wrong = { user: 'nobody', prefix: 'session' };
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()];
  const refusal = messageOf(() => onAwsCdk.tier().connectTo(onAwsCdk.cache('Cache', {}), wrong));
  expect(refusal).toMatch(/user must be one of app, got "nobody"/);
  expect(refusal).toMatch(/prefix must be capital letters/);
  expect(messageOf(() => onCdktf.tier().connectTo(onCdktf.cache('Cache', {}), wrong))).toBe(refusal);
});

test.each<[string, object, RegExp[]]>([
  ['no port', { port: undefined }, [/port must be an integer from 1 to 65535, got nothing/]],
  ['a port that there is not', { port: 70_000, readerPort: 0 }, [/port must be an integer from 1 to 65535, got 70000/, /readerPort must be an integer from 1 to 65535, got 0/]],
  ['IAM, and no name that a token is made for', { cacheName: undefined }, [/cacheName must be said where users \(shop\) log in with IAM/]],
  ['IAM without TLS', { tls: false }, [/tls: false contradicts that users \(shop\) log in with IAM/]],
  ['the name of an engine', { engine: 'valkey' }, [/engine must be one of .* got "valkey"/]],
  ['all of it at once', { port: -1, cacheName: undefined, tls: false }, [/3 problems/]],
])('of a cache that is there already, %s: refused in the same words on both engines', (_, wrong, messages) => {
  const { stack } = new OnAwsCdk();
  const told = { engine: CacheEngine.valkey('8.2'), endpoint: 'sessions.example', port: 6379, cacheName: 'old', users: [{ userName: 'shop', userArn: 'arn:shop' }] };
  const onAwsCdk = messageOf(() => awscdk.SessionCache.fromAttributes(stack, 'Old', { securityGroups: [], ...told, ...wrong }));
  for (const message of messages) { expect(onAwsCdk).toMatch(message); }
  const onCdktf = messageOf(() => cdktf.SessionCache.fromAttributes({ securityGroupId: 'sg-1', ...told, ...wrong }));
  expect(onCdktf).toBe(onAwsCdk.replace("'Stack/Old'", "'fromAttributes'"));
});

test('a cache that is there already speaks as a cluster does where it has no nodes, unless it says otherwise', () => {
  const { stack } = new OnAwsCdk();
  const clusterMode = (told: Partial<cdktf.SessionCacheAttributes>, index: number) => {
    const attributes = { engine: CacheEngine.valkey('8.2'), endpoint: 'sessions.example', port: 6379, ...told };
    const onAwsCdk = awscdk.SessionCache.fromAttributes(stack, `Old${index}`, { securityGroups: [], ...attributes, users: [] });
    const onCdktf = cdktf.SessionCache.fromAttributes({ securityGroupId: 'sg-1', ...attributes });
    expect([onCdktf.clusterMode, onCdktf.serverless, onCdktf.tls]).toEqual([onAwsCdk.clusterMode, onAwsCdk.serverless, onAwsCdk.tls]);
    return onAwsCdk.clusterMode;
  };
  const memcached = { engine: CacheEngine.memcached('1.6.22') };
  const told = [{}, { serverless: true }, { serverless: true, clusterMode: false }, { ...memcached, serverless: true }, { clusterMode: true }];
  expect(told.map(clusterMode)).toEqual([false, true, false, false, true]);
});

test('subnets that are none are refused where they are named one by one', () => {
  const engine = new OnCdktf();
  expect(messageOf(() => engine.cache('Cache', { subnetIds: [] } as SessionCacheOptions))).toBe(
    "SessionCache 'Stack/Cache': subnetIds must not be empty: leave it out, or name subnets of the network.");
});

test('a prefix that is taken is refused in the same words on both engines, whatever it is taken by', () => {
  const messages = [new OnAwsCdk(), new OnCdktf()].map((engine) => {
    const tier = engine.tier();
    const connectTo = (target: unknown, options?: object) => messageOf(() => tier.connectTo(target as never, options as never));
    const [one, other] = ['One', 'Other'].map((id) => engine.cache(id, {}));
    const bucket = engine instanceof OnAwsCdk ? Bucket.fromBucketName(engine.stack, 'Files', 'files') : { bucketName: 'files', bucketArn: 'arn:aws:s3:::files' };
    const database = engine instanceof OnAwsCdk
      ? new awscdk.ReadReplicaDatabase(engine.stack, 'Database', { vpc: engine.vpc, engine: DatabaseEngine.postgres('17') })
      : new cdktf.ReadReplicaDatabase(engine.stack, 'Database', { network: engine.network, engine: DatabaseEngine.postgres('17') });
    expect([connectTo(one), connectTo(bucket), connectTo(database)]).toEqual(Array(3).fill('nothing was refused'));
    return [connectTo(other), connectTo(bucket), connectTo(database), connectTo(bucket, { prefix: 'SESSION_CACHE' })];
  });
  const taken = (prefix: string) => `ScaledWebTier 'Stack/Web': prefix ${prefix} is taken by another connection of this tier: say another one.`;
  expect(messages).toEqual(Array(2).fill(['SESSION_CACHE', 'FILES', 'DATABASE', 'SESSION_CACHE'].map(taken)));
});

test('what is refused leaves nothing half-built', () => {
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    expect(() => engine.cache('Cache', { shards: 600 })).toThrow('shards');
    expect(engine.stack.node.findChild('Cache').node.children).toEqual([]);
  }
});

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}
