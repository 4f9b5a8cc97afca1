import { App, CfnParameter, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { expectedCacheFindings } from './expected-cache-findings';
import { Pack } from './expected-findings';
import { findingsOf, invalidIn } from './findings';
import { maskAssets } from './mask-assets';
import { Flags, newStack, NO_FLAGS, RECOMMENDED_FLAGS } from './stacks';
import { connectableCacheOf } from '../../src/awscdk/cache-connectable';
import { SessionCache } from '../../src/awscdk/session-cache';
import { SessionCacheProps } from '../../src/awscdk/session-cache-props';
import { CacheDurability } from '../../src/core/cache-durability';
import { CacheEngine } from '../../src/core/cache-engines';
import { GlobalDatastore } from '../../src/core/cache-global';
import { CacheEvictionPolicy } from '../../src/core/cache-parameters';
import { CacheUser } from '../../src/core/cache-users';
import { Protection } from '../../src/core/protection';

expect.addSnapshotSerializer(maskAssets);

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const ALARM = 'AWS::CloudWatch::Alarm';
const SECRET = 'AWS::SecretsManager::Secret';

type Props = Partial<SessionCacheProps>;
/** Props as a function of the stack, for those that are constructs themselves. */
type PropsIn = (stack: Stack) => Props;

/** In a network of somebody else's, so that only the cache is in the template. */
function networkIn(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs())),
    isolatedSubnetIds: ['subnet-i1', 'subnet-i2', 'subnet-i3'],
    isolatedSubnetRouteTableIds: ['rtb-i', 'rtb-i', 'rtb-i'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
    privateSubnetRouteTableIds: ['rtb-p', 'rtb-p', 'rtb-p'],
  });
}

function cacheIn(stack: Stack, props: Props = {}): SessionCache {
  return new SessionCache(stack, 'Cache', { vpc: networkIn(stack), ...props });
}

function templateOf(props: Props | PropsIn = {}, flags: Flags = NO_FLAGS): Template {
  const stack = newStack(flags);
  cacheIn(stack, typeof props === 'function' ? props(stack) : props);
  return Template.fromStack(stack);
}

const zone = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
const logicalIdOf = (id: string) => new RegExp(`^Cache${id}([0-9a-f]{8})?[0-9A-F]{8}$`);

/** A resource by the id that it has below the construct. */
function resource(template: Template, id: string): any {
  const found = Object.entries(template.toJSON().Resources).filter(([logicalId]) => logicalIdOf(id).test(logicalId));
  if (found.length !== 1) { throw new Error(`${found.length} resources with id ${id}`); }
  return found[0][1];
}

const props = (template: Template, id: string): any => resource(template, id).Properties;
const refTo = (id: string) => ({ Ref: expect.stringMatching(logicalIdOf(id)) });
const attributeOf = (id: string, name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(logicalIdOf(id)), name] });
const alarmsOf = (template: Template) => Object.keys(template.findResources(ALARM)).map((id) => id.replace(/^Cache|Alarm.*$/g, '')).sort();
/** A text with its references left out. */
const textOf = (value: any): string => value['Fn::Join']?.[1].map((part: any) => (typeof part === 'string' ? part : '…')).join('') ?? value;

/** Every option of nodes at once, each away from its default. */
const everything = (stack: Stack): Props => ({
  engine: CacheEngine.valkey('9.0'),
  nodeType: 'cache.r7g.xlarge',
  shards: 3,
  replicasPerShard: 2,
  durability: CacheDurability.SYNC,
  shardScaling: { minShards: 2, maxShards: 6, cpuPercent: 50, memoryPercent: 55 },
  replicaScaling: { minReplicas: 1, maxReplicas: 4, cpuPercent: 45 },
  users: [CacheUser.iam('shop'), CacheUser.password('legacy', { access: '~sess:* +@read +@write' })],
  port: 6390,
  evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL,
  reservedMemoryPercent: 30,
  parameters: { 'slowlog-log-slower-than': '20000' },
  snapshotRetentionDays: 30,
  snapshotWindow: '02:00-03:00',
  maintenanceWindow: 'sun:04:00-sun:05:00',
  logs: { engine: false, retentionDays: 90 },
  withoutMinorUpgrades: true,
  alarms: { memoryPercent: 70, cpuPercent: 60, replicationLagSeconds: 5, connectionsPercent: 50 },
  identifier: 'shop-sessions',
  encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000'),
  alarmTopic: new sns.Topic(stack, 'Topic'),
  eventTopic: new sns.Topic(stack, 'Events'),
  factsOutput: true,
  protection: Protection.NONE,
});

describe.each([['no feature flags', NO_FLAGS], ['all recommended feature flags', RECOMMENDED_FLAGS]])('the default cache with %s', (_, flags) => {
  const template = templateOf({}, flags);
  const group = props(template, 'ReplicationGroup');

  test('is Valkey with a primary and a replica in another zone, which takes over', () => {
    expect(group).toMatchObject({
      Engine: 'valkey',
      EngineVersion: '8.2',
      CacheNodeType: 'cache.m7g.large',
      ReplicationGroupId: 'stack-cache',
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      AutoMinorVersionUpgrade: true,
    });
    for (const name of ['NumNodeGroups', 'ReplicasPerNodeGroup', 'Durability', 'DataTieringEnabled', 'AuthToken', 'SnapshotName', 'NotificationTopicArn']) {
      expect(group).not.toHaveProperty(name);
    }
  });

  test('lies where nobody reaches it, on a port that nobody tries first', () => {
    expect(group).toMatchObject({ Port: 6380, CacheSubnetGroupName: refTo('SubnetGroup'), SecurityGroupIds: [attributeOf('SecurityGroup', 'GroupId')] });
    expect(props(template, 'SubnetGroup').SubnetIds).toEqual(['subnet-i1', 'subnet-i2', 'subnet-i3']);
    expect(props(template, 'SecurityGroup').SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
    expect(props(template, 'SecurityGroup')).not.toHaveProperty('SecurityGroupIngress');
    for (const type of ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']) { template.resourceCountIs(type, 0); }
  });

  test('is encrypted, at rest and on its way', () => {
    expect(group).toMatchObject({ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true });
    expect(group).not.toHaveProperty('KmsKeyId');
  });

  test('is used by one user that logs in with IAM', () => {
    expect(group.UserGroupIds).toEqual([refTo('UserGroup')]);
    expect(props(template, 'UserGroup')).toEqual({ Engine: 'valkey', UserGroupId: 'stack-cache', UserIds: [refTo('Userapp')] });
    expect(props(template, 'Userapp')).toMatchObject({
      Engine: 'valkey', UserId: 'stack-cache-app', UserName: 'stack-cache-app', AuthenticationMode: { Type: 'iam' }, AccessString: expect.stringMatching(/^on /),
    });
    expect(props(template, 'Userapp').AuthenticationMode).toEqual({ Type: 'iam' });
    template.resourceCountIs(SECRET, 0);
  });

  test('throws out the sessions that were used least recently, and keeps memory free', () => {
    expect(group.CacheParameterGroupName).toEqual(refTo('ParameterGroup'));
    expect(props(template, 'ParameterGroup')).toMatchObject({
      CacheParameterGroupFamily: 'valkey8', Properties: { 'maxmemory-policy': 'volatile-lru', 'reserved-memory-percent': '25' },
    });
  });

  test('is kept: snapshots of 15 days, and a last one', () => {
    expect(group.SnapshotRetentionLimit).toBe(15);
    expect(resource(template, 'ReplicationGroup')).toMatchObject({ DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
  });

  test('is changed in place', () => {
    expect(resource(template, 'ReplicationGroup').UpdatePolicy).toEqual({ UseOnlineResharding: true });
  });

  test('sends its logs to groups that are there before it, and stay', () => {
    expect(group.LogDeliveryConfigurations).toEqual([['slow-log', 'SlowLogs'], ['engine-log', 'EngineLogs']].map(([type, id]) => ({
      LogType: type, LogFormat: 'json', DestinationType: 'cloudwatch-logs', DestinationDetails: { CloudWatchLogsDetails: { LogGroup: refTo(id) } },
    })));
    for (const id of ['SlowLogs', 'EngineLogs']) {
      expect(props(template, id)).toMatchObject({ LogGroupName: expect.stringContaining('stack-cache'), RetentionInDays: 30 });
      expect(resource(template, id).DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  test('calls for help', () => {
    expect(alarmsOf(template)).toEqual(['Connections', 'Cpu', 'Evictions', 'Memory', 'ReplicationLag']);
    for (const { Properties } of Object.values(template.findResources(ALARM))) {
      expect(Properties.TreatMissingData).toBe(/none of these nodes says anything/.test(Properties.AlarmDescription) ? 'breaching' : 'notBreaching');
      expect(JSON.stringify(Properties)).toMatch(/stack-cache-001.*stack-cache-002/);
    }
  });

  test('says where it is under a fixed name', () => {
    const { Name, Value } = props(template, 'Coordinates');
    expect(Name).toBe('/scale-out/Stack/Cache/coordinates');
    expect(textOf(Value)).toBe([
      'HOST=…', 'PORT=6380', 'READER_HOST=…', 'READER_PORT=6380', 'NAME=stack-cache', 'TLS=true', 'CLUSTER_MODE=false', 'SERVERLESS=false', 'ENGINE=valkey',
    ].map((line) => `SESSION_CACHE_${line}`).join('\n'));
    expect(Value['Fn::Join'][1]).toEqual(expect.arrayContaining([
      attributeOf('ReplicationGroup', 'PrimaryEndPoint.Address'), attributeOf('ReplicationGroup', 'ReaderEndPoint.Address'),
    ]));
  });

  test('is what the snapshot says', () => {
    if (flags === NO_FLAGS) { expect(template.toJSON()).toMatchSnapshot(); }
  });
});

test('everything on is what the snapshot says, and passes for CloudFormation', () => {
  const stack = newStack();
  cacheIn(stack, everything(stack));
  expect(invalidIn(stack.node.root as App)).toEqual([]);
  const template = Template.fromStack(stack);
  expect(template.toJSON()).toMatchSnapshot();
  const group = props(template, 'ReplicationGroup');
  expect(group).toMatchObject({
    ReplicationGroupId: 'shop-sessions',
    EngineVersion: '9.0',
    CacheNodeType: 'cache.r7g.xlarge',
    NumNodeGroups: 3,
    ReplicasPerNodeGroup: 2,
    Durability: 'sync',
    Port: 6390,
    AutoMinorVersionUpgrade: false,
    SnapshotRetentionLimit: 30,
    SnapshotWindow: '02:00-03:00',
    PreferredMaintenanceWindow: 'sun:04:00-sun:05:00',
    NotificationTopicArn: { Ref: expect.stringMatching(/^Events/) },
    KmsKeyId: expect.stringContaining('key/00000000'),
  });
  expect(group).not.toHaveProperty('NumCacheClusters');
  expect(group.LogDeliveryConfigurations.map(({ LogType }: any) => LogType)).toEqual(['slow-log']);
  expect(props(template, 'SlowLogs').RetentionInDays).toBe(90);
  expect(props(template, 'ParameterGroup')).toMatchObject({
    CacheParameterGroupFamily: 'valkey9',
    Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-ttl', 'reserved-memory-percent': '30', 'slowlog-log-slower-than': '20000' },
  });
  expect(props(template, 'Secretlegacy').KmsKeyId).toBe(group.KmsKeyId);
  for (const { Properties } of Object.values(template.findResources(ALARM))) { expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Topic/) }]); }
  const [{ Value }] = Object.values(template.findOutputs('*'));
  expect(JSON.parse(Value)).toMatchObject({ nodes: 9, snapshotDays: 30 });
});

describe('cluster mode', () => {
  test('finds its shards by one address, and scales them once they are there', () => {
    const stack = newStack();
    const cache = cacheIn(stack, { shards: 2, shardScaling: { maxShards: 5 }, replicaScaling: { maxReplicas: 3 } });
    const template = Template.fromStack(stack);
    expect(stack.resolve([cache.endpoint, cache.readerEndpoint])).toEqual([attributeOf('ReplicationGroup', 'ConfigurationEndPoint.Address'), undefined]);
    expect(cache.clusterMode).toBe(true);
    expect(props(template, 'ReplicationGroup')).toMatchObject({ NumNodeGroups: 2, ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: true });
    expect(props(template, 'ShardScaling')).toEqual({
      ServiceNamespace: 'elasticache',
      ScalableDimension: 'elasticache:replication-group:NodeGroups',
      ResourceId: 'replication-group/stack-cache',
      MinCapacity: 2,
      MaxCapacity: 5,
    });
    expect(props(template, 'ReplicaScaling')).toMatchObject({ ScalableDimension: 'elasticache:replication-group:Replicas', MinCapacity: 1, MaxCapacity: 3 });
    for (const id of ['ShardScaling', 'ReplicaScaling']) {
      expect(resource(template, id).DependsOn).toEqual([expect.stringMatching(logicalIdOf('ReplicationGroup'))]);
    }
    const policies = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).map(({ Properties }) => Properties);
    expect(policies.map(({ ScalingTargetId, TargetTrackingScalingPolicyConfiguration: { TargetValue, PredefinedMetricSpecification } }) => (
      [ScalingTargetId, TargetValue, PredefinedMetricSpecification.PredefinedMetricType]
    ))).toEqual([
      [refTo('ShardScaling'), 60, 'ElastiCachePrimaryEngineCPUUtilization'],
      [refTo('ReplicaScaling'), 60, 'ElastiCacheReplicaEngineCPUUtilization'],
    ]);
  });

  test('changes the number of shards in place, and nothing else', () => {
    const [three, four] = [3, 4].map((shards) => templateOf({ shards, clusterMode: true }).toJSON().Resources);
    expect(Object.keys(four)).toEqual(Object.keys(three));
    const [id] = Object.keys(three).filter((logicalId) => three[logicalId].Type === GROUP);
    expect(four[id].Properties.ReplicationGroupId).toBe('stack-cache');
    expect([three[id].UpdatePolicy, four[id].UpdatePolicy]).toEqual([{ UseOnlineResharding: true }, { UseOnlineResharding: true }]);
    expect([three[id].Properties.NumNodeGroups, four[id].Properties.NumNodeGroups]).toEqual([3, 4]);
    expect({ ...four[id], Properties: { ...four[id].Properties, NumNodeGroups: 3 } }).toEqual(three[id]);
    // The alarms are over all nodes, which are more.
    const others = Object.keys(three).filter((logicalId) => logicalId !== id && three[logicalId].Type !== ALARM);
    for (const other of others) { expect(four[other]).toEqual(three[other]); }
  });
});

test('a replica more is one more node of the same cache', () => {
  const [one, two] = [1, 2].map((replicasPerShard) => templateOf({ replicasPerShard }));
  expect(props(two, 'ReplicationGroup')).toEqual({ ...props(one, 'ReplicationGroup'), NumCacheClusters: 3 });
});

describe('Redis OSS', () => {
  const template = templateOf({ engine: CacheEngine.redis('7.1') });

  test('has its default user switched off', () => {
    expect(props(template, 'ReplicationGroup')).toMatchObject({ Engine: 'redis', EngineVersion: '7.1' });
    expect(props(template, 'ParameterGroup').CacheParameterGroupFamily).toBe('redis7');
    expect(props(template, 'DefaultUser')).toMatchObject({ Engine: 'redis', UserName: 'default', UserId: 'stack-cache-default', AccessString: expect.stringMatching(/^off /) });
    expect(props(template, 'DefaultUser').AuthenticationMode).toEqual({ Type: 'no-password-required' });
    expect(props(template, 'UserGroup')).toMatchObject({ Engine: 'redis', UserIds: expect.arrayContaining([refTo('DefaultUser'), refTo('Userapp')]) });
  });

  test('nobody is connected as it', () => {
    const stack = newStack();
    const cache = cacheIn(stack, { engine: CacheEngine.redis('7.1') });
    expect(cache.users.map(({ name }) => name)).toEqual(['app']);
  });
});

describe('a user with a password', () => {
  const template = templateOf({ users: [CacheUser.password('legacy')] });

  test('has it by reference', () => {
    expect(props(template, 'Userlegacy').AuthenticationMode).toEqual({
      Type: 'password', Passwords: [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', refTo('Secretlegacy'), ':SecretString:password::}}']] }],
    });
    expect(props(template, 'Userlegacy')).not.toHaveProperty('Passwords');
    const { GenerateSecretString } = props(template, 'Secretlegacy');
    expect(GenerateSecretString.GenerateStringKey).toBe('password');
    expect(JSON.parse(GenerateSecretString.SecretStringTemplate)).toEqual({ username: props(template, 'Userlegacy').UserName });
    expect(resource(template, 'Secretlegacy').DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('has it nowhere else', () => {
    const text = JSON.stringify(template.toJSON());
    expect([...text.matchAll(/\{\{resolve:/g)]).toHaveLength(1);
    expect(text).not.toMatch(/SecretString":"(?!password)|AuthToken|"Passwords":\["/);
  });
});

describe('serverless', () => {
  test('has no nodes, and two ports', () => {
    const stack = newStack();
    const cache = cacheIn(stack, { serverless: {} });
    const template = Template.fromStack(stack);
    expect(props(template, 'ServerlessCache')).toMatchObject({
      ServerlessCacheName: 'stack-cache',
      Engine: 'valkey',
      MajorEngineVersion: '8',
      SubnetIds: ['subnet-i1', 'subnet-i2', 'subnet-i3'],
      SecurityGroupIds: [attributeOf('SecurityGroup', 'GroupId')],
      UserGroupId: refTo('UserGroup'),
      SnapshotRetentionLimit: 15,
    });
    expect(props(template, 'ServerlessCache')).not.toHaveProperty('CacheUsageLimits');
    const uuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    const life = { 'Fn::Select': [0, { 'Fn::Split': ['-', uuid] }] };
    expect(props(template, 'ServerlessCache').FinalSnapshotName).toEqual({ 'Fn::Join': ['', ['stack-cache-final-', life]] });
    expect(resource(template, 'ServerlessCache')).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect([cache.port, cache.readerPort]).toEqual([6379, 6380]);
    expect(stack.resolve([cache.endpoint, cache.readerEndpoint])).toEqual([
      attributeOf('ServerlessCache', 'Endpoint.Address'), attributeOf('ServerlessCache', 'ReaderEndpoint.Address'),
    ]);
    for (const type of [GROUP, CLUSTER, 'AWS::ElastiCache::SubnetGroup', 'AWS::ElastiCache::ParameterGroup', 'AWS::Logs::LogGroup']) { template.resourceCountIs(type, 0); }
    expect(template.toJSON()).toMatchSnapshot();
  });

  test('grows as far as it is told', () => {
    const template = templateOf({ serverless: { minStorageGb: 1, maxStorageGb: 10, minEcpuPerSecond: 1000, maxEcpuPerSecond: 50_000, dailySnapshotTime: '03:00' } });
    expect(props(template, 'ServerlessCache')).toMatchObject({
      CacheUsageLimits: { DataStorage: { Minimum: 1, Maximum: 10, Unit: 'GB' }, ECPUPerSecond: { Minimum: 1000, Maximum: 50_000 } },
      DailySnapshotTime: '03:00',
    });
    expect(alarmsOf(template)).toEqual(['Evictions', 'ProcessingUnits', 'Storage', 'Throttling']);
  });
});

describe('Memcached', () => {
  const memcached = { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true };

  test('has nodes in several zones, and nobody is asked who he is', () => {
    const stack = newStack();
    const cache = cacheIn(stack, memcached);
    const template = Template.fromStack(stack);
    expect(props(template, 'Cluster')).toMatchObject({
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      ClusterName: 'stack-cache',
      CacheNodeType: 'cache.m7g.large',
      NumCacheNodes: 2,
      AZMode: 'cross-az',
      PreferredAvailabilityZones: [zone(0), zone(1)],
      Port: 11_212,
      TransitEncryptionEnabled: true,
      VpcSecurityGroupIds: [attributeOf('SecurityGroup', 'GroupId')],
      CacheParameterGroupName: refTo('ParameterGroup'),
    });
    for (const name of ['SnapshotRetentionLimit', 'SnapshotWindow', 'LogDeliveryConfigurations']) { expect(props(template, 'Cluster')).not.toHaveProperty(name); }
    expect(resource(template, 'Cluster').DeletionPolicy).toBe('Delete');
    expect([cache.users, cache.cacheName, cache.cacheArn]).toEqual([[], undefined, undefined]);
    expect(stack.resolve(cache.endpoint)).toEqual(attributeOf('Cluster', 'ConfigurationEndpoint.Address'));
    for (const type of ['AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup', 'AWS::Logs::LogGroup', GROUP]) { template.resourceCountIs(type, 0); }
    expect(template.toJSON()).toMatchSnapshot();
    Annotations.fromStack(stack).hasWarning('/Stack/Cache', Match.stringLikeRegexp('memcachedSessions'));
  });

  test('may have another number of nodes, which replaces none of them', () => {
    const [two, three] = [2, 3].map((nodes) => props(templateOf({ ...memcached, nodes }), 'Cluster'));
    expect(three).toEqual({ ...two, NumCacheNodes: 3, PreferredAvailabilityZones: [zone(0), zone(1), zone(2)] });
  });
});

describe('several regions', () => {
  const GLOBAL = 'AWS::ElastiCache::GlobalReplicationGroup';
  const SECONDARY = { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions') };

  test('a primary makes the datastore with itself as its one member', () => {
    const template = templateOf({ globalDatastore: GlobalDatastore.primary() });
    expect(resource(template, 'GlobalDatastore')).toEqual({
      Type: GLOBAL,
      Properties: {
        GlobalReplicationGroupIdSuffix: 'stack-cache',
        GlobalReplicationGroupDescription: 'Sessions of Stack/Cache in several regions',
        Members: [{ ReplicationGroupId: refTo('ReplicationGroup'), ReplicationGroupRegion: { Ref: 'AWS::Region' }, Role: 'PRIMARY' }],
      },
    });
    expect(props(template, 'ReplicationGroup')).toMatchObject({ Engine: 'valkey', CacheNodeType: 'cache.m7g.large', MultiAZEnabled: true, AutoMinorVersionUpgrade: false });
    expect(props(template, 'ReplicationGroup')).not.toHaveProperty('GlobalReplicationGroupId');
    expect(alarmsOf(template)).toContain('GlobalReplicationLag');
  });

  test('its stack says the id, as only AWS knows what it begins with', () => {
    const stack = newStack(NO_FLAGS);
    const { globalReplicationGroupId } = cacheIn(stack, { globalDatastore: GlobalDatastore.primary('shop') });
    const value = attributeOf('GlobalDatastore', 'GlobalReplicationGroupId');
    expect(stack.resolve(globalReplicationGroupId)).toEqual(value);
    expect(Object.values(Template.fromStack(stack).findOutputs('*'))).toEqual([
      { Description: 'Id of the global datastore of Stack/Cache: its secondaries are told it', Value: value },
    ]);
  });

  test('a secondary joins it, and says nothing of what it has from its primary', () => {
    const stack = newStack(NO_FLAGS);
    const secondary = cacheIn(stack, SECONDARY);
    const template = Template.fromStack(stack);
    const group = props(template, 'ReplicationGroup');
    expect(group).toMatchObject({ GlobalReplicationGroupId: 'ldgnf-sessions', NumCacheClusters: 2, AutoMinorVersionUpgrade: false, Port: 6380, SnapshotRetentionLimit: 15 });
    expect(group).toMatchObject({ UserGroupIds: [refTo('UserGroup')], CacheSubnetGroupName: refTo('SubnetGroup') });
    for (const name of [
      'Engine', 'EngineVersion', 'CacheNodeType', 'CacheParameterGroupName', 'NumNodeGroups', 'AutomaticFailoverEnabled', 'MultiAZEnabled',
      'TransitEncryptionEnabled', 'AtRestEncryptionEnabled', 'SnapshotName',
    ]) {
      expect(group).not.toHaveProperty(name);
    }
    expect(template.findResources('AWS::ElastiCache::ParameterGroup')).toEqual({});
    expect(template.findResources(GLOBAL)).toEqual({});
    expect(template.findOutputs('*')).toEqual({});
    expect(secondary.globalReplicationGroupId).toBe('ldgnf-sessions');
  });

  test('a secondary of shards says its replicas, and a key of its own region', () => {
    const template = templateOf((stack) => ({ ...SECONDARY, shards: 3, encryptionKey: new kms.Key(stack, 'Key') }));
    expect(props(template, 'ReplicationGroup')).toMatchObject({ ReplicasPerNodeGroup: 1, KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } });
    expect(props(template, 'ReplicationGroup')).not.toHaveProperty('NumCacheClusters');
  });

  test('one that is alone has no datastore', () => {
    const stack = newStack(NO_FLAGS);
    expect(cacheIn(stack).globalReplicationGroupId).toBeUndefined();
    expect(Template.fromStack(stack).findResources(GLOBAL)).toEqual({});
  });

  test.each([['a primary', { globalDatastore: GlobalDatastore.primary(), shards: 2 }], ['a secondary', SECONDARY]])('%s passes for CloudFormation, and stays what it is', (_, given) => {
    const stack = newStack();
    cacheIn(stack, given);
    expect(invalidIn(stack.node.root as App)).toEqual([]);
    const template = Template.fromStack(stack);
    const stateful = [GROUP, GLOBAL].flatMap((type) => Object.keys(template.findResources(type)));
    expect(stateful).toEqual(['CacheReplicationGroupBFE59FF3', ...('shards' in given ? ['CacheGlobalDatastore3E2B49BB'] : [])]);
  });
});

describe('grants', () => {
  const policiesOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyDocument.Statement);
  const ARN = 'arn:…:elasticache:…:…:';

  test('let somebody log in to this cache, as this user', () => {
    const stack = newStack();
    cacheIn(stack).grantConnect(new iam.User(stack, 'User'));
    const [[statement, ...others]] = policiesOf(stack);
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Action: 'elasticache:Connect', Effect: 'Allow' });
    expect(statement.Resource.map(textOf)).toEqual([`${ARN}replicationgroup:stack-cache`, `${ARN}user:stack-cache-app`]);
  });

  test('name the serverless cache', () => {
    const stack = newStack();
    cacheIn(stack, { serverless: {} }).grantConnect(new iam.User(stack, 'User'), 'app');
    const [[statement]] = policiesOf(stack);
    expect(statement.Resource.map(textOf)).toEqual([`${ARN}serverlesscache:stack-cache`, `${ARN}user:stack-cache-app`]);
  });

  test('let somebody read the password of a user that has one, and its key', () => {
    const stack = newStack();
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000');
    cacheIn(stack, { users: [CacheUser.iam('shop'), CacheUser.password('legacy')], encryptionKey }).grantConnect(new iam.User(stack, 'User'), 'legacy');
    const [statements] = policiesOf(stack);
    expect(statements.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
      ['secretsmanager:GetSecretValue', refTo('Secretlegacy')], ['kms:Decrypt', expect.stringContaining('key/00000000')],
    ]);
  });

  test('refuse a user that is none', () => {
    const stack = newStack();
    const cache = cacheIn(stack);
    expect(() => cache.grantConnect(new iam.User(stack, 'User'), 'nobody')).toThrow(/SessionCache 'Stack\/Cache': user must be .*app/);
    expect(policiesOf(stack)).toEqual([]);
  });

  test('in another stack close no cycle, and export nothing of a user', () => {
    const data = newStack(NO_FLAGS, 'Data');
    const cache = cacheIn(data, { users: [CacheUser.iam('shop'), CacheUser.password('legacy')] });
    const servers = new Stack(data.node.root, 'Servers');
    for (const name of ['shop', 'legacy']) { cache.grantConnect(new iam.User(servers, name), name); }
    const statements = policiesOf(servers).flat();
    expect(statements.map(({ Action }: any) => Action)).toEqual(['elasticache:Connect', 'secretsmanager:GetSecretValue']);
    expect(Template.fromStack(data).findOutputs('*')).toEqual({});
    expect(data.dependencies).toEqual([]);
    const parameters = Object.values<any>(Template.fromStack(servers).toJSON().Parameters).map(({ Default }) => Default);
    expect(parameters).toContain(props(Template.fromStack(data), 'SecretArnlegacy').Name);
  });
});

test('a cache that is there already can be logged in to, and reached', () => {
  const stack = newStack();
  const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-12345678')];
  const secret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:old-AbCdEf');
  const userArn = 'arn:aws:elasticache:eu-west-1:123456789012:user:old';
  const cache = SessionCache.fromAttributes(stack, 'Existing', {
    engine: CacheEngine.redis('7.1'),
    endpoint: 'old.example.com',
    port: 6379,
    securityGroups,
    cacheName: 'old',
    cacheArn: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:old',
    users: [{ userName: 'web', userArn: `${userArn}-web` }, { userName: 'job', userArn: `${userArn}-job`, secret }],
  });
  const user = new iam.User(stack, 'User');
  cache.grantConnect(user, 'web');
  cache.grantConnect(user, 'job');
  new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc: networkIn(stack), allowAllOutbound: false })] }).allowToDefaultPort(cache, 'Sessions');
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Policy'));
  expect(Properties.PolicyDocument.Statement.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
    ['elasticache:Connect', ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:old', `${userArn}-web`]],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:old-AbCdEf'],
  ]);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-12345678', FromPort: 6379, Description: 'Sessions' });
  expect([cache.tls, cache.clusterMode, cache.serverless]).toEqual([true, false, false]);
  const unknown = SessionCache.fromAttributes(stack, 'Unknown', { engine: CacheEngine.valkey('8.2'), endpoint: 'old.example.com', port: 6379, securityGroups });
  expect(() => unknown.grantConnect(user)).toThrow(/user/);
});

test('what a tier needs of it to be connected', () => {
  const stack = newStack();
  const cache = cacheIn(stack);
  expect(stack.resolve(connectableCacheOf(cache, cache))).toEqual({
    endpoints: {
      host: attributeOf('ReplicationGroup', 'PrimaryEndPoint.Address'),
      port: '6380',
      readerHost: attributeOf('ReplicationGroup', 'ReaderEndPoint.Address'),
      name: 'stack-cache',
      tls: true,
      clusterMode: false,
      serverless: false,
      engine: 'valkey',
    },
    port: 6380,
    arn: { 'Fn::Join': ['', expect.arrayContaining([':replicationgroup:stack-cache'])] },
    users: [{ name: 'app', userName: 'stack-cache-app', arn: { 'Fn::Join': ['', expect.arrayContaining([':user:stack-cache-app'])] }, authentication: 'iam' }],
    coordinates: {
      name: '/scale-out/Stack/Cache/coordinates',
      arn: { 'Fn::Join': ['', expect.arrayContaining([':parameter/scale-out/Stack/Cache/coordinates'])] },
    },
  });
});

describe('where it begins, and how it ends', () => {
  test('from a snapshot', () => {
    expect(props(templateOf({ snapshotName: 'before-the-move' }), 'ReplicationGroup').SnapshotName).toBe('before-the-move');
  });

  test.each([
    ['on nodes', {}, 'ReplicationGroup'], ['serverless', { serverless: {} }, 'ServerlessCache'],
    ['Memcached', { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true }, 'Cluster'],
  ])('%s without protection leaves nothing behind', (_, kind, id) => {
    const template = templateOf({ ...kind, protection: Protection.NONE });
    expect(resource(template, id)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(props(template, id)).not.toHaveProperty('FinalSnapshotName');
    expect(JSON.stringify(template.toJSON())).not.toMatch(/"DeletionPolicy":"Retain/);
  });

  test('goes without what it is told to go without', () => {
    const template = templateOf({
      singleAvailabilityZone: true,
      replicasPerShard: 0,
      withoutTls: true,
      acceptUnauthenticated: true,
      snapshotRetentionDays: 0,
      logs: { slow: false, engine: false },
    });
    expect(props(template, 'ReplicationGroup')).toMatchObject({
      MultiAZEnabled: false,
      AutomaticFailoverEnabled: false,
      NumCacheClusters: 1,
      TransitEncryptionEnabled: false,
      AtRestEncryptionEnabled: true,
      SnapshotRetentionLimit: 0,
    });
    expect(props(template, 'ReplicationGroup')).not.toHaveProperty('UserGroupIds');
    for (const type of ['AWS::Logs::LogGroup', 'AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup']) { template.resourceCountIs(type, 0); }
  });

  test('keeps its logical ids', () => {
    const memcached = { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true };
    const users = templateOf({ users: [CacheUser.password('legacy')] });
    expect([templateOf(), templateOf({ serverless: {} }), templateOf(memcached)].flatMap((template) => (
      [GROUP, SERVERLESS, CLUSTER].flatMap((type) => Object.keys(template.findResources(type)))
    ))).toEqual(['CacheReplicationGroupBFE59FF3', 'CacheServerlessCacheCFF03C51', 'CacheClusterF7C8C550']);
    expect([SECRET, 'AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup'].flatMap((type) => Object.keys(users.findResources(type)))).toEqual([
      'CacheSecretlegacyF7A95272', 'CacheUserlegacy66C7DE94', 'CacheUserGroup978A79CF',
    ]);
  });
});

describe('where it lies', () => {
  test('in private subnets where there are no isolated ones', () => {
    const template = templateOf((stack) => ({ vpc: new ec2.Vpc(stack, 'Own') }));
    expect(props(template, 'SubnetGroup').SubnetIds).toEqual([{ Ref: expect.stringMatching(/^OwnPrivateSubnet1/) }, { Ref: expect.stringMatching(/^OwnPrivateSubnet2/) }]);
  });

  test('in a nested stack, by names that are known before the deployment', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    cacheIn(nested);
    expect(props(Template.fromStack(nested), 'ReplicationGroup').ReplicationGroupId).toBe('stack-nested-cache');
  });
});

test('values that only the deployment tells pass, and reach the template', () => {
  const stack = newStack();
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  cacheIn(stack, { port: number('Port'), snapshotRetentionDays: number('Days'), reservedMemoryPercent: number('Reserved') });
  const template = Template.fromStack(stack);
  expect(props(template, 'ReplicationGroup')).toMatchObject({ Port: { Ref: 'Port' }, SnapshotRetentionLimit: { Ref: 'Days' } });
  expect(props(template, 'ParameterGroup').Properties['reserved-memory-percent']).toEqual({ Ref: 'Reserved' });
  expect(props(template, 'Coordinates').Value['Fn::Join'][1]).toContainEqual({ Ref: 'Port' });
  expect(JSON.stringify(template.toJSON())).not.toMatch(/e\+28|Token\[/);
});

describe('refusals', () => {
  test('reach the user of the construct, with its path, and leave nothing half-built', () => {
    const stack = newStack();
    expect(() => cacheIn(stack, { snapshotRetentionDays: 99, nodeType: 'cache.banana' })).toThrow(/SessionCache 'Stack\/Cache': 2 problems:/);
    expect(stack.node.findChild('Cache').node.children).toEqual([]);
  });

  test('a topic for events with serverless, which plain CDK has no place for', () => {
    expect(() => templateOf((stack) => ({ serverless: {}, eventTopic: new sns.Topic(stack, 'Events') }))).toThrow(
      "SessionCache 'Stack/Cache': eventTopic contradicts serverless: a serverless cache tells its events to EventBridge alone. Leave one out.",
    );
  });
});

describe('judged by others', () => {
  const PACKS: [Pack, () => NagPack][] = [
    ['AwsSolutions', () => new AwsSolutionsChecks()], ['NIST.800.53.R5', () => new NIST80053R5Checks()],
    ['HIPAA.Security', () => new HIPAASecurityChecks()], ['PCI.DSS.321', () => new PCIDSS321Checks()],
  ];
  const CACHES = {
    nodes: {}, serverless: { serverless: {} }, memcached: { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true },
  } satisfies Record<string, Props>;

  describe.each(Object.keys(CACHES) as (keyof typeof CACHES)[])('%s', (name) => {
    const stack = newStack();
    cacheIn(stack, CACHES[name]);
    const app = stack.node.root as App;

    test.each(PACKS)('gets from cdk-nag %s what is expected', (pack, checks) => {
      expect(findingsOf(checks(), app)).toEqual(expectedCacheFindings(name, pack));
    });

    test('passes for CloudFormation', () => {
      expect(invalidIn(app)).toEqual([]);
    });
  });
});
