import { Instance } from '@cdktf/provider-aws/lib/instance';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  App, DefaultTokenResolver, Fn, StringConcat, TerraformHclModule, TerraformStack, TerraformVariable, Testing, Token, Tokenization,
} from 'cdktf';
import { problemsIn } from './provider-types';
import { Network, NetworkProps } from '../../src/cdktf/network';
import { planContextOf } from '../../src/cdktf/plan-context';
import { Protection } from '../../src/core';

// Terraform JSON has as many shapes as there are resources.
type Json = Record<string, any>;

function newStack(): TerraformStack {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'Stack');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

function synthesize(stack: TerraformStack): Json {
  return JSON.parse(Testing.synth(stack));
}

/** A value as the stack would have it. */
function resolve(scope: TerraformStack, value: unknown): any {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });
}

type PropsIn = (stack: TerraformStack) => NetworkProps;

function documentOf(props: NetworkProps | PropsIn = {}): Json {
  const stack = newStack();
  new Network(stack, 'Network', typeof props === 'function' ? props(stack) : props);
  return synthesize(stack);
}

/** The resources of a type by their ids, without the construct's name and Terraform's hash. */
function all(document: Json, type: string): Record<string, Json> {
  const found: Json = { ...document.resource[type], ...document.data?.[type] };
  return Object.fromEntries(Object.entries<Json>(found).map(([name, body]) => [idOf(name), body]));
}

function only(document: Json, type: string): Json {
  const found = Object.values(all(document, type));
  if (found.length !== 1) { throw new Error(`${found.length} resources of type ${type}`); }
  return found[0];
}

/** `${aws_subnet.Network_PublicSubnet1_1A2B3C4D.id}` is about `PublicSubnet1`. */
function idOf(reference: string): string {
  return /Network_(\w+?)_[0-9A-F]{8}/.exec(reference)?.[1] ?? reference;
}

const ZONES = [1, 2, 3];

describe('a network by default', () => {
  const document = documentOf();

  test('fits the provider', () => {
    expect(problemsIn(document)).toEqual([]);
  });

  test('is as it was', () => {
    expect(document).toMatchSnapshot();
  });

  test('resolves names within itself', () => {
    expect(only(document, 'aws_vpc')).toMatchObject({ cidr_block: '10.0.0.0/16', enable_dns_support: true, enable_dns_hostnames: true });
  });

  test('has three subnets in each zone, none of which hands out public addresses', () => {
    const subnets = all(document, 'aws_subnet');
    const expected = ['Isolated', 'Private', 'Public'].flatMap((kind) => ZONES.map((zone) => `${kind}Subnet${zone}`));
    expect(Object.keys(subnets).sort()).toEqual(expected);
    expect(Object.values(subnets).every(({ map_public_ip_on_launch: mapped }) => mapped === false)).toBe(true);
    expect(subnets.PrivateSubnet2).toMatchObject({ cidr_block: '10.0.32.0/20', tags: { Name: 'Stack/Network private subnet 2' } });
  });

  test('takes the first zones of the region, and stays in them', () => {
    const subnets = all(document, 'aws_subnet');
    const lookup = only(document, 'aws_availability_zones');
    expect(lookup).toMatchObject({ state: 'available', filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }] });
    for (const kind of ['Public', 'Private', 'Isolated']) {
      expect(subnets[`${kind}Subnet3`].availability_zone).toMatch(/^\$\{element\(data\.aws_availability_zones\.\w+\.names, 2\)\}$/);
      expect(subnets[`${kind}Subnet3`].lifecycle.ignore_changes).toEqual(['availability_zone']);
    }
  });

  test('says so if the region has too few', () => {
    const [{ condition, error_message: message }] = only(document, 'aws_availability_zones').lifecycle.postcondition;
    expect(condition).toBe('${length(self.names) >= 3}');
    expect(message).toContain("Network 'Stack/Network': the region has fewer than 3 availability zones");
  });

  test('leads public subnets to the internet gateway, private ones to the NAT gateway of their zone, and isolated ones nowhere', () => {
    const routes = Object.values(all(document, 'aws_route')).map((route) => [
      idOf(route.route_table_id), route.destination_cidr_block, idOf(route.gateway_id ?? route.nat_gateway_id),
    ]);
    expect(routes.sort()).toEqual([
      ...ZONES.map((zone) => [`PrivateSubnet${zone}RouteTable`, '0.0.0.0/0', `NatGateway${zone}`]),
      ...ZONES.map((zone) => [`PublicSubnet${zone}RouteTable`, '0.0.0.0/0', 'InternetGateway']),
    ]);
  });

  test('stands each NAT gateway in the public subnet of its zone, with an address of its own', () => {
    const gateways = Object.entries(all(document, 'aws_nat_gateway')).map(([id, { subnet_id: subnet, allocation_id: address }]) => [id, idOf(subnet), idOf(address)]);
    expect(gateways).toEqual(ZONES.map((zone) => [`NatGateway${zone}`, `PublicSubnet${zone}Association`, `NatGateway${zone}Address`]));
    for (const address of Object.values(all(document, 'aws_eip'))) {
      expect(address.domain).toBe('vpc');
      expect(address.depends_on.map(idOf)).toEqual(['InternetGateway']);
    }
  });

  test('routes S3 from private and isolated subnets to its endpoint', () => {
    const endpoint = only(document, 'aws_vpc_endpoint');
    expect(endpoint.vpc_endpoint_type).toBe('Gateway');
    expect(endpoint.service_name).toMatch(/^com\.amazonaws\.\$\{data\.aws_region\.\w+\.region\}\.s3$/);
    expect(endpoint.route_table_ids.map(idOf)).toEqual(['Private', 'Isolated'].flatMap((kind) => ZONES.map((zone) => `${kind}Subnet${zone}RouteTable`)));
  });

  test('takes the rules of the default security group away', () => {
    expect(Object.keys(only(document, 'aws_default_security_group')).sort()).toEqual(['tags', 'vpc_id']);
  });

  test('logs all traffic to a group that outlives it', () => {
    expect(only(document, 'aws_cloudwatch_log_group')).toEqual({
      name_prefix: '/scale-out/Stack/Network/flow-logs-', retention_in_days: 30, skip_destroy: true,
    });
    const flowLog = only(document, 'aws_flow_log');
    expect(flowLog.traffic_type).toBe('ALL');
    expect([flowLog.vpc_id, flowLog.log_destination, flowLog.iam_role_arn].map(idOf)).toEqual(['Vpc', 'FlowLogGroup', 'FlowLogRole']);
    expect(flowLog.depends_on.map(idOf)).toEqual(['FlowLogPolicyAttachment']);
  });

  test('lets the flow logs write to that group only, by a policy that is managed', () => {
    const { FlowLogTrust, FlowLogStatements } = all(document, 'aws_iam_policy_document');
    expect(FlowLogTrust.statement[0].principals).toEqual([{ type: 'Service', identifiers: ['vpc-flow-logs.amazonaws.com'] }]);
    expect(FlowLogTrust.statement[0].condition.map(({ test: how, variable }: Json) => [how, variable])).toEqual([
      ['StringEquals', 'aws:SourceAccount'], ['ArnLike', 'aws:SourceArn'],
    ]);
    expect(FlowLogStatements.statement[0].resources.map(idOf)).toEqual(['FlowLogGroup', 'FlowLogGroup']);
    expect(Object.keys(document.resource)).not.toContain('aws_iam_role_policy');
    expect(idOf(only(document, 'aws_iam_role').assume_role_policy)).toBe('FlowLogTrust');
    expect(idOf(only(document, 'aws_iam_policy').policy)).toBe('FlowLogStatements');
  });

  test('names everything that AWS shows by name', () => {
    const byName = ['vpc', 'subnet', 'route_table', 'internet_gateway', 'nat_gateway', 'eip', 'vpc_endpoint', 'default_security_group', 'flow_log'];
    const names = byName.flatMap((type) => Object.values(all(document, `aws_${type}`)).map(({ tags }) => tags.Name));
    expect(names).toHaveLength(1 + 9 + 9 + 1 + 3 + 3 + 1 + 1 + 1);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name.startsWith('Stack/Network '))).toBe(true);
  });
});

describe('the ids of subnets', () => {
  function users() {
    const stack = newStack();
    const network = new Network(stack, 'Network', { interfaceEndpoints: ['ssm'] });
    const instance = { ami: 'ami-12345678', instanceType: 'm7g.large' };
    new Instance(stack, 'server', { ...instance, subnetId: network.privateSubnetIds[1] });
    new Instance(stack, 'isolated', { ...instance, subnetId: network.isolatedSubnetIds[0] });
    new Lb(stack, 'balancer', { subnets: network.publicSubnetIds });
    return synthesize(stack);
  }
  const document = users();
  const associations = all(document, 'aws_route_table_association');

  test('come from their associations', () => {
    expect(document.resource.aws_instance.server.subnet_id).toMatch(/^\$\{aws_route_table_association\.\w+\.subnet_id\}$/);
    expect(idOf(document.resource.aws_instance.server.subnet_id)).toBe('PrivateSubnet2Association');
    expect(document.resource.aws_lb.balancer.subnets.map(idOf)).toEqual(ZONES.map((zone) => `PublicSubnet${zone}Association`));
    expect(idOf(document.resource.aws_instance.isolated.subnet_id)).toBe('IsolatedSubnet1Association');
  });

  test('are there once the default route is, and the endpoints', () => {
    const waits = (id: string) => associations[id].depends_on?.map((name: string) => name.replace(/Network_|_[0-9A-F]{8}/g, ''));
    expect(waits('PublicSubnet1Association')).toEqual(['aws_route.PublicSubnet1DefaultRoute']);
    expect(waits('PrivateSubnet2Association')).toEqual(['aws_route.PrivateSubnet2DefaultRoute', 'aws_vpc_endpoint.Endpoint-s3', 'aws_vpc_endpoint.Endpoint-ssm']);
    expect(waits('IsolatedSubnet1Association')).toEqual(['aws_vpc_endpoint.Endpoint-s3', 'aws_vpc_endpoint.Endpoint-ssm']);
  });

  test('are each of the subnet whose route table is associated', () => {
    for (const [id, { subnet_id: subnet, route_table_id: table }] of Object.entries(associations)) {
      expect([`${idOf(subnet)}Association`, idOf(table)]).toEqual([id, `${idOf(subnet)}RouteTable`]);
    }
  });

  test('leave the endpoints themselves to the subnets, or they would wait for each other', () => {
    expect(Object.values(all(document, 'aws_vpc_endpoint')).at(-1)!.subnet_ids.map(idOf)).toEqual(ZONES.map((zone) => `PrivateSubnet${zone}`));
  });
});

describe('interface endpoints', () => {
  const document = documentOf({ interfaceEndpoints: ['ssm', 'ecr.api'], withoutS3Endpoint: true });

  test('are in the private subnet of every zone, under the usual name', () => {
    const endpoints = Object.values(all(document, 'aws_vpc_endpoint'));
    expect(endpoints.map(({ service_name: service }) => service.replace(/\$\{.*\}/, '*'))).toEqual(['com.amazonaws.*.ecr.api', 'com.amazonaws.*.ssm']);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ vpc_endpoint_type: 'Interface', private_dns_enabled: true });
      expect(endpoint.subnet_ids.map(idOf)).toEqual(ZONES.map((zone) => `PrivateSubnet${zone}`));
      expect(endpoint.security_group_ids.map(idOf)).toEqual(['EndpointSecurityGroup']);
    }
  });

  test('let in HTTPS from the network alone, by a rule that says so', () => {
    expect(only(document, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      cidr_ipv4: '10.0.0.0/16', ip_protocol: 'tcp', from_port: 443, to_port: 443, description: 'HTTPS from within the network',
    });
    const group = only(document, 'aws_security_group');
    expect(group).toMatchObject({ description: 'Endpoints of Stack/Network: HTTPS from the network in', tags: { Name: 'Stack/Network endpoints' } });
    expect(group.ingress ?? group.egress).toBeUndefined();
    expect(Object.keys(document.resource)).not.toContain('aws_vpc_security_group_egress_rule');
  });

  test('fit the provider', () => {
    expect(problemsIn(document)).toEqual([]);
  });
});

describe('ways out of a default', () => {
  test('a single NAT gateway', () => {
    const document = documentOf({ singleNatGateway: true });
    expect(Object.keys(all(document, 'aws_nat_gateway'))).toEqual(['NatGateway1']);
    expect(Object.keys(all(document, 'aws_eip'))).toEqual(['NatGateway1Address']);
    const targets = Object.values(all(document, 'aws_route')).flatMap(({ nat_gateway_id: gateway }) => gateway ?? []);
    expect(targets.map(idOf)).toEqual(['NatGateway1', 'NatGateway1', 'NatGateway1']);
  });

  test('no NAT gateway', () => {
    const document = documentOf({ withoutNatGateways: true, interfaceEndpoints: ['ssm'] });
    expect(Object.keys(document.resource)).not.toContain('aws_nat_gateway');
    expect(Object.keys(document.resource)).not.toContain('aws_eip');
    expect(Object.keys(all(document, 'aws_route'))).toEqual(ZONES.map((zone) => `PublicSubnet${zone}DefaultRoute`));
    expect(Object.keys(all(document, 'aws_subnet'))).toContain('PrivateSubnet3');
  });

  test('zones by name, one of which a variable tells', () => {
    const document = documentOf((stack) => ({ zoneNames: ['eu-west-1b', new TerraformVariable(stack, 'zone', { type: 'string' }).stringValue] }));
    const subnets = all(document, 'aws_subnet');
    expect([subnets.PublicSubnet1.availability_zone, subnets.IsolatedSubnet2.availability_zone]).toEqual(['eu-west-1b', '${var.zone}']);
    expect(subnets.PublicSubnet1.lifecycle).toBeUndefined();
    expect(Object.keys(document.data)).not.toContain('aws_availability_zones');
  });

  test('neither endpoint, nor flow logs, nor a hand on the default security group', () => {
    const document = documentOf({ withoutS3Endpoint: true, withoutFlowLogs: true, keepDefaultSecurityGroup: true });
    const without = ['aws_vpc_endpoint', 'aws_flow_log', 'aws_cloudwatch_log_group', 'aws_iam_role', 'aws_iam_policy', 'aws_default_security_group'];
    expect(Object.keys(document.resource).filter((type) => without.includes(type))).toEqual([]);
    expect(problemsIn(document)).toEqual([]);
  });

  test('flow logs that go with the network, kept for as long as a variable tells', () => {
    const document = documentOf((stack) => ({
      protection: Protection.NONE, flowLogRetentionDays: new TerraformVariable(stack, 'days', { type: 'number' }).numberValue,
    }));
    expect(only(document, 'aws_cloudwatch_log_group')).toMatchObject({ skip_destroy: false, retention_in_days: '${var.days}' });
  });

  test('a warning stands in the metadata of the construct', () => {
    const network = new Network(newStack(), 'Network', { withoutNatGateways: true });
    expect(network.node.metadata.map(({ data }) => data)).toEqual([expect.stringContaining('no way out')]);
  });
});

test('a provider makes everything, and what is looked up', () => {
  const document = documentOf((stack) => ({
    provider: new AwsProvider(stack, 'abroad', { region: 'us-east-1', alias: 'abroad' }), interfaceEndpoints: ['ssm'],
  }));
  const things = [document.resource, document.data].flatMap((section) => Object.values<Json>(section).flatMap((type) => Object.values<Json>(type)));
  expect(things.length).toBeGreaterThan(50);
  expect(things.filter(({ provider }) => provider !== 'aws.abroad')).toEqual([]);
});

test('a network tells what it is made of', () => {
  const stack = newStack();
  const network = new Network(stack, 'Network', { interfaceEndpoints: ['ssm'] });
  const bare = new Network(stack, 'Bare', {
    zoneNames: ['eu-west-1a', 'eu-west-1b'], withoutS3Endpoint: true, withoutFlowLogs: true, withoutNatGateways: true,
  });
  const textOf = (value: unknown): string => resolve(stack, value);
  expect(network.cidrBlocks).toEqual(['10.0.0.0/16']);
  expect(textOf(network.vpcId)).toMatch(/^\$\{aws_vpc\.\w+\.id\}$/);
  expect(network.zoneNames!.map((name) => idOf(textOf(name)))).toEqual(['PrivateSubnet1', 'PrivateSubnet2', 'PrivateSubnet3']);
  expect(network.natAddresses.map((address) => idOf(textOf(address)))).toEqual(['NatGateway1', 'NatGateway2', 'NatGateway3']);
  expect(textOf(network.s3PrefixListId)).toMatch(/^\$\{aws_vpc_endpoint\.[\w-]+\.prefix_list_id\}$/);
  expect(textOf(network.endpointSecurityGroupId)).toMatch(/^\$\{aws_security_group\.\w+\.id\}$/);
  expect(textOf(network.flowLogGroupName)).toMatch(/^\$\{aws_cloudwatch_log_group\.\w+\.name\}$/);
  expect(bare.zoneNames).toEqual(['eu-west-1a', 'eu-west-1b']);
  expect(bare.natAddresses).toEqual([]);
  expect(bare.s3PrefixListId ?? bare.endpointSecurityGroupId ?? bare.flowLogGroupName).toBeUndefined();
});

describe('a network that was made elsewhere', () => {
  test('is what is known of it', () => {
    expect(Network.fromAttributes({ vpcId: 'vpc-12345678', privateSubnetIds: ['subnet-1', 'subnet-2'] })).toEqual({
      vpcId: 'vpc-12345678',
      privateSubnetIds: ['subnet-1', 'subnet-2'],
      publicSubnetIds: [],
      isolatedSubnetIds: [],
      cidrBlocks: undefined,
      zoneNames: undefined,
    });
  });

  test('is told by the outputs of a module, as lists of which only Terraform knows the length', () => {
    const stack = newStack();
    const vpc = new TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });
    const network = Network.fromAttributes({ vpcId: vpc.getString('vpc_id'), privateSubnetIds: Token.asList(vpc.get('private_subnets')) });
    new Lb(stack, 'balancer', { subnets: network.privateSubnetIds });
    new Instance(stack, 'server', { ami: 'ami-12345678', subnetId: Fn.element(network.privateSubnetIds, 0) });
    const { aws_lb: { balancer }, aws_instance: { server } } = synthesize(stack).resource;
    expect(balancer.subnets).toBe('${module.vpc.private_subnets}');
    expect(server.subnet_id).toBe('${element(module.vpc.private_subnets, 0)}');
  });
});

test('what is wrong is said before anything is made', () => {
  const stack = newStack();
  const cidrBlock = new TerraformVariable(stack, 'block', { type: 'string' }).stringValue;
  expect(() => new Network(stack, 'Network', { cidrBlock })).toThrow("Network 'Stack/Network': cidrBlock must be known before the deployment");
  expect(stack.node.findChild('Network').node.children).toEqual([]);
});

test('a number that only the deployment tells survives being written into a text', () => {
  const stack = newStack();
  const context = planContextOf(stack, 'Network');
  const days = new TerraformVariable(stack, 'days', { type: 'number' }).numberValue;
  expect(context.isUnresolved(days)).toBe(true);
  expect(resolve(stack, `kept for ${context.asText(days)} days`)).toBe('kept for ${var.days} days');
  expect(context.asText(30)).toBe('30');
});
