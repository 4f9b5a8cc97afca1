import { CacheEnginePlan } from './cache-engines';
import { Checks } from './checks';
import { TIME_OF_DAY } from './database-windows';

/** How far a serverless cache grows, and what it is paid for at the least. */
export interface ServerlessCacheOptions {
  /**
   * Gigabytes that are paid for at the least, 1–5000.
   *
   * @default - what is used
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling-serverless.html#Pre-Scaling
   */
  readonly minStorageGb?: number;

  /**
   * Gigabytes at the most, 1–5000, and at least `minStorageGb`. Beyond it sessions are evicted, the least recently used first.
   *
   * @default - AWS's own limit, 5000
   */
  readonly maxStorageGb?: number;

  /**
   * ElastiCache Processing Units a second that are paid for at the least, 1000–15000000.
   *
   * @default - what is used
   */
  readonly minEcpuPerSecond?: number;

  /**
   * ElastiCache Processing Units a second at the most, 1000–15000000, and at least `minEcpuPerSecond`. Beyond it requests are throttled.
   *
   * @default - AWS's own limit
   */
  readonly maxEcpuPerSecond?: number;

  /**
   * Time of the daily snapshot, as `03:00` in UTC.
   *
   * @default - AWS chooses
   */
  readonly dailySnapshotTime?: string;
}

export interface ServerlessCachePlan {
  readonly description: string;
  readonly majorEngineVersion: string;
  /** Absent where AWS's own limits hold. */
  readonly limits?: {
    readonly storage?: { readonly minimum?: number; readonly maximum?: number; readonly unit: 'GB' };
    readonly ecpuPerSecond?: { readonly minimum?: number; readonly maximum?: number };
  };
}

const STORAGE = { from: 1, to: 5000 };
const ECPU = { from: 1000, to: 15_000_000 };

export function planServerless(options: ServerlessCacheOptions, engine: CacheEnginePlan, name: string, checks: Checks): ServerlessCachePlan {
  const { minStorageGb, maxStorageGb, minEcpuPerSecond, maxEcpuPerSecond } = options;
  checkServerless(options, checks);
  const storage = minStorageGb === undefined && maxStorageGb === undefined ? undefined
    : { minimum: minStorageGb, maximum: maxStorageGb, unit: 'GB' as const };
  const ecpuPerSecond = minEcpuPerSecond === undefined && maxEcpuPerSecond === undefined ? undefined
    : { minimum: minEcpuPerSecond, maximum: maxEcpuPerSecond };
  return {
    description: `Sessions of ${name}`,
    majorEngineVersion: engine.majorVersion,
    limits: storage || ecpuPerSecond ? { storage, ecpuPerSecond } : undefined,
  };
}

function checkServerless(options: ServerlessCacheOptions, checks: Checks) {
  const maxStorage = checks.integer('serverless.maxStorageGb', options.maxStorageGb, STORAGE);
  checks.integer('serverless.minStorageGb', options.minStorageGb, { ...STORAGE, ...upTo('serverless.maxStorageGb', maxStorage, STORAGE.to) });
  const maxEcpu = checks.integer('serverless.maxEcpuPerSecond', options.maxEcpuPerSecond, ECPU);
  checks.integer('serverless.minEcpuPerSecond', options.minEcpuPerSecond, { ...ECPU, ...upTo('serverless.maxEcpuPerSecond', maxEcpu, ECPU.to) });
  checks.text('serverless.dailySnapshotTime', options.dailySnapshotTime, TIME_OF_DAY, "a time of UTC such as '03:00'");
}

function upTo(option: string, maximum: number | undefined, limit: number) {
  return maximum === undefined ? { to: limit } : { to: maximum, toOption: option };
}
