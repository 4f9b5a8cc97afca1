import { App, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { TerraformStack, Testing } from 'cdktf';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { AdminPassword, DatabaseEngine, ReadReplicaDatabaseOptions } from '../../src/core';

const POSTGRES = DatabaseEngine.postgres('17');
const MYSQL = DatabaseEngine.mysql('8.4');
const AURORA = DatabaseEngine.auroraPostgres('17');

/** What plain CDK lets through in silence, with what is said of it. */
const CASES: [string, ReadReplicaDatabaseOptions, RegExp][] = [
  ['a managed password with replicas', { engine: POSTGRES, adminPassword: AdminPassword.MANAGED }, /adminPassword/],
  ['a managed password in a global database', { engine: AURORA, adminPassword: AdminPassword.MANAGED, globalDatabase: true }, /adminPassword/],
  ['no backups with replicas', { engine: POSTGRES, backupRetentionDays: 0 }, /backupRetentionDays/],
  ['ninety-nine days of backups', { engine: POSTGRES, backupRetentionDays: 99 }, /backupRetentionDays must be .* got 99/],
  ['twenty readers of Aurora', { engine: AURORA, replicas: 20 }, /replicas must be an integer from 0 to 15, got 20/],
  ['a disk of 5 GiB', { engine: POSTGRES, storage: { allocatedGib: 5 } }, /storage\.allocatedGib must be an integer from 20 to 65536, got 5/],
  ['a maximum below the allocation', { engine: POSTGRES, storage: { allocatedGib: 500, maxAllocatedGib: 100 } }, /storage\.maxAllocatedGib must be at least a tenth more/],
  ['monitoring every 7 s', { engine: POSTGRES, monitoringIntervalSeconds: 7 }, /monitoringIntervalSeconds must be .* got 7/],
  ['port 80', { engine: POSTGRES, port: 80 }, /port must be .* got 80/],
  ['the user rdsadmin', { engine: POSTGRES, adminUser: 'rdsadmin' }, /adminUser/],
  ['a database called my-db', { engine: POSTGRES, databaseName: 'my-db' }, /databaseName must be .* got "my-db"/],
  ['overlapping windows', { engine: POSTGRES, backupWindow: '04:00-05:00', maintenanceWindow: 'sun:04:30-sun:05:30' }, /maintenanceWindow|backupWindow/],
  ['logs of another engine', { engine: POSTGRES, logs: { exports: ['slowquery'] } }, /logs\.exports/],
  ['replicas both pinned and Multi-AZ', { engine: POSTGRES, replicaMultiAz: true, replicaZones: ['eu-west-1a'] }, /replicaMultiAz|replicaZones/],
  ['a replica smaller than its writer', { engine: MYSQL, instanceType: 'db.m7g.xlarge', replicaInstanceType: 'db.m7g.large' }, /replicaInstanceType must be at least as large/],
  ['a class that there is not', { engine: POSTGRES, instanceType: 'm7g.banana' }, /instanceType must be/],
  ['a minor version', { engine: DatabaseEngine.postgres('17.2') }, /engine\.majorVersion must be a major version/],
  ['a disk for Aurora', { engine: AURORA, storage: { allocatedGib: 100 } }, /storage is for RDS/],
  ['serverless on RDS', { engine: POSTGRES, serverless: { minCapacity: 1, maxCapacity: 2 } }, /serverless is for Aurora/],
  ['a class and serverless', { engine: AURORA, instanceType: 'db.r7g.large', serverless: { minCapacity: 1, maxCapacity: 2 } }, /serverless and instanceType contradict/],
  ['TLS switched off by a parameter', { engine: POSTGRES, parameters: { 'rds.force_ssl': '0' } }, /parameters|withoutTls/],
  ['several at once', { engine: POSTGRES, port: 0, replicas: -1, backupRetentionDays: NaN }, /3 problems/],
];

test.each(CASES)('%s is refused in the same words on both engines', (_, options, message) => {
  const onAwsCdk = messageOf(() => databaseOnAwsCdk(options));
  expect(onAwsCdk).toMatch(/^ReadReplicaDatabase 'Stack\/Database': /);
  expect(onAwsCdk).toMatch(message);
  expect(messageOf(() => databaseOnCdktf(options))).toBe(onAwsCdk);
});

test('what is refused leaves nothing half-built', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => databaseOnAwsCdk({ engine: POSTGRES, replicas: 20 }, stack)).toThrow('replicas');
  expect(stack.node.findChild('Database').node.children).toEqual([]);
  const other = new TerraformStack(Testing.app(), 'Stack');
  expect(() => databaseOnCdktf({ engine: POSTGRES, replicas: 20 }, other)).toThrow('replicas');
  expect(other.node.findChild('Database').node.children).toEqual([]);
});

function databaseOnAwsCdk(options: ReadReplicaDatabaseOptions, stack = new Stack(new App(), 'Stack')) {
  const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;
  const subnetConfiguration = [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map((subnetType) => ({ name: subnetType, subnetType }));
  return new awscdk.ReadReplicaDatabase(stack, 'Database', { vpc: new Vpc(stack, 'Vpc', { subnetConfiguration }), ...options });
}

function databaseOnCdktf(options: ReadReplicaDatabaseOptions, stack = new TerraformStack(Testing.app(), 'Stack')) {
  return new cdktf.ReadReplicaDatabase(stack, 'Database', { network: new cdktf.Network(stack, 'Network', { availabilityZones: 2 }), ...options });
}

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}
