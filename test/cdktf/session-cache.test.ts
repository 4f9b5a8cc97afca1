import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformHclModule, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, networkIn, newStack, only, synthesize } from './stacks';
import { CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, GlobalDatastore, Network, Protection, SessionCache, SessionCacheProps } from '../../src/cdktf';

const REDIS = CacheEngine.redis('7.1');
const MEMCACHED = CacheEngine.memcached('1.6.22');
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';

/** Every option of nodes at once, each away from its default. */
const everything: Partial<SessionCacheProps> = {
  engine: CacheEngine.valkey('7.2'),
  nodeType: 'cache.r7g.xlarge',
  shards: 3,
  replicasPerShard: 2,
  clusterMode: true,
  shardScaling: { minShards: 2, maxShards: 6, cpuPercent: 50, memoryPercent: 65 },
  replicaScaling: { minReplicas: 1, maxReplicas: 4, cpuPercent: 55 },
  users: [CacheUser.iam('shop'), CacheUser.iam('reader', { access: '~* -@all +@read' }), CacheUser.password('legacy')],
  acceptSecretInState: true,
  evictionPolicy: CacheEvictionPolicy.VOLATILE_TTL,
  reservedMemoryPercent: 30,
  parameters: { timeout: '300' },
  port: 6400,
  snapshotRetentionDays: 35,
  snapshotWindow: '03:00-04:00',
  maintenanceWindow: 'sun:04:30-sun:05:30',
  snapshotName: 'before',
  logs: { slow: false, retentionDays: 90 },
  withoutMinorUpgrades: true,
  alarms: { memoryPercent: 70, cpuPercent: 80, replicationLagSeconds: 5, connectionsPercent: 60 },
  encryptionKeyArn: KEY,
  alarmTopicArn: TOPIC,
  eventTopicArn: 'arn:aws:sns:eu-west-1:111122223333:events',
  identifier: 'sessions',
  factsOutput: true,
  protection: Protection.NONE,
};

const SERVERLESS: Partial<SessionCacheProps> = { serverless: { minStorageGb: 1, maxStorageGb: 20, minEcpuPerSecond: 1000, maxEcpuPerSecond: 50_000, dailySnapshotTime: '03:00' } };
const MEMCACHED_PROPS: Partial<SessionCacheProps> = { engine: MEMCACHED, acceptUnauthenticated: true };

function cacheIn(stack: TerraformStack, props: Partial<SessionCacheProps> = {}, id = 'Cache'): SessionCache {
  return new SessionCache(stack, id, { ...props, network: props.network ?? networkIn(stack) });
}

function documentOf(props: Partial<SessionCacheProps> = {}) {
  const stack = newStack();
  cacheIn(stack, props);
  return synthesize(stack);
}

const groupIn = (document: any) => only(document, 'aws_elasticache_replication_group');
const logsIn = (document: any) => Object.entries(all(document, 'aws_cloudwatch_log_group')).flatMap(([path, log]) => (path.startsWith('Cache/') ? [log] : []));
const usersIn = (document: any) => all(document, 'aws_elasticache_user');
const parametersIn = (document: any) => Object.fromEntries(only(document, 'aws_elasticache_parameter_group').parameter.map(({ name, value }: any) => [name, value]));
const warningsOf = (stack: TerraformStack) => stack.node.findChild('Cache').node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);

describe('the documents', () => {
  test('by default', () => {
    expect(documentOf()).toMatchSnapshot();
  });

  test('with every option', () => {
    expect(documentOf(everything)).toMatchSnapshot();
  });

  test.each<[string, Partial<SessionCacheProps>]>([
    ['Valkey', {}],
    ['Redis OSS', { engine: REDIS }],
    ['cluster mode', { shards: 3 }],
    ['scaled shards', { shardScaling: { maxShards: 4 } }],
    ['serverless', SERVERLESS],
    ['serverless without limits', { serverless: {} }],
    ['serverless Redis OSS', { engine: REDIS, serverless: {} }],
    ['serverless Memcached', { ...MEMCACHED_PROPS, serverless: {} }],
    ['Memcached', MEMCACHED_PROPS],
    ['one zone', { singleAvailabilityZone: true, replicasPerShard: 0 }],
    ['no TLS', { withoutTls: true, acceptUnauthenticated: true }],
    ['a password', { users: [CacheUser.password('legacy')], acceptSecretInState: true }],
    ['a snapshot', { snapshotName: 'before' }],
    ['no protection', { protection: Protection.NONE }],
    ['a primary of several regions', { globalDatastore: GlobalDatastore.primary() }],
    ['a secondary of another region', { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions') }],
    ['every option', everything],
  ])('%s: what the provider\'s own types want, and every reference leads somewhere', (_, props) => {
    expect(problemsIn(documentOf(props))).toEqual([]);
  });
});

describe('a replication group', () => {
  const document = documentOf();
  const group = groupIn(document);

  test('Valkey on a primary and a replica in another zone, which takes over', () => {
    expect(group).toMatchObject({ replication_group_id: 'stack-cache', engine: 'valkey', engine_version: '8.2', node_type: 'cache.m7g.large' });
    expect(group).toMatchObject({ num_cache_clusters: 2, automatic_failover_enabled: true, multi_az_enabled: true, port: 6380 });
    for (const name of ['num_node_groups', 'replicas_per_node_group', 'data_tiering_enabled', 'auth_token', 'snapshot_name', 'notification_topic_arn', 'kms_key_id']) {
      expect(group).not.toHaveProperty(name);
    }
  });

  test('encrypted on its way and where it lies, for users only', () => {
    expect(group).toMatchObject({ transit_encryption_enabled: true, at_rest_encryption_enabled: 'true' });
    expect(group.user_group_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user_group\.Cache_UserGroup_\w+\.user_group_id\}$/)]);
  });

  test('snapshots for 15 days, and a last one of a name that no other deployment has; it cannot be destroyed', () => {
    expect(group.snapshot_retention_limit).toBe(15);
    expect(group.final_snapshot_identifier).toMatch(/^stack-cache-final-\$\{aws_security_group\.Cache_SecurityGroup_\w+\.id\}$/);
    expect(group.lifecycle).toEqual({ prevent_destroy: true });
  });

  test('upgrades of minor versions, and changes at once', () => {
    expect(group).toMatchObject({ auto_minor_version_upgrade: 'true', apply_immediately: true });
    expect(groupIn(documentOf({ withoutMinorUpgrades: true })).auto_minor_version_upgrade).toBe('false');
  });

  test('what goes when the memory is full, and what is kept free, by parameters of its own', () => {
    expect(parametersIn(document)).toEqual({ 'maxmemory-policy': 'volatile-lru', 'reserved-memory-percent': '25' });
    const parameterGroup = only(document, 'aws_elasticache_parameter_group');
    expect(parameterGroup).toMatchObject({ family: 'valkey8', lifecycle: { create_before_destroy: true } });
    expect(group.parameter_group_name).toMatch(/Cache_ParameterGroup_\w+\.name/);
    expect(only(documentOf({ engine: CacheEngine.valkey('9.0') }), 'aws_elasticache_parameter_group').name).not.toBe(parameterGroup.name);
  });

  test('logs into groups that are there before it, and stay', () => {
    expect(group.log_delivery_configuration).toEqual([
      { destination: expect.stringMatching(/Cache_SlowLogs_\w+\.name/), destination_type: 'cloudwatch-logs', log_format: 'json', log_type: 'slow-log' },
      { destination: expect.stringMatching(/Cache_EngineLogs_\w+\.name/), destination_type: 'cloudwatch-logs', log_format: 'json', log_type: 'engine-log' },
    ]);
    expect(logsIn(document)).toEqual(['engine-log', 'slow-log'].map((type) => ({ name: `/aws/vendedlogs/elasticache/stack-cache/${type}`, retention_in_days: 30, skip_destroy: true })));
  });

  test('lies in the isolated subnets, and lets nobody in or out', () => {
    expect(only(document, 'aws_elasticache_subnet_group').subnet_ids).toEqual([expect.stringContaining('IsolatedSubnet1'), expect.stringContaining('IsolatedSubnet2')]);
    expect(group.security_group_ids).toEqual([expect.stringMatching(/Cache_SecurityGroup_\w+\.id/)]);
    expect(document.resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
    expect(document.resource).not.toHaveProperty('aws_vpc_security_group_egress_rule');
  });

  test('alarms come after it', () => {
    const alarms = Object.values(all(document, 'aws_cloudwatch_metric_alarm'));
    expect(alarms.length).toBeGreaterThan(3);
    for (const alarm of alarms) { expect(alarm.depends_on).toEqual([expect.stringMatching(/^aws_elasticache_replication_group\.Cache_ReplicationGroup_\w+$/)]); }
  });

  test('without protection all of it goes', () => {
    const open = documentOf({ protection: Protection.NONE });
    expect(groupIn(open)).not.toHaveProperty('lifecycle');
    expect(groupIn(open)).not.toHaveProperty('final_snapshot_identifier');
    expect(logsIn(open).map((log) => log.skip_destroy)).toEqual([false, false]);
  });
});

describe('cluster mode', () => {
  test('counts by shards, and is said by a parameter', () => {
    const document = documentOf({ shards: 3, replicasPerShard: 2 });
    expect(groupIn(document)).toMatchObject({ num_node_groups: 3, replicas_per_node_group: 2, automatic_failover_enabled: true });
    expect(groupIn(document)).not.toHaveProperty('num_cache_clusters');
    expect(parametersIn(document)['cluster-enabled']).toBe('yes');
  });

  test('another number of shards is nothing else to the group', () => {
    const [three, four] = [groupIn(documentOf({ shards: 3 })), groupIn(documentOf({ shards: 4 }))];
    expect(four).toEqual({ ...three, num_node_groups: 4 });
  });

  test('is reached by the endpoint that tells of the shards', () => {
    const cache = cacheIn(newStack(), { shards: 2 });
    expect(cache).toMatchObject({ clusterMode: true, readerEndpoint: undefined });
    const { insecure_value: coordinates } = only(documentOf({ shards: 2 }), 'aws_ssm_parameter');
    expect(coordinates).toMatch(/SESSION_CACHE_HOST=\$\{aws_elasticache_replication_group\.\w+\.configuration_endpoint_address\}/);
    expect(coordinates).not.toContain('READER_HOST');
  });

  test('scaling changes the counts, and a deployment leaves them', () => {
    const document = documentOf({ shardScaling: { maxShards: 4 }, replicaScaling: { maxReplicas: 3 } });
    expect(groupIn(document).lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ['num_node_groups', 'replicas_per_node_group'] });
    const { 'Cache/ShardScaling': shards, 'Cache/ReplicaScaling': replicas } = all(document, 'aws_appautoscaling_target');
    expect(shards).toMatchObject({
      service_namespace: 'elasticache',
      scalable_dimension: 'elasticache:replication-group:NodeGroups',
      resource_id: 'replication-group/stack-cache',
      min_capacity: 1,
      max_capacity: 4,
      depends_on: [expect.stringMatching(/^aws_elasticache_replication_group\./)],
    });
    expect(replicas).toMatchObject({ scalable_dimension: 'elasticache:replication-group:Replicas', min_capacity: 1, max_capacity: 3 });
    const policies = Object.values(all(document, 'aws_appautoscaling_policy')).map((policy) => policy.target_tracking_scaling_policy_configuration);
    expect(policies.map(({ predefined_metric_specification: metric }) => metric.predefined_metric_type).sort())
      .toEqual(['ElastiCachePrimaryEngineCPUUtilization', 'ElastiCacheReplicaEngineCPUUtilization']);
    for (const policy of policies) {
      expect(policy).toMatchObject({ target_value: 60, scale_in_cooldown: expect.any(Number), scale_out_cooldown: expect.any(Number) });
    }
  });
});

describe('several regions', () => {
  const SECONDARY = { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions') };
  const datastoreIn = (document: any) => only(document, 'aws_elasticache_global_replication_group');

  test('a primary makes the datastore with itself, and leaves to AWS which of them writes', () => {
    const document = documentOf({ globalDatastore: GlobalDatastore.primary() });
    expect(datastoreIn(document)).toMatchObject({
      global_replication_group_id_suffix: 'stack-cache',
      global_replication_group_description: 'Sessions of Stack/Cache in several regions',
      primary_replication_group_id: expect.stringMatching(/^\$\{aws_elasticache_replication_group\.Cache_ReplicationGroup_\w+\.id\}$/),
      lifecycle: { prevent_destroy: true, ignore_changes: ['primary_replication_group_id'] },
    });
    expect(groupIn(document)).toMatchObject({ engine: 'valkey', node_type: 'cache.m7g.large', multi_az_enabled: true, auto_minor_version_upgrade: 'false' });
    expect(groupIn(document)).not.toHaveProperty('global_replication_group_id');
    expect(groupIn(document).lifecycle).toEqual({ prevent_destroy: true });
    const unprotected = documentOf({ globalDatastore: GlobalDatastore.primary(), protection: Protection.NONE });
    expect(datastoreIn(unprotected).lifecycle).toEqual({ ignore_changes: ['primary_replication_group_id'] });
  });

  test('its stack says the id, as only AWS knows what it begins with', () => {
    const stack = newStack();
    const { globalReplicationGroupId } = cacheIn(stack, { globalDatastore: GlobalDatastore.primary('shop') });
    const id = expect.stringMatching(/^\$\{aws_elasticache_global_replication_group\.Cache_GlobalDatastore_\w+\.global_replication_group_id\}$/);
    new TerraformOutput(stack, 'Seen', { value: globalReplicationGroupId });
    expect(Object.entries(JSON.parse(Testing.synth(stack)).output)).toEqual([
      [expect.stringMatching(/^Cache_GlobalReplicationGroupId_/), { description: 'Id of the global datastore of Stack/Cache: its secondaries are told it', value: id }],
      ['Seen', { value: id }],
    ]);
  });

  test('a secondary joins it, says nothing of what it has from its primary, and does not turn it off', () => {
    const document = documentOf(SECONDARY);
    const group = groupIn(document);
    expect(group).toMatchObject({ global_replication_group_id: 'ldgnf-sessions', num_cache_clusters: 2, auto_minor_version_upgrade: 'false', port: 6380, snapshot_retention_limit: 15 });
    // The provider refuses the first nine beside the id.
    for (const name of [
      'num_node_groups', 'parameter_group_name', 'engine', 'engine_version', 'node_type', 'transit_encryption_enabled', 'at_rest_encryption_enabled',
      'snapshot_arns', 'snapshot_name', 'automatic_failover_enabled', 'multi_az_enabled',
    ]) {
      expect(group).not.toHaveProperty(name);
    }
    expect(group.lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ['automatic_failover_enabled', 'multi_az_enabled'] });
    for (const type of ['aws_elasticache_parameter_group', 'aws_elasticache_global_replication_group']) { expect(all(document, type)).toEqual({}); }
  });

  test('a secondary of shards says its replicas, and a key of its own region', () => {
    const group = groupIn(documentOf({ ...SECONDARY, shards: 3, encryptionKeyArn: KEY }));
    expect(group).toMatchObject({ replicas_per_node_group: 1, kms_key_id: KEY });
    expect(group).not.toHaveProperty('num_cache_clusters');
  });

  test('an id that only the deployment tells passes, and is told on', () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, 'datastore', { type: 'string' }).stringValue;
    const { globalReplicationGroupId } = cacheIn(stack, { globalDatastore: GlobalDatastore.secondary(id) });
    new TerraformOutput(stack, 'Seen', { value: globalReplicationGroupId });
    expect(groupIn(synthesize(stack)).global_replication_group_id).toBe('${var.datastore}');
    expect(JSON.parse(Testing.synth(stack)).output.Seen.value).toBe('${var.datastore}');
  });

  test('one that is alone has no datastore', () => {
    const stack = newStack();
    expect(cacheIn(stack).globalReplicationGroupId).toBeUndefined();
    expect(all(synthesize(stack), 'aws_elasticache_global_replication_group')).toEqual({});
  });
});

describe('users', () => {
  test('one that logs in with IAM, under a name that is its id', () => {
    const document = documentOf();
    expect(only(document, 'aws_elasticache_user')).toMatchObject({
      user_id: 'stack-cache-app', user_name: 'stack-cache-app', engine: 'valkey', authentication_mode: { type: 'iam' }, access_string: expect.stringMatching(/^on ~\* /),
    });
    expect(only(document, 'aws_elasticache_user_group')).toMatchObject({
      user_group_id: 'stack-cache', engine: 'valkey', user_ids: [expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_User-app_\w+\.user_id\}$/)],
    });
  });

  test('leave the group before they go', () => {
    for (const user of Object.values(usersIn(documentOf(everything)))) { expect(user.lifecycle).toEqual({ create_before_destroy: true }); }
  });

  test('AWS gives an access string back with what it takes away first: one that lacks it would change with every plan', () => {
    for (const { access_string: access } of Object.values(usersIn(documentOf({ engine: REDIS })))) { expect(access).toMatch(/ -@all( |$)/); }
  });

  test('Redis OSS has a default one, which is off', () => {
    const users = usersIn(documentOf({ engine: REDIS }));
    const standard = Object.values(users).find(({ user_name: name }) => name === 'default');
    expect(standard).toMatchObject({ engine: 'redis', access_string: expect.stringMatching(/^off /), no_password_required: true });
    expect(standard).not.toHaveProperty('authentication_mode');
    expect(only(documentOf({ engine: REDIS }), 'aws_elasticache_user_group').user_ids).toHaveLength(2);
    expect(cacheIn(newStack(), { engine: REDIS }).users.map(({ name }) => name)).toEqual(['app']);
  });

  test('whoever asks nobody has none', () => {
    const document = documentOf({ withoutTls: true, acceptUnauthenticated: true });
    expect(document.resource).not.toHaveProperty('aws_elasticache_user');
    expect(groupIn(document)).not.toHaveProperty('user_group_ids');
    expect(groupIn(document).transit_encryption_enabled).toBe(false);
  });
});

describe('a password', () => {
  const users = [CacheUser.password('legacy')];

  test('stands in the state, which is refused unless it is accepted', () => {
    expect(() => documentOf({ users })).toThrow(/acceptSecretInState/);
    expect(() => documentOf({ users, acceptSecretInState: false })).toThrow(/acceptSecretInState/);
    expect(() => documentOf({ users, acceptSecretInState: true })).not.toThrow();
  });

  const document = documentOf({ users, acceptSecretInState: true });
  const secret = only(document, 'aws_secretsmanager_secret');
  const version = only(document, 'aws_secretsmanager_secret_version');

  test('is generated into a secret that Terraform forgets, and the user is given what the secret holds', () => {
    const [generated] = Object.keys(document.ephemeral.aws_secretsmanager_random_password);
    expect(version).toMatchObject({ secret_string_wo_version: 1, version_stages: ['AWSCURRENT', 'TERRAFORM'], lifecycle: { ignore_changes: ['version_stages'] } });
    expect(version.secret_string_wo).toBe(`\${jsonencode({"username" = "legacy", "password" = ephemeral.aws_secretsmanager_random_password.${generated}.random_password})}`);
    expect(document.ephemeral.aws_secretsmanager_random_password[generated]).toMatchObject({ password_length: 64, exclude_characters: expect.stringContaining('"'), exclude_punctuation: true });
    const current = only(document, 'aws_secretsmanager_secret_version', 'data');
    expect(current.depends_on).toEqual([expect.stringMatching(/^aws_secretsmanager_secret_version\.Cache_Secret-legacyVersion_/)]);
    expect(only(document, 'aws_elasticache_user').authentication_mode).toEqual({
      type: 'password', passwords: [expect.stringMatching(/^\$\{jsondecode\(data\.aws_secretsmanager_secret_version\.[\w-]+\.secret_string\)\.password\}$/)],
    });
  });

  test('is kept with the cache', () => {
    expect(secret).toMatchObject({ name_prefix: 'stack-cache-legacy-', lifecycle: { prevent_destroy: true } });
    expect(only(documentOf({ users, acceptSecretInState: true, protection: Protection.NONE }), 'aws_secretsmanager_secret')).toMatchObject({ recovery_window_in_days: 0 });
  });

  test('is encrypted with the cache\'s key', () => {
    const cache = cacheIn(newStack(), { users, acceptSecretInState: true, encryptionKeyArn: KEY });
    expect(cache.users).toEqual([expect.objectContaining({ name: 'legacy', secretKeyArn: KEY })]);
  });
});

test.each<[string, Partial<SessionCacheProps>]>([
  ['by default', {}], ['serverless', SERVERLESS], ['Memcached', MEMCACHED_PROPS], ['Redis OSS', { engine: REDIS }], ['everything', everything],
])('no secret is written anywhere: %s', (_, props) => {
  const document = documentOf(props);
  const written: string[] = [];
  JSON.stringify({ ...document, ephemeral: undefined }, (key, value) => {
    if (/^(auth_token|secret_string|secret_binary)$/.test(key)) { written.push(key); }
    if (key === 'passwords') { written.push(...value.filter((password: string) => !/^\$\{jsondecode\(data\./.test(password))); }
    if (typeof value === 'string' && value.includes('ephemeral.') && !/_wo$/.test(key)) { written.push(`${key}: ${value}`); }
    return value;
  });
  expect(written).toEqual([]);
  if (!props.acceptSecretInState) { expect(JSON.stringify(document)).not.toMatch(/password"|ephemeral|random_password/); }
});

describe('serverless', () => {
  const document = documentOf(SERVERLESS);
  const cache = only(document, 'aws_elasticache_serverless_cache');

  test('has bounds, and neither nodes nor a port', () => {
    expect(cache).toMatchObject({ name: 'stack-cache', engine: 'valkey', major_engine_version: '8', snapshot_retention_limit: 15, daily_snapshot_time: '03:00' });
    expect(cache.cache_usage_limits).toEqual([{ data_storage: [{ minimum: 1, maximum: 20, unit: 'GB' }], ecpu_per_second: [{ minimum: 1000, maximum: 50_000 }] }]);
    for (const type of ['aws_elasticache_replication_group', 'aws_elasticache_parameter_group', 'aws_elasticache_subnet_group']) {
      expect(document.resource).not.toHaveProperty(type);
    }
    expect(logsIn(document)).toEqual([]);
  });

  test('lies where a group would, for the same users', () => {
    expect(cache.subnet_ids).toEqual([expect.stringContaining('IsolatedSubnet1'), expect.stringContaining('IsolatedSubnet2')]);
    expect(cache.user_group_id).toMatch(/Cache_UserGroup_\w+\.user_group_id/);
    expect(cache.lifecycle).toEqual({ prevent_destroy: true });
  });

  test('is written on one port and read on another', () => {
    expect(cacheIn(newStack(), SERVERLESS)).toMatchObject({ port: 6379, readerPort: 6380, serverless: true, tls: true });
    expect(only(document, 'aws_ssm_parameter').insecure_value).toMatch(/HOST=\$\{aws_elasticache_serverless_cache\.\w+\.endpoint\[0\]\.address\}/);
    expect(only(document, 'aws_ssm_parameter').insecure_value).toMatch(/READER_HOST=\$\{aws_elasticache_serverless_cache\.\w+\.reader_endpoint\[0\]\.address\}/);
  });

});

describe('Memcached', () => {
  const document = documentOf(MEMCACHED_PROPS);
  const cluster = only(document, 'aws_elasticache_cluster');

  test('nodes in several zones, with TLS and without anything else', () => {
    expect(cluster).toMatchObject({ cluster_id: 'stack-cache', engine: 'memcached', engine_version: '1.6.22', num_cache_nodes: 2, az_mode: 'cross-az', port: 11212, transit_encryption_enabled: true });
    expect(cluster.preferred_availability_zones).toHaveLength(2);
    for (const name of ['snapshot_retention_limit', 'final_snapshot_identifier', 'log_delivery_configuration', 'replication_group_id']) { expect(cluster).not.toHaveProperty(name); }
    for (const type of ['aws_elasticache_user', 'aws_elasticache_user_group']) { expect(document.resource).not.toHaveProperty(type); }
    expect(logsIn(document)).toEqual([]);
  });

  test('is reached by a name without a port behind it', () => {
    expect(only(document, 'aws_ssm_parameter').insecure_value).toMatch(/HOST=\$\{aws_elasticache_cluster\.\w+\.cluster_address\}/);
    expect(cacheIn(newStack(), MEMCACHED_PROPS)).toMatchObject({ cacheName: undefined, cacheArn: undefined, users: [], clusterMode: false });
  });

  test('asks nobody who he is: that has to be accepted', () => {
    expect(() => documentOf({ engine: MEMCACHED })).toThrow(/acceptUnauthenticated/);
  });
});

test('what the provider has no words for is said, and left out', () => {
  const stack = newStack();
  cacheIn(stack, { engine: CacheEngine.valkey('9.0'), clusterMode: true, durability: CacheDurability.SYNC });
  expect(warningsOf(stack)).toContainEqual(expect.stringMatching(/durability/));
  expect(groupIn(synthesize(stack))).not.toHaveProperty('durability');
});

describe('topics', () => {
  test('for alarms, and for the record', () => {
    const document = documentOf(everything);
    for (const alarm of Object.values(all(document, 'aws_cloudwatch_metric_alarm'))) { expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] }); }
    expect(groupIn(document).notification_topic_arn).toBe(everything.eventTopicArn);
    expect(only(documentOf({ ...MEMCACHED_PROPS, eventTopicArn: TOPIC }), 'aws_elasticache_cluster').notification_topic_arn).toBe(TOPIC);
  });

  test('a serverless cache has none for the record', () => {
    expect(() => documentOf({ serverless: {}, eventTopicArn: TOPIC })).toThrow(/eventTopicArn contradicts serverless/);
  });
});

describe('plain ids and outputs of modules', () => {
  test('are taken everywhere', () => {
    const stack = newStack();
    const module = new TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });
    const network = Network.fromAttributes({
      vpcId: module.getString('vpc_id'), privateSubnetIds: Token.asList(module.get('private_subnets')), isolatedSubnetIds: Token.asList(module.get('intra_subnets')),
    });
    const port = new TerraformVariable(stack, 'port', { type: 'number' }).numberValue;
    cacheIn(stack, { network, port, encryptionKeyArn: module.getString('key'), alarmTopicArn: module.getString('topic'), eventTopicArn: module.getString('events') });
    const document = synthesize(stack);
    expect(problemsIn(document)).toEqual([]);
    expect(only(document, 'aws_elasticache_subnet_group').subnet_ids).toBe('${module.vpc.intra_subnets}');
    expect(groupIn(document)).toMatchObject({ port: '${var.port}', kms_key_id: '${module.vpc.key}', notification_topic_arn: '${module.vpc.events}' });
    expect(only(document, 'aws_ssm_parameter').insecure_value).toContain('SESSION_CACHE_PORT=${var.port}');
  });

  test('subnets of one\'s own', () => {
    expect(only(documentOf({ subnetIds: ['subnet-1', 'subnet-2'] }), 'aws_elasticache_subnet_group').subnet_ids).toEqual(['subnet-1', 'subnet-2']);
  });

  test('an existing cache is what its attributes say', () => {
    const cache = SessionCache.fromAttributes({
      engine: REDIS,
      endpoint: 'cache.example.com',
      port: 6379,
      cacheName: 'cache',
      securityGroupId: 'sg-12345678',
      tls: true,
      clusterMode: false,
      users: [{ userName: 'shop', userArn: 'arn:aws:elasticache:eu-west-1:111122223333:user:shop' }],
    });
    expect(cache).toMatchObject({ endpoint: 'cache.example.com', serverless: false, users: [{ name: 'shop', userName: 'shop' }] });
  });
});

describe('what is told of it', () => {
  const stack = newStack();
  const cache = cacheIn(stack, { factsOutput: true });
  const document = synthesize(stack);

  test('coordinates without a secret, in a parameter that the plan shows', () => {
    const { name, insecure_value: value } = only(document, 'aws_ssm_parameter');
    expect(name).toBe('/scale-out/Stack/Cache/coordinates');
    expect(value.split('\n')).toEqual(expect.arrayContaining([
      expect.stringMatching(/^SESSION_CACHE_HOST=\$\{aws_elasticache_replication_group\.\w+\.primary_endpoint_address\}$/),
      'SESSION_CACHE_PORT=6380',
      expect.stringMatching(/^SESSION_CACHE_READER_HOST=\$\{aws_elasticache_replication_group\.\w+\.reader_endpoint_address\}$/),
      'SESSION_CACHE_NAME=stack-cache',
      'SESSION_CACHE_TLS=true',
      'SESSION_CACHE_CLUSTER_MODE=false',
      'SESSION_CACHE_SERVERLESS=false',
      'SESSION_CACHE_ENGINE=valkey',
    ]));
  });

  test('facts and alarms', () => {
    const [output] = Object.values<any>(document.output);
    expect(JSON.parse(output.value)).toEqual(JSON.parse(JSON.stringify(cache.facts)));
    expect(Object.keys(cache.alarms)).toHaveLength(Object.keys(document.resource.aws_cloudwatch_metric_alarm).length);
  });

  test('what a role has to be allowed that is no tier\'s', () => {
    const [statement, ...others] = cache.connectStatements();
    expect(others).toEqual([]);
    expect(statement.sid).toMatch(/^Cache[A-Za-z0-9]+$/);
    expect(statement.actions).toEqual(['elasticache:Connect']);
    expect(statement.resources).toEqual([cache.cacheArn, cache.users[0].userArn]);
    expect(cache.connectStatements('app')[0].resources).toEqual(statement.resources);
    expect(() => cache.connectStatements('nobody')).toThrow(/app/);
  });

  test('a user with a password is let in by its secret', () => {
    const other = cacheIn(newStack(), { users: [CacheUser.password('legacy')], acceptSecretInState: true, encryptionKeyArn: KEY });
    expect(other.connectStatements().map(({ actions, resources }) => [actions, resources])).toEqual([
      [['secretsmanager:GetSecretValue'], [other.users[0].secretArn]], [['kms:Decrypt'], [KEY]],
    ]);
  });
});

test('a provider\'s alias is everything\'s', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'London', { region: 'eu-west-2', alias: 'london' });
  cacheIn(stack, { provider, users: [CacheUser.password('legacy')], acceptSecretInState: true, network: new Network(stack, 'There', { provider }) });
  const document = synthesize(stack);
  const named = [document.resource, document.data, document.ephemeral].flatMap((types) => Object.values<any>(types));
  expect(named.flatMap((things) => Object.values<any>(things)).filter((thing) => thing.provider !== 'aws.london')).toEqual([]);
});

test('identity of what holds data stays from release to release', () => {
  const stack = newStack();
  cacheIn(stack, { users: [CacheUser.iam('app'), CacheUser.password('legacy')], acceptSecretInState: true });
  cacheIn(stack, { serverless: {} }, 'Serverless');
  cacheIn(stack, MEMCACHED_PROPS, 'Memcached');
  const { resource } = JSON.parse(Testing.synth(stack));
  const types = ['aws_elasticache_replication_group', 'aws_elasticache_serverless_cache', 'aws_elasticache_cluster', 'aws_elasticache_user', 'aws_elasticache_user_group', 'aws_secretsmanager_secret'];
  expect(types.flatMap((type) => Object.keys(resource[type]))).toEqual([
    'Cache_ReplicationGroup_BFE59FF3', 'Serverless_ServerlessCache_2AE619C9', 'Memcached_Cluster_ED93F96C', 'Cache_User-app_1B7612D6',
    'Cache_User-legacy_66C7DE94', 'Serverless_User-app_76E3C3D3', 'Cache_UserGroup_978A79CF', 'Serverless_UserGroup_672A6C61',
    'Cache_Secret-legacy_058392B4',
  ]);
});
