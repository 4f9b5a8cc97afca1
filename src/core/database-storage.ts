import { Checks } from './checks';

/** The disk of each instance on RDS. Always encrypted, always gp3. Aurora has none: its volume grows by itself. */
export interface DatabaseStorageOptions {
  /**
   * GiB to begin with, 20–65536. On a restored database at least what it had; left out, it is as large as it was.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
   */
  readonly allocatedGib?: number;

  /**
   * GiB that the disk grows to when a tenth or less of it is free, up to 65536. At least a tenth more than `allocatedGib`.
   *
   * @default - 1000, or twice `allocatedGib` where that is more, up to 65536; on a restored database that does not say `allocatedGib` it does not grow
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
   */
  readonly maxAllocatedGib?: number;

  /**
   * Let the disk stay as large as it is. Gives up going on when it is full: the database stops then.
   *
   * @default false
   */
  readonly withoutAutoscaling?: boolean;

  /**
   * Operations a second, 12000–64000. Only from 400 GiB on: below that AWS gives 3000, and refuses others.
   *
   * @default - what gp3 comes with: 3000, or 12000 from 400 GiB on
   */
  readonly iops?: number;

  /**
   * MiB a second, 500–4000, and at most a quarter of `iops`. Only from 400 GiB on: below that AWS gives 125, and refuses others.
   *
   * @default - what gp3 comes with: 125, or 500 from 400 GiB on
   */
  readonly throughputMibps?: number;
}

/** The writer's disk; the replicas get the like. Aurora has none: its volume grows by itself. */
export interface DatabaseStoragePlan {
  readonly type: 'gp3';
  /** Absent on a restored one, which is as large as it was. */
  readonly allocatedGib?: number;
  /** Absent without autoscaling. */
  readonly maxAllocatedGib?: number;
  readonly iops?: number;
  readonly throughputMibps?: number;
}

const LARGEST_GIB = 65_536;
/** From here on RDS spreads a volume over four disks. */
export const STRIPED_FROM_GIB = 400;
const STRIPED_IOPS = 12_000;

export function planStorage(options: DatabaseStorageOptions, isRestored: boolean, checks: Checks): DatabaseStoragePlan {
  const allocatedGib = options.allocatedGib ?? (isRestored ? undefined : 100);
  checks.flag('storage.withoutAutoscaling', options.withoutAutoscaling);
  const allocated = checks.integer('storage.allocatedGib', allocatedGib, { from: 20, to: LARGEST_GIB });
  const usualMaximum = allocatedGib === undefined ? undefined : defaultMaximum(checks.known(allocatedGib));
  const maxAllocatedGib = options.withoutAutoscaling ? undefined : options.maxAllocatedGib ?? usualMaximum;
  checkMaximum(options, allocated, checks);
  checkSpeed(options, checks);
  return { type: 'gp3', allocatedGib, maxAllocatedGib, iops: options.iops, throughputMibps: options.throughputMibps };
}

/** A disk that is as large as disks get does not grow. */
function defaultMaximum(allocatedGib: number | undefined): number | undefined {
  const maximum = Math.min(LARGEST_GIB, Math.max(1000, 2 * (allocatedGib ?? 0)));
  return allocatedGib !== undefined && maximum < smallestMaximum(allocatedGib) ? undefined : maximum;
}

/** AWS wants a tenth more, or autoscaling could never begin. */
function smallestMaximum(allocatedGib: number): number {
  return Math.ceil(allocatedGib * 11 / 10);
}

function checkMaximum({ maxAllocatedGib, withoutAutoscaling }: DatabaseStorageOptions, allocated: number | undefined, checks: Checks) {
  if (maxAllocatedGib !== undefined && withoutAutoscaling) {
    checks.conflict('storage.withoutAutoscaling: true and storage.maxAllocatedGib contradict each other: leave one out.');
  }
  const maximum = checks.integer('storage.maxAllocatedGib', maxAllocatedGib, { from: 22, to: LARGEST_GIB });
  if (maximum !== undefined && allocated !== undefined && maximum < smallestMaximum(allocated)) {
    checks.refuse('storage.maxAllocatedGib', `at least a tenth more than storage.allocatedGib (${allocated}), ${smallestMaximum(allocated)}`, maximum);
  }
}

function checkSpeed(options: DatabaseStorageOptions, checks: Checks) {
  const iops = checks.integer('storage.iops', options.iops, { from: STRIPED_IOPS, to: 64_000 });
  const throughput = checks.integer('storage.throughputMibps', options.throughputMibps, { from: 500, to: 4000 });
  const mostThroughput = Math.floor((iops ?? STRIPED_IOPS) / 4);
  if (throughput !== undefined && (options.iops === undefined || iops !== undefined) && throughput > mostThroughput) {
    checks.refuse('storage.throughputMibps', `at most a quarter of storage.iops (${iops ?? STRIPED_IOPS}), ${mostThroughput}`, throughput);
  }
}
