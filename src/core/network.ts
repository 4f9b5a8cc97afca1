import { Checks, PlanContext, Warning } from './checks';
import { checkFlowLogs, FlowLogOptions, FlowLogsPlan, FlowLogSurroundings, planFlowLogs } from './flow-logs';
import {
  checkEndpoints, EndpointPlan, InterfaceEndpointsPlan, NetworkEndpointOptions, planInterfaceEndpoints, planS3Endpoint, warnOfNoWayOut,
} from './network-endpoints';
import { ANYWHERE_IPV4 } from './network-peers';
import { SubnetKind } from './placement';
import { Protection } from './protection';
import { blocksOfZone, checkBlock, parseBlock, warnOfSmallSubnets } from './subnets';
import { checkZones, countZones, NetworkZoneOptions } from './zones';

/** What a user may say of a network. */
export interface NetworkOptions extends NetworkZoneOptions, NetworkEndpointOptions, FlowLogOptions {
  /**
   * IPv4 addresses of the network, from /16 to /24, starting at the block's first address. It cannot be changed later.
   *
   * Each zone has a slot of its own, of which half is private, a quarter public and a quarter isolated. From /16 to /22 there are slots
   * for 6 zones, so 10.0.0.0/16 has private subnets of 4091 addresses; a /23 and a /24 have slots for 4.
   *
   * @default '10.0.0.0/16'
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidrBlock?: string;

  /**
   * Have one NAT gateway, in the first zone, rather than one in each. Gives up the way out of all zones when the first one is lost, and
   * the others pay for the traffic that crosses over to it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
   */
  readonly singleNatGateway?: boolean;

  /**
   * Have no NAT gateway. The private subnets are still there, and have no way out: what runs in them reaches S3, and what
   * `interfaceEndpoints` names. Packages of Amazon Linux come from S3; Session Manager needs 'ssm' and 'ssmmessages'.
   *
   * @default false
   */
  readonly withoutNatGateways?: boolean;

  /**
   * Leave the network's default security group as AWS makes it: its members reach each other, and everything outside. Otherwise its rules
   * are taken away, so that what is in it by omission reaches nothing.
   *
   * @default false
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
   */
  readonly keepDefaultSecurityGroup?: boolean;

  /**
   * Whether the flow logs outlive the network.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;
}

/** What the engine contributes. */
export interface NetworkSurroundings extends FlowLogSurroundings {}

/** Everything that is decided. An `id` is a resource's name below the construct, and stays. */
export interface NetworkPlan {
  readonly cidrBlock: string;
  readonly availabilityZones: number;
  /** `undefined` where the engine has to look them up. */
  readonly zoneNames?: readonly string[];
  readonly publicSubnets: readonly SubnetPlan[];
  readonly privateSubnets: readonly SubnetPlan[];
  readonly isolatedSubnets: readonly SubnetPlan[];
  readonly natGateways: readonly NatGatewayPlan[];
  /** What a default route is for. */
  readonly anywhere: string;
  readonly s3Endpoint?: EndpointPlan;
  readonly interfaceEndpoints?: InterfaceEndpointsPlan;
  readonly flowLogs?: FlowLogsPlan;
  readonly emptiesDefaultSecurityGroup: boolean;
  readonly descriptions: NetworkDescriptions;
  readonly warnings: readonly Warning[];
}

export interface SubnetPlan {
  readonly id: string;
  readonly name: string;
  readonly routeTableName: string;
  readonly cidrBlock: string;
  /** Its place in the network, from 0. */
  readonly zone: number;
  /** An address of the internet is asked for where one is meant. */
  readonly mapPublicIpOnLaunch: false;
  /** Id of the NAT gateway that its default route leads to. */
  readonly natGateway?: string;
}

export interface NatGatewayPlan {
  readonly id: string;
  readonly name: string;
  readonly addressName: string;
  /** Its place, and that of the public subnet it stands in, from 0. */
  readonly zone: number;
}

/** Texts that stand in the template beside what they describe. */
export interface NetworkDescriptions {
  readonly vpc: string;
  readonly internetGateway: string;
  readonly defaultSecurityGroup: string;
  /** Told when the region turns out to have fewer zones. */
  readonly tooFewZones: string;
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planNetwork(options: NetworkOptions, surroundings: NetworkSurroundings, context: PlanContext): NetworkPlan {
  const cidrBlock = options.cidrBlock ?? '10.0.0.0/16';
  const availabilityZones = countZones(options);
  // Subnets cannot be computed from what is refused.
  checkNetwork(options, cidrBlock, availabilityZones, new Checks(context));

  const name = nameOf(context.path);
  const site = { name, region: surroundings.region, cidrBlock };
  const natGateways = planNatGateways(options, availabilityZones, name);
  const subnets = (kind: SubnetKind) => planSubnets(kind, cidrBlock, availabilityZones, name);
  return {
    cidrBlock,
    availabilityZones,
    zoneNames: options.zoneNames,
    publicSubnets: subnets('public'),
    privateSubnets: subnets('private').map((subnet) => ({ ...subnet, natGateway: (natGateways[subnet.zone] ?? natGateways[0])?.id })),
    isolatedSubnets: subnets('isolated'),
    natGateways,
    anywhere: ANYWHERE_IPV4,
    s3Endpoint: planS3Endpoint(options, site),
    interfaceEndpoints: planInterfaceEndpoints(options, site),
    flowLogs: planFlowLogs(options, surroundings, (options.protection ?? Protection.FULL) === Protection.FULL, name),
    emptiesDefaultSecurityGroup: !(options.keepDefaultSecurityGroup ?? false),
    descriptions: describeResources(name, context.kind, availabilityZones),
    warnings: [...warnOfNoWayOut(options, options.withoutNatGateways ?? false), ...warnOfSmallSubnets(cidrBlock)],
  };
}

function checkNetwork(options: NetworkOptions, cidrBlock: string, availabilityZones: number, checks: Checks) {
  checkBlock(cidrBlock, checkZones(options, availabilityZones, checks), checks);
  checkEndpoints(options, checks);
  checkFlowLogs(options, checks);
  checks.flag('singleNatGateway', options.singleNatGateway);
  checks.flag('withoutNatGateways', options.withoutNatGateways);
  checks.flag('keepDefaultSecurityGroup', options.keepDefaultSecurityGroup);
  checks.oneOf('protection', options.protection, Object.values(Protection));
  if (options.singleNatGateway && options.withoutNatGateways) {
    checks.conflict('singleNatGateway and withoutNatGateways contradict each other: give one of them.');
  }
  checks.throwIfAny();
}

function planSubnets(kind: SubnetKind, cidrBlock: string, availabilityZones: number, name: string): SubnetPlan[] {
  const block = parseBlock(cidrBlock)!;
  return Array.from({ length: availabilityZones }, (_, zone) => ({
    id: `${kind[0].toUpperCase()}${kind.slice(1)}Subnet${zone + 1}`,
    name: `${name} ${kind} subnet ${zone + 1}`,
    routeTableName: `${name} ${kind} route table ${zone + 1}`,
    cidrBlock: blocksOfZone(block, zone)[kind],
    zone,
    mapPublicIpOnLaunch: false,
  }));
}

/** One in each zone: the loss of a zone takes the way out of that zone alone, and no traffic crosses over. */
function planNatGateways(options: NetworkOptions, availabilityZones: number, name: string): NatGatewayPlan[] {
  const length = options.withoutNatGateways ? 0 : options.singleNatGateway ? 1 : availabilityZones;
  return Array.from({ length }, (_, zone) => ({
    id: `NatGateway${zone + 1}`,
    name: `${name} NAT gateway ${zone + 1}`,
    addressName: `${name} NAT address ${zone + 1}`,
    zone,
  }));
}

/** Tags and descriptions of all kinds take these characters; the path's end tells more than its beginning. */
function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9 ._\-:/=+@]/g, '-').slice(-100);
}

function describeResources(name: string, kind: string, availabilityZones: number): NetworkDescriptions {
  return {
    vpc: `${name} vpc`,
    internetGateway: `${name} internet gateway`,
    defaultSecurityGroup: `${name} default security group`,
    tooFewZones: `${kind} '${name}': the region has fewer than ${availabilityZones} availability zones; lower availabilityZones, or give zoneNames.`,
  };
}
