import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, CERTIFICATE, only } from './stacks';
import {
  DatabaseEngine, Exposure, GlobalDatastore, MultiRegionAccelerator, MultiRegionAcceleratorProps, Network, RegionEndpointGroup,
  RegionEndpointGroupProps, RegionTarget, ScaledWebTier, ScaledWebTierProps, SessionCache, StandbyDatabase, StandbySource,
} from '../../src/cdktf';

const LISTENER = 'arn:aws:globalaccelerator::111122223333:accelerator/1234abcd-abcd-1234-abcd-1234abcdefab/listener/0123abcd';

function stackIn(app: App, region: string, id = region): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

function tierIn(stack: TerraformStack, props: Partial<ScaledWebTierProps> = {}): RegionTarget {
  const network = stack.node.tryFindChild('Network') as Network ?? new Network(stack, 'Network', { availabilityZones: 2 });
  return RegionTarget.tier(new ScaledWebTier(stack, 'Web', { network, exposure: Exposure.INTERNET, certificateArns: [CERTIFICATE], ...props }));
}

const STRANGERS = { dnsName: 'web-1.eu-west-1.elb.amazonaws.com', hostedZoneId: 'Z32O12XQLNTSW2' };
const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';

function groupIn(stack: TerraformStack, props: Partial<RegionEndpointGroupProps> = {}, id = 'Region'): RegionEndpointGroup {
  return new RegionEndpointGroup(stack, id, { listenerArn: LISTENER, target: RegionTarget.loadBalancer({ ...STRANGERS, arn: ARN }), ...props });
}

function entryIn(stack: TerraformStack, props: MultiRegionAcceleratorProps = {}): MultiRegionAccelerator {
  return new MultiRegionAccelerator(stack, 'Entry', props);
}

const documentOf = (stack: TerraformStack) => JSON.parse(Testing.synth(stack));
const warningsOf = ({ node }: RegionEndpointGroup) => node.metadata.map(({ data }) => String(data));

const EVERYTHING: MultiRegionAcceleratorProps = {
  recordName: 'www.example.com',
  hostedZoneId: 'Z0123456789ABC',
  zoneName: 'example.com',
  redirectHttp: true,
  dualStack: true,
  sourceIpAffinity: true,
  flowLogBucketName: 'logs',
  flowLogPrefix: 'world',
};

test.each([['its defaults', {}], ['everything on', EVERYTHING]])('an entry with %s', (_, props) => {
  const stack = stackIn(Testing.app(), 'us-west-2');
  entryIn(stack, props);
  const { resource, output } = documentOf(stack);
  expect({ resource, output }).toMatchSnapshot();
});

test('fits the provider\'s own types', () => {
  const app = Testing.app();
  const entry = stackIn(app, 'us-west-2');
  entryIn(entry, EVERYTHING);
  const region = stackIn(app, 'eu-west-1');
  groupIn(region, { target: tierIn(region), factsOutput: true });
  const nowhere = new TerraformStack(app, 'Nowhere');
  new AwsProvider(nowhere, 'Aws', {});
  groupIn(nowhere);
  for (const stack of [entry, region, nowhere]) { expect(problemsIn(documentOf(stack))).toEqual([]); }
});

test('a region leads to the tier\'s own load balancer', () => {
  const stack = stackIn(Testing.app(), 'eu-west-1');
  const { facts } = groupIn(stack, { target: tierIn(stack) });
  const [group] = Object.values(all(documentOf(stack), 'aws_globalaccelerator_endpoint_group'));
  expect(group.endpoint_configuration).toEqual([{
    endpoint_id: expect.stringMatching(/^\$\{aws_lb\.Web_\w+\.arn\}$/), weight: 128, client_ip_preservation_enabled: true,
  }]);
  expect(facts).toMatchObject({ detectionSecondsTo: 55, recoveryTimeSecondsTo: 295 });
});

test('a load balancer without its ARN is refused', () => {
  expect(() => groupIn(stackIn(Testing.app(), 'eu-west-1'), { target: RegionTarget.loadBalancer(STRANGERS) }))
    .toThrow("RegionEndpointGroup 'eu-west-1/Region': target must say the ARN of its load balancer: Global Accelerator knows it by nothing else.");
});

test('a load balancer of another stack is refused', () => {
  const app = Testing.app();
  const target = tierIn(stackIn(app, 'eu-west-1', 'Web'));
  expect(() => groupIn(stackIn(app, 'eu-west-1'), { target })).toThrow("target must be a text, or of this stack: one that stack 'Web' makes ties every region to that stack.");
});

test('a load balancer of another region is refused', () => {
  const stack = stackIn(Testing.app(), 'eu-west-1');
  const provider = new AwsProvider(stack, 'Abroad', { region: 'us-east-1', alias: 'abroad' });
  expect(() => groupIn(stack, { target: tierIn(stack), provider })).toThrow('target must stand in the region of the provider (us-east-1), got a load balancer of eu-west-1.');
});

test('two regions in one stack, each by the provider of its own', () => {
  const stack = stackIn(Testing.app(), 'eu-west-1');
  const provider = new AwsProvider(stack, 'Abroad', { region: 'us-east-1', alias: 'abroad' });
  groupIn(stack);
  groupIn(stack, { provider }, 'Abroad-region');
  const groups = Object.values(all(documentOf(stack), 'aws_globalaccelerator_endpoint_group'));
  expect(groups.map((group) => [group.endpoint_group_region, group.provider])).toEqual([['us-east-1', 'aws.abroad'], ['eu-west-1', undefined]]);
});

test('an entry by a provider of its own', () => {
  const stack = stackIn(Testing.app(), 'eu-west-1');
  entryIn(stack, { provider: new AwsProvider(stack, 'Abroad', { region: 'us-east-1', alias: 'abroad' }) });
  expect(only(documentOf(stack), 'aws_globalaccelerator_listener').provider).toBe('aws.abroad');
});

test('the data and the sessions that follow are accounted for', () => {
  const stack = stackIn(Testing.app(), 'eu-west-1');
  const network = new Network(stack, 'Network', { availabilityZones: 2 });
  const cache = new SessionCache(stack, 'Cache', { network, globalDatastore: GlobalDatastore.primary() });
  const database = new StandbyDatabase(stack, 'Standby', {
    network, engine: DatabaseEngine.postgres('17'), source: StandbySource.instance('arn:aws:rds:us-east-1:111122223333:db:shop'),
  });
  const { facts } = groupIn(stack, { database, cache, recovery: { decisionSeconds: 600, databasePromotionSeconds: 300 } });
  expect(facts).toMatchObject({ recoveryTimeSecondsFrom: 900, recoveryPointSeconds: database.facts.secondsOfWritesLostByPromotion });
  expect(facts.lossTerms.map(({ name }) => name)).toEqual(['writes to the database', 'writes to the cache']);
});

describe('warnings', () => {
  test('none on the internet', () => {
    const stack = stackIn(Testing.app(), 'eu-west-1');
    expect(warningsOf(groupIn(stack, { target: tierIn(stack) }))).toEqual([]);
  });

  test('of callers that a tier does not let in', () => {
    const stack = stackIn(Testing.app(), 'eu-west-1');
    expect(warningsOf(groupIn(stack, { target: tierIn(stack, { allowFrom: ['203.0.113.0/24'] }) }))).toEqual([expect.stringContaining('others than allowFrom names get no answer')]);
  });

  test('of a tier with its default exposure, which lets in its own network only', () => {
    const stack = stackIn(Testing.app(), 'eu-west-1');
    expect(warningsOf(groupIn(stack, { target: tierIn(stack, { exposure: undefined }) }))).toEqual([expect.stringContaining('needs an internet gateway')]);
  });

  test('of unequal sides, once', () => {
    const app = Testing.app();
    const [one] = ['eu-west-1', 'us-east-1'].map((region, index) => {
      const target = RegionTarget.loadBalancer({ ...STRANGERS, arn: ARN, dualStack: index === 0 });
      return groupIn(stackIn(app, region), { unequalSides: true, target });
    });
    app.synth();
    app.synth();
    expect(warningsOf(one)).toEqual([expect.stringContaining('the sides differ in dualStack (true and false)')]);
  });
});

test('sides are not compared by what only the deployment tells', () => {
  const app = Testing.app();
  for (const id of ['One', 'Two']) {
    const stack = stackIn(app, 'eu-west-1', id);
    groupIn(stack, { listenerArn: new TerraformVariable(stack, 'ListenerArn', { type: 'string' }).stringValue });
  }
  expect(() => app.synth()).not.toThrow();
});
