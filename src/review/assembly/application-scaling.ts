import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { stepsOf, trackingOf } from './scaling';
import { ScalingPolicy } from '../topology-scaling';
import { at, listOf, numberOf, referencesIn } from './values';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** How many there are of something that is no server, and what decides it. */
export interface ScaledCount {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly policies: ScalingPolicy[];
}

/**
 * @param dimension what there are more or fewer of, as `rds:cluster:ReadReplicaCount`
 * @param nameProperty property that holds the resource's name, where it is given one
 */
export function scaledCountOf(resource: Resource, dimension: string, nameProperty: string, resources: Resources): ScaledCount | undefined {
  const isMeant = ({ properties }: Resource) => properties.ScalableDimension === dimension && isAbout(properties.ResourceId, resource, nameProperty);
  const target = resources.ofType(TARGET).find(isMeant);
  const policies = resources.ofType('AWS::ApplicationAutoScaling::ScalingPolicy')
    .filter((policy) => isMeant(policy) || (target !== undefined && resources.find(policy.properties.ScalingTargetId, TARGET) === target));
  if (!target) { return undefined; }
  return {
    minimum: numberOf(target.properties.MinCapacity),
    maximum: numberOf(target.properties.MaxCapacity),
    policies: policies.map((policy) => policyOf(policy, resources)),
  };
}

/** `cluster:orders`, or with a reference in it. */
function isAbout(resourceId: Value | undefined, { id, properties }: Resource, nameProperty: string): boolean {
  if (referencesIn(resourceId).some((reference) => reference.resource === id)) { return true; }
  const name = textOf(properties[nameProperty]);
  return name !== undefined && typeof resourceId === 'string' && resourceId.split(/[:/]/).at(-1) === name;
}

function policyOf(policy: Resource, resources: Resources): ScalingPolicy {
  const { PolicyType, TargetTrackingScalingPolicyConfiguration: tracking, StepScalingPolicyConfiguration: steps } = policy.properties;
  return {
    id: policy.id,
    type: textOf(PolicyType) ?? 'StepScaling',
    ...trackingOf(tracking),
    scaleInCooldownSeconds: numberOf(at(tracking, 'ScaleInCooldown')) ?? numberOf(at(steps, 'Cooldown')),
    scaleOutCooldownSeconds: numberOf(at(tracking, 'ScaleOutCooldown')) ?? numberOf(at(steps, 'Cooldown')),
    adjustmentType: textOf(at(steps, 'AdjustmentType')),
    minAdjustmentMagnitude: numberOf(at(steps, 'MinAdjustmentMagnitude')),
    steps: stepsOf({ StepAdjustments: [...listOf(at(steps, 'StepAdjustments'))] }),
    alarmIds: resources.pointingTo(policy, 'AWS::CloudWatch::Alarm', 'AlarmActions').map((alarm) => alarm.id),
  };
}
