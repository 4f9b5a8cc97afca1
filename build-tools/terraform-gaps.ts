/**
 * What the emulator is known not to do for Terraform, and why, as exactly as in deploy-gaps.ts. It knows more through its API than
 * through its CloudFormation. What Terraform says is in Terraform's words, what the API says in CloudFormation's.
 */
const GAPS: { why: string; names: string[] }[] = [
  {
    why: 'The emulator does not have the call: what needs it is left out of the copy',
    names: [
      'probe: CreateCacheParameterGroup: InternalServerError 500',
      'probe: CreateUserGroup: InternalServerError 500',
      'probe: serverlessrepo CreateCloudFormationChangeSet: 500 500',
    ],
  },
  {
    why: 'ElastiCache of the emulator never finishes deleting a replication group, and cannot delete a subnet group: Terraform lets them go before it destroys',
    names: [
      'probe: a replication group after DeleteReplicationGroup: deleting',
      'probe: DeleteCacheSubnetGroup: InternalServerError 500',
      'left over: DescribeReplicationGroups: shop-sessions',
      'left over: DescribeCacheSubnetGroups: shop-sessions',
    ],
  },
  {
    why: 'RDS of the emulator gives all databases one resource id: the copy has no replicas, as the provider could not tell them from the writer',
    names: ['probe: resource ids of a database and its replica: 1'],
  },
  {
    why: 'ElastiCache of the emulator makes a replication group without its members, miscounts them, and answers no address of the readers',
    names: [
      'probe: members of a replication group with NumCacheClusters 2: 1',
      'probe: DescribeCacheClusters of a member of a replication group: CacheClusterNotFound 404',
      'probe: ReaderEndpoint of a replication group: nothing',
    ],
  },
  {
    why: 'Route 53 of the emulator answers an interval with the check of an alarm, which has none; Terraform would make the check anew',
    names: ['probe: RequestInterval of a health check of an alarm: 30'],
  },
  {
    why: 'The provider asks the members of a replication group for it, and this test has put them there: the API is asked about the group itself',
    names: [
      'aws_elasticache_replication_group at_rest_encryption_enabled',
      'aws_elasticache_replication_group auto_minor_version_upgrade',
      'aws_elasticache_replication_group engine_version',
      'aws_elasticache_replication_group node_type',
      'aws_elasticache_replication_group security_group_ids',
      'aws_elasticache_replication_group subnet_group_name',
      'aws_elasticache_replication_group transit_encryption_enabled',
    ],
  },
  {
    why: 'RDS of the emulator forgets Performance Insights, and the copy tells Terraform to ignore it',
    names: [
      'aws_db_instance performance_insights_enabled',
      'aws_db_instance performance_insights_retention_period',
      'AWS::RDS::DBInstance EnablePerformanceInsights',
    ],
  },
  {
    why: 'What RDS of the emulator answers about a parameter group has no parameter in it that the provider takes for set; the API is asked as well',
    names: ['aws_db_parameter_group parameter.apply_method', 'aws_db_parameter_group parameter.name', 'aws_db_parameter_group parameter.value'],
  },
  {
    why: 'Route 53 of the emulator drops what is particular to the check of an alarm, and answers what a check of an endpoint has',
    names: [
      'aws_route53_health_check insufficient_data_health_status',
      'aws_route53_health_check port',
      'AWS::Route53::HealthCheck HealthCheckConfig.AlarmIdentifier',
      'AWS::Route53::HealthCheck HealthCheckConfig.InsufficientDataHealthStatus',
    ],
  },
  {
    why: 'Route 53 of the emulator makes a zone private only where HostedZoneConfig says so; the provider names the VPC, which is enough for AWS',
    names: ['AWS::Route53::HostedZone HostedZoneConfig.PrivateZone', 'AWS::Route53::HostedZone VPCs'],
  },
  {
    why: 'The stack itself tells Terraform to ignore changes of it: then a plan says nothing',
    names: ['aws_route53_zone vpc.vpc_id', 'aws_secretsmanager_secret_version version_stages', 'aws_subnet availability_zone'],
  },
  {
    why: 'Terraform keeps nothing of what is write-only, which is what it is for; the secret itself is asked of Secrets Manager',
    names: ['aws_db_instance password_wo', 'aws_secretsmanager_secret_version secret_string_wo'],
  },
  {
    why: 'Auto Scaling of the emulator drops the property',
    names: [
      'aws_autoscaling_group default_instance_warmup',
      'aws_autoscaling_group instance_maintenance_policy.max_healthy_percentage',
      'aws_autoscaling_group instance_maintenance_policy.min_healthy_percentage',
      'AWS::AutoScaling::AutoScalingGroup DefaultInstanceWarmup',
      'AWS::AutoScaling::AutoScalingGroup InstanceMaintenancePolicy',
      'aws_autoscaling_policy enabled', // the default of the provider: nobody writes it
    ],
  },
  {
    why: 'Auto Scaling of the emulator answers an empty predictive scaling configuration with every policy',
    names: ['aws_autoscaling_policy predictive_scaling_configuration'],
  },
  {
    why: 'EC2 of the emulator counts the tags of the launch template itself among those of its instances, so that Terraform would make another version',
    names: [
      'aws_launch_template tag_specifications',
      'aws_launch_template latest_version',
      'aws_autoscaling_group launch_template.version',
    ],
  },
  {
    why: 'EC2 of the emulator leaves the description of a new rule between two security groups out of DescribeSecurityGroupRules',
    names: ['aws_vpc_security_group_egress_rule description', 'aws_vpc_security_group_ingress_rule description'],
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
    why: 'What RDS of the emulator answers about a parameter group has no parameter in it that the provider takes for set',
    names: ['database: aws_db_parameter_group parameter'],
  },
];

export const KNOWN_GAPS: Record<string, string> = Object.fromEntries(GAPS.flatMap(({ why, names }) => names.map((name) => [name, why])));
