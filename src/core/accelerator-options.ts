import { Checks } from './checks';
import { checkRecordName, FailoverZone } from './multi-region-failover-options';
import { Protection } from './protection';
import { checkRegion, partitionOf } from './region-names';

/**
 * What a user may say of an entry that regions share, whatever the engine: addresses that stay the same, and AWS's network behind them. It belongs into
 * a stack of its own, which is deployed first. Each region then has a `RegionEndpointGroup`, which is told the ARN of the listener as a text.
 */
export interface MultiRegionAcceleratorOptions {
  /**
   * By what people find it, 1–64 letters, digits and hyphens, with no hyphen at an end.
   *
   * @default - the end of the construct's path
   */
  readonly acceleratorName?: string;

  /**
   * The whole name that callers use, in the hosted zone that is given with it, as 'www.example.com': an alias of the accelerator. The certificates of
   * all regions have to be for it, and no `MultiRegionFailover` may have it.
   *
   * @default - none: callers use the name that AWS makes
   */
  readonly recordName?: string;

  /**
   * Take plain HTTP, on port 80, and nothing else. Gives up encryption, as the option of that name of the tiers behind it does.
   *
   * @default false
   */
  readonly insecureHttp?: boolean;

  /**
   * Take port 80 besides 443, where the tiers redirect it (`redirectHttp`).
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * Answer over IPv6 as well. Every load balancer behind it has to be dual stack, and be shown the callers' own addresses.
   *
   * @default false
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.html
   */
  readonly dualStack?: boolean;

  /**
   * Send all connections of an address to one region (client affinity SOURCE_IP). Of use where regions share callers by `trafficDialPercent`, and sessions
   * stay in a region: else each connection is sent by itself. Many callers behind one address stay together too.
   *
   * @default false
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/about-listeners-client-affinity.html
   */
  readonly sourceIpAffinity?: boolean;

  /**
   * Bucket that flow logs are written into. Its policy has to let `delivery.logs.amazonaws.com` do that.
   *
   * @default - no flow logs: the load balancers' access logs have the callers' own addresses
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
   */
  readonly flowLogBucketName?: string;

  /**
   * What the names of flow logs begin with, up to 255 characters, without a slash at an end: `AWSLogs` comes behind it. AWS demands one.
   *
   * @default 'global-accelerator'
   * @see https://docs.aws.amazon.com/global-accelerator/latest/api/API_AcceleratorAttributes.html
   */
  readonly flowLogPrefix?: string;

  /**
   * With FULL the accelerator and its listener are kept when the stack is destroyed: with the accelerator its addresses are gone for good.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;
}

/** What the engine found around it. */
export interface MultiRegionAcceleratorSurroundings {
  /** The engine's name for its own option. */
  readonly optionNames: { readonly hostedZone: string };
  /** Where the user named one. */
  readonly zone?: FailoverZone;
  readonly region: string;
}

export function checkAcceleratorOptions(options: MultiRegionAcceleratorOptions, surroundings: MultiRegionAcceleratorSurroundings, checks: Checks) {
  const { acceleratorName, insecureHttp, redirectHttp, protection } = options;
  checks.text('acceleratorName', acceleratorName, /^(?!-)[A-Za-z0-9-]{1,64}(?<!-)$/, '1 to 64 letters, digits and hyphens, with no hyphen at an end');
  for (const option of ['insecureHttp', 'redirectHttp', 'dualStack', 'sourceIpAffinity'] as const) { checks.flag(option, options[option]); }
  checks.oneOf('protection', protection, Object.values(Protection));
  if (insecureHttp && redirectHttp) { checks.conflict('redirectHttp leads to HTTPS, which insecureHttp gives up: give one of the two.'); }
  checkName(options.recordName, surroundings, checks);
  checkFlowLogs(options, checks);
  checkAcceleratedRegion(surroundings.region, checks);
}

/**
 * Other partitions have no accelerators.
 *
 * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.regions.html
 */
export function checkAcceleratedRegion(region: string, checks: Checks) {
  checkRegion('region', region, checks);
  const known = checks.known(region);
  if (known !== undefined && partitionOf(known) !== 'aws') { checks.refuse('region', 'one that Global Accelerator is offered in', region); }
}

function checkName(recordName: string | undefined, { zone, optionNames }: MultiRegionAcceleratorSurroundings, checks: Checks) {
  if (recordName === undefined && zone === undefined) { return; }
  if (recordName === undefined) { checks.conflict(`${optionNames.hostedZone} needs recordName: there is no name to put into it.`); }
  if (zone === undefined) { checks.conflict(`recordName needs ${optionNames.hostedZone}, the zone that the name lies in.`); }
  if (recordName !== undefined && zone !== undefined) { checkRecordName(recordName, false, { zone, option: optionNames.hostedZone }, checks); }
}

function checkFlowLogs({ flowLogBucketName, flowLogPrefix }: MultiRegionAcceleratorOptions, checks: Checks) {
  checks.text('flowLogBucketName', flowLogBucketName, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket');
  checks.text('flowLogPrefix', flowLogPrefix, /^(?!\/)[\x20-\x7e]{1,255}(?<!\/)$/, 'a text of 1 to 255 characters without a slash at an end');
  if (flowLogPrefix !== undefined && flowLogBucketName === undefined) { checks.conflict('flowLogPrefix needs flowLogBucketName: nothing is logged without it.'); }
}
