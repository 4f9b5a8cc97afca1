import { ownerOf } from './owners';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Network } from '../topology-networks';
import { zonedWaysOut } from './ways-out';

export const NAT_ACROSS_ZONES: Rule = {
  id: 'nat-across-zones',
  title: 'A zone leaves through another one',
  severity: Severity.WARNING,
  why: 'The loss of one zone takes the way out of two. All that goes out crosses zones, and is paid for.',
  mend: 'Set NatGatewayId of the route to the NAT gateway in the subnet\'s own zone.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  check: ({ networks }: Topology): Evidence[] => networks.flatMap(evidenceOf),
};

/** Where all leave through the same one, it is that which is too few. */
function evidenceOf(network: Network): Evidence[] {
  const ways = zonedWaysOut(network).filter(({ way }) => way.kind === 'nat-gateway');
  if (new Set(ways.map(({ way }) => way.targetId)).size < 2) { return []; }
  const zoneOf = zonesOfGateways(network);
  const found = new Map<string, Evidence>();
  for (const { zone, way: { routeId, targetId } } of ways) {
    const other = zoneOf.get(targetId!);
    if (other === undefined || other === zone) { continue; }
    found.set(routeId, { resourceId: ownerOf(routeId), property: 'NatGatewayId', message: `The subnet is in ${zone}, the NAT gateway in ${other}.` });
  }
  return [...found.values()];
}

function zonesOfGateways({ natGateways, subnets }: Network): ReadonlyMap<string, string | undefined> {
  return new Map(natGateways.map(({ id, subnetId }) => [id, subnets.find((subnet) => subnet.id === subnetId)?.zone]));
}
