import { AURORA, AURORA_MYSQL, database, MARIADB, MYSQL } from './database-planning';
import { TOKEN_NUMBER } from './planning';
import { GLOBAL, PRIMARY_ARN, standby } from './standby-planning';
import { Protection, StandbySource } from '../../src/core';
import { coordinatesOf } from '../../src/core/database-connections';
import { LAG_DETECTION_SECONDS } from '../../src/core/database-lag';
import { endpointsOfStandby, StandbyDatabasePlan } from '../../src/core/standby-database';

const thresholds = (plan: StandbyDatabasePlan) => Object.fromEntries(plan.alarms.map(({ id, threshold }) => [id, threshold]));

describe('the default plan on RDS', () => {
  const plan = standby();

  test('is a replica of the primary in another region, with a standby and two replicas of its own', () => {
    expect(plan.replication).toEqual({ sourceInstanceArn: PRIMARY_ARN, sourceRegion: 'us-east-1', globalClusterIdentifier: undefined });
    expect(plan.writer).toEqual({ id: 'Standby', identifier: 'far-standby-standby', instanceClass: 'db.m7g.large', multiAz: true });
    expect(plan.replicas.map(({ id, identifier, multiAz, zoneName }) => [id, identifier, multiAz, zoneName])).toEqual([
      ['Replica1', 'far-standby-replica-1', false, 'eu-west-1a'], ['Replica2', 'far-standby-replica-2', false, 'eu-west-1b'],
    ]);
    expect([plan.cluster, plan.engineVersion, plan.isPromoted, plan.warnings]).toEqual([undefined, undefined, false, []]);
  });

  test('is encrypted with a key of its own region, which the source does not bring', () => {
    expect(plan.encryption).toEqual({ storageEncrypted: undefined, keyArn: undefined, managedKeyAlias: 'alias/aws/rds' });
    const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1';
    expect(standby({}, { keyArn }).encryption).toEqual({ storageEncrypted: undefined, keyArn, managedKeyAlias: undefined });
  });

  test('says nothing of what comes with the source', () => {
    for (const name of ['adminUser', 'adminSecret', 'initialDatabase', 'snapshotIdentifier', 'bootstrap', 'proxy']) { expect(plan).not.toHaveProperty(name); }
  });

  test('has backups, without which it could neither be replicated nor promoted well, and a disk that grows', () => {
    expect(plan.backup).toEqual({ retentionDays: 7, window: undefined, deleteAutomatedBackups: false });
    expect(plan.storage).toEqual({ type: 'gp3', allocatedGib: undefined, maxAllocatedGib: 1000, iops: undefined, throughputMibps: undefined });
    expect(thresholds(plan).StandbyFreeStorageAlarm).toBe(10 * 2 ** 30);
    expect(thresholds(standby({ storage: { allocatedGib: 200 } })).StandbyFreeStorageAlarm).toBe(20 * 2 ** 30);
  });

  test('is not deleted by accident, and asks for no final snapshot, which AWS makes of no replica', () => {
    expect(plan.removal).toEqual({
      database: 'Delete', deletionProtection: true, finalSnapshotIdentifier: undefined, replicas: { removal: 'Delete', deletionProtection: true },
    });
    expect(plan.isProtected).toBe(true);
  });

  test('is configured, watched and logged as a primary is', () => {
    const primary = database();
    for (const part of ['parameterGroup', 'optionGroup', 'common', 'monitoring', 'port', 'databaseName', 'backup'] as const) {
      const [one, other] = [plan[part], primary[part]].map((value) => JSON.stringify(value)?.replace(/Far\/Standby/g, 'App/Database'));
      expect(one).toBe(other);
    }
    expect(plan.logs.groups.map(({ id, isRetained }) => [id, isRetained])).toEqual([
      ['StandbyPostgresqlLogs', true], ['Replica1PostgresqlLogs', false], ['Replica2PostgresqlLogs', false],
      ['StandbyUpgradeLogs', true], ['Replica1UpgradeLogs', false], ['Replica2UpgradeLogs', false],
    ]);
  });

  test('calls for help when it is behind the primary, as its replicas do', () => {
    expect(plan.alarms.slice(0, 3).map(({ id, threshold, values, missingData }) => [id, threshold, values, missingData])).toEqual([
      ['StandbyLagAlarm', 330, { DBInstanceIdentifier: 'far-standby-standby' }, 'breaching'],
      ['Replica1LagAlarm', 330, { DBInstanceIdentifier: 'far-standby-replica-1' }, 'breaching'],
      ['Replica2LagAlarm', 330, { DBInstanceIdentifier: 'far-standby-replica-2' }, 'breaching'],
    ]);
    expect(plan.alarms.slice(3).map(({ id }) => id)).toEqual(
      ['Standby', 'Replica1', 'Replica2'].flatMap((id) => ['Cpu', 'FreeStorage', 'Connections', 'FreeableMemory'].map((what) => `${id}${what}Alarm`)),
    );
  });

  test('has a reader address of its own replicas, each behind its own lag', () => {
    expect(plan.readerAddress!.host).toBe('readers.far-standby.internal');
    expect(plan.readerAddress!.records.map(({ replica, healthCheck }) => [replica, healthCheck.alarms.map(({ alarm }) => alarm)])).toEqual([
      ['Replica1', ['Replica1LagAlarm']], ['Replica2', ['Replica2LagAlarm']],
    ]);
  });

  test('comes to figures, and gives none that AWS does not give', () => {
    expect(plan.facts).toMatchObject({
      secondsOfWritesLostByPromotion: 330 + LAG_DETECTION_SECONDS, restorableDays: 7, storageHeadroomGib: 900, maxConnections: 811,
    });
    expect(plan.facts.typicalPromotionSecondsTo).toBeUndefined();
  });

  test('tells where it is in a parameter of its own', () => {
    expect(plan.coordinates).toEqual({ parameterName: '/scale-out/Far/Standby/coordinates', description: 'Where Far/Standby is', prefix: 'DATABASE' });
    expect([plan.descriptions, plan.factsOutput]).toEqual([{ name: 'Far/Standby', identifier: 'far-standby' }, false]);
    expect(plan.securityGroup).toEqual({ description: 'Standby of Far/Standby: connected servers in; nothing out', allowsAllEgress: false });
    expect(plan.subnetGroup).toEqual({ description: 'Subnets of Far/Standby' });
  });
});

describe('the default plan on Aurora', () => {
  const plan = standby({ engine: AURORA, source: GLOBAL, engineVersion: '17.5' });

  test('is a member of the global database, of its version, encrypted in its own region', () => {
    expect(plan.replication).toEqual({ sourceInstanceArn: undefined, sourceRegion: 'us-east-1', globalClusterIdentifier: 'app-database-global' });
    expect(plan.engineVersion).toBe('17.5');
    expect(plan.encryption).toEqual({ storageEncrypted: true, keyArn: undefined, managedKeyAlias: 'alias/aws/rds' });
    expect(plan.cluster).toEqual({ identifier: 'far-standby', serverless: undefined, readerScaling: undefined });
    const members = [plan.writer, ...plan.replicas];
    expect(members.map(({ id, instanceClass, zoneName, promotionTier }) => [id, instanceClass, zoneName, promotionTier])).toEqual([
      ['Standby', 'db.r7g.large', 'eu-west-1a', 0], ['Replica1', 'db.r7g.large', 'eu-west-1b', 1], ['Replica2', 'db.r7g.large', 'eu-west-1c', 2],
    ]);
    expect([plan.storage, plan.readerAddress, plan.warnings]).toEqual([undefined, undefined, []]);
  });

  test('watches how far the region is behind, and its members whoever writes', () => {
    expect(plan.alarms.map(({ id, threshold }) => [id, threshold]).slice(0, 3)).toEqual([
      ['GlobalReplicationLagAlarm', 30_000], ['GlobalRpoLagAlarm', 30_000], ['MembersCpuAlarm', 80],
    ]);
    expect(plan.alarms.slice(0, 2)).toMatchObject([
      {
        metrics: [{ name: 'AuroraGlobalDBReplicationLag', dimensions: ['DBClusterIdentifier'], statistic: 'Maximum' }],
        values: { DBClusterIdentifier: 'far-standby' },
      },
      { metrics: [{ name: 'AuroraGlobalDBRPOLag' }], description: 'What was committed is more than 30 s behind the primary, or nothing says how far: a failover would lose it.' },
    ]);
    expect(plan.alarms.slice(2).map(({ id, values }) => [id, values])).toEqual(
      ['Cpu', 'FreeStorage', 'Connections', 'FreeableMemory'].map((what) => [`Members${what}Alarm`, { DBClusterIdentifier: 'far-standby' }]),
    );
  });

  test('leaves a final snapshot: it may have become the primary', () => {
    expect(plan.removal).toMatchObject({ database: 'Snapshot', deletionProtection: true, finalSnapshotIdentifier: 'far-standby-final', replicas: { deletionProtection: false } });
  });

  test('comes to figures', () => {
    expect(plan.facts).toMatchObject({ typicalPromotionSecondsTo: 60, secondsOfWritesLostByPromotion: 30 + LAG_DETECTION_SECONDS });
  });

  test('takes the major version for the whole where none is given, and says what that risks', () => {
    const loose = standby({ engine: AURORA_MYSQL, source: GLOBAL });
    expect(loose.engineVersion).toBe('8.0');
    expect(loose.warnings).toEqual([{
      id: 'scale-out-constructs:versionOfGlobalDatabase',
      message: 'AWS makes the standby of its default version of 8.0, and refuses it where the global database is of another: give engineVersion.',
    }]);
  });
});

describe('a promotion', () => {
  test('of a replica drops its source and nothing that would replace it', () => {
    const [before, after] = [standby(), standby({ promoted: true })];
    expect(after.replication).toEqual({ ...before.replication, sourceInstanceArn: undefined });
    expect(after.removal).toMatchObject({ database: 'Snapshot', finalSnapshotIdentifier: 'far-standby-final' });
    for (const part of ['writer', 'replicas', 'encryption', 'storage', 'backup', 'parameterGroup', 'optionGroup', 'port', 'logs', 'readerAddress', 'engineVersion', 'coordinates'] as const) {
      expect(after[part]).toEqual(before[part]);
    }
  });

  test('of a replica stops nothing but the watch over its own lag', () => {
    const [before, after] = [standby({ engine: MARIADB }), standby({ engine: MARIADB, promoted: true })];
    const gone = before.alarms.map(({ id }) => id).filter((id) => !after.alarms.some((alarm) => alarm.id === id));
    expect(gone).toEqual(['StandbyLagAlarm', 'StandbyReplicationAlarm']);
    expect(after.alarms.every((alarm) => before.alarms.some(({ id }) => id === alarm.id))).toBe(true);
    expect([after.facts.typicalPromotionSecondsTo, after.facts.secondsOfWritesLostByPromotion]).toEqual([undefined, undefined]);
    expect(after.facts).toMatchObject({ typicalFailoverSecondsTo: 120, secondsOfWritesLostWithTheWriter: 0 });
  });

  test('of a cluster leaves it in the global database, and watches its own replicas instead', () => {
    const options = { engine: AURORA, source: GLOBAL, engineVersion: '17.5' };
    const [before, after] = [standby(options), standby({ ...options, promoted: true })];
    for (const part of ['replication', 'writer', 'replicas', 'cluster', 'encryption', 'engineVersion', 'removal'] as const) { expect(after[part]).toEqual(before[part]); }
    expect(after.alarms.map(({ id }) => id)).toEqual(['ReplicaLagAlarm', ...before.alarms.slice(2).map(({ id }) => id)]);
    expect(standby({ ...options, promoted: true, readerScaling: { maxReplicas: 6 } }).cluster!.readerScaling).toMatchObject({ resourceId: 'cluster:far-standby' });
  });
});

describe('what clients are told', () => {
  const hosts = { standby: 's', replicas: ['r1', 'r2'], port: '5433' };
  const lines = (plan: StandbyDatabasePlan, found: Parameters<typeof endpointsOfStandby>[1] = hosts) => coordinatesOf(endpointsOfStandby(plan, found)).split('\n');

  test('is to read here, and to write to the standby, which takes writes once it is promoted', () => {
    expect(lines(standby())).toEqual([
      'DATABASE_WRITER_HOST=s', 'DATABASE_READER_HOST=readers.far-standby.internal', 'DATABASE_READER_HOSTS=r1,r2', 'DATABASE_PORT=5433', 'DATABASE_NAME=app',
    ]);
  });

  test('is to write to the primary where that can be reached, until the promotion', () => {
    expect(lines(standby({ writerHost: 'primary.example.com' }))[0]).toBe('DATABASE_WRITER_HOST=primary.example.com');
    expect(lines(standby({ writerHost: 'primary.example.com', promoted: true }))[0]).toBe('DATABASE_WRITER_HOST=s');
  });

  test('is never to read from the primary', () => {
    const alone = standby({ writerHost: 'primary.example.com', replicas: 0 });
    expect(lines(alone, { ...hosts, replicas: [] }).slice(0, 3)).toEqual(['DATABASE_WRITER_HOST=primary.example.com', 'DATABASE_READER_HOST=s', 'DATABASE_READER_HOSTS=s']);
    const cluster = standby({ engine: AURORA, source: GLOBAL, writerHost: 'primary.example.com' });
    expect(lines(cluster, { ...hosts, reader: 'ro' }).slice(1, 3)).toEqual(['DATABASE_READER_HOST=ro', 'DATABASE_READER_HOSTS=r1,r2']);
    expect(lines(standby({ withoutReaderAddress: true }))[1]).toBe('DATABASE_READER_HOST=r1');
  });
});

describe('what an option changes', () => {
  test.each<[string, Parameters<typeof standby>[0], (p: StandbyDatabasePlan) => unknown, unknown]>([
    ['source in a region', { source: StandbySource.instanceIn('us-west-2', 'orders-writer') }, (p) => p.replication, { sourceInstanceArn: 'arn:aws:rds:us-west-2:111122223333:db:orders-writer', sourceRegion: 'us-west-2', globalClusterIdentifier: undefined }],
    ['crossRegionLagThresholdSeconds', { crossRegionLagThresholdSeconds: 900 }, (p) => [thresholds(p).StandbyLagAlarm, thresholds(p).Replica1LagAlarm, p.facts.secondsOfWritesLostByPromotion], [900, 330, 900 + LAG_DETECTION_SECONDS]],
    ['lagThresholdSeconds', { lagThresholdSeconds: 60 }, (p) => [thresholds(p).StandbyLagAlarm, thresholds(p).Replica1LagAlarm], [60, 60]],
    ['heartbeat', { heartbeat: true }, (p) => [thresholds(p).StandbyLagAlarm, p.parameterGroup.parameters.shared_preload_libraries], [30, 'pg_stat_statements,pg_cron']],
    ['MySQL', { engine: MYSQL }, (p) => [p.alarms.slice(0, 2).map(({ id }) => id), p.optionGroup?.engineName, p.port], [['StandbyLagAlarm', 'StandbyReplicationAlarm'], 'mysql', 3307]],
    ['replicas', { replicas: 0 }, (p) => [p.replicas, p.readerAddress, p.facts.replicasAfterZoneLoss], [[], undefined, undefined]],
    ['singleAvailabilityZone', { singleAvailabilityZone: true }, (p) => [p.writer.multiAz, p.facts.typicalFailoverSecondsTo], [false, undefined]],
    ['instanceType', { instanceType: 'db.r7g.xlarge' }, (p) => [p.writer, ...p.replicas].map(({ instanceClass }) => instanceClass), ['db.r7g.xlarge', 'db.r7g.xlarge', 'db.r7g.xlarge']],
    ['serverless', { engine: AURORA, source: GLOBAL, serverless: { minCapacity: 8, maxCapacity: 32 } }, (p) => [p.cluster!.serverless, p.writer.instanceClass], [{ minCapacity: 8, maxCapacity: 32 }, 'db.serverless']],
    ['storage', { storage: { allocatedGib: 2000 } }, (p) => [p.storage!.allocatedGib, p.storage!.maxAllocatedGib, p.facts.storageHeadroomGib], [undefined, 4000, 2000]],
    ['port and name', { port: 6000, databaseName: 'shop' }, (p) => [p.port, p.databaseName], [6000, 'shop']],
    ['parameters', { parameters: { max_connections: '200' } }, (p) => [p.parameterGroup.parameters.max_connections, thresholds(p).StandbyConnectionsAlarm], ['200', 160]],
    ['withoutTls', { withoutTls: true }, (p) => p.parameterGroup.parameters, {}],
    ['withoutMinorUpgrades', { withoutMinorUpgrades: true }, (p) => p.common.autoMinorVersionUpgrade, false],
    ['unprotectedReplicas', { unprotectedReplicas: true }, (p) => [p.removal.deletionProtection, p.removal.replicas.deletionProtection], [true, false]],
    ['protection', { protection: Protection.NONE }, (p) => [p.removal.deletionProtection, p.backup.deleteAutomatedBackups, p.logs.groups[0].isRetained, p.isProtected], [false, true, false, false]],
    ['upkeep', { backupRetentionDays: 14, backupWindow: '03:00-04:00', maintenanceWindow: 'sun:04:30-sun:05:30' }, (p) => [p.backup.retentionDays, p.backup.window, p.maintenanceWindow], [14, '03:00-04:00', 'sun:04:30-sun:05:30']],
    ['logs', { logs: { withoutExports: true } }, (p) => p.logs.groups, []],
    ['monitoringIntervalSeconds', { monitoringIntervalSeconds: 0 }, (p) => p.monitoring, undefined],
    ['identifier', { identifier: 'orders' }, (p) => [p.writer.identifier, p.readerAddress!.host], ['orders-standby', 'readers.orders.internal']],
    ['alarms', { alarms: { cpuPercent: 60 } }, (p) => thresholds(p).StandbyCpuAlarm, 60],
    ['factsOutput', { factsOutput: true }, (p) => p.factsOutput, true],
    ['a threshold known too late', { crossRegionLagThresholdSeconds: TOKEN_NUMBER }, (p) => p.facts.secondsOfWritesLostByPromotion, undefined],
    ['explicit undefined', { promoted: undefined, writerHost: undefined, replicas: undefined, port: undefined, databaseName: undefined, protection: undefined }, (p) => p, standby()],
  ])('%s', (_, options, read, expected) => {
    expect(read(standby(options))).toEqual(expected);
  });

  test('a region that is new is warned of', () => {
    expect(standby({ source: StandbySource.instanceIn('eu-west-9', 'app-writer') }).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:unknownRegion']);
  });

  test('a part of the ARN that only the deployment tells is none of the region', () => {
    const arn = 'arn:aws:rds:us-east-1:${Account}:db:app-writer';
    const isUnresolved = (value: unknown) => typeof value === 'string' && value.includes('${');
    const checks = { isUnresolved, known: (value: unknown) => (isUnresolved(value) ? undefined : value), text: () => {}, conflict: jest.fn() } as any;
    expect(StandbySource.instance(arn)._plan({ account: '1', partition: 'aws' }, checks)).toEqual({ instanceArn: arn, region: 'us-east-1', account: '${Account}' });
    expect(checks.conflict).not.toHaveBeenCalled();
  });
});

describe('the primary\'s side of a global database', () => {
  test('is made from the cluster, and protected as it is', () => {
    expect(database({ engine: AURORA, globalDatabase: true }).globalDatabase).toEqual({
      id: 'GlobalDatabase', identifier: 'app-database-global', deletionProtection: true, removal: 'Retain',
    });
    const unprotected = database({ engine: AURORA, globalDatabase: true, protection: Protection.NONE }).globalDatabase!;
    expect(unprotected).toMatchObject({ deletionProtection: false, removal: 'Delete' });
    expect(database({ engine: AURORA }).globalDatabase).toBeUndefined();
  });
});
