import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Balancer, SCALE } from './balancer';
import { BUNDLE, Copy, Environment } from './copy';
import { Figures, figuresOf, isFailure, Load } from './load';
import { Postgres, POSTGRES } from './postgres';
import { endAll, eventually } from './processes';
import { Redis, REDIS } from './redis';
import { describe, test } from '../runner';

const missing = [
  ...(existsSync(BUNDLE) ? [] : ['dist/server.js (npm run build)']),
  ...(REDIS ? [] : ['valkey-server or redis-server']),
  ...(POSTGRES ? [] : ['PostgreSQL (initdb, postgres, pg_basebackup)']),
];
const skip = missing.length > 0 && `without ${missing.join(' and without ')}`;

const table: Record<string, Record<string, string | number>> = {};
const note = (what: string, { sent, failed, p95Ms, slowestMs }: Figures, more: Record<string, string | number> = {}) => {
  table[what] = { sent, failed, p95Ms, slowestMs, ...more };
};

/** Breakers try again after a second, not a minute. */
const BREAKER_RESET_MS = 1_000;
const READS = ['/products', '/orders/recent', '/cart'];

describe('the service when something fails', { skip, timeout: 120_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'shop-'));
  let redis: Redis;
  let database: Awaited<ReturnType<typeof Postgres.start>>;
  let environment: Environment;
  let a: Copy;
  let b: Copy;
  let balancer: Balancer;

  before(async () => {
    chmodSync(directory, 0o755);
    [redis, database] = await Promise.all([Redis.start(directory), Postgres.start(directory)]);
    environment = {
      DATABASE_WRITER_HOST: database.writer.host,
      DATABASE_READER_HOSTS: database.readers.map(({ host }) => host).join(','),
      DATABASE_PORT: String(database.port),
      DATABASE_NAME: 'postgres',
      DATABASE_USER: 'shop',
      DATABASE_PASSWORD: 'trusted anyway',
      DATABASE_WITHOUT_TLS: 'true',
      SESSION_CACHE_HOST: '127.0.0.1',
      SESSION_CACHE_PORT: String(redis.port),
      SESSION_CACHE_TLS: 'false',
      BREAKER_RESET_SECONDS: String(BREAKER_RESET_MS / 1_000),
      // The two seconds that it drains for are long enough for this balancer, which takes one for what the real one takes 25 for.
      DRAIN_SECONDS: '2',
    };
    [a, b] = await Promise.all([Copy.start(environment), Copy.start(environment)]);
    balancer = await Balancer.start();
    balancer.register(a.port, b.port);
    await bothServe();
    await allIsWell();
  });

  afterEach(async () => {
    if (a.process.hasEnded) { await replaceA(); }
  });

  after(async () => {
    await balancer?.stop();
    await endAll();
    rmSync(directory, { recursive: true, force: true });
    if (Object.keys(table).length > 0) {
      console.log(`A health check every ${10_000 / SCALE} ms, breakers that try again after ${BREAKER_RESET_MS} ms:`);
      console.table(table);
    }
  });

  const through = () => `http://127.0.0.1:${balancer.port}`;
  const bothServe = () => eventually('the balancer takes both in', async () => assert.ok(balancer.isHealthy(a.port) && balancer.isHealthy(b.port)));
  const reportOf = async (copy: Copy) => (await copy.ask('/health/dependencies')).body;
  const allIsWell = () => eventually('nothing is degraded', async () => {
    for (const copy of [a, b]) {
      const { body } = await copy.ask('/products');
      assert.equal(body.degraded, false);
      const { dependencies } = await reportOf(copy);
      for (const name of ['writer', 'reader-1', 'reader-2', 'session cache']) { assert.equal(dependencies[name].state, 'healthy', name); }
    }
  }, 15_000);

  test('two copies share a session', async () => {
    const session = await a.put('tea', 2);
    await Promise.all([a.put('cup', 1, session), b.put('cup', 1, session), a.put('tea', 1, session), b.put('tea', 1, session)]);
    const { body } = await b.ask('/cart', { session });
    assert.deepEqual(body, { items: [{ item: 'cup', quantity: 2 }, { item: 'tea', quantity: 4 }], degraded: false });
  });

  test('a cart becomes one order, however often it is sent and wherever to', async () => {
    const session = await a.put('tea', 2);
    const order = (copy: Copy, headers = {}) => copy.ask('/orders', { method: 'POST', session, headers });
    const answers = await Promise.all([order(a), order(b), order(a), order(b)]);
    const placed = answers.filter(({ status }) => status < 300);
    assert.deepEqual(placed.map(({ status }) => status).filter((status) => status === 201), [201]);
    assert.equal(new Set(placed.map(({ body }) => body.order.id)).size, 1);
    assert.equal((await order(a)).status, 409, 'the cart is empty now');

    await a.put('kettle', 1, session);
    const key = { 'idempotency-key': 'one' };
    const first = await order(a, key);
    const again = await order(b, key);
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.equal(again.body.order.id, first.body.order.id);
    const [{ count }] = await database.writer.ask('SELECT count(*)::integer AS count FROM orders');
    assert.equal(count, 2);
  });

  test('reads come from the readers by turns, and these follow the writer', async () => {
    const answers: { from: string; products: unknown[] }[] = [];
    for (let i = 0; i < 20; i++) { answers.push((await a.ask('/products')).body); }
    const from = (name: string) => answers.filter((answer) => answer.from === name).length;
    assert.deepEqual([from('reader-1'), from('reader-2')], [10, 10]);
    assert.equal(answers[0].products.length, 3);
    for (const reader of database.readers) {
      const [{ follows, asked }] = await reader.ask(`SELECT pg_is_in_recovery() AS follows,
        (SELECT count(*)::integer FROM pg_stat_activity WHERE query LIKE '%FROM products%' AND pid <> pg_backend_pid()) AS asked`);
      assert.ok(follows && asked > 0, `${reader.host} is a replica and was asked`);
    }
    await eventually('the order is among the recent ones', async () => assert.equal((await a.ask('/orders/recent')).body.orders.length, 2));
  });

  test('a copy that was deregistered leaves without a failed request', async () => {
    const load = new Load(through(), READS);
    await delay(500);
    balancer.deregister(a.port);
    assert.equal(await a.process.end(), 0);
    await delay(300);
    const figures = await load.stop();
    note('SIGTERM after deregistration', figures);
    assert.equal(figures.failed, 0, JSON.stringify(figures.statuses));
  });

  test('a copy that was not deregistered leaves without a failed request, if it drains for longer than the balancer takes to notice', async () => {
    const load = new Load(through(), READS);
    await delay(500);
    const ended = a.process.end();
    const started = Date.now();
    await eventually('the balancer notices', async () => assert.ok(!balancer.isHealthy(a.port)));
    const noticedAfterMs = Date.now() - started;
    assert.equal(await ended, 0);
    await delay(300);
    const figures = await load.stop();
    note('SIGTERM while registered', figures, { noticedAfterMs });
    assert.equal(figures.failed, 0, JSON.stringify(figures.statuses));
  });

  test('a restart in place under a held socket fails no request, though the balancer never notices', async () => {
    const figures = await restart(await Copy.restartedUnderHeldSocket(environment));
    note('restart under a held socket', figures);
    assert.equal(figures.failed, 0, JSON.stringify(figures.statuses));
  });

  test('a restart in place without one refuses what comes between the old process and the new one', async () => {
    const figures = await restart(await Copy.restarted(environment));
    note('restart without', figures);
    assert.deepEqual(Object.keys(figures.statuses).sort(), ['200', '502']);
  });

  test('a copy that is killed fails requests only until the balancer has noticed', async () => {
    const load = new Load(through(), READS);
    await delay(500);
    const killedAt = Date.now();
    await a.process.end('SIGKILL');
    await eventually('the balancer notices', async () => assert.ok(!balancer.isHealthy(a.port)));
    const noticedAt = Date.now();
    const since = () => load.samples.filter(({ at }) => at > noticedAt);
    await eventually('some more are sent', async () => assert.ok(since().length >= 50));
    const figures = await load.stop();
    const later = since();
    note('SIGKILL', figures, { noticedAfterMs: noticedAt - killedAt, failedAfterwards: figuresOf(later).failed });
    assert.ok(figures.failed > 0, 'the test notices failures');
    assert.equal(figuresOf(later).failed, 0);
    assert.ok(load.samples.every(({ at, status }) => !isFailure(status) || at >= killedAt - 50));
  });

  test('without the cache the shop goes on, and the sessions are found again when it is back', async () => {
    const session = await a.put('cup', 3);
    await redis.stop();
    const load = new Load(through(), ['/cart', '/products', '/orders/recent', '/health'], { headers: { cookie: session } });
    await eventually('both breakers open', async () => {
      for (const copy of [a, b]) { assert.notEqual((await reportOf(copy)).dependencies['session cache'].breaker, 'closed'); }
    });
    const openSince = Date.now();
    await delay(1_500);
    const cart = await a.ask('/cart', { session });
    const put = await a.ask('/cart', { method: 'POST', session, headers: { 'content-type': 'application/json' }, body: '{"item":"tea","quantity":1}' });
    const report = await a.ask('/health/dependencies');
    const figures = await load.stop();
    const whileOpen = figuresOf(load.samples.filter(({ at }) => at > openSince));
    note('cache stopped', figures, { p95MsOnceOpen: whileOpen.p95Ms });

    assert.deepEqual([cart.status, cart.body, cart.headers.get('set-cookie')], [200, { items: [], degraded: true }, null]);
    assert.deepEqual([put.status, put.headers.get('set-cookie')], [503, null]);
    assert.ok(Number(put.headers.get('retry-after')) >= 1);
    assert.deepEqual([report.status, report.body.status, report.body.dependencies['session cache'].state], [200, 'degraded', 'unavailable']);
    assert.equal(figures.failed, 0, JSON.stringify(figures.statuses));
    // Nobody waits for the cache's time limit of a second any more.
    assert.ok(whileOpen.p95Ms < 500, `p95 of ${whileOpen.p95Ms} ms`);

    await redis.start();
    await eventually('the old session is found again', async () => {
      for (const copy of [a, b]) { assert.deepEqual((await copy.ask('/cart', { session })).body, { items: [{ item: 'cup', quantity: 3 }], degraded: false }); }
    });
  });

  test('a cache that hangs holds nobody for longer than its time limit', async () => {
    const session = await a.put('cup', 1);
    redis.hang();
    const held: number[] = [];
    for (let i = 0; i < 5; i++) { held.push((await a.ask('/cart', { session })).ms); }
    const afterwards = await a.ask('/cart', { session });
    const { dependencies } = await reportOf(a);
    const load = new Load(a.url, ['/cart'], { headers: { cookie: session } }, 4);
    await delay(600);
    const figures = await load.stop();
    redis.wakeUp();
    note('cache hangs', figures, { p95MsOnceOpen: figures.p95Ms });
    assert.ok(Math.max(...held) < 1_500, `held for ${Math.max(...held)} ms`);
    assert.ok(afterwards.ms < 500 && afterwards.body.degraded, `held for ${afterwards.ms} ms`);
    assert.equal(dependencies['session cache'].breaker, 'open');
    assert.equal(figures.failed, 0);
    await eventually('the session is found again', async () => assert.equal((await a.ask('/cart', { session })).body.degraded, false));
  });

  test('without one reader the other answers; without both the last known answer does', async () => {
    await allIsWell();
    // Every copy has an answer to remember.
    for (const copy of [a, b]) { await Promise.all([copy.ask('/products'), copy.ask('/orders/recent')]); }
    const [first, second] = database.readers;
    const load = new Load(through(), ['/products', '/orders/recent']);
    await delay(300);
    await first.stop();
    await delay(700);
    const withOne = await load.stop();
    note('one reader stopped', withOne);
    assert.equal(withOne.failed, 0, JSON.stringify(withOne.statuses));
    const fromOther = await a.ask('/products');
    assert.deepEqual([fromOther.body.degraded, fromOther.body.from], [false, 'reader-2']);

    await second.stop();
    const onMemory = new Load(through(), ['/products', '/orders/recent']);
    await delay(700);
    const withNone = await onMemory.stop();
    note('both readers stopped', withNone);
    assert.equal(withNone.failed, 0, JSON.stringify(withNone.statuses));
    const remembered = await a.ask('/products');
    assert.deepEqual([remembered.status, remembered.body.degraded, remembered.body.products.length], [200, true, 3]);
    assert.equal((await a.ask('/health/dependencies')).status, 200);

    await Promise.all([first.start(), second.start()]);
    await allIsWell();
  });

  test('without the writer orders wait, and reads go on', async () => {
    const session = await a.put('tea', 1);
    await database.writer.stop();
    const order = () => a.ask('/orders', { method: 'POST', session });
    const refused = await order();
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    const load = new Load(through(), ['/products', '/orders/recent', '/cart', '/health']);
    await delay(600);
    const figures = await load.stop();
    note('writer stopped', figures);
    assert.equal(figures.failed, 0, JSON.stringify(figures.statuses));
    const products = await a.ask('/products');
    assert.equal(products.body.degraded, false);
    const report = await a.ask('/health/dependencies');
    assert.deepEqual([report.status, report.body.status], [503, 'unavailable']);

    await database.writer.start();
    const placed = await eventually('the cart is ordered after all', async () => {
      const answer = await order();
      assert.equal(answer.status, 201);
      return answer;
    });
    assert.deepEqual(placed.body.order.items, [{ item: 'tea', quantity: 1 }]);
  });

  /** Under load, through a balancer that checks nothing. */
  async function restart(copy: Copy): Promise<Figures> {
    const direct = await Balancer.start(false);
    direct.register(copy.port);
    const load = new Load(`http://127.0.0.1:${direct.port}`, READS);
    try {
      await delay(300);
      process.kill(copy.generations.at(-1)!, 'SIGTERM');
      await eventually('it is started again', async () => assert.equal(copy.generations.length, 2));
      await delay(1_000);
      return await load.stop();
    } finally {
      await direct.stop();
      await copy.endForGood();
    }
  }

  /** A new process in the place of the one that left. */
  async function replaceA() {
    balancer.deregister(a.port);
    a = await Copy.start(environment);
    balancer.register(a.port);
    await bothServe();
  }
});
