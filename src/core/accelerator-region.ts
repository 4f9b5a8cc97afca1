import { accountForAccelerator, RegionEndpointGroupFacts } from './accelerator-facts';
import { AcceleratedEndpoint, checkEndpoint, checkEndpointGroupOptions, RegionEndpointGroupOptions } from './accelerator-region-options';
import { EndpointGroupSide } from './accelerator-sides';
import { Checks, PlanContext, Warning } from './checks';
import { RegionData, RegionTimings } from './failover-terms';
import { warnOfUnknownRegions } from './region-names';
import { SideFacts } from './region-sides';

export type { RegionEndpointGroupOptions };

/** What the engine found around the region. */
export interface RegionEndpointGroupSurroundings {
  readonly region: string;
  /** `undefined` where the user named none. */
  readonly endpoint?: AcceleratedEndpoint;
  readonly timings: RegionTimings;
  readonly data: RegionData;
  /** What the other sides are compared with. */
  readonly side: Omit<SideFacts, 'dualStack' | 'listenerProtocol'>;
}

/** Everything that is decided of one region. An `id` is a resource's name below the construct, and stays. */
export interface RegionEndpointGroupPlan {
  readonly group: EndpointGroupPlan;
  /** What `checkEndpointGroups` compares with those of the other regions. */
  readonly side: EndpointGroupSide;
  readonly facts: RegionEndpointGroupFacts;
  /** The facts as JSON, where they were asked for. */
  readonly output?: { readonly id: 'Facts'; readonly description: string };
  readonly warnings: readonly Warning[];
}

/** Says nothing of health checks: Global Accelerator has none of its own for a load balancer. */
export interface EndpointGroupPlan {
  readonly id: 'EndpointGroup';
  readonly listenerArn: string;
  readonly region: string;
  readonly trafficDialPercent: number;
  readonly endpointId: string;
  readonly weight: number;
  readonly preservesClientIp: boolean;
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planRegionEndpointGroup(
  options: RegionEndpointGroupOptions, surroundings: RegionEndpointGroupSurroundings, context: PlanContext,
): RegionEndpointGroupPlan {
  const checks = new Checks(context);
  const { region, endpoint, timings, data } = surroundings;
  checkEndpointGroupOptions(options, region, checks);
  checkEndpoint(endpoint, options, checks);
  checks.throwIfAny();

  const group = planGroup(options, region, endpoint!);
  return {
    group,
    side: planSide(options, group, surroundings, context.path),
    facts: accountForAccelerator({ timings, data, recovery: options.recovery ?? {} }, checks),
    output: options.factsOutput ?? false ? { id: 'Facts', description: `What the loss of ${region} comes to` } : undefined,
    warnings: [...warnOfUnknownRegions([region], checks), ...warnOfNetwork(endpoint!), ...warnOfClosedDoor(endpoint!, group)],
  };
}

/** Of the only endpoint of a group any weight will do; AWS takes half of the most. */
const ITS_WEIGHT = 128;

function planGroup(options: RegionEndpointGroupOptions, region: string, { loadBalancerArn }: AcceleratedEndpoint): EndpointGroupPlan {
  return {
    id: 'EndpointGroup',
    listenerArn: options.listenerArn,
    region,
    trafficDialPercent: options.trafficDialPercent ?? 100,
    endpointId: loadBalancerArn!,
    weight: options.withdrawn ?? false ? 0 : ITS_WEIGHT,
    preservesClientIp: !(options.withoutClientIpPreservation ?? false),
  };
}

function planSide(
  options: RegionEndpointGroupOptions, { listenerArn, region, trafficDialPercent }: EndpointGroupPlan, surroundings: RegionEndpointGroupSurroundings,
  path: string,
): EndpointGroupSide {
  const { usesTls, isDualStack } = surroundings.endpoint!;
  return {
    path,
    region,
    listenerArn,
    trafficDialPercent,
    withdrawn: options.withdrawn ?? false,
    unequalSides: options.unequalSides ?? false,
    facts: { ...surroundings.side, listenerProtocol: usesTls ? 'HTTPS' : 'HTTP', dualStack: isDualStack },
  };
}

/**
 * Neither shows in a program: the gateway is the network's, and the security group is made by AWS with the first region.
 *
 * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/best-practices-aga.html
 */
function warnOfNetwork({ isInternal }: AcceleratedEndpoint): Warning[] {
  return isInternal ? [{
    id: 'scale-out-constructs:internetReachesNetwork',
    message: 'The accelerator leads the internet to a load balancer inside a network. The network needs an internet gateway for that, and callers arrive with their own addresses: let in those, or the security group that Global Accelerator makes there (allowFrom), or nobody gets through.',
  }] : [];
}

function warnOfClosedDoor({ isInternal, isOpenToAnybody }: AcceleratedEndpoint, { preservesClientIp }: EndpointGroupPlan): Warning[] {
  if (isInternal || isOpenToAnybody !== false) { return []; }
  const whom = preservesClientIp ? 'callers arrive with their own addresses' : 'callers arrive with addresses of Global Accelerator';
  return [{ id: 'scale-out-constructs:callersKeptOut', message: `Not everybody may call the load balancer: ${whom}, and others than allowFrom names get no answer.` }];
}
