import { clusterModeOf } from './cache-parameters';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { CacheNodeGroup } from '../topology-caches';
import { at, listOf, numberOf } from './values';

type Properties = Resource['properties'];

/** What says how many nodes there are, in words that are not in the document. */
const DECIDE_OTHERWISE = ['NumNodeGroups', 'PrimaryClusterId', 'GlobalReplicationGroupId'];

/**
 * How many shards there are, and replicas of each, by whichever of the ways in which it may be said.
 *
 * @param members replicas that are written apart
 */
export function shardsOf(properties: Properties, members: number, resources: Resources) {
  const nodeGroups = listOf(properties.NodeGroupConfiguration).map((group) => nodeGroupOf(group, resources));
  return {
    clusterMode: clusterModeOf(properties, resources),
    shards: shardCountOf(properties, nodeGroups),
    replicasPerShard: replicaCountOf(properties, nodeGroups, members),
    nodeGroups,
  };
}

function nodeGroupOf(group: Value, resources: Resources): CacheNodeGroup {
  return {
    name: textOf(at(group, 'NodeGroupId')),
    replicas: numberOf(at(group, 'ReplicaCount')),
    slots: textOf(at(group, 'Slots')),
    primaryZone: textOf(resources.told(at(group, 'PrimaryAvailabilityZone'))),
    replicaZones: listOf(at(group, 'ReplicaAvailabilityZones')).map((zone) => textOf(resources.told(zone)) ?? '<unknown>'),
  };
}

function shardCountOf(properties: Properties, nodeGroups: readonly CacheNodeGroup[]): number | undefined {
  const { NumNodeGroups: count, GlobalReplicationGroupId: elsewhere } = properties;
  if (count !== undefined) { return numberOf(count); }
  if (nodeGroups.length > 0) { return nodeGroups.length; }
  return elsewhere === undefined ? 1 : undefined;
}

function replicaCountOf(properties: Properties, nodeGroups: readonly CacheNodeGroup[], members: number): number | undefined {
  const { ReplicasPerNodeGroup: each, NumCacheClusters: nodes } = properties;
  const said = nodeGroups.map(({ replicas }) => replicas ?? numberOf(each));
  if (said.length > 0) { return said.every((count) => count === said[0]) ? said[0] : undefined; }
  if (each !== undefined) { return numberOf(each); }
  if (nodes !== undefined) { return plus(numberOf(nodes), members - 1); }
  // One node is what AWS makes where nobody says how many.
  return DECIDE_OTHERWISE.every((name) => properties[name] === undefined) ? members : undefined;
}

function plus(count: number | undefined, more: number): number | undefined {
  return count === undefined ? undefined : count + more;
}
