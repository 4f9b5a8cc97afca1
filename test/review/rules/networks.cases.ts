import { RuleCase } from './case';

type Properties = Record<string, unknown>;
type Resource = { readonly Type: string; readonly Properties: Properties };

const of = (Type: string, Properties: Properties): Resource => ({ Type, Properties });
const template = (Resources: Record<string, Resource>) => ({ Resources });
const ref = (id: string) => ({ Ref: id });

/** A network with a public and a private subnet in each zone; each private one leads to a NAT gateway of the zone that is said. */
function network(zones: readonly string[], natOf: (zone: string) => string, nat: Properties = {}) {
  const used = [...new Set(zones.map(natOf))];
  return template({
    Vpc: of('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    Igw: of('AWS::EC2::InternetGateway', {}),
    ...Object.assign({}, ...zones.map((zone) => ({
      [`Public${zone}`]: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: `eu-west-1${zone}` }),
      [`Private${zone}`]: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: `eu-west-1${zone}` }),
      [`Table${zone}`]: of('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
      [`Of${zone}`]: of('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref(`Private${zone}`), RouteTableId: ref(`Table${zone}`) }),
      [`Out${zone}`]: of('AWS::EC2::Route', { RouteTableId: ref(`Table${zone}`), DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref(`Nat${natOf(zone)}`) }),
    }))),
    ...Object.assign({}, ...used.map((zone) => ({ [`Nat${zone}`]: of('AWS::EC2::NatGateway', { SubnetId: ref(`Public${zone}`), ...nat }) }))),
  });
}

/** The same in Terraform, by one NAT gateway. */
function terraformNetwork(gateway: Properties) {
  const subnet = (zone: string) => ({ vpc_id: '${aws_vpc.main.id}', availability_zone: zone });
  return {
    resource: {
      aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
      aws_subnet: { public: subnet('eu-west-1a'), a: subnet('eu-west-1a'), b: subnet('eu-west-1b') },
      aws_nat_gateway: { nat: gateway },
      aws_route_table: { out: { vpc_id: '${aws_vpc.main.id}', route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.nat.id}' }] } },
      aws_route_table_association: {
        a: { subnet_id: '${aws_subnet.a.id}', route_table_id: '${aws_route_table.out.id}' },
        b: { subnet_id: '${aws_subnet.b.id}', route_table_id: '${aws_route_table.out.id}' },
      },
    },
  };
}

/** Three zones with a NAT gateway each; the subnet of the first leaves through that of the zone that is said. */
function terraformNats(zone: string) {
  const zones = ['a', 'b', 'c'] as const;
  const each = <T>(make: (one: string) => T) => Object.fromEntries(zones.map((one) => [one, make(one)]));
  const natOf = (one: string) => one === 'a' ? zone : one;
  return {
    resource: {
      aws_vpc: { main: {} },
      aws_subnet: each((one) => ({ vpc_id: '${aws_vpc.main.id}', availability_zone: `eu-west-1${one}` })),
      aws_nat_gateway: each((one) => ({ subnet_id: `\${aws_subnet.${one}.id}` })),
      aws_route_table: each((one) => ({ vpc_id: '${aws_vpc.main.id}', route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: `\${aws_nat_gateway.${natOf(one)}.id}` }] })),
      aws_route_table_association: each((one) => ({ subnet_id: `\${aws_subnet.${one}.id}`, route_table_id: `\${aws_route_table.${one}.id}` })),
    },
  };
}

/** Private subnets that leave through an instance in one of their zones, or through one in each. */
function natInstances(second: string) {
  const { Resources } = network(['a', 'b'], (zone) => zone);
  const through = (table: string, instance: string) => of('AWS::EC2::Route', { RouteTableId: ref(table), DestinationCidrBlock: '0.0.0.0/0', InstanceId: ref(instance) });
  const instance = of('AWS::EC2::Instance', { SourceDestCheck: false });
  return template({ ...Resources, Outa: through('Tablea', 'First'), Outb: through('Tableb', second), First: instance, Second: instance });
}

/** Servers in the subnets that are given. */
function placed(zones: readonly string[]) {
  return template({
    Vpc: of('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    ...Object.assign({}, ...zones.map((zone, index) => ({ [`Subnet${index}`]: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: zone }) }))),
    Group: of('AWS::AutoScaling::AutoScalingGroup', { VPCZoneIdentifier: zones.map((_, index) => ref(`Subnet${index}`)), MinSize: '2', MaxSize: '4' }),
  });
}

interface Web {
  readonly balancer?: Properties;
  readonly listener?: Properties;
  readonly target?: Properties;
  readonly launch?: Properties;
  /** Rules of the servers' security group. */
  readonly lets?: readonly Properties[];
}

/** A balancer, its target group and servers, each with what is said of it. */
function web({ balancer, listener, target, launch, lets = [] }: Web) {
  return template({
    Edge: of('AWS::EC2::SecurityGroup', { GroupDescription: 'edge', SecurityGroupIngress: [tcp(443, { CidrIp: '0.0.0.0/0' })] }),
    Inner: of('AWS::EC2::SecurityGroup', { GroupDescription: 'servers', SecurityGroupIngress: lets }),
    Balancer: of('AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'application', Scheme: 'internet-facing', SecurityGroups: [ref('Edge')], ...balancer }),
    Listener: of('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Balancer'),
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      ...listener,
    }),
    Targets: of('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 8080, Protocol: 'HTTPS', ...target }),
    Template: of('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm7g.large', SecurityGroupIds: [ref('Inner')], ...launch } }),
    Group: of('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '2', MaxSize: '8', TargetGroupARNs: [ref('Targets')], LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' },
    }),
  });
}

function tcp(port: number, peer: Properties): Properties {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer };
}

const FROM_EDGE = tcp(8080, { SourceSecurityGroupId: { 'Fn::GetAtt': ['Edge', 'GroupId'] } });
const REDIRECT = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } };
const ALL_ATTRIBUTES = ['deletion_protection.enabled', 'routing.http.drop_invalid_header_fields.enabled', 'access_logs.s3.enabled'];

function attributed(...keys: string[]) {
  return { LoadBalancerAttributes: [...keys.map((Key) => ({ Key, Value: 'true' })), { Key: 'access_logs.s3.bucket', Value: 'logs' }] };
}

/** A balancer of Terraform with a listener. */
function terraformWeb(balancer: Properties, listener: Properties) {
  const forward = { type: 'forward', target_group_arn: '${aws_lb_target_group.web.arn}' };
  return {
    resource: {
      aws_lb: { web: { load_balancer_type: 'application', ...balancer } },
      aws_lb_target_group: { web: { port: 8080, protocol: 'HTTPS' } },
      aws_lb_listener: { web: { load_balancer_arn: '${aws_lb.web.arn}', port: 80, protocol: 'HTTP', default_action: [forward], ...listener } },
    },
  };
}

/** Servers of Terraform by themselves, with one rule apart from their group. */
function terraformServers(rule: Properties) {
  return {
    resource: {
      aws_security_group: { servers: { name: 'servers' } },
      aws_vpc_security_group_ingress_rule: { in: { security_group_id: '${aws_security_group.servers.id}', ip_protocol: 'tcp', from_port: 22, to_port: 22, ...rule } },
      aws_launch_template: { web: { instance_type: 'm7g.large', vpc_security_group_ids: ['${aws_security_group.servers.id}'] } },
      aws_autoscaling_group: { web: { min_size: 2, max_size: 4, launch_template: [{ id: '${aws_launch_template.web.id}', version: '1' }] } },
    },
  };
}

/** A database whose security group lets in whom it is said to. */
function openDatabase(peer: Properties, isPublic: boolean) {
  return template({
    Inner: of('AWS::EC2::SecurityGroup', { GroupDescription: 'database', SecurityGroupIngress: [tcp(5432, peer)] }),
    Db: of('AWS::RDS::DBInstance', { Engine: 'postgres', PubliclyAccessible: isPublic, VPCSecurityGroups: [{ 'Fn::GetAtt': ['Inner', 'GroupId'] }] }),
  });
}

function database(family: string, parameters: Properties) {
  return template({
    Parameters: of('AWS::RDS::DBParameterGroup', { Family: family, Parameters: parameters }),
    Db: of('AWS::RDS::DBInstance', { Engine: 'postgres', DBParameterGroupName: ref('Parameters') }),
  });
}

function terraformDatabase(value: string) {
  return {
    resource: {
      aws_db_parameter_group: { tls: { family: 'mysql8.4', parameter: [{ name: 'require_secure_transport', value }] } },
      aws_db_instance: { db: { engine: 'mysql', parameter_group_name: '${aws_db_parameter_group.tls.name}' } },
    },
  };
}

/** Subnets that give public addresses, or do not, with servers behind a balancer in one of them. */
function inPublicSubnet(mapsPublicIps: boolean) {
  const { Resources } = web({});
  return template({
    ...Resources,
    Vpc: of('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    Igw: of('AWS::EC2::InternetGateway', {}),
    Subnet: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: 'eu-west-1a', MapPublicIpOnLaunch: mapsPublicIps }),
    Table: of('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    Of: of('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('Subnet'), RouteTableId: ref('Table') }),
    Out: of('AWS::EC2::Route', { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Igw') }),
    Group: of('AWS::AutoScaling::AutoScalingGroup', { ...Resources.Group.Properties, VPCZoneIdentifier: [ref('Subnet')] }),
  });
}

export const CASES: RuleCase[] = [
  {
    rule: 'single-nat',
    triggers: network(['a', 'b', 'c'], () => 'a'),
    finds: ['Nata SubnetId'],
    nearMiss: network(['a', 'b', 'c'], () => 'a', { SubnetId: { Ref: 'AWS::NoValue' }, VpcId: ref('Vpc'), AvailabilityMode: 'regional' }),
  },
  {
    rule: 'single-nat',
    triggers: natInstances('First'),
    finds: ['First'],
    nearMiss: natInstances('Second'),
  },
  {
    rule: 'single-nat',
    triggers: terraformNetwork({ subnet_id: '${aws_subnet.public.id}' }),
    finds: ['aws_nat_gateway.nat SubnetId'],
    nearMiss: terraformNetwork({ vpc_id: '${aws_vpc.main.id}', availability_mode: 'regional' }),
  },
  {
    rule: 'nat-across-zones',
    triggers: network(['a', 'b', 'c'], (zone) => zone === 'c' ? 'b' : zone),
    finds: ['Outc NatGatewayId'],
    nearMiss: network(['a', 'b', 'c'], (zone) => zone),
  },
  {
    rule: 'nat-across-zones',
    triggers: terraformNats('b'),
    finds: ['aws_route_table.a NatGatewayId'],
    nearMiss: terraformNats('a'),
  },
  {
    rule: 'network-in-one-zone',
    triggers: placed(['eu-west-1a', 'eu-west-1a']),
    finds: ['Vpc'],
    nearMiss: placed(['eu-west-1a', 'eu-west-1b']),
  },
  {
    rule: 'network-in-one-zone',
    triggers: { resource: { aws_vpc: { main: {} }, aws_subnet: { one: { vpc_id: '${aws_vpc.main.id}', availability_zone: 'eu-west-1a' } } } },
    finds: ['aws_vpc.main'],
    nearMiss: { resource: { aws_vpc: { main: {} }, aws_subnet: { one: { vpc_id: '${aws_vpc.main.id}', availability_zone: '${var.zone}' } } } },
  },
  {
    rule: 'plain-http',
    triggers: web({ listener: { Port: 80, Protocol: 'HTTP' } }),
    finds: ['Listener Protocol'],
    nearMiss: web({ listener: { Port: 80, Protocol: 'HTTP', DefaultActions: [REDIRECT] } }),
  },
  {
    rule: 'plain-http',
    triggers: terraformWeb({ internal: true }, {}),
    finds: ['aws_lb_listener.web Protocol'],
    nearMiss: terraformWeb({ internal: true }, { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
  },
  {
    rule: 'old-tls',
    triggers: web({ listener: { SslPolicy: { Ref: 'AWS::NoValue' } } }),
    finds: ['Listener SslPolicy'],
    nearMiss: web({ listener: { SslPolicy: { 'Fn::ImportValue': 'tls-policy' } } }),
  },
  {
    rule: 'old-tls',
    triggers: terraformWeb({}, { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-1-2021-06' }),
    finds: ['aws_lb_listener.web SslPolicy'],
    nearMiss: terraformWeb({}, { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
  },
  {
    rule: 'world-open-servers',
    triggers: web({ lets: [tcp(8080, { CidrIp: '0.0.0.0/0' })] }),
    finds: ['Inner SecurityGroupIngress'],
    nearMiss: web({ lets: [FROM_EDGE] }),
  },
  {
    rule: 'world-open-servers',
    triggers: web({ lets: [tcp(22, { CidrIpv6: '::/0' })] }),
    finds: ['Inner SecurityGroupIngress'],
    // A network load balancer passes the callers' addresses on.
    nearMiss: web({ balancer: { Type: 'network' }, target: { Protocol: 'TCP' }, lets: [tcp(8080, { CidrIp: '0.0.0.0/0' })] }),
  },
  {
    rule: 'world-open-servers',
    triggers: terraformServers({ cidr_ipv4: '0.0.0.0/0' }),
    finds: ['aws_vpc_security_group_ingress_rule.in CidrIp'],
    // Servers by themselves are asked by everybody.
    nearMiss: terraformServers({ cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443 }),
  },
  {
    rule: 'world-open-servers',
    triggers: openDatabase({ CidrIp: '0.0.0.0/0' }, true),
    finds: ['Inner SecurityGroupIngress'],
    nearMiss: openDatabase({ CidrIp: '10.0.0.0/16' }, true),
  },
  {
    rule: 'path-around-the-balancer',
    triggers: web({ lets: [FROM_EDGE, tcp(8080, { SourceSecurityGroupId: 'sg-12345678' })] }),
    finds: ['Group'],
    // Who measures or administers does so on another port.
    nearMiss: web({ lets: [FROM_EDGE, tcp(9100, { SourceSecurityGroupId: 'sg-12345678' })] }),
  },
  {
    rule: 'public-servers',
    triggers: web({ launch: { NetworkInterfaces: [{ AssociatePublicIpAddress: true, Groups: [ref('Inner')] }] } }),
    finds: ['Template LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress'],
    nearMiss: web({ launch: { NetworkInterfaces: [{ AssociatePublicIpAddress: false, Groups: [ref('Inner')] }] } }),
  },
  {
    rule: 'public-servers',
    triggers: inPublicSubnet(true),
    finds: ['Template LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress'],
    nearMiss: inPublicSubnet(false),
  },
  {
    rule: 'plain-text-between-tiers',
    triggers: web({ target: { Protocol: 'HTTP' } }),
    finds: ['Targets Protocol'],
    nearMiss: web({ target: { Protocol: 'HTTPS' } }),
  },
  {
    rule: 'plain-text-database',
    triggers: database('postgres17', { 'rds.force_ssl': '0' }),
    finds: ['Db'],
    nearMiss: database('postgres17', { 'rds.force_ssl': '1' }),
  },
  {
    rule: 'plain-text-database',
    triggers: terraformDatabase('OFF'),
    finds: ['aws_db_instance.db'],
    nearMiss: terraformDatabase('ON'),
  },
  {
    rule: 'deletable-balancer',
    triggers: web({ balancer: attributed(ALL_ATTRIBUTES[1], ALL_ATTRIBUTES[2]) }),
    finds: ['Balancer LoadBalancerAttributes[deletion_protection.enabled]'],
    nearMiss: web({ balancer: attributed(...ALL_ATTRIBUTES) }),
  },
  {
    rule: 'deletable-balancer',
    triggers: terraformWeb({ enable_deletion_protection: false }, {}),
    finds: ['aws_lb.web LoadBalancerAttributes[deletion_protection.enabled]'],
    nearMiss: terraformWeb({ enable_deletion_protection: '${var.protected}' }, {}),
  },
  {
    rule: 'balancer-without-logs',
    triggers: web({ balancer: attributed(ALL_ATTRIBUTES[0]) }),
    finds: ['Balancer LoadBalancerAttributes[access_logs.s3.enabled]'],
    nearMiss: web({ balancer: attributed(...ALL_ATTRIBUTES) }),
  },
  {
    rule: 'invalid-headers',
    triggers: web({}),
    finds: ['Balancer LoadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled]'],
    nearMiss: web({ balancer: { Type: 'network' } }),
  },
  {
    rule: 'invalid-headers',
    triggers: terraformWeb({}, {}),
    finds: ['aws_lb.web LoadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled]'],
    nearMiss: terraformWeb({ drop_invalid_header_fields: true }, {}),
  },
];
