/** A cache of shards, one without a node and one of Memcached, in both engines' words, as somebody else would write them. */

const DIMENSION_OF_NODE = 'CacheClusterId';

export const CACHED = {
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic' },
    Key: { Type: 'AWS::KMS::Key' },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'Sessions' } },
    Subnets: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { Description: 'Sessions', SubnetIds: ['subnet-a', 'subnet-b'] } },
    Tuned: {
      Type: 'AWS::ElastiCache::ParameterGroup',
      Properties: {
        CacheParameterGroupFamily: 'valkey8', Description: 'Sessions', Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-ttl', 'reserved-memory-percent': 30 },
      },
    },
    Slow: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain', Properties: { LogGroupName: '/aws/elasticache/sessions/slow', RetentionInDays: 30 } },
    Stream: { Type: 'AWS::KinesisFirehose::DeliveryStream' },
    Password: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { SecretStringTemplate: '{"username":"old"}', GenerateStringKey: 'password', PasswordLength: 64, ExcludeCharacters: ',"/@' } },
    },
    App: {
      Type: 'AWS::ElastiCache::User',
      Properties: { UserId: 'sessions-app', UserName: 'sessions-app', Engine: 'valkey', AccessString: 'on ~* -@all +@read +@write', AuthenticationMode: { Type: 'iam' } },
    },
    Old: {
      Type: 'AWS::ElastiCache::User',
      Properties: {
        UserId: 'sessions-old',
        UserName: 'old',
        Engine: 'valkey',
        AccessString: 'on ~* +@all',
        AuthenticationMode: { Type: 'password', Passwords: [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Password' }, ':SecretString:password::}}']] }] },
      },
    },
    Users: { Type: 'AWS::ElastiCache::UserGroup', Properties: { UserGroupId: 'sessions', Engine: 'valkey', UserIds: [{ Ref: 'App' }, { Ref: 'Old' }] } },
    Sessions: {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      DeletionPolicy: 'Snapshot',
      UpdatePolicy: { UseOnlineResharding: true },
      Properties: {
        ReplicationGroupId: 'sessions',
        ReplicationGroupDescription: 'Sessions',
        Engine: 'valkey',
        EngineVersion: '8.2',
        CacheNodeType: 'cache.r7g.large',
        NumNodeGroups: 3,
        ReplicasPerNodeGroup: '2',
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: 'true',
        AtRestEncryptionEnabled: true,
        KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
        TransitEncryptionEnabled: true,
        TransitEncryptionMode: 'required',
        UserGroupIds: [{ Ref: 'Users' }],
        Port: '6380',
        CacheParameterGroupName: { Ref: 'Tuned' },
        CacheSubnetGroupName: { Ref: 'Subnets' },
        SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
        SnapshotRetentionLimit: 15,
        SnapshotWindow: '03:00-04:00',
        PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
        AutoMinorVersionUpgrade: true,
        NotificationTopicArn: { Ref: 'Topic' },
        LogDeliveryConfigurations: [
          { LogType: 'slow-log', LogFormat: 'json', DestinationType: 'cloudwatch-logs', DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'Slow' } } } },
          { LogType: 'engine-log', LogFormat: 'text', DestinationType: 'kinesis-firehose', DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'engine-stream' } } },
        ],
      },
    },
    Shards: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'elasticache', ScalableDimension: 'elasticache:replication-group:NodeGroups', ResourceId: { 'Fn::Sub': 'replication-group/${Sessions}' }, MinCapacity: 3, MaxCapacity: 9,
      },
    },
    ByCpu: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: 'Shards' },
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          ScaleInCooldown: 900,
          ScaleOutCooldown: 600,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ElastiCachePrimaryEngineCPUUtilization' },
        },
      },
    },
    Full: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/ElastiCache',
        MetricName: 'DatabaseMemoryUsagePercentage',
        Dimensions: [{ Name: DIMENSION_OF_NODE, Value: { 'Fn::Sub': '${Sessions}-0001-001' } }],
        Statistic: 'Maximum',
        Period: 60,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 3,
        AlarmActions: [{ Ref: 'Topic' }],
      },
    },
    Endless: {
      Type: 'AWS::ElastiCache::ServerlessCache',
      Properties: {
        ServerlessCacheName: 'endless',
        Engine: 'valkey',
        MajorEngineVersion: '8',
        SubnetIds: ['subnet-a', 'subnet-b'],
        SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
        UserGroupId: { Ref: 'Users' },
        DailySnapshotTime: '03:00',
        SnapshotRetentionLimit: 7,
        CacheUsageLimits: { DataStorage: { Minimum: 1, Maximum: 10, Unit: 'GB' }, ECPUPerSecond: { Maximum: 5000 } },
      },
    },
    Plain: {
      Type: 'AWS::ElastiCache::CacheCluster',
      Properties: {
        ClusterName: 'plain',
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        CacheNodeType: 'cache.m7g.large',
        NumCacheNodes: 2,
        AZMode: 'cross-az',
        PreferredAvailabilityZones: [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }],
        CacheSubnetGroupName: { Ref: 'Subnets' },
        VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
        TransitEncryptionEnabled: true,
      },
    },
    Told: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: '/sessions',
        Value: {
          'Fn::Join': ['\n', [
            { 'Fn::GetAtt': ['Sessions', 'ConfigurationEndPoint.Address'] }, { 'Fn::GetAtt': ['Endless', 'Endpoint.Address'] }, { 'Fn::GetAtt': ['Plain', 'ConfigurationEndpoint.Address'] },
          ]],
        },
      },
    },
  },
};

export const CACHED_BY_TERRAFORM = {
  data: { aws_availability_zones: { all: {} } },
  ephemeral: { aws_secretsmanager_random_password: { old: { password_length: 64, exclude_characters: ',"/@' } } },
  resource: {
    aws_sns_topic: { topic: {} },
    aws_kms_key: { key: {} },
    aws_kinesis_firehose_delivery_stream: { stream: {} },
    aws_security_group: { group: { description: 'Sessions' } },
    aws_elasticache_subnet_group: { subnets: { name: 'sessions', description: 'Sessions', subnet_ids: ['subnet-a', 'subnet-b'] } },
    aws_elasticache_parameter_group: {
      tuned: {
        name: 'sessions',
        family: 'valkey8',
        description: 'Sessions',
        parameter: [{ name: 'cluster-enabled', value: 'yes' }, { name: 'maxmemory-policy', value: 'volatile-ttl' }, { name: 'reserved-memory-percent', value: '30' }],
      },
    },
    aws_cloudwatch_log_group: { slow: { name: '/aws/elasticache/sessions/slow', retention_in_days: 30, skip_destroy: true } },
    aws_secretsmanager_secret: { password: {} },
    aws_secretsmanager_secret_version: {
      password: {
        secret_id: '${aws_secretsmanager_secret.password.id}',
        secret_string_wo: '${jsonencode({"username" = "old", "password" = ephemeral.aws_secretsmanager_random_password.old.random_password})}',
        secret_string_wo_version: 1,
      },
    },
    aws_elasticache_user: {
      app: {
        user_id: 'sessions-app', user_name: 'sessions-app', engine: 'valkey', access_string: 'on ~* -@all +@read +@write', authentication_mode: { type: 'iam' },
      },
      old: {
        user_id: 'sessions-old',
        user_name: 'old',
        engine: 'valkey',
        access_string: 'on ~* +@all',
        passwords_wo: '${ephemeral.aws_secretsmanager_random_password.old.random_password}',
        passwords_wo_version: 1,
      },
    },
    aws_elasticache_user_group: { users: { user_group_id: 'sessions', engine: 'valkey', user_ids: ['${aws_elasticache_user.app.user_id}'] } },
    aws_elasticache_user_group_association: {
      old: { user_group_id: '${aws_elasticache_user_group.users.user_group_id}', user_id: '${aws_elasticache_user.old.user_id}' },
    },
    aws_elasticache_replication_group: {
      sessions: {
        replication_group_id: 'sessions',
        description: 'Sessions',
        engine: 'valkey',
        engine_version: '8.2',
        node_type: 'cache.r7g.large',
        num_node_groups: 3,
        replicas_per_node_group: 2,
        automatic_failover_enabled: true,
        multi_az_enabled: true,
        at_rest_encryption_enabled: 'true',
        kms_key_id: '${aws_kms_key.key.arn}',
        transit_encryption_enabled: true,
        transit_encryption_mode: 'required',
        user_group_ids: ['${aws_elasticache_user_group.users.id}'],
        port: 6380,
        parameter_group_name: '${aws_elasticache_parameter_group.tuned.name}',
        subnet_group_name: '${aws_elasticache_subnet_group.subnets.name}',
        security_group_ids: ['${aws_security_group.group.id}'],
        snapshot_retention_limit: 15,
        snapshot_window: '03:00-04:00',
        maintenance_window: 'sun:04:30-sun:05:30',
        notification_topic_arn: '${aws_sns_topic.topic.arn}',
        final_snapshot_identifier: 'sessions-final',
        log_delivery_configuration: [
          { log_type: 'slow-log', log_format: 'json', destination_type: 'cloudwatch-logs', destination: '${aws_cloudwatch_log_group.slow.name}' },
          { log_type: 'engine-log', log_format: 'text', destination_type: 'kinesis-firehose', destination: 'engine-stream' },
        ],
      },
    },
    aws_appautoscaling_target: {
      shards: {
        service_namespace: 'elasticache',
        scalable_dimension: 'elasticache:replication-group:NodeGroups',
        resource_id: 'replication-group/${aws_elasticache_replication_group.sessions.id}',
        min_capacity: 3,
        max_capacity: 9,
      },
    },
    aws_appautoscaling_policy: {
      cpu: {
        name: 'cpu',
        policy_type: 'TargetTrackingScaling',
        service_namespace: '${aws_appautoscaling_target.shards.service_namespace}',
        scalable_dimension: '${aws_appautoscaling_target.shards.scalable_dimension}',
        resource_id: '${aws_appautoscaling_target.shards.resource_id}',
        target_tracking_scaling_policy_configuration: {
          target_value: 60,
          scale_in_cooldown: 900,
          scale_out_cooldown: 600,
          predefined_metric_specification: { predefined_metric_type: 'ElastiCachePrimaryEngineCPUUtilization' },
        },
      },
    },
    aws_cloudwatch_metric_alarm: {
      full: {
        namespace: 'AWS/ElastiCache',
        metric_name: 'DatabaseMemoryUsagePercentage',
        dimensions: { [DIMENSION_OF_NODE]: '${aws_elasticache_replication_group.sessions.id}-0001-001' },
        statistic: 'Maximum',
        period: 60,
        threshold: 80,
        comparison_operator: 'GreaterThanThreshold',
        evaluation_periods: 3,
        alarm_actions: ['${aws_sns_topic.topic.arn}'],
      },
    },
    aws_elasticache_serverless_cache: {
      endless: {
        name: 'endless',
        engine: 'valkey',
        major_engine_version: '8',
        subnet_ids: ['subnet-a', 'subnet-b'],
        security_group_ids: ['${aws_security_group.group.id}'],
        user_group_id: '${aws_elasticache_user_group.users.user_group_id}',
        daily_snapshot_time: '03:00',
        snapshot_retention_limit: 7,
        cache_usage_limits: [{ data_storage: [{ minimum: 1, maximum: 10, unit: 'GB' }], ecpu_per_second: [{ maximum: 5000 }] }],
      },
    },
    aws_elasticache_cluster: {
      plain: {
        cluster_id: 'plain',
        engine: 'memcached',
        engine_version: '1.6.22',
        node_type: 'cache.m7g.large',
        num_cache_nodes: 2,
        az_mode: 'cross-az',
        preferred_availability_zones: ['${data.aws_availability_zones.all.names[0]}', '${data.aws_availability_zones.all.names[1]}'],
        subnet_group_name: '${aws_elasticache_subnet_group.subnets.name}',
        security_group_ids: ['${aws_security_group.group.id}'],
        transit_encryption_enabled: true,
      },
    },
    aws_ssm_parameter: {
      told: {
        name: '/sessions',
        value: '${join("\\n", [aws_elasticache_replication_group.sessions.configuration_endpoint_address, aws_elasticache_serverless_cache.endless.endpoint[0].address, aws_elasticache_cluster.plain.cluster_address])}',
      },
    },
  },
};

/** Which resource of one is which of the other. */
export const SAME_CACHES = {
  'aws_sns_topic.topic': 'Topic',
  'aws_kms_key.key': 'Key',
  'aws_security_group.group': 'Group',
  'aws_elasticache_parameter_group.tuned': 'Tuned',
  'aws_cloudwatch_log_group.slow': 'Slow',
  'aws_secretsmanager_secret.password': 'Password',
  'aws_elasticache_user.app': 'App',
  'aws_elasticache_user.old': 'Old',
  'aws_elasticache_user_group.users': 'Users',
  'aws_elasticache_replication_group.sessions': 'Sessions',
  'aws_appautoscaling_policy.cpu': 'ByCpu',
  'aws_cloudwatch_metric_alarm.full': 'Full',
  'aws_elasticache_serverless_cache.endless': 'Endless',
  'aws_elasticache_cluster.plain': 'Plain',
  'aws_ssm_parameter.told': 'Told',
};
