import { Token } from 'cdktf';
import { RegionLoadBalancer } from './region-target';
import { ScaledWebTier } from './scaled-web-tier';
import { Exposure } from '../core/callers';
import { RegionTimings } from '../core/failover-terms';
import { MultiRegionFailoverSurroundings, RegionEndpoint } from '../core/multi-region-failover';
import { ANYWHERE_IPV4, RulePlan } from '../core/network-peers';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** What is known of what a name leads to. */
export interface FoundTarget {
  /** Where it stands, if the program says so. */
  readonly region?: string;
  readonly endpoint: RegionEndpoint;
  readonly timings: RegionTimings;
  readonly side: MultiRegionFailoverSurroundings['side'];
  /** A path of the callers' that shows whether servers serve. */
  readonly healthPath?: string;
  /** The beginning of the group's name: the end is known to AWS only. */
  readonly groupNamePrefix?: string;
}

export function findTier(tier: ScaledWebTier): FoundTarget {
  const { plan: { capacity, health, instances, entry }, zones, region } = tier._side;
  return {
    region,
    endpoint: {
      dnsName: tier.loadBalancer.dnsName,
      hostedZoneId: tier.loadBalancer.zoneId,
      isInternal: entry.exposure === Exposure.INTERNAL,
      usesTls: entry.listener.protocol === 'HTTPS',
      isDualStack: entry.ipAddressType === 'dualstack',
      asksForCertificate: entry.trustStoreArn !== undefined,
      isOpenToAnybody: isOpenToAnybody(entry.callers),
      loadBalancerFullName: tier.loadBalancer.arnSuffix,
      targetGroupFullName: tier.targetGroup.arnSuffix,
      minCapacity: capacity.minCapacity,
      zones,
    },
    timings: {
      secondsUntilOutOfService: tier.facts.secondsUntilOutOfService,
      bootSeconds: health.startUp.bootSeconds,
      warmupSeconds: health.startUp.warmupSeconds,
    },
    side: sideOf({ capacity, instances, entry }),
    healthPath: health.path,
    groupNamePrefix: tier.autoScalingGroup.namePrefixInput,
  };
}

function sideOf({ capacity, instances, entry }: Pick<ScaledWebTierPlan, 'capacity' | 'instances' | 'entry'>): FoundTarget['side'] {
  return {
    minCapacity: capacity.minCapacity,
    maxCapacity: capacity.maxCapacity,
    instanceType: instances.instanceType,
    targetPort: entry.target.port,
    targetProtocol: entry.target.protocol,
    tlsPolicy: entry.listener.tlsPolicy,
  };
}

/** A prefix list may be that of Route 53's checkers, and what only the deployment tells may be anything: then it cannot be known. */
function isOpenToAnybody(callers: readonly RulePlan[]): boolean | undefined {
  if (callers.some(({ peer }) => peer.id === ANYWHERE_IPV4)) { return true; }
  return callers.some(({ peer }) => peer.type === 'prefix-list' || Token.isUnresolved(peer.id)) ? undefined : false;
}

type BalancerNames = Pick<RegionEndpoint, 'loadBalancerFullName' | 'targetGroupFullName'>;

export function findBalancer({ dnsName, hostedZoneId, insecureHttp, dualStack }: RegionLoadBalancer, internal?: BalancerNames): FoundTarget {
  const endpoint = { dnsName, hostedZoneId, isInternal: internal !== undefined, usesTls: !(insecureHttp ?? false), isDualStack: dualStack ?? false };
  return { endpoint: { ...endpoint, ...internal ?? NO_METRICS }, timings: {}, side: {} };
}

/** Nobody looks at the metrics of a balancer that Route 53 reaches. */
const NO_METRICS: BalancerNames = { loadBalancerFullName: '', targetGroupFullName: '' };
