import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Files } from './source-files';
import { readPaths } from '../../src/review/sources/read-paths';

/** As CDK itself writes it: a network in one stack, and groups in another, in one that is nested there, and in one nested beside that. */
function shopIn(scope: Construct): void {
  const { vpc } = new Network(scope, 'Network');
  const shop = new Stack(scope, 'Shop');
  groupIn(shop, 'Web', vpc);
  const inner = new NestedStack(shop, 'Inner');
  groupIn(inner, 'Web', vpc);
  const own = new Vpc(inner, 'Vpc', { maxAzs: 2, natGateways: 0 });
  groupIn(new NestedStack(shop, 'Beside'), 'Web', own);
}

class Network extends Stack {
  public readonly vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
}

function groupIn(scope: Construct, id: string, vpc: Vpc): void {
  const group = new AutoScalingGroup(scope, id, {
    vpc, vpcSubnets: { subnets: vpc.publicSubnets }, instanceType: new InstanceType('t4g.micro'), machineImage: MachineImage.latestAmazonLinux2023(),
  });
  const [resource] = group.node.findAll().filter((child) => child instanceof CfnAutoScalingGroup);
  resource.addMetadata('scale-out', { accept: [{ rule: 'single-server', reason: 'a test' }] });
}

describe('what CDK writes', () => {
  const files = new Files();
  const app = new App({ outdir: files.at('cdk.out') });
  shopIn(app);
  shopIn(new Stage(app, 'Beta', { env: { account: '111122223333', region: 'eu-west-1' } }));
  app.synth();
  const { topologies, places, notRead } = readPaths([files.at('cdk.out')]);
  afterAll(() => files.remove());

  test('is one place, and one of the stage', () => {
    expect(notRead).toEqual([]);
    expect(places.map(({ name, region }) => [name, region])).toEqual([['Network, Shop', undefined], ['Beta/Network, Beta/Shop', 'eu-west-1']]);
  });

  test.each([0, 1])('with every stack knowing the others, place %i', (index) => {
    const { tiers, networks, unknowns } = topologies[index];
    const placeOfGroups = tiers.map(({ id, capacity }) => [id.replace(/[^/]*$/, ''), ...capacity.subnetIds.map((subnet) => subnet.replace(/[^/]*$/, ''))]);
    const prefix = index === 0 ? '' : 'Beta-';
    const [inner, beside] = ['Inner', 'Beside'].map((name) => tiers.find(({ id }) => id.includes(`/${name}`))!.id.replace(/[^/]*$/, ''));
    expect(placeOfGroups).toEqual(expect.arrayContaining([
      [`${prefix}Shop/`, `${prefix}Network/`, `${prefix}Network/`], [inner, `${prefix}Network/`, `${prefix}Network/`], [beside, inner, inner],
    ]));
    expect(networks).toHaveLength(2);
    expect(unknowns).toEqual([]);
  });

  test('leads back to each construct, and knows what is accepted there', () => {
    const origins = topologies[0].tiers.map(({ id }) => places[0].origin(id));
    expect(origins.map(({ path }) => path)).toEqual(expect.arrayContaining(['Shop/Web/ASG', 'Shop/Inner/Web/ASG', 'Shop/Beside/Web/ASG']));
    expect(origins.every(({ line, accepted }) => line !== undefined && accepted.length === 1)).toBe(true);
    expect(places[0].accepted).toHaveLength(3);
  });
});
