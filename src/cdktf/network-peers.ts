import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { PeerPlan, RulePlan } from '../core/network-peers';

/** Without rules: each is a resource of its own, so that it can be described, and that others can add theirs. */
export function renderSecurityGroup(scope: Construct, id: string, vpcId: string, description: string): SecurityGroup {
  return new SecurityGroup(scope, id, {
    namePrefix: prefixOf(scope, id, 64), vpcId, description, lifecycle: { createBeforeDestroy: true },
  });
}

export function allowIngress(scope: Construct, id: string, securityGroupId: string, rules: readonly RulePlan[]) {
  rules.forEach((rule, index) => new VpcSecurityGroupIngressRule(scope, idOf(id, rule, index), { securityGroupId, ...render(rule) }));
}

export function allowEgress(scope: Construct, id: string, securityGroupId: string, rules: readonly RulePlan[]) {
  rules.forEach((rule, index) => new VpcSecurityGroupEgressRule(scope, idOf(id, rule, index), { securityGroupId, ...render(rule) }));
}

/** By what the rule says, so that another rule before it does not move it. What only the deployment tells is told by its place. */
function idOf(id: string, { peer, port }: RulePlan, index: number): string {
  const where = Token.isUnresolved(peer.id) ? String(index) : peer.id.replace(/[^A-Za-z0-9]+/g, '-');
  return `${id}${port === undefined || Token.isUnresolved(port) ? '' : port}-${where}`;
}

function render({ peer, port, description }: RulePlan) {
  return {
    description,
    ...peerOf(peer),
    ...(port === undefined ? { ipProtocol: '-1' } : { ipProtocol: 'tcp', fromPort: port, toPort: port }),
  };
}

function peerOf({ type, id }: PeerPlan) {
  switch (type) {
    case 'ipv4': return { cidrIpv4: id };
    case 'ipv6': return { cidrIpv6: id };
    case 'prefix-list': return { prefixListId: id };
    case 'security-group': return { referencedSecurityGroupId: id };
  }
}
