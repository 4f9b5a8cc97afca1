import { RuleCase } from './case';
import { alarm, auroraOf, cluster, dbInstance, instance, member, replica, template, terraform, without } from './database-documents';

const AVAILABILITY: RuleCase[] = [
  {
    rule: 'single-database',
    triggers: template({ Writer: without('MultiAZ') }),
    finds: ['Writer MultiAZ'],
    nearMiss: template({ Writer: instance() }),
  },
  {
    rule: 'single-database',
    triggers: dbInstance({ multi_az: false }),
    finds: ['aws_db_instance.orders MultiAZ'],
    nearMiss: { ...dbInstance({ multi_az: '${var.protected}' }), variable: { protected: { type: 'bool' } } },
  },
  {
    rule: 'single-database',
    triggers: template({ Writer: instance({ MultiAZ: false }), Elsewhere: member({ DBClusterIdentifier: 'orders' }), Standby: replica({ SourceDBInstanceIdentifier: 'users' }) }),
    finds: ['Writer MultiAZ'],
    nearMiss: template({ Writer: instance({ MultiAZ: false }), Replica: replica() }),
  },
  {
    rule: 'no-failover-target',
    triggers: template({ Cluster: cluster(), One: member() }),
    finds: ['Cluster'],
    nearMiss: template({ Cluster: cluster(), One: member(), Two: member() }),
  },
  {
    rule: 'no-failover-target',
    triggers: template({ Writer: instance({ MultiAZ: false }), Replica: replica() }),
    finds: ['Writer MultiAZ'],
    nearMiss: template({ Writer: instance({ MultiAZ: true }), Replica: replica() }),
  },
  {
    rule: 'no-failover-target',
    triggers: auroraOf({ one: {} }),
    finds: ['aws_rds_cluster.orders'],
    nearMiss: { ...auroraOf({ one: { count: '${var.servers}' } }), variable: { servers: {} } },
  },
  {
    rule: 'database-in-one-zone',
    triggers: template({ Cluster: cluster(), One: member({ AvailabilityZone: 'eu-west-1a' }), Two: member({ AvailabilityZone: 'eu-west-1a' }) }),
    finds: ['One AvailabilityZone'],
    nearMiss: template({ Cluster: cluster(), One: member({ AvailabilityZone: 'eu-west-1a' }), Two: member({ AvailabilityZone: 'eu-west-1b' }) }),
  },
  {
    rule: 'database-in-one-zone',
    triggers: auroraOf({ one: { availability_zone: 'eu-west-1a' }, two: { availability_zone: 'eu-west-1a' } }),
    finds: ['aws_rds_cluster_instance.one AvailabilityZone'],
    nearMiss: auroraOf({ one: { availability_zone: 'eu-west-1a' }, two: {} }),
  },
  {
    rule: 'smaller-replica',
    triggers: template({ Writer: instance({ DBInstanceClass: 'db.m7g.2xlarge' }), Replica: replica() }),
    finds: ['Replica DBInstanceClass'],
    nearMiss: template({ Writer: instance(), Replica: replica({ DBInstanceClass: 'db.m6g.large' }) }),
  },
  {
    rule: 'smaller-replica',
    triggers: auroraOf({ one: { promotion_tier: 0, instance_class: 'db.r7g.2xlarge' }, two: { promotion_tier: 1 } }),
    finds: ['aws_rds_cluster_instance.two DBInstanceClass'],
    nearMiss: auroraOf({ one: { promotion_tier: 0, instance_class: 'db.r7g.2xlarge' }, two: { promotion_tier: 15 }, three: { promotion_tier: 1, instance_class: 'db.r7g.2xlarge' } }),
  },
  {
    rule: 'reads-on-writer',
    triggers: template({ Writer: instance() }),
    finds: ['Writer'],
    nearMiss: template({ Writer: instance(), Replica: replica() }),
  },
  {
    rule: 'pausing-database',
    triggers: template({ Cluster: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 } }) }),
    finds: ['Cluster ServerlessV2ScalingConfiguration.MinCapacity'],
    nearMiss: template({ Cluster: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 } }) }),
  },
  {
    rule: 'burstable-database',
    triggers: dbInstance({ instance_class: 'db.t4g.medium' }),
    finds: ['aws_db_instance.orders DBInstanceClass'],
    nearMiss: dbInstance(),
  },
];

const DATA: RuleCase[] = [
  {
    rule: 'no-backups',
    triggers: template({ Writer: instance({ BackupRetentionPeriod: 0 }) }),
    finds: ['Writer BackupRetentionPeriod'],
    nearMiss: template({ Writer: instance({ BackupRetentionPeriod: 7 }), Replica: replica({ BackupRetentionPeriod: 0 }) }),
  },
  {
    rule: 'no-backups',
    triggers: dbInstance({ backup_retention_period: undefined }),
    finds: ['aws_db_instance.orders BackupRetentionPeriod'],
    nearMiss: dbInstance({ backup_retention_period: undefined, snapshot_identifier: 'orders-2026' }),
  },
  {
    rule: 'no-backups',
    triggers: template({ Cluster: cluster({ BackupRetentionPeriod: 1 }) }),
    finds: ['Cluster BackupRetentionPeriod'],
    nearMiss: template({ Cluster: cluster({ BackupRetentionPeriod: { 'Fn::ImportValue': 'days' } }) }),
  },
  {
    rule: 'no-backups',
    triggers: dbInstance({ backup_retention_period: 0 }),
    finds: ['aws_db_instance.orders BackupRetentionPeriod'],
    nearMiss: dbInstance({ backup_retention_period: undefined, restore_to_point_in_time: { source_db_instance_identifier: 'users' } }),
  },
  {
    rule: 'unprotected-database',
    triggers: template({ Writer: without('DeletionProtection', { DeletionPolicy: 'Delete' }) }),
    finds: ['Writer DeletionProtection'],
    nearMiss: template({ Writer: instance({}, { DeletionPolicy: 'Delete' }) }),
  },
  {
    rule: 'unprotected-database',
    triggers: template({ Writer: without('DeletionProtection', { DeletionPolicy: 'Delete' }) }),
    finds: ['Writer DeletionProtection'],
    nearMiss: { Parameters: { Policy: { Type: 'String' } }, ...template({ Writer: without('DeletionProtection', { DeletionPolicy: { Ref: 'Policy' } }) }) },
  },
  {
    rule: 'unprotected-database',
    triggers: dbInstance({ skip_final_snapshot: true }),
    finds: ['aws_db_instance.orders DeletionProtection'],
    nearMiss: dbInstance({ skip_final_snapshot: true, deletion_protection: true }),
  },
  {
    rule: 'unencrypted-database',
    triggers: template({ Writer: without('StorageEncrypted') }),
    finds: ['Writer StorageEncrypted'],
    nearMiss: template({ Writer: instance({ StorageEncrypted: undefined, DBSnapshotIdentifier: 'orders' }) }),
  },
  {
    rule: 'unencrypted-database',
    triggers: terraform({ aws_rds_cluster: { orders: { engine: 'aurora-mysql', storage_encrypted: false } } }),
    finds: ['aws_rds_cluster.orders StorageEncrypted'],
    nearMiss: terraform({ aws_rds_cluster: { orders: { engine: 'aurora-mysql' } } }),
  },
  {
    rule: 'unencrypted-database',
    triggers: template({ Cluster: cluster({ Engine: 'mysql', StorageEncrypted: undefined }) }),
    finds: ['Cluster StorageEncrypted'],
    nearMiss: template({ Cluster: cluster({ Engine: 'mysql', StorageEncrypted: undefined, SourceDBClusterIdentifier: { 'Fn::ImportValue': 'orders' } }) }),
  },
  {
    rule: 'public-database',
    triggers: template({ Writer: instance({ PubliclyAccessible: true }) }),
    finds: ['Writer PubliclyAccessible'],
    nearMiss: template({ Writer: instance({ PubliclyAccessible: false }) }),
  },
  {
    rule: 'public-database',
    triggers: auroraOf({ one: { publicly_accessible: true }, two: {} }),
    finds: ['aws_rds_cluster_instance.one PubliclyAccessible'],
    nearMiss: auroraOf({ one: {}, two: {} }),
  },
  {
    rule: 'full-disk',
    triggers: template({ Writer: without('MaxAllocatedStorage') }),
    finds: ['Writer MaxAllocatedStorage'],
    nearMiss: template({ Writer: without('MaxAllocatedStorage'), Alarm: alarm('FreeStorageSpace') }),
  },
  {
    rule: 'full-disk',
    triggers: dbInstance({ max_allocated_storage: 100 }),
    finds: ['aws_db_instance.orders MaxAllocatedStorage'],
    nearMiss: dbInstance({ max_allocated_storage: 101 }),
  },
];

const GIVEN_PASSWORD = { ManageMasterUserPassword: undefined, MasterUsername: 'orders' };

const PASSWORDS: RuleCase[] = [
  {
    rule: 'password-in-document',
    triggers: template({ Writer: instance({ ...GIVEN_PASSWORD, MasterUserPassword: 'correct-horse-battery' }) }),
    finds: ['Writer MasterUserPassword'],
    nearMiss: template({ Writer: instance({ ...GIVEN_PASSWORD, MasterUserPassword: '{{resolve:secretsmanager:orders:SecretString:password}}' }) }),
  },
  {
    rule: 'password-in-document',
    triggers: dbInstance({ username: 'orders', password: 'correct-horse-battery' }),
    finds: ['aws_db_instance.orders MasterUserPassword'],
    nearMiss: { ...dbInstance({ username: 'orders', password: '${var.password}' }), variable: { password: { sensitive: true } } },
  },
];

const WATCHING: RuleCase[] = [
  {
    rule: 'unwatched-lag',
    triggers: template({ Writer: instance(), Replica: replica(), Alarm: alarm('ReplicaLag') }),
    finds: ['Replica'],
    nearMiss: template({ Writer: instance(), Replica: replica(), Alarm: alarm('ReplicaLag', { DBInstanceIdentifier: { Ref: 'Replica' } }) }),
  },
  {
    rule: 'unwatched-lag',
    triggers: auroraOf({ one: {}, two: {} }),
    finds: ['aws_rds_cluster.orders'],
    nearMiss: terraform({
      ...auroraOf({ one: {}, two: {} }).resource,
      aws_cloudwatch_metric_alarm: {
        lag: { namespace: 'AWS/RDS', metric_name: 'AuroraReplicaLagMaximum', dimensions: { DBClusterIdentifier: '${aws_rds_cluster.orders.cluster_identifier}' } },
      },
    }),
  },
  {
    rule: 'unwatched-lag',
    triggers: template({ Cluster: cluster({ ManageMasterUserPassword: undefined, GlobalClusterIdentifier: 'orders' }), One: member(), Other: alarm('CPUUtilization') }),
    finds: ['Cluster'],
    nearMiss: template({
      Cluster: cluster({ ManageMasterUserPassword: undefined, GlobalClusterIdentifier: 'orders' }),
      One: member(),
      Other: alarm('AuroraGlobalDBReplicationLag', { DBClusterIdentifier: { Ref: 'Cluster' } }),
    }),
  },
  {
    rule: 'unwatched-database',
    triggers: template({ Writer: instance(), Replica: replica(), Alarm: alarm('ReplicaLag', { DBInstanceIdentifier: { Ref: 'Replica' } }) }),
    finds: ['Writer'],
    nearMiss: template({ Writer: instance(), Replica: replica(), Alarm: alarm('CPUUtilization', { DBInstanceIdentifier: { Ref: 'Replica' } }) }),
  },
  {
    rule: 'unwatched-database',
    triggers: template({ Writer: instance({ DBInstanceIdentifier: 'orders' }), Alarm: alarm('CPUUtilization', { DBInstanceIdentifier: 'users' }) }),
    finds: ['Writer'],
    nearMiss: template({ Writer: instance({ DBInstanceIdentifier: 'orders' }), Alarm: alarm('CPUUtilization', { DBInstanceIdentifier: 'orders' }) }),
  },
];

export const CASES: RuleCase[] = [...AVAILABILITY, ...DATA, ...PASSWORDS, ...WATCHING];
