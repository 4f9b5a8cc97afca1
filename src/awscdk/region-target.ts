import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { FoundTarget, foundInLoadBalancer, foundInTier } from './region-found';
import { ScaledWebTier } from './scaled-web-tier';
import { Exposure } from '../core/callers';

/** What a load balancer does not tell of itself. */
export interface RegionLoadBalancerOptions {
  /** What the load balancer sends requests to. */
  readonly targetGroup: elbv2.IApplicationTargetGroup;

  /** From where the load balancer can be reached: Route 53 checks those on the internet itself, and others by an alarm on their healthy hosts. */
  readonly exposure: Exposure;

  /**
   * Whether it speaks plain HTTP to its callers.
   *
   * @default false
   */
  readonly insecureHttp?: boolean;

  /**
   * Whether it takes requests over IPv6 as well.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}

/** What the name leads to in a region. */
export class RegionTarget {
  /**
   * A tier with a load balancer of its own.
   *
   * @param tier in the region of the failover's stack
   */
  public static tier(tier: ScaledWebTier): RegionTarget {
    return new RegionTarget(foundInTier(tier));
  }

  /**
   * Any Application Load Balancer. Regions are compared, and a failover is accounted for, by what is known of it only.
   *
   * @param loadBalancer in the region of the failover's stack
   * @param options what it does not tell of itself
   */
  public static loadBalancer(loadBalancer: elbv2.IApplicationLoadBalancer, options: RegionLoadBalancerOptions): RegionTarget {
    return new RegionTarget(foundInLoadBalancer(loadBalancer, options));
  }

  private constructor(private readonly found: FoundTarget) {}

  /** @internal */
  public _found(): FoundTarget {
    return this.found;
  }
}
