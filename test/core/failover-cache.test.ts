import { CONTEXT, TOKEN_TEXT } from './planning';
import { failover, isUnresolved, side } from './region-planning';
import { RegionRouting } from '../../src/core';
import { Checks } from '../../src/core/checks';
import { cacheInRegion, CacheNames, NO_CACHE, runbookDatastore } from '../../src/core/failover-cache';
import { checkSides } from '../../src/core/region-side-checks';
import { RegionSide } from '../../src/core/region-sides';

const ENGINE = { name: 'valkey', version: '8.2' };
const MAKES: CacheNames = { replicationGroupId: 'eu-sessions', madeSuffix: 'shop' };
const JOINS: CacheNames = { replicationGroupId: 'us-sessions', joinedId: 'ldgnf-shop' };
const ALONE: CacheNames = { replicationGroupId: 'us-sessions' };

describe('a region\'s cache', () => {
  test('counts in a global datastore', () => {
    expect(cacheInRegion(ENGINE, MAKES)).toEqual({
      names: MAKES, data: { cache: { kind: 'globalDatastore' } }, datastore: { madeSuffix: 'shop' }, side: { cacheEngine: 'valkey 8.2', globalDatastore: true },
    });
    expect(cacheInRegion(ENGINE, JOINS)).toMatchObject({ data: { cache: { kind: 'globalDatastore' } }, datastore: { joinedId: 'ldgnf-shop' } });
  });

  test('does not by itself, and is compared', () => {
    expect(cacheInRegion(ENGINE, ALONE)).toMatchObject({ data: {}, datastore: undefined, side: { cacheEngine: 'valkey 8.2', globalDatastore: false } });
  });

  test('of another program is compared by what is known of it', () => {
    expect(cacheInRegion(ENGINE, undefined)).toEqual({ ...NO_CACHE, side: { cacheEngine: 'valkey 8.2' } });
  });
});

describe('sides with caches', () => {
  const sideWith = (path: string, region: string, routing: RegionRouting, names: CacheNames | undefined, engine = ENGINE): RegionSide => {
    const { datastore, side: facts } = names ? cacheInRegion(engine, names) : NO_CACHE;
    return side(path, region, { routing }, { datastore, side: facts });
  };
  const problems = (home: CacheNames | undefined, other: CacheNames | undefined, engine = ENGINE) => checkSides([
    sideWith('App/Eu/Failover', 'eu-west-1', RegionRouting.primary(), home), sideWith('App/Us/Failover', 'us-east-1', RegionRouting.secondary(), other, engine),
  ], [], isUnresolved).problems;
  const BOTH = "MultiRegionFailover 'App/Eu/Failover' and 'App/Us/Failover': ";

  test.each<[string, CacheNames | undefined, CacheNames | undefined]>([
    ['a primary and its secondary', MAKES, JOINS],
    ['the other way round', JOINS, MAKES],
    ['a secondary of an id that the deployment tells', MAKES, { ...JOINS, joinedId: TOKEN_TEXT }],
    ['two secondaries of one primary elsewhere', JOINS, { ...JOINS, replicationGroupId: 'eu-sessions' }],
    ['two that nothing follows between', ALONE, ALONE],
    ['none', undefined, undefined],
    ['one that the other side does not tell of', MAKES, undefined],
    ['a suffix that the deployment tells', { ...MAKES, madeSuffix: TOKEN_TEXT }, JOINS],
  ])('%s', (_, home, other) => {
    expect(problems(home, other)).toEqual([]);
  });

  test.each<[string, CacheNames, CacheNames, string]>([
    ['two primaries', MAKES, MAKES, 'cache must be GlobalDatastore.primary() in one region only for www.example.com, got it in both: each makes a datastore of its own, and no session follows.'],
    ['a secondary of another', MAKES, { ...JOINS, joinedId: 'ldgnf-other' }, 'cache must be in the same global datastore on each side of www.example.com, got one that ends with "-shop" and "ldgnf-other".'],
    ['secondaries of two', { ...JOINS, joinedId: 'ldgnf-other' }, JOINS, 'cache must be in the same global datastore on each side of www.example.com, got "ldgnf-other" and "ldgnf-shop".'],
    ['a primary that nobody follows', MAKES, ALONE, 'globalDatastore must be the same on both sides, got true and false (unequalSides: true accepts it).'],
  ])('%s', (_, home, other, sentence) => {
    expect(problems(home, other)).toEqual([`${BOTH}${sentence}`]);
  });

  test('of two engines', () => {
    expect(problems(MAKES, JOINS, { name: 'redis', version: '7.1' })).toEqual([
      `${BOTH}cacheEngine must be the same on both sides, got "valkey 8.2" and "redis 7.1" (unequalSides: true accepts it).`,
    ]);
  });
});

describe('the runbook', () => {
  const datastore = (home: CacheNames, other: CacheNames) => runbookDatastore(home, other, 'us-east-1', new Checks(CONTEXT));

  test('names the datastore where its id is said', () => {
    expect(datastore(MAKES, JOINS)).toEqual({
      globalReplicationGroupId: 'ldgnf-shop', homeReplicationGroupId: 'eu-sessions', otherReplicationGroupId: 'us-sessions',
    });
  });

  test('asks the region that takes over, where it is not', () => {
    expect(datastore(MAKES, { ...JOINS, joinedId: TOKEN_TEXT })!.globalReplicationGroupId).toBe('<global datastore of us-sessions in us-east-1>');
  });

  test('fails nothing over that does not follow', () => {
    expect([datastore(MAKES, ALONE), datastore(ALONE, JOINS), datastore({}, {})]).toEqual([undefined, undefined, undefined]);
  });
});

test('the plan tells the other sides of it', () => {
  const { datastore, data } = cacheInRegion(ENGINE, MAKES);
  expect(failover({}, { datastore, data }).side.datastore).toEqual({ madeSuffix: 'shop' });
  expect(failover().side.datastore).toBeUndefined();
});
