import { Checks, Warning } from './checks';
import { RegionData } from './failover-terms';
import type { MultiRegionFailoverSurroundings, RegionEndpoint } from './multi-region-failover';
import { DEPENDENCIES_PATH } from './region-endpoint-check';
import { RegionHealthCheckPlan } from './region-health-check';
import { RegionRoutingPlan } from './region-routing';

/** What the warnings go by. */
export interface WarnedFailover {
  readonly endpoint: RegionEndpoint;
  readonly zone: MultiRegionFailoverSurroundings['zone'];
  readonly data: RegionData;
  readonly healthCheck: RegionHealthCheckPlan;
  readonly routing: RegionRoutingPlan;
  /** Whether the records go by the check of a Region switch plan. */
  readonly isSwitched: boolean;
}

/** Of one region by itself. What several regions come to is for `checkSides`. */
export function warnOfFailover({ endpoint, zone, data, healthCheck, routing, isSwitched }: WarnedFailover, checks: Checks): Warning[] {
  return [
    ...warnOfClosedDoor(endpoint),
    ...warnOfEmptyZones(endpoint, checks),
    ...warnOfInactiveWriter(data, healthCheck),
    ...warnOfPrivatePlaces(zone.isPrivate ?? false, routing),
    ...warnOfIdleChecks(isSwitched),
  ];
}

function warnOfClosedDoor({ isInternal, isOpenToAnybody }: RegionEndpoint): Warning[] {
  if (isInternal || isOpenToAnybody !== false) { return []; }
  return [{
    id: 'scale-out-constructs:checkersKeptOut',
    message: 'Not everybody may call the load balancer: let Route 53\'s checkers in, by AWS\'s prefix list route53-healthchecks of the region, or it is never healthy.',
  }];
}

function warnOfEmptyZones({ isInternal, minCapacity, zones }: RegionEndpoint, checks: Checks): Warning[] {
  const servers = checks.known(minCapacity);
  if (!isInternal || servers === undefined || zones === undefined || servers >= zones) { return []; }
  return [{
    id: 'scale-out-constructs:fewerServersThanZones',
    message: `minCapacity ${servers} leaves some of ${zones} zones without a server: the balancer may report no healthy host there, and the region count as unhealthy.`,
  }];
}

/** @see https://aws.amazon.com/blogs/database/introducing-aurora-global-database-failover/ */
function warnOfInactiveWriter({ database }: RegionData, { endpoint }: RegionHealthCheckPlan): Warning[] {
  if (!database?.isWriterInactive || endpoint?.path !== DEPENDENCIES_PATH) { return []; }
  return [{
    id: 'scale-out-constructs:standbyFailsItsCheck',
    message: `healthCheck.path is ${DEPENDENCIES_PATH}, and the database an Aurora standby, whose endpoint for writes does not answer until it is promoted: a service that asks it there is never healthy, and nobody takes over. Give healthCheck.path another one, such as the load balancer's, until then.`,
  }];
}

function warnOfIdleChecks(isSwitched: boolean): Warning[] {
  return isSwitched ? [{
    id: 'scale-out-constructs:nameMovesByPlan',
    message: 'regionSwitchHealthCheckId: the name leads to another region when the Region switch plan is executed, and not when the checks of this region fail. They only tell of it.',
  }] : [];
}

/**
 * Every routing of ours is there in a private zone, with its checks. Only where a caller is means something else.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo-phz.html
 */
function warnOfPrivatePlaces(isPrivate: boolean, { strategy }: RegionRoutingPlan): Warning[] {
  if (!isPrivate || strategy !== 'GEOLOCATION') { return []; }
  return [{
    id: 'scale-out-constructs:privateZonePlaces',
    message: 'In a private zone Route 53 takes callers for being where the AWS region of their network is, also those that come through it from elsewhere. RegionRouting.latency() gives each the nearest region.',
  }];
}
