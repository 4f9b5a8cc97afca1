import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as cdktfProvider from '@cdktf/provider-aws/lib/provider';
import * as cdk from 'aws-cdk-lib';
import * as terraform from 'cdktf';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { FailOn } from '../../src/review';
import { tierIn as tierOnAwsCdk } from '../awscdk/stacks';
import { tierIn as tierOnCdktf } from '../cdktf/stacks';

/** One server, whatever comes, and in plain text. */
const SYSTEM = { minCapacity: 1, maxCapacity: 1, insecureHttp: true };

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reviewed-'));
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

function onAwsCdk(): string[] {
  const app = new cdk.App({ outdir: join(directory, 'cdk.out') });
  tierOnAwsCdk(new cdk.Stack(app, 'Shop'), SYSTEM);
  cdk.Validations.of(app).addPlugins(new awscdk.ScaleOutReview({ failOn: FailOn.NEVER }));
  app.synth();
  const { pluginReports: [{ violations }] } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return violations.flatMap(({ ruleName, violatingConstructs }: any) => violatingConstructs.map(() => ruleName)).sort();
}

function onCdktf(): string[] {
  const app = new terraform.App({ outdir: join(directory, 'cdktf.out') });
  const stack = new terraform.TerraformStack(app, 'Shop');
  new cdktfProvider.AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  tierOnCdktf(stack, SYSTEM);
  app.node.addValidation(new cdktf.ScaleOutReview(app, { failOn: FailOn.NEVER }));
  app.synth();
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  return stacks.Shop.annotations.map(({ message }: any) => /\(scale-out-review::([\w-]+)\)$/.exec(message)?.[1]).sort();
}

test('both engines say the same of the same system', () => {
  const found = onAwsCdk();
  expect(found).toEqual(expect.arrayContaining(['plain-http', 'single-server']));
  expect(onCdktf()).toEqual(found);
});
