import { Fields } from './deploy-reality';
import { Promised } from './deploy-template';
import { Planned } from './terraform-plan';
import { DATA_WORDS, Words } from './terraform-words-data';

/** Those of the network and the web tier, and of what holds data. */
const WORDS: Record<string, Words> = {
  ...DATA_WORDS,
  aws_vpc: { type: 'AWS::EC2::VPC', properties: (vpc) => ({ CidrBlock: vpc.cidr_block, EnableDnsHostnames: vpc.enable_dns_hostnames }) },
  aws_subnet: {
    type: 'AWS::EC2::Subnet',
    properties: (subnet) => ({ VpcId: subnet.vpc_id, CidrBlock: subnet.cidr_block, AvailabilityZone: subnet.availability_zone }),
  },
  aws_route_table: { type: 'AWS::EC2::RouteTable', properties: (table) => ({ VpcId: table.vpc_id }) },
  aws_route_table_association: {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    properties: (association) => ({ SubnetId: association.subnet_id, RouteTableId: association.route_table_id }),
  },
  aws_route: {
    type: 'AWS::EC2::Route',
    properties: (route) => ({
      RouteTableId: route.route_table_id,
      DestinationCidrBlock: said(route.destination_cidr_block),
      GatewayId: said(route.gateway_id),
      NatGatewayId: said(route.nat_gateway_id),
    }),
  },
  aws_eip: { type: 'AWS::EC2::EIP', id: 'public_ip' },
  aws_nat_gateway: { type: 'AWS::EC2::NatGateway', properties: (gateway) => ({ SubnetId: gateway.subnet_id, AllocationId: gateway.allocation_id }) },
  aws_internet_gateway: { type: 'AWS::EC2::InternetGateway' },
  aws_security_group: { type: 'AWS::EC2::SecurityGroup', properties: (group) => ({ VpcId: group.vpc_id, GroupDescription: group.description }) },
  aws_vpc_security_group_ingress_rule: { type: 'AWS::EC2::SecurityGroupIngress', properties: (rule) => ofRule(rule, 'SourceSecurityGroupId') },
  aws_vpc_security_group_egress_rule: { type: 'AWS::EC2::SecurityGroupEgress', properties: (rule) => ofRule(rule, 'DestinationSecurityGroupId') },
  aws_launch_template: { type: 'AWS::EC2::LaunchTemplate', properties: (template) => ({ LaunchTemplateData: ofLaunchTemplate(template) }) },
  aws_lb: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', properties: ofBalancer },
  aws_lb_listener: {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    properties: (listener) => ({
      Port: listener.port,
      Protocol: listener.protocol,
      SslPolicy: said(listener.ssl_policy),
      Certificates: said(listener.certificate_arn) && [{ CertificateArn: listener.certificate_arn }],
    }),
  },
  aws_lb_target_group: { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', properties: ofTargetGroup },
  aws_autoscaling_group: { type: 'AWS::AutoScaling::AutoScalingGroup', properties: ofGroup },
  aws_autoscaling_policy: {
    type: 'AWS::AutoScaling::ScalingPolicy',
    id: 'arn',
    properties: (policy) => ({ AutoScalingGroupName: policy.autoscaling_group_name, PolicyType: policy.policy_type }),
  },
  aws_cloudwatch_metric_alarm: {
    type: 'AWS::CloudWatch::Alarm',
    properties: (alarm) => ({
      Threshold: said(alarm.threshold),
      ComparisonOperator: alarm.comparison_operator,
      EvaluationPeriods: alarm.evaluation_periods,
      TreatMissingData: alarm.treat_missing_data,
      MetricName: said(alarm.metric_name),
      AlarmActions: alarm.alarm_actions ?? [],
    }),
  },
  aws_cloudwatch_log_group: { type: 'AWS::Logs::LogGroup', properties: (group) => ({ LogGroupName: group.name, RetentionInDays: group.retention_in_days }) },
  aws_ssm_parameter: { type: 'AWS::SSM::Parameter', properties: ofParameter },
  aws_iam_role: { type: 'AWS::IAM::Role', properties: (role) => ({ AssumeRolePolicyDocument: JSON.parse(role.assume_role_policy) }) },
  aws_iam_policy: { type: 'AWS::IAM::ManagedPolicy', id: 'arn', properties: (policy) => ({ PolicyDocument: JSON.parse(policy.policy) }) },
  aws_iam_instance_profile: { type: 'AWS::IAM::InstanceProfile', properties: (profile) => ({ Roles: [profile.role] }) },
  aws_s3_bucket: { type: 'AWS::S3::Bucket' },
  aws_s3_bucket_policy: { type: 'AWS::S3::BucketPolicy', properties: (policy) => ({ Bucket: policy.bucket, PolicyDocument: JSON.parse(policy.policy) }) },
};

/** What the API can be asked about without the provider, in the words in which it is asked. */
export function promisesOf(resources: Planned[]): Promised[] {
  return resources.filter(({ type }) => WORDS[type]).map(({ address, type, after, written }) => (
    { logicalId: address, type: WORDS[type].type, properties: promising(WORDS[type].properties?.(after, written) ?? {}), created: true }
  ));
}

/** The types that only the provider asks about. */
export function withoutWords(resources: Planned[]): string[] {
  return [...new Set(resources.map(({ type }) => type).filter((type) => !WORDS[type]))].sort();
}

/** Which thing has which id, as CloudFormation would list it. */
export function listed(resources: Planned[]): Fields[] {
  return resources.filter(({ type }) => WORDS[type]).map(({ address, type, before }) => (
    { LogicalResourceId: address, ResourceType: WORDS[type].type, PhysicalResourceId: before[WORDS[type].id ?? 'id'] }
  ));
}

function ofParameter(parameter: Fields): Fields {
  return { Name: parameter.name, Type: parameter.type, Value: said(parameter.insecure_value) ?? parameter.value };
}

function ofRule(rule: Fields, other: string): Fields {
  return {
    GroupId: rule.security_group_id,
    IpProtocol: rule.ip_protocol,
    FromPort: said(rule.from_port),
    ToPort: said(rule.to_port),
    CidrIp: said(rule.cidr_ipv4),
    CidrIpv6: said(rule.cidr_ipv6),
    [other]: said(rule.referenced_security_group_id),
    Description: said(rule.description),
  };
}

function ofLaunchTemplate(template: Fields): Fields {
  const first = (block: string): Fields | undefined => template[block]?.[0];
  const [metadata, profile, disk] = [first('metadata_options'), first('iam_instance_profile'), first('block_device_mappings')?.ebs?.[0]];
  return {
    ImageId: said(template.image_id),
    InstanceType: said(template.instance_type),
    UserData: said(template.user_data),
    EbsOptimized: said(template.ebs_optimized),
    Monitoring: first('monitoring') && { Enabled: first('monitoring')!.enabled },
    MetadataOptions: metadata && { HttpTokens: metadata.http_tokens, HttpPutResponseHopLimit: metadata.http_put_response_hop_limit },
    IamInstanceProfile: profile && (said(profile.arn) ? { Arn: profile.arn } : { Name: profile.name }),
    BlockDeviceMappings: disk && [{ Ebs: { Encrypted: disk.encrypted, VolumeType: disk.volume_type } }],
  };
}

function ofBalancer(balancer: Fields): Fields {
  const [logs] = balancer.access_logs ?? [];
  return {
    Scheme: balancer.internal ? 'internal' : 'internet-facing',
    Subnets: balancer.subnets,
    SecurityGroups: balancer.security_groups,
    LoadBalancerAttributes: attributes({
      'idle_timeout.timeout_seconds': balancer.idle_timeout,
      'deletion_protection.enabled': balancer.enable_deletion_protection,
      'routing.http.drop_invalid_header_fields.enabled': balancer.drop_invalid_header_fields,
      'routing.http.desync_mitigation_mode': balancer.desync_mitigation_mode,
      'zonal_shift.config.enabled': balancer.enable_zonal_shift,
      'access_logs.s3.enabled': logs?.enabled,
      'access_logs.s3.bucket': logs?.bucket,
    }),
  };
}

function ofTargetGroup(group: Fields): Fields {
  const [check, health] = [group.health_check?.[0] ?? {}, group.target_group_health?.[0]];
  return {
    Port: said(group.port),
    Protocol: said(group.protocol),
    HealthCheckPath: said(check.path),
    HealthCheckIntervalSeconds: said(check.interval),
    HealthCheckTimeoutSeconds: said(check.timeout),
    HealthyThresholdCount: said(check.healthy_threshold),
    UnhealthyThresholdCount: said(check.unhealthy_threshold),
    Matcher: said(check.matcher) && { HttpCode: check.matcher },
    TargetGroupAttributes: attributes({
      'deregistration_delay.timeout_seconds': group.deregistration_delay,
      'load_balancing.algorithm.type': group.load_balancing_algorithm_type,
      'target_group_health.dns_failover.minimum_healthy_targets.count': health?.dns_failover?.[0]?.minimum_healthy_targets_count,
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': health?.unhealthy_state_routing?.[0]?.minimum_healthy_targets_count,
    }),
  };
}

function ofGroup(group: Fields): Fields {
  const maintenance = group.instance_maintenance_policy?.[0];
  return {
    MinSize: group.min_size,
    MaxSize: group.max_size,
    HealthCheckType: group.health_check_type,
    HealthCheckGracePeriod: group.health_check_grace_period,
    DefaultInstanceWarmup: said(group.default_instance_warmup),
    VPCZoneIdentifier: group.vpc_zone_identifier,
    TargetGroupARNs: group.target_group_arns,
    Tags: Object.fromEntries((group.tag ?? []).map(({ key, value }: Fields) => [key, value])),
    InstanceMaintenancePolicy: maintenance && {
      MinHealthyPercentage: maintenance.min_healthy_percentage, MaxHealthyPercentage: maintenance.max_healthy_percentage,
    },
  };
}

function attributes(byKey: Fields): Fields[] {
  return Object.entries(byKey).filter(([, value]) => said(value) !== undefined).map(([Key, value]) => ({ Key, Value: String(value) }));
}

/** Without what is not promised. */
function promising(properties: Fields): Fields {
  return JSON.parse(JSON.stringify(properties)) as Fields;
}

/** What Terraform leaves empty promises nothing. */
function said(value: any): any {
  return value === null || value === '' ? undefined : value;
}
