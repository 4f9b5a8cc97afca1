import { CacheView, linesOf } from './cache-planned';
import { alarmOf } from './read-back';
import { byText, pathLine, withoutAbsent } from './views';
import { Cache, CacheLogin, CacheScaling, Topology } from '../../src/review';

/** What is read back from a document with one cache in it. */
export function viewOfCache(topology: Topology): CacheView {
  expect(topology.caches).toHaveLength(1);
  expect(topology.unknowns).toEqual([]);
  const [cache] = topology.caches;
  const [coordinates, ...others] = topology.parameters;
  expect(others).toEqual([]);
  return withoutAbsent<CacheView>({
    cache: factsOf(cache, topology),
    globalDatastore: datastoreOf(cache),
    parameters: {
      family: cache.parameterGroupFamily,
      values: cache.parameters,
      evictionPolicy: cache.evictionPolicy,
      reservedMemoryPercent: cache.reservedMemoryPercent,
    },
    users: byText(cache.users.map((user) => userOf(user, topology))),
    logs: byText(cache.logs.map(({ destinationId, ...log }) => ({ ...log, group: groupOf(destinationId, topology) }))),
    limits: cache.limits,
    scaling: [...scalingOf('shards', cache.shardScaling), ...scalingOf('replicas', cache.replicaScaling)],
    alarms: byText(topology.alarms.map(alarmOf)),
    told: { name: coordinates.name, description: coordinates.description, lines: linesOf(coordinates.value) },
    removal: { finalSnapshot: cache.finalSnapshot, finalSnapshotName: nameOfSnapshot(cache), isRetained: cache.isRetained },
    openedWays: waysOf(topology, new Map(cache.securityGroupIds.map((id) => [id, 'cache']))),
  });
}

/** What is told by itself elsewhere in the view. */
const TOLD_APART = [
  'id', 'users', 'parameters', 'parameterGroupId', 'parameterGroupFamily', 'evictionPolicy', 'reservedMemoryPercent', 'logs', 'limits', 'shardScaling',
  'replicaScaling', 'isRetained', 'finalSnapshot', 'finalSnapshotName', 'nodeGroups', 'userGroups', 'alarmIds', 'securityGroupIds', 'subnetIds',
  'globalGroupId', 'globalGroupSuffix', 'globalRole',
];

function factsOf(cache: Cache, { networks }: Topology): CacheView['cache'] {
  const { kind, nodeGroups, userGroups, authToken, alarmIds, securityGroupIds, subnetIds } = cache;
  const subnets = networks.flatMap((network) => network.subnets).filter((subnet) => subnetIds.includes(subnet.id));
  expect(nodeGroups).toEqual([]);
  expect(authToken).toBeUndefined();
  expect(subnets).toHaveLength(subnetIds.length);
  return {
    ...Object.fromEntries(Object.entries(cache).filter(([name]) => !TOLD_APART.includes(name))),
    kind,
    subnets: [...new Set(subnets.map((subnet) => subnet.kind))].join(' and '),
    subnetZones: new Set(subnets.map(({ zone }) => zone)).size,
    securityGroups: securityGroupIds.length,
    userGroups: userGroups.map(({ name, engine }) => ({ name, engine })),
    alarmed: alarmIds.length,
  };
}

/** The address of one that the document makes is another on each engine. */
function datastoreOf({ globalRole: role, globalGroupSuffix: suffix, globalGroupId }: Cache) {
  return role === undefined ? undefined : { role, suffix, id: suffix === undefined ? globalGroupId : undefined };
}

function userOf({ id, secretIds, ...user }: CacheLogin, { secrets }: Topology) {
  const found = secretIds.map((secretId) => secrets.find((secret) => secret.id === secretId)!);
  return {
    ...user,
    secrets: found.map(({ generated, isRetained, kmsKey }) => ({ ...generated, isRetained, kmsKey })),
  };
}

function groupOf(id: string | undefined, { logGroups }: Topology) {
  const { name, retentionDays, isRetained } = logGroups.find((group) => group.id === id)!;
  return { name, retentionDays, isRetained };
}

function scalingOf(counted: string, scaling: CacheScaling | undefined) {
  if (!scaling) { return []; }
  const policies = byText(scaling.policies.map(({ type, predefinedMetric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }) => (
    { type, metric: predefinedMetric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds })));
  return [{ counted, minimum: scaling.minimum, maximum: scaling.maximum, policies }];
}

/**
 * Each engine makes the name unique to each life of the deployment: Terraform by the security group's id, CloudFormation by the first part of the
 * UUID in the stack's.
 */
function nameOfSnapshot({ kind, finalSnapshotName }: Cache): string | undefined {
  const [, name, life] = /^(.*)-(<[^>]*>)$/.exec(finalSnapshotName ?? '') ?? [];
  if (finalSnapshotName !== undefined) { expect(life).toBe(kind === 'serverless' ? '<AWS::StackId.1>' : '<AWS::EC2::SecurityGroup.GroupId>'); }
  return name;
}

/** What is opened to and from security groups, by what they are called here. */
export function waysOf({ paths }: Topology, roles: ReadonlyMap<string, string>): string[] {
  const roleOf = (id: string | undefined) => roles.get(id ?? '') ?? id ?? 'nobody';
  const ways = paths.filter(({ securityGroupId, peer }) => roles.has(securityGroupId) || roles.has(peer ?? ''));
  return byText(ways.map(({ direction, securityGroupId, fromPort, toPort, peer, description }) => {
    expect(fromPort).toBe(toPort);
    return pathLine(direction, roleOf(securityGroupId), fromPort, roleOf(peer), description);
  }));
}
