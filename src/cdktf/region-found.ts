import { planContextOf } from './plan-context';
import { RegionLoadBalancer } from './region-target';
import { ScaledWebTier } from './scaled-web-tier';
import { Checks } from '../core/checks';
import { RegionTimings } from '../core/failover-terms';
import { MultiRegionFailoverSurroundings, RegionEndpoint } from '../core/multi-region-failover';
import { tierInRegion } from '../core/region-tier';

/** What is known of what a name leads to. */
export interface FoundTarget {
  /** Where it stands, if the program says so. */
  readonly region?: string;
  /** Absent where the user did not say it. */
  readonly loadBalancerArn?: string;
  readonly endpoint: RegionEndpoint;
  readonly timings: RegionTimings;
  readonly side: MultiRegionFailoverSurroundings['side'];
  /** A path of the callers' that shows whether servers serve. */
  readonly healthPath?: string;
  /** The beginning of the group's name: the end is known to AWS only. */
  readonly groupNamePrefix?: string;
}

export function findTier(tier: ScaledWebTier): FoundTarget {
  const { plan, zones, region } = tier._side;
  const { endpoint, ...found } = tierInRegion(plan, new Checks(planContextOf(tier, 'ScaledWebTier')));
  return {
    ...found,
    region,
    loadBalancerArn: tier.loadBalancer.arn,
    endpoint: {
      ...endpoint,
      dnsName: tier.loadBalancer.dnsName,
      hostedZoneId: tier.loadBalancer.zoneId,
      loadBalancerFullName: tier.loadBalancer.arnSuffix,
      targetGroupFullName: tier.targetGroup.arnSuffix,
      zones,
    },
    groupNamePrefix: tier.autoScalingGroup.namePrefixInput,
  };
}

type BalancerNames = Pick<RegionEndpoint, 'loadBalancerFullName' | 'targetGroupFullName'>;

export function findBalancer({ arn, dnsName, hostedZoneId, insecureHttp, dualStack }: RegionLoadBalancer, internal?: BalancerNames): FoundTarget {
  const endpoint = { dnsName, hostedZoneId, isInternal: internal !== undefined, usesTls: !(insecureHttp ?? false), isDualStack: dualStack ?? false };
  return { loadBalancerArn: arn, endpoint: { ...endpoint, ...internal ?? NO_METRICS }, timings: {}, side: {} };
}

/** Nobody looks at the metrics of a balancer that Route 53 reaches. */
const NO_METRICS: BalancerNames = { loadBalancerFullName: '', targetGroupFullName: '' };
