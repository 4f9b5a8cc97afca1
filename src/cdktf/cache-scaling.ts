import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CacheScalingPlan, CacheScalingPolicyPlan } from '../core/cache-scaling';

/** Of shards, or of the replicas of each, by the service-linked role. It counts those that are there. */
export function renderCacheScaling(scope: Construct, plan: CacheScalingPlan, cache: ITerraformDependable) {
  const target = new AppautoscalingTarget(scope, plan.id, {
    serviceNamespace: plan.serviceNamespace,
    scalableDimension: plan.scalableDimension,
    resourceId: plan.resourceId,
    minCapacity: plan.minCapacity,
    maxCapacity: plan.maxCapacity,
    dependsOn: [cache],
  });
  for (const policy of plan.policies) { renderPolicy(scope, policy, target); }
}

function renderPolicy(scope: Construct, plan: CacheScalingPolicyPlan, target: AppautoscalingTarget) {
  new AppautoscalingPolicy(scope, plan.id, {
    name: plan.id,
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: plan.target,
      predefinedMetricSpecification: { predefinedMetricType: plan.metric },
      scaleInCooldown: plan.scaleInCooldownSeconds,
      scaleOutCooldown: plan.scaleOutCooldownSeconds,
    },
  });
}
