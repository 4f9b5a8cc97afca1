import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PeerPlan, RulePlan } from '../core/network-peers';

export function allowIngress(group: ec2.SecurityGroup, rules: readonly RulePlan[]) {
  for (const rule of rules) { group.addIngressRule(peerOf(rule.peer), portOf(rule), rule.description); }
}

/** Rules without a port are the group's `allowAllOutbound`: the L2 accepts them in no other way. */
export function allowEgress(group: ec2.SecurityGroup, rules: readonly RulePlan[]) {
  for (const rule of rules.filter(({ port }) => port !== undefined)) { group.addEgressRule(peerOf(rule.peer), portOf(rule), rule.description); }
  // Its own description says that it is a default.
  const rendered = group.node.defaultChild as ec2.CfnSecurityGroup;
  rules.filter(({ port }) => port === undefined).forEach(({ description }, index) => rendered.addPropertyOverride(`SecurityGroupEgress.${index}.Description`, description));
}

export function isOpen(rules: readonly RulePlan[]): boolean {
  return rules.some(({ port }) => port === undefined);
}

function portOf({ port }: RulePlan): ec2.Port {
  return port === undefined ? ec2.Port.allTraffic() : ec2.Port.tcp(port);
}

function peerOf(peer: PeerPlan): ec2.IPeer {
  switch (peer.type) {
    case 'ipv4': return ec2.Peer.ipv4(peer.id);
    case 'ipv6': return ec2.Peer.ipv6(peer.id);
    case 'prefix-list': return ec2.Peer.prefixList(peer.id);
    case 'security-group': return ec2.Peer.securityGroupId(peer.id);
  }
}
