/** Aurora with readers that come and go, a proxy and a global cluster, in both engines' words. */

const member = (tier: number) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: {
    Engine: 'aurora-postgresql',
    DBClusterIdentifier: { Ref: 'Cluster' },
    DBInstanceClass: 'db.serverless',
    PromotionTier: tier,
    PubliclyAccessible: false,
    AutoMinorVersionUpgrade: true,
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  },
});

export const AURORA = {
  Resources: {
    World: { Type: 'AWS::RDS::GlobalCluster', Properties: { GlobalClusterIdentifier: 'orders-world', Engine: 'aurora-postgresql' } },
    Forced: { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Family: 'aurora-postgresql16', Description: 'Forced', Parameters: { 'rds.force_ssl': '1' } } },
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      DeletionPolicy: 'Delete',
      Properties: {
        DBClusterIdentifier: 'orders',
        Engine: 'aurora-postgresql',
        EngineVersion: '16.6',
        DatabaseName: 'orders',
        MasterUsername: 'postgres',
        ManageMasterUserPassword: true,
        StorageEncrypted: true,
        StorageType: 'aurora-iopt1',
        Port: 5432,
        DBClusterParameterGroupName: { Ref: 'Forced' },
        VpcSecurityGroupIds: ['sg-1'],
        GlobalClusterIdentifier: 'orders-world',
        ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
        EnableCloudwatchLogsExports: ['postgresql'],
        BackupRetentionPeriod: 7,
      },
    },
    Late: member(2),
    First: member(0),
    Second: member(1),
    Readers: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'rds',
        ScalableDimension: 'rds:cluster:ReadReplicaCount',
        ResourceId: { 'Fn::Join': ['', ['cluster:', { Ref: 'Cluster' }]] },
        MinCapacity: 2,
        MaxCapacity: 8,
      },
    },
    Load: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: 'load',
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: 'Readers' },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageCPUUtilization' }, TargetValue: 70, ScaleInCooldown: 300, ScaleOutCooldown: 60,
        },
      },
    },
    Pool: {
      Type: 'AWS::RDS::DBProxy',
      Properties: {
        DBProxyName: 'orders',
        EngineFamily: 'POSTGRESQL',
        RequireTLS: true,
        IdleClientTimeout: 1800,
        DebugLogging: false,
        Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] } }],
        VpcSubnetIds: ['subnet-a', 'subnet-b'],
        VpcSecurityGroupIds: ['sg-2'],
      },
    },
    Targets: {
      Type: 'AWS::RDS::DBProxyTargetGroup',
      Properties: {
        DBProxyName: { Ref: 'Pool' },
        TargetGroupName: 'default',
        DBClusterIdentifiers: [{ Ref: 'Cluster' }],
        ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 90, MaxIdleConnectionsPercent: 10, ConnectionBorrowTimeout: 20 },
      },
    },
    ReadOnly: {
      Type: 'AWS::RDS::DBProxyEndpoint',
      Properties: { DBProxyName: { Ref: 'Pool' }, DBProxyEndpointName: 'orders-ro', TargetRole: 'READ_ONLY', VpcSubnetIds: ['subnet-a'], VpcSecurityGroupIds: ['sg-2'] },
    },
    ReaderName: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z1', Name: 'readers.example.com', Type: 'CNAME', TTL: '5', ResourceRecords: [{ 'Fn::GetAtt': ['Cluster', 'ReadEndpoint.Address'] }],
      },
    },
  },
};

const memberByTerraform = (tier: number) => ({
  engine: '${aws_rds_cluster.cluster.engine}',
  cluster_identifier: '${aws_rds_cluster.cluster.id}',
  instance_class: 'db.serverless',
  promotion_tier: tier,
  publicly_accessible: false,
  auto_minor_version_upgrade: true,
  ca_cert_identifier: 'rds-ca-rsa2048-g1',
});

export const AURORA_BY_TERRAFORM = {
  resource: {
    aws_rds_global_cluster: { world: { global_cluster_identifier: 'orders-world', engine: 'aurora-postgresql' } },
    aws_rds_cluster_parameter_group: { forced: { family: 'aurora-postgresql16', description: 'Forced', parameter: { name: 'rds.force_ssl', value: '1' } } },
    aws_rds_cluster: {
      cluster: {
        cluster_identifier: 'orders',
        engine: 'aurora-postgresql',
        engine_version: '16.6',
        database_name: 'orders',
        master_username: 'postgres',
        manage_master_user_password: true,
        storage_encrypted: true,
        storage_type: 'aurora-iopt1',
        port: 5432,
        db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.forced.name}',
        vpc_security_group_ids: ['sg-1'],
        global_cluster_identifier: '${aws_rds_global_cluster.world.id}',
        serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 16 },
        enabled_cloudwatch_logs_exports: ['postgresql'],
        backup_retention_period: 7,
        skip_final_snapshot: true,
      },
    },
    aws_rds_cluster_instance: { late: memberByTerraform(2), first: memberByTerraform(0), second: memberByTerraform(1) },
    aws_appautoscaling_target: {
      readers: {
        service_namespace: 'rds',
        scalable_dimension: 'rds:cluster:ReadReplicaCount',
        resource_id: 'cluster:${aws_rds_cluster.cluster.cluster_identifier}',
        min_capacity: 2,
        max_capacity: 8,
      },
    },
    aws_appautoscaling_policy: {
      load: {
        name: 'load',
        policy_type: 'TargetTrackingScaling',
        service_namespace: '${aws_appautoscaling_target.readers.service_namespace}',
        scalable_dimension: '${aws_appautoscaling_target.readers.scalable_dimension}',
        resource_id: '${aws_appautoscaling_target.readers.resource_id}',
        target_tracking_scaling_policy_configuration: {
          predefined_metric_specification: { predefined_metric_type: 'RDSReaderAverageCPUUtilization' }, target_value: 70, scale_in_cooldown: 300, scale_out_cooldown: 60,
        },
      },
    },
    aws_db_proxy: {
      pool: {
        name: 'orders',
        engine_family: 'POSTGRESQL',
        require_tls: true,
        idle_client_timeout: 1800,
        debug_logging: false,
        auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED', secret_arn: '${aws_rds_cluster.cluster.master_user_secret[0].secret_arn}' }],
        vpc_subnet_ids: ['subnet-a', 'subnet-b'],
        vpc_security_group_ids: ['sg-2'],
      },
    },
    aws_db_proxy_default_target_group: {
      pool: {
        db_proxy_name: '${aws_db_proxy.pool.name}',
        connection_pool_config: { max_connections_percent: 90, max_idle_connections_percent: 10, connection_borrow_timeout: 20 },
      },
    },
    aws_db_proxy_target: {
      pool: {
        db_proxy_name: '${aws_db_proxy.pool.name}',
        target_group_name: '${aws_db_proxy_default_target_group.pool.name}',
        db_cluster_identifier: '${aws_rds_cluster.cluster.id}',
      },
    },
    aws_db_proxy_endpoint: {
      read_only: {
        db_proxy_name: '${aws_db_proxy.pool.name}',
        db_proxy_endpoint_name: 'orders-ro',
        target_role: 'READ_ONLY',
        vpc_subnet_ids: ['subnet-a'],
        vpc_security_group_ids: ['sg-2'],
      },
    },
    aws_route53_record: {
      reader_name: { zone_id: 'Z1', name: 'readers.example.com', type: 'CNAME', ttl: 5, records: ['${aws_rds_cluster.cluster.reader_endpoint}'] },
    },
  },
};

/** Which resource of one is which of the other. */
export const SAME_AURORA = {
  'aws_rds_global_cluster.world': 'World',
  'aws_rds_cluster.cluster': 'Cluster',
  'aws_rds_cluster_instance.late': 'Late',
  'aws_rds_cluster_instance.first': 'First',
  'aws_rds_cluster_instance.second': 'Second',
  'aws_appautoscaling_policy.load': 'Load',
  'aws_db_proxy.pool': 'Pool',
  'aws_db_proxy_endpoint.read_only': 'ReadOnly',
  'aws_route53_record.reader_name': 'ReaderName',
};
