import { Fields } from './deploy-reality';

/** What CloudFormation calls a thing that Terraform has made, by which id the API knows it, and what was promised of it. */
export interface Words {
  readonly type: string;
  readonly id?: string;
  readonly properties?: (thing: Fields, written: Fields) => Fields;
}

/** As in terraform-words.ts, of what holds data and what leads to it. */
export const DATA_WORDS: Record<string, Words> = {
  aws_db_instance: {
    type: 'AWS::RDS::DBInstance',
    id: 'identifier',
    properties: (instance, written) => ({
      AllocatedStorage: instance.allocated_storage,
      BackupRetentionPeriod: instance.backup_retention_period,
      CopyTagsToSnapshot: instance.copy_tags_to_snapshot,
      DBInstanceClass: instance.instance_class,
      DBInstanceIdentifier: instance.identifier,
      DBName: instance.db_name,
      DBParameterGroupName: instance.parameter_group_name,
      DBSubnetGroupName: instance.db_subnet_group_name,
      DeletionProtection: instance.deletion_protection,
      EnableCloudwatchLogsExports: instance.enabled_cloudwatch_logs_exports,
      EnableIAMDatabaseAuthentication: instance.iam_database_authentication_enabled,
      EnablePerformanceInsights: written.performance_insights_enabled,
      Engine: instance.engine,
      MasterUsername: instance.username,
      MaxAllocatedStorage: instance.max_allocated_storage,
      MonitoringInterval: instance.monitoring_interval,
      MultiAZ: instance.multi_az,
      Port: instance.port,
      PubliclyAccessible: instance.publicly_accessible,
      StorageEncrypted: instance.storage_encrypted,
      StorageType: instance.storage_type,
      VPCSecurityGroups: instance.vpc_security_group_ids,
    }),
  },
  aws_db_subnet_group: {
    type: 'AWS::RDS::DBSubnetGroup', properties: (group) => ({ DBSubnetGroupDescription: group.description, SubnetIds: group.subnet_ids }),
  },
  aws_db_parameter_group: {
    type: 'AWS::RDS::DBParameterGroup',
    properties: (group) => ({
      Description: group.description,
      Family: group.family,
      Parameters: Object.fromEntries((group.parameter ?? []).map(({ name, value }: Fields) => [name, value])),
    }),
  },
  aws_elasticache_replication_group: {
    type: 'AWS::ElastiCache::ReplicationGroup',
    // Terraform ignores changes of some, and then plans what it has read.
    properties: (group, written) => ({
      AtRestEncryptionEnabled: written.at_rest_encryption_enabled,
      AutoMinorVersionUpgrade: written.auto_minor_version_upgrade,
      AutomaticFailoverEnabled: group.automatic_failover_enabled,
      CacheNodeType: written.node_type,
      Engine: group.engine,
      LogDeliveryConfigurations: group.log_delivery_configuration.map((log: Fields) => ({
        DestinationDetails: { CloudWatchLogsDetails: { LogGroup: log.destination } },
        DestinationType: log.destination_type,
        LogFormat: log.log_format,
        LogType: log.log_type,
      })),
      MultiAZEnabled: group.multi_az_enabled,
      NumCacheClusters: group.replicas_per_node_group + 1,
      Port: group.port,
      ReplicationGroupDescription: group.description,
      SnapshotRetentionLimit: group.snapshot_retention_limit,
      TransitEncryptionEnabled: written.transit_encryption_enabled,
    }),
  },
  aws_elasticache_subnet_group: {
    type: 'AWS::ElastiCache::SubnetGroup', properties: (group) => ({ Description: group.description, SubnetIds: group.subnet_ids }),
  },
  aws_elasticache_user: {
    type: 'AWS::ElastiCache::User',
    properties: (user) => ({
      AccessString: user.access_string,
      // One who needs no password has no mode, and the API has a word for him.
      AuthenticationMode: { Type: user.no_password_required ? 'no-password' : user.authentication_mode[0].type },
      Engine: user.engine,
      UserName: user.user_name,
    }),
  },
  aws_route53_zone: {
    type: 'AWS::Route53::HostedZone',
    id: 'zone_id',
    properties: (zone, written) => ({
      Name: `${zone.name}.`,
      HostedZoneConfig: { Comment: zone.comment, PrivateZone: written.vpc !== undefined },
      // Changes of them are ignored, so that a plan does not say which.
      VPCs: (written.vpc ?? []).map(() => ({})),
    }),
  },
  aws_route53_record: {
    type: 'AWS::Route53::RecordSet',
    properties: (record) => ({
      HealthCheckId: record.health_check_id,
      HostedZoneId: record.zone_id,
      Name: `${record.name}.`,
      ResourceRecords: record.records,
      SetIdentifier: record.set_identifier,
      TTL: record.ttl,
      Type: record.type,
      Weight: record.weighted_routing_policy[0].weight,
    }),
  },
  aws_route53_health_check: {
    type: 'AWS::Route53::HealthCheck',
    properties: (check) => ({
      HealthCheckConfig: {
        AlarmIdentifier: { Name: check.cloudwatch_alarm_name, Region: check.cloudwatch_alarm_region },
        InsufficientDataHealthStatus: check.insufficient_data_health_status,
        Type: check.type,
      },
      HealthCheckTags: Object.entries(check.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  },
  aws_secretsmanager_secret: {
    type: 'AWS::SecretsManager::Secret', id: 'arn', properties: (secret) => ({ Name: secret.name, Description: secret.description }),
  },
  aws_ssm_document: {
    type: 'AWS::SSM::Document',
    id: 'name',
    properties: (document) => (
      { Content: JSON.parse(document.content), DocumentFormat: document.document_format, DocumentType: document.document_type }
    ),
  },
};
