import { Mixed, Reference, textOf, Unknown, Value } from '../../src/review/document';
import { readCloudFormation } from '../../src/review/read-cloudformation';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

const template = {
  Parameters: {
    Size: { Type: 'Number', Default: 3 },
    Arn: { Type: 'String' },
    Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/service/image' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' },
    Password: { Type: 'String', NoEcho: true, Default: 'swordfish' },
    Stage: { Type: 'String', Default: 'production' },
  },
  Mappings: { Sizes: { 'production': { Count: 4 }, 'eu-west-1': { Count: 2 } } },
  Conditions: {
    IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
    IsTest: { 'Fn::Not': [{ Condition: 'IsProduction' }] },
    IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    Both: { 'Fn::And': [{ Condition: 'IsTest' }, { Condition: 'IsHere' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsProduction' }, { Condition: 'IsHere' }] },
    Itself: { 'Fn::Not': [{ Condition: 'Itself' }] },
  },
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Balancer: { Type: BALANCER },
    Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Balancer' } } },
    OnlyInTest: { Type: 'AWS::SNS::Topic', Condition: 'IsTest' },
  },
};

function valueOf(node: unknown, given = {}): Value | undefined {
  const document = readCloudFormation({ ...template, Resources: { ...template.Resources, Probe: { Type: 'Probe', Properties: { Value: node } } } }, given);
  return document.resources.find(({ id }) => id === 'Probe')!.properties.Value;
}

const textIn = (node: unknown, given = {}) => textOf(valueOf(node, given));
const unknown = (because: string | RegExp) => expect.objectContaining({ because: typeof because === 'string' ? because : expect.stringMatching(because) });

describe('a function is resolved as far as the template allows', () => {
  const partsOfListener = { 'Fn::Split': ['/', { Ref: 'Listener' }] };
  const nameBehind = (pieces: unknown) => ({ 'Fn::Join': ['/', [1, 2, 3].map((index) => ({ 'Fn::Select': [index, pieces] }))] });

  test.each<[string, unknown, string]>([
    ['a resource', { Ref: 'Bucket' }, '<AWS::S3::Bucket.Ref>'],
    ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, '<AWS::S3::Bucket.Arn>'],
    ['an attribute, in short', { 'Fn::GetAtt': 'Bucket.Arn' }, '<AWS::S3::Bucket.Arn>'],
    ['an attribute of an attribute', { 'Fn::GetAtt': ['Bucket', 'Endpoint.Address'] }, '<AWS::S3::Bucket.Endpoint.Address>'],
    ['the place', { Ref: 'AWS::Region' }, '<AWS::Region>'],
    ['a default', { Ref: 'Size' }, '3'],
    ['a parameter of Systems Manager', { Ref: 'Image' }, '<ssm:/aws/service/image>'],
    ['one read in place', '{{resolve:ssm:/a/path:3}}', '<ssm:/a/path>'],
    ['a secret read in place, which stays what it says', '{{resolve:secretsmanager:a:SecretString}}', '{{resolve:secretsmanager:a:SecretString}}'],
    ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3', { Ref: 'Size' }]] }, 'arn:<AWS::Partition>:s3:3'],
    ['Join of a list', { 'Fn::Join': ['-', { Ref: 'Zones' }] }, 'a-b'],
    ['Sub', { 'Fn::Sub': '${Bucket.Arn}/${AWS::AccountId}/${!Literal}/$x' }, '<AWS::S3::Bucket.Arn>/<AWS::AccountId>/${Literal}/$x'],
    ['Sub with names of its own', { 'Fn::Sub': ['${Name}-${Size}', { Name: { Ref: 'Stage' } }] }, 'production-3'],
    ['Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Select of a parameter', { 'Fn::Select': [0, { Ref: 'Zones' }] }, 'a'],
    ['Split', { 'Fn::Select': [2, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'c'],
    ['Split around the region', { 'Fn::Select': [3, { 'Fn::Split': [':', { 'Fn::Sub': 'arn:aws:s3:${AWS::Region}:x' }] }] }, '<AWS::Region>'],
    ['Base64, which is the text itself', { 'Fn::Base64': { 'Fn::Sub': 'echo ${Size}' } }, 'echo 3'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Count'] }, '4'],
    ['FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'none', 'Count', { DefaultValue: 1 }] }, '1'],
    ['If', { 'Fn::If': ['IsProduction', 'yes', 'no'] }, 'yes'],
    ['If not', { 'Fn::If': ['IsTest', 'yes', 'no'] }, 'no'],
    ['a zone', { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }, '<zone 1>'],
    ['Length', { 'Fn::Length': { Ref: 'Zones' } }, '2'],
    ['the balancer behind a listener', nameBehind(partsOfListener), `<${BALANCER}.LoadBalancerFullName>`],
    ['one behind the listener of another stack', nameBehind({ 'Fn::Split': ['/', { 'Fn::ImportValue': 'Listener' }] }), '<balancer of <unknown>>'],
    ['one behind a listener that is told', nameBehind({ 'Fn::Split': ['/', 'arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/shared/0a/1b'] }), 'app/shared/0a'],
  ])('%s', (_, node, text) => {
    expect(textIn(node)).toBe(text);
  });

  test('a text of one part is that part, so that what it refers to is found', () => {
    expect(valueOf({ 'Fn::Join': ['', [{ Ref: 'Bucket' }]] })).toEqual(new Reference('Bucket', 'AWS::S3::Bucket', 'Ref'));
    expect(valueOf({ 'Fn::Sub': 'x${Bucket}' })).toEqual(new Mixed(['x', new Reference('Bucket', 'AWS::S3::Bucket', 'Ref')]));
  });

  test('the balancer\'s name is found inside a longer text too', () => {
    const pieces = [1, 2, 3].map((index) => ({ 'Fn::Select': [index, partsOfListener] }));
    expect(textIn({ 'Fn::Join': ['', [pieces[0], '/', pieces[1], '/', pieces[2], '/targets']] })).toBe(`<${BALANCER}.LoadBalancerFullName>/targets`);
    expect(valueOf(nameBehind(partsOfListener))).toEqual(new Reference('Balancer', BALANCER, 'LoadBalancerFullName'));
  });

  test('AWS::NoValue is absent, in objects and in lists', () => {
    expect(valueOf({ Here: 1, Absent: { Ref: 'AWS::NoValue' }, List: [{ Ref: 'AWS::NoValue' }, 'a', null] })).toEqual({ Here: 1, List: ['a'] });
  });

  test('an object that has more members than a function has is none', () => {
    expect(valueOf({ Ref: 'Bucket', Other: 1 })).toEqual({ Ref: 'Bucket', Other: 1 });
    expect(valueOf({ Condition: 'IsTest' })).toEqual({ Condition: 'IsTest' });
  });
});

describe('what is not told says why', () => {
  test.each<[string, unknown, string | RegExp]>([
    ['a parameter without a default', { Ref: 'Arn' }, "the parameter 'Arn' has no default"],
    ['a list of them', { Ref: 'Subnets' }, "the parameter 'Subnets' has no default"],
    ['a secret', { Ref: 'Password' }, "the parameter 'Password' is a secret"],
    ['nothing of that name', { Ref: 'Nowhere' }, "the template has no 'Nowhere'"],
    ['a name that every object has', { Ref: 'constructor' }, "the template has no 'constructor'"],
    ['what is left out', { 'Fn::GetAtt': ['OnlyInTest', 'TopicName'] }, "'OnlyInTest' is left out by its condition"],
    ['another stack', { 'Fn::ImportValue': 'x' }, 'another stack exports it'],
    ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, 'its blocks are cut at deployment'],
    ['a macro', { 'Fn::Transform': { Name: 'AWS::Include' } }, 'a macro writes it'],
    ['a function of tomorrow', { 'Fn::Tomorrow': 1 }, 'Fn::Tomorrow is not understood'],
    ['all zones', { 'Fn::GetAZs': '' }, 'how many availability zones there are is known at deployment'],
    ['an entry by region', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Count'] }, "only the deployment tells which entry of the mapping 'Sizes' is meant"],
    ['no such entry', { 'Fn::FindInMap': ['Sizes', 'production', 'Colour'] }, "the mapping 'Sizes' has no production, Colour"],
    ['If by region', { 'Fn::If': ['IsHere', 1, 2] }, "only the deployment tells whether the condition 'IsHere' is met"],
    ['a piece of what is not told', { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'Arn'] }] }] }, /only the deployment tells the text/],
    ['an element that is not there', { 'Fn::Select': [9, ['a']] }, 'there is no element 9'],
    ['arguments that make no sense', { 'Fn::Select': 'x' }, /./],
    ['the same of Join', { 'Fn::Join': 7 }, /./],
    ['the same of Split', { 'Fn::Split': {} }, /./],
    ['the same of If', { 'Fn::If': null }, /./],
    ['the same of GetAtt', { 'Fn::GetAtt': 5 }, /./],
  ])('%s', (_, node, because) => {
    const value = valueOf(node);
    expect(value).toBeInstanceOf(Unknown);
    expect(value).toEqual(unknown(because));
  });

  test('and a text keeps what is told around it', () => {
    expect(textIn({ 'Fn::Sub': 'a-${Arn}-b' })).toBe('a-<unknown>-b');
  });

  test('a secret is written nowhere, even when it is given', () => {
    const document = readCloudFormation({ ...template, Resources: { A: { Type: 'X', Properties: { P: { Ref: 'Password' } } } } }, { parameters: { Password: 'hunter2' } });
    expect(JSON.stringify(document)).not.toMatch(/swordfish|hunter2/);
  });
});

describe('conditions', () => {
  test.each([['IsProduction', 'yes'], ['IsTest', 'no'], ['Both', 'no'], ['Either', 'yes'], ['IsHere', undefined], ['Itself', undefined], ['Missing', undefined]])('%s', (name, text) => {
    expect(textIn({ 'Fn::If': [name, 'yes', 'no'] })).toBe(text);
  });

  test('the region and parameters that are given decide', () => {
    expect(textIn({ 'Fn::If': ['IsHere', 'yes', 'no'] }, { region: 'eu-west-1' })).toBe('yes');
    expect(textIn({ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Count'] }, { region: 'eu-west-1' })).toBe('2');
    expect(textIn({ 'Fn::If': ['IsTest', 'yes', 'no'] }, { parameters: { Stage: 'test' } })).toBe('yes');
  });

  test('a resource is absent if its condition is not met, and doubtful if nobody knows', () => {
    const { resources } = readCloudFormation({ ...template, Resources: { ...template.Resources, Perhaps: { Type: 'AWS::SNS::Topic', Condition: 'IsHere' } } });
    expect(resources.map(({ id }) => id)).toEqual(['Bucket', 'Balancer', 'Listener', 'Perhaps']);
    expect(resources.at(-1)!.whether).toEqual(unknown("only the deployment tells whether the condition 'IsHere' is met"));
    expect(resources[0].whether).toBeUndefined();
  });
});

describe('a document', () => {
  test('names the defaults that it rests on, and only those', () => {
    const using = { ...template, Resources: { A: { Type: 'X', Properties: { P: { Ref: 'Size' }, Q: { Ref: 'Stage' }, R: { Ref: 'Image' } } } } };
    expect(readCloudFormation(using).assumptions).toEqual([{ name: 'Size', value: '3' }, { name: 'Stage', value: 'production' }]);
    expect(readCloudFormation(using, { parameters: { Stage: 'test' } }).assumptions).toEqual([{ name: 'Size', value: '3' }]);
  });

  test('tells what outlives its stack, what comes first, and how changes arrive', () => {
    const resources = {
      A: { Type: 'X', DeletionPolicy: 'Retain', DependsOn: 'B', UpdatePolicy: { AutoScalingRollingUpdate: { MaxBatchSize: { Ref: 'Size' } } } },
      B: { Type: 'X', DeletionPolicy: 'Snapshot', DependsOn: ['C', 'D'] },
      C: { Type: 'X', DeletionPolicy: 'RetainExceptOnCreate' },
      D: { Type: 'X', DeletionPolicy: 'Delete' },
    };
    const [a, b, c, d] = readCloudFormation({ ...template, Resources: resources }).resources;
    expect([a, b, c, d].map(({ isRetained }) => isRetained)).toEqual([true, false, true, false]);
    expect([a, b, c, d].map(({ leavesSnapshot }) => leavesSnapshot)).toEqual([false, true, false, false]);
    expect([a, b, c].map(({ dependsOn }) => dependsOn)).toEqual([['B'], ['C', 'D'], []]);
    expect([a, d].map(({ updatePolicy }) => updatePolicy)).toEqual([{ AutoScalingRollingUpdate: { MaxBatchSize: '3' } }, undefined]);
  });

  test('names regions that are given, or that its zones lie in', () => {
    const zones = { Resources: { A: { Type: 'X', Properties: { AvailabilityZone: 'eu-west-1a' } }, B: { Type: 'X', Properties: { AvailabilityZones: ['us-east-1f', { 'Fn::GetAZs': '' }] } } } };
    expect(readCloudFormation(zones).regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(readCloudFormation(zones, { region: 'ap-south-1' }).regions).toEqual(['ap-south-1', 'eu-west-1', 'us-east-1']);
  });

  test.each([[undefined], [null], ['{}'], [[]], [{}], [{ Resources: [] }], [{ resource: {} }]])('%p is no template', (document) => {
    expect(() => readCloudFormation(document)).toThrow("Topology: the document must be a parsed CloudFormation template, an object with 'Resources'.");
  });

  test.each([[null], ['text'], [{}], [{ Type: 5 }]])('%p is no resource', (resource) => {
    expect(() => readCloudFormation({ Resources: { A: resource } })).toThrow("Topology: the resource 'A' of the template must be an object with a 'Type'.");
  });
});

describe('what was made to do harm does none', () => {
  const nested = (depth: number, wrap: (inner: unknown) => unknown) => Array.from({ length: depth }).reduce((inner) => wrap(inner), 'end' as unknown);
  const read = (node: unknown) => JSON.stringify(valueOf(node)).length;

  test('depth', () => {
    expect(read(nested(50_000, (inner) => [inner]))).toBeLessThan(10_000);
    expect(read(nested(50_000, (inner) => ({ 'Fn::Join': ['', [inner]] })))).toBeLessThan(10_000);
    const deep = nested(50_000, (inner) => ({ 'Fn::Not': [inner] }));
    expect(readCloudFormation({ Conditions: { Deep: deep }, Resources: { A: { Type: 'X', Condition: 'Deep' } } }).resources[0].whether).toBeInstanceOf(Unknown);
  });

  test('cycles', () => {
    const cycle: any = { Name: 'a' };
    cycle.Self = [cycle, cycle];
    expect(valueOf(cycle)).toEqual({ Name: 'a', Self: [unknown('it contains itself'), unknown('it contains itself')] });
    const listener = { Type: LISTENER, Properties: { LoadBalancerArn: { 'Fn::Join': ['/', [1, 2, 3].map((index) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { Ref: 'L' }] }] }))] } } };
    expect(readCloudFormation({ Resources: { L: listener } }).resources).toHaveLength(1);
  });

  test('texts that grow', () => {
    const doubled = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ 'Fn::Join': ['', [inner, inner]] }), 'x');
    expect(valueOf(doubled)).toEqual(unknown('a text is longer than a template may be'));
    const either = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ 'Fn::Or': [inner, inner] }), { Condition: 'none' });
    expect(readCloudFormation({ Conditions: { Wide: either }, Resources: { A: { Type: 'X', Condition: 'Wide' } } }).resources).toHaveLength(1);
  });

  test('names that objects have of themselves', () => {
    const hostile = JSON.parse('{"Resources":{"A":{"Type":"X","Properties":{"__proto__":{"isAdmin":true},"constructor":{"Ref":"toString"}}}},"Conditions":{"__proto__":{}}}');
    const [{ properties }] = readCloudFormation(hostile).resources;
    expect(({} as any).isAdmin).toBeUndefined();
    expect(properties.constructor).toEqual(unknown("the template has no 'toString'"));
  });
});
