import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Endpoint, NatGateway, Network, Subnet, WayOut } from '../topology-networks';
import { flagOf, idOf, listOf, referenceOf } from './values';

export function networksOf(resources: Resources): Network[] {
  return resources.ofType('AWS::EC2::VPC').map((network) => networkOf(network, resources));
}

function networkOf(network: Resource, resources: Resources): Network {
  const subnets = resources.pointingTo(network, 'AWS::EC2::Subnet', 'VpcId');
  const [flowLog] = resources.pointingTo(network, 'AWS::EC2::FlowLog', 'ResourceId');
  return {
    id: network.id,
    cidrBlock: textOf(network.properties.CidrBlock),
    subnets: subnets.map((subnet) => subnetOf(subnet, resources)),
    natGateways: [
      ...subnets.flatMap((subnet) => resources.pointingTo(subnet, 'AWS::EC2::NatGateway', 'SubnetId')),
      ...resources.pointingTo(network, 'AWS::EC2::NatGateway', 'VpcId').filter(isRegional),
    ].map(natGatewayOf),
    endpoints: resources.pointingTo(network, 'AWS::EC2::VPCEndpoint', 'VpcId').map(endpointOf),
    flowLogs: textOf(flowLog?.properties.TrafficType),
  };
}

function subnetOf(subnet: Resource, resources: Resources): Subnet {
  const { id, properties } = subnet;
  const routes = routesOf(subnet, resources);
  return {
    id,
    cidrBlock: textOf(properties.CidrBlock),
    zone: textOf(properties.AvailabilityZone) ?? textOf(properties.AvailabilityZoneId),
    kind: routes && kindOf(routes),
    wayOut: routes?.filter(({ properties: route }) => route.DestinationCidrBlock === '0.0.0.0/0').map(wayOutOf)[0],
    mapsPublicIps: flagOf(properties.MapPublicIpOnLaunch),
  };
}

/** Those that lead anywhere. A subnet without a route table of its own has the network's, of which a template tells nothing. */
function routesOf(subnet: Resource, resources: Resources): Resource[] | undefined {
  const [association] = resources.pointingTo(subnet, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');
  const table = resources.find(association?.properties.RouteTableId, 'AWS::EC2::RouteTable');
  return table && resources.pointingTo(table, 'AWS::EC2::Route', 'RouteTableId').filter(leadsAnywhere);
}

function kindOf(routes: readonly Resource[]): string {
  if (routes.some(({ properties }) => isInternetGateway(properties.GatewayId))) { return 'public'; }
  return routes.length > 0 ? 'private' : 'isolated';
}

function wayOutOf({ id, properties }: Resource): WayOut {
  const { GatewayId, NatGatewayId, InstanceId, NetworkInterfaceId } = properties;
  if (isInternetGateway(GatewayId)) { return { routeId: id, kind: 'internet-gateway', targetId: idOf(GatewayId) }; }
  if (NatGatewayId !== undefined) { return { routeId: id, kind: 'nat-gateway', targetId: idOf(NatGatewayId) }; }
  const server = InstanceId ?? NetworkInterfaceId;
  return server === undefined ? { routeId: id, kind: 'other' } : { routeId: id, kind: 'instance', targetId: idOf(server) };
}

function leadsAnywhere({ properties }: Resource): boolean {
  return properties.DestinationCidrBlock === '0.0.0.0/0' || properties.DestinationIpv6CidrBlock === '::/0';
}

function isInternetGateway(value: Value | undefined): boolean {
  return referenceOf(value)?.type === 'AWS::EC2::InternetGateway' || (typeof value === 'string' && value.startsWith('igw-'));
}

function natGatewayOf({ id, properties }: Resource): NatGateway {
  return { id, subnetId: idOf(properties.SubnetId), isRegional: properties.AvailabilityMode === undefined ? undefined : isRegional({ properties }) };
}

function isRegional({ properties }: Pick<Resource, 'properties'>): boolean {
  return properties.AvailabilityMode === 'regional';
}

function endpointOf({ properties }: Resource): Endpoint {
  const [service] = listOf(properties.ServiceName).map(textOf);
  return { service: service?.replace(/^(?:com|cn\.com)\.amazonaws\.[^.]+\./, ''), type: textOf(properties.VpcEndpointType) };
}
