import { App, TerraformStack } from 'cdktf';
import { certificateArnIn, RECORD_NAME, REGIONS, stackIn, ZONE } from '../cdktf';
import { MultiRegionFailover, RegionRouting, RegionTarget, StaticLastResort } from 'scale-out-constructs/cdktf';

export function build(app: App) {
  regionIn(stackIn(app, REGIONS.primary, 'Primary'), REGIONS.primary, RegionRouting.primary());
  regionIn(stackIn(app, REGIONS.secondary, 'Secondary'), REGIONS.secondary, RegionRouting.secondary());
  const stack = stackIn(app, REGIONS.global, 'LastResort');
  new StaticLastResort(stack, 'LastResort', { ...ZONE, recordName: RECORD_NAME, certificateArn: certificateArnIn(REGIONS.global) });
}

function regionIn(stack: TerraformStack, region: string, routing: RegionRouting) {
  new MultiRegionFailover(stack, 'Failover', {
    ...ZONE,
    recordName: RECORD_NAME,
    routing,
    target: RegionTarget.loadBalancer({ dnsName: `web.${region}.elb.amazonaws.com`, hostedZoneId: 'Z32O12XQLNTSW2' }),
    lastResort: true,
  });
}
