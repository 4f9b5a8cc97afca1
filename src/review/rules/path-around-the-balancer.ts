import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isOpenTo, isWorld } from './security-groups';
import { Topology } from '../topology';
import { Path } from '../topology-networks';
import { Tier } from '../topology-tiers';

export const PATH_AROUND_THE_BALANCER: Rule = {
  id: 'path-around-the-balancer',
  title: 'Others reach the servers as the balancer does',
  severity: Severity.NOTE,
  why: 'Who asks a server by itself is not spread over all of them, goes on asking one that is drained or dead, and is in no count that scales the group.',
  mend: 'Let SourceSecurityGroupId of the target port be the load balancer\'s alone, and let others ask the load balancer.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  check: (topology: Topology): Evidence[] => topology.tiers.flatMap((tier) => evidenceOf(tier, topology)),
};

/** What the whole world reaches is another matter. */
function evidenceOf({ id, servers, balancerId, targetGroup }: Tier, { paths, balancers }: Topology): Evidence[] {
  const port = targetGroup?.port;
  const owner = balancers.find((balancer) => balancer.id === balancerId);
  if (port === undefined || owner === undefined || owner.securityGroupIds.length === 0) { return []; }
  const known = [...balancers.flatMap(({ securityGroupIds }) => securityGroupIds), ...servers.securityGroupIds];
  const isAround = (path: Path) => path.direction === 'ingress' && servers.securityGroupIds.includes(path.securityGroupId) && isOpenTo(path, port)
    && !isWorld(path) && path.peer !== undefined && !path.peer.startsWith('<unknown') && !known.includes(path.peer);
  const peers = [...new Set(paths.filter(isAround).map(({ peer }) => peer))];
  return peers.length === 0 ? [] : [{ resourceId: id, message: `Port ${port} is open to ${peers.join(', ')} beside the load balancer.` }];
}
