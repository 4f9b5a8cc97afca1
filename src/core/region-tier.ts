import { Exposure } from './callers';
import { Checks } from './checks';
import { RegionTimings } from './failover-terms';
import { MultiRegionFailoverSurroundings, RegionEndpoint } from './multi-region-failover';
import { ANYWHERE_IPV4, RulePlan } from './network-peers';
import { ScaledWebTierPlan } from './scaled-web-tier';

/** What is decided of a tier, as far as a name that leads to it goes by it. */
export interface TierInRegion {
  readonly endpoint: Omit<RegionEndpoint, 'dnsName' | 'hostedZoneId' | 'loadBalancerFullName' | 'targetGroupFullName' | 'zones'>;
  readonly timings: RegionTimings;
  readonly side: MultiRegionFailoverSurroundings['side'];
  /** Path of the load balancer's own checks: it shows whether servers serve. */
  readonly healthPath: string;
}

export function tierInRegion({ entry, capacity, health, instances, facts }: ScaledWebTierPlan, checks: Checks): TierInRegion {
  return {
    endpoint: {
      isInternal: entry.exposure === Exposure.INTERNAL,
      usesTls: entry.listener.protocol === 'HTTPS',
      isDualStack: entry.ipAddressType === 'dualstack',
      asksForCertificate: entry.trustStoreArn !== undefined,
      isOpenToAnybody: isOpenToAnybody(entry.callers, checks),
      minCapacity: capacity.minCapacity,
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
  };
}

/** A prefix list may be that of Route 53's checkers, and what only the deployment tells may be anything: then it cannot be known. */
function isOpenToAnybody(callers: readonly RulePlan[], checks: Checks): boolean | undefined {
  if (callers.some(({ peer }) => peer.id === ANYWHERE_IPV4)) { return true; }
  return callers.some(({ peer }) => peer.type === 'prefix-list' || checks.isUnresolved(peer.id)) ? undefined : false;
}
