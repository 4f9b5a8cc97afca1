import { Warning } from './checks';
import { MINUTE } from './metrics';
import { Failover, told } from './region-sides';

/**
 * Tells that a region is out of the name. Route 53 reports to one region only, whatever region the check is about.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export interface StatusAlarmPlan {
  readonly id: 'HealthCheckStatusAlarm';
  /** Where the alarm has to be made, and the topic that it tells. */
  readonly region: 'us-east-1';
  readonly description: string;
  /** Id of the check, which the metric's one dimension `HealthCheckId` says. */
  readonly healthCheck: string;
  readonly metric: { readonly namespace: 'AWS/Route53'; readonly name: 'HealthCheckStatus'; readonly statistic: 'Minimum'; readonly periodSeconds: number };
  readonly comparison: 'LessThanThreshold';
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'breaching';
}

/** Where Route 53 reports to, and where CloudFront takes its certificates from. */
export const GLOBAL_REGION = 'us-east-1';

interface Place {
  readonly region: string;
  readonly reachesOtherRegions: boolean;
}

interface ToldOf {
  readonly recordName: string;
  /** Whether the name goes by another check. */
  readonly isSwitched: boolean;
}

export function planStatusAlarm(healthCheck: string, { recordName, isSwitched }: ToldOf, place: Place): StatusAlarmPlan | undefined {
  return !isWithinReach(place) ? undefined : {
    id: 'HealthCheckStatusAlarm',
    region: GLOBAL_REGION,
    description: isSwitched
      ? `The health check of ${place.region} fails, or says nothing: ${recordName} stays there until its Region switch plan is executed.`
      : `${recordName} is answered without ${place.region}: its health check fails, or says nothing.`,
    healthCheck,
    metric: { namespace: 'AWS/Route53', name: 'HealthCheckStatus', statistic: 'Minimum', periodSeconds: MINUTE },
    comparison: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'breaching',
  };
}

/** Once for all regions of a name: they are out of it by turns, and whoever is told of one is told of the others. */
export function warnOfNoStatusAlarm({ name, sides }: Failover): Warning[] {
  const untold = sides.filter(({ hasStatusAlarm }) => !hasStatusAlarm);
  return untold.length === 0 ? [] : [{
    id: 'scale-out-constructs:noStatusAlarm',
    message: told(untold, `nobody is told when a region is out of ${name}: Route 53 reports to ${GLOBAL_REGION} only. Make an alarm there on HealthCheckStatus of each one's output HealthCheckId.`),
  }];
}

function isWithinReach({ region, reachesOtherRegions }: Place): boolean {
  return reachesOtherRegions || region === GLOBAL_REGION;
}
