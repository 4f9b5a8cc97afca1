import { Topology } from '../../src/review';
import { Mixed, Reference, Unknown, textOf } from '../../src/review/document';
import { ConstructPaths } from '../../src/review/sources/construct-paths';
import { linked } from '../../src/review/sources/link';
import { Stack } from '../../src/review/sources/stacks';
import { TemplateFile } from '../../src/review/sources/template-file';

function stack(name: string, value: object, nested: { readonly [id: string]: Stack } = {}, stackName: string | undefined = name): Stack {
  const file = new TemplateFile({ path: `${name}.template.json`, text: JSON.stringify(value), value });
  return { name, stackName, file, nested: new Map(Object.entries(nested)), constructPaths: ConstructPaths.NONE };
}

/** A template whose property `It` of a resource `Probe` is a value. */
function probe(value: unknown, rest: object = {}): object {
  return { Resources: { Probe: { Type: 'AWS::SSM::Parameter', Properties: { It: value } } }, ...rest };
}

function exporting(name: unknown, value: unknown, rest: object = {}): object {
  return { Resources: { Vpc: { Type: 'AWS::EC2::VPC' }, A: { Type: 'AWS::EC2::Subnet' }, B: { Type: 'AWS::EC2::Subnet' } }, Outputs: { Out: { Value: value, Export: { Name: name }, ...rest } } };
}

const NESTED = { Type: 'AWS::CloudFormation::Stack' };

/** What the property of the probe of the last stack comes to. */
function told(...stacks: Stack[]): unknown {
  const { document } = linked(stacks, {});
  return document.resources.find(({ id }) => id.endsWith('Probe'))?.properties.It;
}

describe('what one stack exports and another imports', () => {
  test('is the resource itself', () => {
    expect(told(stack('Network', exporting('Network:Vpc', { Ref: 'Vpc' })), stack('Shop', probe({ 'Fn::ImportValue': 'Network:Vpc' }))))
      .toEqual(new Reference('Network/Vpc', 'AWS::EC2::VPC', 'Ref'));
  });

  test('in whichever order the stacks are', () => {
    expect(told(stack('Shop', probe({ 'Fn::ImportValue': 'v' })), stack('Network', exporting('v', { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }))))
      .toEqual(new Reference('Network/Vpc', 'AWS::EC2::VPC', 'CidrBlock'));
  });

  test('by a name that is composed of what both know', () => {
    const network = stack('Network', exporting({ 'Fn::Sub': '${AWS::StackName}-${AWS::Region}-vpc' }, { Ref: 'Vpc' }));
    const shop = probe({ 'Fn::ImportValue': { 'Fn::Sub': '${From}-${AWS::Region}-vpc' } }, { Parameters: { From: { Type: 'String', Default: 'Network' } } });
    expect(told(network, stack('Shop', shop))).toEqual(new Reference('Network/Vpc', 'AWS::EC2::VPC', 'Ref'));
  });

  test.each([[','], ['||']])('as a list that is joined with %s', (separator) => {
    const list = { 'Fn::Join': [separator, [{ Ref: 'A' }, { Ref: 'B' }]] };
    expect(told(stack('Network', exporting('subnets', list)), stack('Shop', probe({ 'Fn::Split': [separator, { 'Fn::ImportValue': 'subnets' }] }))))
      .toEqual([new Reference('Network/A', 'AWS::EC2::Subnet', 'Ref'), new Reference('Network/B', 'AWS::EC2::Subnet', 'Ref')]);
  });

  test('within a text', () => {
    const it = told(stack('Network', exporting('v', { Ref: 'Vpc' })), stack('Shop', probe({ 'Fn::Sub': ['in ${V}', { V: { 'Fn::ImportValue': 'v' } }] })));
    expect(it).toEqual(new Mixed(['in ', new Reference('Network/Vpc', 'AWS::EC2::VPC', 'Ref')]));
    expect(textOf(it as Mixed)).toBe('in <AWS::EC2::VPC.Ref>');
  });

  test.each<[string, Stack[]]>([
    ['nobody', []],
    ['two, in places that nobody tells apart', [stack('One', exporting('v', { Ref: 'Vpc' })), stack('Two', exporting('v', { Ref: 'Vpc' }))]],
    ['one by a name that is told at deployment', [stack('One', { ...exporting({ Ref: 'Name' }, { Ref: 'Vpc' }), Parameters: { Name: { Type: 'String' } } })]],
    ['one under a condition that is not met', [stack('One', { ...exporting('v', { Ref: 'Vpc' }, { Condition: 'Never' }), Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } })]],
    ['one by a name that is imported', [stack('One', exporting({ 'Fn::ImportValue': 'v' }, 'x'))]],
  ])('is unknown if it is exported by %s', (_, others) => {
    expect(told(...others, stack('Shop', probe({ 'Fn::ImportValue': 'v' })))).toEqual(new Unknown('another stack exports it'));
  });

  test('ends, where two import from each other', () => {
    const one = stack('One', exporting('a', { 'Fn::ImportValue': 'b' }));
    const two = stack('Two', { ...exporting('b', { 'Fn::ImportValue': 'a' }), ...probe({ 'Fn::ImportValue': 'a' }) });
    expect(told(one, two)).toEqual(new Unknown('it contains itself'));
  });
});

describe('a nested stack', () => {
  const parent = (parameters: object, rest: object = {}) => ({
    Resources: { A: { Type: 'AWS::EC2::Subnet' }, Inner: { ...NESTED, Properties: { Parameters: parameters }, ...rest } },
  });
  const takes = (type: string, more: object = {}) => probe({ Ref: 'Given' }, { Parameters: { Given: { Type: type, Default: 'standard', ...more } } });

  test('takes what its parent gives', () => {
    expect(told(stack('Shop', parent({ Given: { Ref: 'A' } }), { Inner: stack('Inner', takes('String')) }))).toEqual(new Reference('A', 'AWS::EC2::Subnet', 'Ref'));
    expect(told(stack('Shop', parent({}), { Inner: stack('Inner', takes('String')) }))).toBe('standard');
    expect(told(stack('Shop', parent({ Given: 'password' }), { Inner: stack('Inner', takes('String', { NoEcho: true })) }))).toBeInstanceOf(Unknown);
    expect(told(stack('Shop', parent({ Given: '/a/path' }), { Inner: stack('Inner', takes('AWS::SSM::Parameter::Value<String>')) }))).toEqual(new Reference(undefined, 'ssm', '/a/path'));
  });

  test('takes a list as a text', () => {
    const list = { 'Fn::Join': [',', [{ Ref: 'A' }, 'subnet-2']] };
    expect(told(stack('Shop', parent({ Given: list }), { Inner: stack('Inner', takes('List<AWS::EC2::Subnet::Id>')) })))
      .toEqual([new Reference('A', 'AWS::EC2::Subnet', 'Ref'), 'subnet-2']);
  });

  test('gives to its parent and to what is beside it', () => {
    const vpc = stack('Network', exporting('v', { Ref: 'Vpc' }));
    const inner = stack('Inner', takes('String'));
    const shop = { Resources: { Network: NESTED, Inner: { ...NESTED, Properties: { Parameters: { Given: { 'Fn::GetAtt': ['Network', 'Outputs.Out'] } } } } } };
    expect(told(stack('Shop', shop, { Network: vpc, Inner: inner }))).toEqual(new Reference('Network/Vpc', 'AWS::EC2::VPC', 'Ref'));
    expect(told(stack('Shop', { Resources: { Network: NESTED, ...(probe({ 'Fn::Sub': '${Network.Outputs.Out}' }) as { Resources: object }).Resources } }, { Network: vpc })))
      .toEqual(new Reference('Network/Vpc', 'AWS::EC2::VPC', 'Ref'));
  });

  test('of one template may be made twice, each with its own', () => {
    const network = { Resources: { Vpc: { Type: 'AWS::EC2::VPC' } }, Parameters: { Given: { Type: 'String' } }, Outputs: { Out: { Value: { Ref: 'Given' } } } };
    const file = stack('Network', network);
    const first = { ...NESTED, Properties: { Parameters: { Given: 'told' } } };
    const second = { ...NESTED, Properties: { Parameters: { Given: { 'Fn::GetAtt': ['First', 'Outputs.Out'] } } } };
    const shop = { Resources: { First: first, Second: second, Probe: { Type: 'X::Y', Properties: { It: { 'Fn::GetAtt': 'Second.Outputs.Out' } } } } };
    expect(told(stack('Shop', shop, { First: file, Second: file }))).toBe('told');
  });

  test('stands where its resource stood, made if that is', () => {
    const inner = stack('Inner', takes('String'));
    const { document, origins } = linked([stack('Shop', parent({}), { Inner: inner }), stack('Other', parent({}))], {});
    expect(document.resources.map(({ id, type }) => `${id} ${type}`))
      .toEqual(['Shop/A AWS::EC2::Subnet', 'Shop/Inner/Probe AWS::SSM::Parameter', 'Other/A AWS::EC2::Subnet', 'Other/Inner AWS::CloudFormation::Stack']);
    expect(origins.get('Shop/Inner/Probe')).toEqual({ stack: inner, logicalId: 'Probe' });
    const never = { ...parent({}, { Condition: 'No' }), Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } };
    expect(linked([stack('Shop', never, { Inner: inner })], {}).document.resources.map(({ id }) => id)).toEqual(['A']);
    const perhaps = { ...parent({}, { Condition: 'No' }), Conditions: { No: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, 'b'] } } };
    expect(linked([stack('Shop', perhaps, { Inner: inner })], {}).document.resources[1].whether).toBeInstanceOf(Unknown);
  });
});

describe('stacks that are read as one', () => {
  test('keep their own parameters, mappings and conditions', () => {
    const own = (size: string) => probe({ 'Fn::If': ['Is', { 'Fn::FindInMap': ['Sizes', { Ref: 'P' }, 'of'] }, 'none'] }, {
      Parameters: { P: { Type: 'String', Default: size } }, Mappings: { Sizes: { [size]: { of: `size ${size}` } } }, Conditions: { Is: { 'Fn::Equals': [{ Ref: 'P' }, size] } },
    });
    const { document } = linked([stack('One', own('1')), stack('Two', own('2'))], {});
    expect(document.resources.map(({ properties }) => properties.It)).toEqual(['size 1', 'size 2']);
    expect(document.assumptions).toEqual([{ name: 'P', value: '1' }, { name: 'P', value: '2' }]);
  });

  test('have their names before ids and what these depend on, and no two the same', () => {
    const value = { Resources: { A: { Type: 'X::Y', DependsOn: 'B' }, B: { Type: 'X::Y', DependsOn: ['A'] } } };
    const { document } = linked([stack('a.b', value, {}, 'a.b'), stack('a/b', value, {}, 'a/b')], {});
    expect(document.resources.map(({ id, dependsOn }) => `${id} after ${dependsOn.join()}`))
      .toEqual(['a-b/A after a-b/B', 'a-b/B after a-b/A', 'a-b-2/A after a-b-2/B', 'a-b-2/B after a-b-2/A']);
  });

  test('know the balancer behind a listener of another', () => {
    const front = {
      Resources: {
        Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
        Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Balancer' } } },
      },
      Outputs: { L: { Value: { Ref: 'Listener' }, Export: { Name: 'l' } } },
    };
    const piece = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { 'Fn::ImportValue': 'l' }] }] });
    const back = probe({ 'Fn::Join': ['', [piece(1), '/', piece(2), '/', piece(3)]] });
    expect(told(stack('Front', front), stack('Back', back))).toEqual(new Reference('Front/Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerFullName'));
  });

  test('are one topology', () => {
    const network = {
      Resources: { Subnet: { Type: 'AWS::EC2::Subnet' }, Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80 } } },
      Outputs: { S: { Value: { Ref: 'Subnet' }, Export: { Name: 's' } }, T: { Value: { Ref: 'Targets' }, Export: { Name: 't' } } },
    };
    const shop = {
      Resources: {
        Group: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: {
            VPCZoneIdentifier: [{ 'Fn::ImportValue': 's' }], TargetGroupARNs: [{ 'Fn::ImportValue': 't' }],
          },
        },
      },
    };
    const { tiers: [tier], unknowns } = Topology._of(linked([stack('Network', network), stack('Shop', shop)], {}).document);
    expect(tier).toMatchObject({ id: 'Shop/Group', capacity: { subnetIds: ['Network/Subnet'] }, targetGroup: { id: 'Network/Targets', port: 80 } });
    expect(unknowns).toEqual([]);
  });
});
