import { App, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { findingsOf, invalidIn } from './findings';
import { tierIn } from './stacks';
import {
  DatabaseEngine, Exposure, GlobalDatastore, MultiRegionAccelerator, MultiRegionAcceleratorProps, ReadReplicaDatabase, RegionEndpointGroup,
  RegionEndpointGroupProps,
  RegionTarget, ScaledWebTierProps, SessionCache, StandbyDatabase, StandbySource,
} from '../../src/awscdk';

const ACCOUNT = '123456789012';
const LISTENER = `arn:aws:globalaccelerator::${ACCOUNT}:accelerator/1234abcd-abcd-1234-abcd-1234abcdefab/listener/0123abcd`;

function stackIn(scope: App | Stage, region: string, id = region): Stack {
  return new Stack(scope, id, { env: { account: ACCOUNT, region } });
}

function networkIn(stack: Stack): ec2.IVpc {
  return stack.node.tryFindChild('Vpc') as ec2.IVpc ?? ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs())),
    publicSubnetIds: ['subnet-u1', 'subnet-u2', 'subnet-u3'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
  });
}

function targetIn(stack: Stack, tier: Partial<ScaledWebTierProps> = {}): RegionTarget {
  return RegionTarget.tier(tierIn(stack, { vpc: networkIn(stack), exposure: Exposure.INTERNET, ...tier }));
}

function groupIn(stack: Stack, props: Partial<RegionEndpointGroupProps> = {}, tier?: Partial<ScaledWebTierProps>): RegionEndpointGroup {
  return new RegionEndpointGroup(stack, 'Region', { listenerArn: LISTENER, target: targetIn(stack, tier), ...props });
}

function entryIn(stack: Stack, props: MultiRegionAcceleratorProps = {}): MultiRegionAccelerator {
  return new MultiRegionAccelerator(stack, 'Entry', props);
}

const zoneIn = (stack: Stack) => route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' });

test('an entry with everything on', () => {
  const stack = stackIn(new App(), 'us-west-2');
  entryIn(stack, {
    recordName: 'www.example.com', hostedZone: zoneIn(stack), redirectHttp: true, dualStack: true, sourceIpAffinity: true, flowLogBucketName: 'logs', flowLogPrefix: 'world',
  });
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});

test('an entry with its defaults', () => {
  const stack = stackIn(new App(), 'us-west-2');
  entryIn(stack);
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});

test('a region leads to the tier\'s own load balancer, and its facts are an output', () => {
  const stack = stackIn(new App(), 'eu-west-1');
  const { facts } = groupIn(stack, { factsOutput: true });
  const template = Template.fromStack(stack);
  const [balancer] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
  template.hasResourceProperties('AWS::GlobalAccelerator::EndpointGroup', {
    ListenerArn: LISTENER,
    EndpointGroupRegion: 'eu-west-1',
    TrafficDialPercentage: 100,
    EndpointConfigurations: [{ EndpointId: { Ref: balancer }, Weight: 128, ClientIPPreservationEnabled: true }],
  });
  expect(facts).toMatchObject({ detectionSecondsTo: 55, recoveryTimeSecondsTo: 295 });
  const [output] = Object.values<any>(template.findOutputs('*'));
  expect(JSON.parse(output.Value)).toMatchObject({ detectionSecondsTo: 55 });
});

test('the data of a region is accounted for, and its engine compared', () => {
  const app = new App();
  const engine = DatabaseEngine.postgres('16');
  const primary = stackIn(app, 'eu-west-1');
  const database = new ReadReplicaDatabase(primary, 'Database', { vpc: networkIn(primary), engine });
  groupIn(primary, { database, recovery: { decisionSeconds: 600 } });
  const secondary = stackIn(app, 'us-east-1');
  const standby = new StandbyDatabase(secondary, 'Standby', {
    vpc: networkIn(secondary), engine: DatabaseEngine.postgres('15'), source: StandbySource.instance(`arn:aws:rds:eu-west-1:${ACCOUNT}:db:shop`),
  });
  const { facts } = groupIn(secondary, { database: standby, recovery: { decisionSeconds: 600, databasePromotionSeconds: 300 } });
  expect(facts).toMatchObject({ recoveryTimeSecondsFrom: 900, recoveryTimeSecondsTo: 55 + 900 + 240 });
  expect(facts.recoveryPointSeconds).toBe(standby.facts.secondsOfWritesLostByPromotion);
  expect(() => app.synth()).toThrow(/RegionEndpointGroup 'eu-west-1\/Region' and 'us-east-1\/Region': databaseEngine must be the same on both sides/);
});

test('sessions that follow are accounted for', () => {
  const stack = stackIn(new App(), 'eu-west-1');
  const cache = new SessionCache(stack, 'Cache', { vpc: networkIn(stack), globalDatastore: GlobalDatastore.primary() });
  expect(groupIn(stack, { cache }).facts.lossTerms).toMatchObject([{ name: 'writes to the cache', secondsTo: 1 }]);
});

describe('warnings', () => {
  const warningsOf = (props: Partial<RegionEndpointGroupProps>, tier: Partial<ScaledWebTierProps> = {}) => {
    const stack = stackIn(new App(), 'eu-west-1');
    groupIn(stack, props, tier);
    return Annotations.fromStack(stack).findWarning('/eu-west-1/Region', Match.anyValue()).map(({ entry }) => String(entry.data));
  };

  test('none on the internet', () => {
    expect(warningsOf({})).toEqual([]);
  });

  test('of callers that a tier does not let in', () => {
    expect(warningsOf({}, { allowFrom: ['203.0.113.0/24'] })).toEqual([expect.stringMatching(/others than allowFrom names get no answer.*callersKeptOut/)]);
  });

  test('of a tier with its default exposure, which lets in its own network only', () => {
    expect(warningsOf({}, { exposure: undefined })).toEqual([expect.stringMatching(/needs an internet gateway.*internetReachesNetwork/)]);
  });

  test('of unequal sides, once', () => {
    const app = new App();
    const stacks = ['eu-west-1', 'us-east-1'].map((region) => stackIn(app, region));
    stacks.forEach((stack, index) => groupIn(stack, { unequalSides: true }, { minCapacity: 3 + index }));
    app.synth();
    app.synth();
    const found = stacks.flatMap((stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('the sides differ in minCapacity')));
    expect(found).toHaveLength(1);
  });
});

describe('the sides of a listener', () => {
  const twice = (scopes: (App | Stage)[]) => scopes.forEach((scope, index) => groupIn(stackIn(scope, 'eu-west-1', `Stack${index}`)));

  test('are told by a text, whatever the stages: there is one of it in the world', () => {
    const app = new App();
    twice([new Stage(app, 'One'), new Stage(app, 'Two')]);
    expect(() => app.synth()).toThrow(/RegionEndpointGroup 'One\/Stack0\/Region' and 'Two\/Stack1\/Region': region must be another one/);
  });

  test('are not compared by what only the deployment tells', () => {
    const app = new App();
    for (const id of ['One', 'Two']) {
      const stack = stackIn(app, 'eu-west-1', id);
      groupIn(stack, { listenerArn: new CfnParameter(stack, 'ListenerArn').valueAsString });
    }
    expect(() => app.synth()).not.toThrow();
  });
});

test('a load balancer of another region is refused', () => {
  const app = new App();
  const target = targetIn(stackIn(app, 'us-east-1'));
  expect(() => groupIn(stackIn(app, 'eu-west-1'), { target })).toThrow('target must stand in the region of the stack (eu-west-1), got a load balancer of us-east-1.');
});

test('a zone that another stack makes is refused', () => {
  const app = new App();
  const hostedZone = new route53.PublicHostedZone(stackIn(app, 'us-east-1', 'Dns'), 'Zone', { zoneName: 'example.com' });
  expect(() => entryIn(stackIn(app, 'us-west-2'), { recordName: 'www.example.com', hostedZone })).toThrow(/hostedZone must be imported into this stack/);
});

describe('judged by others', () => {
  const PACKS: [string, () => NagPack][] = [
    ['AwsSolutions', () => new AwsSolutionsChecks()], ['NIST.800.53.R5', () => new NIST80053R5Checks()],
    ['HIPAA.Security', () => new HIPAASecurityChecks()], ['PCI.DSS.321', () => new PCIDSS321Checks()],
  ];

  const app = new App();
  const global = stackIn(app, 'us-west-2', 'Global');
  entryIn(global, { recordName: 'www.example.com', hostedZone: zoneIn(global), dualStack: true, redirectHttp: true, flowLogBucketName: 'logs' });
  for (const region of ['eu-west-1', 'us-east-1']) { groupIn(stackIn(app, region), {}, { dualStack: true, redirectHttp: true }); }

  test.each(PACKS)('cdk-nag %s finds nothing in it', (_, checks) => {
    expect(findingsOf(checks(), app).filter((finding) => /\/(Entry|Region)\//.test(finding))).toEqual([]);
  });

  test('passes for CloudFormation', () => {
    expect(invalidIn(app).filter((finding) => !/ Web/.test(finding))).toEqual([]);
  });
});
