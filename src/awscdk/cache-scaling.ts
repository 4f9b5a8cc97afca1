import * as applicationautoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct, IConstruct } from 'constructs';
import { CacheScalingPlan, CacheScalingPolicyPlan } from '../core/cache-scaling';

/** By the service-linked role, which the L2 would take the place of. */
export function renderCacheScaling(scope: Construct, plan: CacheScalingPlan, cache: IConstruct) {
  const target = new applicationautoscaling.CfnScalableTarget(scope, plan.id, {
    serviceNamespace: plan.serviceNamespace,
    scalableDimension: plan.scalableDimension,
    resourceId: plan.resourceId,
    minCapacity: plan.minCapacity,
    maxCapacity: plan.maxCapacity,
  });
  // It counts the nodes that are there.
  target.node.addDependency(cache);
  for (const policy of plan.policies) { renderPolicy(scope, policy, target); }
}

function renderPolicy(scope: Construct, policy: CacheScalingPolicyPlan, target: applicationautoscaling.CfnScalableTarget) {
  new applicationautoscaling.CfnScalingPolicy(scope, policy.id, {
    policyName: policy.id,
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: policy.target,
      predefinedMetricSpecification: { predefinedMetricType: policy.metric },
      scaleInCooldown: policy.scaleInCooldownSeconds,
      scaleOutCooldown: policy.scaleOutCooldownSeconds,
    },
  });
}
