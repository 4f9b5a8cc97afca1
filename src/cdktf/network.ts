import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Annotations, Lazy, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { renderInterfaceEndpoints, renderS3Endpoint } from './endpoints';
import { renderFlowLogs } from './flow-logs';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { associate, renderSubnet, renderZones, SubnetSite } from './subnets';
import { NatGatewayPlan, NetworkOptions, NetworkPlan, NetworkSurroundings, planNetwork } from '../core/network';

/** Options of a network on CDKTF. */
export interface NetworkProps extends NetworkOptions {
  /**
   * Provider of everything in the network, for an account or a region that is not the stack's usual one.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** A network to put something into: a `Network`, or one that was made elsewhere. */
export interface INetwork {
  /** Id of the VPC. */
  readonly vpcId: string;

  /**
   * Blocks of the network's addresses, as in '10.0.0.0/16'.
   *
   * @default - not known
   */
  readonly cidrBlocks?: string[];

  /**
   * Availability zones of the private subnets, in their order.
   *
   * @default - not known
   */
  readonly zoneNames?: string[];

  /** Subnets whose default route is the internet gateway. */
  readonly publicSubnetIds: string[];

  /** Subnets for servers: what they reach out by is not to be reached from outside. */
  readonly privateSubnetIds: string[];

  /** Subnets for data: there is no way out. */
  readonly isolatedSubnetIds: string[];
}

/** What is known of a network that was made elsewhere: as plain ids, or as outputs of a module. */
export interface NetworkAttributes {
  /** Id of the VPC. */
  readonly vpcId: string;

  /**
   * Blocks of the network's addresses, as in '10.0.0.0/16'.
   *
   * @default - not known
   */
  readonly cidrBlocks?: string[];

  /**
   * Availability zones of the private subnets, in their order.
   *
   * @default - not known
   */
  readonly zoneNames?: string[];

  /** @default - none */
  readonly publicSubnetIds?: string[];

  /** Subnets for servers, which reach out through a NAT gateway. */
  readonly privateSubnetIds: string[];

  /** @default - none */
  readonly isolatedSubnetIds?: string[];
}

/**
 * A VPC over several availability zones: in each a public, a private and an isolated subnet and a NAT gateway, besides an endpoint for S3,
 * flow logs, and a default security group that lets nothing through.
 *
 * The ids of its subnets are told once the way out of them exists, so that no server boots before it can fetch its packages.
 */
export class Network extends Construct implements INetwork {
  /** A network that was made elsewhere. */
  public static fromAttributes(attributes: NetworkAttributes): INetwork {
    return {
      vpcId: attributes.vpcId,
      cidrBlocks: attributes.cidrBlocks,
      zoneNames: attributes.zoneNames,
      publicSubnetIds: attributes.publicSubnetIds ?? [],
      privateSubnetIds: attributes.privateSubnetIds,
      isolatedSubnetIds: attributes.isolatedSubnetIds ?? [],
    };
  }

  /** Id of the VPC. */
  public readonly vpcId: string;
  public readonly cidrBlocks?: string[];
  public readonly zoneNames?: string[];
  public readonly publicSubnetIds: string[];
  public readonly privateSubnetIds: string[];
  public readonly isolatedSubnetIds: string[];

  /** Public addresses that connections from the private subnets come from, for the lists of those who are called. */
  public readonly natAddresses: string[];
  /** Prefix list of S3, unless there is no endpoint for it: `Egress.endpoints([network.s3PrefixListId])`. */
  public readonly s3PrefixListId?: string;
  /** Security group of the interface endpoints, if there are any: `Egress.endpoints([network.endpointSecurityGroupId])`. */
  public readonly endpointSecurityGroupId?: string;
  /** Name of the log group of the flow logs, unless there are none. */
  public readonly flowLogGroupName?: string;

  private flowLogGroupArn?: string;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id);
    const place = new PlaceOf();
    const plan = planNetwork(props, this.surroundings(place), planContextOf(this, 'Network'));

    useProvider(this, props.provider);
    place.render(this);
    const vpc = renderVpc(this, plan);
    const site: SubnetSite = { vpcId: vpc.id, zones: renderZones(this, plan), anywhere: plan.anywhere };
    const internetGateway = renderInternetGateway(this, plan, vpc);
    const publicSubnets = plan.publicSubnets.map((subnet) => renderSubnet(this, subnet, site, { gatewayId: internetGateway.id }));
    this.publicSubnetIds = associate(this, publicSubnets, []);

    const natGateways = this.renderNatGateways(plan.natGateways, internetGateway);
    const privateSubnets = plan.privateSubnets.map((subnet) => renderSubnet(this, subnet, site, routeTo(natGateways, subnet.natGateway)));
    const isolatedSubnets = plan.isolatedSubnets.map((subnet) => renderSubnet(this, subnet, site));
    const s3 = plan.s3Endpoint && renderS3Endpoint(this, plan.s3Endpoint, vpc.id, [...privateSubnets, ...isolatedSubnets]);
    const services = plan.interfaceEndpoints && renderInterfaceEndpoints(this, plan.interfaceEndpoints, vpc.id, privateSubnets);
    const endpoints = [...(s3 ? [s3] : []), ...(services?.endpoints ?? [])];
    this.privateSubnetIds = associate(this, privateSubnets, endpoints);
    this.isolatedSubnetIds = associate(this, isolatedSubnets, endpoints);
    const flowLogGroup = plan.flowLogs && renderFlowLogs(this, plan.flowLogs, vpc.id);

    this.vpcId = vpc.id;
    this.cidrBlocks = [plan.cidrBlock];
    this.zoneNames = plan.zoneNames ? [...plan.zoneNames] : privateSubnets.map(({ subnet }) => subnet.availabilityZone);
    this.natAddresses = [...natGateways.values()].map(({ publicIp }) => publicIp);
    this.s3PrefixListId = s3?.prefixListId;
    this.endpointSecurityGroupId = services?.securityGroup.id;
    this.flowLogGroupName = flowLogGroup?.name;
    this.flowLogGroupArn = flowLogGroup?.arn;
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  private surroundings(place: PlaceOf): NetworkSurroundings {
    return {
      region: place.region,
      account: place.account,
      partition: place.partition,
      // The log group is made once the plan is known to be good.
      flowLogGroupArn: Lazy.stringValue({ produce: () => this.flowLogGroupArn }),
    };
  }

  private renderNatGateways(plans: readonly NatGatewayPlan[], internetGateway: InternetGateway): Map<string, NatGateway> {
    return new Map(plans.map(({ id, name, addressName, zone }) => {
      // AWS: an address that is used in a network needs its internet gateway.
      const address = new Eip(this, `${id}Address`, { domain: 'vpc', tags: { Name: addressName }, dependsOn: [internetGateway] });
      return [id, new NatGateway(this, id, { allocationId: address.id, subnetId: this.publicSubnetIds[zone], tags: { Name: name } })];
    }));
  }
}

function renderVpc(scope: Construct, plan: NetworkPlan): Vpc {
  const vpc = new Vpc(scope, 'Vpc', {
    cidrBlock: plan.cidrBlock,
    // Both are what the endpoints' names, and private hosted zones, need.
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { Name: plan.descriptions.vpc },
  });
  if (plan.emptiesDefaultSecurityGroup) {
    // Terraform takes on the group that AWS has made, and away the rules that are not named here.
    new DefaultSecurityGroup(scope, 'DefaultSecurityGroup', { vpcId: vpc.id, tags: { Name: plan.descriptions.defaultSecurityGroup } });
  }
  return vpc;
}

function renderInternetGateway(scope: Construct, plan: NetworkPlan, vpc: Vpc): InternetGateway {
  return new InternetGateway(scope, 'InternetGateway', { vpcId: vpc.id, tags: { Name: plan.descriptions.internetGateway } });
}

function routeTo(natGateways: Map<string, NatGateway>, id: string | undefined) {
  return id === undefined ? undefined : { natGatewayId: natGateways.get(id)!.id };
}
