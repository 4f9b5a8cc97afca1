import { OnAwsCdk, OnCdktf } from './standby-on-engines';
import { AURORA, AURORA_MYSQL, MYSQL, POSTGRES } from './standby.cases';
import { DatabaseEngine, StandbyDatabaseOptions, StandbySource } from '../../src/core';

const HERE = { region: 'eu-west-1' };
const said = (others: object) => ({ ...POSTGRES, ...others }) as StandbyDatabaseOptions;

/** What plain CDK lets through in silence, with what is said of it. */
const CASES: [string, StandbyDatabaseOptions, RegExp][] = [
  // What makes it a copy.
  ['a region that there is not', { ...POSTGRES, source: StandbySource.instanceIn('us-banana-1', 'app-writer') }, /source\.region must be a region of AWS .* got "us-banana-1"/],
  ['a region that there is not, in an ARN', { ...POSTGRES, source: StandbySource.instance('arn:aws:rds:us-banana-1:111122223333:db:app') }, /source\.region must be .* got "us-banana-1"/],
  ['its own region', { ...POSTGRES, source: StandbySource.instanceIn('eu-west-1', 'app-writer') }, /source must be in another region than the standby \(eu-west-1\)/],
  ['its own region, on Aurora', { ...AURORA, source: StandbySource.globalDatabase('app-global', 'eu-west-1') }, /source must be in another region than the standby/],
  ['a name for an ARN', { ...POSTGRES, source: StandbySource.instance('app-writer') }, /source must be the ARN of an instance of RDS .* got "app-writer"/],
  ['a cluster\'s ARN', { ...POSTGRES, source: StandbySource.instance('arn:aws:rds:us-east-1:111122223333:cluster:app') }, /source must be the ARN of an instance/],
  ['an instance for Aurora', { ...AURORA, source: POSTGRES.source }, /source must be StandbySource\.globalDatabase/],
  ['a global database for RDS', { ...MYSQL, source: AURORA.source }, /source must be StandbySource\.instance/],
  ['an instance of an impossible name', { ...POSTGRES, source: StandbySource.instanceIn('us-east-1', 'app--writer') }, /source\.instanceIdentifier must be .* got "app--writer"/],
  ['a global database of an impossible name', { ...AURORA, source: StandbySource.globalDatabase('app_global', 'us-east-1') }, /source\.globalClusterIdentifier must be .* got "app_global"/],
  ['a version on RDS', { ...POSTGRES, engineVersion: '17.5' }, /engineVersion is for Aurora/],
  ['a version of another major', { ...AURORA, engineVersion: '16.9' }, /engineVersion must be a version of Aurora PostgreSQL 17 in full.* got "16\.9"/],
  ['half a version', { ...AURORA_MYSQL, engineVersion: '8.0' }, /engineVersion must be .* got "8\.0"/],
  ['a PostgreSQL whose replicas have no replicas', { ...POSTGRES, engine: DatabaseEngine.postgres('13') }, /engine must be PostgreSQL 14 at the least, got 13/],
  // What comes with the source.
  ['an admin', said({ adminUser: 'keeper' }), /adminUser is for a ReadReplicaDatabase/],
  ['a managed password', said({ adminPassword: 'MANAGED' }), /adminPassword is for a ReadReplicaDatabase/],
  ['a snapshot', said({ snapshotIdentifier: 'before' }), /snapshotIdentifier is for a ReadReplicaDatabase/],
  ['a proxy', said({ proxy: {} }), /proxy is for a ReadReplicaDatabase/],
  // What AWS refuses, or what somebody would regret.
  ['scaling of a secondary cluster', { ...AURORA, readerScaling: { maxReplicas: 6 } }, /readerScaling needs promoted: true/],
  ['no backups', { ...POSTGRES, backupRetentionDays: 0 }, /backupRetentionDays must be an integer from 1 to 35, got 0/],
  ['a lag of no seconds', { ...POSTGRES, crossRegionLagThresholdSeconds: 0 }, /crossRegionLagThresholdSeconds must be .* got 0/],
  ['a writer that is a URL', { ...POSTGRES, writerHost: 'https://db.example.com' }, /writerHost must be a host name/],
  ['port 80', { ...POSTGRES, port: 80 }, /port must be an integer from 1150 to 65535, got 80/],
  ['a class that there is not', { ...POSTGRES, instanceType: 'db.banana.large' }, /instanceType must be .* got "db\.banana\.large"/],
  ['a small class in a global database', { ...AURORA, instanceType: 'db.t4g.large' }, /instanceType must not be of series t in a global database/],
  ['a replica smaller than the standby', { ...POSTGRES, replicaInstanceType: 'db.t4g.medium' }, /replicaInstanceType must be at least as large/],
  ['twenty members of Aurora', { ...AURORA, replicas: 20 }, /replicas must be an integer from 0 to 15, got 20/],
  ['nobody to take over', { ...AURORA, replicas: 0 }, /replicas must be at least 1 on Aurora/],
  ['replicas both pinned and Multi-AZ', { ...POSTGRES, replicaMultiAz: true, replicaZones: ['eu-west-1a'] }, /replicaMultiAz: true and replicaZones contradict/],
  ['a disk of 5 GiB', { ...POSTGRES, storage: { allocatedGib: 5 } }, /storage\.allocatedGib must be .* got 5/],
  ['a disk on Aurora', { ...AURORA, storage: {} }, /storage is for RDS/],
  ['logs of another engine', { ...POSTGRES, logs: { exports: ['slowquery'] } }, /logs\.exports\[0\] must be/],
  ['overlapping windows', { ...POSTGRES, backupWindow: '04:00-05:00', maintenanceWindow: 'sun:04:30-sun:05:30' }, /must not overlap/],
  ['monitoring every 7 s', { ...POSTGRES, monitoringIntervalSeconds: 7 }, /monitoringIntervalSeconds must be .* got 7/],
  ['a database called my-db', { ...POSTGRES, databaseName: 'my-db' }, /databaseName must be .* got "my-db"/],
  ['TLS switched off by a parameter', { ...POSTGRES, parameters: { 'rds.force_ssl': '0' } }, /rds\.force_ssl/],
  ['several at once', { ...POSTGRES, port: 0, replicas: -1, crossRegionLagThresholdSeconds: NaN }, /3 problems/],
];

test('there are enough of them, of distinct names', () => {
  const names = CASES.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(30);
});

test.each(CASES)('%s: refused in the same words on both engines', (_, options, message) => {
  const onAwsCdk = messageOf(() => new OnAwsCdk(HERE).standby(options));
  expect(onAwsCdk).toMatch(/^StandbyDatabase 'Stack\/Standby': /);
  expect(onAwsCdk).toMatch(message);
  expect(messageOf(() => new OnCdktf().standby(options))).toBe(onAwsCdk);
});

test('what is refused leaves nothing half-built', () => {
  for (const engine of [new OnAwsCdk(HERE), new OnCdktf()]) {
    expect(() => engine.standby({ ...POSTGRES, replicas: 20 })).toThrow('replicas');
    expect(engine.stack.node.findChild('Standby').node.children).toEqual([]);
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
