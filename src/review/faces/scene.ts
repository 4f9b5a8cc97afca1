import { Place, Reading } from '../sources/reading';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';
import { Database } from '../topology-databases';
import { Distribution } from '../topology-distributions';
import { Subnet } from '../topology-networks';
import { Tier } from '../topology-tiers';

/** What is drawn of one place that is deployed to. */
export interface Scene {
  readonly title: string;
  readonly flows: readonly Flow[];
  readonly stores: readonly Box[];
  /** From a flow's servers to a store, by their numbers, where security groups let them. */
  readonly paths: readonly (readonly [flow: number, store: number])[];
}

/** One tier, and the way that callers take to it. */
export interface Flow {
  readonly names?: Box;
  readonly balancer?: Box;
  readonly servers: Box;
  readonly zones: readonly Zone[];
}

/** A box with what stands in it. Findings of its resources are marked at it. */
export interface Box {
  readonly title: string;
  readonly detail: string;
  readonly resourceIds: readonly string[];
  /** What it consists of, a letter each: W for a writer, S for its standby, R for a replica, P for the primary of a shard. */
  readonly nodes?: readonly string[];
}

export interface Zone {
  readonly name: string;
  /** Of those that there are at the least. */
  readonly servers: number;
}

export function scenesOf({ topologies, places }: Reading): Scene[] {
  return topologies.map((topology, index) => sceneOf(topology, places[index]));
}

function sceneOf(topology: Topology, place: Place): Scene {
  const title = [place.name, place.region].filter((text) => text !== undefined).join(' · ');
  const stores = [...topology.databases.map(databaseBox), ...topology.caches.map(cacheBox), ...topology.distributions.map(distributionBox)];
  const groups = [...topology.databases, ...topology.caches].map(({ securityGroupIds }) => securityGroupIds);
  const paths = topology.tiers.flatMap(({ servers }, flow) => groups.flatMap((group, store) => (
    isOpen(servers.securityGroupIds, group, topology) ? [[flow, store] as const] : []
  )));
  const flows = topology.tiers.map((tier) => flowOf(tier, topology));
  return { title, flows: flows.map((flow) => flowByName(flow, place)), stores: stores.map((store) => byName(store, place)), paths };
}

function flowByName({ balancer, servers, ...others }: Flow, place: Place): Flow {
  return { ...others, balancer: balancer && byName(balancer, place), servers: byName(servers, place) };
}

/** As it stands in the construct tree, where the document tells; the last of its parts is the resource itself. */
function byName(box: Box, place: Place): Box {
  const { path, id } = place.origin(box.title);
  if (path === undefined) { return { ...box, title: id }; }
  const parts = path.split('/').filter((part, index) => !(index === 0 && part === place.name) && part !== 'Resource');
  return { ...box, title: parts.join('/') };
}

function isOpen(from: readonly string[], to: readonly string[], { paths }: Topology): boolean {
  return paths.some(({ direction, securityGroupId, peer }) => direction === 'ingress' && to.includes(securityGroupId) && peer !== undefined && from.includes(peer));
}

function flowOf(tier: Tier, topology: Topology): Flow {
  const { capacity, servers, targetGroup, scaling, balancerId } = tier;
  return {
    names: namesOf(balancerId, topology),
    balancer: balancerOf(balancerId, topology),
    servers: {
      title: tier.id,
      detail: [`${capacity.minimum ?? '?'}–${capacity.maximum ?? '?'} ×`, servers.instanceTypes.join(', ') || 'a server'].join(' '),
      resourceIds: [tier.id, ...targetGroup ? [targetGroup.id] : [], ...scaling.map(({ id }) => id), ...servers.securityGroupIds],
    },
    zones: zonesOf(tier, topology.networks.flatMap(({ subnets }) => subnets)),
  };
}

function namesOf(balancerId: string | undefined, { dnsNames, healthChecks }: Topology): Box | undefined {
  const records = balancerId === undefined ? [] : dnsNames.filter((name) => name.balancerId === balancerId);
  if (records.length === 0) { return undefined; }
  const checks = healthChecks.filter(({ id }) => records.some(({ healthCheckId }) => healthCheckId === id));
  return {
    title: records[0].name ?? 'a name',
    detail: [...new Set(records.map(({ routing, failover }) => failover === undefined ? routing : `${routing}, ${failover.toLowerCase()}`))].join('; '),
    resourceIds: [...records.map(({ id }) => id), ...checks.flatMap(({ id, childIds }) => [id, ...childIds])],
  };
}

function balancerOf(balancerId: string | undefined, { balancers }: Topology): Box | undefined {
  const balancer = balancers.find(({ id }) => id === balancerId);
  if (!balancer) { return undefined; }
  const listeners = balancer.listeners.map(({ protocol, port }) => `${protocol ?? '?'} ${port ?? ''}`.trim());
  return {
    title: balancer.id,
    detail: [balancer.scheme ?? 'a load balancer', ...listeners].join(', '),
    resourceIds: [balancer.id, ...balancer.listeners.map(({ id }) => id), ...balancer.securityGroupIds],
  };
}

/** Auto Scaling spreads servers evenly. Where the document tells no zone, a subnet stands for one. */
function zonesOf({ capacity: { subnetIds, zones = [], minimum = 0 } }: Tier, subnets: readonly Subnet[]): Zone[] {
  const found = subnetIds.map((id) => subnets.find((subnet) => subnet.id === id));
  // What is given as one may be a list of many.
  const areSubnets = subnetIds.every((id, index) => found[index] !== undefined || id.startsWith('subnet-'));
  const names = subnetIds.length === 0 ? zones.filter((zone) => zone !== '<unknown>') : areSubnets ? found.map((subnet, index) => subnet?.zone ?? `subnet ${index + 1}`) : [];
  const shown = names.length === 0 ? ['zones not told'] : [...new Set(names)];
  return shown.map((name, index) => ({ name: name.replace(/[<>]/g, ''), servers: Math.max(0, Math.ceil((minimum - index) / shown.length)) }));
}

function databaseBox({ id, engine, engineVersion, instances, isStandby, proxies }: Database): Box {
  return {
    title: id,
    detail: [[engine ?? 'database', engineVersion].filter((text) => text !== undefined).join(' '), ...isStandby ? ['standby'] : [], ...proxies.length > 0 ? ['proxy'] : []].join(', '),
    resourceIds: [id, ...instances.map((instance) => instance.id), ...proxies.map((proxy) => proxy.id)],
    nodes: instances.flatMap(({ role, multiAz }) => [role === 'writer' || role === undefined ? 'W' : 'R', ...multiAz ? ['S'] : []]),
  };
}

function distributionBox({ id, alternateNames }: Distribution): Box {
  return { title: id, detail: ['a distribution', ...alternateNames].join(', '), resourceIds: [id] };
}

function cacheBox({ id, kind, engine, shards = 1, replicasPerShard = 0, nodes = 1 }: Cache): Box {
  const all = kind === 'replication-group' ? Array.from({ length: shards }, () => ['P', ...Array.from({ length: replicasPerShard }, () => 'R')]).flat() : Array.from({ length: nodes }, () => 'P');
  return { title: id, detail: `${engine ?? 'cache'}, ${kind}`, resourceIds: [id], nodes: kind === 'serverless' ? [] : all };
}
