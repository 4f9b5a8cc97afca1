import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Endpoint, NatGateway, Network, Subnet } from '../topology-networks';
import { idOf, listOf, referenceOf } from './values';

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
    natGateways: subnets.flatMap((subnet) => resources.pointingTo(subnet, 'AWS::EC2::NatGateway', 'SubnetId')).map(natGatewayOf),
    endpoints: resources.pointingTo(network, 'AWS::EC2::VPCEndpoint', 'VpcId').map(endpointOf),
    flowLogs: textOf(flowLog?.properties.TrafficType),
  };
}

function subnetOf(subnet: Resource, resources: Resources): Subnet {
  const { id, properties } = subnet;
  return {
    id,
    cidrBlock: textOf(properties.CidrBlock),
    zone: textOf(properties.AvailabilityZone) ?? textOf(properties.AvailabilityZoneId),
    kind: kindOf(subnet, resources),
  };
}

/** A subnet without a route table of its own has the network's, of which a template tells nothing. */
function kindOf(subnet: Resource, resources: Resources): string | undefined {
  const [association] = resources.pointingTo(subnet, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');
  const table = resources.find(association?.properties.RouteTableId, 'AWS::EC2::RouteTable');
  if (!table) { return undefined; }
  const routes = resources.pointingTo(table, 'AWS::EC2::Route', 'RouteTableId').filter(leadsAnywhere);
  if (routes.some(({ properties }) => isInternetGateway(properties.GatewayId))) { return 'public'; }
  return routes.length > 0 ? 'private' : 'isolated';
}

function leadsAnywhere({ properties }: Resource): boolean {
  return properties.DestinationCidrBlock === '0.0.0.0/0' || properties.DestinationIpv6CidrBlock === '::/0';
}

function isInternetGateway(value: Value | undefined): boolean {
  return referenceOf(value)?.type === 'AWS::EC2::InternetGateway' || (typeof value === 'string' && value.startsWith('igw-'));
}

function natGatewayOf({ id, properties }: Resource): NatGateway {
  return { id, subnetId: idOf(properties.SubnetId) };
}

function endpointOf({ properties }: Resource): Endpoint {
  const [service] = listOf(properties.ServiceName).map(textOf);
  return { service: service?.replace(/^(?:com|cn\.com)\.amazonaws\.[^.]+\./, ''), type: textOf(properties.VpcEndpointType) };
}
