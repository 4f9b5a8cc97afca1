import { alarm, group, memcached, replicationGroup, serverless, SHARDS, tuned, tunedGroup, withUser } from './cache-group-documents';
import { RuleCase } from './case';
import { template, terraform } from './database-documents';

const AVAILABILITY: RuleCase[] = [
  {
    rule: 'single-node-cache',
    triggers: template({ Cache: group({ NumCacheClusters: 1 }) }),
    finds: ['Cache NumCacheClusters'],
    nearMiss: template({ Cache: group({ NumCacheClusters: 2 }) }),
  },
  {
    rule: 'single-node-cache',
    triggers: replicationGroup({ num_cache_clusters: undefined, num_node_groups: 3, replicas_per_node_group: 0 }),
    finds: ['aws_elasticache_replication_group.sessions ReplicasPerNodeGroup'],
    nearMiss: replicationGroup({ num_cache_clusters: undefined, num_node_groups: 3, replicas_per_node_group: 1 }),
  },
  {
    rule: 'single-node-cache',
    triggers: template({ Cache: group({ ...SHARDS, NumNodeGroups: undefined, NodeGroupConfiguration: [{ NodeGroupId: '0001', ReplicaCount: 1 }, { NodeGroupId: '0002', ReplicaCount: 0 }] }) }),
    finds: ['Cache NodeGroupConfiguration'],
    nearMiss: template({ Cache: group({ ...SHARDS, NumNodeGroups: undefined, NodeGroupConfiguration: [{ NodeGroupId: '0001', ReplicaCount: 1 }, { NodeGroupId: '0002', ReplicaCount: 2 }] }) }),
  },
  {
    rule: 'single-node-cache',
    triggers: terraform({ aws_elasticache_cluster: { sessions: { engine: 'redis', node_type: 'cache.m7g.large', num_cache_nodes: 1 } } }),
    finds: ['aws_elasticache_cluster.sessions NumCacheNodes'],
    nearMiss: terraform({ aws_elasticache_cluster: { sessions: { replication_group_id: 'sessions' } } }),
  },
  {
    rule: 'single-node-cache',
    triggers: template({ Cache: memcached({ NumCacheNodes: 1, AZMode: undefined }) }),
    finds: ['Cache NumCacheNodes'],
    nearMiss: template({ Cache: memcached({ NumCacheNodes: 2 }) }),
  },
  {
    rule: 'cache-without-failover',
    triggers: template({ Cache: group({ AutomaticFailoverEnabled: undefined }) }),
    finds: ['Cache AutomaticFailoverEnabled'],
    nearMiss: template({ Cache: group() }),
  },
  {
    rule: 'cache-without-failover',
    triggers: replicationGroup({ automatic_failover_enabled: false }),
    finds: ['aws_elasticache_replication_group.sessions AutomaticFailoverEnabled'],
    nearMiss: { ...replicationGroup({ automatic_failover_enabled: '${var.failover}' }), variable: { failover: {} } },
  },
  {
    rule: 'cache-in-one-zone',
    triggers: template({ Cache: group({ MultiAZEnabled: undefined }) }),
    finds: ['Cache MultiAZEnabled'],
    nearMiss: template({ Cache: group({ MultiAZEnabled: undefined, PreferredCacheClusterAZs: ['eu-west-1a', 'eu-west-1b'] }) }),
  },
  {
    rule: 'cache-in-one-zone',
    triggers: replicationGroup({ multi_az_enabled: false, preferred_cache_cluster_azs: ['eu-west-1a', 'eu-west-1a'] }),
    finds: ['aws_elasticache_replication_group.sessions MultiAZEnabled'],
    nearMiss: replicationGroup(),
  },
  {
    rule: 'cache-in-one-zone',
    triggers: template({ Cache: memcached({ AZMode: undefined }) }),
    finds: ['Cache AZMode'],
    nearMiss: template({ Cache: memcached({ AZMode: 'cross-az' }) }),
  },
  {
    rule: 'replaced-on-reshard',
    triggers: template({ Cache: group(SHARDS) }),
    finds: ['Cache UpdatePolicy.UseOnlineResharding'],
    nearMiss: template({ Cache: group(SHARDS, { UpdatePolicy: { UseOnlineResharding: true } }) }),
  },
  {
    rule: 'unreplicated-cache',
    triggers: terraform({ aws_elasticache_cluster: { pages: { engine: 'memcached', node_type: 'cache.m7g.large', num_cache_nodes: 2 } } }),
    finds: ['aws_elasticache_cluster.pages Engine'],
    nearMiss: terraform({ aws_elasticache_serverless_cache: { pages: { engine: 'memcached', name: 'pages' } } }),
  },
  {
    rule: 'cache-without-snapshots',
    triggers: template({ Cache: group({ SnapshotRetentionLimit: 0 }) }),
    finds: ['Cache SnapshotRetentionLimit'],
    nearMiss: template({ Cache: group({ SnapshotRetentionLimit: 1 }) }),
  },
  {
    rule: 'cache-without-snapshots',
    triggers: template({ Cache: serverless() }),
    finds: ['Cache SnapshotRetentionLimit'],
    nearMiss: template({ Cache: serverless({ SnapshotRetentionLimit: { 'Fn::ImportValue': 'days' } }) }),
  },
];

const MEMORY: RuleCase[] = [
  {
    rule: 'refused-writes',
    triggers: tunedGroup({ 'maxmemory-policy': 'noeviction' }),
    finds: ['Cache CacheParameterGroupName'],
    nearMiss: tunedGroup({ 'maxmemory-policy': 'noeviction' }, { Alarm: alarm('DatabaseMemoryUsagePercentage') }),
  },
  {
    rule: 'session-eviction',
    triggers: replicationGroup({ parameter_group_name: '${aws_elasticache_parameter_group.tuned.name}' }, {
      aws_elasticache_parameter_group: { tuned: { name: 'tuned', family: 'valkey8', parameter: [{ name: 'maxmemory-policy', value: 'allkeys-random' }] } },
    }),
    finds: ['aws_elasticache_replication_group.sessions CacheParameterGroupName'],
    nearMiss: replicationGroup({ parameter_group_name: '${aws_elasticache_parameter_group.tuned.name}' }, {
      aws_elasticache_parameter_group: { tuned: { name: 'tuned', family: 'valkey8', parameter: [{ name: 'maxmemory-policy', value: 'volatile-lru' }] } },
    }),
  },
  {
    rule: 'session-eviction',
    triggers: tunedGroup({ 'maxmemory-policy': 'allkeys-lru' }),
    finds: ['Cache CacheParameterGroupName'],
    nearMiss: template({ Pages: group({ ReplicationGroupDescription: 'Pages', CacheParameterGroupName: { Ref: 'Tuned' } }), Tuned: tuned({ 'maxmemory-policy': 'allkeys-lru' }) }),
  },
  {
    rule: 'no-reserved-memory',
    triggers: tunedGroup({ 'reserved-memory-percent': '0' }),
    finds: ['Cache CacheParameterGroupName'],
    nearMiss: tunedGroup({ 'reserved-memory-percent': '25' }),
  },
  {
    rule: 'burstable-cache',
    triggers: replicationGroup({ node_type: 'cache.t4g.small' }),
    finds: ['aws_elasticache_replication_group.sessions CacheNodeType'],
    nearMiss: replicationGroup(),
  },
  {
    rule: 'unwatched-cache',
    triggers: template({ Cache: group(), Alarm: alarm('ReplicationLag') }),
    finds: ['Cache'],
    nearMiss: template({ Cache: group(), Alarm: alarm('Evictions') }),
  },
  {
    rule: 'unwatched-cache',
    triggers: replicationGroup(),
    finds: ['aws_elasticache_replication_group.sessions'],
    nearMiss: replicationGroup({}, {
      aws_cloudwatch_metric_alarm: { cpu: { namespace: 'AWS/ElastiCache', metric_name: 'EngineCPUUtilization', dimensions: { CacheClusterId: '${var.node}' } } },
    }),
  },
];

const LOGINS: RuleCase[] = [
  {
    rule: 'open-cache',
    triggers: template({ Cache: group({ UserGroupIds: undefined }) }),
    finds: ['Cache UserGroupIds'],
    nearMiss: template({ Cache: group({ UserGroupIds: undefined, AuthToken: '{{resolve:secretsmanager:sessions}}' }) }),
  },
  {
    rule: 'open-cache',
    triggers: withUser({ NoPasswordRequired: true, AccessString: 'on ~* +@all' }),
    finds: ['Cache UserGroupIds'],
    nearMiss: withUser({ NoPasswordRequired: true, AccessString: 'off ~* -@all' }),
  },
  {
    rule: 'open-cache',
    triggers: terraform({ aws_elasticache_serverless_cache: { sessions: { engine: 'valkey', name: 'sessions' } } }),
    finds: ['aws_elasticache_serverless_cache.sessions UserGroupId'],
    nearMiss: terraform({ aws_elasticache_serverless_cache: { sessions: { engine: 'valkey', name: 'sessions', user_group_id: 'users' } } }),
  },
  {
    rule: 'unencrypted-cache',
    triggers: template({ Cache: group({ TransitEncryptionEnabled: false }) }),
    finds: ['Cache TransitEncryptionEnabled'],
    nearMiss: template({ Cache: group() }),
  },
  {
    rule: 'unencrypted-cache',
    triggers: replicationGroup({ transit_encryption_mode: 'preferred' }),
    finds: ['aws_elasticache_replication_group.sessions TransitEncryptionMode'],
    nearMiss: replicationGroup({ transit_encryption_mode: 'required' }),
  },
  {
    rule: 'unencrypted-cache',
    triggers: template({ Cache: group({ Engine: 'redis', AtRestEncryptionEnabled: undefined }) }),
    finds: ['Cache AtRestEncryptionEnabled'],
    nearMiss: template({ Cache: group({ Engine: 'valkey', AtRestEncryptionEnabled: undefined }) }),
  },
  {
    rule: 'password-in-document',
    triggers: replicationGroup({ auth_token: 'correct-horse-battery' }),
    finds: ['aws_elasticache_replication_group.sessions AuthToken'],
    nearMiss: { ...replicationGroup({ auth_token: '${random_password.token.result}' }, { random_password: { token: { length: 32 } } }) },
  },
  {
    rule: 'password-in-document',
    triggers: withUser({ Passwords: ['correct-horse-battery'], AccessString: 'on ~* +@all' }),
    finds: ['Guest Passwords'],
    nearMiss: withUser({ Passwords: ['{{resolve:secretsmanager:guest}}'], AccessString: 'on ~* +@all' }),
  },
];

export const CASES: RuleCase[] = [...AVAILABILITY, ...MEMORY, ...LOGINS];
