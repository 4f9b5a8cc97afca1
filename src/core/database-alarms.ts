import { AlarmPlan } from './alarms';
import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { maxConnectionsOf, memoryOf } from './database-instance-classes';
import { DatabaseInstancePlan } from './database-replicas';
import { databaseMetric, Dimension, MINUTE } from './metrics';

/** When the database calls for help. */
export interface DatabaseAlarmOptions {
  /**
   * Percentage of its CPU above which an instance is busy, 1–100.
   *
   * @default 80
   */
  readonly cpuPercent?: number;

  /**
   * Percentage of `storage.allocatedGib` that is free at the least, 1–90. It has to last for 15 minutes, so that a disk that grows does so
   * first. On Aurora, whose volume grows, it is 2 GiB of the members' local disks.
   *
   * @default 10
   */
  readonly freeStoragePercent?: number;

  /**
   * Percentage of the connections that an instance takes, 1–100. Of what its class takes by default, or `parameters.max_connections`. Where
   * neither can be known here, the alarm is at 500 connections.
   *
   * @default 80
   */
  readonly connectionsPercent?: number;

  /**
   * Percentage of its memory that an instance has free at the least, 1–90. Where its class is not known here, it is 512 MiB.
   *
   * @default 10
   */
  readonly freeableMemoryPercent?: number;
}

/** An alarm that says which instance or cluster it is about. */
export interface DatabaseAlarmPlan extends AlarmPlan {
  /** Values of the dimensions that its metrics have. */
  readonly values: Readonly<Partial<Record<Dimension, string>>>;
}

/** Those of one replica that the reader address listens to. */
export interface LagAlarms {
  readonly lag: DatabaseAlarmPlan;
  /** Where replication that broke does not show as lag. */
  readonly broken?: DatabaseAlarmPlan;
}

/** An instance on RDS; on Aurora all members in one role, so that those are meant that scaling adds. */
interface Subject {
  readonly id: string;
  readonly title: string;
  readonly instanceClass: string;
  readonly values: DatabaseAlarmPlan['values'];
}

/** What alarms are made of. */
export interface AlarmedDatabase {
  readonly engine: DatabaseEnginePlan;
  readonly writer: DatabaseInstancePlan;
  readonly replicas: readonly DatabaseInstancePlan[];
  readonly clusterIdentifier?: string;
  readonly maxCapacityUnits?: number;
  readonly allocatedGib?: number;
  readonly maxConnections?: string;
  readonly lagThresholdSeconds: number;
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

export function planDatabaseAlarms(
  options: DatabaseAlarmOptions, database: AlarmedDatabase, lagAlarms: readonly LagAlarms[], checks: Checks,
): DatabaseAlarmPlan[] {
  checkAlarms(options, checks);
  const subjects = subjectsOf(database);
  return [
    ...lagAlarms.flatMap(({ lag, broken }) => [lag, ...(broken ? [broken] : [])]),
    ...clusterLagAlarm(database, checks),
    ...subjects.flatMap((subject) => [
      cpuAlarm(subject, options.cpuPercent ?? 80, checks),
      storageAlarm(subject, database, options.freeStoragePercent ?? 10, checks),
      connectionsAlarm(subject, database, options.connectionsPercent ?? 80, checks),
      memoryAlarm(subject, database, options.freeableMemoryPercent ?? 10, checks),
    ]),
  ];
}

function subjectsOf({ writer, replicas, clusterIdentifier }: AlarmedDatabase): Subject[] {
  if (clusterIdentifier === undefined) {
    return [writer, ...replicas].map(({ id, identifier, instanceClass }) => (
      { id, title: id, instanceClass, values: { DBInstanceIdentifier: identifier } }
    ));
  }
  const role = (id: string, title: string, Role: string, { instanceClass }: DatabaseInstancePlan): Subject => (
    { id, title, instanceClass, values: { DBClusterIdentifier: clusterIdentifier, Role } }
  );
  return [role('Writer', 'The writer', 'WRITER', writer), ...replicas.slice(0, 1).map((replica) => role('Readers', 'A replica', 'READER', replica))];
}

const MILLISECONDS = 1000;

/** Of the slowest replica, whichever it is. */
function clusterLagAlarm({ clusterIdentifier, replicas, lagThresholdSeconds }: AlarmedDatabase, checks: Checks): DatabaseAlarmPlan[] {
  if (clusterIdentifier === undefined || replicas.length === 0) { return []; }
  if (checks.isUnresolved(lagThresholdSeconds)) {
    checks.conflict('lagThresholdSeconds must be known before the deployment on Aurora: the threshold is computed from it.');
  }
  return [lagAlarm('ReplicaLagAlarm', `A replica is more than ${checks.asText(lagThresholdSeconds)} s behind the writer, or none says anything`, {
    name: 'AuroraReplicaLagMaximum', threshold: lagThresholdSeconds * MILLISECONDS, values: { DBClusterIdentifier: clusterIdentifier },
  })];
}

interface LagMetric {
  readonly name: string;
  readonly threshold: number;
  readonly values: DatabaseAlarmPlan['values'];
}

function lagAlarm(id: string, wrong: string, { name, threshold, values }: LagMetric): DatabaseAlarmPlan {
  return {
    id,
    description: `${wrong}: what it answers is old.`,
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

function cpuAlarm({ id, title, values }: Subject, threshold: number, checks: Checks): DatabaseAlarmPlan {
  return {
    id: `${id}CpuAlarm`,
    description: `${title} has used more than ${checks.asText(threshold)} % of its CPU for 5 minutes, or says nothing.`,
    ...sustained('CPUUtilization', 'Average', values, 5),
    comparison: 'GreaterThanThreshold',
    threshold,
    // An instance that says nothing is not there.
    missingData: 'breaching',
  };
}

const BYTES_PER_GIB = 2 ** 30;
const FREE_LOCAL_STORAGE_GIB = 2;

/** Aurora's volume grows by itself; what fills up there are the disks for temporary data. */
function storageAlarm({ id, title, values }: Subject, database: AlarmedDatabase, percent: number, checks: Checks): DatabaseAlarmPlan {
  const { clusterIdentifier, allocatedGib } = database;
  const isAurora = clusterIdentifier !== undefined;
  const share = share100(percent, checks) ?? 0.1;
  const freeGib = isAurora ? FREE_LOCAL_STORAGE_GIB : (checks.known(allocatedGib) ?? 100) * share;
  return {
    id: `${id}FreeStorageAlarm`,
    description: `${title} has had less than ${Number(freeGib.toFixed(1))} GiB of ${isAurora ? 'its local disk' : 'its disk'} left for 15 minutes.`,
    ...sustained(isAurora ? 'FreeLocalStorage' : 'FreeStorageSpace', 'Minimum', values, 15),
    comparison: 'LessThanThreshold',
    threshold: Math.floor(freeGib * BYTES_PER_GIB),
    missingData: 'notBreaching',
  };
}

const FALLBACK_CONNECTIONS = 500;

function connectionsAlarm(subject: Subject, database: AlarmedDatabase, percent: number, checks: Checks): DatabaseAlarmPlan {
  const { id, title, instanceClass, values } = subject;
  const most = mostConnections(instanceClass, database, checks);
  const share = share100(percent, checks) ?? 0.8;
  const threshold = most === undefined ? FALLBACK_CONNECTIONS : Math.floor(most * share);
  return {
    id: `${id}ConnectionsAlarm`,
    description: `${title} has had more than ${threshold} connections${most === undefined ? '' : ` of about ${most}`} for 5 minutes.`,
    ...sustained('DatabaseConnections', 'Maximum', values, 5),
    comparison: 'GreaterThanThreshold',
    threshold,
    missingData: 'notBreaching',
  };
}

const FALLBACK_MEMORY_GIB = 0.5;

function memoryAlarm({ id, title, instanceClass, values }: Subject, database: AlarmedDatabase, percent: number, checks: Checks): DatabaseAlarmPlan {
  const memoryGib = memoryOf(instanceClass, database.maxCapacityUnits, checks);
  const freeGib = memoryGib === undefined ? FALLBACK_MEMORY_GIB : memoryGib * (share100(percent, checks) ?? 0.1);
  return {
    id: `${id}FreeableMemoryAlarm`,
    description: `${title} has had less than ${Number(freeGib.toFixed(1))} GiB of memory free for 15 minutes.`,
    ...sustained('FreeableMemory', 'Minimum', values, 15),
    comparison: 'LessThanThreshold',
    threshold: Math.floor(freeGib * BYTES_PER_GIB),
    missingData: 'notBreaching',
  };
}

/** Connections that an instance takes: what the user set, else what its class comes with; `undefined` where neither is known. */
export function mostConnections(instanceClass: string, database: AlarmedDatabase, checks: Checks): number | undefined {
  const { engine, maxCapacityUnits, maxConnections } = database;
  const given = checks.known(maxConnections);
  if (maxConnections !== undefined) { return given !== undefined && /^\d+$/.test(given) ? Number(given) : undefined; }
  const memoryGib = memoryOf(instanceClass, maxCapacityUnits, checks);
  return memoryGib === undefined ? undefined : maxConnectionsOf(memoryGib, engine);
}

function sustained(name: string, statistic: string, values: DatabaseAlarmPlan['values'], minutes: number) {
  const metric = databaseMetric(name.toLowerCase(), name, statistic, Object.keys(values) as Dimension[]);
  return { metrics: [metric], values, evaluationPeriods: minutes, datapointsToAlarm: minutes };
}

function share100(percent: number, checks: Checks): number | undefined {
  const known = checks.known(percent);
  return known === undefined ? undefined : known / 100;
}

/** Seconds until an alarm on lag goes off: a datapoint that was just good, those that have to be bad, and a minute to be published. */
export const LAG_DETECTION_SECONDS = (LAG_PERIODS + 1) * MINUTE + MINUTE;

function checkAlarms(options: DatabaseAlarmOptions, checks: Checks) {
  checks.number('alarms.cpuPercent', options.cpuPercent, { from: 1, to: 100 });
  checks.number('alarms.freeStoragePercent', options.freeStoragePercent, { from: 1, to: 90 });
  checks.number('alarms.connectionsPercent', options.connectionsPercent, { from: 1, to: 100 });
  checks.number('alarms.freeableMemoryPercent', options.freeableMemoryPercent, { from: 1, to: 90 });
}
