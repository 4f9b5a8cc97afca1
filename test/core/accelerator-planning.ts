import { CONTEXT } from './planning';
import { ENDPOINT } from './region-planning';
import { MultiRegionAcceleratorOptions, planMultiRegionAccelerator } from '../../src/core/accelerator';
import { MultiRegionAcceleratorSurroundings } from '../../src/core/accelerator-options';
import { planRegionEndpointGroup, RegionEndpointGroupOptions, RegionEndpointGroupSurroundings } from '../../src/core/accelerator-region';
import { AcceleratedEndpoint } from '../../src/core/accelerator-region-options';

export const LISTENER = 'arn:aws:globalaccelerator::111122223333:accelerator/1234abcd-abcd-1234-abcd-1234abcdefgh/listener/0123vxyz';
export const BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1';
export const OPEN: AcceleratedEndpoint = { ...ENDPOINT, loadBalancerArn: BALANCER };
export const REGION_SURROUNDINGS: RegionEndpointGroupSurroundings = {
  region: 'eu-west-1',
  endpoint: OPEN,
  timings: { secondsUntilOutOfService: 25, bootSeconds: 120, warmupSeconds: 120 },
  data: {},
  side: { minCapacity: 4, maxCapacity: 20, instanceType: 'm7g.large' },
};

export function entry(options: MultiRegionAcceleratorOptions = {}, surroundings: Partial<MultiRegionAcceleratorSurroundings> = {}, path = 'App/Entry') {
  return planMultiRegionAccelerator(
    options, { optionNames: { hostedZone: 'hostedZone' }, region: 'us-west-2', ...surroundings }, { ...CONTEXT, kind: 'MultiRegionAccelerator', path },
  );
}

export function regionBehind(options: Partial<RegionEndpointGroupOptions> = {}, surroundings: Partial<RegionEndpointGroupSurroundings> = {}) {
  return planRegionEndpointGroup(
    { listenerArn: LISTENER, ...options }, { ...REGION_SURROUNDINGS, ...surroundings }, { ...CONTEXT, kind: 'RegionEndpointGroup', path: 'App/Eu/Region' },
  );
}
