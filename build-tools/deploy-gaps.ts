/**
 * What the emulator is known not to do, and why. The list is exact: a promise that is not kept and is not named here fails the test,
 * and so does a promise named here that is kept, or that no template makes any more.
 *
 * A name is a type, a type and a property, or what the test asks about in its own words.
 */
const GAPS: { why: string; names: string[] }[] = [
  {
    why: 'CloudFormation of the emulator does not know the type: it writes a warning and skips it',
    names: [
      'AWS::AutoScaling::ScalingPolicy',
      'AWS::CDK::Metadata', // which is no resource, even on AWS
      'AWS::CloudWatch::Alarm',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::ElastiCache::ParameterGroup',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::SubnetGroup',
      'AWS::ElastiCache::User',
      'AWS::ElastiCache::UserGroup',
      'AWS::S3::BucketPolicy',
      'AWS::SecretsManager::RotationSchedule',
      'AWS::SecretsManager::Secret',
      'AWS::SecretsManager::SecretTargetAttachment',
    ],
  },
  {
    why: 'CloudFormation of the emulator crashes on the parameter group of an instance, which the copy therefore leaves out',
    names: [
      "three-tier, as it is: AttributeError: 'DBParameterGroup' object has no attribute 'startswith'",
      "three-tier, with its DBParameterGroupName of a DBInstance: AttributeError: 'DBParameterGroup' object has no attribute 'startswith'",
    ],
  },
  {
    why: 'CloudFormation of the emulator crashes on every attribute of a health check; the copy has Ref, which is the same id',
    names: ["three-tier, with its Fn::GetAtt of HealthCheckId: AttributeError: 'HealthCheck' object has no attribute 'get_cfn_attribute'"],
  },
  {
    why: 'CloudFormation of the emulator does not know the attribute; the copy has a text in its place',
    names: ['three-tier, with its Fn::GetAtt of DbiResourceId: resource DatabaseWriter2C00925F does not support attribute type DbiResourceId in Fn::GetAtt'],
  },
  {
    why: 'CloudFormation of the emulator refuses every attribute of what it has skipped; the copy has a text in its place',
    names: ['three-tier, with its Fn::GetAtt of a ReplicationGroup: instance of Fn::GetAtt references undefined resource SessionsReplicationGroupB1D76F8C'],
  },
  {
    why: 'CloudFormation of the emulator does not tell what it calls a subnet group; which one it is, is asked with the connections',
    names: ['AWS::RDS::DBInstance DBSubnetGroupName'],
  },
  {
    why: 'CloudFormation of the emulator keeps the content as Python writes it, not as JSON',
    names: ['AWS::SSM::Document Content'],
  },
  {
    why: 'No API answers a password, and the emulator skips the secret that this one comes from',
    names: ['AWS::RDS::DBInstance MasterUserPassword'],
  },
  {
    why: 'CloudFormation of the emulator takes it, and the API does not show it',
    names: ['AWS::EC2::SubnetRouteTableAssociation', 'Stack outputs'],
  },
  {
    why: 'CloudFormation of the emulator drops the property',
    names: [
      'AWS::AutoScaling::AutoScalingGroup AvailabilityZoneImpairmentPolicy',
      'AWS::AutoScaling::AutoScalingGroup DefaultInstanceWarmup',
      'AWS::AutoScaling::AutoScalingGroup InstanceMaintenancePolicy',
      'AWS::AutoScaling::AutoScalingGroup MetricsCollection',
      'AWS::EC2::EIP Tags',
      'AWS::EC2::InternetGateway Tags',
      'AWS::EC2::NatGateway Tags',
      'AWS::EC2::RouteTable Tags',
      'AWS::EC2::SecurityGroupIngress Description',
      'AWS::EC2::Subnet MapPublicIpOnLaunch',
      'AWS::EC2::VPC EnableDnsHostnames',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.access_logs.s3.bucket',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.access_logs.s3.enabled',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.deletion_protection.enabled',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.idle_timeout.timeout_seconds',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.routing.http.desync_mitigation_mode',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.routing.http.drop_invalid_header_fields.enabled',
      'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes.zonal_shift.config.enabled',
      'AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes.deregistration_delay.timeout_seconds',
      'AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes.load_balancing.algorithm.type',
      'AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes.target_group_health.dns_failover.minimum_healthy_targets.count',
      'AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes.target_group_health.unhealthy_state_routing.minimum_healthy_targets.count',
      'AWS::RDS::DBInstance CACertificateIdentifier',
      'AWS::RDS::DBInstance DeleteAutomatedBackups',
      'AWS::RDS::DBInstance DeletionProtection',
      'AWS::RDS::DBInstance EnableCloudwatchLogsExports',
      'AWS::RDS::DBInstance EnableIAMDatabaseAuthentication',
      'AWS::RDS::DBInstance EnablePerformanceInsights',
      'AWS::RDS::DBInstance MaxAllocatedStorage',
      'AWS::RDS::DBInstance MonitoringInterval',
      'AWS::RDS::DBInstance MonitoringRoleArn',
      'AWS::RDS::DBInstance PerformanceInsightsRetentionPeriod',
      'AWS::RDS::DBInstance VPCSecurityGroups',
      'AWS::Route53::HealthCheck HealthCheckConfig.AlarmIdentifier',
      'AWS::Route53::HealthCheck HealthCheckConfig.InsufficientDataHealthStatus',
      'AWS::Route53::HealthCheck HealthCheckTags',
      'AWS::Route53::HostedZone HostedZoneConfig.Comment',
      'AWS::Route53::HostedZone VPCs',
      'AWS::S3::Bucket LifecycleConfiguration',
      'AWS::S3::Bucket OwnershipControls',
      'AWS::S3::Bucket PublicAccessBlockConfiguration',
      'AWS::S3::Bucket VersioningConfiguration',
    ],
  },
  {
    why: 'CloudFormation of the emulator answers Fn::GetAtt of a log group without the ":*" at the end, with which AWS answers',
    names: ['AWS::IAM::ManagedPolicy PolicyDocument.AgentLogs'],
  },
  {
    why: 'Auto Scaling of the emulator launches every instance into the first subnet',
    names: ['Fleet zones in which instances run'],
  },
  {
    why: 'Auto Scaling of the emulator takes image, type, tags, user data and disks from the launch template, and drops the rest',
    names: [
      'Fleet each instance: metadata options',
      'Fleet each instance: detailed monitoring',
      'Fleet each instance: profile',
      'Fleet each instance: security groups',
    ],
  },
  {
    why: 'CloudFormation of the emulator answers with the wrong error, or crashes, when it is asked about a change set that is gone',
    names: [
      'cdk deploy again by change-set: Stack with id cdk-deploy-change-set does not exist',
      'DeleteChangeSet of an absent one',
    ],
  },
];

export const KNOWN_GAPS: Record<string, string> = Object.fromEntries(GAPS.flatMap(({ why, names }) => names.map((name) => [name, why])));
