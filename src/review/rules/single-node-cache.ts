import { hasReplicas, isGroup, isMemcached, isOfLoneNodes } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const SINGLE_NODE_CACHE: Rule = {
  id: 'single-node-cache',
  title: 'One node holds what everybody needs',
  severity: Severity.ERROR,
  why: 'When it fails, what is in it is gone: sessions end, everybody logs in at once, and the database answers what the cache did. A replica has it, '
    + 'and takes over.',
  mend: 'Give each shard a replica: ReplicasPerNodeGroup 1 or NumCacheClusters 2, with AutomaticFailoverEnabled and MultiAZEnabled true.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/disaster-recovery-resiliency.html',
  check: ({ caches }: Topology): Evidence[] => [...caches.filter(isGroup).flatMap(ofGroup), ...caches.filter(isOfLoneNodes).flatMap(ofNodes)],
};

function ofGroup(cache: Cache): Evidence[] {
  const { id, replicasPerShard, nodeGroups, shards = 1, clusterMode, globalRole } = cache;
  // What stands by in another region is judged with what it follows.
  if (globalRole === 'secondary' || (hasReplicas(cache) && replicasPerShard !== undefined)) { return []; }
  const bare = nodeGroups.filter(({ replicas }) => replicas === 0).map(({ name }, index) => name ?? String(index + 1));
  const found = { resourceId: id, property: clusterMode ? 'ReplicasPerNodeGroup' : 'NumCacheClusters' };
  if (replicasPerShard === 0) {
    return [{ ...found, message: `${shards === 1 ? '1 node' : `${shards} shards of 1 node each`}, without a replica.` }];
  }
  return bare.length === 0 ? [] : [{ ...found, property: 'NodeGroupConfiguration', message: `Without a replica: ${bare.join(', ')}.` }];
}

/** Nothing of Redis OSS that is no group has replicas. What Memcached holds is a copy, for those who use it as it is meant. */
function ofNodes(cache: Cache): Evidence[] {
  const found = { resourceId: cache.id, property: 'NumCacheNodes', message: '1 node, and no replication.' };
  if (!isMemcached(cache)) { return cache.engine === undefined ? [] : [found]; }
  return cache.nodes === 1 ? [{ ...found, severity: Severity.WARNING }] : [];
}
