import { isMemcached, isOfLoneNodes } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const UNREPLICATED_CACHE: Rule = {
  id: 'unreplicated-cache',
  title: 'With a node of Memcached goes what it holds',
  severity: Severity.NOTE,
  why: 'Every key is on one node, and nothing copies it. That is right for what the database has too, and not for sessions: whoever was on that node is logged out.',
  mend: 'Keep sessions in an AWS::ElastiCache::ReplicationGroup with replicas.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SelectEngine.html',
  check: ({ caches }: Topology): Evidence[] => caches
    // One alone is told of as such.
    .filter((cache) => isOfLoneNodes(cache) && isMemcached(cache) && (cache.nodes ?? 0) > 1)
    .map(({ id, nodes }) => ({ resourceId: id, property: 'Engine', message: `${nodes} nodes, each with a part of the keys.` })),
};
