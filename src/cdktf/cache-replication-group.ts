import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { Construct } from 'constructs';
import { renderGlobalDatastore } from './cache-global';
import { CacheParts, finalSnapshotOf, lifecycleOf, nodeConfig, RenderedCache, renderCacheLog } from './cache-nodes';
import { ReplicationGroupPlan } from '../core/cache-topology';
import { SessionCachePlan } from '../core/session-cache';

/** Valkey or Redis OSS on nodes. */
export function renderReplicationGroup(scope: Construct, plan: SessionCachePlan, group: ReplicationGroupPlan, parts: CacheParts): RenderedCache {
  const { globalDatastore } = plan;
  const resource = new ElasticacheReplicationGroup(scope, 'ReplicationGroup', {
    ...nodeConfig(scope, plan, parts),
    ...countsOf(group),
    ...keptOf(plan, parts),
    replicationGroupId: plan.identifier,
    description: group.description,
    globalReplicationGroupId: globalDatastore?.joins,
    nodeType: group.nodeType,
    dataTieringEnabled: group.dataTiering,
    automaticFailoverEnabled: group.automaticFailover,
    multiAzEnabled: group.multiAz,
    atRestEncryptionEnabled: plan.encryption.atRest === undefined ? undefined : String(plan.encryption.atRest),
    kmsKeyId: plan.encryption.keyArn,
    userGroupIds: parts.users.groupId === undefined ? undefined : [parts.users.groupId],
    logDeliveryConfiguration: plan.logs.map((log) => renderCacheLog(scope, log)),
    lifecycle: lifecycleOf(plan, [...group.scaledCounts.map((count) => COUNTS[count]), ...(group.inheritedFlags ?? []).map((flag) => FLAGS[flag])]),
  });
  const made = globalDatastore?.makes && renderGlobalDatastore(scope, globalDatastore.makes, plan, resource);
  return { resource, ...hostsOf(resource, group), globalReplicationGroupId: made ?? globalDatastore?.joins };
}

function hostsOf(resource: ElasticacheReplicationGroup, { endpoints }: ReplicationGroupPlan) {
  return {
    host: endpoints.host === 'configuration' ? resource.configurationEndpointAddress : resource.primaryEndpointAddress,
    readerHost: endpoints.readerHost ? resource.readerEndpointAddress : undefined,
  };
}

/** What scaling changes: a deployment must not put it back. */
const COUNTS = { shards: 'num_node_groups', replicasPerShard: 'replicas_per_node_group' };

/** The provider takes what is not said for off, and would turn it off: AWS refuses that of a member of a global datastore. */
const FLAGS = { automaticFailover: 'automatic_failover_enabled', multiAz: 'multi_az_enabled' };

/** With cluster mode by shards, without it all nodes at once: the provider refuses to be told both. */
function countsOf({ shards, replicasPerShard, cacheClusters }: ReplicationGroupPlan) {
  return { numNodeGroups: shards, replicasPerNodeGroup: replicasPerShard, numCacheClusters: cacheClusters };
}

function keptOf(plan: SessionCachePlan, { network }: CacheParts) {
  return {
    snapshotRetentionLimit: plan.snapshots?.retentionDays,
    snapshotWindow: plan.snapshots?.window,
    snapshotName: plan.snapshots?.restoreFromName,
    finalSnapshotIdentifier: finalSnapshotOf(plan, network),
  };
}
