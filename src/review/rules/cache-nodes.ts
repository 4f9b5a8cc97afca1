import { Cache } from '../topology-caches';

/** A group of nodes with Valkey or Redis OSS. */
export function isGroup({ kind }: Cache): boolean {
  return kind === 'replication-group';
}

/** Nodes by themselves: Memcached, or one node of Redis OSS. Those of a group that is elsewhere are judged with that one. */
export function isOfLoneNodes({ kind, replicationGroup }: Cache): boolean {
  return kind === 'cluster' && replicationGroup === undefined;
}

export function isMemcached({ engine }: Cache): boolean {
  return engine === 'memcached';
}

/** Whether there are nodes that may be in several zones. */
export function hasSeveralNodes(cache: Cache): boolean {
  return isGroup(cache) ? hasReplicas(cache) : isOfLoneNodes(cache) && (cache.nodes ?? 0) > 1;
}

export function hasReplicas({ replicasPerShard, nodeGroups, replicaScaling }: Cache): boolean {
  return [replicasPerShard, replicaScaling?.minimum, ...nodeGroups.map(({ replicas }) => replicas)].some((count) => (count ?? 0) > 0);
}

/** Zones that nodes are told to be in, as far as that is told of every one. */
export function zonesSaidOf({ zones, nodeGroups }: Cache): string[] {
  if (zones.length > 0) { return zones; }
  const told = nodeGroups.every(({ primaryZone, replicaZones }) => primaryZone !== undefined && replicaZones.length > 0);
  return told ? nodeGroups.flatMap(({ primaryZone = '<unknown>', replicaZones }) => [primaryZone, ...replicaZones]) : [];
}
