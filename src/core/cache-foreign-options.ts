import { CacheEnginePlan } from './cache-engines';
import { GlobalDatastorePlan } from './cache-global';
import { Checks } from './checks';
import { SessionCacheOptions } from './session-cache-options';

type Reasons = Readonly<Partial<Record<keyof SessionCacheOptions, string>>>;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.deployment.html */
const NOT_WITH_SERVERLESS: Reasons = {
  nodeType: 'has no nodes',
  shards: 'has no shards that are said',
  replicasPerShard: 'has no replicas that are said',
  clusterMode: 'is in cluster mode always',
  nodes: 'has no nodes',
  shardScaling: 'scales by itself',
  replicaScaling: 'scales by itself',
  singleAvailabilityZone: 'lies in several zones always',
  durability: 'keeps no log of what is written',
  port: 'has the standard ports',
  parameters: 'has no parameters',
  evictionPolicy: 'evicts what was least recently used of what expires',
  reservedMemoryPercent: 'reserves its memory itself',
  withoutTls: 'speaks TLS always',
  withoutMinorUpgrades: 'has no minor versions',
  maintenanceWindow: 'has no maintenance',
  snapshotWindow: 'is told serverless.dailySnapshotTime',
  logs: 'sends no logs',
  globalDatastore: 'is of one region',
};

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SelectEngine.html */
const NOT_WITH_MEMCACHED: Reasons = {
  users: 'asks nobody who he is',
  durability: 'keeps no log of what is written',
  evictionPolicy: 'evicts what was least recently used',
  globalDatastore: 'is of one region',
};
const NOT_WITH_MEMCACHED_NODES: Reasons = {
  shards: 'has nodes',
  replicasPerShard: 'has no replicas',
  clusterMode: 'has no cluster mode: its clients spread the sessions',
  shardScaling: 'is not scaled by shards',
  replicaScaling: 'has no replicas',
  reservedMemoryPercent: 'takes no snapshots that memory would be kept for',
  snapshotRetentionDays: 'takes no snapshots',
  snapshotWindow: 'takes no snapshots',
  snapshotName: 'takes no snapshots',
  logs: 'sends no logs',
};

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html */
const NOT_IN_A_SECONDARY: Reasons = {
  parameters: 'has the parameters of its primary',
  evictionPolicy: 'evicts as its primary does',
  reservedMemoryPercent: 'reserves as much as its primary',
  snapshotName: 'begins with the sessions of its primary',
};

/** What the options belong to, beside the engine. */
export interface OptionsOwner {
  readonly engine: CacheEnginePlan;
  readonly globalDatastore?: GlobalDatastorePlan;
}

/** Options that mean nothing for this engine, without nodes, or in a secondary. */
export function refuseForeignOptions(options: SessionCacheOptions, { engine: { name }, globalDatastore }: OptionsOwner, checks: Checks) {
  if (globalDatastore?.joins !== undefined) {
    refuse(options, NOT_IN_A_SECONDARY, (option, reason) => `${option} contradicts GlobalDatastore.secondary: a secondary ${reason}. Leave it out.`, checks);
  }
  if (options.serverless) {
    refuse(options, NOT_WITH_SERVERLESS, (option, reason) => `${option} contradicts serverless: a serverless cache ${reason}. Leave one out.`, checks);
  }
  if (name === 'memcached') {
    const reasons = options.serverless ? NOT_WITH_MEMCACHED : { ...NOT_WITH_MEMCACHED, ...NOT_WITH_MEMCACHED_NODES };
    const notRefusedYet = Object.fromEntries(Object.entries(reasons).filter(([option]) => !(options.serverless && option in NOT_WITH_SERVERLESS)));
    refuse(options, notRefusedYet, (option, reason) => `${option} is for Valkey and Redis OSS: Memcached ${reason}. Leave it out.`, checks);
  } else if (options.nodes !== undefined && !options.serverless) {
    checks.conflict('nodes is for Memcached: shards and replicasPerShard say how many there are. Leave it out.');
  }
}

/** A flag that is off asks for nothing. */
function refuse(options: SessionCacheOptions, reasons: Reasons, sentence: (option: string, reason: string) => string, checks: Checks) {
  for (const [option, reason] of Object.entries(reasons)) {
    const value = options[option as keyof SessionCacheOptions];
    const isAsked = value !== undefined && (value !== false || option === 'clusterMode');
    if (isAsked) { checks.conflict(sentence(option, reason)); }
  }
}
