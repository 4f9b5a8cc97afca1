import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { DatabasePlan } from './database-fleet';
import { INetwork } from './network';
import { allowEgress, allowIngress, renderSecurityGroup } from './network-peers';
import { RulePlan } from '../core/network-peers';
import { databaseSubnets, SubnetKind } from '../core/placement';

/** Where a database lies, and where its password is rotated from. */
export interface DatabaseSite {
  readonly network: INetwork;
  readonly subnetIds?: string[];
  readonly rotationSubnetIds?: string[];
}

/** The subnets and the security group that every instance has. */
export interface DatabaseNetwork {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly subnetGroup: DbSubnetGroup;
  readonly securityGroup: SecurityGroup;
  readonly rotationSubnets: (kind: SubnetKind) => string[];
}

/** What can be told of the subnets when the document is made. A network tells its zones in the order of its subnets, of each kind. */
export function surroundingsOfSite(site: DatabaseSite) {
  const { network, subnetIds, rotationSubnetIds } = site;
  const zones = Token.isUnresolved(network.zoneNames) ? undefined : network.zoneNames;
  const privateSubnets = Token.isUnresolved(network.privateSubnetIds) ? undefined : network.privateSubnetIds.length > 0;
  return {
    zoneNames: subnetIds === undefined && zones ? [...new Set(zones)] : undefined,
    hasPrivateSubnets: rotationSubnetIds !== undefined ? true : privateSubnets,
  };
}

/** Where data lies, unless the user says where. */
export function dataSubnetsOf({ network, subnetIds }: Pick<DatabaseSite, 'network' | 'subnetIds'>): string[] {
  return subnetIds ?? subnetsOf(network, databaseSubnets(network.isolatedSubnetIds.length > 0));
}

export function renderDatabaseNetwork(scope: Construct, plan: DatabasePlan, site: DatabaseSite): DatabaseNetwork {
  const { vpcId } = site.network;
  const subnetIds = dataSubnetsOf(site);
  const subnetGroup = new DbSubnetGroup(scope, 'SubnetGroup', {
    namePrefix: `${plan.descriptions.identifier}-`,
    description: plan.subnetGroup.description,
    subnetIds,
  });
  return {
    vpcId,
    subnetIds,
    subnetGroup,
    securityGroup: renderSecurityGroup(scope, 'SecurityGroup', vpcId, plan.securityGroup.description),
    rotationSubnets: (kind) => site.rotationSubnetIds ?? subnetsOf(site.network, kind),
  };
}

/** Each side says for itself what the rule is for. */
export function openWay(
  scope: Construct, id: string, from: SecurityGroup, to: SecurityGroup, way: { port: number; description: string; incomingDescription: string },
) {
  allowEgress(scope, `${id}ToDatabase`, from.id, [rule(to.id, way.port, way.description)]);
  allowIngress(scope, `DatabaseFrom${id}`, to.id, [rule(from.id, way.port, way.incomingDescription)]);
}

function rule(id: string, port: number, description: string): RulePlan {
  return { peer: { type: 'security-group', id }, port, description };
}

function subnetsOf({ publicSubnetIds, privateSubnetIds, isolatedSubnetIds }: INetwork, kind: SubnetKind): string[] {
  return { public: publicSubnetIds, private: privateSubnetIds, isolated: isolatedSubnetIds }[kind];
}
