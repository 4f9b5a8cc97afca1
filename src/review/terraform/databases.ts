import { Fields, isFields, isList, listOf } from '../kinds';
import { From, Shape, TAGS, Translation, at, either, many, object, one, unless } from './shapes';

const CHILD = {
  'endpoint': 'Endpoint.Address',
  'port': 'Endpoint.Port',
  'hosted_zone_id': 'Endpoint.HostedZoneId',
  'master_user_secret.secret_arn': 'MasterUserSecret.SecretArn',
  // Texts that nobody may read are not read through what refers to them either.
  'password': 'MasterUserPassword',
  'password_wo': 'MasterUserPassword',
  'master_password': 'MasterUserPassword',
  'master_password_wo': 'MasterUserPassword',
};

/** Arguments that instances and clusters call the same. */
const SHARED: Shape = {
  Engine: 'engine',
  EngineVersion: 'engine_version',
  AllocatedStorage: unless('allocated_storage', 0),
  StorageType: unless('storage_type', ''),
  Iops: unless('iops', 0),
  StorageEncrypted: 'storage_encrypted',
  KmsKeyId: unless('kms_key_id', ''),
  ManageMasterUserPassword: 'manage_master_user_password',
  MasterUserSecret: object({ KmsKeyId: unless('master_user_secret_kms_key_id', '') }),
  Port: unless('port', 0),
  DBSubnetGroupName: 'db_subnet_group_name',
  BackupRetentionPeriod: 'backup_retention_period',
  PreferredBackupWindow: either('preferred_backup_window', 'backup_window'),
  PreferredMaintenanceWindow: either('preferred_maintenance_window', 'maintenance_window'),
  DeleteAutomatedBackups: 'delete_automated_backups',
  DeletionProtection: 'deletion_protection',
  EnableIAMDatabaseAuthentication: 'iam_database_authentication_enabled',
  EnableCloudwatchLogsExports: 'enabled_cloudwatch_logs_exports',
  CopyTagsToSnapshot: 'copy_tags_to_snapshot',
  NetworkType: unless('network_type', ''),
  Tags: TAGS,
};

/** Arguments of an instance, in a cluster or alone. */
const INSTANCE: Shape = {
  DBInstanceIdentifier: unless('identifier', ''),
  DBInstanceClass: 'instance_class',
  AvailabilityZone: unless('availability_zone', ''),
  PubliclyAccessible: 'publicly_accessible',
  MonitoringInterval: 'monitoring_interval',
  MonitoringRoleArn: unless('monitoring_role_arn', ''),
  EnablePerformanceInsights: 'performance_insights_enabled',
  PerformanceInsightsRetentionPeriod: unless('performance_insights_retention_period', 0),
  PerformanceInsightsKMSKeyId: unless('performance_insights_kms_key_id', ''),
  AutoMinorVersionUpgrade: 'auto_minor_version_upgrade',
  CACertificateIdentifier: unless('ca_cert_identifier', ''),
};

const PARAMETERS: From = (args) => {
  const parameters = at(args, 'parameter');
  if (!isList(parameters) && !isFields(parameters)) { return parameters; }
  return Object.fromEntries(listOf(parameters).filter(isFields).flatMap(({ name, value }) => typeof name === 'string' && value !== undefined ? [[name, value]] : []));
};

/** Databases leave a snapshot unless they are told not to. */
function leavesSnapshot(args: Fields): boolean {
  return args.skip_final_snapshot !== true && args.skip_final_snapshot !== 'true';
}

function isReplica({ replicate_source_db: source }: Fields): boolean {
  return source !== undefined && source !== '';
}

const GROUP_ATTRIBUTES = { id: 'Ref', name: 'Ref' };

const CLUSTER: Translation = {
  type: 'AWS::RDS::DBCluster',
  attributes: {
    ...CHILD,
    id: 'Ref',
    cluster_identifier: 'Ref',
    arn: 'DBClusterArn',
    reader_endpoint: 'ReadEndpoint.Address',
    cluster_resource_id: 'DBClusterResourceId',
  },
  properties: {
    ...SHARED,
    DBClusterIdentifier: unless('cluster_identifier', ''),
    EngineMode: 'engine_mode',
    DatabaseName: unless('database_name', ''),
    MasterUsername: unless('master_username', ''),
    MasterUserPassword: either('master_password', 'master_password_wo'),
    VpcSecurityGroupIds: 'vpc_security_group_ids',
    DBClusterParameterGroupName: unless('db_cluster_parameter_group_name', ''),
    DBClusterInstanceClass: unless('db_cluster_instance_class', ''),
    AvailabilityZones: 'availability_zones',
    SnapshotIdentifier: unless('snapshot_identifier', ''),
    GlobalClusterIdentifier: unless('global_cluster_identifier', ''),
    ReplicationSourceIdentifier: unless('replication_source_identifier', ''),
    SourceRegion: unless('source_region', ''),
    SourceDBClusterIdentifier: either('restore_to_point_in_time.source_cluster_identifier', 'restore_to_point_in_time.source_cluster_resource_id'),
    EnableHttpEndpoint: 'enable_http_endpoint',
    CACertificateIdentifier: unless('ca_certificate_identifier', ''),
    ServerlessV2ScalingConfiguration: one('serverlessv2_scaling_configuration', {
      MinCapacity: 'min_capacity', MaxCapacity: 'max_capacity', SecondsUntilAutoPause: unless('seconds_until_auto_pause', 0),
    }),
  },
  leavesSnapshot,
};

export const DATABASES: Readonly<Record<string, Translation>> = {
  aws_db_instance: {
    type: 'AWS::RDS::DBInstance',
    attributes: {
      ...CHILD,
      id: 'DbiResourceId',
      identifier: 'Ref',
      arn: 'DBInstanceArn',
      resource_id: 'DbiResourceId',
      address: 'Endpoint.Address',
      // With its port, which CloudFormation has no attribute for.
      endpoint: 'Endpoint',
    },
    told: { username: 'MasterUsername', db_name: 'DBName' },
    properties: {
      ...SHARED,
      ...INSTANCE,
      DBName: either('db_name', 'name'),
      MasterUsername: unless('username', ''),
      MasterUserPassword: either('password', 'password_wo'),
      MaxAllocatedStorage: unless('max_allocated_storage', 0),
      StorageThroughput: unless('storage_throughput', 0),
      MultiAZ: 'multi_az',
      VPCSecurityGroups: 'vpc_security_group_ids',
      DBParameterGroupName: unless('parameter_group_name', ''),
      OptionGroupName: unless('option_group_name', ''),
      DBSnapshotIdentifier: unless('snapshot_identifier', ''),
      SourceDBInstanceIdentifier: unless('replicate_source_db', ''),
      ReplicaMode: unless('replica_mode', ''),
      SourceDbiResourceId: either('restore_to_point_in_time.source_dbi_resource_id', 'restore_to_point_in_time.source_db_instance_identifier'),
      SourceDBInstanceAutomatedBackupsArn: unless('restore_to_point_in_time.source_db_instance_automated_backups_arn', ''),
      LicenseModel: unless('license_model', ''),
    },
    leavesSnapshot: (args) => leavesSnapshot(args) && !isReplica(args),
  },
  aws_rds_cluster: CLUSTER,
  aws_rds_cluster_instance: {
    type: 'AWS::RDS::DBInstance',
    attributes: { ...CHILD, id: 'Ref', identifier: 'Ref', arn: 'DBInstanceArn', dbi_resource_id: 'DbiResourceId' },
    properties: {
      ...INSTANCE,
      DBClusterIdentifier: 'cluster_identifier',
      Engine: 'engine',
      EngineVersion: 'engine_version',
      PromotionTier: 'promotion_tier',
      PreferredMaintenanceWindow: unless('preferred_maintenance_window', ''),
      DBParameterGroupName: unless('db_parameter_group_name', ''),
      DBSubnetGroupName: unless('db_subnet_group_name', ''),
      CopyTagsToSnapshot: 'copy_tags_to_snapshot',
      Tags: TAGS,
    },
  },
  aws_rds_global_cluster: {
    type: 'AWS::RDS::GlobalCluster',
    attributes: { id: 'Ref', global_cluster_identifier: 'Ref' },
    told: { engine: 'Engine', engine_version: 'EngineVersion', database_name: 'DatabaseName' },
    properties: {
      GlobalClusterIdentifier: 'global_cluster_identifier',
      Engine: 'engine',
      EngineVersion: 'engine_version',
      StorageEncrypted: 'storage_encrypted',
      DeletionProtection: 'deletion_protection',
      SourceDBClusterIdentifier: unless('source_db_cluster_identifier', ''),
    },
  },
  aws_db_parameter_group: {
    type: 'AWS::RDS::DBParameterGroup',
    attributes: GROUP_ATTRIBUTES,
    properties: { DBParameterGroupName: 'name', Family: 'family', Description: unless('description', ''), Parameters: PARAMETERS, Tags: TAGS },
  },
  aws_rds_cluster_parameter_group: {
    type: 'AWS::RDS::DBClusterParameterGroup',
    attributes: GROUP_ATTRIBUTES,
    properties: { DBClusterParameterGroupName: 'name', Family: 'family', Description: unless('description', ''), Parameters: PARAMETERS, Tags: TAGS },
  },
  aws_db_subnet_group: {
    type: 'AWS::RDS::DBSubnetGroup',
    attributes: GROUP_ATTRIBUTES,
    properties: { DBSubnetGroupName: 'name', DBSubnetGroupDescription: unless('description', ''), SubnetIds: 'subnet_ids', Tags: TAGS },
  },
  aws_db_option_group: {
    type: 'AWS::RDS::OptionGroup',
    attributes: GROUP_ATTRIBUTES,
    properties: {
      OptionGroupName: 'name',
      EngineName: 'engine_name',
      MajorEngineVersion: 'major_engine_version',
      OptionConfigurations: many('option', {
        OptionName: 'option_name', Port: unless('port', 0), OptionSettings: many('option_settings', { Name: 'name', Value: 'value' }),
      }),
      Tags: TAGS,
    },
  },
};
