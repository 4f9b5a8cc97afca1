import { group, memcached, replicationGroup, tunedGroup, withUser } from './rules/cache-group-documents';
import { alarm, auroraOf, cluster, dbInstance, instance, member, replica, template, terraform, without } from './rules/database-documents';
import { Topology } from '../../src/review';
import { OF_DATA } from '../../src/review/rules/of-data';

function evidenceOf(document: object) {
  const topology = 'Resources' in document ? Topology.fromCloudFormation(document) : Topology.fromTerraform(document);
  return OF_DATA.flatMap((rule) => rule.check(topology, { topologies: [topology] }).map((evidence) => ({ ...evidence, rule })));
}

/** What is found, with how much it weighs there: `error single-database`. */
function weighed(document: object): string[] {
  return evidenceOf(document).map(({ severity, rule }) => `${severity ?? rule.severity} ${rule.id}`);
}

function messages(document: object, id: string): string[] {
  return evidenceOf(document).filter(({ rule }) => rule.id === id).map(({ message }) => message);
}

const WATCHED = { Alarm: alarm('CPUUtilization') };

describe('what is sound', () => {
  test('a database of RDS with a replica that somebody watches', () => {
    expect(weighed(template({ Writer: instance(), Replica: replica(), Lag: alarm('ReplicaLag', { DBInstanceIdentifier: { Ref: 'Replica' } }), ...WATCHED }))).toEqual([]);
  });

  test('a cluster of Aurora with a reader', () => {
    const watched = { Lag: alarm('AuroraReplicaLagMaximum', { DBClusterIdentifier: { Ref: 'Cluster' } }), Cpu: alarm('CPUUtilization', { DBClusterIdentifier: { Ref: 'Cluster' } }) };
    expect(weighed(template({ Cluster: cluster(), One: member(), Two: member(), ...watched }))).toEqual([]);
  });

  test('a cluster whose servers AWS makes, or another document does', () => {
    const wide = cluster({ Engine: 'postgres', DBClusterInstanceClass: 'db.m7g.large', AllocatedStorage: 100 });
    const watched = alarm('CPUUtilization', { DBClusterIdentifier: { Ref: 'Cluster' } });
    expect(weighed(template({ Cluster: wide, Alarm: watched }))).toEqual([]);
    expect(weighed(template({ Cluster: cluster(), Alarm: watched }))).toEqual([]);
  });

  test('a member whose cluster is in another document, which decides', () => {
    expect(weighed(template({ Member: member({ DBClusterIdentifier: { 'Fn::ImportValue': 'cluster' } }) }))).toEqual([]);
  });

  test('what follows a database elsewhere, which is judged there', () => {
    expect(weighed(template({ Standby: replica({ SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111111111111:db:orders' }) }))).toEqual(['note unwatched-lag']);
    expect(weighed(template({ Member: group({ GlobalReplicationGroupId: 'shop', NumCacheClusters: 1 }) }))).toEqual(['note unwatched-cache']);
  });

  test('a cache with a replica, a user and somebody who watches', () => {
    const watched = { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/ElastiCache', MetricName: 'Evictions' } } };
    expect(weighed(template({ Cache: group(), ...watched }))).toEqual([]);
  });
});

const ELSEWHERE = { 'Fn::ImportValue': 'said-elsewhere' };
const SCALED = {
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: { ResourceId: { 'Fn::Sub': 'cluster:${Cluster}' }, ScalableDimension: 'rds:cluster:ReadReplicaCount', MinCapacity: 1, MaxCapacity: 4 },
};
const SHARD = { NodeGroupId: '0001', ReplicaCount: 1, PrimaryAvailabilityZone: 'eu-west-1a' };

describe('what the document does not tell, or tells in another way, is not found', () => {
  test.each([
    ['single-database', { ...dbInstance({ multi_az: false, count: '${var.copies}' }), variable: { copies: {} } }],
    ['single-database', template({
      Writer: instance({ Engine: 'sqlserver-se', MultiAZ: undefined, OptionGroupName: { Ref: 'Options' } }),
      Options: { Type: 'AWS::RDS::OptionGroup', Properties: { EngineName: 'sqlserver-se', OptionConfigurations: [{ OptionName: 'SQLSERVER_MIRRORING' }] } },
    })],
    ['no-failover-target', template({ Cluster: cluster(), One: member(), Scaled: SCALED })],
    ['no-failover-target', template({ Writer: instance({ MultiAZ: ELSEWHERE }), Replica: replica() })],
    ['smaller-replica', auroraOf({ one: { promotion_tier: 0, instance_class: 'db.r7g.xlarge' }, two: { promotion_tier: 2 }, three: { instance_class: 'db.r7g.xlarge' } })],
    ['unprotected-database', template({ Writer: instance({ DeletionProtection: ELSEWHERE }) })],
    ['unencrypted-database', template({ Writer: instance({ StorageEncrypted: ELSEWHERE }) })],
    ['unencrypted-database', template({ Writer: instance({ StorageEncrypted: undefined, KmsKeyId: 'alias/orders' }) })],
    ['full-disk', template({ Writer: instance({ MaxAllocatedStorage: ELSEWHERE }) })],
    ['unwatched-database', template({ Writer: instance(), Alarm: alarm('CPUUtilization', { DatabaseClass: 'db.m7g.large' }) })],
    ['reads-on-writer', template({ Writer: instance({ MultiAZ: false }) })],
    ['single-node-cache', terraform({ aws_elasticache_cluster: { one: { engine: 'redis', replication_group_id: 'sessions' } } })],
    ['cache-in-one-zone', template({ Cache: group({ PreferredCacheClusterAZs: [ELSEWHERE, ELSEWHERE] }) })],
    ['cache-in-one-zone', template({ Cache: group({ NumCacheClusters: undefined, NodeGroupConfiguration: [SHARD, SHARD] }) })],
    ['open-cache', terraform({ aws_elasticache_serverless_cache: { pages: { engine: 'memcached', name: 'pages' } } })],
    ['open-cache', template({ Cache: group({ UserGroupIds: undefined, GlobalReplicationGroupId: 'shop' }) })],
    ['open-cache', template({ Cache: group({ UserGroupIds: ELSEWHERE }) })],
    ['open-cache', template({ Cache: group({ UserGroupIds: undefined, AuthToken: ELSEWHERE }) })],
    ['unencrypted-cache', template({ Cache: memcached() })],
    ['unwatched-cache', terraform({ aws_elasticache_cluster: { one: { replication_group_id: 'sessions' } } })],
    ['cache-without-snapshots', terraform({ aws_elasticache_serverless_cache: { pages: { engine: 'memcached', name: 'pages' } } })],
    ['replaced-on-reshard', template({ Cache: group({ NumNodeGroups: 3 }, { UpdatePolicy: { UseOnlineResharding: ELSEWHERE } }) })],
    ['replaced-on-reshard', terraform({ aws_elasticache_replication_group: { sessions: { engine: 'valkey', num_node_groups: 3, replicas_per_node_group: 1 } } })],
  ])('%s', (id, document) => {
    expect(messages(document, id)).toEqual([]);
  });
});

describe('what weighs more, and what less', () => {
  test('no backups are an error, few of them a note, and others beside none a warning', () => {
    expect(weighed(template({ Writer: instance({ BackupRetentionPeriod: 0 }) }))).toContain('error no-backups');
    expect(weighed(template({ Writer: without('BackupRetentionPeriod') }))).toContain('note no-backups');
    const others = { Plan: { Type: 'AWS::Backup::BackupSelection' } };
    expect(weighed(template({ Writer: instance({ BackupRetentionPeriod: 0 }), ...others }))).toContain('warning no-backups');
  });

  test('where nobody says anything, Terraform takes no backups of an instance, and of a cluster those of a day', () => {
    expect(messages(dbInstance({ backup_retention_period: undefined }), 'no-backups')).toEqual(['Backups are kept for 0 days, which is what holds where nothing is said.']);
    const unsaid = terraform({ aws_rds_cluster: { orders: { engine: 'aurora-mysql' } } });
    expect(messages(unsaid, 'no-backups')).toEqual(['Backups are kept for 1 day, which is what holds where nothing is said.']);
  });

  test.each([
    ['Delete', 'error'], ['Snapshot', 'warning'], [undefined, 'warning'], ['Retain', 'note'], ['RetainExceptOnCreate', 'note'],
  ])('without protection, what is deleted by %s is: %s', (DeletionPolicy, severity) => {
    expect(weighed(template({ Writer: without('DeletionProtection', { DeletionPolicy }) }))).toContain(`${severity} unprotected-database`);
  });

  test('Aurora that says it is not encrypted may be, as all new clusters are', () => {
    expect(weighed(template({ Cluster: cluster({ StorageEncrypted: false }) }))).toContain('note unencrypted-database');
    expect(weighed(template({ Cluster: cluster({ Engine: 'postgres', StorageEncrypted: undefined }) }))).toContain('warning unencrypted-database');
  });

  test('nobody watches lag here: worse where there are alarms, as they are elsewhere otherwise', () => {
    expect(weighed(template({ Writer: instance(), Replica: replica() }))).toContain('note unwatched-lag');
    expect(weighed(template({ Writer: instance(), Replica: replica(), ...WATCHED }))).toContain('warning unwatched-lag');
    expect(weighed(tunedGroup({ 'maxmemory-policy': 'noeviction' }))).toContain('note refused-writes');
    expect(weighed(tunedGroup({ 'maxmemory-policy': 'noeviction' }, WATCHED))).toContain('warning refused-writes');
    // It evicts nothing, and its memory is told of already.
    expect(weighed(tunedGroup({ 'maxmemory-policy': 'noeviction' }))).not.toContain('note unwatched-cache');
    expect(weighed(tunedGroup({ 'maxmemory-policy': 'volatile-lru' }))).toContain('note unwatched-cache');
  });

  test('one node of Memcached is a copy of what the database has', () => {
    expect(weighed(template({ Cache: memcached({ NumCacheNodes: 1, AZMode: undefined }) }))).toEqual(['warning single-node-cache', 'note unwatched-cache']);
  });

  test('nodes that are in one zone for sure are an error', () => {
    expect(weighed(template({ Cache: group({ MultiAZEnabled: false }) }))).toContain('warning cache-in-one-zone');
    expect(weighed(template({ Cache: group({ PreferredCacheClusterAZs: ['eu-west-1a', 'eu-west-1a'] }) }))).toContain('error cache-in-one-zone');
    const subnets = { Group: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { Description: 'One', SubnetIds: ['subnet-a'] } } };
    expect(messages(template({ Cache: group({ CacheSubnetGroupName: { Ref: 'Group' } }), ...subnets }), 'cache-in-one-zone')).toEqual(['Every subnet is in one zone.']);
  });
});

describe('who is let in', () => {
  const files = (configuration: object, statement: object = {}) => template({
    Files: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' }, PublicAccessBlockConfiguration: configuration } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...statement } } },
    },
  });

  test.each([
    ['everybody', files({ BlockPublicAcls: true }), ['warning public-bucket']],
    ['whoever comes from a network', files({ BlockPublicAcls: true }, { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }), ['note public-bucket']],
    ['nobody, whatever the policy says', files({ RestrictPublicBuckets: true }), ['note public-bucket']],
    ['nobody yet', files({ BlockPublicAcls: true }, { Principal: { Service: 'cloudfront.amazonaws.com' } }), ['note public-bucket']],
    ['those whom AWS lets in', files({ 'Fn::If': ['Open', {}, {}] }), []],
  ])('%s', (_, document, expected) => {
    expect(weighed(document)).toEqual(expected);
  });
});

describe('what is counted', () => {
  test('each replica without an alarm', () => {
    const two = { One: replica(), Two: replica(), Lag: alarm('ReplicaLag', { DBInstanceIdentifier: { Ref: 'Two' } }) };
    expect(messages(template({ Writer: instance(), ...two }), 'unwatched-lag')).toEqual(['1 replica without an alarm on ReplicaLag.']);
  });

  test('a query of metrics is about every database', () => {
    const query = 'SELECT MAX(ReplicaLag) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)';
    const asked = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'q1', Expression: query, Period: 60 }] } };
    expect(messages(template({ Writer: instance(), Replica: replica(), Asked: asked }), 'unwatched-lag')).toEqual([]);
  });

  test('a member more that may be made', () => {
    const perhaps = auroraOf({ one: {}, two: { count: '${var.readers}' } });
    expect(messages({ ...perhaps, variable: { readers: {} } }, 'no-failover-target')).toEqual([]);
  });

  test('the one of the lowest tier takes over, and of several the largest', () => {
    const large = { instance_class: 'db.r7g.4xlarge' };
    expect(messages(auroraOf({ one: { ...large, promotion_tier: 0 }, two: { promotion_tier: 1 }, three: { ...large, promotion_tier: 1 } }), 'smaller-replica')).toEqual([]);
    expect(messages(auroraOf({ one: { ...large, promotion_tier: 0 }, two: { promotion_tier: 1 }, three: { ...large, promotion_tier: 2 } }), 'smaller-replica'))
      .toEqual(['db.r7g.large takes over from db.r7g.4xlarge.']);
    expect(messages(auroraOf({ one: { ...large, promotion_tier: 0 }, two: { instance_class: 'db.serverless' } }), 'smaller-replica')).toEqual([]);
  });
});

test('a password is told of, and never told', () => {
  const PASSWORD = 'correct-horse-battery';
  const documents = [
    template({ Writer: instance({ ManageMasterUserPassword: undefined, MasterUserPassword: PASSWORD, DBInstanceIdentifier: PASSWORD }) }),
    dbInstance({ username: 'orders', password: PASSWORD }),
    replicationGroup({ auth_token: PASSWORD, description: PASSWORD }),
    withUser({ AccessString: `on >${PASSWORD} ~* +@all` }),
  ];
  for (const document of documents) {
    const found = evidenceOf(document).map(({ rule, ...evidence }) => ({ id: rule.id, ...evidence }));
    expect(found.filter(({ id }) => id === 'password-in-document')).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(PASSWORD);
  }
});
