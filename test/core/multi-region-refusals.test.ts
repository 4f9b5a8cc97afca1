import { TOKEN_TEXT } from './planning';
import { ENDPOINT, failoverRefusals, INTERNAL, lastResortRefusals } from './region-planning';
import { Continent, GeoLocation, RegionRouting } from '../../src/core';

type Options = Parameters<typeof failoverRefusals>[0];
type Surroundings = Parameters<typeof failoverRefusals>[1];
const located = (location: GeoLocation): Options => ({ routing: RegionRouting.geolocation(location) });
const checked = (healthCheck: Options['healthCheck']): Options => ({ healthCheck });

const NAME = "recordName must be a whole name of up to 253 characters such as 'www.example.com', without a wildcard";
const PATH = 'healthCheck.path must be a path that begins with / and has up to 255 characters that may stand in a URL';
const A_REGION = "a region of AWS such as 'eu-west-1'";
const CHECKERS = 'one of us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1';
const internalOnly = (option: string) => (
  `healthCheck.${option} is for a load balancer that Route 53 reaches: this one is internal, and goes by its healthy hosts.`
);
const LONG = 'a'.repeat(300);

/** Each beside what is just allowed. */
describe('refused', () => {
  test.each<[string, Options, string, Options]>([
    ['a record outside its zone', { recordName: 'www.example.org' }, 'recordName must be in the hosted zone example.com, got "www.example.org".', { recordName: 'a.b.example.com' }],
    ['a record whose name only ends like its zone', { recordName: 'www.myexample.com' }, 'recordName must be in the hosted zone example.com, got "www.myexample.com".', { recordName: 'EXAMPLE.com' }],
    ['a wildcard', { recordName: '*.example.com' }, `${NAME}, got "*.example.com".`, { recordName: 'www.example.com' }],
    ['a name with a dot at its end', { recordName: 'www.example.com.' }, `${NAME}, got "www.example.com.".`, { recordName: 'w-w-w.example.com' }],
    ['part of a name', { recordName: 'www' }, `${NAME}, got "www".`, { recordName: 'example.com' }],
    ['a set identifier that is empty', { setIdentifier: '' }, 'setIdentifier must be a text of 1 to 128 characters, got "".', { setIdentifier: 'a' }],
    ['a set identifier that is too long', { setIdentifier: 'a'.repeat(129) }, `setIdentifier must be a text of 1 to 128 characters, got "${'a'.repeat(79)}….`, { setIdentifier: 'a'.repeat(128) }],
    ['a flag that is none', { lastResort: 'yes' as any }, 'lastResort must be true or false, got "yes".', { lastResort: true }],
    ['a weight of 256', { routing: RegionRouting.weighted(256) }, 'routing.weight must be an integer from 0 to 255, got 256.', { routing: RegionRouting.weighted(255) }],
    ['half a weight', { routing: RegionRouting.weighted(0.5) }, 'routing.weight must be an integer from 0 to 255, got 0.5.', { routing: RegionRouting.weighted(0) }],
    ['a weight that is none', { routing: RegionRouting.weighted(NaN) }, 'routing.weight must be an integer from 0 to 255, got NaN.', { routing: RegionRouting.weighted(1) }],
    ['a continent that is none', located(GeoLocation.continent('XX' as any)), 'routing.location.continent must be one of AF, AN, AS, EU, NA, OC, SA, got "XX".', located(GeoLocation.continent(Continent.ASIA))],
    ['a country in small letters', located(GeoLocation.country('de')), "routing.location.countryCode must be two capital letters of ISO 3166-1 such as 'DE', got \"de\".", located(GeoLocation.country('DE'))],
    ['a part of a country that has none', located(GeoLocation.subdivision('DE', 'BY')), 'routing.location.countryCode must be one of US, UA, got "DE".', located(GeoLocation.subdivision('UA', '05'))],
    ['a part by its name', located(GeoLocation.subdivision('US', 'Texas')), "routing.location.subdivisionCode must be up to three capital letters or digits such as 'CA', got \"Texas\".", located(GeoLocation.subdivision('US', 'TX'))],
    ['a misspelled region', { expectedRegions: ['eu-west-1', 'us-banana-1'] }, `expectedRegions[1] must be ${A_REGION}, got "us-banana-1".`, { expectedRegions: ['eu-west-1', 'us-east-1'] }],
    ['no region', { expectedRegions: [] }, 'expectedRegions must hold regions of AWS, got an empty list.', { expectedRegions: ['eu-west-1'] }],
    ['a region twice', { expectedRegions: ['eu-west-1', 'eu-west-1'] }, 'expectedRegions must be a list in which each region stands once, got ["eu-west-1","eu-west-1"].', { expectedRegions: ['eu-west-1', 'eu-west-2'] }],
    ['regions without this one', { expectedRegions: ['eu-west-2', 'us-east-1'] }, 'expectedRegions must be a list that names this region too (eu-west-1), got ["eu-west-2","us-east-1"].', { expectedRegions: ['us-east-1', 'eu-west-1'] }],
    ['a path without /', checked({ path: 'health' }), `${PATH}, got "health".`, checked({ path: '/' })],
    ['a path that is too long', checked({ path: `/${'a'.repeat(255)}` }), `${PATH}, got "/${'a'.repeat(78)}….`, checked({ path: `/${'a'.repeat(254)}` })],
    ['a path with a space', checked({ path: '/a b' }), `${PATH}, got "/a b".`, checked({ path: '/a%20b' })],
    ['a host that is none', checked({ hostName: 'https://eu.example.com' }), 'healthCheck.hostName must be a name such as \'eu.example.com\', got "https://eu.example.com".', checked({ hostName: 'eu.example.com' })],
    ['the shared name as the host', checked({ hostName: 'WWW.example.com' }), 'healthCheck.hostName must be a name that leads to this region alone, and not recordName itself, got "WWW.example.com".', checked({ hostName: 'ww.example.com' })],
    ['port 0', checked({ port: 0 }), 'healthCheck.port must be an integer from 1 to 65535, got 0.', checked({ port: 1 })],
    ['port 65536', checked({ port: 65_536 }), 'healthCheck.port must be an integer from 1 to 65535, got 65536.', checked({ port: 65_535 })],
    ['a search for nothing', checked({ searchString: '' }), 'healthCheck.searchString must be a text of 1 to 255 characters, got "".', checked({ searchString: 'a' })],
    ['a search for too much', checked({ searchString: LONG }), `healthCheck.searchString must be a text of 1 to 255 characters, got "${'a'.repeat(79)}….`, checked({ searchString: 'a'.repeat(255) })],
    ['a check every 20 s', checked({ intervalSeconds: 20 }), 'healthCheck.intervalSeconds must be 10 or 30: Route 53 has no others, got 20.', checked({ intervalSeconds: 30 })],
    ['a check every NaN s', checked({ intervalSeconds: NaN }), 'healthCheck.intervalSeconds must be 10 or 30: Route 53 has no others, got NaN.', checked({ intervalSeconds: 10 })],
    ['11 failures', checked({ failureThreshold: 11 }), 'healthCheck.failureThreshold must be an integer from 1 to 10, got 11.', checked({ failureThreshold: 10 })],
    ['no failure', checked({ failureThreshold: 0 }), 'healthCheck.failureThreshold must be an integer from 1 to 10, got 0.', checked({ failureThreshold: 1 })],
    ['two checkers', checked({ checkerRegions: ['us-east-1', 'eu-west-1'] }), 'healthCheck.checkerRegions must be at least 3 regions, got ["us-east-1","eu-west-1"].', checked({ checkerRegions: ['us-east-1', 'eu-west-1', 'us-west-1'] })],
    ['a checker twice', checked({ checkerRegions: ['us-east-1', 'us-east-1', 'eu-west-1'] }), 'healthCheck.checkerRegions must be a list in which each region stands once, got ["us-east-1","us-east-1","eu-west-1"].', checked({ checkerRegions: ['us-east-1', 'us-west-2', 'eu-west-1'] })],
    ['a region without checkers', checked({ checkerRegions: ['us-east-1', 'eu-west-1', 'eu-central-1'] }), `healthCheck.checkerRegions[2] must be ${CHECKERS}, got "eu-central-1".`, checked({ checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'] })],
    ['no alarms', checked({ alarmNames: [] }), 'healthCheck.alarmNames must hold names of alarms, got an empty list.', checked({ alarmNames: ['a'] })],
    ['an alarm without a name', checked({ alarmNames: [''] }), 'healthCheck.alarmNames[0] must be the name of an alarm, up to 255 characters, got "".', checked({ alarmNames: ['a'.repeat(255)] })],
    ['an alarm twice', checked({ alarmNames: ['a', 'a'] }), 'healthCheck.alarmNames must be a list in which each alarm stands once, got ["a","a"].', checked({ alarmNames: ['a', 'A'] })],
    ['alarms known too late', checked({ alarmNames: [TOKEN_TEXT] }), 'healthCheck.alarmNames must be known before the deployment: each is checked by a resource of its own.', checked({ alarmNames: ['a', TOKEN_TEXT] })],
    ['255 alarms', checked({ alarmNames: numbered(255) }), 'healthCheck.alarmNames must be at most 254 alarms, got 255.', checked({ alarmNames: numbered(254) })],
    ['a threshold above all checks', checked({ alarmNames: ['a'], healthThreshold: 3 }), 'healthCheck.healthThreshold must be an integer from 1 to 2, got 3.', checked({ alarmNames: ['a'], healthThreshold: 2 })],
    ['a threshold of none', checked({ alarmNames: ['a'], healthThreshold: 0 }), 'healthCheck.healthThreshold must be an integer from 1 to 2, got 0.', checked({ alarmNames: ['a'], healthThreshold: 1 })],
    ['a threshold over one check', checked({ healthThreshold: 1 }), 'healthCheck.healthThreshold needs healthCheck.alarmNames: one check alone is healthy or not.', checked({})],
    ['healthy hosts where Route 53 gets to', checked({ minimumHealthyHosts: 1 }), 'healthCheck.minimumHealthyHosts is for a load balancer inside a network: Route 53 checks this one itself.', checked({})],
    ['a decision after a week', { recovery: { decisionSeconds: 604_800 } }, 'recovery.decisionSeconds must be a number from 0 to 86400, got 604800.', { recovery: { decisionSeconds: 86_400 } }],
    ['a promotion in no time', { recovery: { databasePromotionSeconds: 0 } }, 'recovery.databasePromotionSeconds must be a number from 1 to 86400, got 0.', { recovery: { databasePromotionSeconds: 1 } }],
    ['clients that look ahead', { recovery: { clientDnsCacheSeconds: -1 } }, 'recovery.clientDnsCacheSeconds must be a number from 0 to 86400, got -1.', { recovery: { clientDnsCacheSeconds: 0 } }],
  ])('%s', (_, options, message, nearMiss) => {
    expect(failoverRefusals(options)).toEqual([message]);
    expect(failoverRefusals(nearMiss)).toEqual([]);
  });

  test('a name that is too long with what a last resort puts before it', () => {
    const recordName = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(55)}.example.com`;
    expect(recordName).toHaveLength(250);
    expect(failoverRefusals({ recordName })).toEqual([]);
    expect(failoverRefusals({ recordName, lastResort: true })).toEqual([expect.stringContaining('recordName must be a whole name of up to 246 characters')]);
    expect(failoverRefusals({ recordName: recordName.slice(4), lastResort: true })).toEqual([]);
  });
});

describe('what the surroundings do not allow', () => {
  test.each<[string, Options, Surroundings, string, Surroundings]>([
    ['no endpoint', {}, { endpoint: undefined }, 'tier must say what the name leads to, got nothing.', { endpoint: ENDPOINT }],
    ['a region that is none', {}, { region: 'us-banana-1' }, `region must be ${A_REGION}, got "us-banana-1".`, { region: 'us-east-1' }],
    [
      'callers with certificates', {}, { endpoint: { ...ENDPOINT, asksForCertificate: true } },
      'tier must not ask callers for certificates (mutual TLS): Route 53 has none to show, and would never find the region healthy.',
      { endpoint: { ...ENDPOINT, asksForCertificate: true, isInternal: true } },
    ],
    [
      'a last resort in a private zone', { lastResort: true }, { zone: { id: 'Z1', name: 'example.com', isPrivate: true } },
      'hostedZone must be a public zone for a last resort: Route 53 has no alias to CloudFront in a private one.', { zone: { id: 'Z1', name: 'example.com', isPrivate: false } },
    ],
    ['more healthy hosts than each zone has', checked({ minimumHealthyHosts: 3 }), INTERNAL, 'healthCheck.minimumHealthyHosts must be at most 2, which each of 2 zones has of minCapacity (4), got 3.', { endpoint: { ...INTERNAL.endpoint, minCapacity: 6 } }],
    ['more than the emptiest zone has', checked({ minimumHealthyHosts: 3 }), { endpoint: { ...INTERNAL.endpoint, minCapacity: 5 } }, 'healthCheck.minimumHealthyHosts must be at most 2, which each of 2 zones has of minCapacity (5), got 3.', { endpoint: { ...INTERNAL.endpoint, minCapacity: undefined } }],
    ['no healthy host', checked({ minimumHealthyHosts: 0 }), INTERNAL, 'healthCheck.minimumHealthyHosts must be an integer from 1 to 1000, got 0.', undefined],
  ])('%s', (_, options, surroundings, message, nearMiss) => {
    expect(failoverRefusals(options, surroundings)).toEqual([message]);
    if (nearMiss) { expect(failoverRefusals(options, nearMiss)).toEqual([]); }
  });

  test('a private zone alone is allowed, and a zone whose name nobody knows', () => {
    expect(failoverRefusals({}, { zone: { id: 'Z1', name: 'example.com.', isPrivate: true } })).toEqual([]);
    expect(failoverRefusals({ recordName: 'www.example.org' }, { zone: { id: 'Z1' } })).toEqual([]);
  });

  test.each(['path', 'hostName', 'port', 'searchString', 'intervalSeconds', 'failureThreshold', 'checkerRegions'])('%s inside a network', (option) => {
    const values: Record<string, unknown> = { path: '/', hostName: 'eu.example.com', port: 443, searchString: 'a', intervalSeconds: 10, failureThreshold: 3, checkerRegions: ['a'] };
    expect(failoverRefusals(checked({ [option]: values[option] }), INTERNAL)).toEqual([internalOnly(option)]);
  });

  test('all at once', () => {
    expect(failoverRefusals({ recordName: 'www.example.org', setIdentifier: '' }, { region: 'us-banana-1', endpoint: undefined })).toHaveLength(4);
  });
});

describe('a last resort is refused', () => {
  test.each<[string, Parameters<typeof lastResortRefusals>, string]>([
    ['a name outside its zone', [{ recordName: 'www.example.org' }], 'recordName must be in the hosted zone example.com, got "www.example.org".'],
    ['another region', [{}, { region: 'eu-west-1' }], 'region must be us-east-1, where CloudFront takes its certificates from, got "eu-west-1".'],
    ['a certificate of another region', [{}, { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/a' }], 'certificate must be the ARN of a certificate of us-east-1, got "arn:aws:acm:eu-west-1:111122223333:certificate/a".'],
    ['a regional web ACL', [{ webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/b' }], 'webAclArn must be the ARN of a global web ACL, got "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/b".'],
    ['an empty page', [{ html: '' }], 'html must be a page, got "".'],
    ['a book', [{ html: 'a'.repeat(100_001) }], 'html must be a page of up to 100000 characters, got "100001 characters".'],
    ['a private zone', [{}, { zone: { id: 'Z1', isPrivate: true } }], 'hostedZone must be a public zone for a last resort: Route 53 has no alias to CloudFront in a private one.'],
    ['a flag that is none', [{ dualStack: 1 as any }], 'dualStack must be true or false, got 1.'],
    ['a protection that is none', [{ protection: 'SOME' as any }], 'protection must be one of FULL, NONE, got "SOME".'],
  ])('%s', (_, given, message) => {
    expect(lastResortRefusals(...given)).toEqual([message]);
  });

  test('and not for the nearest that is right, or that nobody knows yet', () => {
    const arns = { certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a' };
    expect(lastResortRefusals({ html: 'a'.repeat(100_000), webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b' }, arns)).toEqual([]);
    const tokens = { recordName: TOKEN_TEXT, html: TOKEN_TEXT, webAclArn: TOKEN_TEXT };
    expect(lastResortRefusals(tokens, { region: TOKEN_TEXT, certificateArn: TOKEN_TEXT, zone: { id: TOKEN_TEXT, name: TOKEN_TEXT } })).toEqual([]);
  });
});

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `alarm-${index}`);
}
