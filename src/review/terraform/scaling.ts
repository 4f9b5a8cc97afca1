import { Reference, Unknown, Value } from '../document';
import { Fields, isFields, isList, listOf } from '../kinds';
import { From, Self, Shape, Translation, at, many, number, one, shaped, unless } from './shapes';

/** One that is referred to by name is the same as by id. */
const TEMPLATE_REFERENCE: Shape = {
  LaunchTemplateId: (args) => at(args, 'id') ?? at(args, 'launch_template_id') ?? references(args),
  LaunchTemplateName: (args) => references(args) ? undefined : at(args, 'name') ?? at(args, 'launch_template_name'),
  Version: 'version',
};

function references(args: Fields): Reference | undefined {
  return [at(args, 'name'), at(args, 'launch_template_name')].find((name) => name instanceof Reference);
}

const OVERRIDE: Shape = {
  InstanceType: 'instance_type',
  WeightedCapacity: unless('weighted_capacity', ''),
  LaunchTemplateSpecification: one('launch_template_specification', TEMPLATE_REFERENCE),
};

const MIXED_INSTANCES: Shape = {
  InstancesDistribution: one('instances_distribution', {
    OnDemandAllocationStrategy: 'on_demand_allocation_strategy',
    OnDemandBaseCapacity: 'on_demand_base_capacity',
    OnDemandPercentageAboveBaseCapacity: 'on_demand_percentage_above_base_capacity',
    SpotAllocationStrategy: 'spot_allocation_strategy',
    SpotInstancePools: 'spot_instance_pools',
    SpotMaxPrice: unless('spot_max_price', ''),
  }),
  LaunchTemplate: one('launch_template', {
    LaunchTemplateSpecification: one('launch_template_specification', TEMPLATE_REFERENCE),
    Overrides: many('override', OVERRIDE),
  }),
};

/** Sources that are target groups are said where CloudFormation says them most. */
function targetGroups(args: Fields): Value | undefined {
  const groups = at(args, 'target_group_arns');
  if (groups instanceof Unknown) { return groups; }
  const sources = listOf(at(args, 'traffic_source')).filter((source) => isFields(source) && (source.type ?? 'elbv2') === 'elbv2');
  const all = [...listOf(groups), ...sources.map((source) => at(source, 'identifier')).filter((identifier) => identifier !== undefined)];
  return all.length > 0 || groups !== undefined ? all : undefined;
}

function otherSources(args: Fields): Value | undefined {
  const sources = at(args, 'traffic_source');
  if (sources === undefined || sources instanceof Unknown) { return sources; }
  const others = listOf(sources).filter((source) => isFields(source) && (source.type ?? 'elbv2') !== 'elbv2');
  return others.length > 0 ? others.map((source) => ({ Identifier: at(source, 'identifier')!, Type: at(source, 'type')! })) : undefined;
}

function metricsCollection(args: Fields): Value | undefined {
  const metrics = at(args, 'enabled_metrics');
  if (metrics === undefined || metrics instanceof Unknown) { return metrics; }
  return isList(metrics) && metrics.length === 0 ? undefined : [{ Granularity: at(args, 'metrics_granularity') ?? '1Minute', Metrics: metrics }];
}

const WARM_POOL: Shape = {
  PoolState: 'pool_state',
  MinSize: 'min_size',
  MaxGroupPreparedCapacity: 'max_group_prepared_capacity',
  InstanceReusePolicy: one('instance_reuse_policy', { ReuseOnScaleIn: 'reuse_on_scale_in' }),
};

function warmPool(args: Fields, self: Self) {
  return listOf(args.warm_pool).filter((pool) => isFields(pool)).map((pool) => ({
    ending: '.warm_pool',
    type: 'AWS::AutoScaling::WarmPool',
    properties: { AutoScalingGroupName: new Reference(self.id, self.type, 'Ref'), ...shaped(WARM_POOL, pool, self) },
  }));
}

const GROUP: Translation = {
  type: 'AWS::AutoScaling::AutoScalingGroup',
  attributes: { name: 'Ref', id: 'Ref', arn: 'AutoScalingGroupARN' },
  properties: {
    AutoScalingGroupName: 'name',
    // Only Terraform makes a name of it, and another group where it changes.
    AutoScalingGroupNamePrefix: unless('name_prefix', ''),
    MinSize: 'min_size',
    MaxSize: 'max_size',
    DesiredCapacity: 'desired_capacity',
    VPCZoneIdentifier: 'vpc_zone_identifier',
    AvailabilityZones: 'availability_zones',
    HealthCheckType: 'health_check_type',
    HealthCheckGracePeriod: 'health_check_grace_period',
    DefaultInstanceWarmup: 'default_instance_warmup',
    Cooldown: 'default_cooldown',
    CapacityRebalance: 'capacity_rebalance',
    MaxInstanceLifetime: 'max_instance_lifetime',
    NewInstancesProtectedFromScaleIn: 'protect_from_scale_in',
    TerminationPolicies: 'termination_policies',
    LaunchConfigurationName: unless('launch_configuration', ''),
    LaunchTemplate: one('launch_template', TEMPLATE_REFERENCE),
    MixedInstancesPolicy: one('mixed_instances_policy', MIXED_INSTANCES),
    TargetGroupARNs: targetGroups,
    TrafficSources: otherSources,
    LoadBalancerNames: 'load_balancers',
    MetricsCollection: metricsCollection,
    InstanceMaintenancePolicy: one('instance_maintenance_policy', {
      MinHealthyPercentage: 'min_healthy_percentage', MaxHealthyPercentage: 'max_healthy_percentage',
    }),
    AvailabilityZoneDistribution: one('availability_zone_distribution', { CapacityDistributionStrategy: 'capacity_distribution_strategy' }),
    AvailabilityZoneImpairmentPolicy: one('availability_zone_impairment_policy', {
      ZonalShiftEnabled: 'zonal_shift_enabled', ImpairedZoneHealthCheckBehavior: 'impaired_zone_health_check_behavior',
    }),
    LifecycleHookSpecificationList: many('initial_lifecycle_hook', {
      LifecycleHookName: 'name', LifecycleTransition: 'lifecycle_transition', DefaultResult: 'default_result', HeartbeatTimeout: 'heartbeat_timeout',
    }),
    Tags: many('tag', { Key: 'key', Value: 'value', PropagateAtLaunch: 'propagate_at_launch' }),
  },
  updatePolicy: {
    AutoScalingInstanceRefresh: one('instance_refresh', {
      Strategy: 'strategy',
      Preferences: one('preferences', {
        MinHealthyPercentage: 'min_healthy_percentage',
        MaxHealthyPercentage: 'max_healthy_percentage',
        InstanceWarmup: number('instance_warmup'),
        BakeTime: number('bake_time'),
        AutoRollback: 'auto_rollback',
        SkipMatching: 'skip_matching',
        CheckpointDelay: number('checkpoint_delay'),
        CheckpointPercentages: 'checkpoint_percentages',
        AlarmSpecification: one('alarm_specification', { Alarms: 'alarms' }),
      }),
    }),
  },
  besides: warmPool,
};

const METRIC: Shape = {
  Namespace: 'namespace',
  MetricName: 'metric_name',
  Dimensions: many('dimensions', { Name: 'name', Value: 'value' }),
};

function queries(path: string): From {
  return many(path, {
    Id: 'id',
    Expression: unless('expression', ''),
    Label: 'label',
    ReturnData: 'return_data',
    MetricStat: one('metric_stat', { Metric: one('metric', METRIC), Period: 'period', Stat: 'stat', Unit: unless('unit', '') }),
  });
}

const PREDEFINED: Shape = { PredefinedMetricType: 'predefined_metric_type', ResourceLabel: unless('resource_label', '') };

function customized(path: string): From {
  return one(path, { MetricDataQueries: queries('metric_data_queries') });
}

const POLICY: Translation = {
  type: 'AWS::AutoScaling::ScalingPolicy',
  attributes: { arn: 'Ref', id: 'Ref', name: 'PolicyName' },
  properties: {
    AutoScalingGroupName: 'autoscaling_group_name',
    PolicyType: 'policy_type',
    AdjustmentType: 'adjustment_type',
    Cooldown: 'cooldown',
    EstimatedInstanceWarmup: 'estimated_instance_warmup',
    MetricAggregationType: 'metric_aggregation_type',
    MinAdjustmentMagnitude: 'min_adjustment_magnitude',
    ScalingAdjustment: 'scaling_adjustment',
    StepAdjustments: many('step_adjustment', {
      MetricIntervalLowerBound: number('metric_interval_lower_bound'),
      MetricIntervalUpperBound: number('metric_interval_upper_bound'),
      ScalingAdjustment: 'scaling_adjustment',
    }),
    TargetTrackingConfiguration: one('target_tracking_configuration', {
      TargetValue: 'target_value',
      DisableScaleIn: 'disable_scale_in',
      PredefinedMetricSpecification: one('predefined_metric_specification', PREDEFINED),
      CustomizedMetricSpecification: one('customized_metric_specification', {
        Namespace: 'namespace',
        MetricName: 'metric_name',
        Dimensions: many('metric_dimension', { Name: 'name', Value: 'value' }),
        Statistic: 'statistic',
        Unit: unless('unit', ''),
        Period: 'period',
        Metrics: queries('metrics'),
      }),
    }),
    PredictiveScalingConfiguration: one('predictive_scaling_configuration', {
      Mode: 'mode',
      SchedulingBufferTime: number('scheduling_buffer_time'),
      MaxCapacityBreachBehavior: 'max_capacity_breach_behavior',
      MaxCapacityBuffer: number('max_capacity_buffer'),
      MetricSpecifications: many('metric_specification', {
        TargetValue: 'target_value',
        PredefinedMetricPairSpecification: one('predefined_metric_pair_specification', PREDEFINED),
        PredefinedLoadMetricSpecification: one('predefined_load_metric_specification', PREDEFINED),
        PredefinedScalingMetricSpecification: one('predefined_scaling_metric_specification', PREDEFINED),
        CustomizedLoadMetricSpecification: customized('customized_load_metric_specification'),
        CustomizedScalingMetricSpecification: customized('customized_scaling_metric_specification'),
        CustomizedCapacityMetricSpecification: customized('customized_capacity_metric_specification'),
      }),
    }),
  },
};

export const SCALING: Readonly<Record<string, Translation>> = {
  aws_autoscaling_group: GROUP,
  aws_autoscaling_policy: POLICY,
  aws_autoscaling_schedule: {
    type: 'AWS::AutoScaling::ScheduledAction',
    properties: {
      AutoScalingGroupName: 'autoscaling_group_name',
      MinSize: unless('min_size', -1),
      MaxSize: unless('max_size', -1),
      DesiredCapacity: unless('desired_capacity', -1),
      Recurrence: unless('recurrence', ''),
      TimeZone: unless('time_zone', ''),
      StartTime: unless('start_time', ''),
      EndTime: unless('end_time', ''),
    },
  },
  aws_ecs_capacity_provider: {
    type: 'AWS::ECS::CapacityProvider',
    properties: { Name: 'name', AutoScalingGroupProvider: one('auto_scaling_group_provider', { AutoScalingGroupArn: 'auto_scaling_group_arn' }) },
  },
  aws_autoscaling_lifecycle_hook: {
    type: 'AWS::AutoScaling::LifecycleHook',
    properties: {
      AutoScalingGroupName: 'autoscaling_group_name',
      LifecycleHookName: 'name',
      LifecycleTransition: 'lifecycle_transition',
      DefaultResult: 'default_result',
      HeartbeatTimeout: 'heartbeat_timeout',
    },
  },
};
