import { AlarmedCache, CacheAlarmOptions } from './cache-alarms';
import { isBurstable } from './cache-node-types';
import { Checks } from './checks';

type Reasons = Readonly<Partial<Record<keyof CacheAlarmOptions, string>>>;

/** Settings of alarms that this cache has not: they would be said for nothing. */
export function refuseForeignAlarms(options: CacheAlarmOptions, cache: AlarmedCache, checks: Checks) {
  for (const [setting, reason] of Object.entries(reasonsOf(cache))) {
    if (options[setting as keyof CacheAlarmOptions] !== undefined) { checks.conflict(`alarms.${setting} ${reason}`); }
  }
}

function reasonsOf({ replicationGroup, serverless, counts, nodeType, nodeTypeName }: AlarmedCache): Reasons {
  if (serverless) { return ofServerless(serverless); }
  if (!replicationGroup) { return OF_MEMCACHED; }
  return {
    ...(counts.mostReplicasPerShard === 0 ? { replicationLagSeconds: 'needs replicas, and there are none. Leave it out.' } : {}),
    ...(nodeType && isBurstable(nodeType)
      ? { connectionsPercent: `is not for nodes that burst, got nodeType "${nodeTypeName}": AWS does not say how many connections they take. Leave it out.` }
      : {}),
  };
}

function ofServerless({ limits }: NonNullable<AlarmedCache['serverless']>): Reasons {
  const withoutLimit = (option: string) => `needs ${option} with serverless: without a limit there is nothing to measure against.`;
  return {
    replicationLagSeconds: 'contradicts serverless: a serverless cache has no replicas that are said. Leave one out.',
    connectionsPercent: 'contradicts serverless: a serverless cache has no nodes whose connections are counted. Leave one out.',
    ...(limits?.storage?.maximum === undefined ? { memoryPercent: withoutLimit('serverless.maxStorageGb') } : {}),
    ...(limits?.ecpuPerSecond?.maximum === undefined ? { cpuPercent: withoutLimit('serverless.maxEcpuPerSecond') } : {}),
  };
}

const OF_MEMCACHED: Reasons = {
  memoryPercent: 'is for Valkey and Redis OSS, and for serverless: Memcached uses all the memory that it has. Leave it out.',
  replicationLagSeconds: 'is for Valkey and Redis OSS: Memcached has no replicas. Leave it out.',
  connectionsPercent: 'is for Valkey and Redis OSS: Memcached has no alarm on its connections. Leave it out.',
};
