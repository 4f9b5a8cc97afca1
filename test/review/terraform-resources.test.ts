import { Reference, Resource, Unknown, textOf } from '../../src/review/document';
import { readTerraform } from '../../src/review/read-terraform';

function read(resource: object, rest: object = {}): readonly Resource[] {
  return readTerraform({ ...rest, resource }).resources;
}

/** Properties of a resource `it`, among others. */
function propertiesOf(type: string, args: object, others: object = {}): any {
  return read({ ...others, [type]: { it: args } }).find(({ id }) => id === `${type}.it`)!.properties;
}

const ref = (id: string, type: string, attribute = 'Ref') => new Reference(id, type, attribute);
const attributes = (list: { Key: string; Value: unknown }[]) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));

describe('balancing', () => {
  test('a load balancer', () => {
    const properties = propertiesOf('aws_lb', {
      internal: false,
      ip_address_type: 'dualstack',
      subnets: ['a', 'b'],
      security_groups: ['sg'],
      idle_timeout: 60,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: 'defensive',
      enable_zonal_shift: true,
      enable_deletion_protection: true,
      tags: { Name: 'web' },
      access_logs: [{ bucket: '${aws_s3_bucket.logs.id}', enabled: true, prefix: 'web' }],
    }, { aws_s3_bucket: { logs: {} } });
    expect(properties).toMatchObject({
      Scheme: 'internet-facing', IpAddressType: 'dualstack', Subnets: ['a', 'b'], SecurityGroups: ['sg'], Tags: [{ Key: 'Name', Value: 'web' }],
    });
    expect(attributes(properties.LoadBalancerAttributes)).toEqual({
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': ref('aws_s3_bucket.logs', 'AWS::S3::Bucket'),
      'access_logs.s3.prefix': 'web',
      'deletion_protection.enabled': 'true',
      'idle_timeout.timeout_seconds': '60',
      'routing.http.desync_mitigation_mode': 'defensive',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'zonal_shift.config.enabled': 'true',
    });
  });

  test('what is not said is absent', () => {
    expect(propertiesOf('aws_alb', {})).toEqual({});
    expect(propertiesOf('aws_lb', { internal: true })).toEqual({ Scheme: 'internal' });
    expect(propertiesOf('aws_lb_target_group', {})).toEqual({});
  });

  test('a target group', () => {
    const properties = propertiesOf('aws_lb_target_group', {
      port: 8080,
      protocol: 'HTTP',
      vpc_id: 'vpc-1',
      deregistration_delay: '30',
      load_balancing_algorithm_type: 'weighted_random',
      load_balancing_anomaly_mitigation: 'on',
      slow_start: 30,
      stickiness: { type: 'app_cookie', cookie_duration: 60, cookie_name: 'c' },
      target_group_health: {
        dns_failover: { minimum_healthy_targets_count: '2', minimum_healthy_targets_percentage: 'off' },
        unhealthy_state_routing: { minimum_healthy_targets_count: 1, minimum_healthy_targets_percentage: '50' },
      },
      health_check: { path: '/health', interval: 10, timeout: 5, healthy_threshold: 2, unhealthy_threshold: 3, matcher: '200', protocol: 'HTTP' },
    });
    expect(properties).toMatchObject({
      Port: 8080,
      VpcId: 'vpc-1',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
      Matcher: { HttpCode: '200' },
      HealthCheckProtocol: 'HTTP',
    });
    expect(attributes(properties.TargetGroupAttributes)).toEqual({
      'deregistration_delay.timeout_seconds': '30',
      'load_balancing.algorithm.type': 'weighted_random',
      'load_balancing.algorithm.anomaly_mitigation': 'on',
      'slow_start.duration_seconds': '30',
      'stickiness.enabled': 'true',
      'stickiness.type': 'app_cookie',
      'stickiness.app_cookie.duration_seconds': '60',
      'stickiness.app_cookie.cookie_name': 'c',
      'target_group_health.dns_failover.minimum_healthy_targets.count': '2',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': '50',
    });
  });

  test('a listener, and the certificates that are written apart', () => {
    const [, , listener] = read({
      aws_lb_listener_certificate: { more: { listener_arn: '${aws_lb_listener.it.arn}', certificate_arn: 'arn:b' } },
      aws_lb: { web: {} },
      aws_lb_target_group: { web: {} },
      aws_lb_listener: {
        it: {
          load_balancer_arn: '${aws_lb.web.arn}',
          port: '443',
          protocol: 'HTTPS',
          ssl_policy: 'P',
          certificate_arn: 'arn:a',
          mutual_authentication: { mode: 'verify', trust_store_arn: 'arn:t' },
          default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' }],
        },
      },
    });
    expect(listener.properties).toEqual({
      LoadBalancerArn: ref('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'P',
      Certificates: [{ CertificateArn: 'arn:a' }, { CertificateArn: 'arn:b' }],
      MutualAuthentication: { Mode: 'verify', TrustStoreArn: 'arn:t' },
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('aws_lb_target_group.web', 'AWS::ElasticLoadBalancingV2::TargetGroup') }],
    });
  });

  test('actions that redirect, answer and split', () => {
    const properties = propertiesOf('aws_lb_listener', {
      default_action: [
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
        { type: 'fixed-response', fixed_response: [{ content_type: 'text/plain', status_code: '503' }] },
        { type: 'forward', forward: { target_group: [{ arn: 'a', weight: 1 }, { arn: 'b', weight: 9 }] } },
      ],
    });
    expect(properties.DefaultActions).toEqual([
      { Type: 'redirect', RedirectConfig: { Port: '443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' } },
      { Type: 'fixed-response', FixedResponseConfig: { ContentType: 'text/plain', StatusCode: '503' } },
      { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'a', Weight: 1 }, { TargetGroupArn: 'b', Weight: 9 }] } },
    ]);
  });

  test('a rule of a listener', () => {
    expect(propertiesOf('aws_lb_listener_rule', {
      listener_arn: 'arn:l',
      priority: 10,
      action: { type: 'forward', target_group_arn: 'arn:t' },
      condition: [{ host_header: { values: ['a.com'] } }, { path_pattern: [{ values: ['/x/*'] }], source_ip: [] }, { query_string: { key: 'k', value: 'v' } }],
    })).toEqual({
      ListenerArn: 'arn:l',
      Priority: 10,
      Actions: [{ Type: 'forward', TargetGroupArn: 'arn:t' }],
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['a.com'] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/x/*'] } },
        { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'k', Value: 'v' }] } },
      ],
    });
  });

  test('a firewall', () => {
    expect(propertiesOf('aws_wafv2_web_acl_association', { resource_arn: 'arn:l', web_acl_arn: 'arn:w' })).toEqual({ ResourceArn: 'arn:l', WebACLArn: 'arn:w' });
  });
});

describe('scaling', () => {
  const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

  test('a group', () => {
    const [group, pool] = read({
      aws_autoscaling_group: {
        it: {
          min_size: 2,
          max_size: 4,
          desired_capacity: 2,
          vpc_zone_identifier: ['a', 'b'],
          health_check_type: 'ELB',
          health_check_grace_period: 300,
          default_instance_warmup: 120,
          capacity_rebalance: true,
          launch_template: { id: '${aws_launch_template.web.id}', version: '1' },
          target_group_arns: ['arn:a'],
          traffic_source: [{ identifier: 'arn:b', type: 'elbv2' }],
          enabled_metrics: ['GroupMinSize'],
          instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 110 },
          instance_refresh: {
            strategy: 'Rolling',
            preferences: {
              min_healthy_percentage: 100,
              max_healthy_percentage: 110,
              auto_rollback: true,
              alarm_specification: { alarms: ['${aws_cloudwatch_metric_alarm.a.alarm_name}'] },
            },
          },
          warm_pool: { pool_state: 'Stopped', min_size: 1, max_group_prepared_capacity: 3, instance_reuse_policy: { reuse_on_scale_in: true } },
          tag: [{ key: 'Name', value: 'web', propagate_at_launch: true }],
        },
      },
      aws_launch_template: { web: {} },
      aws_cloudwatch_metric_alarm: { a: { alarm_name: 'a' } },
    });
    expect(group.type).toBe(GROUP);
    expect(group.properties).toEqual({
      MinSize: 2,
      MaxSize: 4,
      DesiredCapacity: 2,
      VPCZoneIdentifier: ['a', 'b'],
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 300,
      DefaultInstanceWarmup: 120,
      CapacityRebalance: true,
      LaunchTemplate: { LaunchTemplateId: ref('aws_launch_template.web', 'AWS::EC2::LaunchTemplate'), Version: '1' },
      TargetGroupARNs: ['arn:a', 'arn:b'],
      MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }],
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 },
      Tags: [{ Key: 'Name', Value: 'web', PropagateAtLaunch: true }],
    });
    expect(group.updatePolicy).toEqual({
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling',
        Preferences: {
          MinHealthyPercentage: 100,
          MaxHealthyPercentage: 110,
          AutoRollback: true,
          AlarmSpecification: { Alarms: [ref('aws_cloudwatch_metric_alarm.a', 'AWS::CloudWatch::Alarm')] },
        },
      },
    });
    expect(pool).toMatchObject({
      id: 'aws_autoscaling_group.it.warm_pool',
      type: 'AWS::AutoScaling::WarmPool',
      properties: {
        AutoScalingGroupName: ref('aws_autoscaling_group.it', GROUP),
        PoolState: 'Stopped',
        MinSize: 1,
        MaxGroupPreparedCapacity: 3,
        InstanceReusePolicy: { ReuseOnScaleIn: true },
      },
    });
  });

  test('a group of mixed instances', () => {
    expect(propertiesOf('aws_autoscaling_group', {
      mixed_instances_policy: {
        instances_distribution: { on_demand_base_capacity: 1, on_demand_percentage_above_base_capacity: 0, spot_allocation_strategy: 'price-capacity-optimized' },
        launch_template: {
          launch_template_specification: { launch_template_name: '${aws_launch_template.t.name}', version: '$Latest' },
          override: [{ instance_type: 'm7g.large' }, { instance_type: 'm6g.large', weighted_capacity: '2' }],
        },
      },
    }, { aws_launch_template: { t: { name: 'web' } } }).MixedInstancesPolicy).toEqual({
      InstancesDistribution: { OnDemandBaseCapacity: 1, OnDemandPercentageAboveBaseCapacity: 0, SpotAllocationStrategy: 'price-capacity-optimized' },
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: ref('aws_launch_template.t', 'AWS::EC2::LaunchTemplate'), Version: '$Latest' },
        Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large', WeightedCapacity: '2' }],
      },
    });
  });

  test('attachments and notifications belong to their groups', () => {
    const resources = read({
      aws_autoscaling_group: { a: { target_group_arns: ['arn:a'] }, b: { name: 'b' } },
      aws_autoscaling_attachment: {
        x: { autoscaling_group_name: '${aws_autoscaling_group.a.name}', lb_target_group_arn: 'arn:x' },
        y: { autoscaling_group_name: 'b', lb_target_group_arn: 'arn:y' },
        z: { autoscaling_group_name: 'elsewhere', lb_target_group_arn: 'arn:z' },
      },
      aws_autoscaling_notification: {
        n: { group_names: ['${aws_autoscaling_group.a.name}', '${aws_autoscaling_group.b.id}'], topic_arn: 'arn:t', notifications: ['L'] },
      },
    });
    const NotificationConfigurations = [{ TopicARN: 'arn:t', NotificationTypes: ['L'] }];
    expect(resources.map(({ id, properties }) => [id, properties])).toEqual([
      ['aws_autoscaling_group.a', { TargetGroupARNs: ['arn:a', 'arn:x'], NotificationConfigurations }],
      ['aws_autoscaling_group.b', { AutoScalingGroupName: 'b', TargetGroupARNs: ['arn:y'], NotificationConfigurations }],
      ['aws_autoscaling_attachment.z', { autoscaling_group_name: 'elsewhere', lb_target_group_arn: 'arn:z' }],
    ]);
  });

  test('policies', () => {
    expect(propertiesOf('aws_autoscaling_policy', {
      policy_type: 'TargetTrackingScaling',
      autoscaling_group_name: '${aws_autoscaling_group.g.name}',
      target_tracking_configuration: { target_value: 70, disable_scale_in: true, predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' } },
    }, { aws_autoscaling_group: { g: {} } })).toEqual({
      PolicyType: 'TargetTrackingScaling',
      AutoScalingGroupName: ref('aws_autoscaling_group.g', GROUP),
      TargetTrackingConfiguration: { TargetValue: 70, DisableScaleIn: true, PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' } },
    });
    expect(propertiesOf('aws_autoscaling_policy', {
      policy_type: 'StepScaling',
      adjustment_type: 'PercentChangeInCapacity',
      min_adjustment_magnitude: 1,
      estimated_instance_warmup: 120,
      step_adjustment: [{ metric_interval_lower_bound: '0', metric_interval_upper_bound: '10.5', scaling_adjustment: 50 }, { metric_interval_lower_bound: '10.5', scaling_adjustment: 100 }],
    })).toEqual({
      PolicyType: 'StepScaling',
      AdjustmentType: 'PercentChangeInCapacity',
      MinAdjustmentMagnitude: 1,
      EstimatedInstanceWarmup: 120,
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10.5, ScalingAdjustment: 50 },
        { MetricIntervalLowerBound: 10.5, ScalingAdjustment: 100 },
      ],
    });
    expect(propertiesOf('aws_autoscaling_policy', { policy_type: 'SimpleScaling', scaling_adjustment: 1, cooldown: 60 }))
      .toEqual({ PolicyType: 'SimpleScaling', ScalingAdjustment: 1, Cooldown: 60 });
    expect(propertiesOf('aws_autoscaling_policy', {
      policy_type: 'PredictiveScaling',
      predictive_scaling_configuration: {
        mode: 'ForecastAndScale',
        scheduling_buffer_time: '300',
        max_capacity_breach_behavior: 'IncreaseMaxCapacity',
        max_capacity_buffer: '10',
        metric_specification: { target_value: 70, predefined_metric_pair_specification: { predefined_metric_type: 'ASGCPUUtilization' } },
      },
    }).PredictiveScalingConfiguration).toEqual({
      Mode: 'ForecastAndScale',
      SchedulingBufferTime: 300,
      MaxCapacityBreachBehavior: 'IncreaseMaxCapacity',
      MaxCapacityBuffer: 10,
      MetricSpecifications: [{ TargetValue: 70, PredefinedMetricPairSpecification: { PredefinedMetricType: 'ASGCPUUtilization' } }],
    });
  });

  test('a policy on a metric of its own', () => {
    expect(propertiesOf('aws_autoscaling_policy', {
      target_tracking_configuration: {
        target_value: 80,
        customized_metric_specification: {
          metrics: [{ id: 'm', return_data: true, metric_stat: { stat: 'Average', metric: { namespace: 'CWAgent', metric_name: 'mem', dimensions: [{ name: 'G', value: 'g' }] } } }],
        },
      },
    }).TargetTrackingConfiguration.CustomizedMetricSpecification).toEqual({
      Metrics: [{ Id: 'm', ReturnData: true, MetricStat: { Stat: 'Average', Metric: { Namespace: 'CWAgent', MetricName: 'mem', Dimensions: [{ Name: 'G', Value: 'g' }] } } }],
    });
  });

  test('a schedule, in which -1 says nothing', () => {
    expect(propertiesOf('aws_autoscaling_schedule', { min_size: 2, max_size: -1, desired_capacity: -1, recurrence: '0 8 * * *', time_zone: 'Europe/Vienna' }))
      .toEqual({ MinSize: 2, Recurrence: '0 8 * * *', TimeZone: 'Europe/Vienna' });
  });
});

describe('servers', () => {
  test('a launch template', () => {
    expect(propertiesOf('aws_launch_template', {
      image_id: '${data.aws_ssm_parameter.none.value}',
      instance_type: 'm7g.large',
      user_data: '${base64encode("#!/bin/bash\\necho hi")}',
      metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
      hibernation_options: { configured: true },
      iam_instance_profile: { arn: 'arn:p' },
      vpc_security_group_ids: ['sg'],
      network_interfaces: [{ associate_public_ip_address: 'false', security_groups: ['sg'] }],
      block_device_mappings: [{ device_name: '/dev/xvda', ebs: { encrypted: 'true', volume_size: 20, volume_type: 'gp3' } }],
      tag_specifications: [{ resource_type: 'instance', tags: { Name: 'web' } }],
    }).LaunchTemplateData).toEqual({
      ImageId: new Unknown('data.aws_ssm_parameter.none is not in the document'),
      InstanceType: 'm7g.large',
      UserData: '#!/bin/bash\necho hi',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      Monitoring: { Enabled: true },
      HibernationOptions: { Configured: true },
      IamInstanceProfile: { Arn: 'arn:p' },
      SecurityGroupIds: ['sg'],
      NetworkInterfaces: [{ AssociatePublicIpAddress: false, Groups: ['sg'] }],
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 20, VolumeType: 'gp3' } }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
    });
  });

  test('commands that are encoded already', () => {
    const text = '#!/bin/bash\necho grüß';
    expect(propertiesOf('aws_launch_template', { user_data: Buffer.from(text).toString('base64') }).LaunchTemplateData.UserData).toBe(text);
    expect(propertiesOf('aws_launch_configuration', { user_data: 'plain', associate_public_ip_address: false }))
      .toEqual({ UserData: 'plain', AssociatePublicIpAddress: false });
  });

  test('an instance', () => {
    expect(propertiesOf('aws_instance', {
      ami: 'ami-1',
      instance_type: 't3.micro',
      subnet_id: 's',
      monitoring: true,
      root_block_device: { encrypted: true, volume_size: 8 },
      ebs_block_device: [{ device_name: '/dev/sdf', volume_size: 9 }],
    })).toEqual({
      ImageId: 'ami-1',
      InstanceType: 't3.micro',
      SubnetId: 's',
      Monitoring: true,
      BlockDeviceMappings: [{ Ebs: { Encrypted: true, VolumeSize: 8 } }, { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 9 } }],
    });
  });
});

describe('identity', () => {
  const document = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] };

  test('a role, its policies and what is attached to it', () => {
    const resources = read({
      aws_iam_role: {
        it: {
          assume_role_policy: JSON.stringify(document),
          managed_policy_arns: ['arn:a'],
          inline_policy: [{ name: 'p', policy: '${jsonencode({"Statement" = []})}' }],
        },
      },
      aws_iam_role_policy_attachment: {
        x: { role: '${aws_iam_role.it.name}', policy_arn: '${aws_iam_policy.p.arn}' }, y: { role: 'elsewhere', policy_arn: 'arn:b' },
      },
      aws_iam_policy: { p: { policy: '{"Statement":[{"Resource":"${aws_iam_role.it.arn}/*","Action":["a"]}]}' } },
      aws_iam_role_policy: { q: { role: '${aws_iam_role.it.id}', name: 'q', policy: JSON.stringify(document) } },
      aws_iam_instance_profile: { i: { role: '${aws_iam_role.it.name}' } },
    });
    const role = ref('aws_iam_role.it', 'AWS::IAM::Role');
    expect(resources.map(({ id, type }) => [id, type])).toEqual([
      ['aws_iam_role.it', 'AWS::IAM::Role'],
      ['aws_iam_role_policy_attachment.y', 'aws_iam_role_policy_attachment'],
      ['aws_iam_policy.p', 'AWS::IAM::ManagedPolicy'],
      ['aws_iam_role_policy.q', 'AWS::IAM::Policy'],
      ['aws_iam_instance_profile.i', 'AWS::IAM::InstanceProfile'],
    ]);
    expect(resources[0].properties).toEqual({
      AssumeRolePolicyDocument: document,
      ManagedPolicyArns: ['arn:a', ref('aws_iam_policy.p', 'AWS::IAM::ManagedPolicy')],
      Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [] } }],
    });
    expect(textOf((resources[2].properties.PolicyDocument as any).Statement[0].Resource)).toBe('<AWS::IAM::Role.Arn>/*');
    expect(resources[3].properties).toEqual({ PolicyName: 'q', PolicyDocument: document, Roles: [role] });
    expect(resources[4].properties).toEqual({ Roles: [role] });
  });
});

describe('paths', () => {
  test('rules within a group are one for each peer', () => {
    expect(propertiesOf('aws_security_group', {
      description: 'web',
      vpc_id: 'vpc-1',
      ingress: [{ from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8', '172.16.0.0/12'], self: true, description: '' }],
      egress: { from_port: 0, to_port: 0, protocol: '-1', ipv6_cidr_blocks: ['::/0'], security_groups: ['sg-1'], prefix_list_ids: [] },
    })).toEqual({
      GroupDescription: 'web',
      VpcId: 'vpc-1',
      SecurityGroupIngress: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '172.16.0.0/12' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: ref('aws_security_group.it', 'AWS::EC2::SecurityGroup', 'GroupId') },
      ],
      SecurityGroupEgress: [
        { IpProtocol: '-1', FromPort: 0, ToPort: 0, CidrIpv6: '::/0' },
        { IpProtocol: '-1', FromPort: 0, ToPort: 0, DestinationSecurityGroupId: 'sg-1' },
      ],
    });
  });

  test('rules apart from a group', () => {
    const [one, two, three, four] = read({
      aws_vpc_security_group_ingress_rule: { it: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 80, to_port: 80, referenced_security_group_id: 'sg-2' } },
      aws_vpc_security_group_egress_rule: { it: { security_group_id: 'sg-1', ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' } },
      aws_security_group_rule: { it: { type: 'egress', security_group_id: 'sg-1', protocol: 'tcp', from_port: 1, to_port: 2, cidr_blocks: ['a', 'b'] } },
    });
    expect([one.type, one.properties]).toEqual(['AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 80, ToPort: 80, SourceSecurityGroupId: 'sg-2' }]);
    expect([two.type, two.properties]).toEqual(['AWS::EC2::SecurityGroupEgress', { GroupId: 'sg-1', IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]);
    const rule = { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 1, ToPort: 2 };
    expect([three.id, three.type, three.properties]).toEqual(['aws_security_group_rule.it', 'AWS::EC2::SecurityGroupEgress', { ...rule, CidrIp: 'a' }]);
    expect([four.id, four.type, four.properties]).toEqual(['aws_security_group_rule.it#2', 'AWS::EC2::SecurityGroupEgress', { ...rule, CidrIp: 'b' }]);
  });
});

describe('observability', () => {
  test('an alarm', () => {
    expect(propertiesOf('aws_cloudwatch_metric_alarm', {
      alarm_name: 'cpu',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 85,
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
      treat_missing_data: 'notBreaching',
      namespace: 'AWS/EC2',
      metric_name: 'CPUUtilization',
      dimensions: { AutoScalingGroupName: '${aws_autoscaling_group.g.name}' },
      period: 60,
      extended_statistic: 'p95',
      alarm_actions: ['${aws_autoscaling_policy.p.arn}'],
      ok_actions: [],
    }, { aws_autoscaling_group: { g: {} }, aws_autoscaling_policy: { p: {} } })).toEqual({
      AlarmName: 'cpu',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 85,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: ref('aws_autoscaling_group.g', 'AWS::AutoScaling::AutoScalingGroup') }],
      Period: 60,
      ExtendedStatistic: 'p95',
      AlarmActions: [ref('aws_autoscaling_policy.p', 'AWS::AutoScaling::ScalingPolicy')],
      OKActions: [],
    });
  });

  test('an alarm on an expression', () => {
    expect(propertiesOf('aws_cloudwatch_metric_alarm', {
      metric_query: [
        { id: 'e', expression: 'm * 2', label: 'x', return_data: true },
        { id: 'm', metric: { namespace: 'N', metric_name: 'M', period: 60, stat: 'Sum', dimensions: { A: 'b' } } },
      ],
    }).Metrics).toEqual([
      { Id: 'e', Expression: 'm * 2', Label: 'x', ReturnData: true },
      { Id: 'm', MetricStat: { Metric: { Namespace: 'N', MetricName: 'M', Dimensions: [{ Name: 'A', Value: 'b' }] }, Period: 60, Stat: 'Sum' } },
    ]);
  });

  test('a dashboard, however its body is written', () => {
    const bodies = [
      '{"widgets":[{"title":"${aws_lb.web.arn_suffix}","width":6}]}',
      '${jsonencode({"widgets" = [{"title" = aws_lb.web.arn_suffix, "width" = 6}]})}',
    ];
    for (const dashboard_body of bodies) {
      const { DashboardBody } = propertiesOf('aws_cloudwatch_dashboard', { dashboard_body }, { aws_lb: { web: {} } });
      expect(textOf(DashboardBody)).toBe('{"widgets":[{"title":"<AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName>","width":6}]}');
    }
  });

  test('a log group outlives its document where it says so', () => {
    const groups = read({ aws_cloudwatch_log_group: { a: { skip_destroy: true, retention_in_days: 30 }, b: { retention_in_days: 0 } } });
    expect(groups.map(({ isRetained, properties }) => [isRetained, properties])).toEqual([[true, { RetentionInDays: 30 }], [false, {}]]);
  });

  test('a topic', () => {
    expect(propertiesOf('aws_sns_topic', { name: 'n', kms_master_key_id: 'alias/aws/sns' })).toEqual({ TopicName: 'n', KmsMasterKeyId: 'alias/aws/sns' });
  });
});

describe('storage', () => {
  test('a bucket is what is said of it in all places', () => {
    const bucket = '${aws_s3_bucket.it.id}';
    const [resource, policy, elsewhere] = read({
      aws_s3_bucket: { it: { bucket: 'logs' } },
      aws_s3_bucket_versioning: { it: { bucket, versioning_configuration: { status: 'Enabled' } }, other: { bucket: 'other' } },
      aws_s3_bucket_server_side_encryption_configuration: { it: { bucket: 'logs', rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] } },
      aws_s3_bucket_public_access_block: {
        it: { bucket, block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true },
      },
      aws_s3_bucket_ownership_controls: { it: { bucket, rule: { object_ownership: 'BucketOwnerEnforced' } } },
      aws_s3_bucket_lifecycle_configuration: {
        it: {
          bucket,
          rule: [{
            id: 'r',
            status: 'Enabled',
            filter: {},
            expiration: { days: 365 },
            noncurrent_version_expiration: { noncurrent_days: 30 },
            abort_incomplete_multipart_upload: { days_after_initiation: 7 },
          }],
        },
      },
      aws_s3_bucket_policy: { it: { bucket, policy: '{"Statement":[]}' } },
    }).slice().sort((a, b) => Number(a.id.includes('versioning')) - Number(b.id.includes('versioning')));
    expect(resource.properties).toEqual({
      BucketName: 'logs',
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: {
        Rules: [{
          Id: 'r',
          Status: 'Enabled',
          ExpirationInDays: 365,
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        }],
      },
    });
    expect(policy).toMatchObject({ type: 'AWS::S3::BucketPolicy', properties: { Bucket: ref('aws_s3_bucket.it', 'AWS::S3::Bucket'), PolicyDocument: { Statement: [] } } });
    expect(elsewhere.id).toBe('aws_s3_bucket_versioning.other');
  });

  test('what outlives its document', () => {
    const buckets = read({
      aws_s3_bucket: { a: {}, b: { force_destroy: true }, c: { force_destroy: false }, d: { lifecycle: [{ prevent_destroy: true }] } },
    });
    expect(buckets.map(({ isRetained }) => isRetained)).toEqual([false, false, true, true]);
  });

  test('a parameter, which keeps its secret', () => {
    expect(propertiesOf('aws_ssm_parameter', { name: '/a', type: 'String', value: 'A=1', description: 'd' })).toEqual({ Name: '/a', Type: 'String', Value: 'A=1', Description: 'd' });
    expect(propertiesOf('aws_ssm_parameter', { type: 'SecureString', value: 'hush' }).Value).toBeInstanceOf(Unknown);
  });
});

describe('names', () => {
  test('records', () => {
    expect(propertiesOf('aws_route53_record', {
      zone_id: '${aws_route53_zone.z.zone_id}', name: 'www', type: 'A', alias: { name: '${aws_lb.web.dns_name}', zone_id: '${aws_lb.web.zone_id}', evaluate_target_health: true },
    }, { aws_route53_zone: { z: {} }, aws_lb: { web: {} } })).toEqual({
      Name: 'www',
      Type: 'A',
      HostedZoneId: ref('aws_route53_zone.z', 'AWS::Route53::HostedZone'),
      AliasTarget: {
        DNSName: ref('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'DNSName'),
        HostedZoneId: ref('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'CanonicalHostedZoneID'),
        EvaluateTargetHealth: true,
      },
    });
    expect(propertiesOf('aws_route53_record', { type: 'CNAME', ttl: 60, records: ['a'], set_identifier: 's', weighted_routing_policy: { weight: 1 } }))
      .toEqual({ Type: 'CNAME', TTL: 60, ResourceRecords: ['a'], SetIdentifier: 's', Weight: 1 });
  });

  test('zones, health checks and certificates', () => {
    expect(propertiesOf('aws_route53_zone', { name: 'a.com', vpc: { vpc_id: 'v' } })).toEqual({ Name: 'a.com', VPCs: [{ VPCId: 'v' }] });
    expect(propertiesOf('aws_route53_health_check', { type: 'HTTPS', fqdn: 'a.com', port: 443, request_interval: 10, failure_threshold: 3 }))
      .toEqual({ HealthCheckConfig: { Type: 'HTTPS', FullyQualifiedDomainName: 'a.com', Port: 443, RequestInterval: 10, FailureThreshold: 3 } });
    expect(propertiesOf('aws_acm_certificate', { domain_name: 'a.com', validation_method: 'DNS' })).toEqual({ DomainName: 'a.com', ValidationMethod: 'DNS' });
  });
});

describe('a network', () => {
  test('its parts', () => {
    const vpc = ref('aws_vpc.v', 'AWS::EC2::VPC');
    const table = ref('aws_route_table.t', 'AWS::EC2::RouteTable');
    const gateway = ref('aws_internet_gateway.i', 'AWS::EC2::InternetGateway');
    const resources = read({
      aws_vpc: { v: { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true } },
      aws_subnet: { s: { vpc_id: '${aws_vpc.v.id}', availability_zone: '${data.aws_availability_zones.a.names[0]}', map_public_ip_on_launch: true } },
      aws_internet_gateway: { i: { vpc_id: '${aws_vpc.v.id}' } },
      aws_eip: { e: { domain: 'vpc' } },
      aws_nat_gateway: { n: { allocation_id: '${aws_eip.e.id}', subnet_id: '${aws_subnet.s.id}' } },
      aws_route_table: { t: { vpc_id: '${aws_vpc.v.id}', route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.i.id}' }] } },
      aws_route: { r: { route_table_id: '${aws_route_table.t.id}', destination_cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' } },
      aws_route_table_association: { x: { subnet_id: '${aws_subnet.s.id}', route_table_id: '${aws_route_table.t.id}' } },
      aws_vpc_endpoint: { p: { vpc_id: '${aws_vpc.v.id}', service_name: 'com.amazonaws.eu-west-1.s3', vpc_endpoint_type: 'Gateway' } },
      aws_vpc_endpoint_route_table_association: { q: { vpc_endpoint_id: '${aws_vpc_endpoint.p.id}', route_table_id: '${aws_route_table.t.id}' } },
      aws_flow_log: { f: { vpc_id: '${aws_vpc.v.id}', traffic_type: 'ALL' } },
    }, { data: { aws_availability_zones: { a: {} } } });
    expect(resources.map(({ type, properties }) => [type.slice('AWS::EC2::'.length), properties])).toEqual([
      ['VPC', { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true }],
      ['Subnet', { VpcId: vpc, AvailabilityZone: new Reference(undefined, 'zone', '0'), MapPublicIpOnLaunch: true }],
      ['InternetGateway', {}],
      ['VPCGatewayAttachment', { VpcId: vpc, InternetGatewayId: gateway }],
      ['EIP', { Domain: 'vpc' }],
      ['NatGateway', { AllocationId: ref('aws_eip.e', 'AWS::EC2::EIP', 'AllocationId'), SubnetId: ref('aws_subnet.s', 'AWS::EC2::Subnet') }],
      ['RouteTable', { VpcId: vpc }],
      ['Route', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }],
      ['Route', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref('aws_nat_gateway.n', 'AWS::EC2::NatGateway') }],
      ['SubnetRouteTableAssociation', { SubnetId: ref('aws_subnet.s', 'AWS::EC2::Subnet'), RouteTableId: table }],
      ['VPCEndpoint', { VpcId: vpc, ServiceName: 'com.amazonaws.eu-west-1.s3', VpcEndpointType: 'Gateway', RouteTableIds: [table] }],
      ['FlowLog', { ResourceId: vpc, ResourceType: 'VPC', TrafficType: 'ALL' }],
    ]);
  });
});

describe('a plan', () => {
  const plan = {
    planned_values: {
      root_module: {
        resources: [
          { address: 'aws_lb.web', mode: 'managed', type: 'aws_lb', name: 'web', values: { internal: true, arn: 'arn:aws:lb', subnets: [null, null], tags: { t: '${literal}' } } },
          { address: 'aws_subnet.a[0]', mode: 'managed', type: 'aws_subnet', name: 'a', index: 0, values: { cidr_block: '10.0.0.0/24' } },
          { address: 'aws_subnet.a[1]', mode: 'managed', type: 'aws_subnet', name: 'a', index: 1, values: { cidr_block: '10.0.1.0/24' } },
          { address: 'aws_lb_listener.l', mode: 'managed', type: 'aws_lb_listener', name: 'l', values: { load_balancer_arn: 'arn:aws:lb', port: 443, default_action: [{ type: 'forward' }] } },
        ],
        child_modules: [{
          address: 'module.m["x"]',
          resources: [
            { address: 'module.m["x"].aws_lb_target_group.t', mode: 'managed', type: 'aws_lb_target_group', name: 't', values: { port: 8080 } },
            { address: 'module.m["x"].aws_lb_listener_rule.r', mode: 'managed', type: 'aws_lb_listener_rule', name: 'r', values: { action: [{ type: 'forward' }] } },
          ],
        }],
      },
    },
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
      root_module: {
        resources: [
          { address: 'aws_lb.web', expressions: { subnets: { references: ['aws_subnet.a[0].id', 'aws_subnet.a[0]', 'aws_subnet.a', 'aws_subnet.a[1].id', 'aws_subnet.a[1]'] } } },
          { address: 'aws_lb_listener.l', expressions: { default_action: [{ target_group_arn: { references: ['var.x'] }, type: { constant_value: 'forward' } }] } },
        ],
        module_calls: {
          m: {
            module: {
              resources: [{
                address: 'aws_lb_listener_rule.r',
                expressions: { action: [{ target_group_arn: { references: ['aws_lb_target_group.t.arn', 'aws_lb_target_group.t'] } }] },
              }],
            },
          },
        },
      },
    },
  };

  test('has values, and references where they are absent', () => {
    const { resources, regions } = readTerraform(plan);
    const [balancer, first, , listener, , rule] = resources;
    expect(regions).toEqual(['eu-west-1']);
    expect(resources.map(({ id }) => id)).toEqual([
      'aws_lb.web', 'aws_subnet.a[0]', 'aws_subnet.a[1]', 'aws_lb_listener.l', 'module.m["x"].aws_lb_target_group.t', 'module.m["x"].aws_lb_listener_rule.r',
    ]);
    expect(balancer.properties).toMatchObject({
      Scheme: 'internal',
      Subnets: [ref('aws_subnet.a[0]', 'AWS::EC2::Subnet'), ref('aws_subnet.a[1]', 'AWS::EC2::Subnet')],
      Tags: [{ Key: 't', Value: '${literal}' }],
    });
    expect(first.properties).toEqual({ CidrBlock: '10.0.0.0/24' });
    expect(listener.properties.LoadBalancerArn).toEqual(ref('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer'));
    expect((listener.properties.DefaultActions as any)[0].TargetGroupArn).toBeInstanceOf(Unknown);
    expect(rule.properties.Actions).toEqual([
      { Type: 'forward', TargetGroupArn: ref('module.m["x"].aws_lb_target_group.t', 'AWS::ElasticLoadBalancingV2::TargetGroup') },
    ]);
  });

  const planned = (type: string, values: object, expressions: object) => readTerraform({
    planned_values: {
      root_module: {
        resources: [
          { address: `${type}.it`, mode: 'managed', type, name: 'it', values },
          ...['a', 'b'].map((name) => ({ address: `aws_sns_topic.${name}`, mode: 'managed', type: 'aws_sns_topic', name, values: {} })),
        ],
      },
    },
    configuration: { root_module: { resources: [{ address: `${type}.it`, expressions }] } },
  }).resources[0].properties;

  test('of JSON shows templates, which say all', () => {
    expect(textOf(planned('aws_ssm_parameter', { name: '/a' }, {
      value: { constant_value: 'TOPIC=${aws_sns_topic.a.arn}', references: ['aws_sns_topic.a.arn', 'aws_sns_topic.a'] },
    }).Value)).toBe('TOPIC=<AWS::SNS::Topic.Ref>');
  });

  test('of the language itself says what is referred to, which a composed text is not', () => {
    const references = ['aws_sns_topic.a.arn', 'aws_sns_topic.a'];
    expect(planned('aws_cloudwatch_metric_alarm', {}, { alarm_actions: { references } }).AlarmActions).toEqual([ref('aws_sns_topic.a', 'AWS::SNS::Topic')]);
    expect(planned('aws_ssm_parameter', {}, { value: { references } }).Value).toBeInstanceOf(Unknown);
    expect(planned('aws_ssm_parameter', {}, { name: { references: [...references, 'aws_sns_topic.b.arn'] } }).Name).toBeInstanceOf(Unknown);
  });

  test('has blocks in another order than they are written', () => {
    const { Metrics } = planned('aws_cloudwatch_metric_alarm', { metric_query: [{ id: 'a', label: 'x' }, { id: 'b' }] }, {
      metric_query: [
        { id: { constant_value: 'b' }, label: { references: ['aws_sns_topic.b.name'] } }, { id: { constant_value: 'a' }, label: { constant_value: 'x' } },
      ],
    }) as any;
    expect(Metrics).toEqual([{ Id: 'a', Label: 'x' }, { Id: 'b', Label: expect.any(Unknown) }]);
  });

  test('is read without its configuration too', () => {
    const { resources } = readTerraform({ planned_values: plan.planned_values });
    expect(resources[0].properties).toMatchObject({ Scheme: 'internal' });
    expect(resources).toHaveLength(6);
  });

  test('is read whatever is in it', () => {
    for (const odd of [null, 1, [], [1], { resources: [null, { address: 1 }, {}] }, { child_modules: [null] }]) {
      expect(() => readTerraform({ planned_values: { root_module: odd }, configuration: odd, prior_state: odd })).not.toThrow();
    }
  });
});
