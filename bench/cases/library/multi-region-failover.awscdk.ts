import { App, Stack } from 'aws-cdk-lib';
import { balancerIn, certificateIn, RECORD_NAME, REGIONS, stackIn, zoneIn } from '../awscdk';
import { Exposure, MultiRegionFailover, RegionRouting, RegionTarget, StaticLastResort } from 'scale-out-constructs/awscdk';

export function build(app: App) {
  regionIn(stackIn(app, REGIONS.primary, 'Primary'), RegionRouting.primary());
  regionIn(stackIn(app, REGIONS.secondary, 'Secondary'), RegionRouting.secondary());
  const stack = stackIn(app, REGIONS.global, 'LastResort');
  new StaticLastResort(stack, 'LastResort', { recordName: RECORD_NAME, hostedZone: zoneIn(stack), certificate: certificateIn(stack) });
}

function regionIn(stack: Stack, routing: RegionRouting) {
  const { loadBalancer, targetGroup } = balancerIn(stack);
  new MultiRegionFailover(stack, 'Failover', {
    recordName: RECORD_NAME,
    hostedZone: zoneIn(stack),
    routing,
    target: RegionTarget.loadBalancer(loadBalancer, { targetGroup, exposure: Exposure.INTERNET }),
    lastResort: true,
  });
}
