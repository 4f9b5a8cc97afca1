import { assert, constantFrom, integer, property } from 'fast-check';
import { HAND_WRITTEN, SHARED } from './foreign-templates';
import { Topology } from '../../src/review';

const GROUP_NAME = { AutoScalingGroupName: '<AWS::AutoScaling::AutoScalingGroup.Ref>' };

describe('a template written by hand', () => {
  const { tiers: [tier], balancers: [balancer], alarms, paths, unknowns, assumptions, notUnderstood } = Topology.fromCloudFormation(HAND_WRITTEN);

  test('launches by a configuration', () => {
    expect(tier.servers).toEqual({
      instanceTypes: ['t2.micro'],
      image: 'ami-0123456789abcdef0',
      publicIp: true,
      detailedMonitoring: false,
      securityGroupIds: ['Servers'],
      name: 'by hand',
      volumes: [{ deviceName: '/dev/sda1', sizeGib: 8, type: 'gp2' }],
      bootScript: '#!/bin/bash\necho <AWS::StackName>',
    });
    expect(tier.capacity).toMatchObject({ minimum: 1, maximum: 3, desired: 2, subnetIds: ['subnet-a', 'subnet-b'], reportsMetrics: false });
    expect(tier.refresh).toEqual({ strategy: 'RollingUpdate', minInService: 1, rollbackAlarmIds: [] });
  });

  test('allows in every way that there is', () => {
    expect(tier.permissions.map(({ effect, actions }) => [effect, ...actions])).toEqual([['Allow', 's3:GetObject'], ['Deny', 'NotAction iam:*'], ['Allow', 'sqs:*']]);
    expect(tier.managedPolicies).toEqual(['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore']);
  });

  test('leads from the balancer past what authenticates', () => {
    expect(tier.balancerId).toBe('Balancer');
    expect(balancer.listeners).toMatchObject([{ port: 443, action: 'forward', certificates: ['<unknown>'] }]);
    expect(balancer).toMatchObject({ dropsInvalidHeaders: undefined, accessLogs: undefined, securityGroupIds: ['Front'] });
    expect(tier.targetGroup).toMatchObject({ port: 80, stickiness: { type: 'lb_cookie' } });
  });

  test('scales by a simple policy', () => {
    expect(tier.scaling).toEqual([expect.objectContaining({ id: 'Up', type: 'SimpleScaling', steps: [{ adjustment: 1 }], alarmIds: ['High'] })]);
    expect(alarms).toMatchObject([{ threshold: 90, evaluationPeriods: 2, metrics: [{ name: 'CPUUtilization', periodSeconds: 300, dimensions: GROUP_NAME }] }]);
  });

  test('opens what its groups say, and a rule to nowhere opens nothing', () => {
    expect(paths).toEqual([
      { resourceId: 'Servers', securityGroupId: 'Servers', direction: 'ingress', peer: 'Front', peerType: 'security-group', protocol: 'tcp', fromPort: 80, toPort: 80 },
      {
        resourceId: 'Servers', securityGroupId: 'Servers', direction: 'ingress', peer: '0.0.0.0/0', peerType: 'ipv4', protocol: 'tcp', fromPort: 22, toPort: 22, description: 'Whoever likes',
      },
      { resourceId: 'Servers', securityGroupId: 'Servers', direction: 'egress', peer: '::/0', peerType: 'ipv6' },
    ]);
  });

  test('says what is not known, assumed or understood', () => {
    expect(unknowns).toEqual([
      { resourceId: 'Servers', property: 'VpcId', because: "the parameter 'Network' has no default" },
      { resourceId: 'Https', property: 'Certificates[0].CertificateArn', because: "the parameter 'Certificate' has no default" },
    ]);
    expect(assumptions.map(({ name }) => name).sort()).toEqual(['Image', 'Subnets']);
    expect(notUnderstood).toEqual({ 'AWS::SQS::Queue': 2 });
  });

  test('takes what is given', () => {
    const given = Topology.fromCloudFormation(HAND_WRITTEN, { parameters: { Network: 'vpc-1', Certificate: 'arn:aws:acm:…', Image: 'ami-1' }, region: 'eu-west-1' });
    expect(given.unknowns).toEqual([]);
    expect(given.tiers[0].servers.image).toBe('ami-1');
    expect(given.assumptions.map(({ name }) => name)).toEqual(['Subnets']);
    expect(given.regions).toEqual(['eu-west-1']);
  });
});

describe('a template of tiers that share a listener', () => {
  const { tiers: [orders, abroad], balancers: [balancer], networks: [network], regions } = Topology.fromCloudFormation(SHARED);

  test('routes by rules', () => {
    expect(orders).toMatchObject({ balancerId: 'Balancer', routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*', '/order'] } });
    expect(abroad).toMatchObject({ balancerId: undefined, routing: { priority: 10, hosts: [], paths: ['/*'] }, targetGroup: { id: 'AbroadTargets' } });
    expect(balancer).toMatchObject({ subnetIds: ['Public', 'Plain'], listeners: [{ action: 'fixed-response' }] });
  });

  test('finds a launch template by its name', () => {
    expect(orders.servers).toMatchObject({ instanceTypes: ['m7g.large'], securityGroupIds: ['sg-1'], hibernates: true });
    expect(orders.refresh).toEqual({ strategy: 'ReplacingUpdate', rollbackAlarmIds: [] });
  });

  test('tells subnets by where their routes lead', () => {
    expect(network.subnets.map(({ id, kind, zone }) => [id, kind, zone])).toEqual([
      ['Public', 'public', '<zone 0>'], ['Private', 'private', '<zone 0>'], ['Isolated', 'isolated', '<zone 0>'], ['Plain', undefined, 'eu-west-1a'],
    ]);
    expect(network).toMatchObject({ cidrBlock: '10.0.0.0/16', natGateways: [{ id: 'Nat', subnetId: 'Public' }], flowLogs: 'REJECT' });
    expect(network.endpoints).toEqual([{ service: 's3', type: 'Gateway' }, { service: 'ecr.api', type: 'Interface' }]);
    expect(regions).toEqual(['eu-west-1']);
  });
});

describe('statements, widgets and records that are written in other ways', () => {
  const read = (resources: object) => Topology.fromCloudFormation({ Resources: resources });

  test('principals, exceptions and a policy that is a text', () => {
    const statement = { Effect: 'Deny', Principal: '*', NotAction: ['s3:Get*', 's3:List*'], NotResource: 'a', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] }, Null: { k: true } } };
    const { buckets: [bucket] } = read({
      B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'named' } },
      P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'named', PolicyDocument: { 'Fn::Sub': JSON.stringify({ Statement: [statement, { Principal: { AWS: '${B.Arn}' } }] }) } } },
    });
    expect(bucket).toMatchObject({ versioned: false, blocksPublicAccess: false, isRetained: false });
    expect(bucket.policy).toEqual([
      {
        effect: 'Deny',
        principals: ['AWS *'],
        actions: ['NotAction s3:Get*', 'NotAction s3:List*'],
        resources: ['NotResource a'],
        conditions: ['StringNotEquals aws:PrincipalOrgID o-1, o-2', 'Null k true'],
      },
      { effect: 'Allow', principals: ['AWS <AWS::S3::Bucket.Arn>'], actions: [], resources: [], conditions: [] },
    ]);
  });

  test('cells that repeat the row above', () => {
    const metrics = [['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1', { stat: 'p99' }], ['.', 'NetworkIn', '.', '.'], ['...', 'i-2'], [{ expression: 'm1 * 2' }]];
    const body = JSON.stringify({ widgets: [{ type: 'metric', width: 6, properties: { title: 'Load', stat: 'Sum', period: 300, metrics } }, { type: 'text' }] });
    const { dashboards: [{ widgets }] } = read({ D: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: body } } });
    expect(widgets).toMatchObject([{ title: 'Load', width: 6 }, { title: undefined, metrics: [] }]);
    expect(widgets[0].metrics.map(({ name, dimensions, statistic }) => [name, dimensions.InstanceId, statistic])).toEqual([
      ['CPUUtilization', 'i-1', 'p99'], ['NetworkIn', 'i-1', 'Sum'], ['NetworkIn', 'i-2', 'Sum'],
    ]);
    expect(read({ D: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: 'no JSON' } } }).dashboards).toEqual([{ id: 'D', widgets: [] }]);
  });

  test('records in a group, and a parameter', () => {
    const { dnsNames, parameters } = read({
      L: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
      R: {
        Type: 'AWS::Route53::RecordSetGroup',
        Properties: { HostedZoneName: 'example.com.', RecordSets: [{ Name: 'a.example.com', Type: 'A', AliasTarget: { DNSName: { 'Fn::GetAtt': 'L.DNSName' }, EvaluateTargetHealth: 'false' } }] },
      },
      P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a', Value: { 'Fn::Sub': 'HOST=${L.DNSName}' } } },
    });
    expect(dnsNames).toEqual([{
      id: 'R',
      position: 0,
      name: 'a.example.com',
      type: 'A',
      zone: 'example.com.',
      balancerId: 'L',
      aliasOf: '<AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName>',
      evaluatesTargetHealth: false,
      routing: 'simple',
      records: [],
      targetIds: [],
    }]);
    expect(parameters).toEqual([{ id: 'P', name: '/a', value: 'HOST=<AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName>' }]);
  });

  test('a resource that may not be there says so', () => {
    const template = { Conditions: { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } }, Resources: { B: { Type: 'AWS::S3::Bucket', Condition: 'Here' } } };
    expect(Topology.fromCloudFormation(template).unknowns).toEqual([{ resourceId: 'B', property: 'Condition', because: "only the deployment tells whether the condition 'Here' is met" }]);
    expect(Topology.fromCloudFormation(template, { region: 'us-east-1' }).buckets).toEqual([]);
  });
});

test('whatever stands in a property, a topology is read, or one sentence says why not', () => {
  const oddities = [null, -1, '', true, [], {}, [[]], { Ref: 'Nowhere' }, { 'Fn::ImportValue': 'x' }, { 'Fn::GetAZs': '' }, { Ref: 'AWS::NoValue' }, { Ref: 'AWS::Region' }];
  const placesIn = (node: any): [object, string][] => node === null || typeof node !== 'object'
    ? []
    : Object.keys(node).flatMap((key) => [[node, key] as [object, string], ...placesIn(node[key])]);
  assert(property(constantFrom(HAND_WRITTEN, SHARED), integer({ min: 0 }), constantFrom(...oddities), (template, place, oddity) => {
    const changed = JSON.parse(JSON.stringify(template));
    const places = placesIn(changed.Resources);
    const [node, key] = places[place % places.length];
    (node as any)[key] = oddity;
    try {
      expect(Array.isArray(Topology.fromCloudFormation(changed).tiers)).toBe(true);
    } catch (error) {
      expect((error as Error).message).toMatch(/^Topology: the resource '\w+' of the template must be an object with a 'Type'\.$/);
    }
  }), { numRuns: 500 });
});

test('JSON that is nested without end is read to a depth', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const { commandDocuments, dashboards } = Topology.fromCloudFormation({
    Resources: {
      S: { Type: 'AWS::SSM::Document', Properties: { Content: deep } },
      D: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: deep } },
    },
  });
  expect(commandDocuments[0].content).toContain('<unknown>');
  expect(dashboards).toEqual([{ id: 'D', widgets: [] }]);
});
