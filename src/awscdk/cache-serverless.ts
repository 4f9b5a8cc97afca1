import { Fn, Stack } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { CacheParts, RenderedCache } from './cache-parts';
import { setRemoval } from './database-fleet';
import { ServerlessCachePlan } from '../core/cache-serverless';
import { CacheRemovalPlan } from '../core/cache-snapshots';
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
    finalSnapshotName: finalSnapshotOf(scope, removal),
  });
  setRemoval(cache, removal.policy);
  const readerHost = plan.readerPort === undefined ? undefined : cache.attrReaderEndpointAddress;
  return { resource: cache, host: cache.attrEndpointAddress, readerHost };
}

function limitsOf({ limits }: ServerlessCachePlan): elasticache.CfnServerlessCache.CacheUsageLimitsProperty | undefined {
  return limits && { dataStorage: limits.storage, ecpuPerSecond: limits.ecpuPerSecond };
}

/**
 * A snapshot outlives the stack, and the next one of the same name would fail on it. The first part of the UUID at the end of the stack's id is
 * this life of the stack's alone, and short: the name stays far below the 255 signs that AWS takes.
 */
function finalSnapshotOf(scope: Construct, { finalSnapshotName }: CacheRemovalPlan): string | undefined {
  const uuid = Fn.select(2, Fn.split('/', Stack.of(scope).stackId));
  return finalSnapshotName && `${finalSnapshotName}-${Fn.select(0, Fn.split('-', uuid))}`;
}
