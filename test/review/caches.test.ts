import { assert, constantFrom, integer, property } from 'fast-check';
import { CACHED, CACHED_BY_TERRAFORM, SAME_CACHES } from './cache-documents';
import { Topology } from '../../src/review';

/** A topology with the ids of the other engine's document, apart from what it took for granted, and names that only Terraform gives. */
function renamed(topology: Topology, ids: Readonly<Record<string, string>> = {}): any {
  const name = (node: any): any => {
    if (typeof node === 'string') { return ids[node] ?? node; }
    if (Array.isArray(node)) { return node.map(name); }
    if (node === null || typeof node !== 'object') { return node; }
    return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'finalSnapshotName').map(([key, value]) => [key, name(value)]));
  };
  const { engine, assumptions, notUnderstood, ...facts } = JSON.parse(JSON.stringify(topology));
  return name(facts);
}

const template = (Resources: object, rest: object = {}) => Topology.fromCloudFormation({ ...rest, Resources });
const terraform = (resource: object, rest: object = {}) => Topology.fromTerraform({ ...rest, resource });
const group = (Properties: object, others: object = {}) => template({ G: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties }, ...others }).caches[0];
const groupByTerraform = (args: object, others: object = {}) => terraform({ aws_elasticache_replication_group: { g: args }, ...others }).caches[0];
const cluster = (Properties: object) => template({ C: { Type: 'AWS::ElastiCache::CacheCluster', Properties } }).caches[0];
const serverless = (Properties: object, rest: object = {}) => template({ S: { Type: 'AWS::ElastiCache::ServerlessCache', Properties, ...rest } }).caches[0];

describe('caches of three kinds', () => {
  const topology = Topology.fromCloudFormation(CACHED);
  const [sessions, endless, plain, ...others] = topology.caches;

  test('are the same in both engines\' words', () => {
    expect(renamed(Topology.fromTerraform(CACHED_BY_TERRAFORM), SAME_CACHES)).toEqual(renamed(topology));
  });

  test('are three, of which everything is known', () => {
    expect(others).toEqual([]);
    expect(topology.unknowns).toEqual([]);
    expect(topology.notUnderstood).toEqual({ 'AWS::KMS::Key': 1, 'AWS::KinesisFirehose::DeliveryStream': 1, 'AWS::SNS::Topic': 1 });
    expect(Object.keys(Topology.fromTerraform(CACHED_BY_TERRAFORM).notUnderstood)).toEqual(['AWS::KMS::Key', 'AWS::SNS::Topic', 'aws_kinesis_firehose_delivery_stream']);
  });

  test('a replication group with its shards', () => {
    expect(sessions).toMatchObject({
      id: 'Sessions',
      kind: 'replication-group',
      name: 'sessions',
      engine: 'valkey',
      engineVersion: '8.2',
      nodeType: 'cache.r7g.large',
      clusterMode: true,
      shards: 3,
      replicasPerShard: 2,
      nodeGroups: [],
      multiAz: true,
      automaticFailover: true,
      port: 6380,
      encryptedInTransit: true,
      transitEncryptionMode: 'required',
      encryptedAtRest: true,
      kmsKey: 'Key',
      parameterGroupId: 'Tuned',
      parameterGroupFamily: 'valkey8',
      parameters: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-ttl', 'reserved-memory-percent': '30' },
      evictionPolicy: 'volatile-ttl',
      reservedMemoryPercent: 30,
      snapshotRetentionDays: 15,
      snapshotWindow: '03:00-04:00',
      maintenanceWindow: 'sun:04:30-sun:05:30',
      minorUpgrades: true,
      eventTopic: '<AWS::SNS::Topic.Ref>',
      securityGroupIds: ['Group'],
      subnetIds: ['subnet-a', 'subnet-b'],
      alarmIds: ['Full'],
      onlineResharding: true,
      isRetained: false,
      finalSnapshot: true,
    });
  });

  test('who may log in, without what they log in with', () => {
    expect(sessions.userGroups).toEqual([{ id: 'Users', name: 'sessions', engine: 'valkey' }]);
    expect(sessions.users).toEqual([
      { id: 'App', userId: 'sessions-app', name: 'sessions-app', engine: 'valkey', authentication: 'iam', access: 'on ~* -@all +@read +@write', passwords: [], secretIds: [] },
      { id: 'Old', userId: 'sessions-old', name: 'old', engine: 'valkey', authentication: 'password', access: 'on ~* +@all', passwords: ['generated'], secretIds: ['Password'] },
    ]);
    expect(topology.secrets).toMatchObject([{ id: 'Password', generated: { username: 'old', length: 64, excludeCharacters: ',"/@' } }]);
  });

  test('what it writes down', () => {
    expect(sessions.logs).toEqual([
      { type: 'slow-log', format: 'json', destinationType: 'cloudwatch-logs', destinationId: 'Slow' },
      { type: 'engine-log', format: 'text', destinationType: 'kinesis-firehose', destinationId: 'engine-stream' },
    ]);
  });

  test('shards that come and go', () => {
    expect(sessions.shardScaling).toMatchObject({
      minimum: 3,
      maximum: 9,
      policies: [{
        id: 'ByCpu', type: 'TargetTrackingScaling', predefinedMetric: 'ElastiCachePrimaryEngineCPUUtilization', target: 60, scaleInCooldownSeconds: 900, scaleOutCooldownSeconds: 600,
      }],
    });
    expect(sessions.replicaScaling).toBeUndefined();
  });

  test('one without nodes, which AWS spreads and encrypts', () => {
    expect(endless).toEqual({
      id: 'Endless',
      kind: 'serverless',
      name: 'endless',
      engine: 'valkey',
      engineVersion: '8',
      nodeGroups: [],
      zones: [],
      multiAz: true,
      port: 6379,
      readerPort: 6380,
      encryptedInTransit: true,
      encryptedAtRest: true,
      userGroups: sessions.userGroups,
      users: sessions.users,
      snapshotRetentionDays: 7,
      dailySnapshotTime: '03:00',
      restoredFrom: [],
      logs: [],
      securityGroupIds: ['Group'],
      subnetIds: ['subnet-a', 'subnet-b'],
      limits: { minStorageGb: 1, maxStorageGb: 10, maxEcpuPerSecond: 5000 },
      alarmIds: [],
      isRetained: false,
      finalSnapshot: false,
    });
  });

  test('one of Memcached, which keeps nothing', () => {
    expect(plain).toMatchObject({
      kind: 'cluster', name: 'plain', engine: 'memcached', nodes: 2, multiAz: true, zones: ['<zone 0>', '<zone 1>'], port: 11_211, encryptedInTransit: true, encryptedAtRest: false, users: [],
    });
    expect(plain.snapshotRetentionDays).toBeUndefined();
    expect(plain.evictionPolicy).toBeUndefined();
  });

  test('where they are is told by what they are', () => {
    expect(topology.parameters[0].value?.split('\n')).toEqual([
      '<AWS::ElastiCache::ReplicationGroup.ConfigurationEndPoint.Address>', '<AWS::ElastiCache::ServerlessCache.Endpoint.Address>', '<AWS::ElastiCache::CacheCluster.ConfigurationEndpoint.Address>',
    ]);
  });
});

describe('shards and replicas, by each of the ways to say them', () => {
  test.each([
    ['nothing', {}, { shards: 1, replicasPerShard: 0, clusterMode: false, port: 6379 }],
    ['nodes', { NumCacheClusters: 3 }, { shards: 1, replicasPerShard: 2, clusterMode: false }],
    ['shards', { NumNodeGroups: 4 }, { shards: 4, replicasPerShard: undefined, clusterMode: true }],
    ['one shard and its replicas', { NumNodeGroups: 1, ReplicasPerNodeGroup: 2 }, { shards: 1, replicasPerShard: 2, clusterMode: false }],
    ['shards as text', { NumNodeGroups: '2', ReplicasPerNodeGroup: '1' }, { shards: 2, replicasPerShard: 1, clusterMode: true }],
    ['shards one by one', { NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }] }, { shards: 2, replicasPerShard: 1, clusterMode: true }],
    ['shards that differ', { NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 2 }] }, { shards: 2, replicasPerShard: undefined }],
    ['shards one by one with replicas for all', { NodeGroupConfiguration: [{}, {}], ReplicasPerNodeGroup: 3 }, { shards: 2, replicasPerShard: 3 }],
    ['a cluster that was there', { PrimaryClusterId: 'old' }, { shards: 1, replicasPerShard: undefined }],
    ['a group elsewhere', { GlobalReplicationGroupId: 'world' }, { shards: undefined, replicasPerShard: undefined, clusterMode: undefined, globalGroupId: 'world' }],
    ['what is not told', { NumNodeGroups: { 'Fn::ImportValue': 'x' } }, { shards: undefined, replicasPerShard: undefined, clusterMode: undefined }],
  ])('%s', (_, properties, expected) => {
    expect(group(properties)).toMatchObject(expected);
  });

  test('each is told by itself', () => {
    const { nodeGroups } = groupByTerraform({
      num_node_groups: 2,
      node_group_configuration: [
        { node_group_id: '0001', slots: '0-8191', replica_count: 1, primary_availability_zone: 'eu-west-1a', replica_availability_zones: ['eu-west-1b'] },
        { node_group_id: '0002', slots: '8192-16383', replica_count: 0 },
      ],
    });
    expect(nodeGroups).toEqual([
      { name: '0001', slots: '0-8191', replicas: 1, primaryZone: 'eu-west-1a', replicaZones: ['eu-west-1b'] }, { name: '0002', slots: '8192-16383', replicas: 0, replicaZones: [] },
    ]);
  });

  test('replicas that Terraform writes apart count', () => {
    const { caches } = terraform({
      aws_elasticache_replication_group: { g: { replication_group_id: 'g', num_cache_clusters: 2 } },
      aws_elasticache_cluster: { one: { cluster_id: 'g-1', replication_group_id: '${aws_elasticache_replication_group.g.id}' }, two: { cluster_id: 'x-1', replication_group_id: 'elsewhere' } },
    });
    expect(caches).toMatchObject([{ replicasPerShard: 2 }, { kind: 'cluster', name: 'x-1', replicationGroup: 'elsewhere' }]);
    expect(caches[1]).not.toHaveProperty('encryptedAtRest');
    expect(caches[1]).not.toHaveProperty('snapshotRetentionDays');
  });

  test('the blocks of older providers are read too', () => {
    expect(groupByTerraform({ cluster_mode: [{ num_node_groups: 2, replicas_per_node_group: 1 }] }))
      .toMatchObject({ shards: 2, replicasPerShard: 1, clusterMode: true });
    expect(groupByTerraform({ number_cache_clusters: 2, availability_zones: ['a', 'b'] })).toMatchObject({ replicasPerShard: 1, zones: ['a', 'b'] });
  });

  test.each([
    [{ ClusterMode: 'enabled' }, true],
    [{ ClusterMode: 'compatible', CacheParameterGroupName: 'default.valkey8' }, true],
    [{ ClusterMode: 'Disabled' }, false],
    [{ CacheParameterGroupName: 'default.redis7.cluster.on' }, true],
    [{ CacheParameterGroupName: 'default.redis6.x', NumNodeGroups: 1 }, false],
    [{ CacheParameterGroupName: 'theirs' }, undefined],
    [{ CacheParameterGroupName: 'theirs', NumNodeGroups: 2 }, true],
  ])('cluster mode by %j is %s', (properties, clusterMode) => {
    expect(group(properties).clusterMode).toBe(clusterMode);
  });
});

describe('where nothing is said, AWS\'s own defaults hold', () => {
  test('of Redis OSS', () => {
    expect(group({ Engine: 'redis' })).toMatchObject({
      port: 6379,
      encryptedInTransit: false,
      encryptedAtRest: false,
      multiAz: false,
      automaticFailover: false,
      snapshotRetentionDays: 0,
      evictionPolicy: 'volatile-lru',
      reservedMemoryPercent: 25,
      onlineResharding: false,
      users: [],
      userGroups: [],
      logs: [],
      zones: [],
      restoredFrom: [],
      finalSnapshot: false,
    });
  });

  test('of Valkey, about which AWS contradicts itself', () => {
    const cache = group({ Engine: 'valkey' });
    expect([cache.port, cache.encryptedInTransit, cache.encryptedAtRest, cache.minorUpgrades]).toEqual([6379, undefined, undefined, undefined]);
  });

  test('of Terraform\'s provider', () => {
    expect(groupByTerraform({})).toMatchObject({ engine: 'redis', encryptedAtRest: false, encryptedInTransit: false, minorUpgrades: true, onlineResharding: true, finalSnapshot: false });
    expect(groupByTerraform({ engine: 'valkey' })).toMatchObject({ encryptedAtRest: true });
    expect(groupByTerraform({ engine: 'valkey' }).encryptedInTransit).toBeUndefined();
    expect(groupByTerraform({ global_replication_group_id: 'world' }).engine).toBeUndefined();
  });

  test('of nodes by themselves', () => {
    expect(cluster({ Engine: 'memcached' })).toMatchObject({ port: 11_211, multiAz: false, encryptedInTransit: false, encryptedAtRest: false });
    expect(cluster({ Engine: 'redis' })).toMatchObject({ port: 6379, snapshotRetentionDays: 0, evictionPolicy: 'volatile-lru' });
    expect(cluster({ Engine: 'memcached', PreferredAvailabilityZones: ['a', 'b'] }).multiAz).toBeUndefined();
    expect(cluster({ Engine: 'memcached', PreferredAvailabilityZone: 'a' })).toMatchObject({ zones: ['a'], multiAz: false });
  });

  test('of serverless Memcached', () => {
    expect(serverless({ Engine: 'memcached' })).toMatchObject({ port: 11_211, readerPort: undefined, encryptedInTransit: true, encryptedAtRest: true });
  });

  test('of parameters in a group that is here, and none of one that is not', () => {
    const here = { P: { Type: 'AWS::ElastiCache::ParameterGroup', Properties: { CacheParameterGroupFamily: 'redis7', Description: '' } } };
    expect(group({ CacheParameterGroupName: { Ref: 'P' } }, here)).toMatchObject({ parameters: {}, evictionPolicy: 'volatile-lru', reservedMemoryPercent: 25, clusterMode: false });
    expect(group({ CacheParameterGroupName: 'default.valkey8' })).toMatchObject({ parameterGroupId: 'default.valkey8', parameterGroupFamily: 'valkey8', evictionPolicy: 'volatile-lru' });
    const elsewhere = group({ CacheParameterGroupName: 'theirs' });
    expect([elsewhere.parameterGroupId, elsewhere.evictionPolicy, elsewhere.reservedMemoryPercent, elsewhere.parameters]).toEqual(['theirs', undefined, undefined, undefined]);
  });

  test('bytes that are reserved are no percentage', () => {
    const reserved = { P: { Type: 'AWS::ElastiCache::ParameterGroup', Properties: { Properties: { 'reserved-memory': '1000' } } } };
    expect(group({ CacheParameterGroupName: { Ref: 'P' } }, reserved).reservedMemoryPercent).toBeUndefined();
  });

  test('what is said and cannot be known is not taken for a default', () => {
    const open = { 'Fn::ImportValue': 'x' };
    const cache = group({ Engine: 'redis', Port: open, TransitEncryptionEnabled: open, SnapshotRetentionLimit: open, MultiAZEnabled: open });
    expect([cache.port, cache.encryptedInTransit, cache.snapshotRetentionDays, cache.multiAz]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('who may log in', () => {
  test.each([
    ['a token in plain text', 'correct horse battery', 'literal'],
    ['a token that is read from a secret', '{{resolve:secretsmanager:sessions:SecretString:token}}', '<secret sessions token>'],
    ['no token', undefined, undefined],
  ])('%s', (_, AuthToken, authToken) => {
    const cache = group({ AuthToken, TransitEncryptionEnabled: true });
    expect(cache.authToken).toBe(authToken);
    expect(JSON.stringify(cache)).not.toContain('correct horse');
  });

  test('a token that is generated, on Terraform', () => {
    expect(groupByTerraform({ auth_token: '${random_password.token.result}' }, { random_password: { token: { length: 32 } } }).authToken).toBe('generated');
    const kept = { aws_secretsmanager_secret: { s: {} }, aws_secretsmanager_secret_version: { v: { secret_id: '${aws_secretsmanager_secret.s.id}', secret_string: '${random_password.token.result}' } } };
    expect(groupByTerraform({ auth_token: '${random_password.token.result}' }, { ...kept, random_password: { token: {} } })).toMatchObject({ authToken: 'generated', authTokenSecretId: 'aws_secretsmanager_secret.s' });
  });

  test('a token that somebody gives when it is deployed is there, and not told', () => {
    const parameters = { Parameters: { Token: { Type: 'String', NoEcho: true, Default: 'correct horse battery' } } };
    const topology = template({ G: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { AuthToken: { Ref: 'Token' } } } }, parameters);
    expect(topology.caches[0].authToken).toBe('<unknown>');
    expect(JSON.stringify(topology)).not.toContain('correct horse');
    const document = { variable: { token: { sensitive: true, default: 'correct horse battery' } } };
    expect(terraform({ aws_elasticache_replication_group: { g: { auth_token: '${var.token}' } } }, document).caches[0].authToken).toBe('<unknown>');
  });

  test.each([
    ['the member that is made', ':SecretString:password::}}', 'generated'],
    ['another member', ':SecretString:username::}}', '<secret <AWS::SecretsManager::Secret.Ref>>'],
    ['all of them', ':SecretString}}', '<secret <AWS::SecretsManager::Secret.Ref>>'],
    ['more than that', ':SecretString:password::}}!', '<secret <AWS::SecretsManager::Secret.Ref>>'],
  ])('a token that is read from a generated secret: %s', (_, end, authToken) => {
    const secret = { S: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { GenerateStringKey: 'password' } } } };
    expect(group({ AuthToken: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'S' }, end]] } }, secret)).toMatchObject({ authToken, authTokenSecretId: 'S' });
  });

  test.each([
    ['a member of its JSON', '${jsondecode(data.aws_secretsmanager_secret_version.v.secret_string)["token"]}', '<secret sessions token>'],
    ['a member by a dot', '${jsondecode(data.aws_secretsmanager_secret_version.v.secret_string).token}', '<secret sessions token>'],
    ['its whole text', '${data.aws_secretsmanager_secret_version.v.secret_string}', '<secret sessions>'],
    ['all members at once', '${jsondecode(data.aws_secretsmanager_secret_version.v.secret_string)}', '<unknown>'],
  ])('a token that Terraform reads from a secret: %s', (_, auth_token, authToken) => {
    const { caches: [cache] } = terraform(
      { aws_elasticache_replication_group: { g: { auth_token } } },
      { data: { aws_secretsmanager_secret_version: { v: { secret_id: 'sessions', secret_string: 'correct horse' } } } });
    expect(cache.authToken).toBe(authToken);
  });

  test('a token that Terraform reads from a secret that it makes', () => {
    const { caches: [cache] } = terraform({
      aws_elasticache_replication_group: { g: { auth_token: '${jsondecode(data.aws_secretsmanager_secret_version.v.secret_string)["token"]}' } },
      aws_secretsmanager_secret: { s: {} },
    }, { data: { aws_secretsmanager_secret_version: { v: { secret_id: '${aws_secretsmanager_secret.s.id}' } } } });
    expect(cache).toMatchObject({ authToken: '<secret <AWS::SecretsManager::Secret.Ref>>', authTokenSecretId: 'aws_secretsmanager_secret.s' });
  });

  const withUser = (Properties: object) => group({ UserGroupIds: [{ Ref: 'U' }] }, {
    U: { Type: 'AWS::ElastiCache::UserGroup', Properties: { UserIds: [{ Ref: 'A' }] } },
    A: { Type: 'AWS::ElastiCache::User', Properties },
  }).users[0];

  test.each([
    [{ AuthenticationMode: { Type: 'iam' } }, 'iam', []],
    [{ AuthenticationMode: { Type: 'no-password-required' } }, 'none', []],
    [{ AuthenticationMode: { Type: 'by-face' } }, 'by-face', []],
    [{ NoPasswordRequired: 'true' }, 'none', []],
    [{ Passwords: ['correct horse battery', 'staple'] }, 'password', ['literal', 'literal']],
    [{ Passwords: ['{{resolve:secretsmanager:app:SecretString:password}}'] }, 'password', ['<secret app password>']],
    [{ AuthenticationMode: { Type: 'password', Passwords: ['correct horse battery'] } }, 'password', ['literal']],
    [{ AuthenticationMode: { Type: 'password', Passwords: [{ Ref: 'Nowhere' }] } }, 'password', ['<unknown>']],
    [{}, undefined, []],
  ])('with %j', (properties, authentication, passwords) => {
    const user = withUser(properties);
    expect([user.authentication, user.passwords]).toEqual([authentication, passwords]);
    expect(JSON.stringify(user)).not.toMatch(/correct horse|staple/);
  });

  test.each([
    ['on ~* +@all >horse #0123abcd -@dangerous', 'on ~* +@all >literal >literal -@dangerous'], ['on ~app:* resetchannels &* +@read', 'on ~app:* resetchannels &* +@read'],
  ])('whose rights are %s', (AccessString, access) => {
    expect(withUser({ AccessString }).access).toBe(access);
  });

  test('by an id of another\'s, among them AWS\'s own, who may do everything', () => {
    const { users, userGroups } = group({ UserGroupIds: [{ Ref: 'U' }, 'theirs'] }, { U: { Type: 'AWS::ElastiCache::UserGroup', Properties: { UserGroupId: 'u', UserIds: ['default', 'somebody'] } } });
    expect(userGroups).toEqual([{ id: 'U', name: 'u' }, { id: 'theirs', name: 'theirs' }]);
    expect(users).toEqual([
      { id: 'default', userId: 'default', name: 'default', authentication: 'none', access: 'on ~* +@all', passwords: [], secretIds: [] },
      { id: 'somebody', userId: 'somebody', passwords: [], secretIds: [] },
    ]);
  });

  test('by their names', () => {
    const { users, userGroups } = group({ UserGroupIds: ['sessions'] }, {
      U: { Type: 'AWS::ElastiCache::UserGroup', Properties: { UserGroupId: 'sessions', UserIds: ['app'] } },
      A: { Type: 'AWS::ElastiCache::User', Properties: { UserId: 'app', UserName: 'app' } },
    });
    expect([userGroups.map(({ id }) => id), users.map(({ id }) => id)]).toEqual([['U'], ['A']]);
  });

  test('a password that stands elsewhere too is told nowhere', () => {
    const topology = template({
      A: { Type: 'AWS::ElastiCache::User', Properties: { Passwords: ['correct horse battery'] } },
      P: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'PASSWORD=correct horse battery' } },
    });
    expect(topology.parameters[0].value).toBe('PASSWORD=<secret>');
  });

  test('nor is it read through what refers to it', () => {
    const { parameters } = terraform({
      aws_elasticache_user: { u: { passwords: ['correct horse'], authentication_mode: { type: 'password', passwords: ['correct horse'] } } },
      aws_elasticache_replication_group: { g: { auth_token: 'correct horse' } },
      aws_ssm_parameter: {
        p: { value: '${aws_elasticache_user.u.passwords[0]}' }, q: { value: '${aws_elasticache_replication_group.g.auth_token}' }, r: { value: '${aws_elasticache_user.u.authentication_mode[0].passwords[0]}' },
      },
    });
    expect(JSON.stringify(parameters)).not.toContain('correct horse');
  });
});

describe('what becomes of it', () => {
  test.each([
    ['Retain', true, false], ['RetainExceptOnCreate', true, false], ['Snapshot', false, true], ['Delete', false, false], [undefined, false, false],
  ])('deleted by %s it is retained %s, with a snapshot %s', (DeletionPolicy, isRetained, finalSnapshot) => {
    expect(template({ G: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: {}, DeletionPolicy } }).caches).toMatchObject([{ isRetained, finalSnapshot }]);
  });

  test('by Terraform, or without nodes, a snapshot is left where it has a name', () => {
    expect(groupByTerraform({ final_snapshot_identifier: 'last', lifecycle: { prevent_destroy: true } })).toMatchObject({ isRetained: true, finalSnapshot: true, finalSnapshotName: 'last' });
    expect(groupByTerraform({ final_snapshot_identifier: '' }).finalSnapshot).toBe(false);
    expect(serverless({ FinalSnapshotName: 'last' })).toMatchObject({ finalSnapshot: true, finalSnapshotName: 'last' });
    const pieceOf = (index: number, separator: string, text: object) => ({ 'Fn::Select': [index, { 'Fn::Split': [separator, text] }] });
    const inStackId = (index: number, separator: string) => pieceOf(index, separator, { Ref: 'AWS::StackId' });
    const named = (life: object) => serverless({ FinalSnapshotName: { 'Fn::Sub': ['last-${life}', { life }] } }).finalSnapshotName;
    expect(named(pieceOf(0, '-', inStackId(2, '/')))).toBe('last-<AWS::StackId.1>');
    expect(named(pieceOf(4, '-', inStackId(2, '/')))).toBe('last-<AWS::StackId.5>');
    expect(named(inStackId(1, '/'))).toBe('last-<AWS::StackName>');
    expect(named({ Ref: 'AWS::StackId' })).toBe('last-<AWS::StackId>');
    // A stack's name may have hyphens: what comes after them is counted by nobody.
    expect(named(inStackId(1, '-'))).toBe('last-<unknown>');
    expect(serverless({}, { DeletionPolicy: 'Retain' })).toMatchObject({ isRetained: true, finalSnapshot: false });
  });

  test('it may begin with snapshots', () => {
    expect(group({ SnapshotName: 'yesterday' }).restoredFrom).toEqual(['yesterday']);
    expect(group({ SnapshotArns: ['arn:aws:s3:::b/one.rdb', 'arn:aws:s3:::b/two.rdb'] }).restoredFrom).toHaveLength(2);
    expect(serverless({ SnapshotArnsToRestore: ['arn:aws:elasticache:eu-west-1:1:serverlesscachesnapshot:s'] }).restoredFrom).toHaveLength(1);
  });

  test('it may be one of several around the world', () => {
    const world = { W: { Type: 'AWS::ElastiCache::GlobalReplicationGroup', Properties: { Members: [{ ReplicationGroupId: { Ref: 'G' }, Role: 'PRIMARY' }] } } };
    expect(group({}, world).globalGroupId).toBe('W');
    expect(groupByTerraform({}, { aws_elasticache_global_replication_group: { w: { primary_replication_group_id: '${aws_elasticache_replication_group.g.id}' } } }).globalGroupId)
      .toBe('aws_elasticache_global_replication_group.w');
  });

  test('and was made as the first of them, or joined them', () => {
    const made = (role: string) => ({ W: { Type: 'AWS::ElastiCache::GlobalReplicationGroup', Properties: { GlobalReplicationGroupIdSuffix: 'shop', Members: [{ ReplicationGroupId: { Ref: 'G' }, Role: role }] } } });
    expect(group({}, made('PRIMARY'))).toMatchObject({ globalRole: 'primary', globalGroupSuffix: 'shop' });
    expect(group({}, made('SECONDARY'))).toMatchObject({ globalRole: 'secondary', globalGroupId: 'W' });
    expect(group({ GlobalReplicationGroupId: 'ldgnf-shop' })).toMatchObject({ globalRole: 'secondary', globalGroupId: 'ldgnf-shop', globalGroupSuffix: undefined });
    expect(groupByTerraform({ global_replication_group_id: 'ldgnf-shop' })).toMatchObject({ globalRole: 'secondary', globalGroupId: 'ldgnf-shop' });
    expect(groupByTerraform({}, { aws_elasticache_global_replication_group: { w: { global_replication_group_id_suffix: 'shop', primary_replication_group_id: '${aws_elasticache_replication_group.g.id}' } } }))
      .toMatchObject({ globalRole: 'primary', globalGroupSuffix: 'shop' });
    expect(group({}).globalRole).toBeUndefined();
  });

  test('one that joins others has their zones and their failover', () => {
    expect([group({}).multiAz, group({}).automaticFailover]).toEqual([false, false]);
    const joined = group({ GlobalReplicationGroupId: 'ldgnf-shop' });
    expect([joined.multiAz, joined.automaticFailover]).toEqual([undefined, undefined]);
    expect(group({ GlobalReplicationGroupId: 'ldgnf-shop', MultiAZEnabled: true }).multiAz).toBe(true);
  });

  test('a log of what is written, and disks beside the memory', () => {
    expect(group({ Durability: 'sync', DataTieringEnabled: true })).toMatchObject({ durability: 'sync', dataTiering: true });
  });
});

describe('the alarms that watch it', () => {
  const alarm = (Value: unknown, Namespace = 'AWS/ElastiCache') => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace, MetricName: 'Evictions', Dimensions: [{ Name: 'CacheClusterId', Value }] } });
  const watching = (value: unknown, namespace?: string) => group({ ReplicationGroupId: 'sessions' }, { A: alarm(value, namespace) }).alarmIds;

  test.each([
    ['sessions-001', true], ['sessions-0001-002', true], ['sessions', true], [{ Ref: 'G' }, true], [{ 'Fn::Sub': '${G}-001' }, true], ['sessions-2-001', false], ['other-001', false], ['sessions-1', false],
  ])('by %j: %s', (value, isWatched) => {
    expect(watching(value)).toEqual(isWatched ? ['A'] : []);
  });

  test('and not those of other things that are called alike', () => {
    expect(watching('sessions-001', 'AWS/RDS')).toEqual([]);
  });

  test('by one of several metrics', () => {
    const Metrics = ['other-001', 'sessions-001'].map((Value, index) => (
      { Id: `m${index}`, MetricStat: { Metric: { Namespace: 'AWS/ElastiCache', MetricName: 'Evictions', Dimensions: [{ Name: 'CacheClusterId', Value }] }, Stat: 'Sum', Period: 60 } }));
    const math = { A: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'all', Expression: 'm0 + m1' }, ...Metrics] } } };
    expect(group({ ReplicationGroupId: 'sessions' }, math).alarmIds).toEqual(['A']);
  });

  test('of a cache without nodes', () => {
    const { caches } = template({
      S: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: 'endless' } },
      A: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/ElastiCache', MetricName: 'ThrottledCmds', Dimensions: [{ Name: 'clusterId', Value: 'endless' }] } },
    });
    expect(caches[0].alarmIds).toEqual(['A']);
  });
});

test('replicas follow the load of a group that goes by its name', () => {
  const { caches } = terraform({
    aws_elasticache_replication_group: { a: { replication_group_id: 'sessions' }, b: { replication_group_id: 'others' } },
    aws_appautoscaling_target: { t: { scalable_dimension: 'elasticache:replication-group:Replicas', resource_id: 'replication-group/sessions', min_capacity: 1, max_capacity: 5 } },
  });
  expect(caches.map(({ replicaScaling }) => replicaScaling)).toEqual([{ minimum: 1, maximum: 5, policies: [] }, undefined]);
});

test('a plan of Terraform\'s is read as the document is', () => {
  const { caches: [cache] } = Topology.fromTerraform({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [{
          address: 'aws_elasticache_replication_group.g',
          mode: 'managed',
          type: 'aws_elasticache_replication_group',
          name: 'g',
          values: { replication_group_id: 'g', engine: 'valkey', num_cache_clusters: 2, at_rest_encryption_enabled: 'true', auth_token: 'correct horse', auto_minor_version_upgrade: 'false', port: null },
        }],
      },
    },
    configuration: { root_module: { resources: [] } },
  });
  expect(cache).toMatchObject({ replicasPerShard: 1, encryptedAtRest: true, minorUpgrades: false, port: 6379, authToken: 'literal' });
});

test('whatever stands in a property, a topology is read, and no password is in it', () => {
  const oddities = [
    null, -1, '', true, [], {}, [[]], 'correct horse', ['correct horse'], { Ref: 'Nowhere' }, { 'Fn::ImportValue': 'x' }, { Ref: 'Sessions' }, { Ref: 'AWS::NoValue' },
  ];
  const placesIn = (node: any): [object, string][] => node === null || node === undefined || typeof node !== 'object'
    ? []
    : Object.keys(node).flatMap((key) => [[node, key] as [object, string], ...placesIn(node[key])]);
  const documents = [CACHED, CACHED_BY_TERRAFORM];
  assert(property(constantFrom<object>(...documents), integer({ min: 0 }), constantFrom<unknown>(...oddities), (document, place, oddity) => {
    const changed = JSON.parse(JSON.stringify(document));
    const places = Object.values<any>(changed.Resources ?? changed.resource).flatMap((made) => placesIn(changed.Resources ? made.Properties : made));
    const [node, key] = places[place % places.length];
    (node as any)[key] = oddity;
    const topology = changed.Resources ? Topology.fromCloudFormation(changed) : Topology.fromTerraform(changed);
    expect(Array.isArray(topology.caches)).toBe(true);
    if (/^(passwords|passwords_wo|AuthToken|auth_token|AuthenticationMode)$/i.test(key)) { expect(JSON.stringify(topology)).not.toContain('correct horse'); }
  }), { numRuns: 500 });
});
