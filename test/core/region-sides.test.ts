import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { ENDPOINT, FAILOVER_SURROUNDINGS, isUnresolved, lastResort, side } from './region-planning';
import { Continent, GeoLocation, RegionRouting } from '../../src/core';
import { LastResortSide, warnOfLoneLastResort } from '../../src/core/last-resort-sides';
import { checkSides } from '../../src/core/region-side-checks';
import { RegionSide, SideFacts } from '../../src/core/region-sides';

const PRIMARY = { routing: RegionRouting.primary() };
const SECONDARY = { routing: RegionRouting.secondary() };
const LATENCY = { routing: RegionRouting.latency() };
const located = (location: GeoLocation) => ({ routing: RegionRouting.geolocation(location) });
const weighted = (weight: number) => ({ routing: RegionRouting.weighted(weight) });
const withFacts = (facts: Partial<SideFacts>) => ({ side: { ...FAILOVER_SURROUNDINGS.side, ...facts } });

const check = (sides: RegionSide[], lastResorts: LastResortSide[] = []) => checkSides(sides, lastResorts, isUnresolved);
const eu = (options: object = PRIMARY, surroundings = {}) => side('App/Eu/Failover', 'eu-west-1', options, surroundings);
const us = (options: object = SECONDARY, surroundings = {}) => side('App/Us/Failover', 'us-east-1', options, surroundings);
const asia = (options: object, surroundings = {}) => side('App/Asia/Failover', 'ap-south-1', options, surroundings);
const BOTH = "MultiRegionFailover 'App/Eu/Failover' and 'App/Us/Failover': ";
const ALONE = "MultiRegionFailover 'App/Eu/Failover': ";

describe('sides that fit together', () => {
  test.each<[string, RegionSide[]]>([
    ['nobody', []],
    ['a primary and a secondary', [eu(), us()]],
    ['three by latency', [eu(LATENCY), us(LATENCY), asia(LATENCY)]],
    ['weights, one of them 0', [eu(weighted(0)), us(weighted(1))]],
    ['places and the rest of the world', [eu(located(GeoLocation.continent(Continent.EUROPE))), us(located(GeoLocation.defaultLocation()))]],
    ['two names of one app', [eu(), us(), eu({ ...LATENCY, recordName: 'api.example.com' }), us({ ...LATENCY, recordName: 'api.example.com' })]],
    ['one whose partner is in another app', [eu({ ...PRIMARY, expectedRegions: ['eu-west-1', 'us-east-1'] })]],
    ['one of three, the others elsewhere', [eu({ ...weighted(0), expectedRegions: ['eu-west-1', 'us-east-1', 'ap-south-1'] })]],
    ['two of three places, the default elsewhere', [
      eu({ ...located(GeoLocation.country('DE')), expectedRegions: ['eu-west-1', 'us-east-1', 'ap-south-1'] }), us(located(GeoLocation.country('US'))),
    ]],
    ['two of no weight, the third elsewhere', [
      eu({ ...weighted(0), expectedRegions: ['eu-west-1', 'us-east-1', 'ap-south-1'] }), us(weighted(0)),
    ]],
    ['two withdrawn, the third elsewhere', [
      eu({ ...LATENCY, withdrawn: true, expectedRegions: ['eu-west-1', 'us-east-1', 'ap-south-1'] }), us({ ...LATENCY, withdrawn: true }),
    ]],
    ['one withdrawn', [eu({ ...PRIMARY, withdrawn: true }), us()]],
    ['places that differ in a part only', [
      eu(located(GeoLocation.country('US'))), us(located(GeoLocation.subdivision('US', 'CA'))), asia(located(GeoLocation.defaultLocation())),
    ]],
  ])('%s', (_, sides) => {
    expect(check(sides)).toEqual({ problems: [], warnings: [] });
  });
});

describe('sides that do not', () => {
  test.each<[string, RegionSide[], string[]]>([
    ['two primaries', [eu(), us(PRIMARY)], [`${BOTH}routing must be primary() in one region only for www.example.com, got it in both.`]],
    ['two secondaries', [eu(SECONDARY), us()], [`${BOTH}routing must be secondary() in one region only for www.example.com, got it in both.`]],
    ['a missing secondary', [eu()], [`${ALONE}routing must be secondary() in one region for www.example.com, got none (expectedRegions tells of one in another app).`]],
    ['a missing primary', [eu(SECONDARY)], [`${ALONE}routing must be primary() in one region for www.example.com, got none (expectedRegions tells of one in another app).`]],
    ['a missing secondary that nobody else has', [eu({ ...PRIMARY, expectedRegions: ['eu-west-1'] })], [`${ALONE}routing must be secondary() in one region for www.example.com, got none (expectedRegions tells of one in another app).`]],
    ['three expected under FAILOVER', [eu({ ...PRIMARY, expectedRegions: ['eu-west-1', 'us-east-1', 'ap-south-1'] }), us()], [`${BOTH}FAILOVER takes exactly 2 regions for www.example.com, got 3.`]],
    ['mixed strategies', [eu(), us(LATENCY)], [`${BOTH}routing must be of one strategy for www.example.com, got FAILOVER and LATENCY.`]],
    ['one region alone', [eu(LATENCY)], [`${ALONE}LATENCY takes at least 2 regions for www.example.com, got 1 (expectedRegions tells of those in other apps).`]],
    ['duplicate set identifiers', [eu({ ...PRIMARY, setIdentifier: 'a' }), us({ ...SECONDARY, setIdentifier: 'a' })], [`${BOTH}setIdentifier must be another one on each side of www.example.com, got "a" on both.`]],
    ['duplicate regions', [eu(), { ...us({ ...SECONDARY, setIdentifier: 'b' }), region: 'eu-west-1' }], [`${BOTH}region must be another one on each side of www.example.com, got "eu-west-1" on both.`]],
    ['regions of different partitions', [eu(), us(SECONDARY, { region: 'cn-north-1' })], [`${BOTH}region must be of one partition for www.example.com, got "eu-west-1" and "cn-north-1": Route 53 is not shared.`]],
    ['different zones', [eu(), us(SECONDARY, { zone: { id: 'Z2', name: 'example.com' } })], [`${BOTH}the hosted zone must be the same for www.example.com, got "Z1" and "Z2".`]],
    ['names that differ in case', [eu(), us({ ...SECONDARY, recordName: 'WWW.example.com' })], [`${BOTH}recordName must be written alike, got "www.example.com" and "WWW.example.com": DNS takes them for one name.`]],
    ['no default location', [eu(located(GeoLocation.country('DE'))), us(located(GeoLocation.country('US')))], [`${BOTH}routing must be geolocation(GeoLocation.defaultLocation()) in one region for www.example.com: callers from elsewhere would get no answer.`]],
    ['two default locations', [eu(located(GeoLocation.defaultLocation())), us(located(GeoLocation.defaultLocation()))], [`${BOTH}routing must be for another location on each side of www.example.com, got the default location on both.`]],
    ['one place twice', [eu(located(GeoLocation.subdivision('US', 'CA'))), us(located(GeoLocation.subdivision('US', 'CA'))), asia(located(GeoLocation.defaultLocation()))], [`${BOTH}routing must be for another location on each side of www.example.com, got US-CA on both.`]],
    ['all weights 0', [eu(weighted(0)), us(weighted(0))], [`${BOTH}routing must be weighted() above 0 in one region for www.example.com, got 0 in all.`]],
    ['everybody withdrawn', [eu({ ...PRIMARY, withdrawn: true }), us({ ...SECONDARY, withdrawn: true })], [`${BOTH}withdrawn must be false in one region for www.example.com, got true in all.`]],
    ['different expectations', [eu({ ...LATENCY, expectedRegions: ['us-east-1', 'eu-west-1'] }), us({ ...LATENCY, expectedRegions: ['us-east-1', 'eu-west-1', 'ap-south-1'] })], [`${BOTH}expectedRegions must name the same regions for www.example.com, got eu-west-1, us-east-1 and ap-south-1, eu-west-1, us-east-1.`]],
    ['a region that nobody expects', [eu({ ...PRIMARY, expectedRegions: ['eu-west-1', 'ap-south-1'] }), us()], [`${BOTH}expectedRegions must name every region of www.example.com, got ap-south-1, eu-west-1 without "us-east-1".`]],
  ])('%s', (_, sides, problems) => {
    expect(check(sides)).toEqual({ problems, warnings: [] });
  });

  test('a last resort on one side only', () => {
    const { problems } = check([eu({ ...PRIMARY, lastResort: true }), us()]);
    expect(problems).toEqual([`${BOTH}lastResort must be the same on each side of www.example.com, got true and false.`]);
  });

  test('three regions under FAILOVER, all of them named', () => {
    expect(check([eu(), us(), asia(SECONDARY)]).problems).toEqual([
      "MultiRegionFailover 'App/Us/Failover' and 'App/Asia/Failover': routing must be secondary() in one region only for www.example.com, got it in both.",
      "MultiRegionFailover 'App/Eu/Failover', 'App/Us/Failover' and 'App/Asia/Failover': FAILOVER takes exactly 2 regions for www.example.com, got 3.",
    ]);
  });

  test('each name by itself', () => {
    expect(check([eu(), us({ ...SECONDARY, recordName: 'api.example.com' })]).problems.map((problem) => /for (\S+),/.exec(problem)![1])).toEqual(['www.example.com', 'api.example.com']);
  });
});

describe('unequal sides', () => {
  test.each<[string, Partial<SideFacts>, string]>([
    ['minCapacity', { minCapacity: 2 }, '4 and 2'],
    ['maxCapacity', { maxCapacity: 10 }, '20 and 10'],
    ['instanceType', { instanceType: 'm7g.xlarge' }, '"m7g.large" and "m7g.xlarge"'],
    ['targetPort', { targetPort: 80 }, '8080 and 80'],
    ['targetProtocol', { targetProtocol: 'HTTPS' }, '"HTTP" and "HTTPS"'],
    ['tlsPolicy', { tlsPolicy: 'Old' }, '"Policy" and "Old"'],
  ])('are refused by their %s, and may be accepted', (fact, facts, values) => {
    const others = us(SECONDARY, withFacts(facts));
    expect(check([eu(), others])).toEqual({ problems: [`${BOTH}${fact} must be the same on both sides, got ${values} (unequalSides: true accepts it).`], warnings: [] });
    expect(check([eu(), { ...others, unequalSides: true }])).toEqual({
      problems: [],
      warnings: [{
        id: 'scale-out-constructs:unequalSides',
        message: `${BOTH}the sides differ in ${fact} (${values}): the one that takes over may not carry what the other did.`,
      }],
    });
  });

  test('in what the balancer says', () => {
    const other = us(SECONDARY, { endpoint: { ...ENDPOINT, usesTls: false, isDualStack: true } });
    expect(check([eu(), other]).problems).toEqual([
      `${BOTH}listenerProtocol must be the same on both sides, got "HTTPS" and "HTTP" (unequalSides: true accepts it).`,
      `${BOTH}dualStack must be the same on both sides, got false and true (unequalSides: true accepts it).`,
    ]);
  });

  test('in engines, where both are known', () => {
    const [postgres, mysql] = ['postgres', 'mysql'].map((databaseEngine) => withFacts({ databaseEngine, cacheEngine: 'valkey' }));
    expect(check([eu(PRIMARY, postgres), us(SECONDARY, mysql)]).problems).toEqual([
      `${BOTH}databaseEngine must be the same on both sides, got "postgres" and "mysql" (unequalSides: true accepts it).`,
    ]);
    expect(check([eu(PRIMARY, postgres), us()]).problems).toEqual([]);
  });
});

describe('what only the deployment tells', () => {
  test('is not compared', () => {
    const known = eu({ ...PRIMARY, setIdentifier: 'a' });
    const unknown: RegionSide = {
      ...us({ ...SECONDARY, setIdentifier: 'b' }), region: TOKEN_TEXT, zoneId: TOKEN_TEXT, setIdentifier: TOKEN_TEXT, facts: { minCapacity: TOKEN_NUMBER, instanceType: TOKEN_TEXT },
    };
    expect(check([known, unknown])).toEqual({ problems: [], warnings: [] });
    expect(check([{ ...unknown, routing: { strategy: 'FAILOVER', failover: 'PRIMARY' } }, unknown])).toEqual({ problems: [], warnings: [] });
  });

  test('nor is a weight or a location', () => {
    const geo = (code: string): RegionSide => ({ ...us(), routing: { strategy: 'GEOLOCATION', geoLocation: { countryCode: code } } });
    expect(check([{ ...eu(), routing: { strategy: 'WEIGHTED', weight: TOKEN_NUMBER } }, us(weighted(0))]).problems).toEqual([]);
    const others = [geo(TOKEN_TEXT), asia(located(GeoLocation.defaultLocation()))];
    expect(check([{ ...eu(), routing: geo(TOKEN_TEXT).routing }, ...others]).problems).toEqual([]);
  });

  test('a name like that is nobody\'s partner', () => {
    expect(check([{ ...eu(), recordName: TOKEN_TEXT }])).toEqual({ problems: [], warnings: [] });
  });
});

test('nobody is told: said once for all regions of a name, by those that tell nobody', () => {
  const untold = { reachesOtherRegions: false };
  const message = (regions: string) => `MultiRegionFailover ${regions}: nobody is told when a region is out of www.example.com: Route 53 reports to us-east-1 only. Make an alarm there on HealthCheckStatus of each one's output HealthCheckId.`;
  const saying = (regions: string) => [{ id: 'scale-out-constructs:noStatusAlarm', message: message(regions) }];
  expect(check([eu(LATENCY, untold), us(LATENCY, untold), asia(LATENCY, untold)]).warnings).toEqual(saying("'App/Eu/Failover' and 'App/Asia/Failover'"));
  expect(check([eu(PRIMARY, untold), us()]).warnings).toEqual(saying("'App/Eu/Failover'"));
});

describe('a last resort', () => {
  const RESORT = { ...PRIMARY, lastResort: true };
  const sides = [eu(RESORT), us({ ...SECONDARY, lastResort: true })];
  const own = lastResort().side;
  const WITH_EU = "MultiRegionFailover 'App/Eu/Failover' and StaticLastResort 'App/Global/LastResort': ";

  test('stands behind the regions', () => {
    expect(check(sides, [own])).toEqual({ problems: [], warnings: [] });
    expect(check([eu(), us()], [{ ...own, recordName: 'api.example.com' }])).toEqual({ problems: [], warnings: [] });
  });

  test('is missed, as it may be in another app', () => {
    expect(check(sides)).toEqual({
      problems: [],
      warnings: [{
        id: 'scale-out-constructs:lastResortElsewhere',
        message: "MultiRegionFailover 'App/Eu/Failover': lastResort is true, and this app has no StaticLastResort of www.example.com: nobody answers to the name until another app makes it.",
      }],
    });
  });

  test('is not missed where regions are elsewhere, and it may be with them', () => {
    expect(check([eu({ ...RESORT, expectedRegions: ['eu-west-1', 'us-east-1'] })])).toEqual({ problems: [], warnings: [] });
  });

  test('misses its regions, unless they are expected elsewhere', () => {
    const lone = (lastResortSide: LastResortSide, regions: RegionSide[]) => warnOfLoneLastResort(lastResortSide, regions, isUnresolved);
    const missed = [{
      id: 'scale-out-constructs:regionsElsewhere',
      message: 'This app has no MultiRegionFailover of www.example.com: Route 53 refuses the last resort until another app has made one, with lastResort: true (expectedRegions tells of those in other apps).',
    }];
    expect(lone(own, [])).toEqual(missed);
    expect(lone(own, [eu({ ...RESORT, recordName: 'api.example.com' })])).toEqual(missed);
    expect(lone(own, [eu({ ...RESORT, recordName: 'WWW.example.com' })])).toEqual([]);
    expect(lone({ ...own, recordName: TOKEN_TEXT }, [])).toEqual([]);
    expect(lone(own, [{ ...eu(RESORT), recordName: TOKEN_TEXT }])).toEqual([]);
    expect(lone(lastResort({ expectedRegions: ['eu-west-1', 'us-east-1'] }).side, [])).toEqual([]);
  });

  test('is refused where the regions do not make room for it', () => {
    expect(check([eu(), us()], [own]).problems[0]).toBe(`${WITH_EU}lastResort must be true for www.example.com, got false: both would answer to the name.`);
  });

  test('is in their zone, and answers over what they answer', () => {
    expect(check(sides, [{ ...own, zoneId: 'Z2', dualStack: true }]).problems.slice(0, 2)).toEqual([
      `${WITH_EU}the hosted zone must be the same for www.example.com, got "Z1" and "Z2".`,
      `${WITH_EU}dualStack must be what the load balancer is for www.example.com, got true and false: callers over IPv6 would get the page alone, or nothing.`,
    ]);
    expect(check(sides, [{ ...own, zoneId: TOKEN_TEXT }]).problems).toEqual([]);
  });

  test('is one', () => {
    expect(check(sides, [own, { ...own, path: 'App/Global/Other' }]).problems).toEqual([
      "StaticLastResort 'App/Global/LastResort' and 'App/Global/Other': recordName must have one last resort only, got 2 for www.example.com.",
    ]);
  });
});
