import { cache, cacheRefusals, CACHE_CONTEXT, CACHE_SURROUNDINGS, MEMCACHED, REDIS } from './cache-planning';
import { Protection } from '../../src/core';
import { defaultAccess } from '../../src/core/cache-access';
import { CacheDurability } from '../../src/core/cache-durability';
import { CacheEngine } from '../../src/core/cache-engines';
import { cacheIdentifierOf } from '../../src/core/cache-names';
import { parseNodeType } from '../../src/core/cache-node-types';
import { CacheEvictionPolicy } from '../../src/core/cache-parameters';
import { CacheUser } from '../../src/core/cache-users';
import { Checks } from '../../src/core/checks';

const OPEN = { acceptUnauthenticated: true };
const thresholds = (alarms: readonly { id: string; threshold: number }[]) => alarms.map(({ id, threshold }) => [id, threshold]);
const warningsOf = (...args: Parameters<typeof cache>) => cache(...args).warnings.map(({ id }) => id.replace('scale-out-constructs:', ''));

describe('the default plan', () => {
  const plan = cache();

  test('is a shard of Valkey with a replica in another zone', () => {
    expect(plan.engine).toMatchObject({ name: 'valkey', version: '8.2', parameterGroupFamily: 'valkey8' });
    expect(plan.identifier).toBe('app-cache');
    expect(plan.replicationGroup).toEqual({
      description: 'Sessions of App/Cache',
      nodeType: 'cache.m7g.large',
      dataTiering: undefined,
      clusterMode: false,
      cacheClusters: 2,
      automaticFailover: true,
      multiAz: true,
      endpoints: { host: 'primary', readerHost: true },
      nodeIds: ['app-cache-001', 'app-cache-002'],
      durability: undefined,
      scaledCounts: [],
      updatePolicy: { useOnlineResharding: true },
    });
    expect([plan.serverless, plan.memcached]).toEqual([undefined, undefined]);
    expect(plan.scaling).toEqual([]);
  });

  test('is encrypted, on a port of its own, and reached by nobody yet', () => {
    expect(plan.encryption).toEqual({ inTransit: true, atRest: true, keyArn: undefined });
    expect([plan.port, plan.readerPort]).toEqual([6380, undefined]);
    expect(plan.securityGroup).toEqual({ description: 'Sessions of App/Cache: connected servers in; nothing out', allowsAllEgress: false });
    expect(plan.subnetGroup).toEqual({ name: 'app-cache', description: 'Subnets of App/Cache' });
  });

  test('knows one user, who logs in with IAM', () => {
    expect(plan.userGroup).toEqual({
      id: 'app-cache',
      engine: 'valkey',
      users: [{
        id: 'User-app',
        name: 'app',
        userId: 'app-cache-app',
        userName: 'app-cache-app',
        arn: 'arn:aws:elasticache:eu-west-1:111122223333:user:app-cache-app',
        engine: 'valkey',
        accessString: `on ${defaultAccess(plan.engine)}`,
        authentication: 'iam',
        secret: undefined,
      }],
    });
    expect(plan.arn).toBe('arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:app-cache');
  });

  test('lets sessions expire before it throws anything else out, and keeps a quarter of the memory for itself', () => {
    expect(plan.parameterGroup).toEqual({
      name: 'app-cache-valkey8', family: 'valkey8', description: 'Parameters of App/Cache', parameters: { 'maxmemory-policy': 'volatile-lru', 'reserved-memory-percent': '25' },
    });
  });

  test('keeps snapshots for 15 days, and one more when it goes', () => {
    expect(plan.snapshots).toEqual({ retentionDays: 15, window: undefined, restoreFromName: undefined });
    expect(plan.removal).toEqual({ policy: 'Snapshot', finalSnapshotName: 'app-cache-final', preventDestroy: true });
    expect([plan.maintenanceWindow, plan.autoMinorVersionUpgrade, plan.applyImmediately]).toEqual([undefined, true, true]);
  });

  test('keeps what it says for 30 days, where AWS lets itself write to all', () => {
    expect(plan.logs).toEqual([
      { id: 'SlowLogs', type: 'slow-log', format: 'json', destination: 'cloudwatch-logs', groupName: '/aws/vendedlogs/elasticache/app-cache/slow-log', retentionDays: 30, isRetained: true },
      { id: 'EngineLogs', type: 'engine-log', format: 'json', destination: 'cloudwatch-logs', groupName: '/aws/vendedlogs/elasticache/app-cache/engine-log', retentionDays: 30, isRetained: true },
    ]);
  });

  test('calls for help, in one alarm over all nodes', () => {
    expect(thresholds(plan.alarms)).toEqual([['EvictionsAlarm', 0], ['MemoryAlarm', 80], ['CpuAlarm', 45], ['ReplicationLagAlarm', 10], ['ConnectionsAlarm', 52_000]]);
    const [evictions] = plan.alarms;
    expect(evictions).toMatchObject({
      comparison: 'GreaterThanThreshold', evaluationPeriods: 3, datapointsToAlarm: 1, missingData: 'notBreaching', expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])',
    });
    expect(evictions.metrics).toEqual(['app-cache-001', 'app-cache-002'].map((CacheClusterId, index) => ({
      id: `m${index + 1}`, namespace: 'AWS/ElastiCache', name: 'Evictions', dimensions: ['CacheClusterId'], values: { CacheClusterId }, statistic: 'Sum', periodSeconds: 60,
    })));
    expect(plan.alarms.map(({ metrics }) => metrics[0].name)).toEqual(['Evictions', 'DatabaseMemoryUsagePercentage', 'CPUUtilization', 'ReplicationLag', 'CurrConnections']);
    expect(plan.alarms.filter(({ missingData }) => missingData === 'breaching').map(({ id }) => id)).toEqual(['CpuAlarm']);
  });

  test('and does not wait for figures that come late', () => {
    const minutes = plan.alarms.map(({ id, evaluationPeriods, datapointsToAlarm }) => [id, datapointsToAlarm, evaluationPeriods]);
    expect(minutes).toEqual([['EvictionsAlarm', 1, 3], ['MemoryAlarm', 5, 7], ['CpuAlarm', 5, 7], ['ReplicationLagAlarm', 5, 7], ['ConnectionsAlarm', 5, 7]]);
    const { alarms } = cache({ singleAvailabilityZone: true, replicasPerShard: 0 });
    expect(alarms.every(({ evaluationPeriods, datapointsToAlarm }) => evaluationPeriods === datapointsToAlarm)).toBe(true);
  });

  test('and hears when no node says anything', () => {
    const cpu = (options: Parameters<typeof cache>[0]) => cache(options).alarms.filter(({ id }) => id.startsWith('CpuAlarm'));
    const worst = 'MAX([FILL(m1, -1), FILL(m2, -1)])';
    expect(cpu({})).toMatchObject([{
      expression: `IF(${worst} < 0, 101, ${worst})`,
      description: 'A node has used more than 45 % of its processors for 5 minutes, or none of these nodes says anything.',
      missingData: 'breaching',
    }]);
    expect(cpu({ alarms: { cpuPercent: 100 }, nodeType: 'cache.m7g.xlarge' })[0].threshold).toBeLessThan(101);
    expect(cpu({ shards: 11 }).every(({ expression }) => expression!.startsWith('IF('))).toBe(true);
    expect(Math.max(...cpu({ shards: 11 }).map(({ expression }) => expression!.length))).toBeLessThanOrEqual(2048);
  });

  test('but does not miss nodes that scaling has not made', () => {
    const cpu = cache({ shardScaling: { maxShards: 11 }, replicasPerShard: 0, singleAvailabilityZone: true }).alarms.filter(({ id }) => id.startsWith('CpuAlarm'));
    expect(cpu.map(({ missingData, expression = 'one' }) => [missingData, expression.slice(0, 3)])).toEqual([['breaching', 'IF('], ['notBreaching', 'one']]);
    expect(cpu[1].description).toBe('A node has used more than 45 % of its processors for 5 minutes.');
    const [, second] = cache({ shardScaling: { maxShards: 6 } }).alarms.filter(({ id }) => id.startsWith('CpuAlarm'));
    expect(second).toMatchObject({ expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])', missingData: 'notBreaching' });
  });

  test('tells clients what they need, and nothing that is secret', () => {
    expect(plan.clients).toEqual({ name: 'app-cache', tls: true, clusterMode: false, serverless: false, engine: 'valkey' });
    expect(plan.coordinates).toEqual({ parameterName: '/scale-out/App/Cache/coordinates', description: 'Where App/Cache is', prefix: 'SESSION_CACHE' });
    expect(plan.descriptions).toEqual({ name: 'App/Cache', identifier: 'app-cache' });
  });

  test('comes to figures', () => {
    expect(plan.facts).toEqual({
      memoryForSessionsGib: 4.79,
      encryptedAtRest: true,
      nodes: 2,
      hashSlotsPerShard: undefined,
      sessionsPercentOutWhileAPrimaryFailsOver: 100,
      sessionsPercentLostWithANode: 0,
      sessionsPercentLostWithAZone: 0,
      maxConnectionsPerNode: 65_000,
      snapshotDays: 15,
      hoursLostByRestore: 24,
      hoursUntilAnIamConnectionEnds: 12,
    });
    expect(plan.factsOutput).toBe(false);
  });

  test('needs no warning', () => {
    expect(plan.warnings).toEqual([]);
  });
});

describe('shards and replicas', () => {
  test('more than one shard is cluster mode', () => {
    const plan = cache({ shards: 3, replicasPerShard: 2 });
    expect(plan.replicationGroup).toMatchObject({ clusterMode: true, shards: 3, replicasPerShard: 2, automaticFailover: true, multiAz: true, endpoints: { host: 'configuration', readerHost: false } });
    expect(plan.replicationGroup!.cacheClusters).toBeUndefined();
    expect(plan.replicationGroup!.nodeIds).toHaveLength(9);
    expect(plan.replicationGroup!.nodeIds.slice(0, 4)).toEqual(['app-cache-0001-001', 'app-cache-0001-002', 'app-cache-0001-003', 'app-cache-0002-001']);
    expect(plan.parameterGroup).toMatchObject({ name: 'app-cache-valkey8-cluster', parameters: { 'cluster-enabled': 'yes' } });
    expect(plan.clients.clusterMode).toBe(true);
    expect(plan.facts).toMatchObject({
      memoryForSessionsGib: 14.36, nodes: 9, hashSlotsPerShard: 5462, sessionsPercentOutWhileAPrimaryFailsOver: 34, sessionsPercentLostWithANode: 0,
    });
    expect(plan.warnings).toEqual([]);
  });

  test('one shard in cluster mode can grow', () => {
    expect(cache({ clusterMode: true }).replicationGroup).toMatchObject({ clusterMode: true, shards: 1, replicasPerShard: 1, endpoints: { host: 'configuration' } });
  });

  test('a single zone keeps failover, and gives up Multi-AZ', () => {
    const plan = cache({ singleAvailabilityZone: true });
    expect(plan.replicationGroup).toMatchObject({ automaticFailover: true, multiAz: false, cacheClusters: 2 });
    expect(plan.facts).toMatchObject({ sessionsPercentLostWithAZone: 100, sessionsPercentLostWithANode: 0 });
  });

  test('without replicas there is no failover, no reader and no lag', () => {
    const plan = cache({ singleAvailabilityZone: true, replicasPerShard: 0 });
    expect(plan.replicationGroup).toMatchObject({ automaticFailover: false, multiAz: false, cacheClusters: 1, endpoints: { host: 'primary', readerHost: false } });
    expect(plan.alarms.map(({ id }) => id)).toEqual(['EvictionsAlarm', 'MemoryAlarm', 'CpuAlarm', 'ConnectionsAlarm']);
    expect(plan.alarms[0].expression).toBeUndefined();
    expect(plan.facts).toMatchObject({ sessionsPercentLostWithANode: 100, sessionsPercentLostWithAZone: 100 });
    expect(plan.facts.sessionsPercentOutWhileAPrimaryFailsOver).toBeUndefined();
  });

  test('a cluster without replicas has failover all the same, and a trap', () => {
    const options = { shards: 2, singleAvailabilityZone: true, replicasPerShard: 0 };
    expect(cache(options).replicationGroup).toMatchObject({ automaticFailover: true, multiAz: false });
    expect(cache(options).facts.sessionsPercentLostWithANode).toBe(50);
    expect(warningsOf(options)).toEqual(['clusterWithoutReplicas']);
    expect(cache(options).alarms.map(({ id }) => id)).not.toContain('ReplicationLagAlarm');
  });

  test('many nodes need a quota', () => {
    expect(warningsOf({ shards: 45 })).toEqual([]);
    expect(warningsOf({ shards: 46 })).toEqual(['manyNodes']);
    expect(warningsOf({ shardScaling: { maxShards: 46 } })).toEqual(['manyNodes']);
  });

  test('the alarms take ten nodes each', () => {
    const { alarms } = cache({ shards: 11 });
    const cpu = alarms.filter(({ id }) => id.startsWith('CpuAlarm'));
    expect(cpu.map(({ id, metrics }) => [id, metrics.length])).toEqual([['CpuAlarm', 10], ['CpuAlarm2', 10], ['CpuAlarm3', 2]]);
    expect(cpu[1].metrics[0].values).toEqual({ CacheClusterId: 'app-cache-0006-001' });
    expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length);
  });
});

describe('node types', () => {
  test('are those of ElastiCache', () => {
    expect(parseNodeType('cache.m7g.large')).toEqual({ family: 'm7g', size: 'large', processors: 2, memoryGib: 6.38 });
    expect(parseNodeType('cache.r7g.4xlarge')).toEqual({ family: 'r7g', size: '4xlarge', processors: 16, memoryGib: 105.81 });
    expect(parseNodeType('cache.t2.micro')).toMatchObject({ processors: 1, memoryGib: undefined });
    expect(parseNodeType('cache.t4g.micro')).toMatchObject({ processors: 2, memoryGib: 0.5 });
    for (const name of ['db.m7g.large', 'm7g.large', 'cache.m7g', 'cache.m7g.micro', 'cache.m3.large', 'cache.r6gd.large', 'cache.constructor.large', '']) { expect(parseNodeType(name)).toBeUndefined(); }
  });

  test('a large one is judged by the processor of its engine', () => {
    const cpu = cache({ nodeType: 'cache.m7g.xlarge' }).alarms.find(({ id }) => id === 'CpuAlarm')!;
    expect(cpu).toMatchObject({ threshold: 90, metrics: [{ name: 'EngineCPUUtilization', statistic: 'Average' }, {}] });
    expect(cpu.description).toContain("90 % of the engine's processor");
    expect(cache({ nodeType: 'cache.t2.micro' }).alarms.find(({ id }) => id === 'CpuAlarm')).toMatchObject({ threshold: 90, metrics: [{ name: 'CPUUtilization' }, {}] });
  });

  test('with a disk its capacity counts', () => {
    const plan = cache({ nodeType: 'cache.r6gd.xlarge' });
    expect(plan.replicationGroup!.dataTiering).toBe(true);
    expect(plan.alarms.find(({ id }) => id === 'MemoryAlarm')!.metrics[0].name).toBe('DatabaseCapacityUsagePercentage');
  });

  test('one that bursts is warned of, and its connections are not known', () => {
    expect(warningsOf({ nodeType: 'cache.t4g.small', clusterMode: false })).toEqual(['burstableCache']);
    expect(cache({ nodeType: 'cache.t4g.small' }).facts.maxConnectionsPerNode).toBeUndefined();
    expect(cache({ nodeType: 'cache.t4g.small' }).alarms.map(({ id }) => id)).not.toContain('ConnectionsAlarm');
  });

  test('what AWS does not say is left out', () => {
    expect(cache({ nodeType: 'cache.m8g.large' }).facts.memoryForSessionsGib).toBeUndefined();
  });
});

describe('scaling', () => {
  test('of shards leaves what the cache is made with, and is not put back by a deployment', () => {
    const plan = cache({ shardScaling: { minShards: 2, maxShards: 4 } });
    expect(plan.replicationGroup).toMatchObject({ clusterMode: true, shards: 1, scaledCounts: ['shards'] });
    expect(plan.replicationGroup!.nodeIds).toHaveLength(8);
    expect(plan.scaling).toEqual([{
      id: 'ShardScaling',
      serviceNamespace: 'elasticache',
      scalableDimension: 'elasticache:replication-group:NodeGroups',
      resourceId: 'replication-group/app-cache',
      minCapacity: 2,
      maxCapacity: 4,
      policies: [{ id: 'ShardCpuTracking', metric: 'ElastiCachePrimaryEngineCPUUtilization', target: 60, scaleInCooldownSeconds: 600, scaleOutCooldownSeconds: 300 }],
    }]);
  });

  test('of replicas follows their CPU', () => {
    const plan = cache({ replicaScaling: { maxReplicas: 4, cpuPercent: 50 } });
    expect(plan.replicationGroup).toMatchObject({ clusterMode: true, shards: 1, replicasPerShard: 1, scaledCounts: ['replicasPerShard'] });
    expect(plan.replicationGroup!.nodeIds).toEqual([1, 2, 3, 4, 5].map((node) => `app-cache-0001-00${node}`));
    expect(plan.scaling).toMatchObject([{
      id: 'ReplicaScaling', scalableDimension: 'elasticache:replication-group:Replicas', minCapacity: 1, maxCapacity: 4, policies: [{ id: 'ReplicaCpuTracking', metric: 'ElastiCacheReplicaEngineCPUUtilization', target: 50 }],
    }]);
  });

  test('by memory leaves the CPU out, unless both are said', () => {
    const metrics = (targets: object) => (
      cache({ shardScaling: { maxShards: 3, ...targets } }).scaling[0].policies.map(({ metric, target }) => [metric, target])
    );
    expect(metrics({ memoryPercent: 65 })).toEqual([['ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage', 65]]);
    expect(metrics({ memoryPercent: 65, cpuPercent: 40 })).toEqual([['ElastiCachePrimaryEngineCPUUtilization', 40], ['ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage', 65]]);
  });

  test('of both scales both', () => {
    const plan = cache({ shardScaling: { maxShards: 3 }, replicaScaling: { minReplicas: 2, maxReplicas: 3 } });
    expect(plan.scaling.map(({ id }) => id)).toEqual(['ShardScaling', 'ReplicaScaling']);
    expect(plan.replicationGroup).toMatchObject({ shards: 1, replicasPerShard: 1, scaledCounts: ['shards', 'replicasPerShard'] });
    expect(plan.replicationGroup!.nodeIds).toHaveLength(12);
  });

  test('may begin below its least, which is that of the cache unless it is said', () => {
    const least = (options: Parameters<typeof cache>[0]) => cache(options).scaling.map(({ minCapacity }) => minCapacity);
    expect(least({ shards: 2, shardScaling: { minShards: 4, maxShards: 6 } })).toEqual([4]);
    expect(least({ shards: 3, shardScaling: { maxShards: 6 } })).toEqual([3]);
    expect(least({ replicasPerShard: 2, replicaScaling: { maxReplicas: 3 } })).toEqual([2]);
    expect(least({ replicasPerShard: 0, singleAvailabilityZone: true, replicaScaling: { maxReplicas: 3 } })).toEqual([1]);
  });
});

describe('who may use it', () => {
  const accessOf = (engine: CacheEngine) => defaultAccess(engine._plan(new Checks(CACHE_CONTEXT)));

  test('reads and writes sessions, and administers nothing', () => {
    expect(accessOf(CacheEngine.valkey('8.2'))).toBe(
      '~* &* -@all +@read +@write +@connection +@transaction +@pubsub +eval +evalsha +eval_ro +evalsha_ro +script|exists +script|load +time '
      + '-@admin -@dangerous +role +info +cluster|info +cluster|myid +cluster|nodes +cluster|slots +cluster|shards',
    );
  });

  test('in words that its version knows', () => {
    expect(accessOf(CacheEngine.redis('7.0'))).toBe(accessOf(CacheEngine.valkey('7.2')));
    expect(accessOf(CacheEngine.redis('6.2'))).toContain('&*');
    expect(accessOf(CacheEngine.redis('6.2'))).not.toContain('cluster|shards');
    expect(accessOf(CacheEngine.redis('6.2'))).not.toContain('_ro');
    expect(accessOf(CacheEngine.redis('6.0'))).toContain('+time -@admin -@dangerous +role +info');
    expect(accessOf(CacheEngine.redis('6.2'))).toContain('+client|setname +readonly +readwrite +asking');
    expect(accessOf(CacheEngine.redis('6.0'))).not.toContain('&*');
  });

  test('a group of Redis OSS has the default switched off, and a group of Valkey has none', () => {
    const users = cache({ engine: REDIS }).userGroup!.users;
    expect(users.map(({ userName }) => userName)).toEqual(['default', 'app-cache-app']);
    expect(users[0]).toEqual({
      id: 'DefaultUser',
      userId: 'app-cache-default',
      userName: 'default',
      arn: 'arn:aws:elasticache:eu-west-1:111122223333:user:app-cache-default',
      engine: 'redis',
      accessString: 'off ~keys* -@all',
      authentication: 'no-password-required',
    });
    expect(users.every(({ engine }) => engine === 'redis')).toBe(true);
    expect(cache().userGroup!.users.every(({ userName }) => userName !== 'default')).toBe(true);
  });

  test('a password is generated, in characters that AWS takes, and warned of', () => {
    const plan = cache({ users: [CacheUser.iam('app'), CacheUser.password('batch', { access: '~batch:* +get' })], clusterMode: false });
    const batch = plan.userGroup!.users[1];
    expect(batch).toMatchObject({ id: 'User-batch', userId: 'app-cache-batch', userName: 'batch', accessString: 'on ~batch:* +get', authentication: 'password' });
    expect(batch.secret).toMatchObject({ id: 'Secret-batch', username: 'batch', passwordLength: 64, isRetained: true, description: 'User batch of App/Cache' });
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
    const allowed = printable.filter((sign) => !batch.secret!.excludeCharacters.includes(sign));
    expect(allowed.join('')).toMatch(/^[A-Za-z0-9]{62}$/);
    expect(plan.warnings).toEqual([{ id: 'scale-out-constructs:cachePasswords', message: 'The passwords of batch are rotated by nobody: use CacheUser.iam where the client can, or rotate them yourself.' }]);
  });

  test('only passwords need no new connection', () => {
    expect(cache({ users: [CacheUser.password('app')] }).facts.hoursUntilAnIamConnectionEnds).toBeUndefined();
  });

  test('accepted as open it asks nobody, with TLS or without', () => {
    expect(cache(OPEN).userGroup).toBeUndefined();
    expect(cache(OPEN).encryption.inTransit).toBe(true);
    const plan = cache({ ...OPEN, withoutTls: true });
    expect(plan.encryption).toMatchObject({ inTransit: false, atRest: true });
    expect(plan.clients.tls).toBe(false);
  });

  test('access of several kinds is taken', () => {
    for (const access of ['~*  +@all', '%R~session:* &news +get -@write', 'allkeys allchannels allcommands', '(~a* +get) +@read', '+client|setname -flushall']) {
      expect(cacheRefusals({ users: [CacheUser.iam('app', { access })] })).toEqual([]);
    }
  });
});

describe('what an option changes', () => {
  test('a version has its family', () => {
    const family = (engine: CacheEngine, options: object = {}) => cache({ engine, ...options }).parameterGroup!.family;
    expect(family(CacheEngine.valkey('7.2'))).toBe('valkey7');
    expect(family(CacheEngine.valkey('9.0'))).toBe('valkey9');
    expect(family(CacheEngine.valkey('10.1'))).toBe('valkey10');
    expect(family(CacheEngine.redis('7.1'))).toBe('redis7');
    expect(family(CacheEngine.redis('6.2'), { users: [CacheUser.password('app')] })).toBe('redis6.x');
    expect(family(CacheEngine.memcached('1.6.30'), OPEN)).toBe('memcached1.6');
  });

  test('eviction policies that are not for sessions are warned of', () => {
    const policy = (evictionPolicy: CacheEvictionPolicy) => warningsOf({ evictionPolicy, clusterMode: false });
    expect(policy(CacheEvictionPolicy.VOLATILE_TTL)).toEqual([]);
    expect(policy(CacheEvictionPolicy.ALLKEYS_LFU)).toEqual(['evictionPolicy']);
    expect(cache({ evictionPolicy: CacheEvictionPolicy.NOEVICTION, clusterMode: false }).warnings[0].message)
      .toBe('evictionPolicy noeviction: nothing goes when the memory is full, and writes fail: nobody can log in any more.');
  });

  test('parameters stand beside ours', () => {
    expect(cache({ parameters: { timeout: '300' }, evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL, reservedMemoryPercent: 0 }).parameterGroup!.parameters)
      .toEqual({ 'timeout': '300', 'maxmemory-policy': 'volatile-ttl', 'reserved-memory-percent': '0' });
    expect(cache({ reservedMemoryPercent: 0 }).facts.memoryForSessionsGib).toBe(6.38);
    expect(cache({ engine: MEMCACHED, ...OPEN, parameters: { max_item_size: '2097152' } }).parameterGroup!.parameters).toEqual({ max_item_size: '2097152' });
  });

  test('durability is rendered where the engine has a word for it, and told of where it has not', () => {
    const options = { engine: CacheEngine.valkey('9.0'), clusterMode: true, durability: CacheDurability.SYNC };
    expect(cache(options).replicationGroup!.durability).toBe('sync');
    expect(warningsOf(options)).toEqual([]);
    expect(cache(options, { engineGaps: ['cacheDurability'] }).replicationGroup!.durability).toBeUndefined();
    expect(warningsOf(options, { engineGaps: ['cacheDurability'] })).toEqual(['noDurability']);
    expect(warningsOf({ clusterMode: true }, { engineGaps: ['cacheDurability'] })).toEqual([]);
  });

  test('without protection nothing is kept', () => {
    const plan = cache({ protection: Protection.NONE, users: [CacheUser.password('app')] });
    expect(plan.removal).toEqual({ policy: 'Delete', finalSnapshotName: undefined, preventDestroy: false });
    expect(plan.logs.every(({ isRetained }) => !isRetained)).toBe(true);
    expect(plan.userGroup!.users[0].secret!.isRetained).toBe(false);
  });

  test('logs can be fewer', () => {
    expect(cache({ logs: { slow: false, retentionDays: 7 } }).logs).toMatchObject([{ id: 'EngineLogs', retentionDays: 7 }]);
    expect(cache({ logs: { slow: false, engine: false } }).logs).toEqual([]);
    expect(cache({ engine: CacheEngine.redis('6.0'), users: [CacheUser.password('app')] }).logs.map(({ id }) => id)).toEqual(['SlowLogs']);
  });

  test('snapshots can be off, and windows be chosen', () => {
    const plan = cache({ snapshotRetentionDays: 0, snapshotWindow: '03:00-04:00', maintenanceWindow: 'sun:04:00-sun:05:00', withoutMinorUpgrades: true });
    expect(plan.snapshots).toMatchObject({ retentionDays: 0, window: '03:00-04:00' });
    expect([plan.maintenanceWindow, plan.autoMinorVersionUpgrade]).toEqual(['sun:04:00-sun:05:00', false]);
    expect(plan.facts).toMatchObject({ snapshotDays: 0, hoursLostByRestore: undefined });
  });

  test('thresholds are the user\'s', () => {
    const alarms = { memoryPercent: 70, cpuPercent: 60, replicationLagSeconds: 3, connectionsPercent: 50 };
    expect(thresholds(cache({ alarms }).alarms)).toEqual([['EvictionsAlarm', 0], ['MemoryAlarm', 70], ['CpuAlarm', 30], ['ReplicationLagAlarm', 3], ['ConnectionsAlarm', 32_500]]);
  });

  test('a key, a name, an output', () => {
    const plan = cache({ identifier: 'sessions', factsOutput: true }, { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' });
    expect(plan.encryption.keyArn).toBe('arn:aws:kms:eu-west-1:111122223333:key/1');
    expect([plan.identifier, plan.replicationGroup!.nodeIds[0], plan.factsOutput]).toEqual(['sessions', 'sessions-001', true]);
    expect(plan.userGroup!.users[0].userId).toBe('sessions-app');
  });

  test('a long path is cut, and stays its own', () => {
    const name = cacheIdentifierOf('/scale-out/Production-EuWest1/Platform/Shop/SessionCache', CACHE_SURROUNDINGS.address);
    expect(name).toBe('production-euwest1-plat-12345678');
    expect(cacheIdentifierOf('/scale-out/123/456', CACHE_SURROUNDINGS.address)).toBe('cache');
  });
});
