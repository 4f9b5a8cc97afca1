import { Checks } from './checks';
import { AlarmCheckPlan, planGivenAlarmChecks, planHealthyHosts, RegionAlarmPlan } from './region-alarm-checks';
import { EndpointCheckPlan, planEndpointCheck } from './region-endpoint-check';
import { CheckedEndpoint, checkHealthCheck, CheckNames, RegionHealthCheckOptions } from './region-health-check-options';

/** What tells whether a region is healthy. */
export interface RegionHealthCheckPlan {
  /** Of an endpoint that Route 53 reaches. */
  readonly endpoint?: EndpointCheckPlan;
  readonly alarms: readonly AlarmCheckPlan[];
  /**
   * The check that the records go by, over the others. It is there over a single one too: whatever is added or withdrawn, the records, the alarm on
   * the status and a runbook go by the same check.
   */
  readonly calculated: CalculatedCheckPlan;
  /** Alarms of our own that checks go by. */
  readonly ownAlarms: readonly RegionAlarmPlan[];
}

export interface CalculatedCheckPlan {
  readonly id: 'RegionCheck';
  readonly name: string;
  readonly type: 'CALCULATED';
  /** Ids of the others. */
  readonly children: readonly string[];
  readonly healthThreshold: number;
}

export function planRegionHealthCheck(
  options: RegionHealthCheckOptions, withdrawn: boolean, endpoint: CheckedEndpoint, names: CheckNames, checks: Checks,
): RegionHealthCheckPlan {
  const { name, region } = names;
  const own = endpoint.isInternal ? planHealthyHosts(options.minimumHealthyHosts ?? 1, endpoint, { name, region }, checks) : undefined;
  const reached = endpoint.isInternal ? undefined : planEndpointCheck(options, endpoint, `${name} endpoint`);
  const alarms = [...(own ? [own.check] : []), ...planGivenAlarmChecks(checks.known(options.alarmNames) ?? [], name, region)];
  const children = [...(reached ? [reached.id] : []), ...alarms.map(({ id }) => id)];
  const needed = options.healthThreshold ?? children.length;
  checkHealthCheck(options, endpoint, names, children.length, checks);
  return {
    endpoint: reached,
    alarms,
    calculated: { id: 'RegionCheck', name, type: 'CALCULATED', children, healthThreshold: withdrawn ? neverReached(children.length) : needed },
    ownAlarms: own ? [own.alarm] : [],
  };
}

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html#Route53-Type-HealthCheckConfig-HealthThreshold */
function neverReached(children: number): number {
  return children + 1;
}
