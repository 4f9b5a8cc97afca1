import { RemovalPolicy } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderGlobalDatastore } from './cache-global';
import { CacheParts, nodeProps, RenderedCache } from './cache-parts';
import { setRemoval } from './database-fleet';
import { CacheLogPlan } from '../core/cache-logs';
import { ReplicationGroupPlan } from '../core/cache-topology';
import { SessionCachePlan } from '../core/session-cache-plan';

/** Valkey or Redis OSS on nodes. There is no L2 of it. */
export function renderReplicationGroup(
  scope: Construct, plan: SessionCachePlan, groupPlan: ReplicationGroupPlan, parts: CacheParts,
): RenderedCache {
  const { encryption, snapshots, removal, globalDatastore } = plan;
  const group = new elasticache.CfnReplicationGroup(scope, 'ReplicationGroup', {
    ...nodeProps(scope, plan, parts),
    replicationGroupId: plan.identifier,
    replicationGroupDescription: groupPlan.description,
    globalReplicationGroupId: globalDatastore?.joins,
    cacheNodeType: groupPlan.nodeType,
    dataTieringEnabled: groupPlan.dataTiering,
    numNodeGroups: groupPlan.shards,
    replicasPerNodeGroup: groupPlan.replicasPerShard,
    numCacheClusters: groupPlan.cacheClusters,
    automaticFailoverEnabled: groupPlan.automaticFailover,
    multiAzEnabled: groupPlan.multiAz,
    durability: groupPlan.durability,
    securityGroupIds: [parts.securityGroup.securityGroupId],
    transitEncryptionEnabled: encryption.inTransit,
    atRestEncryptionEnabled: encryption.atRest,
    kmsKeyId: encryption.keyArn,
    userGroupIds: parts.userGroup && [parts.userGroup.ref],
    snapshotRetentionLimit: snapshots?.retentionDays,
    snapshotWindow: snapshots?.window,
    snapshotName: snapshots?.restoreFromName,
    logDeliveryConfigurations: plan.logs.map((log) => renderLog(scope, log)),
  });
  group.cfnOptions.updatePolicy = groupPlan.updatePolicy;
  setRemoval(group, removal.policy);
  const made = globalDatastore?.makes && renderGlobalDatastore(scope, globalDatastore.makes, group);
  return { resource: group, ...hostsOf(group, groupPlan), globalReplicationGroupId: made ?? globalDatastore?.joins };
}

/** AWS has no value for the names that are not told. */
function hostsOf(group: elasticache.CfnReplicationGroup, { endpoints }: ReplicationGroupPlan) {
  return {
    host: endpoints.host === 'configuration' ? group.attrConfigurationEndPointAddress : group.attrPrimaryEndPointAddress,
    readerHost: endpoints.readerHost ? group.attrReaderEndPointAddress : undefined,
  };
}

/** The group is made before the cache, by reference. */
function renderLog(scope: Construct, plan: CacheLogPlan): elasticache.CfnReplicationGroup.LogDeliveryConfigurationRequestProperty {
  const { logGroupName } = new logs.LogGroup(scope, plan.id, {
    logGroupName: plan.groupName,
    retention: plan.retentionDays as logs.RetentionDays,
    removalPolicy: plan.isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
  return {
    logType: plan.type,
    logFormat: plan.format,
    destinationType: plan.destination,
    destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroupName } },
  };
}
