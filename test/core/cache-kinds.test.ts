import { cache, MEMCACHED } from './cache-planning';
import { TOKEN_NUMBER } from './planning';

const OPEN = { acceptUnauthenticated: true };
const thresholds = (alarms: readonly { id: string; threshold: number }[]) => alarms.map(({ id, threshold }) => [id, threshold]);
const warningsOf = (...args: Parameters<typeof cache>) => cache(...args).warnings.map(({ id }) => id.replace('scale-out-constructs:', ''));

describe('without nodes', () => {
  const plan = cache({ serverless: { minStorageGb: 1, maxStorageGb: 10, maxEcpuPerSecond: 5000, dailySnapshotTime: '03:00' } });

  test('it has limits, and nothing of nodes', () => {
    expect(plan.serverless).toEqual({
      description: 'Sessions of App/Cache', majorEngineVersion: '8', limits: { storage: { minimum: 1, maximum: 10, unit: 'GB' }, ecpuPerSecond: { minimum: undefined, maximum: 5000 } },
    });
    const { replicationGroup, memcached, subnetGroup, parameterGroup, maintenanceWindow, autoMinorVersionUpgrade, applyImmediately } = plan;
    expect([replicationGroup, memcached, subnetGroup, parameterGroup, maintenanceWindow, autoMinorVersionUpgrade, applyImmediately])
      .toEqual(Array(7).fill(undefined));
    expect([plan.logs, plan.scaling]).toEqual([[], []]);
    expect(cache({ serverless: {} }).serverless!.limits).toBeUndefined();
  });

  test('it has the standard ports, and speaks as a cluster', () => {
    expect([plan.port, plan.readerPort]).toEqual([6379, 6380]);
    expect(plan.clients).toEqual({ name: 'app-cache', tls: true, clusterMode: true, serverless: true, engine: 'valkey' });
    expect(plan.encryption).toEqual({ inTransit: true, atRest: true, keyArn: undefined });
    expect(plan.arn).toBe('arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:app-cache');
    expect(plan.userGroup!.users).toHaveLength(1);
  });

  test('it takes snapshots, and a final one by its name', () => {
    expect(plan.snapshots).toEqual({ retentionDays: 15, dailyTime: '03:00', restoreFromArns: undefined });
    expect(plan.removal).toEqual({ policy: 'Delete', finalSnapshotName: 'app-cache-final', preventDestroy: true });
    expect(cache({ serverless: {} }, { engineGaps: ['serverlessFinalSnapshot'] }).removal.finalSnapshotName).toBeUndefined();
    expect(cache({}, { engineGaps: ['serverlessFinalSnapshot'] }).removal.finalSnapshotName).toBe('app-cache-final');
  });

  test('it is made from a snapshot by its ARN', () => {
    const arn = 'arn:aws:elasticache:eu-west-1:111122223333:snapshot:old';
    const restored = (snapshotName: string) => cache({ serverless: {}, snapshotName }).snapshots!.restoreFromArns;
    expect(restored('old')).toEqual(['arn:aws:elasticache:eu-west-1:111122223333:serverlesscachesnapshot:old']);
    expect(restored(arn)).toEqual([arn]);
    expect(cache({ snapshotName: 'old' }).snapshots!.restoreFromName).toBe('old');
  });

  test('it calls for help before its limits', () => {
    expect(thresholds(plan.alarms)).toEqual([['EvictionsAlarm', 0], ['ThrottlingAlarm', 0], ['StorageAlarm', 7_500_000_000], ['ProcessingUnitsAlarm', 225_000]]);
    expect(plan.alarms.every(({ metrics }) => metrics.length === 1 && metrics[0].values!.clusterId === 'app-cache')).toBe(true);
    expect(cache({ serverless: {} }).alarms.map(({ id }) => id)).toEqual(['EvictionsAlarm', 'ThrottlingAlarm']);
    expect(thresholds(cache({ serverless: { maxStorageGb: 10 }, alarms: { memoryPercent: 50 } }).alarms)).toContainEqual(['StorageAlarm', 5_000_000_000]);
  });

  test('it comes to figures', () => {
    expect(plan.facts).toEqual({
      maxStorageGb: 10,
      encryptedAtRest: true,
      sessionsPercentLostWithAZone: 0,
      snapshotDays: 15,
      hoursLostByRestore: 24,
      hoursUntilAnIamConnectionEnds: 12,
    });
    expect(plan.warnings).toEqual([]);
  });

  test('Memcached is open there too, and has one port', () => {
    const memcached = cache({ engine: MEMCACHED, serverless: {}, ...OPEN });
    expect(memcached.serverless!.majorEngineVersion).toBe('1.6');
    expect([memcached.port, memcached.readerPort, memcached.userGroup]).toEqual([11_211, undefined, undefined]);
    expect(memcached.clients).toEqual({ name: undefined, tls: true, clusterMode: false, serverless: true, engine: 'memcached' });
    expect(memcached.encryption.atRest).toBe(true);
  });
});

describe('Memcached', () => {
  const plan = cache({ engine: MEMCACHED, ...OPEN });

  test('is nodes in different zones, which can become more', () => {
    expect(plan.memcached).toEqual({ nodeType: 'cache.m7g.large', nodes: 2, zoneMode: 'cross-az', zoneNames: ['eu-west-1a', 'eu-west-1b'] });
    expect(cache({ engine: MEMCACHED, ...OPEN, nodes: 5 }).memcached!.zoneNames).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1a', 'eu-west-1b']);
    expect(cache({ engine: MEMCACHED, ...OPEN, singleAvailabilityZone: true }).memcached).toMatchObject({ zoneMode: 'single-az', zoneNames: undefined });
    expect(cache({ engine: MEMCACHED, ...OPEN }, { zoneNames: undefined }).memcached!.zoneNames).toBeUndefined();
    expect([plan.replicationGroup, plan.serverless, plan.arn, plan.userGroup, plan.snapshots]).toEqual(Array(5).fill(undefined));
  });

  test('encrypts what it sends, and not what it keeps', () => {
    expect(plan.encryption).toEqual({ inTransit: true, atRest: false, keyArn: undefined });
    expect(plan.port).toBe(11_212);
    expect(plan.parameterGroup).toEqual({ name: 'app-cache-memcached1-6', family: 'memcached1.6', description: 'Parameters of App/Cache', parameters: {} });
    expect(plan.clients).toEqual({ name: undefined, tls: true, clusterMode: false, serverless: false, engine: 'memcached' });
  });

  test('leaves nothing behind, and loses what a node held', () => {
    expect(plan.removal).toEqual({ policy: 'Delete', finalSnapshotName: undefined, preventDestroy: true });
    expect(warningsOf({ engine: MEMCACHED, ...OPEN })).toEqual(['memcachedSessions']);
    expect(plan.facts).toMatchObject({
      nodes: 2, encryptedAtRest: false, sessionsPercentLostWithANode: 50, sessionsPercentLostWithAZone: 50, maxConnectionsPerNode: 65_000,
    });
    const seven = cache({ engine: MEMCACHED, ...OPEN, nodes: 7 });
    expect(seven.facts).toMatchObject({ sessionsPercentLostWithANode: 15, sessionsPercentLostWithAZone: 43 });
    expect(cache({ engine: MEMCACHED, ...OPEN, singleAvailabilityZone: true }).facts.sessionsPercentLostWithAZone).toBe(100);
    expect(cache({ engine: MEMCACHED, ...OPEN }, { zoneNames: undefined }).facts.sessionsPercentLostWithAZone).toBeUndefined();
    expect(cache({ engine: MEMCACHED, ...OPEN, nodes: TOKEN_NUMBER }).facts.nodes).toBeUndefined();
  });

  test('calls for help, over all its nodes', () => {
    expect(thresholds(plan.alarms)).toEqual([['EvictionsAlarm', 0], ['CpuAlarm', 90], ['SwapAlarm', 0]]);
    expect(plan.alarms.every(({ metrics }) => metrics.every(({ values }) => values!.CacheClusterId === 'app-cache'))).toBe(true);
    expect(plan.alarms[2]).toMatchObject({ expression: 'swap - freeable', metrics: [{ name: 'SwapUsage', statistic: 'Maximum' }, { name: 'FreeableMemory', statistic: 'Minimum' }] });
  });
});
