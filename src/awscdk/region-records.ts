import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { FailoverRecordPlan } from '../core/failover-records';

/** L1, as the plan has it: the L2 takes no alias by its name and zone alone, which is all that a name has of a region. */
export function renderRegionRecord(scope: Construct, plan: FailoverRecordPlan, hostedZoneId: string, healthCheckId: string) {
  const { failover, latencyRegion, weight, geoLocation } = plan.routing;
  new route53.CfnRecordSet(scope, plan.id, {
    hostedZoneId,
    // A trailing dot keeps a name that only the deployment tells from getting the zone's name behind it.
    name: `${plan.name}.`,
    type: plan.type,
    setIdentifier: plan.setIdentifier,
    failover,
    region: latencyRegion,
    weight,
    geoLocation,
    aliasTarget: plan.alias,
    healthCheckId: plan.givenHealthCheckId ?? healthCheckId,
  });
}
