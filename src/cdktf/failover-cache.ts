import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { SessionCache } from './session-cache';
import { ISessionCache } from './session-cache-props';
import { Checks } from '../core/checks';
import { cacheInRegion, CacheInRegion, CacheNames, NO_CACHE } from '../core/failover-cache';

export function findCache(cache: ISessionCache | undefined, checks: Checks): CacheInRegion {
  return cache ? cacheInRegion(cache.engine._plan(checks), cache instanceof SessionCache ? namesOfCache(cache) : undefined) : NO_CACHE;
}

function namesOfCache({ node }: SessionCache): CacheNames {
  const resources = node.findAll();
  const group = resources.find((one): one is ElasticacheReplicationGroup => one instanceof ElasticacheReplicationGroup);
  const made = resources.find((one): one is ElasticacheGlobalReplicationGroup => one instanceof ElasticacheGlobalReplicationGroup);
  return {
    replicationGroupId: group?.replicationGroupIdInput,
    madeSuffix: made?.globalReplicationGroupIdSuffixInput,
    joinedId: group?.globalReplicationGroupIdInput,
  };
}
