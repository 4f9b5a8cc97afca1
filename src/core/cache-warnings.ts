import { CacheCounts, mostNodesOf } from './cache-counts';
import { CacheEnginePlan } from './cache-engines';
import { CacheNodeType, isBurstable } from './cache-node-types';
import { warnOfEvictionPolicy } from './cache-parameters';
import { MemcachedPlan, ReplicationGroupPlan } from './cache-topology';
import { CacheUserGroupPlan, warnOfPasswords } from './cache-users';
import { Warning } from './checks';
import { SessionCacheOptions } from './session-cache-options';

/** What warnings are made of. */
export interface WarnedCache {
  readonly engine: CacheEnginePlan;
  readonly counts: CacheCounts;
  readonly nodeType?: CacheNodeType;
  readonly nodeTypeName: string;
  readonly replicationGroup?: ReplicationGroupPlan;
  readonly memcached?: MemcachedPlan;
  readonly userGroup?: CacheUserGroupPlan;
  readonly cannotSayDurability: boolean;
}

export function warnOfCache(options: SessionCacheOptions, cache: WarnedCache): Warning[] {
  const { memcached, replicationGroup, nodeType } = cache;
  return [
    ...(memcached ? [MEMCACHED] : []),
    ...(nodeType && isBurstable(nodeType) ? [burstable(cache.nodeTypeName)] : []),
    ...(replicationGroup ? warnOfGroup(options, replicationGroup, cache) : []),
    ...warnOfPasswords(cache.userGroup),
  ];
}

const MEMCACHED: Warning = {
  id: 'scale-out-constructs:memcachedSessions',
  message: 'Memcached on nodes has no replicas, no snapshots and no encryption at rest: the sessions of a node are gone with it.',
};

function burstable(nodeType: string): Warning {
  return {
    id: 'scale-out-constructs:burstableCache',
    message: `nodeType ${nodeType} bursts: when its credits are used up, it is slow until they have grown again.`,
  };
}

function warnOfGroup(options: SessionCacheOptions, { clusterMode }: ReplicationGroupPlan, { counts, cannotSayDurability }: WarnedCache): Warning[] {
  return [
    ...(clusterMode && counts.replicasPerShard === 0 ? [UNCHANGEABLE] : []),
    ...(mostNodesOf(counts) > NODES_WITHOUT_QUOTA ? [manyNodes(mostNodesOf(counts))] : []),
    ...warnOfEvictionPolicy(options.evictionPolicy),
    ...(cannotSayDurability && options.durability !== undefined ? [NO_DURABILITY] : []),
  ];
}

/** @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1275 */
const UNCHANGEABLE: Warning = {
  id: 'scale-out-constructs:clusterWithoutReplicas',
  message: 'A cluster without replicas can be made, and CloudFormation cannot change it afterwards: AWS then asks for a replica to fail over to.',
};

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html */
const NODES_WITHOUT_QUOTA = 90;

function manyNodes(nodes: number): Warning {
  return {
    id: 'scale-out-constructs:manyNodes',
    message: `${nodes} nodes need a higher quota: AWS allows ${NODES_WITHOUT_QUOTA} of a type in one cluster unless it is asked for more.`,
  };
}

const NO_DURABILITY: Warning = {
  id: 'scale-out-constructs:noDurability',
  message: 'durability is not rendered: this engine\'s provider has no word for it. What a primary had not yet sent to its replica is lost with it.',
};
