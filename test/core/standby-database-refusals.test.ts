import fc from 'fast-check';
import { AURORA, AURORA_MYSQL, MARIADB, MYSQL, POSTGRES } from './database-planning';
import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { GLOBAL, INSTANCE, standby, standbyRefusals, StandbyOptions, Surroundings } from './standby-planning';
import { StandbySource } from '../../src/core';
import { DatabaseEngine } from '../../src/core/database-engines';
import { LAG_DETECTION_SECONDS } from '../../src/core/database-lag';
import { STANDBY_REFUSALS } from '../../src/core/standby-database-refusals';

const { instance, instanceIn, globalDatabase } = {
  instance: (arn: string) => ({ source: StandbySource.instance(arn) }),
  instanceIn: (region: string, identifier: string) => ({ source: StandbySource.instanceIn(region, identifier) }),
  globalDatabase: (identifier: string, region = 'us-east-1') => ({ engine: AURORA, source: StandbySource.globalDatabase(identifier, region) }),
};
const ARN = "source must be the ARN of an instance of RDS such as 'arn:aws:rds:eu-west-1:111122223333:db:app-writer'";
const REGION = "source.region must be a region of AWS such as 'eu-west-1'";
const LATE = 'source must be in a region that is known before the deployment: it is told apart from the name (StandbySource.instanceIn says it).';
const OF_A_PRIMARY = 'is for a ReadReplicaDatabase: a standby has the users, the passwords and the data of its source. Leave it out.';
const aurora = { engine: AURORA, source: GLOBAL };

describe('refused', () => {
  test.each<[string, StandbyOptions, string]>([
    ['an instance for Aurora', { engine: AURORA }, 'source must be StandbySource.globalDatabase(…) with Aurora PostgreSQL: a cluster follows a cluster, not an instance.'],
    ['a global database for RDS', { engine: MYSQL, source: GLOBAL }, 'source must be StandbySource.instance(…) or .instanceIn(…) with RDS MySQL: global databases are Aurora\'s.'],
    ['a name for an ARN', instance('app-writer'), `${ARN}, got "app-writer".`],
    ['a cluster for an instance', instance('arn:aws:rds:us-east-1:111122223333:cluster:app'), `${ARN}, got "arn:aws:rds:us-east-1:111122223333:cluster:app".`],
    ['an account that is none', instance('arn:aws:rds:us-east-1:1111222233334:db:app-writer'), `${ARN}, got "arn:aws:rds:us-east-1:1111222233334:db:app-writer".`],
    ['a region that is none', instanceIn('us-banana-1', 'app-writer'), `${REGION}, got "us-banana-1".`],
    ['a region that is none, in an ARN', instance('arn:aws:rds:us-banana-1:111122223333:db:app-writer'), `${REGION}, got "us-banana-1".`],
    ['an instance that is none', instanceIn('us-east-1', 'app--writer'), 'source.instanceIdentifier must be the identifier of an instance such as \'app-writer\', got "app--writer".'],
    ['a global database that is none', globalDatabase('app_global'), 'source.globalClusterIdentifier must be the identifier of a global database such as \'app-global\', got "app_global".'],
    ['a global database from no region', globalDatabase('app-global', 'us-banana-1'), `${REGION}, got "us-banana-1".`],
    ['a region and a name the wrong way round', globalDatabase('us-east-1', 'app-global'), `${REGION}, got "app-global".`],
    ['a global database whose region is known too late', globalDatabase('app-global', TOKEN_TEXT), LATE],
    ['a primary cluster in the standby\'s own region', globalDatabase('app-global', 'eu-west-1'), 'source must be in another region than the standby (eu-west-1): within one, the replicas of ReadReplicaDatabase are the copies.'],
    ['a region known too late', instanceIn(TOKEN_TEXT, 'app-writer'), LATE],
    ['an ARN of which not even the region is known', instance(TOKEN_TEXT), LATE],
    ['the primary\'s own region', instanceIn('eu-west-1', 'app-writer'), 'source must be in another region than the standby (eu-west-1): within one, the replicas of ReadReplicaDatabase are the copies.'],
    ['another account', instance('arn:aws:rds:us-east-1:999999999999:db:app-writer'), 'source must be in the account of the standby (111122223333), got one in 999999999999: AWS replicates within an account only.'],
    ['a PostgreSQL whose replicas have no replicas', { engine: DatabaseEngine.postgres('13') }, 'engine must be PostgreSQL 14 at the least, got 13: AWS neither backs up a replica of an older one nor replicates it.'],
    ['a version on RDS', { engineVersion: '17.5' }, 'engineVersion is for Aurora: on RDS PostgreSQL a replica has the version of its source. Leave it out.'],
    ['a version of another major', { ...aurora, engineVersion: '16.9' }, 'engineVersion must be a version of Aurora PostgreSQL 17 in full, such as \'17.5\', got "16.9".'],
    ['half a version', { engine: AURORA_MYSQL, source: GLOBAL, engineVersion: '8.0' }, 'engineVersion must be a version of Aurora MySQL 8.0 in full, such as \'8.0.mysql_aurora.3.08.0\', got "8.0".'],
    ['a version that only begins alike', { ...aurora, engineVersion: '175' }, 'engineVersion must be a version of Aurora PostgreSQL 17 in full, such as \'17.5\', got "175".'],
    ['scaling of a secondary cluster', { ...aurora, readerScaling: { maxReplicas: 6 } }, 'readerScaling needs promoted: true: AWS does not scale the replicas of a secondary cluster. Give replicas.'],
    ['a small class in a global database', { ...aurora, instanceType: 'db.t4g.large' }, 'instanceType must not be of series t in a global database: AWS refuses it, got "db.t4g.large".'],
    ['a general class on Aurora', { ...aurora, instanceType: 'db.m7g.large' }, 'instanceType must be of a series that Aurora has (r, x, t), got "db.m7g.large".'],
    ['insights into a small MySQL', { engine: MYSQL, instanceType: 'db.t4g.small' }, 'instanceType db.t4g.small needs withoutPerformanceInsights: true: RDS MySQL has none on so small a class.'],
    ['operations on a small disk', { storage: { iops: 12000 } }, 'storage.iops and storage.throughputMibps need storage.allocatedGib of at least 400, got 100: AWS refuses them below.'],
    ['replicas both pinned and with a standby', { replicaMultiAz: true, replicaZones: ['eu-west-1a'] }, 'replicaMultiAz: true and replicaZones contradict each other: AWS refuses a zone together with a standby in another.'],
    ['a replica smaller than the standby', { replicaInstanceType: 'db.t4g.medium' }, 'replicaInstanceType must be at least as large as instanceType (db.m7g.large): it carries all the writes as well, got "db.t4g.medium".'],
    ['nobody to take over', { ...aurora, replicas: 0 }, 'replicas must be at least 1 on Aurora, got 0: there is nobody to take over (singleAvailabilityZone: true accepts that).'],
    ['a disk on Aurora', { ...aurora, storage: {} }, 'storage is for RDS: the volume of Aurora grows by itself. Leave it out.'],
    ['no backups', { backupRetentionDays: 0 }, 'backupRetentionDays must be an integer from 1 to 35, got 0.'],
    ['a lag of no seconds', { crossRegionLagThresholdSeconds: 0 }, 'crossRegionLagThresholdSeconds must be an integer from 1 to 86400, got 0.'],
    ['a lag known too late on Aurora', { ...aurora, crossRegionLagThresholdSeconds: TOKEN_NUMBER }, 'crossRegionLagThresholdSeconds must be known before the deployment on Aurora: the threshold is computed from it.'],
    ['a writer that is a URL', { writerHost: 'https://db.example.com' }, 'writerHost must be a host name such as \'app-writer.c9akciq32.eu-west-1.rds.amazonaws.com\', got "https://db.example.com".'],
    ['port 80', { port: 80 }, 'port must be an integer from 1150 to 65535, got 80.'],
    ['a flag that is a text', { promoted: 'yes' as any }, 'promoted must be true or false, got "yes".'],
    ['a database with a hyphen', { databaseName: 'my-db' }, 'databaseName must be up to 63 letters, digits and underscores, beginning with a letter, and no name that the engine keeps for itself, got "my-db".'],
    ['an identifier with capitals', { identifier: 'Far' }, 'identifier must be up to 50 small letters, digits and single hyphens, beginning with a letter, got "Far".'],
    ['a managed password', { adminPassword: 'MANAGED' } as StandbyOptions, `adminPassword ${OF_A_PRIMARY}`],
    ['an admin', { adminUser: 'dbadmin' } as StandbyOptions, `adminUser ${OF_A_PRIMARY}`],
    ['a snapshot', { snapshotIdentifier: 'before' } as StandbyOptions, `snapshotIdentifier ${OF_A_PRIMARY}`],
  ])('%s', (_, options, message) => {
    expect(standbyRefusals(options)).toEqual([message]);
  });

  test('a key of another region, and a network of one zone', () => {
    const key = (keyArn: string): Surroundings => ({ keyArn });
    expect(standbyRefusals({}, key('arn:aws:kms:us-east-1:111122223333:key/1'))).toEqual([
      'encryptionKey must be a key of the standby\'s region (eu-west-1), got one of us-east-1: a key is of no use elsewhere.',
    ]);
    expect(standbyRefusals({}, key('arn:aws:kms:eu-west-1:111122223333:key/mrk-1'))).toEqual([]);
    expect(standbyRefusals({}, { zoneNames: ['eu-west-1a'] })).toEqual(['vpcSubnets must lie in at least 2 availability zones, got 1: AWS makes no subnet group in fewer.']);
  });

  test('all at once, and under the construct\'s name', () => {
    expect(() => standby({ port: 80, engine: AURORA })).toThrow("StandbyDatabase 'Far/Standby': 2 problems:\n  - port must be");
  });

  test('each refusal of AWS names its page', () => {
    expect(STANDBY_REFUSALS.every(({ source }) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });
});

describe('allowed', () => {
  test.each<[string, StandbyOptions, Surroundings?]>([
    ['PostgreSQL 14', { engine: DatabaseEngine.postgres('14') }],
    ['Aurora PostgreSQL 13', { engine: DatabaseEngine.auroraPostgres('13'), source: GLOBAL }],
    ['MySQL and MariaDB, with replicas of the replica', { engine: MYSQL, replicas: 15 }],
    ['scaling of what has become the primary', { ...aurora, promoted: true, readerScaling: { maxReplicas: 6 } }],
    ['a single member', { ...aurora, replicas: 0, singleAvailabilityZone: true }],
    ['a version in full', { engine: AURORA_MYSQL, source: GLOBAL, engineVersion: '8.0.mysql_aurora.3.08.0' }],
    ['China, by an ARN', instance('arn:aws-cn:rds:cn-north-1:111122223333:db:app-writer')],
    ['a region known too late', {}, { region: TOKEN_TEXT, account: TOKEN_TEXT, keyArn: TOKEN_TEXT }],
    ['values that only the deployment tells', {
      source: StandbySource.instanceIn('us-east-1', TOKEN_TEXT),
      writerHost: TOKEN_TEXT,
      instanceType: TOKEN_TEXT,
      port: TOKEN_NUMBER,
      databaseName: TOKEN_TEXT,
      promoted: false,
      lagThresholdSeconds: TOKEN_NUMBER,
      crossRegionLagThresholdSeconds: TOKEN_NUMBER,
      storage: { allocatedGib: TOKEN_NUMBER },
      backupRetentionDays: TOKEN_NUMBER,
      parameters: { max_connections: TOKEN_TEXT },
    }],
    ['the same on Aurora', { engine: AURORA, source: StandbySource.globalDatabase(TOKEN_TEXT, 'us-east-1'), engineVersion: TOKEN_TEXT, instanceType: TOKEN_TEXT }],
  ])('%s', (_, options, surroundings = {}) => {
    expect(standbyRefusals(options, surroundings)).toEqual([]);
  });
});

describe('always', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const shared = {
    replicas: maybe(fc.integer({ min: 1, max: 15 })),
    port: maybe(fc.integer({ min: 1150, max: 65_535 })),
    crossRegionLagThresholdSeconds: maybe(fc.integer({ min: 1, max: 86_400 })),
    backupRetentionDays: maybe(fc.integer({ min: 1, max: 35 })),
    writerHost: maybe(fc.constant('primary.example.com')),
  };
  const onRds = fc.record({ engine: fc.constantFrom(POSTGRES, MYSQL, MARIADB), source: fc.constant(INSTANCE), ...shared });
  const onAurora = fc.record({ engine: fc.constantFrom(AURORA, AURORA_MYSQL), source: fc.constant(GLOBAL), ...shared });
  const valid: fc.Arbitrary<StandbyOptions> = fc.oneof(onRds, onAurora);

  test('a promotion changes nothing that would replace the database, and no name', () => {
    fc.assert(fc.property(valid, (options) => {
      const [before, after] = [standby(options), standby({ ...options, promoted: true })];
      for (const part of ['encryption', 'writer', 'replicas', 'cluster', 'engineVersion', 'coordinates', 'descriptions', 'storage'] as const) {
        expect(after[part]).toEqual(before[part]);
      }
      expect({ ...after.replication, sourceInstanceArn: before.replication.sourceInstanceArn }).toEqual(before.replication);
      expect(after.replication.sourceInstanceArn).toBeUndefined();
      expect(after.writerHost).toBeUndefined();
    }));
  });

  test('exactly one key, one source, and each alarm once', () => {
    fc.assert(fc.property(valid, maybe(fc.constant('arn:aws:kms:eu-west-1:111122223333:key/1')), (options, keyArn) => {
      const plan = standby(options, { keyArn });
      expect([plan.encryption.keyArn, plan.encryption.managedKeyAlias].filter(Boolean)).toHaveLength(1);
      expect([plan.replication.sourceInstanceArn, plan.replication.globalClusterIdentifier].filter(Boolean)).toHaveLength(1);
      expect(new Set(plan.alarms.map(({ id }) => id)).size).toBe(plan.alarms.length);
      expect(plan.replicas).toHaveLength(options.replicas ?? 2);
    }));
  });

  test('what a promotion loses is bounded by the threshold and its detection', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 86_400 }), (crossRegionLagThresholdSeconds) => {
      const { secondsOfWritesLostByPromotion } = standby({ crossRegionLagThresholdSeconds }).facts;
      expect(secondsOfWritesLostByPromotion).toBe(crossRegionLagThresholdSeconds + LAG_DETECTION_SECONDS);
    }));
  });

  test.each<[string, (value: number) => StandbyOptions]>([
    ['crossRegionLagThresholdSeconds', (value) => ({ crossRegionLagThresholdSeconds: value })],
    ['port', (value) => ({ port: value })],
    ['replicas', (value) => ({ replicas: value })],
  ])('an invalid %s is refused, alone and by its name', (option, optionsWith) => {
    const neverMeant = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity), fc.integer({ max: -1 }), fc.integer({ min: 100_000 }));
    fc.assert(fc.property(neverMeant, (value) => {
      expect(standbyRefusals(optionsWith(value)).map((problem) => problem.split(' ')[0])).toEqual([option]);
    }));
  });
});
