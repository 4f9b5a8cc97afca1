import { CfnParameter, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
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
  // Subnets that are named one by one carry neither their zone nor their route for certain.
  if (listener || loadBalancerSubnets?.subnets || instanceSubnets.subnets) { return {}; }
  const whereItGoes = exposure === Exposure.INTERNET ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS;
  const selected = vpc.selectSubnets(loadBalancerSubnets ?? { subnetType: whereItGoes });
  const itsZones = zonesOf(selected);
  const instanceZones = zonesOf(vpc.selectSubnets(instanceSubnets));
  return {
    zonesWithoutLoadBalancer: itsZones && instanceZones ? [...instanceZones].filter((zone) => !itsZones.has(zone)).length : undefined,
    loadBalancerSubnetsArePublic: selected.isPendingLookup ? undefined : selected.hasPublic,
  };
}

/** A zone may have been imported by its id alone, and throws when asked for its name. */
export function nameOf(zone: route53.IHostedZone): string | undefined {
  try {
    return zone.zoneName;
  } catch {
    return undefined;
  }
}

/**
 * Where the tier's parameters are: by stack and path, which together are unique. A parameter's name takes letters, digits and `_.-`;
 * a path that has to be changed for that gets its address behind it, so that no two become one.
 */
export function parameterPathOf(scope: Construct): string {
  const stack = Stack.of(scope);
  const within = scope.node.path.split('/').slice(stack.node.path.split('/').length).join('/');
  const safe = within.replace(/[^A-Za-z0-9_.\-/]/g, '-');
  return ['/scale-out', stack.stackName, safe === within ? within : `${safe}-${scope.node.addr.slice(-8)}`].join('/');
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
