import { Checks } from './checks';
import { AlarmedDatabase, DatabaseAlarmPlan } from './database-alarms';
import { lagAlarm, LagAlarms, MILLISECONDS, planLagAlarms } from './database-lag';
import { lagThresholdOf } from './database-readers';
import { StandbyDatabaseOptions } from './standby-database-options';

type LagOptions = Pick<StandbyDatabaseOptions, 'crossRegionLagThresholdSeconds' | 'lagThresholdSeconds' | 'heartbeat' | 'promoted'>;

export function crossRegionLagThresholdOf(options: LagOptions, engine: AlarmedDatabase['engine']): number {
  return options.crossRegionLagThresholdSeconds ?? lagThresholdOf(options, engine);
}

export function checkCrossRegionLag(options: LagOptions, isAurora: boolean, checks: Checks) {
  const { crossRegionLagThresholdSeconds, lagThresholdSeconds, promoted } = options;
  checks.integer('crossRegionLagThresholdSeconds', crossRegionLagThresholdSeconds, { from: 1, to: 86_400 });
  if (isAurora && !promoted && checks.isUnresolved(crossRegionLagThresholdSeconds ?? lagThresholdSeconds)) {
    checks.conflict('crossRegionLagThresholdSeconds must be known before the deployment on Aurora: the threshold is computed from it.');
  }
}

/** The standby's own, as a replica of RDS. */
export function planStandbyLag(database: AlarmedDatabase, thresholdSeconds: number, checks: Checks): LagAlarms[] {
  return planLagAlarms({ ...database, replicas: [database.writer], lagThresholdSeconds: thresholdSeconds }, checks);
}

/**
 * The cluster's own, in a global database: of what has been written, and of what users have committed. Only secondary regions report them.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
 */
export function planGlobalLag(clusterIdentifier: string, thresholdSeconds: number, checks: Checks): DatabaseAlarmPlan[] {
  const metric = (name: string) => ({ name, threshold: thresholdSeconds * MILLISECONDS, values: { DBClusterIdentifier: clusterIdentifier } });
  const behind = `more than ${checks.asText(thresholdSeconds)} s behind the primary, or nothing says how far`;
  return [
    lagAlarm('GlobalReplicationLagAlarm', `The cluster is ${behind}`, metric('AuroraGlobalDBReplicationLag')),
    lagAlarm('GlobalRpoLagAlarm', `What was committed is ${behind}`, metric('AuroraGlobalDBRPOLag'), 'a failover would lose it'),
  ];
}
