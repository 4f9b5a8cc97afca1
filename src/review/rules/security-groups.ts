import { isBalanced, isOneOfAKind } from './roles';
import { Topology } from '../topology';
import { Path } from '../topology-networks';
import { Tier } from '../topology-tiers';

/** Something that a security group keeps. */
export interface Guarded {
  readonly id: string;
  /** As `servers behind a load balancer`. */
  readonly what: string;
  /** Whether its callers come to it themselves. */
  readonly isAskedByCallers: boolean;
  /** Whether AWS says that it has a public address. Servers get theirs in many ways, which none of this tells. */
  readonly isPublic: boolean;
  /** Whether nobody reaches it from outside in spite of what its security group says. */
  readonly isPrivate: boolean;
  /** Whether it is there for administrators to come to. */
  readonly isBastion: boolean;
}

const NOBODYS = { isAskedByCallers: false, isPublic: false, isPrivate: true, isBastion: false };

/** Servers, databases and caches that have a security group. Balancers are there to be open. */
export function guardedBy(securityGroupId: string, topology: Topology): Guarded[] {
  const isKeptByIt = ({ securityGroupIds }: { readonly securityGroupIds: string[] }) => securityGroupIds.includes(securityGroupId);
  return [
    ...topology.tiers.filter(({ servers }) => isKeptByIt(servers)).map((tier) => tierOf(tier, topology)),
    ...topology.standaloneServers.filter(isKeptByIt).map(({ id, name, subnetId, publicIp }) => ({
      id,
      what: 'a server',
      isAskedByCallers: true,
      isPublic: false,
      isPrivate: publicIp === false || isPrivateSubnet(subnetId, topology),
      isBastion: isOneOfAKind(id, name),
    })),
    ...topology.databases.filter((database) => isKeptByIt(database) || database.instances.some(isKeptByIt)).map(({ id, instances }) => (
      { ...NOBODYS, id, what: 'a database', isPublic: instances.some(({ publiclyAccessible }) => publiclyAccessible) })),
    ...topology.caches.filter(isKeptByIt).map(({ id }) => ({ ...NOBODYS, id, what: 'a cache' })),
  ];
}

function tierOf(tier: Tier, topology: Topology): Guarded {
  const { id, servers, capacity: { subnetIds }, targetGroup } = tier;
  // A network load balancer may pass the caller's address on, which has to be let in then.
  const passesAddresses = ['TCP', 'UDP', 'TCP_UDP', 'TLS', 'QUIC', 'TCP_QUIC'].includes(targetGroup?.protocol ?? '');
  return {
    id,
    what: isBalanced(tier) ? 'servers behind a load balancer' : 'servers of their own',
    isAskedByCallers: targetGroup === undefined || passesAddresses,
    isPublic: false,
    isPrivate: servers.publicIp === false || (subnetIds.length > 0 && subnetIds.every((subnetId) => isPrivateSubnet(subnetId, topology))),
    isBastion: isOneOfAKind(id, servers.name),
  };
}

function isPrivateSubnet(subnetId: string | undefined, { networks }: Topology): boolean {
  const kind = networks.flatMap(({ subnets }) => subnets).find(({ id }) => id === subnetId)?.kind;
  return kind === 'private' || kind === 'isolated';
}

export function isWorld({ peer }: Path): boolean {
  return peer === '0.0.0.0/0' || peer === '::/0';
}

/** Without a protocol all ports are open. */
export function isOpenTo({ protocol, fromPort, toPort }: Path, port: number): boolean {
  if (protocol === undefined) { return true; }
  return protocol === 'tcp' && fromPort !== undefined && fromPort <= port && port <= (toPort ?? fromPort);
}
