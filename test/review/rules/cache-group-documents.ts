import { template, terraform } from './database-documents';

/** A cache with nothing wrong, in both engines' words, to change one thing of. */

type Block = Record<string, unknown>;

const RIGHT = {
  Engine: 'valkey',
  CacheNodeType: 'cache.m7g.large',
  NumCacheClusters: 2,
  AutomaticFailoverEnabled: true,
  MultiAZEnabled: true,
  TransitEncryptionEnabled: true,
  AtRestEncryptionEnabled: true,
  SnapshotRetentionLimit: 15,
  UserGroupIds: ['users'],
};

/** A group with nothing wrong, but for what is said. */
export const group = (properties: Block = {}, attributes: Block = {}) => ({
  Type: 'AWS::ElastiCache::ReplicationGroup', ...attributes, Properties: { ...RIGHT, ReplicationGroupDescription: 'Sessions', ...properties },
});

export const SHARDS = { NumCacheClusters: undefined, NumNodeGroups: 3, ReplicasPerNodeGroup: 1 };

export const memcached = (properties: Block = {}) => ({
  Type: 'AWS::ElastiCache::CacheCluster',
  Properties: { Engine: 'memcached', CacheNodeType: 'cache.m7g.large', NumCacheNodes: 3, AZMode: 'cross-az', TransitEncryptionEnabled: true, ...properties },
});

export const serverless = (properties: Block = {}) => ({ Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'valkey', ServerlessCacheName: 'sessions', ...properties } });

export const tuned = (parameters: Block) => ({ Type: 'AWS::ElastiCache::ParameterGroup', Properties: { CacheParameterGroupFamily: 'valkey8', Description: 'Tuned', Properties: parameters } });

export const alarm = (MetricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Namespace: 'AWS/ElastiCache', MetricName, Dimensions: [{ Name: 'CacheClusterId', Value: { 'Fn::Sub': '${Cache}-001' } }], EvaluationPeriods: 5 },
});

const ARGUMENTS = { engine: 'valkey', node_type: 'cache.m7g.large', num_cache_clusters: 2, automatic_failover_enabled: true, multi_az_enabled: true, transit_encryption_enabled: true };

/** The same in Terraform's words. */
export const replicationGroup = (args: Block = {}, others: Block = {}) => terraform({
  aws_elasticache_replication_group: { sessions: { description: 'Sessions', at_rest_encryption_enabled: true, ...ARGUMENTS, ...args } }, ...others,
});

/** The group with parameters, alone or with more. */
export const tunedGroup = (parameters: Block, more: Block = {}) => template({ Cache: group({ CacheParameterGroupName: { Ref: 'Tuned' } }), Tuned: tuned(parameters), ...more });

const user = (properties: Block) => ({ Type: 'AWS::ElastiCache::User', Properties: { UserId: 'guest', UserName: 'default', Engine: 'valkey', ...properties } });

/** The group with one user of one group. */
export const withUser = (properties: Block) => template({
  Cache: group({ UserGroupIds: [{ Ref: 'Users' }] }),
  Users: { Type: 'AWS::ElastiCache::UserGroup', Properties: { UserGroupId: 'users', Engine: 'valkey', UserIds: [{ Ref: 'Guest' }] } },
  Guest: user(properties),
});
