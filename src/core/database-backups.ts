import { Checks } from './checks';
import { checkWindows } from './database-windows';

/** How far back one can go, and when AWS works on the database. */
export interface DatabaseUpkeepOptions {
  /**
   * Days back to which the database can be restored, to the second, 1–35. AWS makes no replica of a database without backups.
   *
   * @default 7
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
   */
  readonly backupRetentionDays?: number;

  /**
   * When backups are made: at least 30 minutes, UTC, as '03:00-04:00'. Not within `maintenanceWindow`.
   *
   * @default - half an hour at night that AWS chooses
   */
  readonly backupWindow?: string;

  /**
   * When AWS upgrades and patches: at least 30 minutes, UTC, as 'sun:04:30-sun:05:30'.
   *
   * @default - half an hour of a week's night that AWS chooses
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html
   */
  readonly maintenanceWindow?: string;
}

/** What can be brought back, and what the database begins with. */
export interface DatabaseBackupOptions extends DatabaseUpkeepOptions {
  /**
   * Name or ARN of a snapshot to begin with. It must stay as it is: another one, or none, replaces the database by another.
   *
   * @default - an empty database
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RestoreFromSnapshot.html
   */
  readonly snapshotIdentifier?: string;
}

/** The writer's, or the cluster's. Replicas have no backups of their own. */
export interface DatabaseBackupPlan {
  readonly retentionDays: number;
  readonly window?: string;
  /** Whether the automated backups go with the database. */
  readonly deleteAutomatedBackups: boolean;
}

/** What becomes of each resource when it is taken out of the stack. */
export interface DatabaseRemovalPlan {
  /** On Aurora the cluster's, on RDS the writer's. */
  readonly database: 'Snapshot' | 'Delete';
  readonly deletionProtection: boolean;
  /** For an engine that has to name the snapshot. */
  readonly finalSnapshotIdentifier?: string;
  /** Replicas, and members of a cluster: AWS takes no final snapshot of them. */
  readonly replicas: { readonly removal: 'Delete'; readonly deletionProtection: boolean };
}

export function planBackups(options: DatabaseBackupOptions, isProtected: boolean, checks: Checks): DatabaseBackupPlan {
  const retentionDays = options.backupRetentionDays ?? 7;
  checks.integer('backupRetentionDays', retentionDays, { from: 1, to: 35 });
  checkWindows(options.backupWindow, options.maintenanceWindow, checks);
  checks.text('snapshotIdentifier', options.snapshotIdentifier, /^(arn:[\w-]+:rds:[^:]*:\d{12}:(cluster-)?snapshot:)?[A-Za-z](rds:|[A-Za-z0-9:-])*$/,
    'the name or the ARN of a snapshot');
  return { retentionDays, window: options.backupWindow, deleteAutomatedBackups: !isProtected };
}

/** A replica holds nothing that the writer does not: it may go, and with protection not by accident. */
export function planRemoval(isProtected: boolean, protectsReplicas: boolean, identifier: string): DatabaseRemovalPlan {
  return {
    database: isProtected ? 'Snapshot' : 'Delete',
    deletionProtection: isProtected,
    finalSnapshotIdentifier: isProtected ? `${identifier}-final` : undefined,
    replicas: { removal: 'Delete', deletionProtection: protectsReplicas },
  };
}
