import { CfnParameter, Reference, Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Exposure } from '../core/callers';
import { PeerType } from '../core/checks';

/** Zones of the subnets, unless only the deployment, or a lookup that is still to come, will tell. */
export function countZones(vpc: ec2.IVpc, selection: ec2.SubnetSelection): number | undefined {
  return zonesOf(vpc.selectSubnets(selection))?.size;
}

/** An imported VPC may have been imported without its block, and throws when asked for it. */
export function cidrBlocksOf(vpc: ec2.IVpc): string[] | undefined {
  try {
    return [vpc.vpcCidrBlock];
  } catch {
    return undefined;
  }
}

export interface BalancerSite {
  readonly vpc: ec2.IVpc;
  readonly exposure?: Exposure;
  readonly listener?: elbv2.IApplicationListener;
  readonly loadBalancerSubnets?: ec2.SubnetSelection;
}

/** Where a load balancer of the tier's own stands: beside its instances, and open to the internet or not. */
export function balancerPlaces({ vpc, exposure, listener, loadBalancerSubnets }: BalancerSite, instanceSubnets: ec2.SubnetSelection) {
  if (listener) { return {}; }
  const whereItGoes = exposure === Exposure.INTERNET ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS;
  const selected = vpc.selectSubnets(loadBalancerSubnets ?? { subnetType: whereItGoes });
  const itsZones = zonesOf(selected);
  const instanceZones = zonesOf(vpc.selectSubnets(instanceSubnets));
  return {
    zonesWithoutLoadBalancer: itsZones && instanceZones ? [...instanceZones].filter((zone) => !itsZones.has(zone)).length : undefined,
    loadBalancerSubnetsArePublic: selected.isPendingLookup ? undefined : selected.hasPublic,
  };
}

/** What an id is that only the deployment tells, by the attribute or the parameter it comes from. */
export function originOf(id: string): PeerType | undefined {
  const token = Tokenization.reverseString(id).firstToken;
  if (!Reference.isReference(token)) { return undefined; }
  const origin = token.target instanceof CfnParameter ? token.target.type : token.displayName;
  if (/GroupId$|SecurityGroup::Id$/.test(origin)) { return 'security-group'; }
  return /PrefixListId$|PrefixList::Id$/.test(origin) ? 'prefix-list' : undefined;
}

function zonesOf({ availabilityZones, isPendingLookup }: ec2.SelectedSubnets): Set<string> | undefined {
  return isPendingLookup || Token.isUnresolved(availabilityZones) ? undefined : new Set(availabilityZones);
}
