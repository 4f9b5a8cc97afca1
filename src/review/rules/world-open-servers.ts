import { ownerOf } from './owners';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Guarded, guardedBy, isOpenTo, isWorld } from './security-groups';
import { Topology } from '../topology';
import { Path } from '../topology-networks';

export const WORLD_OPEN_SERVERS: Rule = {
  id: 'world-open-servers',
  title: 'Anybody may knock at what only some should reach',
  severity: Severity.ERROR,
  why: 'What the balancer does for all servers, TLS, limits and filters, is walked around. A port of administration that the world reaches is tried by machines all day, '
    + 'and all servers of a group are of one image: who is in one of them is in all.',
  mend: 'Set SourceSecurityGroupId to the security group of those who ask, in place of CidrIp, and use Session Manager in place of SSH and RDP.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  check: (topology: Topology): Evidence[] => {
    const paths = topology.paths.filter((path) => path.direction === 'ingress' && isWorld(path) && !isIcmp(path));
    return byResource(paths.flatMap((path) => guardedBy(path.securityGroupId, topology).map((guarded) => evidenceOf(path, guarded))
      .filter((evidence) => evidence !== undefined)));
  },
};

function isIcmp({ protocol }: Path): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6';
}

function evidenceOf(path: Path, guarded: Guarded): Evidence | undefined {
  const administers = isOpenTo(path, 22) || isOpenTo(path, 3389);
  // Servers by themselves, and those of a network load balancer, are asked by their callers.
  if (guarded.isAskedByCallers && !administers) { return undefined; }
  return {
    resourceId: ownerOf(path.resourceId ?? path.securityGroupId),
    property: path.resourceId === path.securityGroupId ? 'SecurityGroupIngress' : path.peerType === 'ipv6' ? 'CidrIpv6' : 'CidrIp',
    message: `${path.peer} reaches ${portsOf(path)} of ${guarded.id}, ${guarded.what}.`,
    severity: guarded.isPublic || (administers && !guarded.isPrivate && !guarded.isBastion) ? undefined : Severity.WARNING,
  };
}

function portsOf({ fromPort, toPort }: Path): string {
  if (fromPort === undefined || (fromPort <= 0 && (toPort ?? 0) >= 65535)) { return 'every port'; }
  return fromPort === toPort || toPort === undefined ? `port ${fromPort}` : `ports ${fromPort} to ${toPort}`;
}

/** The worst of each resource. */
function byResource(evidence: readonly Evidence[]): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const one of evidence) {
    const other = found.get(one.resourceId);
    if (!other || (other.severity !== undefined && one.severity === undefined)) { found.set(one.resourceId, one); }
  }
  return [...found.values()];
}
