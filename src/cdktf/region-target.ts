import { findBalancer, findTier, FoundTarget } from './region-found';
import { ScaledWebTier } from './scaled-web-tier';

/** A load balancer of somebody else's, which the internet reaches. */
export interface RegionLoadBalancer {
  /** Its own name: `dns_name`. */
  readonly dnsName: string;

  /** Id of the zone of that name, which is AWS's: `zone_id`. */
  readonly hostedZoneId: string;

  /**
   * Its ARN: `arn`.
   *
   * @default - none: needed behind an accelerator, which knows it by nothing else
   */
  readonly arn?: string;

  /**
   * Whether it speaks plain HTTP, on port 80.
   *
   * @default false
   */
  readonly insecureHttp?: boolean;

  /**
   * Whether it answers over IPv6 as well.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}

/** A load balancer of somebody else's, inside a network: what it says of its targets stands for the checks that Route 53 cannot make. */
export interface InternalRegionLoadBalancer extends RegionLoadBalancer {
  /** As metrics name it, `app/name/id`: `arn_suffix`. */
  readonly loadBalancerFullName: string;

  /** As metrics name its target group, `targetgroup/name/id`: `arn_suffix`. */
  readonly targetGroupFullName: string;
}

/** What a name leads to in a region. */
export class RegionTarget {
  /**
   * The load balancer of a tier. What the tier says of itself is compared with the tiers of the other regions.
   *
   * @throws if the tier shares a listener: its balancer is not the tier's, and is said by `loadBalancer` or `internalLoadBalancer`
   */
  public static tier(tier: ScaledWebTier): RegionTarget {
    return new RegionTarget(findTier(tier));
  }

  /** A load balancer that was made elsewhere. Nothing is known, or compared, of the servers behind it. */
  public static loadBalancer(loadBalancer: RegionLoadBalancer): RegionTarget {
    return new RegionTarget(findBalancer(loadBalancer));
  }

  /** A load balancer inside a network that was made elsewhere. Nothing is known, or compared, of the servers behind it. */
  public static internalLoadBalancer(loadBalancer: InternalRegionLoadBalancer): RegionTarget {
    const { loadBalancerFullName, targetGroupFullName } = loadBalancer;
    return new RegionTarget(findBalancer(loadBalancer, { loadBalancerFullName, targetGroupFullName }));
  }

  /** @internal */
  public readonly _found: FoundTarget;

  private constructor(found: FoundTarget) {
    this._found = found;
  }
}
