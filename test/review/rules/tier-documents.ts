/** A sound tier, in both engines' words, of which cases change one thing. */

type Properties = Readonly<Record<string, unknown>>;

/** What differs from the sound tier, by id: properties (`undefined` takes one away), or `null` for no such resource at all. */
export type Changes = Readonly<Record<string, Properties | null>>;

const ref = (id: string) => ({ Ref: id });
const attributes = (given: Properties) => Object.entries(given).map(([Key, Value]) => ({ Key, Value }));

const TEMPLATE: Readonly<Record<string, readonly [type: string, properties: Properties]>> = {
  Net: ['EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  SubnetA: ['EC2::Subnet', { VpcId: ref('Net'), AvailabilityZone: 'eu-west-1a' }],
  SubnetB: ['EC2::Subnet', { VpcId: ref('Net'), AvailabilityZone: 'eu-west-1b' }],
  Launch: ['EC2::LaunchTemplate', {
    LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0', InstanceType: 'm7g.large', MetadataOptions: { HttpTokens: 'required' }, Monitoring: { Enabled: true } },
  }],
  Balancer: ['ElasticLoadBalancingV2::LoadBalancer', {
    Subnets: [ref('SubnetA'), ref('SubnetB')], LoadBalancerAttributes: attributes({ 'idle_timeout.timeout_seconds': '30' }),
  }],
  Targets: ['ElasticLoadBalancingV2::TargetGroup', {
    Protocol: 'HTTP',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    UnhealthyThresholdCount: 2,
    TargetGroupAttributes: attributes({ 'deregistration_delay.timeout_seconds': '30' }),
  }],
  Listener: ['ElasticLoadBalancingV2::Listener', { LoadBalancerArn: ref('Balancer'), DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }] }],
  Group: ['AutoScaling::AutoScalingGroup', {
    MinSize: '2',
    MaxSize: '8',
    VPCZoneIdentifier: [ref('SubnetA'), ref('SubnetB')],
    LaunchTemplate: { LaunchTemplateId: ref('Launch'), Version: '1' },
    HealthCheckType: 'ELB',
    HealthCheckGracePeriod: 300,
    DefaultInstanceWarmup: 120,
    TargetGroupARNs: [ref('Targets')],
    UpdatePolicy: { AutoScalingInstanceRefresh: { Strategy: 'Rolling', Preferences: { MinHealthyPercentage: 100, AlarmSpecification: { Alarms: [ref('Errors')] } } } },
  }],
  Tracking: ['AutoScaling::ScalingPolicy', trackingOf(50)],
  Errors: ['CloudWatch::Alarm', {
    Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count', Period: 60, Dimensions: [{ Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } }],
  }],
};

/** Tracking of the CPU, at a target. */
export function trackingOf(target: number): Properties {
  return {
    AutoScalingGroupName: ref('Group'),
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingConfiguration: { TargetValue: target, PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' } },
  };
}

/** A policy that an alarm on the CPU sets off, with the alarm, under `<id>` and `<id>Alarm`. */
export function stepOf(id: string, adjustment: number, threshold: number, alarm: Properties = {}): Changes {
  return {
    [id]: {
      Type: 'AutoScaling::ScalingPolicy',
      AutoScalingGroupName: ref('Group'),
      PolicyType: 'StepScaling',
      AdjustmentType: 'PercentChangeInCapacity',
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: adjustment }],
    },
    [`${id}Alarm`]: {
      Type: 'CloudWatch::Alarm',
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: ref('Group') }],
      Period: 60,
      Threshold: threshold,
      AlarmActions: [ref(id)],
      ...alarm,
    },
  };
}

/** A template; what is added says its `Type`, without `AWS::`. */
export function template(changes: Changes = {}): object {
  const ids = [...new Set([...Object.keys(TEMPLATE), ...Object.keys(changes)])].filter((id) => changes[id] !== null);
  return { Resources: Object.fromEntries(ids.map((id) => [id, resourceOf(TEMPLATE[id], changes[id] ?? {})])) };
}

function resourceOf([type, sound]: readonly [string, Properties] = ['', {}], change: Properties): object {
  const { Type: added, UpdatePolicy, CreationPolicy, Metadata, ...properties } = { ...sound, ...change };
  return { Type: `AWS::${String(added ?? type)}`, Properties: properties, UpdatePolicy, CreationPolicy, Metadata };
}

const ID = (type: string, attribute = 'id') => `\${aws_${type}.${attribute}}`;

const STACK: Readonly<Record<string, Properties>> = {
  'vpc.net': { cidr_block: '10.0.0.0/16' },
  'subnet.a': { vpc_id: ID('vpc.net'), availability_zone: 'eu-west-1a' },
  'subnet.b': { vpc_id: ID('vpc.net'), availability_zone: 'eu-west-1b' },
  'launch_template.web': {
    image_id: 'ami-0123456789abcdef0', instance_type: 'm7g.large', metadata_options: { http_tokens: 'required' }, monitoring: { enabled: true },
  },
  'lb.web': { subnets: [ID('subnet.a'), ID('subnet.b')], idle_timeout: 30 },
  'lb_target_group.web': { protocol: 'HTTP', health_check: { interval: 10, timeout: 5, unhealthy_threshold: 2 }, deregistration_delay: '30' },
  'lb_listener.web': { load_balancer_arn: ID('lb.web', 'arn'), default_action: [{ type: 'forward', target_group_arn: ID('lb_target_group.web', 'arn') }] },
  'autoscaling_group.web': {
    min_size: 2,
    max_size: 8,
    vpc_zone_identifier: [ID('subnet.a'), ID('subnet.b')],
    launch_template: { id: ID('launch_template.web') },
    health_check_type: 'ELB',
    default_instance_warmup: 120,
    target_group_arns: [ID('lb_target_group.web', 'arn')],
    instance_refresh: {
      strategy: 'Rolling',
      preferences: { min_healthy_percentage: 100, alarm_specification: { alarms: [ID('cloudwatch_metric_alarm.errors', 'alarm_name')] } },
    },
  },
  'autoscaling_policy.cpu': {
    autoscaling_group_name: ID('autoscaling_group.web', 'name'),
    policy_type: 'TargetTrackingScaling',
    target_tracking_configuration: { target_value: 50, predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' } },
  },
  'cloudwatch_metric_alarm.errors': {
    namespace: 'AWS/ApplicationELB',
    metric_name: 'HTTPCode_Target_5XX_Count',
    period: 60,
    dimensions: { TargetGroup: ID('lb_target_group.web', 'arn_suffix') },
  },
};

/** Terraform's JSON; ids are `<type without aws_>.<name>`. */
export function stack(changes: Changes = {}): object {
  const resource: Record<string, Record<string, Properties>> = {};
  for (const id of new Set([...Object.keys(STACK), ...Object.keys(changes)])) {
    const [type, name] = id.split('.');
    if (changes[id] !== null) { resource[`aws_${type}`] = { ...resource[`aws_${type}`], [name]: { ...STACK[id], ...changes[id] } }; }
  }
  return { resource };
}
