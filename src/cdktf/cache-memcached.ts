import { ElasticacheCluster } from '@cdktf/provider-aws/lib/elasticache-cluster';
import { Construct } from 'constructs';
import { CacheParts, lifecycleOf, nodeConfig, RenderedCache } from './cache-nodes';
import { MemcachedPlan } from '../core/cache-topology';
import { SessionCachePlan } from '../core/session-cache';

/** Memcached on nodes. AWS keeps nothing of it, and asks nobody who he is. */
export function renderMemcached(scope: Construct, plan: SessionCachePlan, memcached: MemcachedPlan, parts: CacheParts): RenderedCache {
  const resource = new ElasticacheCluster(scope, 'Cluster', {
    ...nodeConfig(scope, plan, parts),
    clusterId: plan.identifier,
    nodeType: memcached.nodeType,
    numCacheNodes: memcached.nodes,
    azMode: memcached.zoneMode,
    preferredAvailabilityZones: memcached.zoneNames && [...memcached.zoneNames],
    lifecycle: lifecycleOf(plan),
  });
  // Without the port, which the attribute of the configuration endpoint has behind it.
  return { resource, host: resource.clusterAddress };
}
