import { Fn } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { planContextOf } from './plan-context';
import { RegionLoadBalancerOptions } from './region-target';
import { ScaledWebTier } from './scaled-web-tier';
import { Exposure } from '../core/callers';
import { Checks } from '../core/checks';
import { RegionTimings } from '../core/failover-terms';
import { RegionEndpoint } from '../core/multi-region-failover';
import { SideFacts } from '../core/region-sides';
import { tierInRegion } from '../core/region-tier';

/** Everything that is known of a target. */
export interface FoundTarget {
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
  readonly endpoint: RegionEndpoint;
  readonly timings: RegionTimings;
  readonly side: Omit<SideFacts, 'dualStack' | 'listenerProtocol'>;
  /** Path of the load balancer's own checks. */
  readonly healthPath?: string;
  readonly autoScalingGroupName?: string;
}

export function foundInTier(tier: ScaledWebTier): FoundTarget {
  const { loadBalancer, targetGroup, autoScalingGroup, _plan: plan } = tier;
  const { endpoint, ...found } = tierInRegion(plan, new Checks(planContextOf(tier, 'ScaledWebTier')));
  return {
    ...found,
    loadBalancer,
    endpoint: {
      ...endpoint,
      dnsName: loadBalancer.loadBalancerDnsName,
      hostedZoneId: loadBalancer.loadBalancerCanonicalHostedZoneId,
      loadBalancerFullName: loadBalancer.loadBalancerFullName,
      targetGroupFullName: targetGroup.targetGroupFullName,
      zones: plan.capacity.availabilityZones,
    },
    autoScalingGroupName: autoScalingGroup.autoScalingGroupName,
  };
}

export function foundInLoadBalancer(loadBalancer: elbv2.IApplicationLoadBalancer, options: RegionLoadBalancerOptions): FoundTarget {
  return {
    loadBalancer,
    endpoint: {
      dnsName: loadBalancer.loadBalancerDnsName,
      hostedZoneId: loadBalancer.loadBalancerCanonicalHostedZoneId,
      isInternal: options.exposure === Exposure.INTERNAL,
      usesTls: !(options.insecureHttp ?? false),
      isDualStack: options.dualStack ?? false,
      loadBalancerFullName: Fn.select(1, Fn.split(':loadbalancer/', loadBalancer.loadBalancerArn)),
      targetGroupFullName: Fn.select(5, Fn.split(':', options.targetGroup.targetGroupArn)),
    },
    timings: {},
    side: {},
  };
}
