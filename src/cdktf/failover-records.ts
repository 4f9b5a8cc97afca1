import { Route53Record, Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { literal } from './texts';
import { FailoverRecordPlan } from '../core/failover-records';
import { RegionRoutingPlan } from '../core/region-routing';

export function renderFailoverRecord(scope: Construct, plan: FailoverRecordPlan, zoneId: string, healthCheckId: string): Route53Record {
  const { dnsName, hostedZoneId, evaluateTargetHealth } = plan.alias;
  return new Route53Record(scope, plan.id, {
    zoneId,
    name: plan.name,
    type: plan.type,
    setIdentifier: literal(plan.setIdentifier),
    ...policyOf(plan.routing),
    alias: { name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth },
    healthCheckId: plan.givenHealthCheckId ?? healthCheckId,
  });
}

/** Exactly one of them, as the plan has it. */
function policyOf({ failover, latencyRegion, weight, geoLocation }: RegionRoutingPlan): Partial<Route53RecordConfig> {
  return {
    failoverRoutingPolicy: failover && { type: failover },
    latencyRoutingPolicy: latencyRegion === undefined ? undefined : { region: latencyRegion },
    weightedRoutingPolicy: weight === undefined ? undefined : { weight },
    geolocationRoutingPolicy: geoLocation && {
      continent: geoLocation.continentCode, country: geoLocation.countryCode, subdivision: geoLocation.subdivisionCode,
    },
  };
}
