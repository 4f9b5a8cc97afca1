import { isBalanced } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isWorld } from './security-groups';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const PUBLIC_SERVERS: Rule = {
  id: 'public-servers',
  title: 'Servers behind a balancer with addresses of their own',
  severity: Severity.WARNING,
  why: 'The load balancer is the way in, and nothing has to reach a server past it. With a public address, one wrong rule of a security group is all that is between it '
    + 'and the world.',
  mend: 'Set AssociatePublicIpAddress to false, and VPCZoneIdentifier to private subnets.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isBalanced(tier) && isPublic(tier, topology))
    .map((tier) => ({
      resourceId: tier.launch?.id ?? tier.id,
      property: tier.launch?.kind === 'LaunchConfiguration' ? 'AssociatePublicIpAddress' : 'LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress',
      message: `Servers of ${tier.id} have public addresses${tier.servers.publicIp ? '' : ', as their subnets give them'}.`,
      severity: isShut(tier, topology) ? Severity.NOTE : undefined,
    })),
};

/** What the servers do not say, their subnets do. */
function isPublic({ servers, capacity }: Tier, { networks }: Topology): boolean {
  if (servers.publicIp !== undefined) { return servers.publicIp; }
  return networks.flatMap(({ subnets }) => subnets).some(({ id, kind, mapsPublicIps }) => (
    kind === 'public' && mapsPublicIps === true && capacity.subnetIds.includes(id)));
}

/** Whether their security groups are told, and let no part of the world in. */
function isShut({ servers }: Tier, { paths }: Topology): boolean {
  const rules = paths.filter(({ direction, securityGroupId }) => direction === 'ingress' && servers.securityGroupIds.includes(securityGroupId));
  return rules.length > 0 && rules.every((path) => !isWorld(path));
}
