import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { CacheParts, RenderedCache } from './cache-parts';
import { setRemoval } from './database-fleet';
import { ServerlessCachePlan } from '../core/cache-serverless';
import { SessionCachePlan } from '../core/session-cache-plan';

/** A cache without nodes. There is no stable L2 of it. */
export function renderServerless(scope: Construct, plan: SessionCachePlan, serverless: ServerlessCachePlan, parts: CacheParts): RenderedCache {
  const { snapshots, removal } = plan;
  const cache = new elasticache.CfnServerlessCache(scope, 'ServerlessCache', {
    serverlessCacheName: plan.identifier,
    description: serverless.description,
    engine: plan.engine.name,
    majorEngineVersion: serverless.majorEngineVersion,
    cacheUsageLimits: limitsOf(serverless),
    subnetIds: parts.site.subnets.subnetIds,
    securityGroupIds: [parts.securityGroup.securityGroupId],
    kmsKeyId: plan.encryption.keyArn,
    userGroupId: parts.userGroup?.ref,
    snapshotRetentionLimit: snapshots?.retentionDays,
    dailySnapshotTime: snapshots?.dailyTime,
    snapshotArnsToRestore: snapshots?.restoreFromArns && [...snapshots.restoreFromArns],
    finalSnapshotName: removal.finalSnapshotName,
  });
  setRemoval(cache, removal.policy);
  const readerHost = plan.readerPort === undefined ? undefined : cache.attrReaderEndpointAddress;
  return { resource: cache, host: cache.attrEndpointAddress, readerHost };
}

function limitsOf({ limits }: ServerlessCachePlan): elasticache.CfnServerlessCache.CacheUsageLimitsProperty | undefined {
  return limits && { dataStorage: limits.storage, ecpuPerSecond: limits.ecpuPerSecond };
}
