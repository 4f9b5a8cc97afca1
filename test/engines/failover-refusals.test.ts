import { OnAwsCdk, OnCdktf, Region } from './failover-on-engines';
import { HOME, NAME, OTHER, ZONE } from './failover-settings';
import { FailoverSetting, LastResortCase } from './failover.cases';
import { Continent, GeoLocation, MultiRegionFailoverOptions, RegionRouting } from '../../src/core';

const INTERNAL: FailoverSetting = { isInternal: true };
const { primary, secondary, latency, weighted, geolocation } = RegionRouting;

/** What plain CDK lets through in silence, with what is said of one region. */
const OF_ONE: [string, Partial<MultiRegionFailoverOptions>, RegExp, FailoverSetting?][] = [
  ['a record outside its zone', { recordName: 'www.example.org' }, /recordName must be in the hosted zone example\.com, got "www\.example\.org"/],
  ['a record of a zone that only ends alike', { recordName: 'www.notexample.com' }, /recordName must be in the hosted zone example\.com/],
  ['a name that is none', { recordName: 'www..example.com' }, /recordName must be a whole name/],
  ['a wildcard', { recordName: '*.example.com' }, /recordName must be a whole name .* without a wildcard, got "\*\.example\.com"/],
  ['a check every 20 s', { healthCheck: { intervalSeconds: 20 } }, /healthCheck\.intervalSeconds must be 10 or 30: Route 53 has no others, got 20/],
  ['eleven failures', { healthCheck: { failureThreshold: 11 } }, /healthCheck\.failureThreshold must be an integer from 1 to 10, got 11/],
  ['half a failure', { healthCheck: { failureThreshold: 1.5 } }, /healthCheck\.failureThreshold must be .* got 1\.5/],
  ['a path without a slash', { healthCheck: { path: 'health' } }, /healthCheck\.path must be a path that begins with \/.*got "health"/],
  ['a host that is none', { healthCheck: { hostName: 'https://eu.example.com' } }, /healthCheck\.hostName must be a name/],
  ['a host that leads to all regions', { healthCheck: { hostName: NAME } }, /healthCheck\.hostName must be a name that leads to this region alone/],
  ['port 0', { healthCheck: { port: 0 } }, /healthCheck\.port must be an integer from 1 to 65535, got 0/],
  ['no text to look for', { healthCheck: { searchString: '' } }, /healthCheck\.searchString must be a text of 1 to 255 characters, got ""/],
  ['two places to ask from', { healthCheck: { checkerRegions: ['us-east-1', 'eu-west-1'] } }, /healthCheck\.checkerRegions must be at least 3 regions/],
  ['a place that nobody asks from', { healthCheck: { checkerRegions: ['us-east-1', 'eu-west-1', 'eu-north-1'] } }, /healthCheck\.checkerRegions\[2\] must be one of .* got "eu-north-1"/],
  ['no alarms, in a list', { healthCheck: { alarmNames: [] } }, /healthCheck\.alarmNames must hold names of alarms, got an empty list/],
  ['an alarm twice', { healthCheck: { alarmNames: ['a', 'a'] } }, /healthCheck\.alarmNames must be a list in which each alarm stands once/],
  ['more healthy checks than there are', { healthCheck: { alarmNames: ['a'], healthThreshold: 3 } }, /healthCheck\.healthThreshold must be an integer from 1 to 2, got 3/],
  ['a threshold of nothing', { healthCheck: { healthThreshold: 1 } }, /healthCheck\.healthThreshold needs healthCheck\.alarmNames/],
  ['healthy hosts of a balancer on the internet', { healthCheck: { minimumHealthyHosts: 2 } }, /healthCheck\.minimumHealthyHosts is for a load balancer inside a network/],
  ['a health check on an internal balancer', { healthCheck: { path: '/health' } }, /healthCheck\.path is for a load balancer that Route 53 reaches: this one is internal/, INTERNAL],
  ['its interval and host, too', { healthCheck: { intervalSeconds: 30, hostName: 'eu.example.com' } }, /2 problems/, INTERNAL],
  ['no healthy host', { healthCheck: { minimumHealthyHosts: 0 } }, /healthCheck\.minimumHealthyHosts must be an integer from 1 to 1000, got 0/, INTERNAL],
  ['a weight of 256', { routing: weighted(256) }, /routing\.weight must be an integer from 0 to 255, got 256/],
  ['a weight below nothing', { routing: weighted(-5) }, /routing\.weight must be .* got -5/],
  ['a country in words', { routing: geolocation(GeoLocation.country('Germany')) }, /routing\.location\.countryCode must be two capital letters .* got "Germany"/],
  ['a part of a country that has none', { routing: geolocation(GeoLocation.subdivision('DE', 'BY')) }, /routing\.location\.countryCode must be one of US, UA, got "DE"/],
  ['a continent that is none', { routing: geolocation(GeoLocation.continent('XX' as Continent)) }, /routing\.location\.continent must be one of .* got "XX"/],
  ['us-banana-1 among its partners', { expectedRegions: [HOME, 'us-banana-1'] }, /expectedRegions\[1\] must be a region of AWS .* got "us-banana-1"/],
  ['us-banana-1 itself', { expectedRegions: undefined }, /region must be a region of AWS .* got "us-banana-1"/, { region: 'us-banana-1' }],
  ['partners without itself', { expectedRegions: [OTHER, 'us-east-1'] }, /expectedRegions must be a list that names this region too \(eu-west-1\)/],
  ['no partners, in a list', { expectedRegions: [] }, /expectedRegions must hold regions of AWS, got an empty list/],
  ['a set identifier of nothing', { setIdentifier: '' }, /setIdentifier must be a text of 1 to 128 characters, got ""/],
  ['a decision that is never taken', { recovery: { decisionSeconds: Infinity } }, /recovery\.decisionSeconds must be a number from 0 to 86400, got Infinity/],
  ['several at once', { recordName: 'x', setIdentifier: '', healthCheck: { port: -1 } }, /problems:/],
];

/** The same of regions that do not fit together, by what their app's synthesis says. */
const OF_SEVERAL: [string, Record<string, Partial<MultiRegionFailoverOptions>>, RegExp][] = [
  ['two primaries', { [HOME]: {}, [OTHER]: {} }, /routing must be primary\(\) in one region only/],
  ['two secondaries', { [HOME]: { routing: secondary() }, [OTHER]: { routing: secondary() } }, /routing must be secondary\(\) in one region only/],
  ['a missing secondary', { [HOME]: {} }, /routing must be secondary\(\) in one region for www\.example\.com, got none/],
  ['a missing primary', { [HOME]: { routing: secondary() } }, /routing must be primary\(\) in one region for www\.example\.com, got none/],
  ['three regions under FAILOVER', { [HOME]: {}, [OTHER]: { routing: secondary() }, 'us-east-1': { routing: secondary() } }, /FAILOVER takes exactly 2 regions for www\.example\.com, got 3/],
  ['two strategies', { [HOME]: { routing: latency() }, [OTHER]: { routing: weighted(1) } }, /routing must be of one strategy for www\.example\.com, got LATENCY and WEIGHTED/],
  ['one region by latency', { [HOME]: { routing: latency() } }, /LATENCY takes at least 2 regions/],
  ['duplicate set identifiers', { [HOME]: { setIdentifier: 'web' }, [OTHER]: { routing: secondary(), setIdentifier: 'web' } }, /setIdentifier must be another one on each side of www\.example\.com, got "web" on both/],
  ['no default location', { [HOME]: { routing: geolocation(GeoLocation.country('DE')) }, [OTHER]: { routing: geolocation(GeoLocation.country('US')) } }, /defaultLocation\(\)\) in one region/],
  ['one location twice', { [HOME]: { routing: geolocation(GeoLocation.defaultLocation()) }, [OTHER]: { routing: geolocation(GeoLocation.defaultLocation()) } }, /routing must be for another location on each side of www\.example\.com, got the default location on both/],
  ['weights of nobody', { [HOME]: { routing: weighted(0) }, [OTHER]: { routing: weighted(0) } }, /routing must be weighted\(\) above 0 in one region/],
  ['two spellings', { [HOME]: {}, [OTHER]: { recordName: 'WWW.example.com', routing: secondary() } }, /recordName must be written alike/],
  ['a last resort of one region', { [HOME]: { lastResort: true }, [OTHER]: { routing: secondary() } }, /lastResort must be the same on each side/],
  ['nobody left', { [HOME]: { withdrawn: true }, [OTHER]: { withdrawn: true, routing: secondary() } }, /withdrawn must be false in one region/],
  ['expectations that differ', { [HOME]: { expectedRegions: [HOME, OTHER] }, [OTHER]: { routing: secondary(), expectedRegions: [OTHER, 'us-east-1'] } }, /expectedRegions must name/],
  ['regions of two partitions', { [HOME]: {}, 'cn-north-1': { routing: secondary() } }, /region must be of one partition/],
];

const OF_LAST_RESORTS: [string, LastResortCase['options'], RegExp, string?][] = [
  ['a page outside its zone', { recordName: 'www.example.org' }, /recordName must be in the hosted zone example\.com/],
  ['a page of another region', {}, /region must be us-east-1, where CloudFront takes its certificates from, got "eu-west-1"/, HOME],
  ['no page', { html: '' }, /html must be a page, got ""/],
  ['a book', { html: 'x'.repeat(100_001) }, /html must be a page of up to 100000 characters/],
  ['a web ACL of a region', { webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/page/1' }, /webAclArn must be the ARN of a global web ACL/],
  ['an impossible protection', { protection: 'SOME' as any }, /protection must be one of/],
];

test.each([['one', OF_ONE, 30], ['several', OF_SEVERAL, 15], ['last resorts', OF_LAST_RESORTS, 6]])('there are enough of %s, of distinct names', (_, cases, enough) => {
  const names = (cases as readonly (readonly unknown[])[]).map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(enough);
});

test.each(OF_ONE.map(([name, options, message, setting = {}]) => [name, options, message, setting] as const))('%s: refused in the same words on both engines', (_, options, message, setting) => {
  const onAwsCdk = messageOf(() => regionOnAwsCdk({ options, setting }));
  expect(onAwsCdk).toMatch(/^MultiRegionFailover 'Stack\/Failover': /);
  expect(onAwsCdk).toMatch(message);
  expect(messageOf(() => regionOnCdktf({ options, setting }))).toBe(onAwsCdk);
});

test('no endpoint: refused in the same words on both engines', () => {
  const options = { recordName: NAME, routing: primary() };
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()];
  const message = messageOf(() => onAwsCdk.withoutTarget(onAwsCdk.stackIn(HOME), options));
  expect(message).toBe("MultiRegionFailover 'Stack/Failover': target must say what the name leads to, got nothing.");
  expect(messageOf(() => onCdktf.withoutTarget(onCdktf.stackIn(HOME), options))).toBe(message);
});

test.each(OF_SEVERAL)('%s: refused in the same words on both engines', (_, sides, message) => {
  const onAwsCdk = problemsOf(() => sidesOn(new OnAwsCdk(), sides));
  expect(onAwsCdk.join('\n')).toMatch(message);
  expect(problemsOf(() => sidesOn(new OnCdktf(), sides))).toEqual(onAwsCdk);
});

test('regions that fit together are not refused', () => {
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    expect(problemsOf(() => sidesOn(engine, { [HOME]: {}, [OTHER]: { routing: secondary() } }))).toEqual([]);
  }
});

test('unequal sides: refused in the same words on both engines, unless they are accepted', () => {
  const unequal = (engine: OnAwsCdk | OnCdktf, unequalSides?: boolean) => problemsOf(() => sidesOn(
    engine, { [HOME]: { unequalSides }, [OTHER]: { routing: secondary() } }, { [HOME]: { dualStack: true }, [OTHER]: { insecureHttp: true } }));
  const onAwsCdk = unequal(new OnAwsCdk());
  expect(onAwsCdk).toEqual([
    expect.stringMatching(/dualStack must be the same on both sides, got true and false \(unequalSides: true accepts it\)\.$/),
    expect.stringMatching(/listenerProtocol must be the same on both sides, got "HTTPS" and "HTTP" \(unequalSides: true accepts it\)\.$/),
  ]);
  expect(unequal(new OnCdktf())).toEqual(onAwsCdk);
  expect([unequal(new OnAwsCdk(), true), unequal(new OnCdktf(), true)]).toEqual([[], []]);
});

test.each<[string, FailoverSetting['cache'], FailoverSetting['cache'], RegExp | undefined]>([
  ['a cache that makes a global datastore, and one that joins it', 'made', 'joined', undefined],
  ['two caches that make one each', 'made', 'made', /Failover' and '.*Failover': cache must be GlobalDatastore\.primary\(\) in one region only for www\.example\.com, got it in both/],
  ['one that joins another', 'made', 'other', /cache must be in the same global datastore on each side of www\.example\.com, got one that ends with "-shop" and "ldgnf-other"/],
  ['one that is in none', 'joined', 'alone', /globalDatastore must be the same on both sides, got true and false \(unequalSides: true accepts it\)/],
])('%s: judged in the same words on both engines', (_, home, other, message) => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => problemsOf(() => sidesOn(
    engine, { [HOME]: {}, [OTHER]: { routing: secondary() } }, { [HOME]: { cache: home }, [OTHER]: { cache: other } })));
  expect(onAwsCdk).toEqual(message ? [expect.stringMatching(message)] : []);
  expect(onCdktf).toEqual(onAwsCdk);
});

test('a last resort of regions that do not leave it the name: refused in the same words on both engines', () => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => problemsOf(() => {
    engine.lastResort(engine.stackIn('us-east-1', 'Global') as any, { options: {} });
    sidesOn(engine, { [HOME]: {}, [OTHER]: { routing: secondary() } });
  }));
  expect(onAwsCdk).toHaveLength(2);
  expect(onAwsCdk[0]).toMatch(/StaticLastResort 'Global\/LastResort': lastResort must be true for www\.example\.com, got false/);
  expect(onCdktf).toEqual(onAwsCdk);
});

test.each(OF_LAST_RESORTS)('%s: refused in the same words on both engines', (_, options, message, region = 'us-east-1') => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => (
    messageOf(() => engine.lastResort(engine.stackIn(region) as any, { options }))));
  expect(onAwsCdk).toMatch(/^StaticLastResort 'Stack\/LastResort': /);
  expect(onAwsCdk).toMatch(message);
  expect(onCdktf).toBe(onAwsCdk);
});

test('what is refused leaves nothing half-built', () => {
  for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
    const stack = engine.stackIn(HOME);
    expect(() => engine.region(stack as any, { options: { recordName: `www.not${ZONE.name}` } })).toThrow('recordName');
    expect(stack.node.findChild('Failover').node.children).toEqual([]);
  }
});

function regionOnAwsCdk(region: Region) {
  const engine = new OnAwsCdk();
  return engine.region(engine.stackIn(region.setting?.region ?? HOME), region);
}

function regionOnCdktf(region: Region) {
  const engine = new OnCdktf();
  return engine.region(engine.stackIn(region.setting?.region ?? HOME), region);
}

/** One stack a region, and what the app's synthesis comes to. */
function sidesOn(
  engine: OnAwsCdk | OnCdktf, sides: Record<string, Partial<MultiRegionFailoverOptions>>, settings: Record<string, FailoverSetting> = {},
) {
  for (const [region, options] of Object.entries(sides)) {
    const side = { options: { expectedRegions: undefined, ...options }, setting: { region, ...settings[region] } };
    engine.region(engine.stackIn(region, region) as any, side);
  }
  return engine.synthesize();
}

/** The problems that a synthesis ends with, each a sentence about the constructs. */
function problemsOf(synthesize: () => unknown): string[] {
  const message = messageOf(synthesize);
  if (message === NOTHING) { return []; }
  const problems = message.split('\n').filter((line) => line.includes('MultiRegionFailover \'')).map((line) => line.replace(/^.*?(?=MultiRegionFailover ')/, ''));
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
