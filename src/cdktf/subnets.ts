import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { Route, RouteConfig } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Fn, ITerraformDependable, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { NetworkPlan, SubnetPlan } from '../core/network';

/** The zones of a network, in their order. */
export interface Zones {
  readonly names: readonly string[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** What all subnets of a network share. */
export interface SubnetSite {
  readonly vpcId: string;
  readonly zones: Zones;
  readonly anywhere: string;
}

export interface RenderedSubnet {
  readonly id: string;
  readonly subnet: Subnet;
  readonly routeTable: RouteTable;
  readonly defaultRoute?: Route;
}

export function renderZones(scope: Construct, plan: NetworkPlan): Zones {
  if (plan.zoneNames) { return { names: plan.zoneNames }; }
  const available = new DataAwsAvailabilityZones(scope, 'AvailabilityZones', {
    state: 'available',
    // Local zones are opted into, and are no availability zones.
    filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
    lifecycle: {
      // `element` starts again at the end of a list: two subnets would share a zone, and nobody would know.
      postcondition: [{ condition: `\${length(self.names) >= ${plan.availabilityZones}}`, errorMessage: plan.descriptions.tooFewZones }],
    },
  });
  return {
    names: plan.privateSubnets.map(({ zone }) => Fn.element(available.names, zone)),
    // A zone that AWS takes off the list, or adds to it, moves the others: that must not replace the subnets that there are.
    lifecycle: { ignoreChanges: ['availability_zone'] },
  };
}

/** A subnet with a route table of its own, and a default route if there is a way out. */
export function renderSubnet(scope: Construct, plan: SubnetPlan, site: SubnetSite, wayOut?: Partial<RouteConfig>): RenderedSubnet {
  const { vpcId, zones } = site;
  const subnet = new Subnet(scope, plan.id, {
    vpcId,
    cidrBlock: plan.cidrBlock,
    availabilityZone: zones.names[plan.zone],
    mapPublicIpOnLaunch: plan.mapPublicIpOnLaunch,
    tags: { Name: plan.name },
    lifecycle: zones.lifecycle,
  });
  const routeTable = new RouteTable(scope, `${plan.id}RouteTable`, { vpcId, tags: { Name: plan.routeTableName } });
  const defaultRoute = wayOut && new Route(scope, `${plan.id}DefaultRoute`, {
    routeTableId: routeTable.id, destinationCidrBlock: site.anywhere, ...wayOut,
  });
  return { id: plan.id, subnet, routeTable, defaultRoute };
}

/**
 * Gives the subnets their route tables, and returns the subnets' ids as the associations tell them.
 *
 * A subnet is there minutes before its way out is. Whoever takes its id from the subnet itself is made beside the NAT gateway: a server
 * boots and fails to fetch its packages, a load balancer is refused for want of an internet gateway. The association waits for the
 * default route and the endpoints, so that what takes the id from it comes after them, and goes before them when all is destroyed.
 */
export function associate(scope: Construct, subnets: readonly RenderedSubnet[], endpoints: readonly ITerraformDependable[]): string[] {
  return subnets.map(({ id, subnet, routeTable, defaultRoute }) => {
    const association = new RouteTableAssociation(scope, `${id}Association`, {
      subnetId: subnet.id,
      routeTableId: routeTable.id,
      dependsOn: [...(defaultRoute ? [defaultRoute] : []), ...endpoints],
    });
    return association.subnetId;
  });
}
