import { NAME } from './failover-settings';
import { MultiRegionAcceleratorOptions, Protection, RegionEndpointGroupOptions } from '../../src/core';

export const LISTENER = 'arn:aws:globalaccelerator::111122223333:accelerator/1234abcd-abcd-1234-abcd-1234abcdefab/listener/0123abcd';

/** The entry of a few regions: planned once, rendered by both engines, read back from both. */
export interface AcceleratorCase {
  readonly name: string;
  readonly options: MultiRegionAcceleratorOptions;
}

/** One region behind it. */
export interface EndpointGroupCase {
  readonly name: string;
  readonly options: Partial<RegionEndpointGroupOptions>;
  readonly setting?: EndpointGroupSetting;
}

/** What is around it, in words that both engines' runners understand. */
export interface EndpointGroupSetting {
  /** Where it stands; eu-west-1, unless it says so. */
  readonly region?: string;
  /** What callers are led to: somebody else's balancer, unless it says so. */
  readonly target?: 'tier';
  readonly isInternal?: boolean;
  readonly insecureHttp?: boolean;
  readonly dualStack?: boolean;
}

export const ACCELERATOR_CASES: readonly AcceleratorCase[] = [
  { name: 'the defaults', options: {} },
  { name: 'a name to find it by', options: { acceleratorName: 'Shop-1' } },
  { name: 'a name that callers use', options: { recordName: NAME } },
  { name: 'over IPv6 as well', options: { dualStack: true } },
  { name: 'over IPv6 as well, with a name', options: { recordName: `api.${NAME}`, dualStack: true } },
  { name: 'plain HTTP', options: { insecureHttp: true } },
  { name: 'what the tiers redirect', options: { redirectHttp: true } },
  { name: 'one region for an address', options: { sourceIpAffinity: true } },
  { name: 'flow logs', options: { flowLogBucketName: 'shop.flow-logs' } },
  { name: 'flow logs with a prefix', options: { flowLogBucketName: 'shop-logs', flowLogPrefix: 'world/accelerator' } },
  { name: 'nothing protected', options: { protection: Protection.NONE } },
  { name: 'everything on', options: { acceleratorName: 'all', recordName: NAME, redirectHttp: true, dualStack: true, sourceIpAffinity: true, flowLogBucketName: 'logs' } },
];

export const ENDPOINT_GROUP_CASES: readonly EndpointGroupCase[] = [
  { name: 'somebody else\'s balancer', options: {} },
  { name: 'a part of its callers', options: { trafficDialPercent: 12.5 } },
  { name: 'a standby', options: { trafficDialPercent: 0 } },
  { name: 'withdrawn', options: { withdrawn: true } },
  { name: 'withdrawn, and a standby', options: { withdrawn: true, trafficDialPercent: 0 } },
  { name: 'without the callers\' addresses', options: { withoutClientIpPreservation: true } },
  { name: 'the facts in an output', options: { factsOutput: true, recovery: { decisionSeconds: 600 } } },
  { name: 'a tier', options: {}, setting: { target: 'tier' } },
  { name: 'a tier inside a network', options: {}, setting: { target: 'tier', isInternal: true } },
  { name: 'a tier of both stacks, far away', options: { trafficDialPercent: 50 }, setting: { target: 'tier', dualStack: true, region: 'af-south-1' } },
  { name: 'a tier that speaks plain HTTP', options: { factsOutput: true }, setting: { target: 'tier', insecureHttp: true } },
  { name: 'a balancer inside a network', options: {}, setting: { isInternal: true } },
];
