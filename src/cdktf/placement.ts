import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Lazy, Token } from 'cdktf';
import { Construct } from 'constructs';
import { INetwork } from './network';
import { Exposure } from '../core/callers';
import { RulePlan } from '../core/network-peers';
import { balancerSubnets, INSTANCE_SUBNETS, SubnetKind } from '../core/placement';

/** Where the user wants a tier, in so far as not where it stands by default. */
export interface Site {
  readonly network: INetwork;
  readonly exposure?: Exposure;
  readonly instanceSubnetIds?: string[];
  readonly loadBalancerSubnetIds?: string[];
  readonly listener?: unknown;
}

/** Where a tier stands, and what of it can be known when the document is made. */
export class Placement {
  public readonly instanceSubnetIds: string[];
  public readonly loadBalancerSubnetIds: string[];
  /** The network's blocks. What is not told of them is looked up, once it is needed. */
  public readonly cidrBlocks: string[];
  private readonly lookedUpBlock = Lazy.stringValue({ produce: () => this.vpc?.cidrBlock });
  private vpc?: DataAwsVpc;

  constructor(private readonly site: Site) {
    this.instanceSubnetIds = site.instanceSubnetIds ?? this.subnetsOf(INSTANCE_SUBNETS);
    this.loadBalancerSubnetIds = site.loadBalancerSubnetIds ?? this.subnetsOf(balancerSubnets(site.exposure));
    this.cidrBlocks = site.network.cidrBlocks ?? [this.lookedUpBlock];
  }

  public lookUp(scope: Construct, callers: readonly RulePlan[]) {
    if (callers.some(({ peer }) => peer.id === this.lookedUpBlock)) { this.vpc = new DataAwsVpc(scope, 'Vpc', { id: this.site.network.vpcId }); }
  }

  /** Zones of the instances' subnets: known of the network's own, whose zones it tells. */
  public get availabilityZones(): number | undefined {
    const { network, instanceSubnetIds } = this.site;
    if (lengthOf(this.instanceSubnetIds) === 0) { return 0; }
    return instanceSubnetIds ? undefined : distinct(network.zoneNames);
  }

  /** Subnets of a load balancer are each in a zone of their own: AWS refuses two in one. */
  public get balancerPlaces() {
    if (this.site.listener !== undefined) { return {}; }
    const zones = this.availabilityZones;
    const loadBalancerSubnets = lengthOf(this.loadBalancerSubnetIds);
    const standsBeside = this.site.loadBalancerSubnetIds === undefined && zones !== undefined && loadBalancerSubnets !== undefined;
    return {
      loadBalancerSubnets,
      zonesWithoutLoadBalancer: standsBeside ? Math.max(0, zones - loadBalancerSubnets) : undefined,
      loadBalancerSubnetsArePublic: this.arePublic(this.loadBalancerSubnetIds),
    };
  }

  private subnetsOf(kind: SubnetKind): string[] {
    const { publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = this.site.network;
    return { public: publicSubnetIds, private: privateSubnetIds, isolated: isolatedSubnetIds }[kind];
  }

  private arePublic(ids: string[]): boolean | undefined {
    const { publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = this.site.network;
    if (ids === publicSubnetIds || ids.every((id) => publicSubnetIds.includes(id))) { return true; }
    return ids.some((id) => privateSubnetIds.includes(id) || isolatedSubnetIds.includes(id)) ? false : undefined;
  }
}

/** A list that only the deployment tells has any length. */
function lengthOf(list: string[]): number | undefined {
  return Token.isUnresolved(list) ? undefined : list.length;
}

function distinct(list: string[] | undefined): number | undefined {
  return list === undefined || Token.isUnresolved(list) ? undefined : new Set(list).size;
}
