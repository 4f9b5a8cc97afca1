import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, AppConfig, Aspects, TerraformStack } from 'cdktf';
import { tierIn } from './stacks';
import { ScaleOutReview } from '../../src/cdktf';
import { FailOn, ScaleOutReviewOptions } from '../../src/review';

let directory: string;

beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'reviewed-')); });
afterEach(() => rmSync(directory, { recursive: true }));

function newApp(options?: ScaleOutReviewOptions, config?: AppConfig): App {
  const app = new App({ outdir: join(directory, 'cdktf.out'), ...config });
  app.node.addValidation(new ScaleOutReview(app, options));
  return app;
}

function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  return stack;
}

/** As somebody else builds it: one ERROR, and some that weigh less. */
function foreignGroupIn(app: App, id = 'Shop'): AutoscalingGroup {
  const stack = stackIn(app, id);
  const { id: launchTemplateId } = new LaunchTemplate(stack, 'Template', { imageId: 'ami-1', instanceType: 'm7g.large' });
  const targets = new LbTargetGroup(stack, 'Targets', { port: 443, protocol: 'HTTPS', vpcId: 'vpc-1' });
  return new AutoscalingGroup(stack, 'Servers', {
    minSize: 2, maxSize: 4, launchTemplate: { id: launchTemplateId, version: '$Latest' }, targetGroupArns: [targets.arn], vpcZoneIdentifier: ['subnet-1', 'subnet-2'],
  });
}

/** What stopped the synthesis, a line each; and annotations of a stack, as `level rule construct`. */
function synthesized(app: App) {
  let failure: string | undefined;
  try { app.synth(); } catch (error) { failure = (error as Error).message; }
  return { failure, stopped: failure?.split('\n').filter((line) => line.startsWith('  [')).map((line) => line.trim()) ?? [] };
}

function annotationsIn(app: App, stack = 'Shop'): string[] {
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  return stacks[stack].annotations
    .map(({ level, message, constructPath }: any) => `${level} ${/\(scale-out-review::([\w-]+)\)$/.exec(message)?.[1]} ${constructPath}`).sort();
}

const ERROR = '[Shop/Servers] Servers that answer nobody are not replaced: No HealthCheckType, which is EC2, behind a load balancer. '
  + 'Set HealthCheckType to ELB, and HealthCheckGracePeriod to what a start takes. (scale-out-review::ec2-only-health)';
const WARNINGS = ['@cdktf/warn fixed-size Shop/Servers', '@cdktf/warn release-reaches-nobody Shop/Servers'];

test.each([false, true])('stops the synthesis of what one failure takes down, and says where (HCL: %s)', (hclOutput) => {
  const app = newApp(undefined, { hclOutput });
  foreignGroupIn(app);
  const { failure, stopped } = synthesized(app);
  expect(failure).toContain('App-level validation failed');
  expect(stopped).toEqual([ERROR]);
});

test('annotates what stops nothing, once, whichever stack and however often', () => {
  const app = newApp({ failOn: FailOn.NEVER });
  foreignGroupIn(app);
  foreignGroupIn(app, 'Other');
  for (const _ of ['once', 'again']) {
    expect(synthesized(app).failure).toBeUndefined();
    expect(annotationsIn(app).filter((line) => line.includes('@cdktf/warn'))).toEqual(['@cdktf/warn ec2-only-health Shop/Servers', ...WARNINGS]);
    expect(annotationsIn(app, 'Other').filter((line) => line.includes('@cdktf/warn'))).toHaveLength(3);
    expect(annotationsIn(app).filter((line) => line.includes('@cdktf/info')).length).toBeGreaterThan(0);
  }
});

test('all that stops is told together, of every stack', () => {
  const app = newApp({ failOn: FailOn.WARNING });
  foreignGroupIn(app);
  foreignGroupIn(app, 'Other');
  expect(synthesized(app).stopped.map((line) => line.replace(/\].*\(/, ' ').replace(/[[)]/g, '')).sort()).toEqual(['Other', 'Shop'].flatMap((stack) => [
    `${stack}/Servers scale-out-review::ec2-only-health`, `${stack}/Servers scale-out-review::fixed-size`, `${stack}/Servers scale-out-review::release-reaches-nobody`,
  ]));
});

test('lets our own pass, and tells the notes', () => {
  const app = newApp();
  tierIn(stackIn(app, 'Shop'));
  expect(synthesized(app).failure).toBeUndefined();
  const annotations = annotationsIn(app);
  expect(annotations.length).toBeGreaterThan(0);
  expect(annotations.filter((line) => !line.startsWith('@cdktf/info'))).toEqual([]);
});

test('sees what aspects do, in stacks that are written later too', () => {
  const app = newApp();
  for (const { cdktfStack } of [foreignGroupIn(app), foreignGroupIn(app, 'Other')]) {
    Aspects.of(cdktfStack).add({ visit: (construct) => { if (construct instanceof AutoscalingGroup) { construct.healthCheckType = 'ELB'; } } });
  }
  expect(synthesized(app).failure).toBeUndefined();
  expect(annotationsIn(app, 'Other')).toEqual(expect.arrayContaining(['@cdktf/warn fixed-size Other/Servers']));
});

describe('what is accepted', () => {
  test('at a resource is not told', () => {
    const app = newApp();
    foreignGroupIn(app).addOverride('//.scale-out.accept', [{ rule: 'ec2-only-health', reason: 'the agent kills servers that hang' }]);
    expect(synthesized(app).failure).toBeUndefined();
    expect(annotationsIn(app).filter((line) => line.includes('@cdktf/warn'))).toEqual(WARNINGS);
  });

  test('in a file is not, by the path of the construct', () => {
    const acceptFile = join(directory, 'accept.json');
    writeFileSync(acceptFile, JSON.stringify({ accept: [{ rule: 'ec2-only-health', resource: 'Shop/*', reason: 'a test environment' }] }));
    const app = newApp({ acceptFile });
    foreignGroupIn(app);
    foreignGroupIn(app, 'Other');
    expect(synthesized(app).stopped).toEqual([expect.stringMatching(/^\[Other\/Servers\]/)]);
  });

  test('without a reason stops the synthesis in one sentence, as a missing file does', () => {
    const app = newApp({ failOn: FailOn.NEVER });
    foreignGroupIn(app).addOverride('//.scale-out.accept', [{ rule: 'ec2-only-health' }]);
    expect(synthesized(app).failure).toMatch(/^ {2}\S*cdk\.tf\.json: .*accept\[0\] needs a 'reason'\.$/m);
    const other = newApp({ acceptFile: join(directory, 'none.yaml') });
    foreignGroupIn(other);
    expect(synthesized(other).failure).toContain('none.yaml: it does not exist.');
  });
});

test('is skipped with all other validations, and refuses a word that is none', () => {
  const app = newApp(undefined, { skipValidation: true });
  foreignGroupIn(app);
  expect(synthesized(app).failure).toBeUndefined();
  expect(annotationsIn(app)).toEqual([]);
  expect(() => new ScaleOutReview(app, { failOn: 'eror' as FailOn })).toThrow('ScaleOutReview: failOn must be one of error, warning, note, never, got "eror".');
});
