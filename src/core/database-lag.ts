import { Checks } from './checks';
import { AlarmedDatabase, DatabaseAlarmPlan } from './database-alarms';
import { databaseMetric, Dimension, MINUTE } from './metrics';

/** Those of one replica that the reader address listens to. */
export interface LagAlarms {
  readonly lag: DatabaseAlarmPlan;
  /** Where replication that broke does not show as lag. */
  readonly broken?: DatabaseAlarmPlan;
}

/** Route 53 does not know "M out of N": all of these have to be beyond the threshold. */
export const LAG_PERIODS = 2;

/** For each replica of RDS, in order. */
export function planLagAlarms({ engine, replicas, lagThresholdSeconds }: AlarmedDatabase, checks: Checks): LagAlarms[] {
  return replicas.map(({ id, identifier }) => {
    const values = { DBInstanceIdentifier: identifier };
    const lag = lagAlarm(`${id}LagAlarm`, `${id} is more than ${checks.asText(lagThresholdSeconds)} s behind the writer, or says nothing`, {
      name: 'ReplicaLag', threshold: lagThresholdSeconds, values,
    });
    // PostgreSQL goes on counting when replication breaks; the others report -1.
    return engine.dialect === 'postgres' ? { lag } : { lag, broken: brokenAlarm(id, values) };
  });
}

export const MILLISECONDS = 1000;

/** Of the slowest replica, whichever it is. Only a primary cluster reports it. */
export function clusterLagAlarm(database: AlarmedDatabase, checks: Checks): DatabaseAlarmPlan[] {
  const { clusterIdentifier, replicas, lagThresholdSeconds, globalRole } = database;
  if (clusterIdentifier === undefined || replicas.length === 0 || globalRole === 'secondary') { return []; }
  if (checks.isUnresolved(lagThresholdSeconds)) {
    checks.conflict('lagThresholdSeconds must be known before the deployment on Aurora: the threshold is computed from it.');
  }
  return [lagAlarm('ReplicaLagAlarm', `A replica is more than ${checks.asText(lagThresholdSeconds)} s behind the writer, or none says anything`, {
    name: 'AuroraReplicaLagMaximum', threshold: lagThresholdSeconds * MILLISECONDS, values: { DBClusterIdentifier: clusterIdentifier },
  })];
}

/** What is measured, of whom, and when it is too much. */
export interface LagMetric {
  readonly name: string;
  readonly threshold: number;
  readonly values: DatabaseAlarmPlan['values'];
}

export function lagAlarm(id: string, wrong: string, { name, threshold, values }: LagMetric, consequence = 'what it answers is old'): DatabaseAlarmPlan {
  return {
    id,
    description: `${wrong}: ${consequence}.`,
    metrics: [databaseMetric('lag', name, 'Maximum', Object.keys(values) as Dimension[])],
    values,
    comparison: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: LAG_PERIODS,
    datapointsToAlarm: LAG_PERIODS,
    // A replica that is gone reports nothing.
    missingData: 'breaching',
  };
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_MySQL.Replication.ReadReplicas.html#USER_MySQL.Replication.ReadReplicas.Monitor */
function brokenAlarm(id: string, values: DatabaseAlarmPlan['values']): DatabaseAlarmPlan {
  return {
    ...lagAlarm(`${id}ReplicationAlarm`, `Replication to ${id} is broken`, { name: 'ReplicaLag', threshold: 0, values }),
    metrics: [databaseMetric('lag', 'ReplicaLag', 'Minimum', ['DBInstanceIdentifier'])],
    comparison: 'LessThanThreshold',
  };
}

/** Seconds until an alarm on lag goes off: a datapoint that was just good, those that have to be bad, and a minute to be published. */
export const LAG_DETECTION_SECONDS = (LAG_PERIODS + 1) * MINUTE + MINUTE;
