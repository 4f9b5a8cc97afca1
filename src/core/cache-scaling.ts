import { CacheCounts, MOST_REPLICAS_PER_SHARD, MOST_SHARDS } from './cache-counts';
import { Checks } from './checks';

/** How the number of shards follows the load. Each change moves hash slots, while the cache serves. */
export interface ShardScalingOptions {
  /** Shards at the most, up to 500. */
  readonly maxShards: number;

  /**
   * Shards at the least, from 1 on. Where there are fewer, AWS makes more: raise it, and leave `shards` alone.
   *
   * @default - shards
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Policies.html
   */
  readonly minShards?: number;

  /**
   * Percentage of their engine's CPU that the primaries are held at, 35–70.
   *
   * @default - 60, unless memoryPercent is given alone
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
   */
  readonly cpuPercent?: number;

  /**
   * Percentage of their memory, with data tiering of memory and disk, that the primaries are held at, 35–70. Beside `cpuPercent` whichever wants
   * more shards wins.
   *
   * @default - memory does not count
   */
  readonly memoryPercent?: number;
}

/** How the number of each shard's replicas follows the load of reads. */
export interface ReplicaScalingOptions {
  /** Replicas of each shard at the most, up to 5. */
  readonly maxReplicas: number;

  /**
   * Replicas of each shard at the least, from 1 on. Where there are fewer, AWS makes more: raise it, and leave `replicasPerShard` alone.
   *
   * @default - replicasPerShard, and at least 1
   */
  readonly minReplicas?: number;

  /**
   * Percentage of their engine's CPU that the replicas are held at, 35–70.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Replicas-Replicas.html
   */
  readonly cpuPercent?: number;
}

/** Application Auto Scaling of the shards, or of the replicas of each. */
export interface CacheScalingPlan {
  readonly id: 'ShardScaling' | 'ReplicaScaling';
  readonly serviceNamespace: 'elasticache';
  readonly scalableDimension: 'elasticache:replication-group:NodeGroups' | 'elasticache:replication-group:Replicas';
  /** `replication-group/` and the replication group's id. */
  readonly resourceId: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly policies: readonly CacheScalingPolicyPlan[];
}

export interface CacheScalingPolicyPlan {
  readonly id: string;
  readonly metric:
  | 'ElastiCachePrimaryEngineCPUUtilization'
  | 'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage'
  | 'ElastiCacheReplicaEngineCPUUtilization';
  readonly target: number;
  readonly scaleInCooldownSeconds: number;
  readonly scaleOutCooldownSeconds: number;
}

const CPU_TARGET = 60;
/** As AWS's own example has them: out sooner than in. */
const COOLDOWNS = { scaleInCooldownSeconds: 600, scaleOutCooldownSeconds: 300 };

/** What the caches scale by. */
interface ScalingOptions {
  readonly shardScaling?: ShardScalingOptions;
  readonly replicaScaling?: ReplicaScalingOptions;
}

export function planCacheScaling(options: ScalingOptions, counts: CacheCounts, identifier: string, checks: Checks): CacheScalingPlan[] {
  const { shardScaling, replicaScaling } = options;
  return [
    ...(shardScaling ? [planShardScaling(shardScaling, counts, identifier, checks)] : []),
    ...(replicaScaling ? [planReplicaScaling(replicaScaling, counts, identifier, checks)] : []),
  ];
}

function planShardScaling(options: ShardScalingOptions, { shards }: CacheCounts, identifier: string, checks: Checks): CacheScalingPlan {
  const { minShards, maxShards, cpuPercent, memoryPercent } = options;
  const names = { min: 'shardScaling.minShards', max: 'shardScaling.maxShards', begin: 'shards' };
  checkRange(names, { min: minShards, max: maxShards, begin: shards }, MOST_SHARDS, checks);
  checkTargets({ 'shardScaling.cpuPercent': cpuPercent, 'shardScaling.memoryPercent': memoryPercent }, checks);
  const cpu = cpuPercent ?? (memoryPercent === undefined ? CPU_TARGET : undefined);
  return {
    id: 'ShardScaling',
    ...targetOf('elasticache:replication-group:NodeGroups', identifier),
    minCapacity: minShards ?? shards,
    maxCapacity: maxShards,
    policies: [
      ...(cpu === undefined ? [] : [policy('ShardCpuTracking', 'ElastiCachePrimaryEngineCPUUtilization', cpu)]),
      // It counts the disk too where there is one, and is the memory where there is none.
      ...(memoryPercent === undefined ? [] : [policy('ShardMemoryTracking', 'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage', memoryPercent)]),
    ],
  };
}

function planReplicaScaling(options: ReplicaScalingOptions, { replicasPerShard }: CacheCounts, identifier: string, checks: Checks): CacheScalingPlan {
  const { minReplicas, maxReplicas, cpuPercent } = options;
  const names = { min: 'replicaScaling.minReplicas', max: 'replicaScaling.maxReplicas', begin: 'replicasPerShard' };
  checkRange(names, { min: minReplicas, max: maxReplicas, begin: replicasPerShard }, MOST_REPLICAS_PER_SHARD, checks);
  checkTargets({ 'replicaScaling.cpuPercent': cpuPercent }, checks);
  return {
    id: 'ReplicaScaling',
    ...targetOf('elasticache:replication-group:Replicas', identifier),
    minCapacity: minReplicas ?? Math.max(1, replicasPerShard),
    maxCapacity: maxReplicas,
    policies: [policy('ReplicaCpuTracking', 'ElastiCacheReplicaEngineCPUUtilization', cpuPercent ?? CPU_TARGET)],
  };
}

function targetOf<Scaled extends CacheScalingPlan['scalableDimension']>(scalableDimension: Scaled, identifier: string) {
  return { serviceNamespace: 'elasticache' as const, scalableDimension, resourceId: `replication-group/${identifier}` };
}

function policy(id: string, metric: CacheScalingPolicyPlan['metric'], target: number): CacheScalingPolicyPlan {
  return { id, metric, target, ...COOLDOWNS };
}

interface Bounds<T> {
  readonly min: T;
  readonly max: T;
  readonly begin: T;
}

/** It may begin below the least: AWS scales out to that. */
function checkRange(options: Bounds<string>, { min, max, begin }: Bounds<number | undefined>, limit: number, checks: Checks) {
  // JavaScript can leave out what has to be said.
  if (max === undefined) { checks.refuse(options.max, `an integer from 1 to ${limit}`, max); }
  const most = checks.integer(options.max, max, { from: 1, to: limit });
  const to = most ?? limit;
  const toOption = most === undefined ? undefined : options.max;
  checks.integer(options.min, min, { from: 1, to, toOption });
  // Beyond the limit it was refused on its own.
  if (most !== undefined && begin !== undefined && begin > most) { checks.refuse(options.begin, `at most ${options.max} (${most})`, begin); }
}

function checkTargets(targets: Record<string, number | undefined>, checks: Checks) {
  for (const [option, target] of Object.entries(targets)) { checks.number(option, target, { from: 35, to: 70 }); }
}
