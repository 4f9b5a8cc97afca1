import { Fn, Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';
import { RegionLoadBalancerOptions } from './region-target';
import { ScaledWebTier } from './scaled-web-tier';
import { Exposure } from '../core/callers';
import { RegionTimings } from '../core/failover-terms';
import { RegionEndpoint } from '../core/multi-region-failover';
import { ANYWHERE_IPV4, RulePlan } from '../core/network-peers';
import { SideFacts } from '../core/region-sides';

/** Everything that is known of a target. */
export interface FoundTarget {
  readonly loadBalancer: IConstruct;
  readonly endpoint: RegionEndpoint;
  readonly timings: RegionTimings;
  readonly side: Omit<SideFacts, 'dualStack' | 'listenerProtocol'>;
  /** Path of the load balancer's own checks. */
  readonly healthPath?: string;
  readonly autoScalingGroupName?: string;
}

export function foundInTier(tier: ScaledWebTier): FoundTarget {
  const { loadBalancer, targetGroup, autoScalingGroup, _plan: { entry, capacity, health, instances, facts } } = tier;
  return {
    loadBalancer,
    endpoint: {
      dnsName: loadBalancer.loadBalancerDnsName,
      hostedZoneId: loadBalancer.loadBalancerCanonicalHostedZoneId,
      isInternal: entry.exposure === Exposure.INTERNAL,
      usesTls: entry.listener.protocol === 'HTTPS',
      isDualStack: entry.ipAddressType === 'dualstack',
      asksForCertificate: entry.trustStoreArn !== undefined,
      isOpenToAnybody: isOpenToAnybody(entry.callers),
      loadBalancerFullName: loadBalancer.loadBalancerFullName,
      targetGroupFullName: targetGroup.targetGroupFullName,
      minCapacity: capacity.minCapacity,
      zones: capacity.availabilityZones,
    },
    timings: {
      secondsUntilOutOfService: facts.secondsUntilOutOfService,
      bootSeconds: health.startUp.bootSeconds,
      warmupSeconds: health.startUp.warmupSeconds,
    },
    side: {
      minCapacity: capacity.minCapacity,
      maxCapacity: capacity.maxCapacity,
      instanceType: instances.instanceType,
      targetPort: entry.target.port,
      targetProtocol: entry.target.protocol,
      tlsPolicy: entry.listener.tlsPolicy,
    },
    healthPath: health.path,
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

/** A prefix list may well be the one of Route 53's checkers. */
function isOpenToAnybody(callers: readonly RulePlan[]): boolean | undefined {
  if (callers.some(({ peer }) => peer.id === ANYWHERE_IPV4)) { return true; }
  return callers.some(({ peer }) => peer.type === 'prefix-list' || Token.isUnresolved(peer.id)) ? undefined : false;
}
