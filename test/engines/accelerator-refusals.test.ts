import { OnAwsCdk, OnCdktf } from './accelerator-on-engines';
import { EndpointGroupSetting, LISTENER } from './accelerator.cases';
import { HOME, NAME, OTHER } from './failover-settings';
import { MultiRegionAcceleratorOptions, RegionEndpointGroupOptions } from '../../src/core';

const OF_ENTRIES: [string, MultiRegionAcceleratorOptions, RegExp, { region?: string; withZone?: boolean }?][] = [
  ['a name of blanks', { acceleratorName: 'my shop' }, /acceleratorName must be 1 to 64 letters, digits and hyphens, with no hyphen at an end, got "my shop"/],
  ['a name that ends with a hyphen', { acceleratorName: 'shop-' }, /acceleratorName must be .* got "shop-"/],
  ['a name of 65 letters', { acceleratorName: 'a'.repeat(65) }, /acceleratorName must be/],
  ['a record outside its zone', { recordName: 'www.example.org' }, /recordName must be in the hosted zone example\.com, got "www\.example\.org"/],
  ['a wildcard', { recordName: '*.example.com' }, /recordName must be a whole name/],
  ['HTTP that leads to HTTPS that is given up', { insecureHttp: true, redirectHttp: true }, /redirectHttp leads to HTTPS, which insecureHttp gives up/],
  ['a bucket of capital letters', { flowLogBucketName: 'Logs' }, /flowLogBucketName must be the name of a bucket, got "Logs"/],
  ['a prefix of nothing', { flowLogPrefix: 'world' }, /flowLogPrefix needs flowLogBucketName/],
  ['a prefix with a slash', { flowLogBucketName: 'logs', flowLogPrefix: '/' }, /flowLogPrefix must be a text of 1 to 255 characters without a slash at an end, got "\/"/],
  ['an impossible protection', { protection: 'SOME' as any }, /protection must be one of FULL, NONE, got "SOME"/],
  ['half a stack', { dualStack: 'both' as any }, /dualStack must be true or false, got "both"/],
  ['China', {}, /region must be one that Global Accelerator is offered in, got "cn-north-1"/, { region: 'cn-north-1' }],
  ['several at once', { acceleratorName: '', flowLogPrefix: 'world' }, /2 problems:/],
];

const OF_REGIONS: [string, Partial<RegionEndpointGroupOptions>, RegExp, EndpointGroupSetting?][] = [
  ['the ARN of the accelerator', { listenerArn: LISTENER.replace(/\/listener.*/, '') }, /listenerArn must be the ARN of a listener of Global Accelerator, got "arn:aws:globalaccelerator::/],
  ['the listener of a load balancer', { listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/1/2' }, /listenerArn must be the ARN of a listener of Global/],
  ['no listener', { listenerArn: '' }, /listenerArn must be .* got ""/],
  ['a dial of 101', { trafficDialPercent: 101 }, /trafficDialPercent must be a number from 0 to 100, got 101/],
  ['a dial below nothing', { trafficDialPercent: -1 }, /trafficDialPercent must be .* got -1/],
  ['a dial that is no number', { trafficDialPercent: NaN }, /trafficDialPercent must be .* got NaN/],
  ['addresses kept from a balancer inside a network', { withoutClientIpPreservation: true }, /withoutClientIpPreservation must be false for a load balancer inside a network/, { isInternal: true }],
  ['clients that keep an address that stays', { recovery: { clientDnsCacheSeconds: 30 } }, /recovery\.clientDnsCacheSeconds is for a name that moves/],
  ['a decision that is never taken', { recovery: { decisionSeconds: Infinity } }, /recovery\.decisionSeconds must be a number from 0 to 86400, got Infinity/],
  ['us-banana-1', {}, /region must be a region of AWS .* got "us-banana-1"/, { region: 'us-banana-1' }],
  ['a region of China', {}, /region must be one that Global Accelerator is offered in, got "cn-north-1"/, { region: 'cn-north-1' }],
  ['withdrawn by a word', { withdrawn: 'yes' as any }, /withdrawn must be true or false, got "yes"/],
  ['several at once', { trafficDialPercent: 500, listenerArn: 'x' }, /2 problems:/],
];

/** The same of regions that do not fit together, by what their app's synthesis says. */
type Sides = readonly (readonly [region: string, options: Partial<RegionEndpointGroupOptions>, setting?: EndpointGroupSetting])[];
const OF_SEVERAL: [string, Sides, RegExp][] = [
  ['one region twice', [[HOME, {}], [HOME, {}]], /region must be another one on each side of a listener, got "eu-west-1" on both\./],
  ['nobody left', [[HOME, { withdrawn: true }], [OTHER, { withdrawn: true }]], /withdrawn must be false in one region of a listener, got true in all\./],
  ['standbys of nobody', [[HOME, { trafficDialPercent: 0 }], [OTHER, { trafficDialPercent: 0 }]], /trafficDialPercent must be above 0 in one region of a listener, got 0 in all\./],
  ['one that speaks plain HTTP', [[HOME, {}], [OTHER, {}, { insecureHttp: true }]], /listenerProtocol must be the same on both sides, got "HTTPS" and "HTTP" \(unequalSides: true accepts it\)\./],
  ['one of both stacks', [[HOME, {}], [OTHER, {}, { dualStack: true }]], /dualStack must be the same on both sides, got false and true/],
];

test.each([['entries', OF_ENTRIES, 10], ['regions', OF_REGIONS, 10], ['several', OF_SEVERAL, 5]])('there are enough of %s, of distinct names', (_, cases, enough) => {
  const names = (cases as readonly (readonly unknown[])[]).map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(enough);
});

test.each(OF_ENTRIES.map(([name, options, message, around = {}]) => [name, options, message, around] as const))('%s: refused in the same words on both engines', (_, options, message, { region = 'us-west-2', withZone }) => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => (
    messageOf(() => engine.accelerator(engine.stackIn(region) as any, options, withZone))));
  expect(onAwsCdk).toMatch(/^MultiRegionAccelerator 'Stack\/Accelerator': /);
  expect(onAwsCdk).toMatch(message);
  expect(onCdktf).toBe(onAwsCdk);
});

test('a name without a zone, and a zone without a name: each engine says its own option', () => {
  const refusal = (engine: OnAwsCdk | OnCdktf, options: MultiRegionAcceleratorOptions, withZone: boolean) => messageOf(() => (
    engine.accelerator(engine.stackIn('us-west-2') as any, options, withZone)));
  expect(refusal(new OnAwsCdk(), { recordName: NAME }, false)).toMatch(/: recordName needs hostedZone, the zone that the name lies in\.$/);
  expect(refusal(new OnCdktf(), { recordName: NAME }, false)).toMatch(/: recordName needs hostedZoneId, the zone that the name lies in\.$/);
  expect(refusal(new OnAwsCdk(), {}, true)).toMatch(/: hostedZone needs recordName: there is no name to put into it\.$/);
  expect(refusal(new OnCdktf(), {}, true)).toMatch(/: hostedZoneId needs recordName: there is no name to put into it\.$/);
});

test.each(OF_REGIONS.map(([name, options, message, setting = {}]) => [name, options, message, setting] as const))('%s: refused in the same words on both engines', (_, options, message, setting) => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => (
    messageOf(() => engine.group(engine.stackIn(setting.region ?? HOME) as any, { options, setting }))));
  expect(onAwsCdk).toMatch(/^RegionEndpointGroup 'Stack\/Region': /);
  expect(onAwsCdk).toMatch(message);
  expect(onCdktf).toBe(onAwsCdk);
});

test('no target: refused in the same words on both engines', () => {
  const messages = [new OnAwsCdk(), new OnCdktf()].map((engine) => (
    messageOf(() => engine.withoutTarget(engine.stackIn(HOME) as any, { listenerArn: LISTENER }))));
  expect(messages[0]).toBe("RegionEndpointGroup 'Stack/Region': target must say what callers are led to, got nothing.");
  expect(messages[1]).toBe(messages[0]);
});

test('the listener of another stack: refused in the same words on both engines', () => {
  const messages = [new OnAwsCdk(), new OnCdktf()].map((engine) => {
    const { listenerArn } = engine.accelerator(engine.stackIn('us-west-2', 'Global') as any, {});
    return messageOf(() => engine.group(engine.stackIn(HOME) as any, { options: { listenerArn } }));
  });
  expect(messages[0]).toBe("RegionEndpointGroup 'Stack/Region': listenerArn must be a text, or of this stack: one that stack 'Global' makes ties every region to that stack.");
  expect(messages[1]).toBe(messages[0]);
});

test('that of this stack is not', () => {
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    const stack = engine.stackIn(HOME) as any;
    const { listenerArn } = engine.accelerator(stack, {});
    engine.group(stack, { options: { listenerArn } });
    expect(() => engine.synthesize()).not.toThrow();
  }
});

test.each(OF_SEVERAL)('%s: refused in the same words on both engines', (_, sides, message) => {
  const onAwsCdk = problemsOf(new OnAwsCdk(), sides);
  expect(onAwsCdk.join('\n')).toMatch(message);
  expect(problemsOf(new OnCdktf(), sides)).toEqual(onAwsCdk);
});

test('regions that fit together are not refused, nor those of two listeners', () => {
  for (const Engine of [OnAwsCdk, OnCdktf]) {
    expect(problemsOf(new Engine(), [[HOME, {}], [OTHER, { trafficDialPercent: 0 }]])).toEqual([]);
    expect(problemsOf(new Engine(), [[HOME, {}], [HOME, { listenerArn: `${LISTENER}2` }]])).toEqual([]);
    expect(problemsOf(new Engine(), [[HOME, { unequalSides: true }], [OTHER, {}, { insecureHttp: true }]])).toEqual([]);
  }
});

test('what is refused leaves nothing half-built', () => {
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    const stack = engine.stackIn(HOME) as any;
    expect(() => engine.group(stack, { options: { trafficDialPercent: 101 } })).toThrow('trafficDialPercent');
    expect(() => engine.accelerator(stack, { acceleratorName: '-' })).toThrow('acceleratorName');
    expect([...stack.node.findChild('Region').node.children, ...stack.node.findChild('Accelerator').node.children]).toEqual([]);
  }
});

/** The problems that a synthesis of one stack a region ends with, each a sentence about the constructs. */
function problemsOf(engine: OnAwsCdk | OnCdktf, sides: Sides): string[] {
  sides.forEach(([region, options, setting], index) => engine.group(engine.stackIn(region, `Side${index}`) as any, { options, setting: { ...setting, region } }));
  const message = messageOf(() => engine.synthesize());
  if (message === NOTHING) { return []; }
  const problems = message.split('\n').filter((line) => line.includes('RegionEndpointGroup \'')).map((line) => line.replace(/^.*?(?=RegionEndpointGroup ')/, ''));
  if (problems.length === 0) { throw new Error(`No problem of regions: ${message}`); }
  return problems.sort();
}

const NOTHING = 'nothing was refused';

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return NOTHING;
}
