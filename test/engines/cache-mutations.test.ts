import { OnAwsCdk, OnCdktf, withNames } from './cache-on-engines';
import { viewOfCache } from './cache-read-back';
import { CacheSetting } from './cache.cases';
import { CacheEngine, CacheUser, GlobalDatastore, SessionCacheOptions } from '../../src/core';
import { Topology } from '../../src/review';

/** What is compared notices whatever is changed or left out by hand in what was rendered. What it does not notice stands here, each with its reason. */
const NOT_COMPARED: readonly (readonly [RegExp, string])[] = [
  [/\b(Description|description|GlobalReplicationGroupDescription|global_replication_group_description)$/, 'a text for people: that of the cache itself, of an alarm and of a parameter is compared'],
  [/\.(CacheSubnetGroupName|PolicyName|alarm_name|name_prefix|tags\.Name)$/, 'a name that nothing depends on'],
  [/^aws_(elasticache_(subnet|parameter)_group|appautoscaling_policy)\.name$/, 'a name that nothing but a reference depends on'],
  [/\.(ServiceNamespace|service_namespace)$/, 'the dimension that is compared begins with it, and AWS refuses another'],
  [/\.(DependsOn|depends_on|lifecycle\.\w+|apply_immediately)$/, 'how a deployment goes about it: each engine\'s own tests hold it'],
  [/\.UpdateReplacePolicy$/, 'a topology tells what becomes of a thing that is deleted; AWS CDK\'s own tests hold what becomes of one that is replaced'],
  [/\.(Metrics\.Id|Metrics\.ReturnData|metric_query\.id|metric_query\.return_data)$/, 'the id of the expression itself, and which of several is returned: AWS refuses two'],
  [/\.(SecurityGroupIds|VpcSecurityGroupIds)\.Fn::GetAtt$/, 'which attribute of the group it is: a group has no other that fits'],
  [/\.security_group_ids$/, 'the same on Terraform'],
  [/\.Fn::GetAZs$/, 'the region of the zones: there is one stack, and one region'],
  [/GlobalReplicationGroup\.Members\.ReplicationGroupRegion\.Ref$/, 'the region of the one member: it is in the same stack, and AWS refuses another'],
  [/\.(Type|type)$/, 'that a parameter is a text, where its value is one'],
  [/\.(require_each_included_type|secret_string_wo_version|version_stages|recovery_window_in_days)$/, 'how Terraform makes a password: its own tests hold it'],
];

/** What means the same where it is left out. */
const SAME_WITHOUT: readonly (readonly [RegExp, string])[] = [
  [/^ElastiCache::(ServerlessCache|CacheCluster)\.DeletionPolicy$/, 'CloudFormation deletes, unless it is told otherwise'],
  [/\.Fn::Join$/, 'a text of no letters, between the parts of another'],
  [/^aws_elasticache_replication_group\.(auto_minor_version_upgrade|at_rest_encryption_enabled|engine)$/, 'the provider\'s own default is the plan\'s'],
];

const WATCHED = /elasticache|loggroup|log_group|applicationautoscaling|appautoscaling|metric_alarm|cloudwatch::alarm|secret|ssm_parameter|ssm::parameter/i;
const ALL: CacheSetting = { key: true, alarmTopic: true, eventTopic: true };

const CASES: [string, SessionCacheOptions, CacheSetting][] = [
  ['a cache of nodes', {
    users: [CacheUser.iam('app'), CacheUser.password('old')],
    snapshotWindow: '02:00-03:00',
    maintenanceWindow: 'sun:04:00-sun:05:00',
    snapshotName: 'yesterday',
  }, ALL],
  ['a cache of shards', {
    engine: CacheEngine.redis('7.1'),
    shards: 2,
    nodeType: 'cache.r6gd.xlarge',
    shardScaling: { maxShards: 3, memoryPercent: 60, cpuPercent: 50 },
    replicaScaling: { maxReplicas: 2 },
  }, ALL],
  ['a primary of several regions', { globalDatastore: GlobalDatastore.primary(), shards: 2 }, ALL],
  ['a secondary of another region', { globalDatastore: GlobalDatastore.secondary('ldgnf-sessions'), shards: 2 }, ALL],
  ['a serverless cache', {
    serverless: { minStorageGb: 1, maxStorageGb: 10, minEcpuPerSecond: 1000, maxEcpuPerSecond: 9000, dailySnapshotTime: '03:00' },
    snapshotName: 'yesterday',
  }, { key: true, alarmTopic: true }],
  ['a cache of Memcached', {
    engine: CacheEngine.memcached('1.6.22'),
    acceptUnauthenticated: true,
    parameters: { max_item_size: '2097152' },
    maintenanceWindow: 'sun:04:00-sun:05:00',
  }, { alarmTopic: true, eventTopic: true }],
];

test.each(CASES)('on AWS CDK, of %s', (_, options, setting) => {
  const engine = new OnAwsCdk();
  engine.cache('Cache', options, setting);
  const document = engine.synthesize();
  const sections = Object.entries<any>(document.Resources).filter(([, { Type }]) => WATCHED.test(Type))
    .map(([id, { Type }]) => ({ path: ['Resources', id], name: Type.replace(/^AWS::/, '') }));
  expect(unnoticedIn(document, sections, (one) => viewOfCache(Topology.fromCloudFormation(one)))).toEqual([]);
});

test.each(CASES)('on CDKTF, of %s', (_, options, setting) => {
  const engine = new OnCdktf();
  engine.cache('Cache', options, setting);
  const document = withNames(engine.synthesize());
  const made = ['resource', 'ephemeral'].flatMap((section) => Object.entries<any>(document[section] ?? {})
    .flatMap(([type, named]) => Object.keys(named).map((name) => ({ path: [section, type, name], name: type }))));
  const sections = made.filter(({ path: [, type, name] }) => WATCHED.test(type) && name.startsWith('Cache_'));
  expect(unnoticedIn(document, sections, (one) => viewOfCache(Topology.fromTerraform(one)))).toEqual([]);
});

test('a document that is not changed is read as it was', () => {
  const engine = new OnAwsCdk();
  engine.cache('Cache', {});
  const document = engine.synthesize();
  const view = (one: any) => JSON.stringify(viewOfCache(Topology.fromCloudFormation(one)));
  expect(view(JSON.parse(JSON.stringify(document)))).toBe(view(document));
});

type Path = readonly (string | number)[];

interface Section {
  readonly path: Path;
  /** What it is called among what is not noticed. */
  readonly name: string;
}

/** What nobody would notice of a document's values, if it were another, or not there. */
function unnoticedIn(document: any, sections: readonly Section[], read: (one: any) => unknown): string[] {
  const original = JSON.stringify(read(document));
  const isNoticed = (one: any) => {
    try {
      return JSON.stringify(read(one)) !== original;
    } catch {
      return true;
    }
  };
  const leaves = sections.flatMap(({ path, name }) => (
    leavesOf(at(document, path)).map((leaf) => ({ path: [...path, ...leaf], name: nameOf(name, leaf) }))));
  expect(leaves.length).toBeGreaterThan(60);
  const namesOf = (change: Change, excepted: typeof NOT_COMPARED) => leaves.filter(({ path }) => !isNoticed(changed(document, path, change)))
    .map(({ name }) => name).filter((name) => !excepted.some(([pattern]) => pattern.test(name)));
  return [...new Set([...namesOf(exchange, NOT_COMPARED), ...namesOf(leaveOut, [...NOT_COMPARED, ...SAME_WITHOUT])])].sort();
}

function nameOf(section: string, leaf: Path): string {
  return [section, ...leaf.filter((name) => typeof name === 'string' && name !== 'Properties')].join('.');
}

function leavesOf(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) { return [path]; }
  return Object.entries(node).flatMap(([name, member]) => leavesOf(member, [...path, Array.isArray(node) ? Number(name) : name]));
}

function at(document: any, path: Path): any {
  return path.reduce((node, name) => node[name], document);
}

type Change = (parent: any, name: string | number) => void;

function changed(document: any, path: Path, change: Change): any {
  const copy = JSON.parse(JSON.stringify(document));
  change(at(copy, path.slice(0, -1)), path.at(-1)!);
  return copy;
}

function leaveOut(parent: any, name: string | number) {
  if (Array.isArray(parent)) { parent.splice(Number(name), 1); } else { delete parent[name]; }
}

function exchange(parent: any, name: string | number) {
  parent[name] = other(parent[name]);
}

/** Another value of its kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') { return !value; }
  if (typeof value === 'number') { return value + 1; }
  if (value === 'Delete') { return 'Retain'; }
  return value === 'true' || value === 'false' ? String(value !== 'true') : `${String(value)}x`;
}
