import { CfnResource } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { SessionCache } from './session-cache';
import { ISessionCache } from './session-cache-interface';
import { Checks } from '../core/checks';
import { cacheInRegion, CacheInRegion, CacheNames, NO_CACHE } from '../core/failover-cache';

export function findCache(cache: ISessionCache | undefined, checks: Checks): CacheInRegion {
  return cache ? cacheInRegion(cache.engine._plan(checks), cache instanceof SessionCache ? namesOfCache(cache) : undefined) : NO_CACHE;
}

function namesOfCache({ node }: SessionCache): CacheNames {
  const resources = node.findAll().filter((child): child is CfnResource => CfnResource.isCfnResource(child));
  const group = resources.find((one): one is elasticache.CfnReplicationGroup => one instanceof elasticache.CfnReplicationGroup);
  const made = resources.find((one): one is elasticache.CfnGlobalReplicationGroup => one instanceof elasticache.CfnGlobalReplicationGroup);
  return {
    replicationGroupId: group?.replicationGroupId,
    madeSuffix: made?.globalReplicationGroupIdSuffix,
    joinedId: group?.globalReplicationGroupId,
  };
}
