import assert from 'node:assert/strict';
import { afterEach, mock } from 'node:test';
import { test } from './runner';
import { Dependency, Health } from '../src/health';

const ok = (name: string, essential = false): Dependency => ({ name, essential, breaker: () => 'closed', ping: async () => {} });
const out = (name: string, essential = false): Dependency => ({ name, essential, breaker: () => 'open', ping: async () => { throw new Error('refused'); } });
const statusOf = async (...dependencies: Dependency[]) => (await new Health(dependencies).report()).status;

afterEach(() => mock.timers.reset());

test('all well', async () => {
  const { status, dependencies } = await new Health([ok('writer', true), ok('cache')]).report();
  assert.equal(status, 'ok');
  assert.deepEqual(Object.keys(dependencies), ['writer', 'cache']);
  assert.equal(dependencies.cache.state, 'healthy');
  assert.equal(dependencies.cache.breaker, 'closed');
  assert.equal(typeof dependencies.cache.latencyMs, 'number');
});

test('without what can be done without it is degraded, without the writer unavailable', async () => {
  assert.equal(await statusOf(ok('writer', true), out('cache')), 'degraded');
  assert.equal(await statusOf(out('writer', true), ok('cache')), 'unavailable');
  assert.equal(await statusOf({ name: 'writer', essential: true, missing: ['DATABASE_WRITER_HOST'] }), 'unavailable');
});

test('what only reads is degraded, and answers', async () => {
  const { status, dependencies } = await new Health([ok('writer', true), { ...ok('cache'), onlyReads: () => true }]).report();
  assert.equal(status, 'degraded');
  assert.deepEqual({ ...dependencies.cache, latencyMs: 0 }, { state: 'degraded', latencyMs: 0, onlyReads: true, breaker: 'closed' });
  assert.equal(await statusOf(ok('writer', true), { ...ok('cache'), onlyReads: () => false }), 'ok');
});

test('what is missing is named', async () => {
  const { dependencies } = await new Health([{ name: 'files', essential: false, missing: ['FILES_BUCKET'] }]).report();
  assert.deepEqual(dependencies.files, { state: 'not configured', missing: ['FILES_BUCKET'] });
});

test('above a second is slow; what does not answer at all holds the report for 1.5 s, together and not each', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  mock.method(performance, 'now', () => now);
  const after = (name: string, milliseconds: number): Dependency => ({
    name, essential: false, ping: () => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
  });
  const report = new Health([after('quick', 1_000), after('slow', 1_001), after('silent', 1e9), after('silent too', 1e9)]).report();
  for (const milliseconds of [1_000, 1, 499]) {
    now += milliseconds;
    mock.timers.tick(milliseconds);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  const { dependencies } = await report;
  mock.restoreAll();
  assert.deepEqual(dependencies.quick, { state: 'healthy', latencyMs: 1_000, breaker: undefined });
  assert.deepEqual(dependencies.slow, { state: 'degraded', latencyMs: 1_001, breaker: undefined });
  assert.equal(dependencies.silent.state, 'unavailable');
  assert.equal(dependencies['silent too'].state, 'unavailable');
});

test('whoever asks while a check runs gets its result', async () => {
  const ping = mock.fn(async () => {});
  const health = new Health([{ name: 'cache', essential: false, ping }]);
  await Promise.all([health.report(), health.report(), health.report()]);
  assert.equal(ping.mock.callCount(), 1);
  await health.report();
  assert.equal(ping.mock.callCount(), 2);
});
