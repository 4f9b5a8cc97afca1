import { AlarmPlan } from './alarms';
import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { maxConnectionsOf, memoryOf } from './database-instance-classes';
import { clusterLagAlarm, LagAlarms } from './database-lag';
import { DatabaseInstancePlan } from './database-replicas';
import { databaseMetric, Dimension } from './metrics';

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
  /** Of a cluster in another region, which is secondary until a failover makes it primary. Its members are then watched alike, whoever writes. */
  readonly globalRole?: 'secondary' | 'primary';
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

function subjectsOf({ writer, replicas, clusterIdentifier, globalRole }: AlarmedDatabase): Subject[] {
  if (clusterIdentifier === undefined) {
    return [writer, ...replicas].map(({ id, identifier, instanceClass }) => (
      { id, title: id, instanceClass, values: { DBInstanceIdentifier: identifier } }
    ));
  }
  if (globalRole) {
    return [{ id: 'Members', title: 'A member', instanceClass: writer.instanceClass, values: { DBClusterIdentifier: clusterIdentifier } }];
  }
  const role = (id: string, title: string, Role: string, { instanceClass }: DatabaseInstancePlan): Subject => (
    { id, title, instanceClass, values: { DBClusterIdentifier: clusterIdentifier, Role } }
  );
  return [role('Writer', 'The writer', 'WRITER', writer), ...replicas.slice(0, 1).map((replica) => role('Readers', 'A replica', 'READER', replica))];
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

function checkAlarms(options: DatabaseAlarmOptions, checks: Checks) {
  checks.number('alarms.cpuPercent', options.cpuPercent, { from: 1, to: 100 });
  checks.number('alarms.freeStoragePercent', options.freeStoragePercent, { from: 1, to: 90 });
  checks.number('alarms.connectionsPercent', options.connectionsPercent, { from: 1, to: 100 });
  checks.number('alarms.freeableMemoryPercent', options.freeableMemoryPercent, { from: 1, to: 90 });
}
