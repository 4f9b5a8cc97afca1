import { RuleCase } from './case';
import { Changes, stack, stepOf, template, trackingOf } from './tier-documents';

const GROUP = 'autoscaling_group.web';
const ref = (id: string) => ({ Ref: id });

/** Cases that change the sound template, and nothing of it, or less, where they are right. */
function ofTemplate(rule: string, finds: readonly string[], wrong: Changes, right: Changes = {}): RuleCase {
  return { rule, triggers: template(wrong), finds, nearMiss: template(right) };
}

function ofStack(rule: string, finds: readonly string[], wrong: Changes, right: Changes = {}): RuleCase {
  return { rule, triggers: stack(wrong), finds, nearMiss: stack(right) };
}

const target = (key: string, value: unknown) => ({ Targets: { TargetGroupAttributes: [{ Key: key, Value: value }] } });
const launch = (data: object) => ({ Launch: { LaunchTemplateData: data } });
const update = (policy: object, more: object = {}) => ({ Group: { UpdatePolicy: policy, ...more } });
const refresh = (preferences: object) => update({ AutoScalingInstanceRefresh: { Strategy: 'Rolling', Preferences: { AlarmSpecification: { Alarms: ['errors'] }, ...preferences } } });
const rolling = (policy: object) => update({ AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MinInstancesInService: 2, ...policy } });
const distributed = (distribution: object) => ({
  Group: { LaunchTemplate: undefined, MixedInstancesPolicy: { InstancesDistribution: distribution, LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: ref('Launch'), Version: '1' } } } },
});
const instance = (properties: object = {}) => ({ Type: 'EC2::Instance', ImageId: 'ami-1', InstanceType: 'm7g.large', SecurityGroupIds: ['sg-1'], MetadataOptions: { HttpTokens: 'required' }, ...properties });
const openTo = (port: number) => ({ Type: 'EC2::SecurityGroup', SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '0.0.0.0/0' }] });
const withoutTier = { Group: null, Tracking: null };
const withoutStack = { [GROUP]: null, 'autoscaling_policy.cpu': null };
const configured = { LaunchConfigurationName: ref('Config'), LaunchTemplate: undefined };
const configuration = (properties: object = {}) => ({ Type: 'AutoScaling::LaunchConfiguration', ImageId: 'ami-1', MetadataOptions: { HttpTokens: 'required' }, ...properties });

const SIZES: RuleCase[] = [
  ofTemplate('single-server', ['Group MaxSize'], { Group: { MinSize: '1', MaxSize: '1' } }),
  ofTemplate('single-server', ['Group MinSize'], { Group: { MinSize: 1 } }, { Group: { MinSize: 1, Tags: [{ Key: 'AmazonECSManaged', Value: '', PropagateAtLaunch: true }] } }),
  ofTemplate('single-server', ['Group MinSize'], { Group: { MinSize: 1, DesiredCapacity: 2 } }, { Group: { MinSize: 1, DesiredCapacity: 2 }, Tracking: null }),
  // A bastion is one on purpose.
  ofTemplate('single-server', ['Group MaxSize'], { Group: { MaxSize: 1, TargetGroupARNs: undefined } },
    { Group: { MaxSize: 1, TargetGroupARNs: undefined }, Launch: { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'bastion' }] }] } } }),
  ofStack('single-server', ['aws_autoscaling_group.web MinSize'], { [GROUP]: { min_size: 1 } },
    { [GROUP]: { min_size: 1 }, 'ecs_capacity_provider.web': { auto_scaling_group_provider: { auto_scaling_group_arn: '${aws_autoscaling_group.web.arn}' } } }),
  ofTemplate('fixed-size', ['Group MaxSize'], { Group: { MaxSize: '2' } }, { Group: { MaxSize: '3' } }),
  ofTemplate('fixed-size', ['Group'], { Tracking: null }, { Tracking: null, Morning: { Type: 'AutoScaling::ScheduledAction', AutoScalingGroupName: ref('Group'), MinSize: 4, Recurrence: '0 7 * * *' } }),
  ofTemplate('fixed-size', ['Group'], { Tracking: null }, { Tracking: { AutoScalingGroupName: { 'Fn::ImportValue': 'web-group' } } }),
  ofStack('fixed-size', ['aws_autoscaling_group.web'], { 'autoscaling_policy.cpu': null },
    { 'autoscaling_policy.cpu': null, [GROUP]: { tag: [{ key: 'k8s.io/cluster-autoscaler/enabled', value: 'true', propagate_at_launch: true }] } }),
  ofTemplate('pinned-capacity', ['Group DesiredCapacity'], { Group: { DesiredCapacity: '2' } },
    { Group: { DesiredCapacity: '2', UpdatePolicy: { AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } } } }),
  ofStack('pinned-capacity', ['aws_autoscaling_group.web DesiredCapacity'], { [GROUP]: { desired_capacity: 2 } },
    { [GROUP]: { desired_capacity: 2, lifecycle: { ignore_changes: ['desired_capacity'] } } }),
];

const PLACES: RuleCase[] = [
  ofTemplate('single-zone-tier', ['Group VPCZoneIdentifier'], { SubnetB: { AvailabilityZone: 'eu-west-1a' } }),
  ofTemplate('single-zone-tier', ['Group VPCZoneIdentifier'], { Group: { VPCZoneIdentifier: [ref('SubnetA')] } }, { Group: { VPCZoneIdentifier: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] } } }),
  ofTemplate('single-zone-tier', ['Group AvailabilityZones'], { Group: { VPCZoneIdentifier: undefined, AvailabilityZones: ['eu-west-1a'] } }, { Group: { VPCZoneIdentifier: undefined, AvailabilityZones: { 'Fn::GetAZs': '' } } }),
  ofStack('single-zone-tier', ['aws_autoscaling_group.web VPCZoneIdentifier'], { [GROUP]: { vpc_zone_identifier: ['${aws_subnet.a.id}'] } },
    { [GROUP]: { vpc_zone_identifier: '${data.aws_subnets.private.ids}' } }),
  ofTemplate('balancer-in-one-zone', ['Balancer Subnets'], { Balancer: { Subnets: [ref('SubnetA')] } }),
  ofStack('balancer-in-one-zone', ['aws_lb.web Subnets'], { 'subnet.b': { availability_zone: 'eu-west-1a' } }),
  ofTemplate('no-room-for-a-lost-zone', ['Tracking TargetTrackingConfiguration.TargetValue'], { Tracking: trackingOf(51) }, { Tracking: trackingOf(50) }),
  ofStack('no-room-for-a-lost-zone', ['aws_autoscaling_policy.cpu TargetTrackingConfiguration.TargetValue'],
    { 'autoscaling_policy.cpu': { target_tracking_configuration: { target_value: 60, predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' } } } }),
  ofTemplate('standalone-server', ['Server'], { ...withoutTier, Server: instance(), Targets: { Targets: [{ Id: ref('Server') }] } }, { ...withoutTier, Server: instance() }),
  ofTemplate('standalone-server', ['Server'], { ...withoutTier, Server: instance(), Old: { Type: 'ElasticLoadBalancing::LoadBalancer', Instances: [ref('Server')] } },
    { ...withoutTier, Server: instance(), Old: { Type: 'ElasticLoadBalancing::LoadBalancer' } }),
  ofStack('standalone-server', ['aws_instance.web'], { ...withoutStack, 'instance.web': { ami: 'ami-1' }, 'elb.old': { instances: ['${aws_instance.web.id}'] } },
    { ...withoutStack, 'instance.web': { ami: 'ami-1' }, 'elb.old': {} }),
  ofTemplate('standalone-server', ['Site'], { Site: instance({ SecurityGroupIds: [ref('Door')] }), Door: openTo(443) }, { Site: instance({ SecurityGroupIds: [ref('Door')] }), Door: openTo(51820) }),
  ofTemplate('standalone-server', ['One', 'Other'], { One: instance(), Other: instance() }, { One: instance(), Other: instance({ ImageId: 'ami-2' }) }),
  ofStack('standalone-server', ['aws_instance.web'],
    { ...withoutStack, 'instance.web': { ami: 'ami-1' }, 'lb_target_group_attachment.web': { target_group_arn: '${aws_lb_target_group.web.arn}', target_id: '${aws_instance.web.id}' } },
    { ...withoutStack, 'instance.web': { ami: 'ami-1' } }),
];

const CHECKS: RuleCase[] = [
  ofTemplate('ec2-only-health', ['Group HealthCheckType'], { Group: { HealthCheckType: undefined } }, { Group: { HealthCheckType: { 'Fn::ImportValue': 'type' } } }),
  ofTemplate('ec2-only-health', ['Group HealthCheckType'], { Group: { HealthCheckType: 'EBS' } }, { Group: { HealthCheckType: 'EBS,ELB' } }),
  // A list that is not told may be empty.
  ofTemplate('ec2-only-health', ['Group HealthCheckType'], { Group: { HealthCheckType: 'EC2', TargetGroupARNs: [{ 'Fn::ImportValue': 'targets' }] } },
    { Group: { HealthCheckType: 'EC2', TargetGroupARNs: { 'Fn::Split': [',', { 'Fn::ImportValue': 'targets' }] } } }),
  ofStack('ec2-only-health', ['aws_autoscaling_group.web HealthCheckType'], { [GROUP]: { health_check_type: 'EC2' } }),
  ofTemplate('grace-shorter-than-start', ['Group HealthCheckGracePeriod'], { Group: { HealthCheckGracePeriod: undefined } }),
  ofTemplate('grace-shorter-than-start', ['Group HealthCheckGracePeriod'], { Group: { HealthCheckGracePeriod: 119 } }, { Group: { HealthCheckGracePeriod: 120 } }),
  ofTemplate('grace-shorter-than-start', ['Group HealthCheckGracePeriod'], { Group: { HealthCheckGracePeriod: 0 } },
    { Group: { HealthCheckGracePeriod: 0 }, Hook: { Type: 'AutoScaling::LifecycleHook', AutoScalingGroupName: ref('Group'), LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING' } }),
  // Terraform's provider asks for 300 seconds where nothing is said.
  ofStack('grace-shorter-than-start', ['aws_autoscaling_group.web HealthCheckGracePeriod'], { [GROUP]: { health_check_grace_period: 0 } }),
  ofStack('grace-shorter-than-start', ['aws_autoscaling_group.web HealthCheckGracePeriod'], { [GROUP]: { health_check_grace_period: 0 } },
    { [GROUP]: { health_check_grace_period: 0, initial_lifecycle_hook: [{ name: 'ready', lifecycle_transition: 'autoscaling:EC2_INSTANCE_LAUNCHING' }] } }),
  ofTemplate('check-timeout', ['Targets HealthCheckTimeoutSeconds'], { Targets: { HealthCheckTimeoutSeconds: 10 } }, { Targets: { HealthCheckTimeoutSeconds: 9 } }),
  ofStack('check-timeout', ['aws_lb_target_group.web HealthCheckTimeoutSeconds'], { 'lb_target_group.web': { health_check: { interval: 5 } } }, { 'lb_target_group.web': { health_check: { interval: 5 }, protocol: 'TCP' } }),
  ofTemplate('slow-detection', ['Targets HealthCheckIntervalSeconds'], { Targets: { HealthCheckIntervalSeconds: 31 } }, { Targets: { HealthCheckIntervalSeconds: 30 } }),
  ofStack('slow-detection', ['aws_lb_target_group.web UnhealthyThresholdCount'], { 'lb_target_group.web': { health_check: undefined } }),
  // What is told of a block as a whole is told of each part of it.
  ofStack('slow-detection', ['aws_lb_target_group.web UnhealthyThresholdCount'], { 'lb_target_group.web': { health_check: {} } }, { 'lb_target_group.web': { health_check: '${var.check}' } }),
  ofTemplate('drain-shorter-than-requests', ['Targets TargetGroupAttributes[deregistration_delay.timeout_seconds]'], target('deregistration_delay.timeout_seconds', '29'), target('deregistration_delay.timeout_seconds', 30)),
  // What is not said is 300 seconds.
  ofTemplate('drain-shorter-than-requests', ['Targets TargetGroupAttributes[deregistration_delay.timeout_seconds]'],
    { Targets: { TargetGroupAttributes: undefined }, Balancer: { LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '301' }] } },
    { Targets: { TargetGroupAttributes: undefined }, Balancer: { LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '300' }] } }),
  ofStack('drain-shorter-than-requests', ['aws_lb_target_group.web TargetGroupAttributes[deregistration_delay.timeout_seconds]'], { 'lb.web': { idle_timeout: undefined } }),
  ofTemplate('sticky-sessions', ['Targets TargetGroupAttributes[stickiness.enabled]'], target('stickiness.enabled', 'true'), target('stickiness.enabled', 'false')),
  ofStack('sticky-sessions', ['aws_lb_target_group.web TargetGroupAttributes[stickiness.enabled]'], { 'lb_target_group.web': { stickiness: { type: 'lb_cookie' } } },
    { 'lb_target_group.web': { stickiness: { type: 'lb_cookie', enabled: false } } }),
  ofTemplate('unwatched-tier', ['Group'], { Errors: null }, { Errors: { Dimensions: [{ Name: 'TargetGroup', Value: { 'Fn::ImportValue': 'targets' } }] } }),
  ofStack('unwatched-tier', ['aws_autoscaling_group.web'], { 'cloudwatch_metric_alarm.errors': null }, { 'cloudwatch_metric_alarm.errors': { dimensions: { LoadBalancer: 'app/web/0123456789abcdef' } } }),
];

const SCALING: RuleCase[] = [
  ofTemplate('slow-to-double', ['Tracking TargetTrackingConfiguration.TargetValue'], { Tracking: trackingOf(70) }, { Tracking: trackingOf(70), ...stepOf('Surge', 100, 85) }),
  ofTemplate('slow-to-double', ['Tracking TargetTrackingConfiguration.TargetValue'], { Tracking: trackingOf(51) }, { Tracking: trackingOf(50) }),
  ofStack('slow-to-double', ['aws_autoscaling_policy.cpu TargetTrackingConfiguration.TargetValue'],
    { 'autoscaling_policy.cpu': { target_tracking_configuration: { target_value: 80, predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' } } } },
    { 'autoscaling_policy.cpu': { target_tracking_configuration: { target_value: 80, predefined_metric_specification: { predefined_metric_type: 'ALBRequestCountPerTarget' } } } }),
  ofTemplate('coarse-metrics', ['Launch LaunchTemplateData.Monitoring.Enabled'], launch({ Monitoring: undefined }), launch({ Monitoring: { Enabled: { 'Fn::ImportValue': 'detail' } } })),
  ofTemplate('coarse-metrics', ['SurgeAlarm Period'], stepOf('Surge', 100, 85, { Period: 300 }), stepOf('Surge', -10, 20, { Period: 300 })),
  ofTemplate('coarse-metrics', ['Config InstanceMonitoring'], { Group: configured, Config: configuration({ InstanceMonitoring: false }) }, { Group: configured, Config: configuration() }),
  ofStack('coarse-metrics', ['aws_launch_template.web LaunchTemplateData.Monitoring.Enabled'], { 'launch_template.web': { monitoring: undefined } }),
  ofTemplate('missing-warmup', ['Group DefaultInstanceWarmup'], { Group: { DefaultInstanceWarmup: undefined } }, { Group: { DefaultInstanceWarmup: undefined }, Tracking: { EstimatedInstanceWarmup: 60 } }),
  ofStack('missing-warmup', ['aws_autoscaling_group.web DefaultInstanceWarmup'], { [GROUP]: { default_instance_warmup: undefined } }, { [GROUP]: { default_instance_warmup: 0 } }),
  ofTemplate('fighting-policies', ['Shrink'], stepOf('Shrink', -10, 20), { ...stepOf('Shrink', -10, 20), Tracking: { TargetTrackingConfiguration: { ...trackingOf(50).TargetTrackingConfiguration as object, DisableScaleIn: true } } }),
  ofTemplate('fighting-policies', ['Shrink'], { Tracking: null, ...stepOf('Shrink', -10, 70), ...stepOf('Grow', 10, 70) }, { Tracking: null, ...stepOf('Shrink', -10, 30), ...stepOf('Grow', 10, 70) }),
  // Of three servers at 49 % of their CPU two are left at 73 %.
  ofTemplate('fighting-policies', ['Shrink'], { Tracking: null, ...stepOf('Grow', 1, 70), ...byCount('Shrink', 49) },
    { Tracking: null, ...stepOf('Grow', 1, 70), ...byCount('Shrink', 46) }),
  ofStack('fighting-policies', ['aws_autoscaling_policy.shrink'], stackShrinking('AWS/EC2', 'CPUUtilization'), stackShrinking('AWS/SQS', 'ApproximateNumberOfMessagesVisible')),
];

/** One server at a time. */
function byCount(id: string, threshold: number): Changes {
  const step = stepOf(id, -1, threshold);
  return { ...step, [id]: { ...step[id] as object, AdjustmentType: 'ChangeInCapacity' } };
}

function stackShrinking(namespace: string, metric: string): Changes {
  return {
    'autoscaling_policy.shrink': { autoscaling_group_name: '${aws_autoscaling_group.web.name}', scaling_adjustment: -1, adjustment_type: 'ChangeInCapacity' },
    'cloudwatch_metric_alarm.quiet': { namespace, metric_name: metric, threshold: 20, period: 60, alarm_actions: ['${aws_autoscaling_policy.shrink.arn}'] },
  };
}

const RELEASES: RuleCase[] = [
  ofTemplate('release-reaches-nobody', ['Group UpdatePolicy.AutoScalingInstanceRefresh.Strategy'], update({ AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } })),
  ofTemplate('release-reaches-nobody', ['Group UpdatePolicy.AutoScalingInstanceRefresh.Strategy'], { Group: { UpdatePolicy: undefined } }, { Group: { UpdatePolicy: undefined }, Deployment: { Type: 'CodeDeploy::DeploymentGroup', AutoScalingGroups: [ref('Group')] } }),
  ofTemplate('release-reaches-nobody', ['Group UpdatePolicy.AutoScalingInstanceRefresh.Strategy'], { Group: { UpdatePolicy: undefined } }, { Group: { UpdatePolicy: undefined, AutoScalingGroupName: { 'Fn::Sub': 'web-${Launch.LatestVersionNumber}' } } }),
  ofStack('release-reaches-nobody', ['aws_autoscaling_group.web UpdatePolicy.AutoScalingInstanceRefresh.Strategy'], { [GROUP]: { instance_refresh: undefined } },
    { [GROUP]: { instance_refresh: undefined, name_prefix: 'web-${aws_launch_template.web.latest_version}-' } }),
  ofTemplate('update-drops-capacity', ['Group UpdatePolicy.AutoScalingRollingUpdate.MinInstancesInService'], rolling({ MinInstancesInService: 1 }), rolling({ MinInstancesInService: 2 })),
  ofTemplate('update-drops-capacity', ['Group UpdatePolicy.AutoScalingRollingUpdate.MinInstancesInService'], { Group: { ...rolling({}).Group, DesiredCapacity: 4 } }, { Group: { ...rolling({}).Group, DesiredCapacity: 2 } }),
  ofTemplate('update-drops-capacity', ['Group UpdatePolicy.AutoScalingReplacingUpdate'], update({ AutoScalingReplacingUpdate: { WillReplace: true } }), { ...update({ AutoScalingReplacingUpdate: { WillReplace: true } }), Tracking: null }),
  ofTemplate('update-drops-capacity', ['Group UpdatePolicy.AutoScalingInstanceRefresh.Preferences.MinHealthyPercentage'], refresh({}), { Group: { ...refresh({}).Group, InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 } } }),
  ofTemplate('update-drops-capacity', ['Group InstanceMaintenancePolicy.MinHealthyPercentage'], { Group: { ...refresh({}).Group, InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 100 } } }),
  ofStack('update-drops-capacity', ['aws_autoscaling_group.web UpdatePolicy.AutoScalingInstanceRefresh.Preferences.MinHealthyPercentage'],
    { [GROUP]: { instance_refresh: { strategy: 'Rolling', preferences: { min_healthy_percentage: 50 } } } }),
  ofTemplate('unguarded-release', ['Group UpdatePolicy.AutoScalingInstanceRefresh.Preferences.AlarmSpecification.Alarms'], refresh({ AlarmSpecification: undefined }), refresh({ AlarmSpecification: { Alarms: { 'Fn::ImportValue': 'alarms' } } })),
  ofTemplate('unguarded-release', ['Group UpdatePolicy.AutoScalingRollingUpdate.WaitOnResourceSignals'], rolling({ WaitOnResourceSignals: false }), rolling({})),
  ofTemplate('unguarded-release', ['Group CreationPolicy'], update({ AutoScalingReplacingUpdate: { WillReplace: true } }), update({ AutoScalingReplacingUpdate: { WillReplace: true } }, { CreationPolicy: { ResourceSignal: { Count: 2 } } })),
  ofStack('unguarded-release', ['aws_autoscaling_group.web UpdatePolicy.AutoScalingInstanceRefresh.Preferences.AlarmSpecification.Alarms'],
    { [GROUP]: { instance_refresh: { strategy: 'Rolling', preferences: { min_healthy_percentage: 100 } } } }),
];

const LAUNCHES: RuleCase[] = [
  ofTemplate('all-spot', ['Group MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity'], distributed({ OnDemandPercentageAboveBaseCapacity: 0 }), distributed({ OnDemandPercentageAboveBaseCapacity: 0, OnDemandBaseCapacity: 1 })),
  ofTemplate('all-spot', ['Config SpotPrice'], { Group: configured, Config: configuration({ SpotPrice: '0.05' }) }, { Group: configured, Config: configuration() }),
  ofStack('all-spot', ['aws_launch_template.web LaunchTemplateData.InstanceMarketOptions.MarketType'], { 'launch_template.web': { instance_market_options: { market_type: 'spot' } } }),
  ofTemplate('old-launch-configuration', ['Group LaunchConfigurationName'], { Group: configured, Config: configuration() }),
  ofStack('old-launch-configuration', ['aws_autoscaling_group.web LaunchConfigurationName'],
    { [GROUP]: { launch_template: undefined, launch_configuration: '${aws_launch_configuration.web.name}' }, 'launch_configuration.web': { image_id: 'ami-1' } }),
  ofTemplate('metadata-without-token', ['Launch LaunchTemplateData.MetadataOptions.HttpTokens'], launch({ MetadataOptions: { HttpTokens: 'optional' } }), launch({ MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'disabled' } })),
  ofTemplate('metadata-without-token', ['Launch LaunchTemplateData.MetadataOptions.HttpTokens'], launch({ ImageId: 'ami-1' }), launch({ ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}' })),
  ofTemplate('metadata-without-token', ['Server MetadataOptions.HttpTokens'], { Server: instance({ MetadataOptions: { HttpTokens: 'optional' } }) }, { Server: instance({ MetadataOptions: undefined }) }),
  ofStack('metadata-without-token', ['aws_launch_template.web LaunchTemplateData.MetadataOptions.HttpTokens'], { 'launch_template.web': { metadata_options: { http_tokens: 'optional' } } },
    { 'launch_template.web': { metadata_options: { http_tokens: 'optional', http_endpoint: 'disabled' } } }),
];

/** Of servers: how many, where, how they are checked, scaled, released and launched. */
export const CASES: RuleCase[] = [...SIZES, ...PLACES, ...CHECKS, ...SCALING, ...RELEASES, ...LAUNCHES];
