import { metricOf } from './alarms';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Metric } from '../topology-alarms';
import { ScalingPolicy, Schedule, StepAdjustment } from '../topology-scaling';
import { at, flagOf, listOf, numberOf } from './values';

const GROUP_NAME = 'AutoScalingGroupName';

export function policiesOf(group: Resource, resources: Resources): ScalingPolicy[] {
  return resources.pointingTo(group, 'AWS::AutoScaling::ScalingPolicy', GROUP_NAME, GROUP_NAME).map((policy) => policyOf(policy, resources));
}

function policyOf(policy: Resource, resources: Resources): ScalingPolicy {
  const { id, properties } = policy;
  return {
    id,
    type: textOf(properties.PolicyType) ?? 'SimpleScaling',
    ...trackingOf(properties.TargetTrackingConfiguration),
    ...forecastOf(properties.PredictiveScalingConfiguration),
    warmupSeconds: numberOf(properties.EstimatedInstanceWarmup),
    adjustmentType: textOf(properties.AdjustmentType),
    minAdjustmentMagnitude: numberOf(properties.MinAdjustmentMagnitude),
    steps: stepsOf(properties),
    alarmIds: resources.pointingTo(policy, 'AWS::CloudWatch::Alarm', 'AlarmActions').map((alarm) => alarm.id),
  };
}

export function trackingOf(tracking: Value | undefined): Partial<ScalingPolicy> {
  if (tracking === undefined) { return {}; }
  return {
    predefinedMetric: textOf(at(tracking, 'PredefinedMetricSpecification', 'PredefinedMetricType')),
    metric: customMetricOf(at(tracking, 'CustomizedMetricSpecification')),
    target: numberOf(at(tracking, 'TargetValue')),
    disableScaleIn: flagOf(at(tracking, 'DisableScaleIn')),
  };
}

/** Of several, which an expression combines, there is not one to tell. */
function customMetricOf(specification: Value | undefined): Metric | undefined {
  if (specification === undefined) { return undefined; }
  const queries = listOf(at(specification, 'Metrics'));
  if (queries.length === 0) { return metricOf(specification, at(specification, 'Period'), at(specification, 'Statistic')); }
  const [statistic] = queries.map((query) => at(query, 'MetricStat'));
  return queries.length === 1 ? metricOf(at(statistic, 'Metric'), at(statistic, 'Period'), at(statistic, 'Stat')) : undefined;
}

function forecastOf(forecast: Value | undefined): Partial<ScalingPolicy> {
  if (forecast === undefined) { return {}; }
  const [specification] = listOf(at(forecast, 'MetricSpecifications'));
  const predefined = ['PredefinedMetricPairSpecification', 'PredefinedScalingMetricSpecification', 'PredefinedLoadMetricSpecification']
    .map((name) => textOf(at(specification, name, 'PredefinedMetricType'))).find((name) => name !== undefined);
  return {
    predefinedMetric: predefined,
    target: numberOf(at(specification, 'TargetValue')),
    mode: textOf(at(forecast, 'Mode')),
    schedulingBufferSeconds: numberOf(at(forecast, 'SchedulingBufferTime')),
    whenAboveMaximum: textOf(at(forecast, 'MaxCapacityBreachBehavior')),
    maxCapacityBufferPercent: numberOf(at(forecast, 'MaxCapacityBuffer')),
  };
}

/** A simple policy is one step without bounds. */
export function stepsOf({ ScalingAdjustment, StepAdjustments }: Resource['properties']): StepAdjustment[] {
  if (ScalingAdjustment !== undefined) { return [{ adjustment: numberOf(ScalingAdjustment) }]; }
  return listOf(StepAdjustments).map((step) => ({
    lowerBound: numberOf(at(step, 'MetricIntervalLowerBound')),
    upperBound: numberOf(at(step, 'MetricIntervalUpperBound')),
    adjustment: numberOf(at(step, 'ScalingAdjustment')),
  }));
}

export function schedulesOf(group: Resource, resources: Resources): Schedule[] {
  return resources.pointingTo(group, 'AWS::AutoScaling::ScheduledAction', GROUP_NAME, GROUP_NAME).map(({ properties }) => ({
    recurrence: textOf(properties.Recurrence),
    timeZone: textOf(properties.TimeZone),
    minimum: numberOf(properties.MinSize),
    maximum: numberOf(properties.MaxSize),
  }));
}
