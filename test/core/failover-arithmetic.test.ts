import fc from 'fast-check';
import { TOKEN_NUMBER } from './planning';
import { ENDPOINT, failover, INTERNAL } from './region-planning';
import { describeSpan, sumOf } from '../../src/core/failover-arithmetic';
import { FailoverTerm, RegionData } from '../../src/core/failover-terms';

const REPLICA: RegionData = { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion: 570 } };
const GLOBAL: RegionData = { database: { kind: 'auroraGlobal' } };
const SESSIONS: RegionData = { cache: { kind: 'globalDatastore' } };
const facts = (...given: Parameters<typeof failover>) => failover(...given).facts;
const spans = (terms: readonly FailoverTerm[]) => (
  Object.fromEntries(terms.map(({ name, secondsFrom, secondsTo }) => [name, [secondsFrom, secondsTo]]))
);

describe('a region without data', () => {
  test('is out after threshold × interval, and what a checker waits for', () => {
    expect(facts()).toMatchObject({
      detectionSecondsFrom: 30, detectionSecondsTo: 48, dnsSeconds: 60, recoveryTimeSecondsFrom: 30, recoveryTimeSecondsTo: 48 + 60 + 240,
    });
    expect(facts({ healthCheck: { intervalSeconds: 30, failureThreshold: 2 } })).toMatchObject({ detectionSecondsFrom: 60, detectionSecondsTo: 72 });
  });

  test('later, where a checker waits for the text as well', () => {
    expect(facts({ healthCheck: { searchString: 'ok' } }).detectionSecondsTo).toBe(3 * (10 + 8));
  });

  test('loses nothing that is known here, which is not nothing', () => {
    expect(facts().recoveryPointSeconds).toBeUndefined();
    expect(facts().inWords).toContain('Recovery point: no data is known to be replicated here.');
  });

  test('has terms that say where they come from', () => {
    expect(spans(facts().terms)).toEqual({
      'Route 53 finds the region unhealthy': [30, 48],
      'resolvers forget the old answer': [0, 60],
      'the other region starts the servers that it lacks': [0, 240],
    });
    for (const { why, source } of facts().terms.slice(0, 2)) {
      expect(why.length).toBeGreaterThan(10);
      expect(source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
    }
  });

  test('in words', () => {
    expect(facts().inWords).toEqual([
      'Recovery time: 30 to 348 s.',
      'Route 53 finds the region unhealthy: 30 to 48 s. 3 checks in a row fail, 10 s apart, each after up to 6 s without an answer; the region is unhealthy when 18 % of the checkers or fewer reach it. (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html)',
      'resolvers forget the old answer: up to 60 s. An alias to a load balancer is remembered for 60 s; connections that are open stay where they are. (https://aws.amazon.com/route53/faqs/)',
      'the other region starts the servers that it lacks: up to 240 s. Boot and warm-up, once; nothing where minCapacity carries both regions\' load. A load that grows manyfold takes several rounds: see the tier\'s facts.',
      'Recovery point: no data is known to be replicated here.',
    ]);
  });
});

describe('inside a network', () => {
  test('the balancer finds out first, and then the alarm', () => {
    expect(spans(facts({}, INTERNAL).terms)).toMatchObject({
      'the load balancer finds its instances dead': [0, 25], 'the alarm on healthy instances goes off': [120, 240],
    });
    expect(facts({}, INTERNAL)).toMatchObject({ detectionSecondsFrom: 120, detectionSecondsTo: 265 });
  });

  test('what the tier does not say stays unknown', () => {
    expect(facts({}, { ...INTERNAL, timings: {} })).toMatchObject({
      detectionSecondsFrom: 120, detectionSecondsTo: undefined, recoveryTimeSecondsTo: undefined,
    });
  });
});

describe('alarms beside', () => {
  test('make it sooner only, where all checks count', () => {
    expect(facts({ healthCheck: { alarmNames: ['a'] } }).detectionSecondsTo).toBe(48);
  });

  test('make it unknown, where fewer suffice', () => {
    const some = facts({ healthCheck: { alarmNames: ['a'], healthThreshold: 1 } });
    expect(some).toMatchObject({ detectionSecondsFrom: undefined, detectionSecondsTo: undefined, recoveryTimeSecondsFrom: undefined });
    expect(some.inWords[1]).toBe('Route 53 finds enough checks unhealthy: not known. 1 healthy ones of 2 suffice: when the alarms among them go off is not known here.');
    expect(facts({ healthCheck: { alarmNames: ['a'], healthThreshold: TOKEN_NUMBER } }).detectionSecondsTo).toBeUndefined();
  });
});

describe('data', () => {
  test('has to wait for somebody, for how long nobody knows', () => {
    const { terms, recoveryTimeSecondsFrom, recoveryTimeSecondsTo, inWords } = facts({}, { data: SESSIONS });
    expect(spans(terms)['somebody decides to promote the data']).toEqual([undefined, undefined]);
    expect([recoveryTimeSecondsFrom, recoveryTimeSecondsTo]).toEqual([undefined, undefined]);
    expect(inWords[0]).toBe('Recovery time: not known.');
  });

  test('of RDS takes minutes, and loses what the lag is', () => {
    const replica = facts({ recovery: { decisionSeconds: 600 } }, { data: REPLICA });
    expect(spans(replica.terms)['the read replica is promoted']).toEqual([120, undefined]);
    expect(replica).toMatchObject({ recoveryTimeSecondsFrom: 30 + 600 + 120, recoveryTimeSecondsTo: undefined, recoveryPointSeconds: 570 });
    expect(replica.inWords[0]).toBe('Recovery time: at least 750 s.');
    expect(facts({}, { data: { database: { kind: 'rdsReplica' } } })).toMatchObject({ recoveryPointSeconds: undefined });
    expect(facts({}, { data: { database: { kind: 'rdsReplica' } } }).inWords).toContain('Recovery point: not known.');
  });

  test('as long as it took, once somebody measured', () => {
    const measured = facts({ recovery: { decisionSeconds: 600, databasePromotionSeconds: 400 } }, { data: REPLICA });
    expect(spans(measured.terms)['the read replica is promoted']).toEqual([400, 400]);
    expect(measured.recoveryTimeSecondsTo).toBe(48 + 60 + 600 + 400 + 240);
  });

  test('of Aurora a minute, and a second', () => {
    const global = facts({ recovery: { decisionSeconds: 0 } }, { data: GLOBAL });
    expect(spans(global.terms)['the global database fails over']).toEqual([0, 60]);
    expect(global.recoveryPointSeconds).toBe(1);
    const losing = (database: object) => facts({}, { data: { database: { kind: 'auroraGlobal', ...database } } as RegionData }).recoveryPointSeconds;
    expect(losing({ secondsOfWritesLostByPromotion: 270 })).toBe(270);
    expect(losing({ secondsOfWritesLostByPromotion: 270, rpoSeconds: 20 })).toBe(20);
    expect(losing({ rpoSeconds: TOKEN_NUMBER })).toBeUndefined();
  });

  test('of several kinds is as old as the oldest', () => {
    const both = facts({ recovery: { decisionSeconds: 60 } }, { data: { ...REPLICA, ...SESSIONS } });
    expect(both.recoveryPointSeconds).toBe(570);
    expect(both.lossTerms.map(({ name }) => name)).toEqual(['writes to the database', 'writes to the cache']);
    expect(spans(both.terms)['the global datastore fails over']).toEqual([0, 60]);
    expect(facts({}, { data: { database: { kind: 'rdsReplica' }, ...SESSIONS } }).recoveryPointSeconds).toBeUndefined();
  });
});

test('clients that remember longer are counted when they are told of', () => {
  expect(facts({ recovery: { clientDnsCacheSeconds: 30 } })).toMatchObject({ dnsSeconds: 90, recoveryTimeSecondsTo: 378 });
  expect(facts({ recovery: { clientDnsCacheSeconds: TOKEN_NUMBER } }).dnsSeconds).toBeUndefined();
});

test('a balancer of somebody else says nothing of its servers', () => {
  const { recoveryTimeSecondsFrom, recoveryTimeSecondsTo } = facts({}, { endpoint: ENDPOINT, timings: {} });
  expect([recoveryTimeSecondsFrom, recoveryTimeSecondsTo]).toEqual([30, undefined]);
});

test.each([
  [{ from: 1, to: 2 }, '1 to 2 s'], [{ from: 2, to: 2 }, '2 s'], [{ from: 0, to: 2 }, 'up to 2 s'], [{ to: 2 }, 'up to 2 s'], [{ from: 0, to: 0 }, '0 s'],
  [{ from: 3 }, 'at least 3 s'], [{ from: 0 }, 'not known'], [{}, 'not known'],
])('%j is told as "%s"', (span, words) => {
  expect(describeSpan(span)).toBe(words);
});

test('a sum is unknown exactly when a term is', () => {
  const term = fc.option(fc.nat(1000), { nil: undefined }).map((secondsTo): FailoverTerm => ({ name: 'a', why: 'b', secondsFrom: 1, secondsTo }));
  fc.assert(fc.property(fc.array(term), (terms) => {
    const isKnown = terms.every(({ secondsTo }) => secondsTo !== undefined);
    expect(sumOf(terms)).toEqual({ from: terms.length, to: isKnown ? terms.reduce((sum, { secondsTo }) => sum + secondsTo!, 0) : undefined });
  }));
});
