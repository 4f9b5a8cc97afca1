/** A PostgreSQL database with two replicas behind one name, in both engines' words. */

const alarmOf = (instance: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: `${instance}-lag`,
    Namespace: 'AWS/RDS',
    MetricName: 'ReplicaLag',
    Dimensions: [{ Name: 'DBInstanceIdentifier', Value: { Ref: instance } }],
    Statistic: 'Maximum',
    Period: 60,
    Threshold: 330,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    TreatMissingData: 'breaching',
    AlarmActions: [{ Ref: 'Topic' }],
  },
});

const recordOf = (instance: string) => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: {
    HostedZoneId: { Ref: 'Zone' },
    Name: 'readers.db.internal.',
    Type: 'CNAME',
    TTL: '5',
    ResourceRecords: [{ 'Fn::GetAtt': [instance, 'Endpoint.Address'] }],
    SetIdentifier: instance,
    Weight: 1,
    HealthCheckId: { Ref: `${instance}Check` },
  },
});

const checkOf = (instance: string) => ({
  Type: 'AWS::Route53::HealthCheck',
  Properties: {
    HealthCheckConfig: {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: { Ref: `${instance}Lag` }, Region: { Ref: 'AWS::Region' } },
      InsufficientDataHealthStatus: 'Unhealthy',
    },
  },
});

const replicaOf = (zone: number) => ({
  Type: 'AWS::RDS::DBInstance',
  DeletionPolicy: 'Delete',
  Properties: {
    SourceDBInstanceIdentifier: { Ref: 'Writer' },
    DBInstanceClass: 'db.m7g.large',
    AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
    DBParameterGroupName: { Ref: 'Forced' },
    MultiAZ: false,
    PubliclyAccessible: false,
    StorageType: 'gp3',
    VPCSecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
    EnableIAMDatabaseAuthentication: true,
  },
});

export const REPLICATED = {
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic' },
    Key: { Type: 'AWS::KMS::Key' },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'Database' } },
    Subnets: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: ['subnet-a', 'subnet-b'] } },
    Forced: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Family: 'postgres16', Parameters: { 'rds.force_ssl': '1', 'max_connections': 500 } } },
    Admin: {
      Type: 'AWS::SecretsManager::Secret',
      DeletionPolicy: 'Retain',
      Properties: {
        Name: 'orders/admin',
        KmsKeyId: { Ref: 'Key' },
        GenerateSecretString: { SecretStringTemplate: '{"username":"postgres"}', GenerateStringKey: 'password', PasswordLength: 30, ExcludeCharacters: '"@/\\' },
      },
    },
    Attachment: {
      Type: 'AWS::SecretsManager::SecretTargetAttachment',
      Properties: { SecretId: { Ref: 'Admin' }, TargetId: { Ref: 'Writer' }, TargetType: 'AWS::RDS::DBInstance' },
    },
    Rotation: {
      Type: 'AWS::SecretsManager::RotationSchedule',
      Properties: {
        SecretId: { Ref: 'Attachment' },
        RotationLambdaARN: { 'Fn::GetAtt': ['Rotator', 'Outputs.RotationLambdaARN'] },
        RotationRules: { ScheduleExpression: 'rate(30 days)' },
      },
    },
    Rotator: {
      Type: 'AWS::Serverless::Application',
      Properties: {
        Location: {
          ApplicationId: { 'Fn::FindInMap': ['Rotators', { Ref: 'AWS::Partition' }, 'applicationId'] },
          SemanticVersion: '1.1.618',
        },
      },
    },
    Writer: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceIdentifier: 'orders',
        Engine: 'postgres',
        EngineVersion: '16',
        DBInstanceClass: 'db.m7g.large',
        DBName: 'orders',
        AllocatedStorage: '100',
        MaxAllocatedStorage: 1000,
        StorageType: 'gp3',
        StorageEncrypted: true,
        KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
        MasterUsername: 'postgres',
        MasterUserPassword: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Admin' }, ':SecretString:password::}}']] },
        Port: '5433',
        MultiAZ: true,
        PubliclyAccessible: false,
        DBSubnetGroupName: { Ref: 'Subnets' },
        VPCSecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
        DBParameterGroupName: { Ref: 'Forced' },
        BackupRetentionPeriod: 7,
        PreferredBackupWindow: '02:00-03:00',
        PreferredMaintenanceWindow: 'sun:04:00-sun:05:00',
        DeletionProtection: true,
        EnableIAMDatabaseAuthentication: true,
        EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
        MonitoringInterval: 60,
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        AutoMinorVersionUpgrade: true,
        CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      },
    },
    One: replicaOf(0),
    Two: replicaOf(1),
    Zone: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'db.internal.', VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }] } },
    OneLag: alarmOf('One'),
    TwoLag: alarmOf('Two'),
    OneCheck: checkOf('One'),
    TwoCheck: checkOf('Two'),
    OneRecord: recordOf('One'),
    TwoRecord: recordOf('Two'),
    Bootstrap: {
      Type: 'AWS::SSM::Document',
      Properties: { Name: 'bootstrap', DocumentType: 'Command', Content: { schemaVersion: '2.2', parameters: {}, mainSteps: [{ name: 'create', action: 'aws:runShellScript' }] } },
    },
  },
  Mappings: { Rotators: { 'aws': { applicationId: 'arn:aws:serverlessrepo:us-east-1:1:applications/Rotator' }, 'aws-cn': { applicationId: 'arn:aws-cn:serverlessrepo:cn-north-1:1:applications/Rotator' } } },
};

const lagOf = (name: string, instance: string) => ({
  alarm_name: `${instance}-lag`,
  namespace: 'AWS/RDS',
  metric_name: 'ReplicaLag',
  dimensions: { DBInstanceIdentifier: `\${aws_db_instance.${name}.identifier}` },
  statistic: 'Maximum',
  period: 60,
  threshold: 330,
  comparison_operator: 'GreaterThanThreshold',
  evaluation_periods: 3,
  treat_missing_data: 'breaching',
  alarm_actions: ['${aws_sns_topic.topic.arn}'],
});

const weightedOf = (name: string, instance: string) => ({
  zone_id: '${aws_route53_zone.zone.zone_id}',
  name: 'readers.db.internal',
  type: 'CNAME',
  ttl: 5,
  records: [`\${aws_db_instance.${name}.address}`],
  set_identifier: instance,
  weighted_routing_policy: { weight: 1 },
  health_check_id: `\${aws_route53_health_check.${name}.id}`,
});

const followingOf = (name: string) => ({
  type: 'CLOUDWATCH_METRIC',
  cloudwatch_alarm_name: `\${aws_cloudwatch_metric_alarm.${name}.alarm_name}`,
  cloudwatch_alarm_region: '${data.aws_region.here.region}',
  insufficient_data_health_status: 'Unhealthy',
});

const copyOf = (zone: number) => ({
  replicate_source_db: '${aws_db_instance.writer.identifier}',
  instance_class: 'db.m7g.large',
  availability_zone: `\${data.aws_availability_zones.all.names[${zone}]}`,
  parameter_group_name: '${aws_db_parameter_group.forced.name}',
  multi_az: false,
  publicly_accessible: false,
  storage_type: 'gp3',
  vpc_security_group_ids: ['${aws_security_group.group.id}'],
  iam_database_authentication_enabled: true,
  skip_final_snapshot: true,
});

const twice = <T>(make: (name: string, instance: string) => T) => ({ one: make('one', 'One'), two: make('two', 'Two') });

export const REPLICATED_BY_TERRAFORM = {
  data: { aws_availability_zones: { all: {} }, aws_region: { here: {} } },
  ephemeral: { aws_secretsmanager_random_password: { admin: { password_length: 30, exclude_characters: '"@/\\' } } },
  resource: {
    aws_sns_topic: { topic: {} },
    aws_kms_key: { key: {} },
    aws_security_group: { group: { description: 'Database' } },
    aws_db_subnet_group: { subnets: { subnet_ids: ['subnet-a', 'subnet-b'] } },
    aws_db_parameter_group: {
      forced: { family: 'postgres16', parameter: [{ name: 'rds.force_ssl', value: '1' }, { name: 'max_connections', value: '500', apply_method: 'pending-reboot' }] },
    },
    aws_secretsmanager_secret: { admin: { name: 'orders/admin', kms_key_id: '${aws_kms_key.key.key_id}', lifecycle: { prevent_destroy: true } } },
    aws_secretsmanager_secret_version: {
      admin: {
        secret_id: '${aws_secretsmanager_secret.admin.id}',
        secret_string_wo: '${jsonencode({"username" = "postgres", "password" = ephemeral.aws_secretsmanager_random_password.admin.random_password, "host" = aws_db_instance.writer.address})}',
        secret_string_wo_version: 1,
      },
    },
    aws_secretsmanager_secret_rotation: {
      admin: {
        secret_id: '${aws_secretsmanager_secret.admin.id}',
        rotation_lambda_arn: '${aws_serverlessapplicationrepository_cloudformation_stack.rotator.outputs["RotationLambdaARN"]}',
        rotation_rules: { automatically_after_days: 30 },
      },
    },
    aws_serverlessapplicationrepository_cloudformation_stack: {
      rotator: { application_id: 'arn:aws:serverlessrepo:us-east-1:1:applications/Rotator', semantic_version: '1.1.618' },
    },
    aws_db_instance: {
      writer: {
        identifier: 'orders',
        engine: 'postgres',
        engine_version: '16',
        instance_class: 'db.m7g.large',
        db_name: 'orders',
        allocated_storage: 100,
        max_allocated_storage: 1000,
        storage_type: 'gp3',
        storage_encrypted: true,
        kms_key_id: '${aws_kms_key.key.arn}',
        username: 'postgres',
        password_wo: '${ephemeral.aws_secretsmanager_random_password.admin.random_password}',
        password_wo_version: 1,
        port: 5433,
        multi_az: true,
        publicly_accessible: false,
        db_subnet_group_name: '${aws_db_subnet_group.subnets.name}',
        vpc_security_group_ids: ['${aws_security_group.group.id}'],
        parameter_group_name: '${aws_db_parameter_group.forced.name}',
        backup_retention_period: 7,
        backup_window: '02:00-03:00',
        maintenance_window: 'sun:04:00-sun:05:00',
        deletion_protection: true,
        iam_database_authentication_enabled: true,
        enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
        monitoring_interval: 60,
        performance_insights_enabled: true,
        performance_insights_retention_period: 7,
        auto_minor_version_upgrade: true,
        ca_cert_identifier: 'rds-ca-rsa2048-g1',
        final_snapshot_identifier: 'orders-final',
      },
      one: copyOf(0),
      two: copyOf(1),
    },
    aws_route53_zone: { zone: { name: 'db.internal', vpc: [{ vpc_id: 'vpc-1', vpc_region: 'eu-west-1' }] } },
    aws_cloudwatch_metric_alarm: twice(lagOf),
    aws_route53_health_check: twice(followingOf),
    aws_route53_record: twice(weightedOf),
    aws_ssm_document: {
      bootstrap: {
        name: 'bootstrap',
        document_type: 'Command',
        content: '${jsonencode({"schemaVersion" = "2.2", "parameters" = {}, "mainSteps" = [{"action" = "aws:runShellScript", "name" = "create"}]})}',
      },
    },
  },
};

/** Which resource of one is which of the other. */
export const SAME = {
  'aws_sns_topic.topic': 'Topic',
  'aws_kms_key.key': 'Key',
  'aws_security_group.group': 'Group',
  'aws_db_parameter_group.forced': 'Forced',
  'aws_secretsmanager_secret.admin': 'Admin',
  'aws_db_instance.writer': 'Writer',
  'aws_db_instance.one': 'One',
  'aws_db_instance.two': 'Two',
  'aws_route53_zone.zone': 'Zone',
  'aws_cloudwatch_metric_alarm.one': 'OneLag',
  'aws_cloudwatch_metric_alarm.two': 'TwoLag',
  'aws_route53_health_check.one': 'OneCheck',
  'aws_route53_health_check.two': 'TwoCheck',
  'aws_route53_record.one': 'OneRecord',
  'aws_route53_record.two': 'TwoRecord',
  'aws_ssm_document.bootstrap': 'Bootstrap',
};
