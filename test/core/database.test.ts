import { spawnSync } from 'child_process';
import { AURORA, AURORA_MYSQL, database, databaseRefusals, DATABASE_CONTEXT, DATABASE_SURROUNDINGS, MARIADB, MYSQL, POSTGRES } from './database-planning';
import { plan as webTier, TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { Protection } from '../../src/core';
import { Checks } from '../../src/core/checks';
import { ConnectableDatabase, coordinatesOf, DatabaseConnectionOptions, planDatabaseConnection } from '../../src/core/database-connections';
import { isAtLeast, maxConnectionsOf, parseDatabaseClass } from '../../src/core/database-instance-classes';
import { LAG_DETECTION_SECONDS } from '../../src/core/database-lag';
import { identifierOf } from '../../src/core/database-names';
import { AdminPassword } from '../../src/core/database-secret';
import { databaseSubnets } from '../../src/core/placement';

describe('the default plan', () => {
  const plan = database();

  test('is a writer with a standby, and two replicas in zones of their own', () => {
    expect(plan.writer).toEqual({ id: 'Writer', identifier: 'app-database-writer', instanceClass: 'db.m7g.large', multiAz: true });
    expect(plan.replicas).toEqual([
      { id: 'Replica1', identifier: 'app-database-replica-1', instanceClass: 'db.m7g.large', multiAz: false, zone: 0, zoneName: 'eu-west-1a', promotionTier: undefined },
      { id: 'Replica2', identifier: 'app-database-replica-2', instanceClass: 'db.m7g.large', multiAz: false, zone: 1, zoneName: 'eu-west-1b', promotionTier: undefined },
    ]);
    expect(plan.cluster).toBeUndefined();
    expect(plan.warnings).toEqual([]);
  });

  test('grows its encrypted disk, and can be brought back', () => {
    expect(plan.storage).toEqual({ type: 'gp3', allocatedGib: 100, maxAllocatedGib: 1000, iops: undefined, throughputMibps: undefined });
    expect(plan.encryption).toEqual({ storageEncrypted: true, keyArn: undefined, isInherited: false });
    expect(plan.backup).toEqual({ retentionDays: 7, window: undefined, deleteAutomatedBackups: false });
    expect(plan.removal).toEqual({
      database: 'Snapshot', deletionProtection: true, finalSnapshotIdentifier: 'app-database-final', replicas: { removal: 'Delete', deletionProtection: true },
    });
  });

  test('is reached over TLS on a port of its own, by nobody yet', () => {
    expect(plan.port).toBe(5433);
    expect(plan.securityGroup.allowsAllEgress).toBe(false);
    expect(plan.parameterGroup).toEqual({ family: 'postgres17', description: 'Parameters of App/Database', parameters: { 'rds.force_ssl': '1' } });
    expect(plan.common).toEqual({
      publiclyAccessible: false, autoMinorVersionUpgrade: true, caCertificate: 'rds-ca-rsa2048-g1', copyTagsToSnapshot: true, iamAuthentication: true, performanceInsights: { retentionDays: 7 },
    });
    expect(databaseSubnets(true)).toBe('isolated');
    expect(databaseSubnets(false)).toBe('private');
  });

  test('has a password that nobody knows, and that changes', () => {
    expect(plan.adminUser).toBe('dbadmin');
    expect(plan.adminSecret).toMatchObject({ isManaged: false, username: 'dbadmin', passwordLength: 32, fields: { engine: 'postgres', dbname: 'app' }, isRetained: true, writeOnlyVersion: undefined });
    expect(plan.adminSecret.rotation).toMatchObject({
      everyDays: 30,
      hostedType: 'PostgreSQLSingleUser',
      applicationArn: 'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser',
      subnets: 'private',
      toDatabase: { port: 5433 },
      toSecretsManager: { port: 443 },
    });
    for (const character of ' /"@') { expect(plan.adminSecret.excludeCharacters).toContain(character); }
  });

  test('has one name for its readers, which a lagging one leaves', () => {
    const address = plan.readerAddress!;
    expect(address).toMatchObject({ host: 'readers.app-database.internal', zone: { name: 'app-database.internal', isGiven: false } });
    expect(address.records[0]).toEqual({
      id: 'Replica1Record',
      replica: 'Replica1',
      name: 'readers.app-database.internal',
      type: 'CNAME',
      setIdentifier: 'app-database-replica-1',
      weight: 1,
      ttlSeconds: 5,
      healthCheck: {
        alarms: [{
          id: 'Replica1LagCheck',
          name: 'app-database-replica-1-lag',
          type: 'CLOUDWATCH_METRIC',
          alarm: 'Replica1LagAlarm',
          insufficientDataHealthStatus: 'Unhealthy',
          copied: { metric: 'ReplicaLag Maximum 60', comparison: 'GreaterThanThreshold', threshold: '330', periods: '2' },
        }],
        calculated: undefined,
      },
    });
    expect(plan.alarms.find(({ id }) => id === 'Replica1LagAlarm')).toMatchObject({
      metrics: [{ namespace: 'AWS/RDS', name: 'ReplicaLag', statistic: 'Maximum', periodSeconds: 60, dimensions: ['DBInstanceIdentifier'] }],
      values: { DBInstanceIdentifier: 'app-database-replica-1' },
      comparison: 'GreaterThanThreshold',
      threshold: 330,
      missingData: 'breaching',
    });
  });

  test('calls for help, for each instance', () => {
    expect(plan.alarms.map(({ id, threshold }) => [id, threshold])).toEqual([
      ['Replica1LagAlarm', 330], ['Replica2LagAlarm', 330],
      ...['Writer', 'Replica1', 'Replica2'].flatMap((id) => [
        [`${id}CpuAlarm`, 80], [`${id}FreeStorageAlarm`, 10 * 2 ** 30], [`${id}ConnectionsAlarm`, Math.floor(811 * 0.8)], [`${id}FreeableMemoryAlarm`, Math.floor(0.8 * 2 ** 30)],
      ]),
    ]);
    expect(new Set(plan.alarms.map(({ id }) => id)).size).toBe(plan.alarms.length);
  });

  test('keeps its logs for 30 days, and is looked at every minute', () => {
    expect(plan.logs.exports).toEqual(['postgresql', 'upgrade']);
    expect(plan.logs.groups).toHaveLength(6);
    expect(plan.logs.groups[0]).toEqual({ id: 'WriterPostgresqlLogs', instance: 'Writer', name: '/aws/rds/instance/app-database-writer/postgresql', retentionDays: 30, isRetained: true });
    expect(plan.monitoring).toMatchObject({ intervalSeconds: 60, trust: { principals: { Service: 'monitoring.rds.amazonaws.com' }, conditions: { StringEquals: { 'aws:SourceAccount': '111122223333' } } } });
    expect(JSON.stringify(plan.monitoring!.statements)).not.toContain('"*"');
    expect(plan.optionGroup).toBeUndefined();
  });

  test('comes to figures', () => {
    expect(plan.facts).toEqual({
      secondsUntilLaggingReplicaGetsNoReads: 330 + LAG_DETECTION_SECONDS + 5,
      secondsUntilBrokenReplicaGetsNoReads: 330 + LAG_DETECTION_SECONDS + 5,
      secondsUntilLostReplicaGetsNoReads: LAG_DETECTION_SECONDS + 5,
      typicalFailoverSecondsFrom: 60,
      typicalFailoverSecondsTo: 120,
      secondsOfWritesLostWithTheWriter: 0,
      secondsOfWritesLostByRestore: 300,
      restorableDays: 7,
      replicasAfterZoneLoss: 1,
      maxConnections: 811,
      storageHeadroomGib: 900,
    });
    expect(LAG_DETECTION_SECONDS).toBe(240);
  });
});

describe('what an engine changes', () => {
  test('MySQL and MariaDB report broken replication apart, and audit by an option', () => {
    const plan = database({ engine: MYSQL });
    expect(plan.port).toBe(3307);
    expect(plan.readerAddress!.records[1].healthCheck).toMatchObject({
      alarms: [{ alarm: 'Replica2LagAlarm' }, { alarm: 'Replica2ReplicationAlarm' }], calculated: { id: 'Replica2Check', healthThreshold: 2 },
    });
    expect(plan.alarms.find(({ id }) => id === 'Replica2ReplicationAlarm')).toMatchObject({
      metrics: [{ name: 'ReplicaLag', statistic: 'Minimum' }], comparison: 'LessThanThreshold', threshold: 0, missingData: 'breaching',
    });
    expect(plan.alarms.find(({ id }) => id === 'Replica1LagAlarm')!.threshold).toBe(30);
    expect(plan.optionGroup).toMatchObject({ engineName: 'mysql', majorEngineVersion: '8.4', options: [{ name: 'MARIADB_AUDIT_PLUGIN', settings: { SERVER_AUDIT_EVENTS: 'CONNECT,QUERY_DDL,QUERY_DCL' } }] });
    expect(plan.parameterGroup.parameters).toEqual({ general_log: '0', slow_query_log: '1', long_query_time: '2', log_output: 'FILE', require_secure_transport: '1' });
    expect(plan.logs.exports).toEqual(['audit', 'error', 'general', 'slowquery']);
    expect(database({ engine: MARIADB })).toMatchObject({
      parameterGroup: { family: 'mariadb11.4', parameters: { require_secure_transport: '1' } }, adminSecret: { rotation: { hostedType: 'MariaDBSingleUser' } },
    });
  });

  test('every alarm that Route 53 watches is one that it understands', () => {
    for (const engine of [POSTGRES, MYSQL, MARIADB]) {
      const plan = database({ engine });
      const ids = plan.readerAddress!.records.flatMap(({ healthCheck }) => healthCheck.alarms.map(({ alarm }) => alarm));
      const watched = ids.map((alarm) => plan.alarms.find(({ id }) => id === alarm)!);
      for (const alarm of watched) {
        expect([alarm.expression, alarm.datapointsToAlarm]).toEqual([undefined, alarm.evaluationPeriods]);
        expect(alarm.metrics).toHaveLength(1);
        expect(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount']).toContain(alarm.metrics[0].statistic);
      }
    }
  });

  test('Aurora is a cluster: its own reader endpoint, its own password, its own volume', () => {
    const plan = database({ engine: AURORA, readerScaling: { maxReplicas: 6 } });
    expect(plan).toMatchObject({ storage: undefined, readerAddress: undefined, port: 5433, adminSecret: { isManaged: true, username: 'dbadmin' } });
    expect(plan.adminSecret.rotation).toBeUndefined();
    expect([plan.writer, ...plan.replicas].map(({ zoneName, promotionTier, multiAz }) => [zoneName, promotionTier, multiAz])).toEqual([
      ['eu-west-1a', 0, undefined], ['eu-west-1b', 1, undefined], ['eu-west-1c', 2, undefined],
    ]);
    expect(plan.cluster).toMatchObject({
      identifier: 'app-database',
      readerScaling: { resourceId: 'cluster:app-database', minReplicas: 2, maxReplicas: 6, policies: [{ metric: 'RDSReaderAverageCPUUtilization', target: 70 }] },
    });
    expect(plan.alarms.map(({ id }) => id)).toEqual([
      'ReplicaLagAlarm', ...['Writer', 'Readers'].flatMap((role) => ['CpuAlarm', 'FreeStorageAlarm', 'ConnectionsAlarm', 'FreeableMemoryAlarm'].map((alarm) => `${role}${alarm}`)),
    ]);
    expect(plan.alarms[0]).toMatchObject({ threshold: 30_000, metrics: [{ name: 'AuroraReplicaLagMaximum', dimensions: ['DBClusterIdentifier'] }] });
    expect(plan.alarms[1].values).toEqual({ DBClusterIdentifier: 'app-database', Role: 'WRITER' });
    expect(plan.facts).toMatchObject({ typicalFailoverSecondsTo: 30, replicasAfterZoneLoss: 1, storageHeadroomGib: undefined });
    expect(plan.removal.replicas.deletionProtection).toBe(false);
    expect(plan.logs.groups.map(({ name }) => name)).toEqual(['/aws/rds/cluster/app-database/postgresql']);
  });

  test('Aurora MySQL audits by parameters', () => {
    expect(database({ engine: AURORA_MYSQL })).toMatchObject({
      optionGroup: undefined, parameterGroup: { family: 'aurora-mysql8.0', parameters: { server_audit_logging: '1', require_secure_transport: 'ON', general_log: '0' } },
    });
  });

  test('a member of a global database has a generated password', () => {
    expect(database({ engine: AURORA, globalDatabase: true }).adminSecret).toMatchObject({ isManaged: false, rotation: { everyDays: 30 } });
  });

  test('serverless members are measured against what they grow to', () => {
    const plan = database({ engine: AURORA, serverless: { minCapacity: 0.5, maxCapacity: 8 } });
    expect(plan.replicas.map(({ instanceClass }) => instanceClass)).toEqual(['db.serverless', 'db.serverless']);
    expect(plan.alarms.find(({ id }) => id === 'WriterFreeableMemoryAlarm')!.threshold).toBe(Math.floor(1.6 * 2 ** 30));
  });
});

describe('what an option changes', () => {
  test.each<[string, Parameters<typeof database>[0], (p: any) => unknown, unknown]>([
    ['heartbeat', { heartbeat: true }, (p) => [p.parameterGroup.parameters.shared_preload_libraries, p.alarms[0].threshold], ['pg_stat_statements,pg_cron', 30]],
    ['heartbeat beside other libraries', { heartbeat: true, parameters: { shared_preload_libraries: 'pgaudit, pg_cron' } }, (p) => p.parameterGroup.parameters.shared_preload_libraries, 'pgaudit,pg_cron'],
    ['withoutTls', { withoutTls: true, proxy: {} }, (p) => [p.parameterGroup.parameters, p.proxy.requireTls], [{}, true]],
    ['singleAvailabilityZone', { singleAvailabilityZone: true }, (p) => [p.writer.multiAz, p.facts.typicalFailoverSecondsTo], [false, undefined]],
    ['replicaMultiAz', { replicaMultiAz: true }, (p) => p.replicas.map(({ multiAz, zoneName }: any) => [multiAz, zoneName]), [[true, undefined], [true, undefined]]],
    ['replicaZones', { replicaZones: ['eu-west-1c', 'eu-west-1a'] }, (p) => p.replicas.map(({ zone, zoneName }: any) => [zone, zoneName]), [[2, 'eu-west-1c'], [0, 'eu-west-1a']]],
    ['withoutReaderAddress', { withoutReaderAddress: true }, (p) => [p.readerAddress, p.alarms[0].id], [undefined, 'Replica1LagAlarm']],
    ['replicas', { replicas: 0 }, (p) => [p.replicas, p.readerAddress, p.facts.replicasAfterZoneLoss], [[], undefined, undefined]],
    ['adminPassword', { replicas: 0, adminPassword: AdminPassword.MANAGED }, (p) => p.adminSecret, { isManaged: true, username: 'dbadmin', isRetained: false }],
    ['withoutAdminRotation', { withoutAdminRotation: true }, (p) => p.adminSecret.rotation, undefined],
    ['protection', { protection: Protection.NONE }, (p) => [p.removal.database, p.removal.deletionProtection, p.removal.finalSnapshotIdentifier, p.logs.groups[0].isRetained, p.adminSecret.isRetained], ['Delete', false, undefined, false, false]],
    ['snapshotIdentifier', { snapshotIdentifier: 'before' }, (p) => [p.initialDatabase, p.databaseName, p.adminUser, p.adminSecret.username, p.encryption.isInherited], [undefined, undefined, undefined, 'dbadmin', true]],
    ['storage.withoutAutoscaling', { storage: { withoutAutoscaling: true } }, (p) => [p.storage.maxAllocatedGib, p.facts.storageHeadroomGib], [undefined, 0]],
    ['storage.allocatedGib', { storage: { allocatedGib: 2000 } }, (p) => p.storage.maxAllocatedGib, 4000],
    ['the largest disk', { storage: { allocatedGib: 65536 } }, (p) => p.storage.maxAllocatedGib, undefined],
    ['logs.withoutExports', { engine: MYSQL, logs: { withoutExports: true } }, (p) => [p.logs.groups, p.optionGroup, p.parameterGroup.parameters.slow_query_log], [[], undefined, undefined]],
    ['monitoringIntervalSeconds', { monitoringIntervalSeconds: 0 }, (p) => p.monitoring, undefined],
    ['withoutPerformanceInsights', { withoutPerformanceInsights: true }, (p) => p.common.performanceInsights, undefined],
    ['withoutMinorUpgrades', { withoutMinorUpgrades: true }, (p) => p.common.autoMinorVersionUpgrade, false],
    ['parameters.max_connections', { parameters: { max_connections: '200' } }, (p) => [p.facts.maxConnections, p.alarms.find(({ id }: any) => id === 'WriterConnectionsAlarm').threshold], [200, 160]],
    ['a class known too late', { instanceType: TOKEN_TEXT }, (p) => [p.facts.maxConnections, p.alarms.find(({ id }: any) => id === 'WriterConnectionsAlarm').threshold], [undefined, 500]],
    ['identifier', { identifier: 'orders' }, (p) => [p.writer.identifier, p.readerAddress.host], ['orders-writer', 'readers.orders.internal']],
    ['readerScaling by connections', { engine: AURORA, readerScaling: { maxReplicas: 4, connectionsTarget: 300 } }, (p) => p.cluster.readerScaling.policies.map(({ metric, target }: any) => [metric, target]), [['RDSReaderAverageDatabaseConnections', 300]]],
  ])('%s', (_, options, read, expected) => {
    expect(read(database(options))).toEqual(expected);
  });

  test('a proxy takes IAM from end to end, on the standard port', () => {
    expect(database({ proxy: {} }).proxy).toMatchObject({
      port: 5432,
      defaultAuthScheme: 'IAM_AUTH',
      requireTls: true,
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 45,
      connectionBorrowTimeoutSeconds: 120,
      idleClientTimeoutSeconds: 1800,
      target: 'instance',
      readOnlyEndpoint: undefined,
      toDatabase: { port: 5433 },
    });
    expect(database({ proxy: {} }).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:proxyReadsFromWriter']);
    expect(database({ engine: AURORA_MYSQL, proxy: {} })).toMatchObject({ warnings: [], proxy: { port: 3306, target: 'cluster', readOnlyEndpoint: { name: 'app-database-readers', targetRole: 'READ_ONLY' } } });
  });

  test('a restored database is as large as it was, unless it is told', () => {
    expect(database({ snapshotIdentifier: 'before' }).storage).toMatchObject({ allocatedGib: undefined, maxAllocatedGib: undefined });
    expect(database({ snapshotIdentifier: 'before', storage: { allocatedGib: 800 } }).storage).toMatchObject({ allocatedGib: 800, maxAllocatedGib: 1600 });
  });

  test('the number of a password that is only written is counted from one', () => {
    const version = (number: number) => databaseRefusals({}, { writeOnlyPassword: { option: 'adminPasswordVersion', version: number } });
    expect(version(2)).toEqual([]);
    expect(version(0)).toEqual(['adminPasswordVersion must be an integer from 1 to 1000000, got 0.']);
  });

  test('what is not known of the network is said', () => {
    const plan = database({}, { zoneNames: undefined, hasPrivateSubnets: false, writeOnlyPassword: { option: 'adminPasswordVersion', version: 1 } });
    expect(plan.warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:unpinnedReplicas', 'scale-out-constructs:isolatedRotation']);
    expect(plan.replicas[0]).not.toHaveProperty('zoneName');
    expect(plan.adminSecret).toMatchObject({ writeOnlyVersion: 1, rotation: { subnets: 'isolated' } });
  });
});

describe('classes', () => {
  test.each([
    ['db.m7g.large', 8], ['db.r7g.2xlarge', 64], ['db.t4g.micro', 1], ['db.x2g.large', 32], ['db.x2iedn.xlarge', 128], ['db.m6gd.16xlarge', 256],
  ])('%s has %d GiB', (name, memoryGib) => {
    expect(parseDatabaseClass(name)!.memoryGib).toBe(memoryGib);
  });

  test.each(['m7g.large', 'db.m7.large', 'db.m7g.nano', 'db.m7g.metal', 'db.serverless', 'db.p4d.xlarge', 'db.r7g.'])('%s is none', (name) => {
    expect(parseDatabaseClass(name)).toBeUndefined();
  });

  test('compare by processors and memory', () => {
    const [small, large, wide] = ['db.m7g.large', 'db.m7g.xlarge', 'db.r7g.large'].map((name) => parseDatabaseClass(name)!);
    expect([isAtLeast(large, small), isAtLeast(wide, small), isAtLeast(wide, large), isAtLeast(small, wide)]).toEqual([true, true, false, false]);
  });

  test('take connections as the parameter groups say', () => {
    const of = (engine: typeof POSTGRES, memory: number) => maxConnectionsOf(memory, engine._plan(new Checks(DATABASE_CONTEXT)));
    expect([of(POSTGRES, 8), of(POSTGRES, 1024), of(MYSQL, 8), of(AURORA_MYSQL, 16)]).toEqual([811, 5000, 614, 917]);
  });
});

test('a name that had to be cut ends in its address', () => {
  expect(identifierOf('/scale-out/Shop/Data_1/Database', 'c8')).toBe('shop-data-1-database');
  expect(identifierOf('/scale-out/1', 'c8')).toBe('database');
  const long = identifierOf(`/scale-out/${'Very'.repeat(30)}`, DATABASE_SURROUNDINGS.address);
  expect(long).toHaveLength(50);
  expect(long.endsWith('-12345678')).toBe(true);
});

describe('a connection', () => {
  const connectable: ConnectableDatabase = {
    endpoints: { writer: 'w', reader: 'readers.app.internal', readers: ['r1', 'r2'], port: '5433', databaseName: 'app', proxy: 'p', proxyPort: '5432' },
    port: 5433,
    proxyPort: 5432,
    dialect: 'postgres',
    resourceIds: ['db-W', 'db-R1', 'db-R2'],
    proxyResourceId: 'prx-P',
    coordinates: { name: '/scale-out/App/Database/coordinates', arn: 'arn:coordinates' },
    adminUser: 'dbadmin',
    secretArn: 'arn:secret',
    secretKeyArn: 'arn:key',
    region: 'eu-west-1',
    account: '111122223333',
    partition: 'aws',
  };
  const { environment } = webTier({ service: { command: 'x' } });
  const connect = (options: DatabaseConnectionOptions = {}, of = connectable, to = environment) =>
    planDatabaseConnection(options, of, to, new Checks(DATABASE_CONTEXT));

  test('tells where the database is, by pointing to its own parameter', () => {
    expect(coordinatesOf(connectable.endpoints).split('\n')).toEqual([
      'DATABASE_WRITER_HOST=w', 'DATABASE_READER_HOST=readers.app.internal', 'DATABASE_READER_HOSTS=r1,r2', 'DATABASE_PORT=5433', 'DATABASE_NAME=app',
      'DATABASE_PROXY_HOST=p', 'DATABASE_PROXY_PORT=5432',
    ]);
    expect(coordinatesOf({ writer: 'w', readers: [], port: '1' })).toBe('DATABASE_WRITER_HOST=w\nDATABASE_READER_HOST=w\nDATABASE_READER_HOSTS=w\nDATABASE_PORT=1');
    expect(connect()).toMatchObject({
      parameterName: '/scale-out/App/Web/DATABASE',
      parameterValue: '@/scale-out/App/Database/coordinates',
      statements: [{ actions: ['ssm:GetParameter'], resources: ['arn:coordinates'] }],
      proxyStatements: [],
      toDatabase: { port: 5433 },
      toProxy: { port: 5432 },
    });
    expect(connect({ prefix: 'ORDERS' }).parameterValue).toBe('@/scale-out/App/Database/coordinates DATABASE ORDERS');
    expect(connect({ prefix: 'ORDERS' }, { ...connectable, coordinates: undefined }).parameterValue).toContain('ORDERS_WRITER_HOST=w\n');
  });

  test('grants one login on everything that can be logged in to, and the admin only when asked', () => {
    const arn = (id: string) => `arn:aws:rds-db:eu-west-1:111122223333:dbuser:${id}/web`;
    const plan = connect({ dbUser: 'web', adminSecret: true });
    expect(plan.statements.slice(1)).toEqual([
      { sid: 'DATABASELogin', actions: ['rds-db:connect'], resources: ['db-W', 'db-R1', 'db-R2', 'prx-P'].map(arn) },
      { sid: 'DATABASEAdmin', actions: ['secretsmanager:GetSecretValue'], resources: ['arn:secret'] },
      { sid: 'DATABASEAdminKey', actions: ['kms:Decrypt'], resources: ['arn:key'] },
    ]);
    expect(plan.proxyStatements).toMatchObject([{ resources: ['db-W', 'db-R1', 'db-R2'].map(arn) }]);
  });

  test.each<[string, () => unknown, string]>([
    ['the admin as a user', () => connect({ dbUser: 'dbadmin' }), 'dbUser must be a user of its own, not the admin'],
    ['a name that would be SQL', () => connect({ dbUser: "x'; DROP" }), 'dbUser must be up to 63 letters'],
    ['a prefix in small letters', () => connect({ prefix: 'db' }), 'prefix must be capital letters'],
    ['a secret that is not known', () => connect({ adminSecret: true }, { ...connectable, secretArn: undefined }), 'adminSecret: true needs the secret'],
    ['ids that are not known', () => connect({ dbUser: 'web' }, { ...connectable, resourceIds: [] }), 'dbUser needs the resource ids'],
    ['nobody to tell', () => connect({}, connectable, webTier().environment), 'connectTo needs service'],
  ])('%s is refused', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('the bootstrap document', () => {
  const names = { writerHost: 'w.eu-west-1.rds.amazonaws.com', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x', region: 'eu-west-1' };

  test.each([
    ['PostgreSQL', { heartbeat: true }, 'GRANT rds_iam TO :"db_user";'],
    ['MySQL', { engine: MYSQL }, "CREATE USER IF NOT EXISTS '$db_user'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';"],
    ['a restored MariaDB', { engine: MARIADB, snapshotIdentifier: 'before' }, "ALTER USER '$db_user'@'%' REQUIRE SSL;"],
    ['Aurora', { engine: AURORA }, 'GRANT rds_iam TO :"db_user";'],
  ])('of %s is a script that bash takes, and names no secret', (_, options, statement) => {
    const document = database(options).bootstrap.contentOf(names);
    const { runCommand } = document.mainSteps[0].inputs;
    expect(runCommand).toContain(statement);
    expect(runCommand[0]).toBe('#!/bin/bash');
    const parsed = spawnSync('bash', ['--norc', '-n'], { input: runCommand.join('\n').replace('{{ dbUser }}', 'web'), encoding: 'utf8' });
    expect([parsed.status, parsed.stderr]).toEqual([0, '']);
    expect(document.schemaVersion).toBe('2.2');
    // Parameters of a document go into the script as they are.
    expect(new RegExp(document.parameters.dbUser.allowedPattern).test("a'; x")).toBe(false);
    expect(JSON.stringify(document).match(/{{ ?\w+ ?}}/g)).toEqual(['{{ dbUser }}']);
  });

  test('sets up the heartbeat only where it is asked for', () => {
    const script = (options: Parameters<typeof database>[0]) => database(options).bootstrap.contentOf(names).mainSteps[0].inputs.runCommand.join('\n');
    expect(script({ heartbeat: true })).toContain('cron.schedule');
    expect(script({})).not.toContain('cron');
    expect(script({ port: TOKEN_NUMBER })).toContain(`port='${TOKEN_TEXT}'`);
  });
});
