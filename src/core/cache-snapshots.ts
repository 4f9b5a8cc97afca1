import { arnOfCache, CachePlace } from './cache-names';
import { Checks } from './checks';
import { checkWindows } from './database-windows';

/** What can be brought back, and when AWS works on the cache. */
export interface CacheSnapshotOptions {
  /**
   * Days for which a daily snapshot is kept, 0–35. With 0 none is taken: what is lost is lost.
   *
   * @default - 15. Memcached on nodes has none
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
   */
  readonly snapshotRetentionDays?: number;

  /**
   * Time of the daily snapshot, as `03:00-04:00` in UTC, at least 60 minutes. A serverless cache is told `serverless.dailySnapshotTime`.
   *
   * @default - AWS chooses
   */
  readonly snapshotWindow?: string;

  /**
   * When AWS may change the nodes, as `sun:04:30-sun:05:30` in UTC: at least 60 minutes, and not during `snapshotWindow`. Not with serverless.
   *
   * @default - AWS chooses
   */
  readonly maintenanceWindow?: string;

  /**
   * Snapshot that the cache is made from: its name, with serverless also its ARN. Changing it replaces the cache, and so does taking it out: it
   * stays said after the restore.
   *
   * @default - an empty one
   */
  readonly snapshotName?: string;
}

/** What can be brought back, and from what it is made. */
export interface CacheSnapshotPlan {
  /** 0 takes none. */
  readonly retentionDays: number;
  /** `hh:mm-hh:mm`, UTC. On nodes only. */
  readonly window?: string;
  /** `hh:mm`, UTC. With serverless only. */
  readonly dailyTime?: string;
  /** What a replication group is made from. */
  readonly restoreFromName?: string;
  /** What a serverless cache is made from. */
  readonly restoreFromArns?: readonly string[];
}

/** What becomes of the cache when it is taken out of the stack. */
export interface CacheRemovalPlan {
  /** What CloudFormation does with a replication group or a cluster; of a serverless cache it takes a snapshot by `finalSnapshotName` alone. */
  readonly policy: 'Snapshot' | 'Delete';
  /** For an engine, or a cache, that has to name it. Absent where AWS takes none. */
  readonly finalSnapshotName?: string;
  /** For an engine that can refuse it itself: ElastiCache knows no deletion protection. */
  readonly preventDestroy: boolean;
}

const WINDOWS = { backupOption: 'snapshotWindow', shortestMinutes: 60 };
const SNAPSHOT_NAME = /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,254}(?<!-)$/;
const SNAPSHOT_ARN = /^arn:[\w-]+:elasticache:[^:]*:\d{12}:(serverlesscache)?snapshot:[A-Za-z][A-Za-z0-9:.-]*$/;

/** Of a replication group. */
export function planSnapshots(options: CacheSnapshotOptions, checks: Checks): CacheSnapshotPlan {
  checkNodeWindows(options, checks);
  checks.text('snapshotName', options.snapshotName, SNAPSHOT_NAME, 'the name of a snapshot');
  return { retentionDays: retentionOf(options, checks), window: options.snapshotWindow, restoreFromName: options.snapshotName };
}

export function planServerlessSnapshots(
  options: CacheSnapshotOptions, dailyTime: string | undefined, place: CachePlace, checks: Checks,
): CacheSnapshotPlan {
  const { snapshotName } = options;
  const isArn = (name: string) => name.startsWith('arn:');
  checks.text('snapshotName', snapshotName, (name) => (isArn(name) ? SNAPSHOT_ARN : SNAPSHOT_NAME).test(name), 'the name or the ARN of a snapshot');
  const given = checks.known(snapshotName);
  return {
    retentionDays: retentionOf(options, checks),
    dailyTime,
    // What only the deployment tells cannot be told from an ARN: it has to be one.
    restoreFromArns: snapshotName === undefined ? undefined
      : [given === undefined || isArn(given) ? snapshotName : arnOfCache('serverlesscachesnapshot', given, place)],
  };
}

/** Memcached on nodes takes no snapshots, and is worked on all the same. */
export function checkNodeWindows({ snapshotWindow, maintenanceWindow }: CacheSnapshotOptions, checks: Checks) {
  checkWindows(snapshotWindow, maintenanceWindow, checks, WINDOWS);
}

function retentionOf({ snapshotRetentionDays }: CacheSnapshotOptions, checks: Checks): number {
  const retentionDays = snapshotRetentionDays ?? 15;
  checks.integer('snapshotRetentionDays', retentionDays, { from: 0, to: 35 });
  return retentionDays;
}

/** What a final snapshot depends on. */
export interface RemovedCache {
  readonly identifier: string;
  readonly isProtected: boolean;
  readonly kind: 'replicationGroup' | 'serverless' | 'memcached';
  /** Whether the engine has no words for the final snapshot of a serverless cache. */
  readonly cannotNameFinalSnapshot: boolean;
}

export function planCacheRemoval({ identifier, isProtected, kind, cannotNameFinalSnapshot }: RemovedCache): CacheRemovalPlan {
  const leavesSnapshot = isProtected && kind !== 'memcached';
  return {
    policy: leavesSnapshot && kind === 'replicationGroup' ? 'Snapshot' : 'Delete',
    finalSnapshotName: leavesSnapshot && !(kind === 'serverless' && cannotNameFinalSnapshot) ? `${identifier}-final` : undefined,
    preventDestroy: isProtected,
  };
}
