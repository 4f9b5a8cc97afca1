import { Resource, textOf } from '../document';
import { refersTo, Resources } from './resources';
import { at, listOf } from './values';

const GROUP_NAME = 'AutoScalingGroupName';

/** Tags by which others know the groups whose size is theirs. */
const MANAGERS: readonly (readonly [key: RegExp, manager: string])[] = [
  [/^AmazonECSManaged$/, 'ECS'],
  [/^eks:/, 'EKS'],
  [/^k8s\.io\/|^kubernetes\.io\/cluster\/|^karpenter\.sh\//, 'Kubernetes'],
];

/** Who else adds and removes servers. */
export function managerOf(group: Resource, resources: Resources): string | undefined {
  const provided = resources.ofType('AWS::ECS::CapacityProvider')
    .flatMap(({ properties }) => listOf(at(properties.AutoScalingGroupProvider, 'AutoScalingGroupArn')));
  if (provided.some((arn) => refersTo(arn, group, GROUP_NAME))) { return 'ECS'; }
  const keys = listOf(group.properties.Tags).map((tag) => textOf(at(tag, 'Key')) ?? '');
  return MANAGERS.find(([known]) => keys.some((key) => known.test(key)))?.[1];
}

export function waitsAtLaunch(group: Resource, resources: Resources): boolean {
  const hooks = [
    ...listOf(group.properties.LifecycleHookSpecificationList).map((hook) => at(hook, 'LifecycleTransition')),
    ...resources.pointingTo(group, 'AWS::AutoScaling::LifecycleHook', GROUP_NAME, GROUP_NAME).map(({ properties }) => properties.LifecycleTransition),
  ];
  return hooks.includes('autoscaling:EC2_INSTANCE_LAUNCHING');
}
