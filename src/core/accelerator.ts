import { checkAcceleratorOptions, MultiRegionAcceleratorOptions, MultiRegionAcceleratorSurroundings } from './accelerator-options';
import { Checks, PlanContext, Warning } from './checks';
import { recordTypes } from './failover-records';
import { Protection } from './protection';
import { warnOfUnknownRegions } from './region-names';

export type { MultiRegionAcceleratorOptions };

/** Everything that is decided of the entry. An `id` is a resource's name below the construct, and stays. */
export interface MultiRegionAcceleratorPlan {
  readonly accelerator: AcceleratorPlan;
  readonly listener: AcceleratorListenerPlan;
  readonly records: readonly AcceleratorRecordPlan[];
  readonly outputs: AcceleratorOutputsPlan;
  readonly warnings: readonly Warning[];
}

export interface AcceleratorPlan {
  readonly id: 'Accelerator';
  readonly name: string;
  readonly ipAddressType: 'IPV4' | 'DUAL_STACK';
  /** Whether the name that counts is the one with addresses of both kinds. */
  readonly isDualStack: boolean;
  readonly flowLogs?: { readonly bucketName: string; readonly prefix: string };
  readonly isRetained: boolean;
}

export interface AcceleratorListenerPlan {
  readonly id: 'Listener';
  readonly protocol: 'TCP';
  readonly ports: readonly number[];
  readonly clientAffinity: 'NONE' | 'SOURCE_IP';
  readonly isRetained: boolean;
}

/** An alias of the accelerator. */
export interface AcceleratorRecordPlan {
  readonly id: 'RecordA' | 'RecordAAAA';
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  /** The zone of the names of all accelerators. */
  readonly targetZoneId: string;
  readonly evaluateTargetHealth: false;
}

export interface AcceleratorOutputsPlan {
  readonly listenerArn: { readonly id: 'ListenerArn'; readonly description: string };
  readonly dnsName: { readonly id: 'DnsName'; readonly description: string };
  readonly addresses: { readonly id: 'Addresses'; readonly description: string };
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planMultiRegionAccelerator(
  options: MultiRegionAcceleratorOptions, surroundings: MultiRegionAcceleratorSurroundings, context: PlanContext,
): MultiRegionAcceleratorPlan {
  const checks = new Checks(context);
  const isRetained = (options.protection ?? Protection.FULL) === Protection.FULL;
  const isDualStack = options.dualStack ?? false;
  checkAcceleratorOptions(options, surroundings, checks);
  checks.throwIfAny();
  return {
    accelerator: {
      id: 'Accelerator',
      name: options.acceleratorName ?? nameOf(context.path),
      ipAddressType: isDualStack ? 'DUAL_STACK' : 'IPV4',
      isDualStack,
      flowLogs: options.flowLogBucketName === undefined ? undefined : {
        bucketName: options.flowLogBucketName, prefix: options.flowLogPrefix ?? FLOW_LOG_PREFIX,
      },
      isRetained,
    },
    listener: {
      id: 'Listener', protocol: 'TCP', ports: portsOf(options), clientAffinity: options.sourceIpAffinity ?? false ? 'SOURCE_IP' : 'NONE', isRetained,
    },
    records: options.recordName === undefined ? [] : planRecords(options.recordName, isDualStack),
    outputs: OUTPUTS,
    warnings: warnOfUnknownRegions([surroundings.region], checks),
  };
}

const FLOW_LOG_PREFIX = 'global-accelerator';

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

function portsOf({ insecureHttp, redirectHttp }: MultiRegionAcceleratorOptions): number[] {
  if (insecureHttp) { return [HTTP_PORT]; }
  return redirectHttp ? [HTTPS_PORT, HTTP_PORT] : [HTTPS_PORT];
}

/** @see https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html */
const ZONE_OF_ACCELERATORS = 'Z2BJ6XQ5FK7U4H';

/** There is nothing else that the name could lead to: an accelerator without a healthy region answers by an unhealthy one. */
function planRecords(name: string, isDualStack: boolean): AcceleratorRecordPlan[] {
  return recordTypes(isDualStack).map((type) => ({
    id: `Record${type}`, name, type, targetZoneId: ZONE_OF_ACCELERATORS, evaluateTargetHealth: false,
  }));
}

const OUTPUTS: AcceleratorOutputsPlan = {
  listenerArn: { id: 'ListenerArn', description: 'What the RegionEndpointGroup of every region is told' },
  dnsName: { id: 'DnsName', description: 'The name that AWS made for the accelerator' },
  addresses: { id: 'Addresses', description: 'The addresses of the accelerator, for those who let callers out by address' },
};

const LONGEST_NAME = 64;

/** The path's end tells more than its beginning. */
function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9]+/g, '-').slice(-LONGEST_NAME).replace(/^-|-$/g, '');
}
