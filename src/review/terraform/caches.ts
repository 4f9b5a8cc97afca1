import { Value } from '../document';
import { Fields, isFields, isList, listOf } from '../kinds';
import { From, Shape, TAGS, Translation, at, either, flag, many, object, one, unless } from './shapes';

/** Redis OSS where nothing is said, unless it follows a group elsewhere. */
function engineOf({ engine, global_replication_group_id: elsewhere }: Fields): Value | undefined {
  return engine ?? (elsewhere === undefined || elsewhere === '' ? 'redis' : undefined);
}

/** Arguments that replication groups and clusters call the same. */
const SHARED: Shape = {
  Engine: 'engine',
  EngineVersion: unless('engine_version', ''),
  CacheNodeType: unless('node_type', ''),
  CacheParameterGroupName: unless('parameter_group_name', ''),
  CacheSubnetGroupName: unless('subnet_group_name', ''),
  Port: unless('port', 0),
  PreferredMaintenanceWindow: unless('maintenance_window', ''),
  SnapshotRetentionLimit: 'snapshot_retention_limit',
  SnapshotWindow: unless('snapshot_window', ''),
  SnapshotName: unless('snapshot_name', ''),
  SnapshotArns: 'snapshot_arns',
  NotificationTopicArn: unless('notification_topic_arn', ''),
  NetworkType: unless('network_type', ''),
  IpDiscovery: unless('ip_discovery', ''),
  LogDeliveryConfigurations: many('log_delivery_configuration', {
    DestinationType: 'destination_type',
    LogFormat: 'log_format',
    LogType: 'log_type',
    DestinationDetails: (args) => ({
      [args.destination_type === 'kinesis-firehose' ? 'KinesisFirehoseDetails' : 'CloudWatchLogsDetails']: {
        [args.destination_type === 'kinesis-firehose' ? 'DeliveryStream' : 'LogGroup']: args.destination ?? '',
      },
    }),
  }),
  // CloudFormation says it by the policy of deletion, and has no name for it.
  FinalSnapshotName: unless('final_snapshot_identifier', ''),
  Tags: TAGS,
};

/** Snapshots are left where they are given a name. */
function leavesSnapshot({ final_snapshot_identifier: name }: Fields): boolean {
  return name !== undefined && name !== '';
}

const PARAMETERS: From = (args) => {
  const parameters = at(args, 'parameter');
  if (!isList(parameters) && !isFields(parameters)) { return parameters; }
  return Object.fromEntries(listOf(parameters).filter(isFields).flatMap(({ name, value }) => typeof name === 'string' && value !== undefined ? [[name, value]] : []));
};

const REPLICATION_GROUP: Translation = {
  type: 'AWS::ElastiCache::ReplicationGroup',
  attributes: {
    id: 'Ref',
    replication_group_id: 'Ref',
    primary_endpoint_address: 'PrimaryEndPoint.Address',
    reader_endpoint_address: 'ReaderEndPoint.Address',
    configuration_endpoint_address: 'ConfigurationEndPoint.Address',
    // Texts that nobody may read are not read through what refers to them either.
    auth_token: 'AuthToken',
  },
  told: { port: 'PrimaryEndPoint.Port' },
  properties: {
    ...SHARED,
    Engine: engineOf,
    ReplicationGroupId: unless('replication_group_id', ''),
    ReplicationGroupDescription: either('description', 'replication_group_description'),
    NumCacheClusters: either('num_cache_clusters', 'number_cache_clusters'),
    NumNodeGroups: either('num_node_groups', 'cluster_mode.num_node_groups'),
    ReplicasPerNodeGroup: either('replicas_per_node_group', 'cluster_mode.replicas_per_node_group'),
    NodeGroupConfiguration: many('node_group_configuration', {
      NodeGroupId: unless('node_group_id', ''),
      ReplicaCount: 'replica_count',
      Slots: unless('slots', ''),
      PrimaryAvailabilityZone: unless('primary_availability_zone', ''),
      ReplicaAvailabilityZones: 'replica_availability_zones',
    }),
    // It was a block before it was a text.
    ClusterMode: (args) => typeof args.cluster_mode === 'string' && args.cluster_mode !== '' ? args.cluster_mode : undefined,
    AutomaticFailoverEnabled: flag('automatic_failover_enabled'),
    MultiAZEnabled: flag('multi_az_enabled'),
    AtRestEncryptionEnabled: (args, self) => flag('at_rest_encryption_enabled')(args, self) ?? (args.engine === 'valkey' ? true : undefined),
    KmsKeyId: unless('kms_key_id', ''),
    TransitEncryptionEnabled: flag('transit_encryption_enabled'),
    TransitEncryptionMode: unless('transit_encryption_mode', ''),
    AuthToken: unless('auth_token', ''),
    UserGroupIds: 'user_group_ids',
    AutoMinorVersionUpgrade: (args, self) => flag('auto_minor_version_upgrade')(args, self) ?? true,
    DataTieringEnabled: flag('data_tiering_enabled'),
    GlobalReplicationGroupId: unless('global_replication_group_id', ''),
    PreferredCacheClusterAZs: either('preferred_cache_cluster_azs', 'availability_zones'),
    SecurityGroupIds: 'security_group_ids',
  },
  // It always does what CloudFormation has to be told.
  updatePolicy: { UseOnlineResharding: () => true },
  leavesSnapshot,
};

const CLUSTER: Translation = {
  type: 'AWS::ElastiCache::CacheCluster',
  attributes: {
    'id': 'Ref',
    'cluster_id': 'Ref',
    // With its port, which CloudFormation has no attribute for.
    'configuration_endpoint': 'ConfigurationEndpoint',
    'cluster_address': 'ConfigurationEndpoint.Address',
    'cache_nodes.address': 'RedisEndpoint.Address',
    'cache_nodes.port': 'RedisEndpoint.Port',
  },
  told: { port: 'ConfigurationEndpoint.Port' },
  properties: {
    ...SHARED,
    ClusterName: unless('cluster_id', ''),
    ReplicationGroupId: unless('replication_group_id', ''),
    NumCacheNodes: 'num_cache_nodes',
    AZMode: unless('az_mode', ''),
    PreferredAvailabilityZone: unless('availability_zone', ''),
    PreferredAvailabilityZones: 'preferred_availability_zones',
    AutoMinorVersionUpgrade: flag('auto_minor_version_upgrade'),
    TransitEncryptionEnabled: flag('transit_encryption_enabled'),
    VpcSecurityGroupIds: 'security_group_ids',
  },
  leavesSnapshot,
};

const SERVERLESS: Translation = {
  type: 'AWS::ElastiCache::ServerlessCache',
  attributes: {
    'id': 'Ref',
    'name': 'Ref',
    'endpoint.address': 'Endpoint.Address',
    'endpoint.port': 'Endpoint.Port',
    'reader_endpoint.address': 'ReaderEndpoint.Address',
    'reader_endpoint.port': 'ReaderEndpoint.Port',
  },
  properties: {
    ServerlessCacheName: either('name', 'serverless_cache_name'),
    Description: unless('description', ''),
    Engine: 'engine',
    MajorEngineVersion: unless('major_engine_version', ''),
    KmsKeyId: unless('kms_key_id', ''),
    UserGroupId: unless('user_group_id', ''),
    SubnetIds: 'subnet_ids',
    SecurityGroupIds: 'security_group_ids',
    DailySnapshotTime: unless('daily_snapshot_time', ''),
    SnapshotRetentionLimit: 'snapshot_retention_limit',
    SnapshotArnsToRestore: 'snapshot_arns_to_restore',
    CacheUsageLimits: one('cache_usage_limits', {
      DataStorage: one('data_storage', { Minimum: unless('minimum', 0), Maximum: unless('maximum', 0), Unit: 'unit' }),
      ECPUPerSecond: one('ecpu_per_second', { Minimum: unless('minimum', 0), Maximum: unless('maximum', 0) }),
    }),
    Tags: TAGS,
  },
};

const PASSWORDS = either('passwords_wo', 'passwords', 'authentication_mode.passwords');

const LOGINS: Readonly<Record<string, Translation>> = {
  aws_elasticache_user: {
    type: 'AWS::ElastiCache::User',
    attributes: { 'id': 'Ref', 'user_id': 'Ref', 'passwords': 'Passwords', 'passwords_wo': 'Passwords', 'authentication_mode.passwords': 'Passwords' },
    told: { user_name: 'UserName' },
    properties: {
      UserId: 'user_id',
      UserName: 'user_name',
      Engine: 'engine',
      AccessString: 'access_string',
      NoPasswordRequired: flag('no_password_required'),
      Passwords: PASSWORDS,
      AuthenticationMode: object({ Type: 'authentication_mode.type' }),
      Tags: TAGS,
    },
  },
  aws_elasticache_user_group: {
    type: 'AWS::ElastiCache::UserGroup',
    attributes: { id: 'Ref', user_group_id: 'Ref' },
    properties: { UserGroupId: 'user_group_id', Engine: 'engine', UserIds: 'user_ids', Tags: TAGS },
  },
};

export const CACHES: Readonly<Record<string, Translation>> = {
  ...LOGINS,
  aws_elasticache_replication_group: REPLICATION_GROUP,
  aws_elasticache_cluster: CLUSTER,
  aws_elasticache_serverless_cache: SERVERLESS,
  aws_elasticache_global_replication_group: {
    type: 'AWS::ElastiCache::GlobalReplicationGroup',
    attributes: { id: 'Ref', global_replication_group_id: 'Ref' },
    properties: {
      GlobalReplicationGroupIdSuffix: 'global_replication_group_id_suffix',
      GlobalReplicationGroupDescription: unless('global_replication_group_description', ''),
      Members: (args) => args.primary_replication_group_id === undefined ? undefined : [{ ReplicationGroupId: args.primary_replication_group_id, Role: 'PRIMARY' }],
    },
  },
  aws_elasticache_parameter_group: {
    type: 'AWS::ElastiCache::ParameterGroup',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: { CacheParameterGroupName: 'name', CacheParameterGroupFamily: 'family', Description: unless('description', ''), Properties: PARAMETERS, Tags: TAGS },
  },
  aws_elasticache_subnet_group: {
    type: 'AWS::ElastiCache::SubnetGroup',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: { CacheSubnetGroupName: 'name', Description: unless('description', ''), SubnetIds: 'subnet_ids', Tags: TAGS },
  },
};
