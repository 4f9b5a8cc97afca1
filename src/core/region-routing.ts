import { Checks } from './checks';
import { GeoLocation, GeoLocationPlan } from './region-locations';

/** By what Route 53 chooses a region. All regions of a name have the same. */
export type RegionStrategy = 'FAILOVER' | 'LATENCY' | 'WEIGHTED' | 'GEOLOCATION';

/**
 * Which callers a region gets. Only regions that are healthy take part; where none is, Route 53 answers as if all were.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export class RegionRouting {
  /** All callers, as long as the region is healthy. The other region, there is exactly one, is `secondary()`. */
  public static primary(): RegionRouting {
    return new RegionRouting({ strategy: 'FAILOVER', failover: 'PRIMARY' });
  }

  /** All callers, when the primary region is not healthy. */
  public static secondary(): RegionRouting {
    return new RegionRouting({ strategy: 'FAILOVER', failover: 'SECONDARY' });
  }

  /** The callers that get their answers from here sooner than from other regions. */
  public static latency(): RegionRouting {
    return new RegionRouting({ strategy: 'LATENCY' });
  }

  /**
   * A share of the callers.
   *
   * @param weight the share, 0–255, in proportion to the sum over all regions. 0 takes nobody as long as another region is healthy
   */
  public static weighted(weight: number): RegionRouting {
    return new RegionRouting({ strategy: 'WEIGHTED', weight });
  }

  /**
   * The callers of a place on earth. One region has to take `GeoLocation.defaultLocation()`.
   *
   * @param location where the callers are
   */
  public static geolocation(location: GeoLocation): RegionRouting {
    return new RegionRouting({ strategy: 'GEOLOCATION', location });
  }

  private constructor(private readonly routing: RoutingChoice) {}

  /** @internal */
  public _plan(region: string, checks: Checks): RegionRoutingPlan {
    const { strategy, failover, weight, location } = this.routing;
    checks.integer('routing.weight', weight, { from: 0, to: 255 });
    return {
      strategy,
      failover,
      latencyRegion: strategy === 'LATENCY' ? region : undefined,
      weight,
      geoLocation: location?._plan(checks),
    };
  }
}

/** What a user chose. */
interface RoutingChoice {
  readonly strategy: RegionStrategy;
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  readonly weight?: number;
  readonly location?: GeoLocation;
}

/** What Route 53 is told: exactly one of the others, by the strategy. */
export interface RegionRoutingPlan {
  readonly strategy: RegionStrategy;
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  readonly latencyRegion?: string;
  readonly weight?: number;
  readonly geoLocation?: GeoLocationPlan;
}
