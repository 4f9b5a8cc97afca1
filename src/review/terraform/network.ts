import { Reference, Value } from '../document';
import { Fields, isFields, listOf } from '../kinds';
import { Beside, Self, Shape, TAGS, Translation, either, ifSet, json, shaped, unless } from './shapes';

const EC2 = 'AWS::EC2';

const ROUTE: Shape = {
  RouteTableId: 'route_table_id',
  DestinationCidrBlock: either('destination_cidr_block', 'cidr_block'),
  DestinationIpv6CidrBlock: either('destination_ipv6_cidr_block', 'ipv6_cidr_block'),
  DestinationPrefixListId: unless('destination_prefix_list_id', ''),
  GatewayId: unless('gateway_id', ''),
  NatGatewayId: unless('nat_gateway_id', ''),
  EgressOnlyInternetGatewayId: unless('egress_only_gateway_id', ''),
  TransitGatewayId: unless('transit_gateway_id', ''),
  VpcEndpointId: unless('vpc_endpoint_id', ''),
  VpcPeeringConnectionId: unless('vpc_peering_connection_id', ''),
  NetworkInterfaceId: unless('network_interface_id', ''),
};

function inlineRoutes(args: Fields, self: Self): Beside[] {
  const table = new Reference(self.id, self.type, 'Ref');
  return listOf(args.route).filter((route) => isFields(route)).map((route, index) => ({
    ending: `.route[${index}]`, type: `${EC2}::Route`, properties: { ...shaped(ROUTE, route, self), RouteTableId: table },
  }));
}

function attachment(args: Fields, self: Self): Beside[] {
  if (args.vpc_id === undefined) { return []; }
  const properties = { VpcId: args.vpc_id, InternetGatewayId: new Reference(self.id, self.type, 'Ref') };
  return [{ ending: '.vpc_id', type: `${EC2}::VPCGatewayAttachment`, properties }];
}

/** What is recorded, and of which kind it is. */
const RECORDED = [['vpc_id', 'VPC'], ['subnet_id', 'Subnet'], ['eni_id', 'NetworkInterface'], ['transit_gateway_id', 'TransitGateway']] as const;

function recorded(args: Fields): readonly [Value, string] | undefined {
  const found = RECORDED.find(([name]) => args[name] !== undefined && args[name] !== '');
  return found && [args[found[0]], found[1]];
}

const VPC_ATTRIBUTES = {
  id: 'Ref', default_security_group_id: 'DefaultSecurityGroup', default_network_acl_id: 'DefaultNetworkAcl',
};

export const NETWORK: Readonly<Record<string, Translation>> = {
  aws_vpc: {
    type: `${EC2}::VPC`,
    attributes: VPC_ATTRIBUTES,
    told: { cidr_block: 'CidrBlock', ipv6_cidr_block: 'Ipv6CidrBlocks' },
    properties: {
      CidrBlock: 'cidr_block',
      EnableDnsSupport: 'enable_dns_support',
      EnableDnsHostnames: 'enable_dns_hostnames',
      InstanceTenancy: 'instance_tenancy',
      Tags: TAGS,
    },
  },
  aws_subnet: {
    type: `${EC2}::Subnet`,
    attributes: { id: 'Ref' },
    told: { availability_zone: 'AvailabilityZone', vpc_id: 'VpcId', cidr_block: 'CidrBlock' },
    properties: {
      VpcId: 'vpc_id',
      CidrBlock: 'cidr_block',
      Ipv6CidrBlock: unless('ipv6_cidr_block', ''),
      AvailabilityZone: 'availability_zone',
      AvailabilityZoneId: 'availability_zone_id',
      MapPublicIpOnLaunch: 'map_public_ip_on_launch',
      Tags: TAGS,
    },
  },
  aws_internet_gateway: { type: `${EC2}::InternetGateway`, attributes: { id: 'Ref' }, properties: { Tags: TAGS }, besides: attachment },
  aws_internet_gateway_attachment: {
    type: `${EC2}::VPCGatewayAttachment`,
    properties: { VpcId: 'vpc_id', InternetGatewayId: 'internet_gateway_id' },
  },
  aws_egress_only_internet_gateway: { type: `${EC2}::EgressOnlyInternetGateway`, attributes: { id: 'Ref' }, properties: { VpcId: 'vpc_id' } },
  aws_eip: {
    type: `${EC2}::EIP`,
    attributes: { id: 'AllocationId', allocation_id: 'AllocationId', public_ip: 'Ref' },
    properties: { Domain: either('domain', ifSet('vpc', 'vpc')), Tags: TAGS },
  },
  aws_nat_gateway: {
    type: `${EC2}::NatGateway`,
    attributes: { id: 'Ref' },
    properties: {
      SubnetId: 'subnet_id',
      VpcId: unless('vpc_id', ''),
      AllocationId: 'allocation_id',
      ConnectivityType: 'connectivity_type',
      AvailabilityMode: unless('availability_mode', ''),
      Tags: TAGS,
    },
  },
  aws_route_table: { type: `${EC2}::RouteTable`, attributes: { id: 'Ref' }, properties: { VpcId: 'vpc_id', Tags: TAGS }, besides: inlineRoutes },
  aws_route: { type: `${EC2}::Route`, properties: ROUTE },
  aws_route_table_association: {
    type: `${EC2}::SubnetRouteTableAssociation`,
    attributes: { id: 'Ref' },
    properties: { SubnetId: 'subnet_id', RouteTableId: 'route_table_id' },
  },
  aws_vpc_endpoint: {
    type: `${EC2}::VPCEndpoint`,
    attributes: { id: 'Ref' },
    properties: {
      VpcId: 'vpc_id',
      ServiceName: 'service_name',
      VpcEndpointType: 'vpc_endpoint_type',
      SubnetIds: 'subnet_ids',
      RouteTableIds: 'route_table_ids',
      SecurityGroupIds: 'security_group_ids',
      PrivateDnsEnabled: 'private_dns_enabled',
      PolicyDocument: json('policy'),
      Tags: TAGS,
    },
  },
  aws_flow_log: {
    type: `${EC2}::FlowLog`,
    properties: {
      ResourceId: (args) => recorded(args)?.[0],
      ResourceType: (args) => recorded(args)?.[1],
      TrafficType: 'traffic_type',
      LogDestination: 'log_destination',
      LogDestinationType: 'log_destination_type',
      LogGroupName: unless('log_group_name', ''),
      DeliverLogsPermissionArn: unless('iam_role_arn', ''),
      MaxAggregationInterval: 'max_aggregation_interval',
      Tags: TAGS,
    },
  },
  aws_ec2_managed_prefix_list: { type: `${EC2}::PrefixList`, attributes: { id: 'PrefixListId' }, properties: { PrefixListName: 'name' } },
};
