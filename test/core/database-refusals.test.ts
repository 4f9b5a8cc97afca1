import { AURORA, AURORA_MYSQL, database, databaseRefusals, MARIADB, MYSQL, POSTGRES } from './database-planning';
import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { DatabaseEngine } from '../../src/core/database-engines';
import { DATABASE_REFUSALS } from '../../src/core/database-refusals';
import { AdminPassword } from '../../src/core/database-secret';

type Options = Parameters<typeof databaseRefusals>[0];

const USER = 'adminUser must be up to 63 letters, digits and underscores, beginning with a letter, and no name that RDS PostgreSQL keeps for itself';
const NAME = 'databaseName must be up to 63 letters, digits and underscores, beginning with a letter, and no name that the engine keeps for itself';

describe('refused', () => {
  test.each<[string, Options, string]>([
    ['a managed password with replicas', { adminPassword: AdminPassword.MANAGED }, 'adminPassword MANAGED needs replicas: 0 on RDS, got 2: AWS makes no replica of a database whose password it manages.'],
    ['a managed password in a global database', { engine: AURORA, globalDatabase: true, adminPassword: AdminPassword.MANAGED }, 'adminPassword must be GENERATED with globalDatabase: true: AWS manages no password in a global database.'],
    ['replicas both pinned and with a standby', { replicaMultiAz: true, replicaZones: ['eu-west-1a'] }, 'replicaMultiAz: true and replicaZones contradict each other: AWS refuses a zone together with a standby in another.'],
    ['no backups with replicas', { backupRetentionDays: 0 }, 'backupRetentionDays must be an integer from 1 to 35, got 0.'],
    ['99 days of backups', { backupRetentionDays: 99 }, 'backupRetentionDays must be an integer from 1 to 35, got 99.'],
    ['5 GiB', { storage: { allocatedGib: 5 } }, 'storage.allocatedGib must be an integer from 20 to 65536, got 5.'],
    ['a maximum below the allocation', { storage: { allocatedGib: 200, maxAllocatedGib: 150 } }, 'storage.maxAllocatedGib must be at least a tenth more than storage.allocatedGib (200), 220, got 150.'],
    ['a maximum and none', { storage: { maxAllocatedGib: 150, withoutAutoscaling: true } }, 'storage.withoutAutoscaling: true and storage.maxAllocatedGib contradict each other: leave one out.'],
    ['operations on a small disk', { storage: { iops: 12000 } }, 'storage.iops and storage.throughputMibps need storage.allocatedGib of at least 400, got 100: AWS refuses them below.'],
    ['more throughput than operations carry', { storage: { allocatedGib: 400, iops: 12000, throughputMibps: 4000 } }, 'storage.throughputMibps must be at most a quarter of storage.iops (12000), 3000, got 4000.'],
    ['monitoring every 7 s', { monitoringIntervalSeconds: 7 }, 'monitoringIntervalSeconds must be one of 0, 1, 5, 10, 15, 30, 60, got 7.'],
    ['monitoring every NaN s', { monitoringIntervalSeconds: NaN }, 'monitoringIntervalSeconds must be one of 0, 1, 5, 10, 15, 30, 60, got NaN.'],
    ['Performance Insights for 10 days', { performanceInsightsRetentionDays: 10 }, 'performanceInsightsRetentionDays must be 7, a multiple of 31 up to 713, or 731, got 10.'],
    ['Performance Insights and none', { performanceInsightsRetentionDays: 7, withoutPerformanceInsights: true }, 'withoutPerformanceInsights: true and performanceInsightsRetentionDays contradict each other: leave one out.'],
    ['port 80', { port: 80 }, 'port must be an integer from 1150 to 65535, got 80.'],
    ['user rdsadmin', { adminUser: 'rdsadmin' }, `${USER}, got "rdsadmin".`],
    ['user admin on PostgreSQL', { adminUser: 'admin' }, `${USER}, got "admin".`],
    ['a role of PostgreSQL', { adminUser: 'pg_monitor' }, `${USER}, got "pg_monitor".`],
    ['database my-db', { databaseName: 'my-db' }, `${NAME}, got "my-db".`],
    ['the engine\'s own database', { databaseName: 'postgres' }, `${NAME}, got "postgres".`],
    ['overlapping windows', { backupWindow: '03:00-04:00', maintenanceWindow: 'sun:03:30-sun:04:30' }, 'backupWindow (03:00-04:00) and maintenanceWindow (sun:03:30-sun:04:30) must not overlap: AWS refuses it.'],
    ['windows that overlap over midnight and the week', { backupWindow: '23:30-00:30', maintenanceWindow: 'mon:00:00-mon:00:30' }, 'backupWindow (23:30-00:30) and maintenanceWindow (mon:00:00-mon:00:30) must not overlap: AWS refuses it.'],
    ['a window of 10 minutes', { backupWindow: '03:00-03:10' }, 'backupWindow must be at least 30 minutes of UTC such as \'03:00-04:00\', got "03:00-03:10".'],
    ['a window of no day', { maintenanceWindow: '03:00-04:00' }, 'maintenanceWindow must be a window of UTC such as \'sun:04:30-sun:05:30\', at least 30 minutes and less than a day, got "03:00-04:00".'],
    ['logs of another engine', { logs: { exports: ['slowquery'] } }, 'logs.exports[0] must be a log of RDS PostgreSQL: one of postgresql, upgrade, iam-db-auth-error, got "slowquery".'],
    ['an empty list of logs', { logs: { exports: [] } }, 'logs.exports must hold names of logs (withoutExports: true sends none), got an empty list.'],
    ['logs and none', { logs: { exports: ['upgrade'], withoutExports: true } }, 'logs.withoutExports: true and logs.exports contradict each other: leave one out.'],
    ['logs for 8 days', { logs: { retentionDays: 8 } }, 'logs.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 8.'],
    ['20 Aurora readers', { engine: AURORA, replicas: 20 }, 'replicas must be an integer from 0 to 15, got 20.'],
    ['half a replica', { replicas: 1.5 }, 'replicas must be an integer from 0 to 15, got 1.5.'],
    ['replicas known too late', { replicas: TOKEN_NUMBER }, 'replicas must be known before the deployment: each is a resource of its own.'],
    ['an unknown class', { instanceType: 'db.banana.large' }, 'instanceType must be a class of RDS such as \'db.m7g.large\', got "db.banana.large".'],
    ['a class of EC2', { instanceType: 'm7g.large' }, 'instanceType must be a class of RDS such as \'db.m7g.large\', got "m7g.large".'],
    ['a serverless class by its name', { engine: AURORA, instanceType: 'db.serverless' }, 'instanceType must not be db.serverless: give serverless, which says how far it scales.'],
    ['a replica smaller than the writer', { replicaInstanceType: 'db.t4g.medium' }, 'replicaInstanceType must be at least as large as instanceType (db.m7g.large): it carries all the writes as well, got "db.t4g.medium".'],
    ['a replica with less memory', { instanceType: 'db.r7g.large', replicaInstanceType: 'db.m7g.large' }, 'replicaInstanceType must be at least as large as instanceType (db.r7g.large): it carries all the writes as well, got "db.m7g.large".'],
    ['zones of another region', { replicaZones: ['us-east-1a'] }, 'replicaZones[0] must be a zone of the subnets: one of eu-west-1a, eu-west-1b, eu-west-1c, got "us-east-1a".'],
    ['a minor version', { engine: DatabaseEngine.postgres('17.4') }, 'engine.majorVersion must be a major version of PostgreSQL such as \'17\', without a minor version, which AWS chooses, got "17.4".'],
    ['a minor version of MySQL', { engine: DatabaseEngine.mysql('8.0.36') }, 'engine.majorVersion must be a major version of MySQL such as \'8.4\', without a minor version, which AWS chooses, got "8.0.36".'],
    ['half a version of MariaDB', { engine: DatabaseEngine.mariadb('11') }, 'engine.majorVersion must be a major version of MariaDB such as \'11.4\', from 10.11 on, without a minor version, which AWS chooses, got "11".'],
    ['a MariaDB that nobody logs in to with IAM', { engine: DatabaseEngine.mariadb('10.6') }, 'engine.majorVersion must be a major version of MariaDB such as \'11.4\', from 10.11 on, without a minor version, which AWS chooses, got "10.6".'],
    ['an innovation release of MySQL', { engine: DatabaseEngine.mysql('9.3') }, 'engine.majorVersion must be a major version of MySQL such as \'8.4\', without a minor version, which AWS chooses, got "9.3".'],
    ['a version known too late', { engine: DatabaseEngine.postgres(TOKEN_TEXT) }, 'engine must have a major version that is known before the deployment: the parameter group depends on it.'],
    ['a parameter against TLS', { parameters: { 'rds.force_ssl': '0' } }, 'parameters.rds.force_ssl is set by the database itself: leave it out (withoutTls: true lets clients choose).'],
    ['the same on MySQL', { engine: MYSQL, parameters: { require_secure_transport: 'OFF' } }, 'parameters.require_secure_transport is set by the database itself: leave it out (withoutTls: true lets clients choose).'],
    ['the general log', { engine: MYSQL, parameters: { general_log: '1' } }, 'parameters.general_log must stay off: the log would hold every statement, and the secrets in them.'],
    ['a parameter that is none', { parameters: { 'a b': '1' } }, 'parameters must be named with small letters, digits, underscores and dots, got "a b".'],
    ['a parameter that is a number', { parameters: { work_mem: 4096 as any } }, 'parameters.work_mem must be a text, got 4096.'],
    ['a lag of nothing', { lagThresholdSeconds: 0 }, 'lagThresholdSeconds must be an integer from 1 to 86400, got 0.'],
    ['a heartbeat of MySQL', { engine: MYSQL, heartbeat: true }, 'heartbeat is for RDS PostgreSQL: RDS MySQL counts no idle seconds.'],
    ['an address and none', { readerAddress: {}, withoutReaderAddress: true }, 'withoutReaderAddress: true and readerAddress contradict each other: leave one out.'],
    ['an address for nobody', { replicas: 0, readerAddress: {} }, 'readerAddress needs replicas: there are none.'],
    ['an address on Aurora', { engine: AURORA, readerAddress: {} }, 'readerAddress is for RDS: Aurora has a reader endpoint of its own. Leave it out.'],
    ['a zone that is none', { readerAddress: { zoneName: 'internal' } }, 'readerAddress.zoneName must be a domain name such as \'data.internal\', got "internal".'],
    ['a record that is none', { readerAddress: { recordName: '-' } }, 'readerAddress.recordName must be a name within the zone such as \'readers\', got "-".'],
    ['a long memory', { readerAddress: { ttlSeconds: 1800 } }, 'readerAddress.ttlSeconds must be an integer from 1 to 60, got 1800.'],
    ['a disk on Aurora', { engine: AURORA, storage: {} }, 'storage is for RDS: the volume of Aurora grows by itself. Leave it out.'],
    ['a standby on Aurora', { engine: AURORA, replicaMultiAz: true }, 'replicaMultiAz is for RDS: the replicas of Aurora are each other\'s standbys. Leave it out.'],
    ['nobody to take over', { engine: AURORA, replicas: 0 }, 'replicas must be at least 1 on Aurora, got 0: there is nobody to take over (singleAvailabilityZone: true accepts that).'],
    ['a single zone with replicas', { engine: AURORA, singleAvailabilityZone: true }, 'singleAvailabilityZone: true needs replicas: 0 on Aurora: a replica is a standby there.'],
    ['serverless on RDS', { serverless: { minCapacity: 1, maxCapacity: 4 } }, 'serverless is for Aurora: RDS PostgreSQL has nothing like it. Leave it out.'],
    ['scaling on RDS', { engine: MYSQL, readerScaling: { maxReplicas: 4 } }, 'readerScaling is for Aurora: RDS MySQL has nothing like it. Leave it out.'],
    ['a global database on RDS', { engine: MARIADB, globalDatabase: true }, 'globalDatabase is for Aurora: RDS MariaDB has nothing like it. Leave it out.'],
    ['serverless and a class', { engine: AURORA, instanceType: 'db.r7g.large', serverless: { minCapacity: 1, maxCapacity: 4 } }, 'serverless and instanceType contradict each other: a serverless database has no class. Leave one out.'],
    ['a third of a unit', { engine: AURORA, serverless: { minCapacity: 0.3, maxCapacity: 4 } }, 'serverless.minCapacity must be a multiple of 0.5, got 0.3.'],
    ['a minimum above the maximum', { engine: AURORA, serverless: { minCapacity: 8, maxCapacity: 4 } }, 'serverless.minCapacity must be a number from 0 to serverless.maxCapacity (4), got 8.'],
    ['a class for serverless replicas', { engine: AURORA, serverless: { minCapacity: 1, maxCapacity: 4 }, replicaInstanceType: 'db.r7g.large' }, 'replicaInstanceType contradicts serverless: the members of the cluster scale alike. Leave it out.'],
    ['fewer replicas at most than at least', { engine: AURORA, readerScaling: { maxReplicas: 1 } }, 'readerScaling.maxReplicas must be at least replicas (2), got 1.'],
    ['a CPU target of 150 %', { engine: AURORA, readerScaling: { maxReplicas: 4, cpuTargetPercent: 150 } }, 'readerScaling.cpuTargetPercent must be a number from 10 to 90, got 150.'],
    ['a general class on Aurora', { engine: AURORA, instanceType: 'db.m7g.large' }, 'instanceType must be of a series that Aurora has (r, x, t), got "db.m7g.large".'],
    ['a small class on Aurora', { engine: AURORA_MYSQL, instanceType: 'db.t4g.small' }, 'instanceType must be a medium at the least on Aurora, got "db.t4g.small".'],
    ['a small class in a global database', { engine: AURORA, globalDatabase: true, instanceType: 'db.t4g.large' }, 'instanceType must not be of series t in a global database: AWS refuses it, got "db.t4g.large".'],
    ['insights into a small MySQL', { engine: MYSQL, instanceType: 'db.t4g.small' }, 'instanceType db.t4g.small needs withoutPerformanceInsights: true: RDS MySQL has none on so small a class.'],
    ['a rotation and none', { adminRotationDays: 30, withoutAdminRotation: true }, 'withoutAdminRotation: true and adminRotationDays contradict each other: leave one out.'],
    ['a rotation of what RDS rotates', { engine: AURORA, adminRotationDays: 30 }, 'adminRotationDays and withoutAdminRotation are for a generated password: a managed one RDS rotates itself, every 7 days.'],
    ['a rotation every 0 days', { adminRotationDays: 0 }, 'adminRotationDays must be an integer from 1 to 1000, got 0.'],
    ['a proxy with 120 %', { proxy: { maxConnectionsPercent: 120 } }, 'proxy.maxConnectionsPercent must be an integer from 1 to 100, got 120.'],
    ['more idle than open', { proxy: { maxConnectionsPercent: 50, maxIdleConnectionsPercent: 60 } }, 'proxy.maxIdleConnectionsPercent must be an integer from 0 to proxy.maxConnectionsPercent (50), got 60.'],
    ['a wait of an hour', { proxy: { connectionBorrowTimeoutSeconds: 3600 } }, 'proxy.connectionBorrowTimeoutSeconds must be an integer from 0 to 300, got 3600.'],
    ['an alarm at no CPU', { alarms: { cpuPercent: 0 } }, 'alarms.cpuPercent must be a number from 1 to 100, got 0.'],
    ['an alarm at all memory', { alarms: { freeableMemoryPercent: 100 } }, 'alarms.freeableMemoryPercent must be a number from 1 to 90, got 100.'],
    ['a snapshot that is none', { snapshotIdentifier: 'a b' }, 'snapshotIdentifier must be the name or the ARN of a snapshot, got "a b".'],
    ['an identifier with capitals', { identifier: 'App' }, 'identifier must be up to 50 small letters, digits and single hyphens, beginning with a letter, got "App".'],
    ['a flag that is a text', { withoutTls: 'no' as any }, 'withoutTls must be true or false, got "no".'],
    ['a lag known too late on Aurora', { engine: AURORA, lagThresholdSeconds: TOKEN_NUMBER }, 'lagThresholdSeconds must be known before the deployment on Aurora: the threshold is computed from it.'],
  ])('%s', (_, options, message) => {
    expect(databaseRefusals(options)).toEqual([message]);
  });

  test('what the surroundings do not allow', () => {
    expect(databaseRefusals({}, { zoneNames: ['eu-west-1a'] })).toEqual(['vpcSubnets must lie in at least 2 availability zones, got 1: AWS makes no subnet group in fewer.']);
    expect(databaseRefusals({ readerAddress: { zoneName: 'a.internal' } }, { readerZoneName: 'b.internal' })).toEqual([
      'readerAddress.zoneName is for a zone of our own: the one that was given has a name.',
    ]);
    expect(databaseRefusals({ snapshotIdentifier: 'before' }, { keyArn: 'arn:aws:kms:…' })).toEqual([
      'encryptionKey contradicts snapshotIdentifier: a restored database has the key of its snapshot. Copy the snapshot with another key.',
    ]);
  });

  test('all at once, and under the construct\'s name', () => {
    expect(() => database({ port: 80, replicas: 99 })).toThrow("ReadReplicaDatabase 'App/Database': 2 problems:\n  - port must be");
  });

  test('values that only the deployment tells pass', () => {
    expect(databaseRefusals({
      engine: POSTGRES,
      instanceType: TOKEN_TEXT,
      replicaInstanceType: TOKEN_TEXT,
      port: TOKEN_NUMBER,
      storage: { allocatedGib: TOKEN_NUMBER, maxAllocatedGib: 22, iops: TOKEN_NUMBER, throughputMibps: TOKEN_NUMBER },
      adminUser: TOKEN_TEXT,
      databaseName: TOKEN_TEXT,
      backupRetentionDays: TOKEN_NUMBER,
      backupWindow: TOKEN_TEXT,
      maintenanceWindow: TOKEN_TEXT,
      monitoringIntervalSeconds: TOKEN_NUMBER,
      performanceInsightsRetentionDays: TOKEN_NUMBER,
      lagThresholdSeconds: TOKEN_NUMBER,
      parameters: { work_mem: TOKEN_TEXT, max_connections: TOKEN_TEXT },
      proxy: { maxConnectionsPercent: TOKEN_NUMBER },
      alarms: { cpuPercent: TOKEN_NUMBER, freeStoragePercent: TOKEN_NUMBER, connectionsPercent: TOKEN_NUMBER, freeableMemoryPercent: TOKEN_NUMBER },
      snapshotIdentifier: TOKEN_TEXT,
      readerAddress: { zoneName: TOKEN_TEXT, recordName: TOKEN_TEXT, ttlSeconds: TOKEN_NUMBER },
      logs: { exports: [TOKEN_TEXT], retentionDays: TOKEN_NUMBER },
      adminRotationDays: TOKEN_NUMBER,
    })).toEqual([]);
  });

  test('each refusal of AWS names its page', () => {
    expect(DATABASE_REFUSALS.every(({ source }) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });
});
