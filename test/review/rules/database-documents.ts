/** A database with nothing wrong, in both engines' words, to change one thing of. */

type Block = Record<string, unknown>;

export const template = (Resources: Block) => ({ Resources });
export const terraform = (resource: Block) => ({ resource });

const RIGHT = {
  Engine: 'postgres',
  DBInstanceClass: 'db.m7g.large',
  AllocatedStorage: '100',
  MaxAllocatedStorage: 1000,
  MultiAZ: true,
  StorageEncrypted: true,
  BackupRetentionPeriod: 7,
  DeletionProtection: true,
  ManageMasterUserPassword: true,
};

/** An instance with nothing wrong, but for what is said. */
export const instance = (properties: Block = {}, attributes: Block = {}) => ({ Type: 'AWS::RDS::DBInstance', ...attributes, Properties: { ...RIGHT, ...properties } });

/** Without one of its properties. */
export const without = (name: string, attributes: Block = {}) => instance({ [name]: undefined }, attributes);

export const replica = (properties: Block = {}) => ({
  Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: { Ref: 'Writer' }, DBInstanceClass: 'db.m7g.large', ...properties },
});

export const cluster = (properties: Block = {}) => ({
  Type: 'AWS::RDS::DBCluster',
  Properties: { Engine: 'aurora-postgresql', StorageEncrypted: true, BackupRetentionPeriod: 7, DeletionProtection: true, ManageMasterUserPassword: true, ...properties },
});

export const member = (properties: Block = {}) => ({
  Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Cluster' }, Engine: 'aurora-postgresql', DBInstanceClass: 'db.r7g.large', ...properties },
});

export const alarm = (MetricName: string, dimensions: Block = { DBInstanceIdentifier: { Ref: 'Writer' } }) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: 'AWS/RDS', MetricName, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })), ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 5,
  },
});

const ARGUMENTS = {
  engine: 'postgres', instance_class: 'db.m7g.large', allocated_storage: 100, max_allocated_storage: 1000, multi_az: true, storage_encrypted: true, backup_retention_period: 7,
};

/** The same in Terraform's words. */
export const dbInstance = (args: Block = {}) => terraform({ aws_db_instance: { orders: { ...ARGUMENTS, ...args } } });

export const auroraOf = (members: Block) => terraform({
  aws_rds_cluster: { orders: { engine: 'aurora-mysql', backup_retention_period: 7 } },
  aws_rds_cluster_instance: Object.fromEntries(Object.entries(members).map(([name, args]) => (
    [name, { cluster_identifier: '${aws_rds_cluster.orders.id}', engine: 'aurora-mysql', instance_class: 'db.r7g.large', ...args as Block }]))),
});
