import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Path } from '../topology-networks';
import { at, idOf, listOf, numberOf } from './values';

type Direction = 'ingress' | 'egress';

const PEERS: readonly (readonly [property: string, type: string])[] = [
  ['CidrIp', 'ipv4'],
  ['CidrIpv6', 'ipv6'],
  ['SourcePrefixListId', 'prefix-list'],
  ['DestinationPrefixListId', 'prefix-list'],
  ['SourceSecurityGroupId', 'security-group'],
  ['DestinationSecurityGroupId', 'security-group'],
  ['SourceSecurityGroupName', 'security-group'],
];
const PROTOCOLS: Record<string, string> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/** Rules that stand in their security group, and those that stand alone. */
export function pathsOf(resources: Resources): Path[] {
  const inline = resources.ofType('AWS::EC2::SecurityGroup').flatMap(({ id, properties }) => [
    ...listOf(properties.SecurityGroupIngress).map((rule) => pathOf(id, id, 'ingress', rule, resources)),
    ...listOf(properties.SecurityGroupEgress).map((rule) => pathOf(id, id, 'egress', rule, resources)),
  ]);
  const alone = [
    ...resources.ofType('AWS::EC2::SecurityGroupIngress').map((rule) => ownPath('ingress', rule, resources)),
    ...resources.ofType('AWS::EC2::SecurityGroupEgress').map((rule) => ownPath('egress', rule, resources)),
  ];
  return [...inline, ...alone].filter((path) => path !== undefined);
}

function ownPath(direction: Direction, { id, properties }: Resource, resources: Resources): Path | undefined {
  return pathOf(id, idOf(properties.GroupId) ?? idOf(properties.GroupName) ?? '<unknown>', direction, properties, resources);
}

function pathOf(resourceId: string, securityGroupId: string, direction: Direction, rule: Value, resources: Resources): Path | undefined {
  if (opensNothing(rule)) { return undefined; }
  const [property, peerType] = PEERS.find(([name]) => at(rule, name) !== undefined) ?? ['', 'unknown'];
  const protocol = protocolOf(at(rule, 'IpProtocol'));
  return {
    resourceId,
    securityGroupId,
    direction,
    peer: peerType === 'security-group' ? idOf(at(rule, property)) : textOf(resources.told(at(rule, property))),
    peerType,
    protocol,
    fromPort: protocol === undefined ? undefined : numberOf(at(rule, 'FromPort')),
    toPort: protocol === undefined ? undefined : numberOf(at(rule, 'ToPort')),
    description: textOf(at(rule, 'Description')),
  };
}

/** The CDK writes a rule to nowhere, as a security group without any rule would let everything out. */
function opensNothing(rule: Value): boolean {
  return at(rule, 'CidrIp') === '255.255.255.255/32' && at(rule, 'IpProtocol') === 'icmp';
}

function protocolOf(protocol: Value | undefined): string | undefined {
  const text = textOf(protocol)?.toLowerCase();
  if (text === undefined || text === '-1' || text === 'all') { return undefined; }
  return PROTOCOLS[text] ?? text;
}
