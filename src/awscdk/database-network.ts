import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { subnetsOf } from './network';
import { databaseSubnets } from '../core/placement';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';

/** Where a database lies. */
export interface DatabaseSite {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SelectedSubnets;
}

/** The subnets and the security group that every instance has. */
export interface DatabaseNetwork {
  readonly site: DatabaseSite;
  readonly securityGroup: ec2.SecurityGroup;
  readonly subnetGroup: rds.CfnDBSubnetGroup;
}

export function siteOf(vpc: ec2.IVpc, subnets: ec2.SubnetSelection | undefined): DatabaseSite {
  return { vpc, subnets: vpc.selectSubnets(subnets ?? subnetsOf(databaseSubnets(vpc.isolatedSubnets.length > 0))) };
}

/** What can be told of the subnets before the deployment; a lookup that is still to come tells nothing. */
export function surroundingsOfSite({ vpc, subnets }: DatabaseSite) {
  const { availabilityZones, isPendingLookup } = subnets;
  return {
    zoneNames: isPendingLookup || Token.isUnresolved(availabilityZones) ? undefined : [...new Set(availabilityZones)],
    hasPrivateSubnets: vpc.privateSubnets.length > 0,
  };
}

export function renderDatabaseNetwork(scope: Construct, plan: Pick<ReadReplicaDatabasePlan, 'subnetGroup' | 'securityGroup'>, site: DatabaseSite): DatabaseNetwork {
  const { vpc, subnets } = site;
  const subnetGroup = new rds.CfnDBSubnetGroup(scope, 'SubnetGroup', {
    dbSubnetGroupDescription: plan.subnetGroup.description,
    subnetIds: subnets.subnetIds,
  });
  return { site, subnetGroup, securityGroup: renderDatabaseSecurityGroup(scope, 'SecurityGroup', vpc, plan.securityGroup.description) };
}

/** Lets nobody in and nothing out: what is connected opens what it needs. */
export function renderDatabaseSecurityGroup(scope: Construct, id: string, vpc: ec2.IVpc, description: string): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, id, { vpc, description, allowAllOutbound: false });
}

/** A way into the database. Each side says for itself what its rule is for. */
export interface WayPlan {
  readonly port: number;
  readonly description: string;
  readonly incomingDescription: string;
}

export function openWay(from: ec2.SecurityGroup, to: ec2.SecurityGroup, { port, description, incomingDescription }: WayPlan) {
  from.addEgressRule(to, ec2.Port.tcp(port), description);
  to.addIngressRule(from, ec2.Port.tcp(port), incomingDescription);
}
