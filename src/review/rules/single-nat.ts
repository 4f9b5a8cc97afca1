import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Network } from '../topology-networks';
import { zonedWaysOut } from './ways-out';

export const SINGLE_NAT: Rule = {
  id: 'single-nat',
  title: 'All zones leave through one',
  severity: Severity.WARNING,
  why: 'A NAT gateway is in one zone. When that zone is lost, servers of all other zones run and reach nothing outside: no package, no payment, no interface of AWS '
    + 'without an endpoint, and a server that boots then may not come up.',
  mend: 'Make a NAT gateway in each zone and route each private subnet to its own, or set AvailabilityMode to regional.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  check: ({ networks }: Topology): Evidence[] => networks.flatMap(evidenceOf),
};

function evidenceOf(network: Network): Evidence[] {
  const ways = zonedWaysOut(network);
  const [targetId, ...others] = new Set(ways.map(({ way }) => way.targetId));
  const zones = [...new Set(ways.map(({ zone }) => zone))];
  if (targetId === undefined || others.length > 0 || zones.length < 2) { return []; }
  const isGateway = ways[0].way.kind === 'nat-gateway';
  return [{
    resourceId: network.natGateways.some(({ id }) => id === targetId) || !isGateway ? targetId : network.id,
    property: isGateway ? 'SubnetId' : undefined,
    message: `1 NAT ${isGateway ? 'gateway' : 'instance'} for private subnets in ${zones.length} zones${named(zones)}.`,
  }];
}

/** Zones by number are those of whatever region it is. */
function named(zones: readonly string[]): string {
  return zones.some((zone) => zone.startsWith('<')) ? '' : `: ${zones.join(', ')}`;
}
