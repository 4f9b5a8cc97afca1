import fc from 'fast-check';
import { failover, failoverRefusals, isUnresolved, side } from './region-planning';
import { Continent, GeoLocation, RegionRouting } from '../../src/core';
import { checkSides } from '../../src/core/region-side-checks';
import { RegionSide } from '../../src/core/region-sides';

const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1', 'sa-east-1', 'af-south-1'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const problems = (sides: RegionSide[]) => checkSides(sides, [], isUnresolved).problems;

const regions = (min: number, max: number) => fc.shuffledSubarray(REGIONS, { minLength: min, maxLength: max });
const locations = fc.constantFrom(GeoLocation.continent(Continent.EUROPE), GeoLocation.country('US'), GeoLocation.country('DE'), GeoLocation.defaultLocation());
const anyRouting = fc.oneof(
  fc.constantFrom(RegionRouting.primary(), RegionRouting.secondary(), RegionRouting.latency()),
  fc.integer({ min: 0, max: 255 }).map((weight) => RegionRouting.weighted(weight)),
  locations.map((location) => RegionRouting.geolocation(location)),
);
const anySides = regions(1, 5).chain((names) => fc.tuple(...names.map((region) => anyRouting.map((routing) => side(`App/${region}`, region, { routing })))));

test('any two primaries are refused, whoever else there is, and both are named', () => {
  fc.assert(fc.property(anySides, (sides) => {
    const primaries = sides.filter(({ routing }) => routing.failover === 'PRIMARY');
    const found = problems(sides).filter((problem) => problem.includes('routing must be primary() in one region only'));
    expect(found).toHaveLength(primaries.length * (primaries.length - 1) / 2);
    for (const one of primaries) {
      for (const other of primaries.filter(({ path }) => path !== one.path)) {
        expect(found.some((problem) => problem.includes(`'${one.path}'`) && problem.includes(`'${other.path}'`))).toBe(true);
      }
    }
  }));
});

test('sides pass exactly when Route 53 can answer by them', () => {
  fc.assert(fc.property(anySides, (sides) => {
    const routings = sides.map(({ routing }) => routing);
    const isOneStrategy = new Set(routings.map(({ strategy }) => strategy)).size === 1;
    const places = routings.map(({ geoLocation }) => JSON.stringify(geoLocation));
    const fits = {
      FAILOVER: routings.map(({ failover: role }) => role).sort().join() === 'PRIMARY,SECONDARY',
      LATENCY: true,
      WEIGHTED: routings.some(({ weight }) => weight !== 0),
      GEOLOCATION: new Set(places).size === places.length && routings.some(({ geoLocation }) => geoLocation?.countryCode === '*'),
    }[routings[0].strategy];
    expect(problems(sides).length === 0).toBe(isOneStrategy && fits && sides.length > 1);
  }));
});

test('the order in which the sides are found decides nothing', () => {
  fc.assert(fc.property(anySides, (sides) => {
    expect(problems([...sides].reverse()).length === 0).toBe(problems(sides).length === 0);
  }));
});

test('a duplicate is refused in any number of regions, by what is duplicate', () => {
  fc.assert(fc.property(regions(2, 5), fc.constantFrom('region' as const, 'setIdentifier' as const), (names, what) => {
    const sides = names.map((region) => side(`App/${region}`, region, { routing: RegionRouting.latency() }));
    expect(problems(sides)).toEqual([]);
    const doubled = [...sides.slice(0, -1), { ...sides.at(-1)!, [what]: sides[0][what] }];
    expect(problems(doubled)).toEqual([expect.stringContaining(`: ${what} must be another one on each side`)]);
  }));
});

test('a region that is expected elsewhere is not missed, and one that is not is', () => {
  fc.assert(fc.property(regions(2, 5), fc.nat(), (names, seed) => {
    const here = names.slice(0, 1 + seed % names.length);
    const made = (expectedRegions?: string[]) => here.map((region) => side(`App/${region}`, region, { routing: RegionRouting.latency(), expectedRegions }));
    expect(problems(made(names))).toEqual([]);
    expect(problems(made()).length).toBe(here.length === 1 ? 1 : 0);
  }));
});

test('any difference in capacity is refused unless it is accepted, and then it is told', () => {
  fc.assert(fc.property(fc.nat(100), fc.nat(100), fc.boolean(), (one, other, unequalSides) => {
    const [first, second] = [RegionRouting.primary(), RegionRouting.secondary()].map((routing, index) => side(`App/${index}`, REGIONS[index], { routing, unequalSides }));
    const report = checkSides(
      [{ ...first, facts: { ...first.facts, minCapacity: one } }, { ...second, facts: { ...second.facts, minCapacity: other } }], [], isUnresolved,
    );
    expect(report.problems).toHaveLength(one !== other && !unequalSides ? 1 : 0);
    expect(report.warnings).toHaveLength(one !== other && unequalSides ? 1 : 0);
  }));
});

const valid = fc.record({
  routing: anyRouting,
  lastResort: maybe(fc.boolean()),
  withdrawn: maybe(fc.boolean()),
  healthCheck: maybe(fc.record({
    intervalSeconds: maybe(fc.constantFrom(10, 30)),
    failureThreshold: maybe(fc.integer({ min: 1, max: 10 })),
    port: maybe(fc.integer({ min: 1, max: 65_535 })),
    searchString: maybe(fc.constantFrom('ok', 'a'.repeat(255))),
    alarmNames: maybe(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })),
  })),
});

test('valid options always plan: the record goes by one check over all others, and detection is threshold × interval at the least', () => {
  fc.assert(fc.property(valid, (options) => {
    const { records, healthCheck, facts } = failover(options);
    const { endpoint, alarms, calculated } = healthCheck;
    const ids = [endpoint!.id, ...alarms.map(({ id }) => id), calculated.id];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...calculated.children, 'RegionCheck']);
    for (const record of records) { expect(record.healthCheck).toBe('RegionCheck'); }
    expect(records[0].name).toBe(options.lastResort ? 'active.www.example.com' : 'www.example.com');
    expect(facts.detectionSecondsFrom).toBe(endpoint!.intervalSeconds * endpoint!.failureThreshold);
    expect(facts.recoveryTimeSecondsTo).toBeGreaterThan(facts.detectionSecondsTo!);
  }));
});

const INVALID: Record<string, (value: number) => Parameters<typeof failoverRefusals>[0]> = {
  'routing.weight': (weight) => ({ routing: RegionRouting.weighted(weight) }),
  'healthCheck.intervalSeconds': (intervalSeconds) => ({ healthCheck: { intervalSeconds } }),
  'healthCheck.failureThreshold': (failureThreshold) => ({ healthCheck: { failureThreshold } }),
  'healthCheck.port': (port) => ({ healthCheck: { port } }),
  'healthCheck.healthThreshold': (healthThreshold) => ({ healthCheck: { healthThreshold, alarmNames: ['a'] } }),
  'recovery.decisionSeconds': (decisionSeconds) => ({ recovery: { decisionSeconds } }),
  'recovery.databasePromotionSeconds': (databasePromotionSeconds) => ({ recovery: { databasePromotionSeconds } }),
  'recovery.clientDnsCacheSeconds': (clientDnsCacheSeconds) => ({ recovery: { clientDnsCacheSeconds } }),
};

test.each(Object.entries(INVALID))('an invalid %s is always refused, alone and by its name', (option, optionsOf) => {
  const neverMeant = fc.oneof(
    fc.constantFrom(NaN, Infinity, -Infinity), fc.integer({ max: -1 }), fc.integer({ min: 100_000 }),
    fc.integer({ min: -9, max: -1 }).map((value) => value + 0.5),
  );
  fc.assert(fc.property(neverMeant, (value) => {
    expect(failoverRefusals(optionsOf(value)).map((problem) => problem.split(' ')[0])).toEqual([option]);
  }));
});
