import { CacheEnginePlan, isFrom } from './cache-engines';
import { Checks } from './checks';
import { RETENTIONS } from './observability';

/** What is kept of what the cache says. Only on nodes with Valkey or Redis OSS. */
export interface CacheLogOptions {
  /**
   * Keep the commands that took long. Their keys and values are left out.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
   */
  readonly slow?: boolean;

  /**
   * Keep what the engine says of itself.
   *
   * @default - true, but for Redis OSS 6.0, which sends none
   */
  readonly engine?: boolean;

  /**
   * Days for which they are kept: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
   * 2922, 3288, 3653.
   *
   * @default 30
   */
  readonly retentionDays?: number;
}

/** A log that ElastiCache writes, and the group that it arrives in. */
export interface CacheLogPlan {
  /** The group's name below the construct: `SlowLogs`, `EngineLogs`. */
  readonly id: string;
  readonly type: 'slow-log' | 'engine-log';
  readonly format: 'json';
  readonly destination: 'cloudwatch-logs';
  readonly groupName: string;
  readonly retentionDays: number;
  readonly isRetained: boolean;
}

/** Whose logs they are, and what becomes of them. */
export interface LoggedCache {
  readonly identifier: string;
  readonly isRetained: boolean;
}

export function planCacheLogs(options: CacheLogOptions, engine: CacheEnginePlan, cache: LoggedCache, checks: Checks): CacheLogPlan[] {
  const retentionDays = options.retentionDays ?? 30;
  checkLogs(options, retentionDays, checks);
  const log = (id: string, type: CacheLogPlan['type']): CacheLogPlan => ({
    id,
    type,
    format: 'json',
    destination: 'cloudwatch-logs',
    groupName: `${GROUPS_OF_ALL}/${cache.identifier}/${type}`,
    retentionDays,
    isRetained: cache.isRetained,
  });
  return [
    ...(options.slow ?? true ? [log('SlowLogs', 'slow-log')] : []),
    ...(options.engine ?? sendsEngineLog(engine) ? [log('EngineLogs', 'engine-log')] : []),
  ];
}

/**
 * AWS lets itself write by a policy that it makes. Where an account has one for all groups, its size is limited, and it names every group that
 * begins otherwise.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
const GROUPS_OF_ALL = '/aws/vendedlogs/elasticache';

export function sendsEngineLog(engine: CacheEnginePlan): boolean {
  return engine.name !== 'redis' || isFrom(engine, '6.2');
}

function checkLogs(options: CacheLogOptions, retentionDays: number, checks: Checks) {
  checks.flag('logs.slow', options.slow);
  checks.flag('logs.engine', options.engine);
  if (!checks.isUnresolved(retentionDays) && !RETENTIONS.includes(retentionDays)) {
    checks.refuse('logs.retentionDays', `one of ${RETENTIONS.join(', ')}`, retentionDays);
  }
}
