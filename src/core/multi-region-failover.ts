import { Checks, PlanContext, Warning } from './checks';
import { accountForFailover, MultiRegionFailoverFacts } from './failover-arithmetic';
import { FailoverRecordPlan, planFailoverRecords } from './failover-records';
import { RegionData, RegionTimings } from './failover-terms';
import { warnOfFailover } from './failover-warnings';
import { activeName, checkFailoverOptions, checkRecordName, FailoverZone, MultiRegionFailoverOptions } from './multi-region-failover-options';
import { RegionAlarmPlan } from './region-alarm-checks';
import { planRegionHealthCheck, RegionHealthCheckPlan } from './region-health-check';
import { CheckedEndpoint } from './region-health-check-options';
import { checkRegion, warnOfUnknownRegions } from './region-names';
import { DatastoreSide, RegionSide, SideFacts } from './region-sides';
import { planStatusAlarm, StatusAlarmPlan } from './region-status-alarm';

export type { MultiRegionFailoverOptions };

/** The load balancer that the name leads to. */
export interface RegionEndpoint extends CheckedEndpoint {
  /** The zone of the load balancer's own name. */
  readonly hostedZoneId: string;
  readonly isDualStack: boolean;
  /** Whether callers have to show a certificate. */
  readonly asksForCertificate?: boolean;
  /** Whether anybody may call; `undefined` where the engine cannot know. */
  readonly isOpenToAnybody?: boolean;
}

/** What the engine found around the region, and what it contributes. */
export interface MultiRegionFailoverSurroundings {
  /** The engine's names for its own options. */
  readonly optionNames: { readonly endpoint: string; readonly hostedZone: string };
  readonly zone: FailoverZone;
  readonly region: string;
  /** `undefined` where the user named none. */
  readonly endpoint?: RegionEndpoint;
  readonly timings: RegionTimings;
  readonly data: RegionData;
  /** What the other sides are compared with. */
  readonly side: Omit<SideFacts, 'dualStack' | 'listenerProtocol'>;
  /** The global datastore that the region's cache is in. */
  readonly datastore?: DatastoreSide;
  /** Whether the engine can make an alarm of us-east-1 from this stack. */
  readonly reachesOtherRegions: boolean;
}

/** Everything that is decided of one region. An `id` is a resource's name below the construct, and stays. */
export interface MultiRegionFailoverPlan {
  readonly records: readonly FailoverRecordPlan[];
  readonly healthCheck: RegionHealthCheckPlan;
  /** In the region of the construct. */
  readonly alarms: readonly RegionAlarmPlan[];
  /** In us-east-1; absent where the engine does not get there. */
  readonly statusAlarm?: StatusAlarmPlan;
  /** What `checkSides` compares with those of the other regions. */
  readonly side: RegionSide;
  readonly facts: MultiRegionFailoverFacts;
  readonly output: FailoverOutputPlan;
  readonly warnings: readonly Warning[];
}

export interface FailoverOutputPlan {
  /** Says which check the name goes by, for whoever watches it elsewhere. */
  readonly healthCheckId: { readonly id: 'HealthCheckId'; readonly description: string };
  /** The facts as JSON, where they were asked for. */
  readonly facts?: { readonly id: 'Facts'; readonly description: string };
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planMultiRegionFailover(
  options: MultiRegionFailoverOptions, surroundings: MultiRegionFailoverSurroundings, context: PlanContext,
): MultiRegionFailoverPlan {
  const checks = new Checks(context);
  const { zone, region, optionNames } = surroundings;
  const { recordName } = options;
  const lastResort = options.lastResort ?? false;
  const setIdentifier = options.setIdentifier ?? region;
  const endpoint = surroundings.endpoint ?? NO_ENDPOINT;
  const name = nameOf(context.path);
  checkFailoverOptions(options, region, checks);
  checkRecordName(recordName, lastResort, { zone, option: optionNames.hostedZone }, checks);
  checkPlace(surroundings, checks);

  const routing = options.routing._plan(region, checks);
  const names = { recordName, name, region };
  const healthCheck = planRegionHealthCheck(options.healthCheck ?? {}, options.withdrawn ?? false, endpoint, names, checks);
  const parts = { healthCheck, timings: surroundings.timings, data: surroundings.data, recovery: options.recovery ?? {} };
  checks.throwIfAny();
  const givenHealthCheckId = options.regionSwitchHealthCheckId;
  const isSwitched = givenHealthCheckId !== undefined;
  const statusAlarm = planStatusAlarm(healthCheck.calculated.id, { recordName, isSwitched }, surroundings);
  return {
    records: planFailoverRecords({
      name: lastResort ? activeName(recordName) : recordName, setIdentifier, routing, healthCheck: healthCheck.calculated.id, givenHealthCheckId,
    }, endpoint),
    healthCheck,
    alarms: healthCheck.ownAlarms,
    statusAlarm,
    side: planSide(options, {
      setIdentifier, lastResort, routing, isSwitched, hasStatusAlarm: statusAlarm !== undefined,
    }, endpoint, surroundings, context.path),
    facts: accountForFailover(parts, checks),
    output: planOutput(options.factsOutput ?? false, isSwitched, recordName),
    warnings: [
      ...warnOfUnknownRegions([region, ...checks.known(options.expectedRegions) ?? []], checks),
      ...warnOfFailover({ endpoint, zone, data: surroundings.data, healthCheck, routing, isSwitched }, checks),
    ],
  };
}

/** Stands for the one that is missing, until that is refused with everything else. */
const NO_ENDPOINT: RegionEndpoint = {
  dnsName: '', hostedZoneId: '', isInternal: false, usesTls: true, isDualStack: false, loadBalancerFullName: '', targetGroupFullName: '',
};

function checkPlace({ region, endpoint, optionNames }: MultiRegionFailoverSurroundings, checks: Checks) {
  checkRegion('region', region, checks);
  if (!endpoint) { checks.conflict(`${optionNames.endpoint} must say what the name leads to, got nothing.`); }
  if (endpoint && !endpoint.isInternal && endpoint.asksForCertificate) {
    checks.conflict(`${optionNames.endpoint} must not ask callers for certificates (mutual TLS): Route 53 has none to show, and would never find the region healthy.`);
  }
}

type Resolved = Pick<RegionSide, 'setIdentifier' | 'lastResort' | 'routing' | 'isSwitched' | 'hasStatusAlarm'>;

function planSide(
  options: MultiRegionFailoverOptions, resolved: Resolved, endpoint: RegionEndpoint, surroundings: MultiRegionFailoverSurroundings, path: string,
): RegionSide {
  const { region, zone, side, datastore } = surroundings;
  return {
    path,
    region,
    recordName: options.recordName,
    zoneId: zone.id,
    ...resolved,
    withdrawn: options.withdrawn ?? false,
    expectedRegions: options.expectedRegions,
    unequalSides: options.unequalSides ?? false,
    facts: { ...side, listenerProtocol: endpoint.usesTls ? 'HTTPS' : 'HTTP', dualStack: endpoint.isDualStack },
    datastore,
  };
}

function planOutput(writesFacts: boolean, isSwitched: boolean, recordName: string): FailoverOutputPlan {
  const use = isSwitched ? 'tells of this region, and moves nothing' : `${recordName} goes by in this region`;
  return {
    healthCheckId: { id: 'HealthCheckId', description: `The health check that ${use}` },
    facts: writesFacts ? { id: 'Facts', description: `What a failover of ${recordName} comes to, by what is known in this region` } : undefined,
  };
}

/** A tag takes these characters; the path's end tells more than its beginning. */
function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9 ._\-:/=+@]/g, '-').slice(-100);
}
