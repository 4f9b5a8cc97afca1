import { ElasticacheServerlessCache, ElasticacheServerlessCacheCacheUsageLimits } from '@cdktf/provider-aws/lib/elasticache-serverless-cache';
import { Construct } from 'constructs';
import { CacheParts, lifecycleOf, RenderedCache } from './cache-nodes';
import { ServerlessCachePlan } from '../core/cache-serverless';
import { SessionCachePlan } from '../core/session-cache';

/** A cache without nodes. The provider takes no final snapshot of it. */
export function renderServerlessCache(scope: Construct, plan: SessionCachePlan, serverless: ServerlessCachePlan, parts: CacheParts): RenderedCache {
  const resource = new ElasticacheServerlessCache(scope, 'ServerlessCache', {
    name: plan.identifier,
    description: serverless.description,
    engine: plan.engine.name,
    majorEngineVersion: serverless.majorEngineVersion,
    cacheUsageLimits: serverless.limits && [limitsOf(serverless.limits)],
    subnetIds: parts.network.subnetIds,
    securityGroupIds: [parts.network.securityGroup.id],
    userGroupId: parts.users.groupId,
    kmsKeyId: plan.encryption.keyArn,
    snapshotRetentionLimit: plan.snapshots?.retentionDays,
    dailySnapshotTime: plan.snapshots?.dailyTime,
    snapshotArnsToRestore: plan.snapshots?.restoreFromArns && [...plan.snapshots.restoreFromArns],
    tags: { Name: plan.descriptions.name },
    lifecycle: lifecycleOf(plan),
  });
  return {
    resource,
    host: resource.endpoint.get(0).address,
    readerHost: plan.readerPort === undefined ? undefined : resource.readerEndpoint.get(0).address,
  };
}

function limitsOf({ storage, ecpuPerSecond }: NonNullable<ServerlessCachePlan['limits']>): ElasticacheServerlessCacheCacheUsageLimits {
  return { dataStorage: storage && [storage], ecpuPerSecond: ecpuPerSecond && [ecpuPerSecond] };
}
