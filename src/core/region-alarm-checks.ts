import { AlarmPlan } from './alarms';
import { Checks } from './checks';
import { balancerMetric, Dimension, MINUTE } from './metrics';
import { CheckedEndpoint } from './region-health-check-options';

/** An alarm that says which balancer and targets it is about. */
export interface RegionAlarmPlan extends AlarmPlan {
  /** Values of the dimensions that its metrics have. */
  readonly values: Readonly<Partial<Record<Dimension, string>>>;
}

/** A check that goes by an alarm. */
export interface AlarmCheckPlan {
  readonly id: string;
  readonly name: string;
  readonly type: 'CLOUDWATCH_METRIC';
  /** Id of an alarm of our own. */
  readonly alarm?: string;
  /** Name of an alarm of the user's. */
  readonly alarmName?: string;
  /** Where the alarm is. */
  readonly alarmRegion: string;
  readonly insufficientDataHealthStatus: 'Unhealthy';
  /** What of the alarm Route 53 keeps a copy of: a check is made anew when it changes, or it would go by the old one for ever. */
  readonly copied: Readonly<Record<string, string>>;
}

/** Route 53 does not know "M out of N": all of these have to be below the threshold. */
const HOST_PERIODS = 2;

/** Seconds until the alarm goes off: a datapoint that was just good, those that have to be bad, and a minute to be published. */
export const HOSTS_DETECTION_SECONDS = { from: HOST_PERIODS * MINUTE, to: (HOST_PERIODS + 1) * MINUTE + MINUTE };

/** Route 53's checkers are outside of every network: the balancer's own checks, by their metric, stand for them. */
export function planHealthyHosts(
  hosts: number, endpoint: CheckedEndpoint, { name, region }: { name: string; region: string }, checks: Checks,
): { readonly alarm: RegionAlarmPlan; readonly check: AlarmCheckPlan } {
  const alarm: RegionAlarmPlan = {
    id: 'HealthyHostsAlarm',
    description: `Fewer healthy instances than ${checks.asText(hosts)}, or the load balancer says nothing: callers are sent to another region.`,
    metrics: [balancerMetric('healthy', 'HealthyHostCount', 'Minimum')],
    values: { LoadBalancer: endpoint.loadBalancerFullName, TargetGroup: endpoint.targetGroupFullName },
    comparison: 'LessThanThreshold',
    threshold: hosts,
    evaluationPeriods: HOST_PERIODS,
    datapointsToAlarm: HOST_PERIODS,
    missingData: 'breaching',
  };
  return {
    alarm,
    check: {
      id: 'HealthyHostsCheck',
      name: `${name} healthy hosts`,
      type: 'CLOUDWATCH_METRIC',
      alarm: alarm.id,
      alarmRegion: region,
      insufficientDataHealthStatus: 'Unhealthy',
      copied: copiedOf(alarm, checks),
    },
  };
}

/** By their place in the list, so that a name may be known at deploy time only. */
export function planGivenAlarmChecks(alarmNames: readonly string[], name: string, region: string): AlarmCheckPlan[] {
  return alarmNames.map((alarmName, index) => ({
    id: `AlarmCheck${index + 1}`,
    name: `${name} alarm ${index + 1}`,
    type: 'CLOUDWATCH_METRIC',
    alarmName,
    alarmRegion: region,
    insufficientDataHealthStatus: 'Unhealthy',
    copied: { alarmName },
  }));
}

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html */
function copiedOf({ comparison, threshold, evaluationPeriods, metrics, values }: RegionAlarmPlan, checks: Checks): Record<string, string> {
  return {
    metric: metrics.map(({ name, statistic, periodSeconds }) => `${name} ${statistic} ${periodSeconds}`).join(),
    values: Object.values(values).join(),
    comparison,
    threshold: checks.asText(threshold),
    periods: String(evaluationPeriods),
  };
}
