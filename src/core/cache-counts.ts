import { Checks, Range } from './checks';

/** What says how many nodes there are, and may be. */
export interface CountedOptions {
  readonly shards?: number;
  readonly replicasPerShard?: number;
  readonly clusterMode?: boolean;
  readonly shardScaling?: { readonly maxShards: number };
  readonly replicaScaling?: { readonly maxReplicas: number };
}

/** How many of what there are: numbers that can be computed with, also where an option was refused. */
export interface CacheCounts {
  readonly shards: number;
  readonly replicasPerShard: number;
  /** What scaling may make of them. */
  readonly mostShards: number;
  readonly mostReplicasPerShard: number;
  readonly clusterMode: boolean;
}

export const MOST_SHARDS = 500;
export const MOST_REPLICAS_PER_SHARD = 5;
export const MOST_NODES = 500;

export function countNodes(options: CountedOptions, checks: Checks): CacheCounts {
  const { shardScaling, replicaScaling } = options;
  const shards = countable('shards', options.shards, { from: 1, to: MOST_SHARDS }, checks);
  const replicasPerShard = countable('replicasPerShard', options.replicasPerShard, { from: 0, to: MOST_REPLICAS_PER_SHARD }, checks);
  const scales = shardScaling !== undefined || replicaScaling !== undefined;
  return {
    shards,
    replicasPerShard,
    mostShards: Math.max(shards, within(shardScaling?.maxShards, MOST_SHARDS, checks)),
    mostReplicasPerShard: Math.max(replicasPerShard, within(replicaScaling?.maxReplicas, MOST_REPLICAS_PER_SHARD, checks)),
    clusterMode: options.clusterMode ?? (shards > 1 || scales),
  };
}

/**
 * A number of nodes has to be known: each has its alarms, by its name. It is what the cache is made with, whatever its scaling makes of it: if it
 * followed the least of the scaling, a deployment that raises that one would change the cache itself.
 */
function countable(option: string, given: number | undefined, range: Range, checks: Checks): number {
  if (checks.isUnresolved(given)) { checks.conflict(`${option} must be known before the deployment: the alarms name each node.`); }
  return checks.integer(option, given, range) ?? 1;
}

/** Refused elsewhere, if it is wrong. */
function within(most: number | undefined, limit: number, checks: Checks): number {
  const known = checks.known(most) ?? 0;
  return Number.isInteger(known) && known > 0 && known <= limit ? known : 0;
}

export function nodesOf({ shards, replicasPerShard }: CacheCounts): number {
  return shards * (1 + replicasPerShard);
}

export function mostNodesOf({ mostShards, mostReplicasPerShard }: CacheCounts): number {
  return mostShards * (1 + mostReplicasPerShard);
}
