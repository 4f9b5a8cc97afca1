import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { CacheParts, nodeProps, RenderedCache } from './cache-parts';
import { setRemoval } from './database-fleet';
import { MemcachedPlan } from '../core/cache-topology';
import { SessionCachePlan } from '../core/session-cache-plan';

/** Memcached on nodes that know nothing of each other. There is no L2 of it. */
export function renderMemcached(scope: Construct, plan: SessionCachePlan, memcached: MemcachedPlan, parts: CacheParts): RenderedCache {
  const cluster = new elasticache.CfnCacheCluster(scope, 'Cluster', {
    ...nodeProps(scope, plan, parts),
    engine: plan.engine.name,
    clusterName: plan.identifier,
    cacheNodeType: memcached.nodeType,
    numCacheNodes: memcached.nodes,
    azMode: memcached.zoneMode,
    preferredAvailabilityZones: memcached.zoneNames && [...memcached.zoneNames],
    vpcSecurityGroupIds: [parts.securityGroup.securityGroupId],
    transitEncryptionEnabled: plan.encryption.inTransit,
  });
  setRemoval(cluster, plan.removal.policy);
  return { resource: cluster, host: cluster.attrConfigurationEndpointAddress };
}
