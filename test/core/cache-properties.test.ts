import fc from 'fast-check';
import { cache, cacheRefusals, MEMCACHED, REDIS } from './cache-planning';
import { CacheEngine } from '../../src/core/cache-engines';
import { parseNodeType } from '../../src/core/cache-node-types';
import { CacheEvictionPolicy } from '../../src/core/cache-parameters';
import { CacheUser } from '../../src/core/cache-users';
import { SessionCacheOptions } from '../../src/core/session-cache';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const NODE_TYPES = ['cache.t4g.micro', 'cache.m7g.large', 'cache.m6g.xlarge', 'cache.r7g.2xlarge', 'cache.r8g.large', 'cache.c7gn.4xlarge'];
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d'];
const zoneNames = fc.integer({ min: 2, max: 4 }).map((count) => ZONES.slice(0, count));

const percent = maybe(fc.integer({ min: 1, max: 100 }));
const shared = {
  identifier: maybe(fc.stringMatching(/^[a-z][a-z0-9]{0,31}$/)),
};
const validGroup: fc.Arbitrary<SessionCacheOptions> = fc.record({
  engine: maybe(fc.constantFrom(REDIS, CacheEngine.valkey('7.2'), CacheEngine.valkey('9.0'))),
  nodeType: maybe(fc.constantFrom(...NODE_TYPES)),
  shards: maybe(fc.integer({ min: 1, max: 80 })),
  replicasPerShard: maybe(fc.integer({ min: 1, max: 5 })),
  port: maybe(fc.integer({ min: 1150, max: 65_535 })),
  snapshotRetentionDays: maybe(fc.integer({ min: 0, max: 35 })),
  reservedMemoryPercent: maybe(fc.integer({ min: 0, max: 50 })),
  evictionPolicy: maybe(fc.constantFrom(...Object.values(CacheEvictionPolicy))),
  singleAvailabilityZone: maybe(fc.boolean()),
  users: maybe(fc.constantFrom([CacheUser.iam('a')], [CacheUser.password('a'), CacheUser.iam('b')])),
  alarms: maybe(fc.record({ memoryPercent: percent, cpuPercent: percent })),
  ...shared,
});
const validServerless: fc.Arbitrary<SessionCacheOptions> = fc.record({
  serverless: fc.record({
    maxStorageGb: maybe(fc.integer({ min: 1, max: 5000 })), maxEcpuPerSecond: maybe(fc.integer({ min: 1000, max: 15_000_000 })),
  }),
  snapshotRetentionDays: maybe(fc.integer({ min: 0, max: 35 })),
  ...shared,
});
const validMemcached: fc.Arbitrary<SessionCacheOptions> = fc.record({
  engine: fc.constant(MEMCACHED),
  acceptUnauthenticated: fc.constant(true),
  nodes: maybe(fc.integer({ min: 2, max: 40 })),
  alarms: maybe(fc.record({ cpuPercent: percent })),
  ...shared,
});
const valid = fc.oneof(validGroup, validServerless, validMemcached);

test('valid options always plan exactly one kind of cache, and a value that was given is the value in the plan', () => {
  fc.assert(fc.property(valid, zoneNames, (options, zones) => {
    const plan = cache(options, { zoneNames: zones });
    expect([plan.replicationGroup, plan.serverless, plan.memcached].filter((kind) => kind !== undefined)).toHaveLength(1);
    expect(plan.identifier).toBe(options.identifier ?? 'app-cache');
    if (!options.serverless) { expect(plan.port).toBe(options.port ?? plan.engine.standardPort + 1); }
    expect(plan.snapshots?.retentionDays).toBe(plan.memcached ? undefined : options.snapshotRetentionDays ?? 15);
    expect(plan.logs.every(({ groupName }) => groupName.startsWith('/aws/vendedlogs/'))).toBe(true);
  }));
});

test('every node is in every alarm over nodes, once, and no alarm has more metrics than CloudWatch takes', () => {
  fc.assert(fc.property(validGroup, (options) => {
    const { replicationGroup, alarms } = cache(options);
    expect(replicationGroup!.nodeIds).toHaveLength((options.shards ?? 1) * (1 + (options.replicasPerShard ?? 1)));
    expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length);
    expect(alarms.every(({ metrics }) => metrics.length <= 10)).toBe(true);
    expect(alarms.every(({ expression = '' }) => expression.length <= 2048)).toBe(true);
    for (const { metrics, evaluationPeriods, datapointsToAlarm } of alarms) {
      expect(evaluationPeriods - datapointsToAlarm).toBe(metrics.length === 1 ? 0 : 2);
    }
    const memory = alarms.filter(({ id }) => id.startsWith('MemoryAlarm')).flatMap(({ metrics }) => metrics.map(({ values }) => values!.CacheClusterId));
    expect(memory).toEqual(replicationGroup!.nodeIds);
  }));
});

test('the least of a scaling never changes what the cache is made of, only what is scaled to', () => {
  const scaling = (least: number) => ({
    shardScaling: { minShards: least, maxShards: 9 }, replicaScaling: { minReplicas: Math.min(least, 5), maxReplicas: 5 },
  });
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), (least) => {
    const { scaling: scaled, ...plan } = cache(scaling(least));
    const { scaling: _, ...atLeastOne } = cache(scaling(1));
    expect(plan).toEqual(atLeastOne);
    expect(scaled.map(({ minCapacity }) => minCapacity)).toEqual([least, Math.min(least, 5)]);
  }));
});

test('names stay within what AWS takes', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9/_-]{1,80}$/), (path) => {
    const { identifier, userGroup, replicationGroup } = cache({ engine: REDIS, shards: 2 }, { parameterPath: `/scale-out/${path}` });
    expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,31}(?<!-)$/);
    for (const { userId } of userGroup!.users) { expect(userId).toMatch(/^[a-z][a-z0-9-]{0,39}$/); }
    for (const nodeId of replicationGroup!.nodeIds) { expect(nodeId.length).toBeLessThanOrEqual(50); }
  }));
});

test('a user who logs in with IAM is called as his id is, in small letters, and no plan holds a password', () => {
  fc.assert(fc.property(validGroup, (options) => {
    const { users } = cache(options).userGroup!;
    for (const { userId, userName, authentication, accessString, secret } of users) {
      if (authentication === 'iam') { expect(userName).toBe(userId); }
      expect(userId).toBe(userId.toLowerCase());
      expect(secret === undefined).toBe(authentication !== 'password');
      expect(accessString).not.toMatch(/[>#<!]|nopass|reset/);
    }
  }));
});

test('more shards never have less memory, and never lose more with a node', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (one, more) => {
    const facts = (shards: number) => cache({ shards, clusterMode: true, replicasPerShard: 0, singleAvailabilityZone: true }).facts;
    expect(facts(one + more).memoryForSessionsGib!).toBeGreaterThan(facts(one).memoryForSessionsGib!);
    expect(facts(one + more).sessionsPercentLostWithANode!).toBeLessThanOrEqual(facts(one).sessionsPercentLostWithANode!);
    expect(facts(one).hashSlotsPerShard! * one).toBeGreaterThanOrEqual(16_384);
  }));
});

test('nodes of Memcached are evenly spread over the zones', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 40 }), zoneNames, (nodes, zones) => {
    const { zoneNames: places } = cache({ engine: MEMCACHED, acceptUnauthenticated: true, nodes }, { zoneNames: zones }).memcached!;
    const counts = zones.map((zone) => places!.filter((place) => place === zone).length);
    expect(places).toHaveLength(nodes);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }));
});

test('nothing but a type of node is taken for one', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(parseNodeType(text)).toBeUndefined();
    expect(parseNodeType(`cache.${text}`)).toBeUndefined();
  }));
});

/** Each draws a value that its option does not take. */
const INVALID: Record<string, (draw: fc.Arbitrary<number>) => fc.Arbitrary<SessionCacheOptions>> = {
  'shards': (draw) => draw.map((shards) => ({ shards })),
  'replicasPerShard': (draw) => draw.map((replicasPerShard) => ({ replicasPerShard })),
  'port': (draw) => draw.map((port) => ({ port })),
  'nodes': (draw) => draw.map((nodes) => ({ engine: MEMCACHED, acceptUnauthenticated: true, nodes })),
  'snapshotRetentionDays': (draw) => draw.map((snapshotRetentionDays) => ({ snapshotRetentionDays })),
  'reservedMemoryPercent': (draw) => draw.map((reservedMemoryPercent) => ({ reservedMemoryPercent })),
  'shardScaling.maxShards': (draw) => draw.map((maxShards) => ({ shardScaling: { maxShards } })),
  'shardScaling.minShards': (draw) => draw.map((minShards) => ({ shardScaling: { minShards, maxShards: 9 } })),
  'shardScaling.cpuPercent': (draw) => draw.map((cpuPercent) => ({ shardScaling: { maxShards: 9, cpuPercent } })),
  'replicaScaling.maxReplicas': (draw) => draw.map((maxReplicas) => ({ replicaScaling: { maxReplicas } })),
  'replicaScaling.minReplicas': (draw) => draw.map((minReplicas) => ({ replicaScaling: { minReplicas, maxReplicas: 5 } })),
  'serverless.maxStorageGb': (draw) => draw.map((maxStorageGb) => ({ serverless: { maxStorageGb } })),
  'serverless.minStorageGb': (draw) => draw.map((minStorageGb) => ({ serverless: { minStorageGb } })),
  'logs.retentionDays': (draw) => draw.map((retentionDays) => ({ logs: { retentionDays } })),
  'alarms.memoryPercent': (draw) => draw.map((memoryPercent) => ({ alarms: { memoryPercent } })),
  'alarms.connectionsPercent': (draw) => draw.map((connectionsPercent) => ({ alarms: { connectionsPercent } })),
};

test.each(Object.entries(INVALID))('an invalid %s is always refused, alone and by its name', (option, drawWith) => {
  const neverMeant = fc.oneof(
    fc.constantFrom(NaN, Infinity, -Infinity), fc.integer({ max: -1 }), fc.integer({ min: 100_000 }),
    fc.integer({ min: -9, max: -1 }).map((value) => value + 0.5),
  );
  fc.assert(fc.property(drawWith(neverMeant), (options) => {
    expect(cacheRefusals(options).map((problem) => problem.split(' ')[0])).toEqual([option]);
  }));
});
