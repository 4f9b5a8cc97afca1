import { checkAcceleratedRegion } from './accelerator-options';
import { Checks } from './checks';
import { RecoveryOptions } from './failover-terms';
import { RegionEndpoint } from './multi-region-failover';
import { checkRecovery } from './multi-region-failover-options';

/**
 * What a user may say of one region behind an accelerator, whatever the engine. Each region has a construct of its own, in its own stack, and needs
 * nothing of the others: one region can be deployed while another is down. The constructs of an app that have the same listener are looked at together
 * when it is synthesized.
 *
 * Whether the region is healthy is what its load balancer says: **every** target group of it has at least one healthy server. No other check counts, so a
 * region whose servers serve without their database stays in.
 *
 * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html
 */
export interface RegionEndpointGroupOptions {
  /** ARN of the listener, as the output `ListenerArn` of the `MultiRegionAccelerator` has it: a text, or a parameter of the stack. */
  readonly listenerArn: string;

  /**
   * Share of the callers that are nearest to this region that it gets, in percent, 0–100. The others go to other regions. 0 makes it a standby, which gets
   * callers only when no other region is healthy: a failover does not look at the share. Needs a `trafficDialPercent` above 0 in another region.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints-endpoint-weights.unhealthy-endpoints.html
   */
  readonly trafficDialPercent?: number;

  /**
   * Keep callers away from this region, whatever its health, as long as another one is healthy: while it is repaired, and until its data is back. Unlike
   * a share of 0 it is no standby then (an endpoint weight of 0).
   *
   * @default false
   */
  readonly withdrawn?: boolean;

  /**
   * Show the load balancer the addresses of Global Accelerator instead of the callers' own. Access logs, rules by address and web ACLs no longer see who
   * calls. Not for a load balancer inside a network, which is always shown them, nor for an accelerator that is dual stack.
   *
   * @default false
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.html
   */
  readonly withoutClientIpPreservation?: boolean;

  /**
   * Accept regions that differ in capacity, instances, ports, protocols or engines. Gives up that the region that takes over can carry what the other did.
   *
   * @default false
   */
  readonly unequalSides?: boolean;

  /** @default - AWS's figures, and nothing where AWS has none */
  readonly recovery?: RecoveryOptions;

  /**
   * Write what a failover comes to (`facts`) into an output of the stack, so that a reviewer sees it.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}

/** The load balancer of the region. */
export interface AcceleratedEndpoint extends RegionEndpoint {
  /** `undefined` where the user did not say it. */
  readonly loadBalancerArn?: string;
}

const LISTENER_ARN = /^arn:aws:globalaccelerator::\d{12}:accelerator\/[\w-]+\/listener\/\w+$/;

/** What no other concept looks at. */
export function checkEndpointGroupOptions(options: RegionEndpointGroupOptions, region: string, checks: Checks) {
  checks.text('listenerArn', options.listenerArn, LISTENER_ARN, 'the ARN of a listener of Global Accelerator');
  checks.number('trafficDialPercent', options.trafficDialPercent, { from: 0, to: 100 });
  for (const option of ['withdrawn', 'withoutClientIpPreservation', 'unequalSides', 'factsOutput'] as const) { checks.flag(option, options[option]); }
  checkAcceleratedRegion(region, checks);
  checkRecovery(options.recovery ?? {}, checks);
  if (options.recovery?.clientDnsCacheSeconds !== undefined) {
    checks.conflict('recovery.clientDnsCacheSeconds is for a name that moves: the addresses of an accelerator stay.');
  }
}

export function checkEndpoint(endpoint: AcceleratedEndpoint | undefined, options: RegionEndpointGroupOptions, checks: Checks) {
  if (!endpoint) {
    checks.conflict('target must say what callers are led to, got nothing.');
    return;
  }
  if (endpoint.loadBalancerArn === undefined) { checks.conflict('target must say the ARN of its load balancer: Global Accelerator knows it by nothing else.'); }
  if (endpoint.isInternal && options.withoutClientIpPreservation) {
    checks.conflict('withoutClientIpPreservation must be false for a load balancer inside a network: Global Accelerator always shows it the callers\' own addresses.');
  }
}
