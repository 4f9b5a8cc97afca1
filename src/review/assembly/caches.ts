import { scaledCountOf } from './application-scaling';
import { alarmsWatching } from './cache-alarms';
import { factsOf, flagOr, sharedFactsOf } from './cache-facts';
import { parametersOf } from './cache-parameters';
import { shardsOf } from './cache-shards';
import { usersOf } from './cache-users';
import { passwordOf } from './credentials';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Cache, CacheScaling, ServerlessCacheLimits } from '../topology-caches';
import { at, flagOf, idOf, idsOf, listOf, numberOf, textsOf } from './values';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const GLOBAL = 'AWS::ElastiCache::GlobalReplicationGroup';

const GROUP_NAME = 'ReplicationGroupId';
const SERVERLESS_NAME = 'ServerlessCacheName';
const CLUSTER_NAME = 'ClusterName';

export function cachesOf(resources: Resources): Cache[] {
  const groupOf = ({ properties }: Resource) => resources.find(properties.ReplicationGroupId, GROUP, GROUP_NAME);
  const clusters = resources.ofType(CLUSTER);
  return [
    ...resources.ofType(GROUP).map((group) => ofGroup(group, clusters.filter((cluster) => groupOf(cluster) === group), resources)),
    ...resources.ofType(SERVERLESS).map((cache) => ofServerless(cache, resources)),
    ...clusters.filter((cluster) => !groupOf(cluster))
      .map((cluster) => cluster.properties.ReplicationGroupId === undefined ? ofCluster(cluster, resources) : ofMember(cluster, resources)),
  ];
}

/** @param members nodes that are written apart, and are replicas of the group */
function ofGroup(group: Resource, members: readonly Resource[], resources: Resources): Cache {
  const { properties, updatePolicy } = group;
  // AWS's own documents contradict each other about what Valkey does where nothing is said.
  const isOff = textOf(properties.Engine) === 'redis' ? false : undefined;
  // One that joins others has what the first of them has.
  const isInherited = properties.GlobalReplicationGroupId !== undefined;
  return {
    ...factsOf(group, resources),
    kind: 'replication-group',
    name: textOf(properties[GROUP_NAME]),
    description: textOf(properties.ReplicationGroupDescription),
    dataTiering: flagOf(properties.DataTieringEnabled),
    ...parametersOf(properties, resources),
    ...shardsOf(properties, members.length, resources),
    zones: zonesOf(properties.PreferredCacheClusterAZs, resources),
    multiAz: flagOr(properties.MultiAZEnabled, isInherited ? undefined : false),
    automaticFailover: flagOr(properties.AutomaticFailoverEnabled, isInherited ? undefined : false),
    durability: textOf(properties.Durability),
    ...globalGroupOf(group, resources),
    encryptedInTransit: flagOr(properties.TransitEncryptionEnabled, isOff),
    transitEncryptionMode: textOf(properties.TransitEncryptionMode),
    encryptedAtRest: flagOr(properties.AtRestEncryptionEnabled, isOff),
    ...usersOf(properties.UserGroupIds, resources),
    ...tokenOf(properties.AuthToken, resources),
    shardScaling: scalingOf(group, 'NodeGroups', resources),
    replicaScaling: scalingOf(group, 'Replicas', resources),
    alarmIds: alarmsWatching(group, GROUP_NAME, resources),
    onlineResharding: flagOf(updatePolicy?.UseOnlineResharding) ?? false,
  };
}

/** That there is one is told, even where nobody tells where it comes from. */
function tokenOf(token: Value | undefined, resources: Resources) {
  if (token === undefined) { return {}; }
  const { origin, secretId } = passwordOf(token, resources);
  return { authToken: origin ?? '<unknown>', authTokenSecretId: secretId };
}

/** It is always encrypted, lies in several zones, and has neither nodes nor parameters of its own. */
function ofServerless(cache: Resource, resources: Resources): Cache {
  const { properties } = cache;
  const isMemcached = textOf(properties.Engine) === 'memcached';
  return {
    ...sharedFactsOf(cache),
    kind: 'serverless',
    name: textOf(properties[SERVERLESS_NAME]),
    description: textOf(properties.Description),
    engineVersion: textOf(properties.MajorEngineVersion),
    nodeGroups: [],
    zones: [],
    multiAz: true,
    port: isMemcached ? 11_211 : 6379,
    readerPort: isMemcached ? undefined : 6380,
    encryptedInTransit: true,
    encryptedAtRest: true,
    ...usersOf(properties.UserGroupId, resources),
    snapshotRetentionDays: numberOf(properties.SnapshotRetentionLimit),
    dailySnapshotTime: textOf(properties.DailySnapshotTime),
    restoredFrom: textsOf(properties.SnapshotArnsToRestore),
    logs: [],
    securityGroupIds: idsOf(properties.SecurityGroupIds),
    subnetIds: idsOf(properties.SubnetIds),
    limits: limitsOf(properties.CacheUsageLimits),
    alarmIds: alarmsWatching(cache, SERVERLESS_NAME, resources),
  };
}

/** Nodes by themselves have no encryption at rest. */
function ofCluster(cluster: Resource, resources: Resources): Cache {
  const { properties } = cluster;
  return {
    ...factsOf(cluster, resources),
    ...parametersOf(properties, resources),
    ...nodesOf(cluster, resources),
    multiAz: isSpread(properties),
    encryptedInTransit: flagOr(properties.TransitEncryptionEnabled, false),
    encryptedAtRest: false,
  };
}

/** A replica in a group that is not in the document, which decides everything. */
function ofMember(cluster: Resource, resources: Resources): Cache {
  return {
    ...sharedFactsOf(cluster),
    ...nodesOf(cluster, resources),
    replicationGroup: idOf(cluster.properties.ReplicationGroupId),
    restoredFrom: [],
    logs: [],
    securityGroupIds: [],
    subnetIds: [],
  };
}

function nodesOf(cluster: Resource, resources: Resources) {
  const { properties } = cluster;
  return {
    kind: 'cluster',
    name: textOf(properties[CLUSTER_NAME]),
    nodes: numberOf(properties.NumCacheNodes),
    nodeGroups: [],
    zones: zonesOf(properties.PreferredAvailabilityZones ?? properties.PreferredAvailabilityZone, resources),
    userGroups: [],
    users: [],
    alarmIds: alarmsWatching(cluster, CLUSTER_NAME, resources),
  };
}

/** In one zone, unless it is said otherwise. */
function isSpread({ AZMode: mode, PreferredAvailabilityZones: zones }: Resource['properties']): boolean | undefined {
  if (mode !== undefined) { return textOf(mode) === undefined ? undefined : mode === 'cross-az'; }
  return zones === undefined ? false : undefined;
}

function zonesOf(zones: Value | undefined, resources: Resources): string[] {
  return listOf(zones).map((zone) => textOf(resources.told(zone)) ?? '<unknown>');
}

/** The one that it joins, or that is made around it. Who writes is changed by a failover, and is told as it was made. */
function globalGroupOf(group: Resource, resources: Resources) {
  const { GlobalReplicationGroupId: given } = group.properties;
  const isMember = (member: Value) => resources.find(at(member, GROUP_NAME), GROUP, GROUP_NAME) === group;
  const around = resources.ofType(GLOBAL).find(({ properties }) => listOf(properties.Members).some(isMember));
  const global = around ?? resources.find(given, GLOBAL);
  const role = textOf(at(listOf(around?.properties.Members).find(isMember), 'Role'))?.toLowerCase();
  return {
    globalGroupId: global?.id ?? idOf(given),
    globalGroupSuffix: textOf(global?.properties.GlobalReplicationGroupIdSuffix),
    globalRole: role ?? (given === undefined ? undefined : 'secondary'),
  };
}

/** AWS knows gigabytes only. */
function limitsOf(limits: Value | undefined): ServerlessCacheLimits | undefined {
  if (limits === undefined) { return undefined; }
  const storage = (bound: string) => at(limits, 'DataStorage', 'Unit') === 'GB' ? numberOf(at(limits, 'DataStorage', bound)) : undefined;
  return {
    minStorageGb: storage('Minimum'),
    maxStorageGb: storage('Maximum'),
    minEcpuPerSecond: numberOf(at(limits, 'ECPUPerSecond', 'Minimum')),
    maxEcpuPerSecond: numberOf(at(limits, 'ECPUPerSecond', 'Maximum')),
  };
}

function scalingOf(group: Resource, counted: 'NodeGroups' | 'Replicas', resources: Resources): CacheScaling | undefined {
  const count = scaledCountOf(group, `elasticache:replication-group:${counted}`, GROUP_NAME, resources);
  return count && { minimum: count.minimum, maximum: count.maximum, policies: count.policies };
}
