import { CacheCounts, MOST_NODES, mostNodesOf } from './cache-counts';
import { CacheDurability } from './cache-durability';
import { CacheNodeType, checkNodeType, tiersData } from './cache-node-types';
import { ReplicaScalingOptions, ShardScalingOptions } from './cache-scaling';
import { Checks } from './checks';

/** What the cache consists of. */
export interface CacheTopologyOptions {
  /**
   * Type of the nodes, of any family of ElastiCache.
   *
   * @default 'cache.m7g.large'
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
   */
  readonly nodeType?: string;

  /**
   * Shards that the sessions are spread over, each with a primary that writes, 1–500. More than one is cluster mode. With cluster mode a change
   * of it moves hash slots while the cache serves. With `shardScaling` it is what the cache is made with: raise `minShards` afterwards.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html
   */
  readonly shards?: number;

  /**
   * Replicas of each shard, 0–5. One of them takes over when the primary is lost. None needs `singleAvailabilityZone`. With cluster mode
   * CloudFormation cannot change it without replacing the cache, and is refused to by the cache's name: use `replicaScaling`, which can. There it
   * is what the cache is made with.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html
   */
  readonly replicasPerShard?: number;

  /**
   * Spread the sessions over shards by hash slots. Clients have to know how to ask a cluster. It cannot be turned on later without several steps
   * by hand: say now whether more than one shard may ever be needed.
   *
   * @default - on with more than one shard, and with scaling
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
   */
  readonly clusterMode?: boolean;

  /**
   * Nodes of Memcached, 1–40, over which clients spread the sessions. Only with Memcached.
   *
   * @default - 2, in different zones
   */
  readonly nodes?: number;

  /**
   * Let the cache stop when a zone, or a node, is lost: Multi-AZ is off. Gives up the sessions that lay there.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
   */
  readonly singleAvailabilityZone?: boolean;

  /**
   * Keep what is written in a log over several zones as well. From Valkey 9.0 on, with cluster mode, replicas and TLS. Since October 2026 AWS can
   * switch it on a cache that is there, and CloudFormation's own page still says that it cannot: say it when the cache is made, or switch it with
   * AWS's tools first. Terraform's provider cannot say it.
   *
   * @default - none: what a primary had not yet sent to its replica is lost with it
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.ChangingDurability.html
   */
  readonly durability?: CacheDurability;

  /**
   * Let the number of shards follow the load. It needs cluster mode: a cache that was made without it cannot be given this in place.
   *
   * @default - a fixed number of shards
   */
  readonly shardScaling?: ShardScalingOptions;

  /**
   * Let the number of each shard's replicas follow the load. It needs cluster mode, as `shardScaling` does.
   *
   * @default - a fixed number of replicas
   */
  readonly replicaScaling?: ReplicaScalingOptions;
}

/** Valkey or Redis OSS on nodes of one type. */
export interface ReplicationGroupPlan {
  readonly description: string;
  /** Absent where it is inherited, as the three below. */
  readonly nodeType?: string;
  /** For r6gd alone, which AWS refuses to make without it. */
  readonly dataTiering?: true;
  /** Turned on by the parameter group, and not said again. */
  readonly clusterMode: boolean;
  /** With cluster mode: how many shards it is made with. */
  readonly shards?: number;
  /** With cluster mode. */
  readonly replicasPerShard?: number;
  /** Without cluster mode: the primary and its replicas. */
  readonly cacheClusters?: number;
  readonly automaticFailover?: boolean;
  readonly multiAz?: boolean;
  /** In a secondary of a global datastore, where AWS sets them: for an engine that would otherwise take them to be off, and turn them off. */
  readonly inheritedFlags?: readonly ('automaticFailover' | 'multiAz')[];
  /** Which of AWS's names clients are told. With cluster mode they find the replicas themselves. */
  readonly endpoints: { readonly host: 'configuration' | 'primary'; readonly readerHost: boolean };
  /** Names that AWS gives the nodes, up to those that scaling may add: `cache-001`, with cluster mode `cache-0001-001`. */
  readonly nodeIds: readonly string[];
  /** Absent where it is off, or where the engine has no word for it. */
  readonly durability?: CacheDurability;
  /** What scaling changes behind the engine's back: a deployment must not put it back. */
  readonly scaledCounts: readonly ('shards' | 'replicasPerShard')[];
  /** For CloudFormation: without it a change of the shards would replace the group. */
  readonly updatePolicy: { readonly useOnlineResharding: true };
}

/** Memcached on nodes that know nothing of each other. */
export interface MemcachedPlan {
  readonly nodeType: string;
  readonly nodes: number;
  readonly zoneMode: 'cross-az' | 'single-az';
  /** One a node, round the zones: without them CloudFormation would replace all for one more. Absent where the zones are not known. */
  readonly zoneNames?: readonly string[];
}

const MOST_MEMCACHED_NODES = 40;

/** What the topology is made from. */
export interface CacheBasis {
  readonly identifier: string;
  readonly name: string;
  readonly nodeType?: CacheNodeType;
  readonly nodeTypeName: string;
  readonly zoneNames?: readonly string[];
  readonly cannotSayDurability: boolean;
}

export const DEFAULT_NODE_TYPE = 'cache.m7g.large';

export function planNodeType(options: CacheTopologyOptions, checks: Checks): Pick<CacheBasis, 'nodeType' | 'nodeTypeName'> {
  const nodeTypeName = options.nodeType ?? DEFAULT_NODE_TYPE;
  return { nodeTypeName, nodeType: checkNodeType(nodeTypeName, checks) };
}

export function planReplicationGroup(options: CacheTopologyOptions, counts: CacheCounts, basis: CacheBasis, checks: Checks): ReplicationGroupPlan {
  const { shards, replicasPerShard, clusterMode } = counts;
  const hasReplicas = replicasPerShard > 0;
  checkReplicationGroup(options, counts, checks);
  return {
    description: `Sessions of ${basis.name}`,
    nodeType: basis.nodeTypeName,
    dataTiering: basis.nodeType && tiersData(basis.nodeType) ? true : undefined,
    clusterMode,
    ...(clusterMode ? { shards, replicasPerShard } : { cacheClusters: 1 + replicasPerShard }),
    // AWS makes no cluster without it, not even one without replicas.
    automaticFailover: clusterMode || hasReplicas,
    multiAz: hasReplicas && !(options.singleAvailabilityZone ?? false),
    endpoints: { host: clusterMode ? 'configuration' : 'primary', readerHost: !clusterMode && hasReplicas },
    nodeIds: nodeIdsOf(basis.identifier, counts),
    durability: basis.cannotSayDurability ? undefined : options.durability,
    scaledCounts: [...(options.shardScaling ? ['shards' as const] : []), ...(options.replicaScaling ? ['replicasPerShard' as const] : [])],
    updatePolicy: { useOnlineResharding: true },
  };
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html */
function nodeIdsOf(identifier: string, counts: CacheCounts): string[] {
  const { mostShards, mostReplicasPerShard, clusterMode } = counts;
  const numbered = (count: number, digits: number) => Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, '0'));
  if (mostNodesOf(counts) > MOST_NODES) { return []; }
  const nodes = numbered(1 + mostReplicasPerShard, 3);
  return clusterMode
    ? numbered(mostShards, 4).flatMap((shard) => nodes.map((node) => `${identifier}-${shard}-${node}`))
    : nodes.map((node) => `${identifier}-${node}`);
}

function checkReplicationGroup(options: CacheTopologyOptions, counts: CacheCounts, checks: Checks) {
  const { shards, replicasPerShard } = counts;
  checks.flag('clusterMode', options.clusterMode);
  checks.flag('singleAvailabilityZone', options.singleAvailabilityZone);
  checks.oneOf('durability', options.durability, Object.values(CacheDurability));
  if (options.clusterMode === false && shards > 1) {
    checks.conflict(`shards must be 1 with clusterMode: false, got ${shards}: only a cluster has more. Leave clusterMode out.`);
  }
  if (replicasPerShard === 0 && !options.singleAvailabilityZone) {
    checks.conflict('replicasPerShard must be at least 1, got 0: there is nobody to take over (singleAvailabilityZone: true accepts that).');
  }
  if (mostNodesOf(counts) > MOST_NODES) {
    checks.conflict(`shards and replicasPerShard must make at most ${MOST_NODES} nodes, got ${mostNodesOf(counts)}.`);
  }
}

export function planMemcached(options: CacheTopologyOptions, { nodeTypeName, zoneNames }: CacheBasis, checks: Checks): MemcachedPlan {
  const isSingleZone = options.singleAvailabilityZone ?? false;
  const nodes = options.nodes ?? 2;
  checks.integer('nodes', nodes, { from: 1, to: MOST_MEMCACHED_NODES });
  checks.flag('singleAvailabilityZone', options.singleAvailabilityZone);
  return {
    nodeType: nodeTypeName,
    nodes,
    zoneMode: isSingleZone ? 'single-az' : 'cross-az',
    zoneNames: isSingleZone ? undefined : spread(checks.known(nodes), zoneNames),
  };
}

function spread(nodes: number | undefined, zoneNames: readonly string[] | undefined): string[] | undefined {
  if (!zoneNames?.length || !Number.isInteger(nodes) || nodes! < 1 || nodes! > MOST_MEMCACHED_NODES) { return undefined; }
  return Array.from({ length: nodes! }, (_, index) => zoneNames[index % zoneNames.length]);
}
