import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { tierIn } from './stacks';
import { ScaleOutReview } from '../../src/awscdk';
import { FailOn, Review, ScaleOutReviewOptions } from '../../src/review';

let directory: string;
let told: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reviewed-'));
  told = '';
  jest.spyOn(console, 'error').mockImplementation((text) => { told += text; });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(directory, { recursive: true });
});

/** As somebody else builds them: one ERROR, and five that weigh less. */
class ForeignTier extends Construct {
  public readonly vpc: Vpc;
  public readonly servers: AutoScalingGroup;
  public readonly balancer: ApplicationLoadBalancer;

  constructor(scope: Construct) {
    super(scope, 'Foreign');
    this.vpc = new Vpc(this, 'Vpc', { natGateways: 1 });
    this.servers = new AutoScalingGroup(this, 'Servers', {
      vpc: this.vpc, instanceType: new InstanceType('m7g.large'), machineImage: MachineImage.latestAmazonLinux2023(), minCapacity: 2, maxCapacity: 4,
    });
    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', { vpc: this.vpc });
    this.balancer.addListener('Http', { port: 80 }).addTargets('Servers', { port: 80, targets: [this.servers] });
  }
}

const ERROR = 'error ec2-only-health Shop/Foreign/Servers/ASG';
const WARNINGS = [
  'warning fixed-size Shop/Foreign/Servers/ASG',
  'warning old-launch-configuration Shop/Foreign/Servers/ASG',
  'warning plain-http Shop/Foreign/Balancer/Http/Resource',
  'warning release-reaches-nobody Shop/Foreign/Servers/ASG',
  'warning single-nat Shop/Foreign/Vpc/PublicSubnet1/NATGateway',
];

function newApp(options?: ScaleOutReviewOptions): App {
  const app = new App({ outdir: directory });
  Validations.of(app).addPlugins(new ScaleOutReview(options));
  return app;
}

/** What is in a report of CDK's, as `severity rule construct`, and whether the synthesis went through. */
function synthesized(app: App, plugin = 'scale-out-review') {
  let failure: string | undefined;
  try { app.synth(); } catch (error) { failure = (error as Error).message; }
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  const report = pluginReports.find(({ pluginName }: any) => pluginName === plugin);
  const findings: string[] = (report?.violations ?? []).flatMap(({ severity, ruleName, violatingConstructs }: any) =>
    violatingConstructs.map(({ constructPath }: any) => `${severity} ${ruleName} ${constructPath}`));
  return { failure, report, weighty: findings.filter((finding) => !finding.startsWith('info')).sort(), notes: findings.filter((finding) => finding.startsWith('info')) };
}

test('stops the synthesis of what one failure takes down, and says where, why and what to do', () => {
  const app = newApp();
  new ForeignTier(new Stack(app, 'Shop'));
  const { failure, weighty, report } = synthesized(app);
  expect(weighty).toEqual([ERROR, ...WARNINGS]);
  expect(failure).toContain('ERROR Servers that answer nobody are not replaced: No HealthCheckType, which is EC2, behind a load balancer. (scale-out-review)');
  expect(failure).toContain('Shop/Foreign/Servers/ASG');
  expect(failure).toContain('Suggested fix: Set HealthCheckType to ELB');
  expect(failure).toContain("Acknowledge with 'scale-out-review::ec2-only-health'");
  const [health] = report.violations;
  expect(health.ruleMetadata).toEqual({ severity: 'error', why: expect.stringContaining('EC2 sees that a machine runs'), source: expect.stringMatching(/^https:/) });
  expect(health.violatingConstructs[0].cloudFormationResource).toEqual({
    templatePath: 'Shop.template.json', logicalId: expect.stringMatching(/^ForeignServersASG/), propertyPaths: ['Properties.HealthCheckType'],
  });
  // What stands beside the properties is named as it stands.
  const release = report.violations.find(({ ruleName }: any) => ruleName === 'release-reaches-nobody');
  expect(release.violatingConstructs[0].cloudFormationResource.propertyPaths[0]).toMatch(/^UpdatePolicy\./);
});

test('lets our own pass, and tells the notes', () => {
  const app = newApp();
  tierIn(new Stack(app, 'Shop'));
  const { failure, weighty, notes } = synthesized(app);
  expect({ failure, weighty }).toEqual({ failure: undefined, weighty: [] });
  expect(notes.length).toBeGreaterThan(0);
  expect(told).toContain('(scale-out-review)');
});

describe('what is acknowledged in code', () => {
  test('stops nothing, at the construct or at one above it', () => {
    const app = newApp();
    const { servers } = new ForeignTier(new Stack(app, 'Shop'));
    Validations.of(servers).acknowledge({ id: 'scale-out-review::ec2-only-health', reason: 'the agent kills servers that hang' });
    Validations.of(app).acknowledge({ id: 'scale-out-review::single-nat', reason: 'a test environment' });
    const { failure, weighty, report } = synthesized(app);
    expect(failure).toBeUndefined();
    expect(weighty).toEqual(WARNINGS.filter((warning) => !warning.includes('single-nat')));
    expect(report.suppressedViolations.map(({ ruleName, reason }: any) => [ruleName, reason]))
      .toEqual([['ec2-only-health', 'the agent kills servers that hang'], ['single-nat', 'a test environment']]);
  });

  // CDK judges anew by what it calls an error, once anything is acknowledged.
  test.each([[FailOn.NEVER, undefined], [FailOn.ERROR, 'stops'], [FailOn.WARNING, 'stops']])('leaves what else is there to failOn %s', (failOn, stops) => {
    const app = newApp({ failOn });
    const { servers, vpc } = new ForeignTier(new Stack(app, 'Shop'));
    const acknowledged = failOn === FailOn.WARNING ? 'ec2-only-health' : 'single-nat';
    Validations.of(failOn === FailOn.WARNING ? servers : vpc).acknowledge({ id: `scale-out-review::${acknowledged}`, reason: 'a test' });
    expect(synthesized(app).failure && 'stops').toBe(stops);
  });
});

test.each([
  [FailOn.NEVER, [], 6], [FailOn.ERROR, ['ec2-only-health'], 5],
  [FailOn.WARNING, ['ec2-only-health', 'fixed-size', 'old-launch-configuration', 'plain-http', 'release-reaches-nobody', 'single-nat'], 0],
])('with failOn %s, what CDK calls an error is what stops it', (failOn, errors, warnings) => {
  const app = newApp({ failOn });
  new ForeignTier(new Stack(app, 'Shop'));
  const { failure, weighty, notes } = synthesized(app);
  expect(weighty.filter((finding) => finding.startsWith('error')).map((finding) => finding.split(' ')[1])).toEqual(errors);
  expect(weighty.filter((finding) => finding.startsWith('warning'))).toHaveLength(warnings);
  expect(notes.length).toBeGreaterThan(0);
  expect(failure === undefined).toBe(errors.length === 0);
});

test('fails on notes where they count, and refuses a word that is none', () => {
  const app = newApp({ failOn: FailOn.NOTE });
  tierIn(new Stack(app, 'Shop'));
  expect(synthesized(app).failure).toContain('ERROR ');
  expect(() => new ScaleOutReview({ failOn: 'eror' as FailOn })).toThrow('ScaleOutReview: failOn must be one of error, warning, note, never, got "eror".');
});

// A switch of CDK's, for those who build libraries.
test('lets CDK count warnings too, where its own strict mode is on', () => {
  const app = newApp({ failOn: FailOn.NEVER });
  app.node.setContext('@aws-cdk/core:strictCfnValidateErrors', true);
  new ForeignTier(new Stack(app, 'Shop'));
  expect(synthesized(app).failure).toContain('WARNING ');
});

describe('what is accepted', () => {
  test('in the metadata of a resource is left out, and told', () => {
    const app = newApp();
    const { servers } = new ForeignTier(new Stack(app, 'Shop'));
    const group = servers.node.defaultChild as CfnAutoScalingGroup;
    group.addMetadata('scale-out', { accept: [{ rule: 'ec2-only-health', reason: 'the agent kills servers that hang' }, { rule: 'public-bucket', reason: 'none' }] });
    const { failure, weighty, report } = synthesized(app);
    expect({ failure, weighty }).toEqual({ failure: undefined, weighty: WARNINGS });
    expect(report.metadata).toEqual({
      accepted: 'ec2-only-health at Shop/Foreign/Servers/ASG: the agent kills servers that hang',
      unusedAcceptances: expect.stringMatching(/^public-bucket at .*Shop\.template\.json:ForeignServersASG/),
    });
  });

  test('in a file is, by the path of the construct', () => {
    const acceptFile = join(directory, 'accept.yaml');
    writeFileSync(acceptFile, 'accept: [{ rule: ec2-only-health, resource: Shop/Foreign/*, reason: a test environment }]');
    const app = newApp({ acceptFile });
    new ForeignTier(new Stack(app, 'Shop'));
    expect(synthesized(app)).toMatchObject({ failure: undefined, weighty: WARNINGS });
  });

  test('without a reason stops the synthesis in one sentence, as a missing file does', () => {
    const app = newApp({ failOn: FailOn.NEVER });
    const { servers } = new ForeignTier(new Stack(app, 'Shop'));
    (servers.node.defaultChild as CfnAutoScalingGroup).addMetadata('scale-out', { accept: [{ rule: 'ec2-only-health' }] });
    expect(synthesized(app).failure).toMatch(/^ERROR Validation plugin 'scale-out-review' failed: .*accept\[0\] needs a 'reason'\.$/m);
    const other = newApp({ acceptFile: join(directory, 'none.yaml') });
    new ForeignTier(new Stack(other, 'Shop'));
    expect(synthesized(other).failure).toContain('none.yaml: it does not exist.');
  });
});

describe('stages', () => {
  function twoStages() {
    const app = new App({ outdir: directory });
    const [beta, live] = ['Beta', 'Live'].map((name) => new Stage(app, name));
    new ForeignTier(new Stack(beta, 'Shop'));
    new ForeignTier(new NestedStack(new Stack(live, 'Shop'), 'Inner'));
    return { app, live };
  }

  test('are all reviewed for the app, and stacks that are nested in theirs', () => {
    const { app } = twoStages();
    Validations.of(app).addPlugins(new ScaleOutReview());
    const { weighty } = synthesized(app);
    expect(weighty).toHaveLength(12);
    expect(weighty).toEqual(expect.arrayContaining(['error ec2-only-health Beta/Shop/Foreign/Servers/ASG', 'error ec2-only-health Live/Shop/Inner/Foreign/Servers/ASG']));
  });

  test('have a review of their own, which tells of no other stage', () => {
    const { app, live } = twoStages();
    Validations.of(live).addPlugins(new ScaleOutReview());
    const { weighty } = synthesized(app);
    expect(weighty).toHaveLength(6);
    expect(weighty.every((finding) => finding.includes(' Live/Shop/Inner/'))).toBe(true);
  });
});

test.each([false, true])('stacks of one app know each other: watched from another stack (%s)', (isWatched) => {
  const app = newApp();
  const { balancer } = new ForeignTier(new Stack(app, 'Shop'));
  const watch = new Stack(app, 'Watch');
  if (isWatched) {
    const alarm = new Alarm(watch, 'Alarm', { metric: balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT), threshold: 1, evaluationPeriods: 1 });
    alarm.addAlarmAction(new SnsAction(new Topic(watch, 'Topic')));
  }
  expect(synthesized(app).notes.includes('info unwatched-tier Shop/Foreign/Servers/ASG')).toBe(!isWatched);
});

test('a template that somebody wrote by hand is reviewed with the rest', () => {
  const app = newApp();
  const templateFile = join(directory, 'legacy.json');
  writeFileSync(templateFile, JSON.stringify({
    Resources: {
      Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 443, Protocol: 'HTTPS', VpcId: 'vpc-1' } },
      Servers: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '2',
          MaxSize: '8',
          TargetGroupARNs: [{ Ref: 'Targets' }],
          VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
          LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
        },
      },
    },
  }));
  new CfnInclude(new Stack(app, 'Legacy'), 'Template', { templateFile });
  const { failure, report } = synthesized(app);
  expect(failure).toContain('scale-out-review::ec2-only-health');
  expect(report.violations[0].violatingConstructs[0].cloudFormationResource).toMatchObject({ templatePath: 'Legacy.template.json', logicalId: 'Servers' });
});

test('works beside cdk-nag: each reports its own, and is acknowledged by its own name', () => {
  const app = newApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  const { servers, vpc } = new ForeignTier(new Stack(app, 'Shop'));
  Validations.of(vpc).acknowledge({ id: 'AwsSolutions::AwsSolutions-VPC7', reason: 'logged elsewhere' });
  Validations.of(servers).acknowledge({ id: 'scale-out-review::ec2-only-health', reason: 'the agent kills servers that hang' });
  const { report: nag, failure } = synthesized(app, 'AwsSolutions');
  const { report: ours, weighty } = synthesized(app);
  expect(failure).toContain('AwsSolutions::AwsSolutions-ELB2');
  expect([nag.conclusion, ours.conclusion]).toEqual(['failure', 'success']);
  expect([nag, ours].map(({ suppressedViolations }) => suppressedViolations.map(({ ruleName }: any) => ruleName)))
    .toEqual([['AwsSolutions-VPC7'], ['ec2-only-health']]);
  expect(weighty).toEqual(WARNINGS);
});

test('says what it looks for, and which version it is', () => {
  const { name, version, ruleIds } = new ScaleOutReview();
  expect(name).toBe('scale-out-review');
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(ruleIds).toEqual(Review.rules().map(({ id }) => id));
});
