import { Checks } from './checks';
import { AlarmedDatabase, mostConnections } from './database-alarms';
import { DatabaseBackupPlan } from './database-backups';
import { LAG_DETECTION_SECONDS } from './database-lag';
import { DatabaseStoragePlan } from './database-storage';
import { ReaderAddressPlan } from './reader-address';

/** What the plan comes to. A figure that depends on a value known only at deploy time, or that does not apply, is left out. */
export interface ReadReplicaDatabaseFacts {
  /** Seconds that a replica may be behind, at the worst, and still get new reads: the threshold, what detection takes, and what resolvers remember. */
  readonly secondsUntilLaggingReplicaGetsNoReads?: number;
  /** Seconds until a replica whose replication broke gets no new reads: PostgreSQL shows it as lag, the others at once. */
  readonly secondsUntilBrokenReplicaGetsNoReads?: number;
  /** Seconds until a replica that is gone gets no new reads. */
  readonly secondsUntilLostReplicaGetsNoReads?: number;
  /** Seconds that writes typically stop for when the writer is lost, at the least. From AWS, and no promise. */
  readonly typicalFailoverSecondsFrom?: number;
  /** Seconds that writes typically stop for when the writer is lost, at the most. From AWS, and no promise. */
  readonly typicalFailoverSecondsTo?: number;
  /** Seconds of writes that are lost when the writer's zone is: none, where a standby or a shared volume has them already. */
  readonly secondsOfWritesLostWithTheWriter?: number;
  /** Seconds of writes, at the worst, that a restore to a point in time cannot bring back. */
  readonly secondsOfWritesLostByRestore?: number;
  /** Days back to which a restore can go. */
  readonly restorableDays?: number;
  /** Replicas that are left when the fullest zone of them is lost. Left out where AWS chooses the zones. */
  readonly replicasAfterZoneLoss?: number;
  /** Connections that the writer takes, about, before others are refused. */
  readonly maxConnections?: number;
  /** GiB that the disk grows by without anybody. */
  readonly storageHeadroomGib?: number;
}

/** What the facts are counted from. */
export interface CountedDatabase extends AlarmedDatabase {
  readonly backup: DatabaseBackupPlan;
  readonly storage?: DatabaseStoragePlan;
  readonly readerAddress?: ReaderAddressPlan;
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html */
const RDS_FAILOVER = { from: 60, to: 120 };
/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html */
const AURORA_FAILOVER = { to: 30 };
/** AWS keeps the log of transactions every five minutes. */
const RESTORE_POINT_SECONDS = 300;

export function accountForDatabase(database: CountedDatabase, checks: Checks): ReadReplicaDatabaseFacts {
  const { backup, writer } = database;
  return {
    ...readerFacts(database, checks),
    ...failoverFacts(database),
    secondsOfWritesLostByRestore: RESTORE_POINT_SECONDS,
    restorableDays: checks.known(backup.retentionDays),
    replicasAfterZoneLoss: replicasAfterZoneLoss(database),
    maxConnections: mostConnections(writer.instanceClass, database, checks),
    storageHeadroomGib: headroomOf(database.storage, checks),
  };
}

/** New reads: a connection that is there already stays where it is. */
export function secondsUntilOutOfRotation(lagThresholdSeconds: number, ttlSeconds: number): number {
  return lagThresholdSeconds + LAG_DETECTION_SECONDS + ttlSeconds;
}

function readerFacts({ engine, readerAddress, lagThresholdSeconds }: CountedDatabase, checks: Checks) {
  const ttl = checks.known(readerAddress?.records[0]?.ttlSeconds);
  const threshold = checks.known(lagThresholdSeconds);
  if (ttl === undefined) { return {}; }
  const whenItLags = threshold === undefined ? undefined : secondsUntilOutOfRotation(threshold, ttl);
  return {
    secondsUntilLaggingReplicaGetsNoReads: whenItLags,
    // PostgreSQL counts on when replication breaks; the others say so at once.
    secondsUntilBrokenReplicaGetsNoReads: engine.dialect === 'postgres' ? whenItLags : secondsUntilOutOfRotation(0, ttl),
    secondsUntilLostReplicaGetsNoReads: secondsUntilOutOfRotation(0, ttl),
  };
}

/** A single instance comes back when AWS repairs it, or when somebody restores it: for that there is no figure. */
function failoverFacts({ engine, writer, replicas }: CountedDatabase) {
  const hasSuccessor = engine.isAurora ? replicas.length > 0 : writer.multiAz === true;
  if (!hasSuccessor) { return {}; }
  const { from, to }: { from?: number; to: number } = engine.isAurora ? AURORA_FAILOVER : RDS_FAILOVER;
  return { typicalFailoverSecondsFrom: from, typicalFailoverSecondsTo: to, secondsOfWritesLostWithTheWriter: 0 };
}

function replicasAfterZoneLoss({ replicas }: CountedDatabase): number | undefined {
  if (replicas.length === 0 || replicas.some(({ zoneName }) => zoneName === undefined)) { return undefined; }
  const inZone = (name?: string) => replicas.filter(({ zoneName }) => zoneName === name).length;
  return replicas.length - Math.max(...replicas.map(({ zoneName }) => inZone(zoneName)));
}

function headroomOf(storage: DatabaseStoragePlan | undefined, checks: Checks): number | undefined {
  const allocated = checks.known(storage?.allocatedGib);
  if (allocated === undefined || storage?.maxAllocatedGib === undefined) { return allocated === undefined ? undefined : 0; }
  const maximum = checks.known(storage.maxAllocatedGib);
  return maximum === undefined ? undefined : maximum - allocated;
}
