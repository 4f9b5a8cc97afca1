import { Checks, Warning } from './checks';
import { STICKY_SESSIONS_WARNING, StickySessions, StickySessionsPlan } from './sticky-sessions';

/**
 * How the load balancer chooses among the healthy instances.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#modify-routing-algorithm
 */
export enum BalancingAlgorithm {
  /**
   * The instance with the fewest requests in flight. Right for requests of varying duration and for instances of different
   * sizes: a slow instance finishes less, so it is given less.
   */
  LEAST_OUTSTANDING_REQUESTS = 'least_outstanding_requests',

  /** Each instance in turn. Right for uniform requests on equal instances, and the only one that can start slowly. */
  ROUND_ROBIN = 'round_robin',

  /**
   * At random, with less for instances that return errors others do not (anomaly mitigation). Not weighted by capacity.
   */
  WEIGHTED_RANDOM = 'weighted_random',
}

/**
 * How many healthy targets a zone needs. Below the first, DNS leaves the zone out; below the second, the balancer sends to
 * unhealthy targets too rather than drown the healthy ones: its own circuit breaker.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
 */
export interface MinimumHealthyTargetsOptions {
  /**
   * Healthy targets below which DNS leaves the zone out, from 1.
   *
   * @default 1
   */
  readonly dnsFailoverCount?: number;

  /**
   * Percentage of healthy targets below which DNS leaves the zone out, 1–100.
   *
   * @default - off
   */
  readonly dnsFailoverPercent?: number;

  /**
   * Healthy targets below which requests go to all targets, from 1.
   *
   * @default 1
   */
  readonly routingCount?: number;

  /**
   * Percentage of healthy targets below which requests go to all targets, 1–100.
   *
   * @default - off
   */
  readonly routingPercent?: number;
}

/** How requests are spread over the instances. */
export interface BalancingOptions {
  /** @default BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS */
  readonly algorithm?: BalancingAlgorithm;

  /**
   * Seconds over which a new instance is given its growing share, 30–900. Only with round robin: AWS refuses it with the two others.
   *
   * @default - a new instance gets its full share at once
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#slow-start-mode
   */
  readonly slowStartSeconds?: number;

  /** @default - one, for both */
  readonly minimumHealthyTargets?: MinimumHealthyTargetsOptions;

  /**
   * Bind callers to instances. Gives up that any server can serve any caller; warns.
   *
   * @default - every request goes where it is served best
   */
  readonly stickySessions?: StickySessions;
}

export interface BalancingPlan {
  readonly algorithm: BalancingAlgorithm;
  readonly anomalyMitigation: boolean;
  readonly slowStartSeconds?: number;
  readonly stickySessions?: StickySessionsPlan;
  readonly warnings: readonly Warning[];
  readonly minimumHealthyTargets: {
    readonly dnsFailoverCount: number;
    readonly dnsFailoverPercent?: number;
    readonly routingCount: number;
    readonly routingPercent?: number;
  };
}

/** The most targets an Application Load Balancer takes by default. */
const MOST_TARGETS = 1000;

export function planBalancing(options: BalancingOptions, checks: Checks): BalancingPlan {
  const algorithm = options.algorithm ?? BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS;
  const plan: BalancingPlan = {
    algorithm,
    anomalyMitigation: algorithm === BalancingAlgorithm.WEIGHTED_RANDOM,
    slowStartSeconds: options.slowStartSeconds,
    stickySessions: options.stickySessions?._plan(checks),
    warnings: options.stickySessions ? [STICKY_SESSIONS_WARNING] : [],
    minimumHealthyTargets: {
      dnsFailoverCount: options.minimumHealthyTargets?.dnsFailoverCount ?? 1,
      dnsFailoverPercent: options.minimumHealthyTargets?.dnsFailoverPercent,
      routingCount: options.minimumHealthyTargets?.routingCount ?? 1,
      routingPercent: options.minimumHealthyTargets?.routingPercent,
    },
  };
  checkBalancing(plan, checks);
  return plan;
}

function checkBalancing(plan: BalancingPlan, checks: Checks) {
  checks.oneOf('balancing.algorithm', plan.algorithm, Object.values(BalancingAlgorithm));
  checks.integer('balancing.slowStartSeconds', plan.slowStartSeconds, { from: 30, to: 900 });
  const minimum = plan.minimumHealthyTargets;
  const targets = { from: 1, to: MOST_TARGETS };
  const percent = { from: 1, to: 100 };
  checks.integer('balancing.minimumHealthyTargets.dnsFailoverCount', minimum.dnsFailoverCount, targets);
  checks.integer('balancing.minimumHealthyTargets.dnsFailoverPercent', minimum.dnsFailoverPercent, percent);
  checks.integer('balancing.minimumHealthyTargets.routingCount', minimum.routingCount, targets);
  checks.integer('balancing.minimumHealthyTargets.routingPercent', minimum.routingPercent, percent);
}
