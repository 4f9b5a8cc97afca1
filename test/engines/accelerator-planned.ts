import { balancerArnIn } from './accelerator-on-engines';
import { AcceleratorCase, EndpointGroupCase, LISTENER } from './accelerator.cases';
import { contextOf } from './failover-planned';
import { BALANCER, HOME, ZONE } from './failover-settings';
import { byText, withoutAbsent } from './views';
import { planMultiRegionAccelerator } from '../../src/core/accelerator';
import { planRegionEndpointGroup } from '../../src/core/accelerator-region';

/** Every decision about an entry, without the names that an engine gives to things. */
export interface AcceleratorView {
  readonly name: string;
  readonly ipAddressType: string;
  readonly flowLogs?: object;
  readonly listeners: readonly object[];
  readonly records: readonly object[];
  /** Types of what is kept when the stack is destroyed, in AWS's words. */
  readonly kept: readonly string[];
  readonly outputs: readonly string[];
}

/** Every decision about one region. */
export interface EndpointGroupView {
  readonly listenerArn: string;
  readonly region: string;
  readonly trafficDialPercent: number;
  readonly endpoints: readonly object[];
  /** Settings of health checks, of which there are to be none. */
  readonly healthChecks: readonly string[];
  readonly outputs: readonly string[];
}

/** What a tier's load balancer is called in a view. */
export const THE_TIERS = 'the tier\'s';

export function viewOfAcceleratorPlan({ options }: Omit<AcceleratorCase, 'name'>): AcceleratorView {
  const { accelerator, listener, records, outputs } = planMultiRegionAccelerator(options, {
    optionNames: { hostedZone: 'hostedZone' }, zone: options.recordName === undefined ? undefined : ZONE, region: 'us-west-2',
  }, contextOf('MultiRegionAccelerator', 'Stack/Accelerator'));
  return withoutAbsent<AcceleratorView>({
    name: accelerator.name,
    ipAddressType: accelerator.ipAddressType,
    flowLogs: accelerator.flowLogs,
    listeners: [{ protocol: listener.protocol, ports: listener.ports, clientAffinity: listener.clientAffinity, isOfTheAccelerator: true }],
    records: byText(records.map(({ name, type, targetZoneId, evaluateTargetHealth }) => ({
      name,
      type,
      zone: ZONE.id,
      targetZone: targetZoneId,
      leadsTo: accelerator.isDualStack ? 'DualStackDnsName' : 'DnsName',
      evaluatesTargetHealth: evaluateTargetHealth,
    }))),
    kept: [...(accelerator.isRetained ? ['Accelerator'] : []), ...(listener.isRetained ? ['Listener'] : [])],
    outputs: Object.values<{ readonly id: string }>(outputs as any).map(({ id }) => id).sort(),
  });
}

export function viewOfEndpointGroupPlan({ options, setting = {} }: Omit<EndpointGroupCase, 'name'>): EndpointGroupView {
  const { region = HOME, target, isInternal = false, insecureHttp = false, dualStack = false } = setting;
  const { group, output } = planRegionEndpointGroup({ listenerArn: LISTENER, ...options }, {
    region,
    endpoint: {
      dnsName: BALANCER.dnsName,
      hostedZoneId: BALANCER.hostedZoneId,
      loadBalancerFullName: BALANCER.fullName,
      targetGroupFullName: BALANCER.targetGroupFullName,
      loadBalancerArn: target === 'tier' ? THE_TIERS : balancerArnIn(region),
      isInternal,
      usesTls: !insecureHttp,
      isDualStack: dualStack,
    },
    timings: {},
    data: {},
    side: {},
  }, contextOf('RegionEndpointGroup', 'Stack/Region'));
  return {
    listenerArn: group.listenerArn,
    region: group.region,
    trafficDialPercent: group.trafficDialPercent,
    endpoints: [{ id: group.endpointId, weight: group.weight, preservesClientIp: group.preservesClientIp }],
    healthChecks: [],
    outputs: output ? [output.id] : [],
  };
}
