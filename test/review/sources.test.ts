import { Files, group, manifest, nested, template } from './source-files';
import { readPaths } from '../../src/review/sources/read-paths';

let files: Files;
beforeEach(() => { files = new Files(); });
afterEach(() => files.remove());

const GROUP = { aws_autoscaling_group: { web: { min_size: 2, max_size: 4 } } };

function minima(...paths: string[]) {
  return readPaths(paths).topologies.map(({ tiers }) => tiers.map(({ id, capacity }) => `${id} ${capacity.minimum}`));
}

describe('one file', () => {
  test('a template in JSON', () => {
    files.write({ 'shop.json': template() });
    expect(minima(files.at('shop.json'))).toEqual([['Group 2']]);
    expect(readPaths([files.at('shop.json')]).places).toMatchObject([{ name: files.at('shop.json'), region: undefined, accepted: [] }]);
  });

  test('a template in YAML, with functions in short', () => {
    files.write({ 'shop.yaml': YAML });
    const { topologies: [topology] } = readPaths([files.at('shop.yaml')], { region: 'eu-west-1', parameters: { Most: '8' } });
    expect(topology.tiers).toMatchObject([{
      id: 'Group',
      capacity: { minimum: 3, maximum: 8, subnetIds: ['Subnet', 'subnet-2'] },
      servers: { bootScript: '#!/bin/bash\necho <AWS::StackName> in eu-west-1', instanceTypes: ['t4g.small'] },
    }]);
    expect(topology.unknowns).toContainEqual(expect.objectContaining({ property: 'LaunchTemplateData.ImageId', because: 'another stack exports it' }));
  });

  test('a serverless application, as far as it is plain', () => {
    files.write({ 'template.yml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: {Type: "AWS::Serverless::Api", Properties: {StageName: x}}\n  Group: {Type: AWS::AutoScaling::AutoScalingGroup}\n' });
    const { topologies: [topology] } = readPaths([files.at('template.yml')]);
    expect(topology.notUnderstood).toEqual({ 'AWS::Serverless::Api': 1 });
    expect(topology.tiers).toHaveLength(1);
  });

  test('Terraform JSON, a plan and a manifest', () => {
    files.write({
      'cdk.tf.json': { resource: GROUP },
      'plan.json': { planned_values: { root_module: { resources: [{ address: 'aws_autoscaling_group.web', mode: 'managed', type: 'aws_autoscaling_group', name: 'web', values: { min_size: 5 } }] } } },
      'cdk.out/manifest.json': manifest({ Shop: { template: 'Shop.template.json' } }),
      'cdk.out/Shop.template.json': template(),
    });
    expect(minima(files.at('cdk.tf.json'), files.at('plan.json'), files.at('cdk.out/manifest.json')))
      .toEqual([['Group 2'], ['aws_autoscaling_group.web 2'], ['aws_autoscaling_group.web 5']]);
  });

  test('is read once, however often it is given', () => {
    files.write({ 'shop.json': template() });
    expect(minima(files.at('shop.json'), `${files.root}/./shop.json`)).toHaveLength(1);
  });

  test('in UTF-16, as PowerShell redirects it, or with a mark at its beginning', () => {
    const text = JSON.stringify(template());
    files.write({ 'little.json': Buffer.from(`\ufeff${text}`, 'utf16le'), 'big.json': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'marked.json': `\ufeff${text}` });
    expect(minima(...['little', 'big', 'marked'].map((name) => files.at(`${name}.json`)))).toEqual([['Group 2'], ['Group 2'], ['Group 2']]);
  });
});

describe('the output of CDK', () => {
  test('has one topology for each place, and one for each stage', () => {
    files.write({
      'manifest.json': manifest({
        Near: { template: 'Near.template.json', environment: 'aws://111122223333/eu-west-1' },
        Beside: { template: 'Near.template.json', environment: 'aws://111122223333/eu-west-1' },
        Far: { template: 'Near.template.json', environment: 'aws://111122223333/us-east-1' },
      }, { 'assembly-Beta': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Beta' } } }),
      'Near.template.json': template(),
      'assembly-Beta/manifest.json': manifest({ BetaShop: { template: 'BetaShop.template.json', environment: 'aws://111122223333/eu-west-1', more: { displayName: 'Beta/Shop (BetaShop)' } } }),
      'assembly-Beta/BetaShop.template.json': template(),
    });
    const { places } = readPaths([files.root]);
    expect(places.map(({ name, region }) => [name, region])).toEqual([['Near, Beside', 'eu-west-1'], ['Far', 'us-east-1'], ['Beta/Shop', 'eu-west-1']]);
    expect(minima(files.root)).toEqual([['Near/Group 2', 'Beside/Group 2'], ['Group 2'], ['Group 2']]);
  });

  test('leads back from the linked document to the files', () => {
    files.write({
      'manifest.json': manifest({ One: { template: 'One.template.json' }, Two: { template: 'Two.template.json', more: { metadata: { '/Two/Web/Group': [{ type: 'aws:cdk:logicalId', data: 'Group' }] } } } }),
      'One.template.json': template({ Group: group({}, { Metadata: { 'aws:cdk:path': 'One/Web/Group' } }) }),
      'Two.template.json': template({ Network: nested('Network.nested.template.json'), Group: group() }),
      'Network.nested.template.json': template({ Inner: group() }),
    });
    const { places: [place] } = readPaths([files.root]);
    expect(place.origin('One/Group')).toEqual({ document: files.at('One.template.json'), id: 'Group', path: 'One/Web/Group', line: 4, accepted: [] });
    expect(place.origin('Two/Group')).toMatchObject({ document: files.at('Two.template.json'), id: 'Group', path: 'Two/Web/Group', line: 17 });
    expect(place.origin('Two/Network/Inner')).toMatchObject({ document: files.at('Network.nested.template.json'), id: 'Inner', line: 4 });
    expect(place.origin('<unknown>')).toMatchObject({ document: files.at('One.template.json'), id: '<unknown>', line: undefined });
  });

  test('finds templates of nested stacks by their hashes, where no metadata names them', () => {
    const hash = 'ab'.repeat(32);
    const { Metadata: _, ...stack } = nested('') as { Metadata: unknown; Properties: object };
    files.write({
      'manifest.json': manifest({ Shop: { template: 'Shop.template.json' } }, { 'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } } }),
      'Shop.assets.json': { version: '1', files: { [hash]: { source: { path: 'Inner.nested.template.json', packaging: 'file' } } } },
      'Shop.template.json': template({ Network: { ...stack, Properties: { TemplateURL: { 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/assets/${hash}.json` } } } }),
      'Inner.nested.template.json': template({ Inner: group() }),
    });
    expect(minima(files.root)).toEqual([['Network/Inner 2']]);
  });

  test('says which stacks are not there', () => {
    files.write({
      'manifest.json': manifest({ Shop: { template: 'Shop.template.json' }, Gone: { template: 'Gone.template.json' }, None: { template: undefined as unknown as string } }),
      'Shop.template.json': template({ Group: group(), Remote: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/a/b.yaml' } } }),
    });
    expect(minima(files.root)).toEqual([['Group 2']]);
    expect(readPaths([files.root]).notRead).toEqual([
      { path: `${files.at('Shop.template.json')}:Remote`, because: 'the template of this nested stack is not beside it' },
      { path: files.at('Gone.template.json'), because: 'it does not exist' },
      { path: files.root, because: "its stack 'None' has no template" },
    ]);
  });
});

describe('Terraform', () => {
  test('each stack of CDKTF is a place, and a resource leads back', () => {
    const stack = (region: string) => ({ 'provider': { aws: [{ region }] }, 'resource': { aws_autoscaling_group: { Web_1: { 'min_size': 2, '//': { metadata: { path: 'Shop/Web/Group' } } } } }, '//': {} });
    files.write({
      'manifest.json': { version: '0.21.0', stacks: { Near: { synthesizedStackPath: 'stacks/Near/cdk.tf.json' }, Far: { synthesizedStackPath: 'stacks/Far/cdk.tf.json' } } },
      'stacks/Near/cdk.tf.json': stack('eu-west-1'),
      'stacks/Far/cdk.tf.json': stack('us-east-1'),
    });
    const { places } = readPaths([files.root]);
    expect(places.map(({ name, region }) => [name, region])).toEqual([['Near', 'eu-west-1'], ['Far', 'us-east-1']]);
    expect(places[1].origin('aws_autoscaling_group.Web_1[0].warm_pool'))
      .toEqual({ document: files.at('stacks/Far/cdk.tf.json'), id: 'aws_autoscaling_group.Web_1[0].warm_pool', path: 'Shop/Web/Group', line: 11, accepted: [] });
  });

  test('files of a directory are one module, and modules that are elsewhere are told', () => {
    files.write({
      'main.tf.json': { resource: { aws_autoscaling_group: { web: { min_size: '${var.least}' } } }, module: { vpc: { source: 'terraform-aws-modules/vpc/aws' } } },
      'variables.tf.json': { variable: { least: { default: 7 } }, resource: [{ aws_sqs_queue: { jobs: {} } }] },
      'outputs.tf': 'output "a" {}',
    });
    expect(minima(files.root)).toEqual([['aws_autoscaling_group.web 7']]);
    const { places: [place], notRead } = readPaths([files.root]);
    expect(place.origin('aws_sqs_queue.jobs')).toMatchObject({ document: files.at('variables.tf.json'), line: 10 });
    expect(notRead).toEqual([
      { path: files.at('*.tf'), because: expect.stringContaining('terraform show -json plan.out > plan.json') },
      { path: `${files.at('main.tf.json')}:module.vpc`, because: "the module of 'terraform-aws-modules/vpc/aws' is not in the document; a plan has its resources" },
    ].reverse());
  });

  test('a plan that is indented has lines, and one in a single line has none', () => {
    const plan = { planned_values: { root_module: { resources: [{ address: 'aws_autoscaling_group.a["x"]', type: 'aws_autoscaling_group', index: 'x', values: {} }] } } };
    files.write({ 'plan.json': plan, 'line.json': JSON.stringify(plan) });
    const { places: [indented, line] } = readPaths([files.at('plan.json'), files.at('line.json')]);
    expect(indented.origin('aws_autoscaling_group.a["x"]').line).toBe(6);
    expect(line.origin('aws_autoscaling_group.a["x"]').line).toBeUndefined();
  });
});

describe('a directory', () => {
  test('has in it what its content says', () => {
    files.write({
      'a.yaml': 'Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {MinSize: 1}\n',
      'deep/er/b.template': template(),
      'package.json': { name: 'x' },
      'tsconfig.json': '// with a comment\n{}',
      'kubernetes.yaml': 'kind: Deployment\n---\nkind: Service\n',
      'node_modules/x/c.json': template(),
      '.hidden/d.json': template(),
      '.settings.json': '// Resources',
      'terraform.tfstate.json': { lineage: 'x', serial: 1, resources: [] },
      'cdk.out/manifest.json': manifest({ Shop: { template: 'Shop.template.json' } }),
      'cdk.out/Shop.template.json': template(),
      'cdk.out/asset.1/other.json': template(),
    });
    expect(readPaths([files.root]).places.map(({ name }) => name)).toEqual(['Shop', files.at('a.yaml'), files.at('deep/er/b.template')]);
    expect(readPaths([files.root]).notRead).toEqual([]);
  });

  test('a template that is beside its parent is read there only', () => {
    files.write({
      'b-root.yaml': 'Resources:\n  Network:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./a-inner.yaml\n',
      'a-inner.yaml': 'Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {MinSize: 2}\n',
    });
    expect(minima(files.root)).toEqual([['Network/Group 2']]);
    expect(minima(files.at('b-root.yaml'))).toEqual([['Network/Group 2']]);
  });
});

const YAML = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Least: {Type: Number, Default: 3}
  Most: {Type: Number}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>, Default: "subnet-1, subnet-2"}
Conditions:
  IsNamed: !And [!Not [!Equals [!Ref Least, "4"]], !Or [!Condition Other, !Equals [a, a]]]
  Other: !Equals [a, b]
Mappings:
  Sizes: {"3": {type: t4g.small}}
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]
      AvailabilityZone: !Select [0, !GetAZs ""]
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !ImportValue image
        InstanceType: !FindInMap [Sizes, !Ref Least, type]
        UserData:
          Fn::Base64: !Sub
            - |-
              #!/bin/bash
              echo \${Name} in \${AWS::Region}
            - Name: !Ref AWS::StackName
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: !If [IsNamed, !Ref Least, 1]
      MaxSize: !Ref Most
      VPCZoneIdentifier: [!Ref Subnet, !Select [1, !Split [",", !Join [",", !Ref Subnets]]]]
      LaunchTemplate:
        LaunchTemplateId: !Ref Launch
        Version: !GetAtt Launch.LatestVersionNumber
      Tags:
        - Fn::Transform: {Name: Macro}
        - !Transform {Name: Macro, Parameters: {a: !Base64 b}}
`;
