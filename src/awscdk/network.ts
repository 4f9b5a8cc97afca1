import { CfnParameter, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Exposure } from '../core/callers';
import { PeerType } from '../core/checks';
import { balancerSubnets, SubnetKind } from '../core/placement';

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
  const selected = vpc.selectSubnets(loadBalancerSubnets ?? subnetsOf(balancerSubnets(exposure)));
  const itsZones = zonesOf(selected);
  const instanceZones = zonesOf(vpc.selectSubnets(instanceSubnets));
  return {
    zonesWithoutLoadBalancer: itsZones && instanceZones ? [...instanceZones].filter((zone) => !itsZones.has(zone)).length : undefined,
    loadBalancerSubnets: itsZones?.size,
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

export function pathInStack(scope: Construct): string {
  return scope.node.path.split('/').slice(Stack.of(scope).node.path.split('/').length).join('/');
}

export function subnetsOf(kind: SubnetKind): ec2.SubnetSelection {
  switch (kind) {
    case 'public': return { subnetType: ec2.SubnetType.PUBLIC };
    case 'private': return { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    case 'isolated': return { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  }
}

/** What an id is that only the deployment tells, by the attribute or the parameter it comes from. */
export function originOf(id: string): PeerType | undefined {
  const token = Tokenization.reverseString(id).firstToken;
  if (!Reference.isReference(token)) { return undefined; }
  const origin = token.target instanceof CfnParameter ? token.target.type : token.displayName;
  if (/GroupId$|SecurityGroup::Id$/.test(origin)) { return 'security-group'; }
  return /PrefixListId$|PrefixList::Id$/.test(origin) ? 'prefix-list' : undefined;
}

/** Secrets are written as dynamic references, and parameters that hold one say so. */
export function comesFromSecret(scope: Construct, text: string): boolean {
  if (!Token.isUnresolved(text)) { return false; }
  const stack = Stack.of(scope);
  if (/resolve:(secretsmanager|ssm-secure):/.test(JSON.stringify(stack.resolve(text)))) { return true; }
  const references = Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token));
  return references.some(({ target }) => target instanceof CfnParameter && target.noEcho);
}

function zonesOf({ availabilityZones, isPendingLookup }: ec2.SelectedSubnets): Set<string> | undefined {
  return isPendingLookup || Token.isUnresolved(availabilityZones) ? undefined : new Set(availabilityZones);
}
