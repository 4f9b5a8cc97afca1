import { CfnParameter } from 'aws-cdk-lib';
import { TerraformVariable } from 'cdktf';
import { Group, OnAwsCdk, OnCdktf } from './accelerator-on-engines';
import { viewOfAcceleratorPlan, viewOfEndpointGroupPlan } from './accelerator-planned';
import { acceleratorInTemplate, acceleratorInTerraform, endpointGroupInTemplate, endpointGroupInTerraform } from './accelerator-read-back';
import { ACCELERATOR_CASES, ENDPOINT_GROUP_CASES } from './accelerator.cases';
import { HOME, OTHER } from './failover-settings';
import { MultiRegionAcceleratorOptions } from '../../src/core';

test.each([['entries', ACCELERATOR_CASES, 10], ['regions', ENDPOINT_GROUP_CASES, 10]])('there are enough cases of %s, of distinct names', (_, cases, enough) => {
  const names = cases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(enough);
});

describe.each(ACCELERATOR_CASES)('an entry: $name', (testCase) => {
  test('AWS CDK renders the plan', () => {
    expect(acceleratorInTemplate(acceleratorOnAwsCdk(testCase.options))).toEqual(viewOfAcceleratorPlan(testCase));
  });

  test('CDKTF renders the plan', () => {
    expect(acceleratorInTerraform(acceleratorOnCdktf(testCase.options))).toEqual(viewOfAcceleratorPlan(testCase));
  });
});

describe.each(ENDPOINT_GROUP_CASES)('a region: $name', (testCase) => {
  test('AWS CDK renders the plan', () => {
    expect(endpointGroupInTemplate(groupOnAwsCdk(testCase))).toEqual(viewOfEndpointGroupPlan(testCase));
  });

  test('CDKTF renders the plan', () => {
    expect(endpointGroupInTerraform(groupOnCdktf(testCase))).toEqual(viewOfEndpointGroupPlan(testCase));
  });
});

describe('both regions and their entry, in one app', () => {
  const SIDES: [string, string, Group][] = [
    ['Ireland', HOME, { options: {} }], ['Sydney', OTHER, { options: { trafficDialPercent: 0 }, setting: { region: OTHER } }],
  ];

  test.each([['AWS CDK', new OnAwsCdk()], ['CDKTF', new OnCdktf()]])('on %s no stack names another', (_, engine) => {
    for (const [id, region, side] of SIDES) { engine.group(engine.stackIn(region, id) as any, side); }
    engine.accelerator(engine.stackIn('us-west-2', 'Global') as any, {});
    const documents = engine.synthesize();
    expect(Object.keys(documents).sort()).toEqual(['Global', 'Ireland', 'Sydney']);
    for (const document of Object.values(documents)) {
      expect(JSON.stringify(document)).not.toMatch(/Fn::ImportValue|"Export":|Custom::|CustomResource|AWS::Lambda::Function|terraform_remote_state/);
    }
  });
});

describe('what only the deployment tells arrives as it is told', () => {
  test('on AWS CDK', () => {
    const engine = new OnAwsCdk();
    const stack = engine.stackIn(HOME);
    const listenerArn = new CfnParameter(stack, 'ListenerArn').valueAsString;
    const trafficDialPercent = new CfnParameter(stack, 'Dial', { type: 'Number' }).valueAsNumber;
    engine.group(stack, { options: { listenerArn, trafficDialPercent } });
    expect(endpointGroupInTemplate(engine.synthesize().Stack)).toMatchObject({ listenerArn: { Ref: 'ListenerArn' }, trafficDialPercent: { Ref: 'Dial' } });
  });

  test('on CDKTF', () => {
    const engine = new OnCdktf();
    const stack = engine.stackIn(HOME);
    const listenerArn = new TerraformVariable(stack, 'ListenerArn', { type: 'string' }).stringValue;
    const trafficDialPercent = new TerraformVariable(stack, 'Dial', { type: 'number' }).numberValue;
    engine.group(stack, { options: { listenerArn, trafficDialPercent } });
    expect(endpointGroupInTerraform(engine.synthesize().Stack)).toMatchObject({ listenerArn: '${var.ListenerArn}', trafficDialPercent: '${var.Dial}' });
  });

  test('the region, where the stack has none', () => {
    const stack = new OnAwsCdk();
    stack.group(stack.stackIn(undefined as any), { options: {} });
    expect(endpointGroupInTemplate(stack.synthesize().Stack).region).toEqual({ Ref: 'AWS::Region' });
    const terraform = new OnCdktf();
    terraform.group(terraform.stackIn(undefined as any), { options: {} });
    expect(endpointGroupInTerraform(terraform.synthesize().Stack).region).toMatch(/^\$\{data\.aws_region\.Region_\w+\.region\}$/);
  });
});

test('both engines account alike', () => {
  for (const testCase of ENDPOINT_GROUP_CASES) {
    const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => (
      engine.group(engine.stackIn(testCase.setting?.region ?? HOME) as any, testCase).facts));
    expect(onAwsCdk).toEqual(onCdktf);
  }
});

function acceleratorOnAwsCdk(options: MultiRegionAcceleratorOptions) {
  const engine = new OnAwsCdk();
  engine.accelerator(engine.stackIn('us-west-2'), options);
  return engine.synthesize().Stack;
}

function acceleratorOnCdktf(options: MultiRegionAcceleratorOptions) {
  const engine = new OnCdktf();
  engine.accelerator(engine.stackIn('us-west-2'), options);
  return engine.synthesize().Stack;
}

function groupOnAwsCdk(group: Group) {
  const engine = new OnAwsCdk();
  engine.group(engine.stackIn(group.setting?.region ?? HOME), group);
  return engine.synthesize().Stack;
}

function groupOnCdktf(group: Group) {
  const engine = new OnCdktf();
  engine.group(engine.stackIn(group.setting?.region ?? HOME), group);
  return engine.synthesize().Stack;
}
