import { Reference, Unknown, Value } from '../document';
import { Fields, fieldsOf, isFields, listOf } from '../kinds';
import { Beside, From, Self, TAGS, Translation, at, unless } from './shapes';

/** Who is on the other side, by the argument that says it and the property of each direction. */
const PEERS: readonly (readonly [string, string, string])[] = [
  ['cidr_blocks', 'CidrIp', 'CidrIp'],
  ['ipv6_cidr_blocks', 'CidrIpv6', 'CidrIpv6'],
  ['prefix_list_ids', 'SourcePrefixListId', 'DestinationPrefixListId'],
  ['security_groups', 'SourceSecurityGroupId', 'DestinationSecurityGroupId'],
  ['source_security_group_id', 'SourceSecurityGroupId', 'DestinationSecurityGroupId'],
];

/** CloudFormation has a rule for each peer, where Terraform lists peers in one. */
function rulesOf(block: Value, isIngress: boolean, itself: Value | undefined): Value[] {
  if (!isFields(block)) { return [block instanceof Unknown ? block : new Unknown('a rule is not a block')]; }
  const peers = PEERS.flatMap(([argument, source, destination]) =>
    listOf(block[argument]).filter((peer) => peer !== '').map((peer) => [isIngress ? source : destination, peer] as const));
  const self = block.self === true && itself ? [[isIngress ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId', itself] as const] : [];
  return [...peers, ...self].map(([property, peer]) => fieldsOf([
    ['IpProtocol', block.protocol],
    ['FromPort', block.from_port],
    ['ToPort', block.to_port],
    ['Description', block.description === '' ? undefined : block.description],
    [property, peer],
  ]));
}

function inline(direction: 'ingress' | 'egress'): From {
  return (args, self) => {
    const blocks = args[direction];
    if (blocks === undefined || blocks instanceof Unknown) { return blocks; }
    const rules = listOf(blocks).flatMap((block) => rulesOf(block, direction === 'ingress', new Reference(self.id, self.type, 'GroupId')));
    return rules.length > 0 ? rules : undefined;
  };
}

/** The first peer's rule is the resource itself, those of the others stand beside it. */
function rulesApart(args: Fields): Fields[] {
  const isIngress = args.type !== 'egress';
  const each = rulesOf(args, isIngress, args.security_group_id).filter((rule) => isFields(rule));
  return each.map((rule) => fieldsOf([['GroupId', args.security_group_id], ...Object.entries(rule)]));
}

function furtherRules(args: Fields, self: Self): Beside[] {
  return rulesApart(args).slice(1).map((properties, index) => ({ ending: `#${index + 2}`, type: self.type, properties }));
}

function ruleWith(peer: string): Translation['properties'] {
  return {
    GroupId: 'security_group_id',
    IpProtocol: 'ip_protocol',
    FromPort: 'from_port',
    ToPort: 'to_port',
    CidrIp: unless('cidr_ipv4', ''),
    CidrIpv6: unless('cidr_ipv6', ''),
    [`${peer}PrefixListId`]: unless('prefix_list_id', ''),
    [`${peer}SecurityGroupId`]: unless('referenced_security_group_id', ''),
    Description: unless('description', ''),
    Tags: TAGS,
  };
}

const OLD_RULE = Object.fromEntries(
  ['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'Description', ...new Set(PEERS.flatMap(([, source, destination]) => [source, destination]))]
    .map((name): [string, From] => [name, (args) => at(rulesApart(args)[0] ?? fallback(args), name)]));

/** A rule whose peer nobody knows is a rule all the same. */
function fallback(args: Fields): Fields {
  return fieldsOf([
    ['GroupId', args.security_group_id], ['IpProtocol', args.protocol], ['FromPort', args.from_port], ['ToPort', args.to_port],
    ['Description', args.description],
  ]);
}

export const PATHS: Readonly<Record<string, Translation>> = {
  aws_security_group: {
    type: 'AWS::EC2::SecurityGroup',
    attributes: { id: 'GroupId' },
    told: { vpc_id: 'VpcId' },
    properties: {
      GroupName: 'name',
      GroupDescription: 'description',
      VpcId: 'vpc_id',
      SecurityGroupIngress: inline('ingress'),
      SecurityGroupEgress: inline('egress'),
      Tags: TAGS,
    },
  },
  aws_vpc_security_group_ingress_rule: { type: 'AWS::EC2::SecurityGroupIngress', properties: ruleWith('Source') },
  aws_vpc_security_group_egress_rule: { type: 'AWS::EC2::SecurityGroupEgress', properties: ruleWith('Destination') },
  aws_security_group_rule: {
    type: 'AWS::EC2::SecurityGroupIngress',
    typeOf: (args) => args.type === 'egress' ? 'AWS::EC2::SecurityGroupEgress' : 'AWS::EC2::SecurityGroupIngress',
    properties: OLD_RULE,
    besides: furtherRules,
  },
};
