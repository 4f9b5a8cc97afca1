import { Shape, Translation, many, number, one, unless } from './shapes';

const NAMESPACE = 'AWS::ApplicationAutoScaling';

/** What there are more or fewer of. */
const COUNTED: Shape = { ResourceId: 'resource_id', ScalableDimension: 'scalable_dimension', ServiceNamespace: 'service_namespace' };

export const SCALED_COUNTS: Readonly<Record<string, Translation>> = {
  aws_appautoscaling_target: {
    type: `${NAMESPACE}::ScalableTarget`,
    properties: { ...COUNTED, MinCapacity: 'min_capacity', MaxCapacity: 'max_capacity', RoleARN: unless('role_arn', '') },
  },
  aws_appautoscaling_policy: {
    type: `${NAMESPACE}::ScalingPolicy`,
    attributes: { arn: 'Ref' },
    properties: {
      ...COUNTED,
      PolicyName: 'name',
      PolicyType: 'policy_type',
      TargetTrackingScalingPolicyConfiguration: one('target_tracking_scaling_policy_configuration', {
        TargetValue: 'target_value',
        DisableScaleIn: 'disable_scale_in',
        ScaleInCooldown: unless('scale_in_cooldown', 0),
        ScaleOutCooldown: unless('scale_out_cooldown', 0),
        PredefinedMetricSpecification: one('predefined_metric_specification', {
          PredefinedMetricType: 'predefined_metric_type', ResourceLabel: unless('resource_label', ''),
        }),
        CustomizedMetricSpecification: one('customized_metric_specification', {
          Namespace: 'namespace',
          MetricName: 'metric_name',
          Dimensions: many('dimensions', { Name: 'name', Value: 'value' }),
          Statistic: 'statistic',
          Unit: unless('unit', ''),
        }),
      }),
      StepScalingPolicyConfiguration: one('step_scaling_policy_configuration', {
        AdjustmentType: 'adjustment_type',
        Cooldown: 'cooldown',
        MetricAggregationType: unless('metric_aggregation_type', ''),
        MinAdjustmentMagnitude: unless('min_adjustment_magnitude', 0),
        StepAdjustments: many('step_adjustment', {
          MetricIntervalLowerBound: number('metric_interval_lower_bound'),
          MetricIntervalUpperBound: number('metric_interval_upper_bound'),
          ScalingAdjustment: 'scaling_adjustment',
        }),
      }),
    },
  },
};
