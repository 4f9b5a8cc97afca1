import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Endpoint } from './endpoint';
import { endAll, eventually } from './processes';
import { Redis, REDIS } from './redis';
import { findAws } from '../../src/aws';
import { readConfig } from '../../src/config';
import { Unavailable } from '../../src/guard';
import { Health } from '../../src/health';
import type { Log } from '../../src/log';
import type { Sessions } from '../../src/sessions';
import { openShop, Shop } from '../../src/shop';
import { describe, test } from '../runner';

const TEA = { item: 'tea', quantity: 1 };
const RESET_MS = 2_000;
/** For how long a name leads to the old primary after a failover. */
const STALE_MS = 300;

describe('sessions', { skip: !REDIS && 'without valkey-server or redis-server', timeout: 60_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'shop-'));
  let redis: Redis;
  let endpoint: Endpoint;
  let shop: Shop;
  let sessions: Sessions;
  let logged: Parameters<Log>[];

  beforeEach(async () => {
    redis = await startRedis();
    endpoint = await Endpoint.start(redis.port);
    logged = [];
    shop = openShop(readConfig({
      SESSION_CACHE_HOST: '127.0.0.1', SESSION_CACHE_PORT: String(endpoint.port), SESSION_CACHE_TLS: 'false', BREAKER_RESET_SECONDS: String(RESET_MS / 1_000),
    }), findAws('eu-west-1'), (...entry) => logged.push(entry));
    sessions = shop.sessions as Sessions;
    await eventually('it is connected', async () => pingOf(shop)());
  });

  afterEach(async () => {
    await shop.close();
    await endpoint.stop();
    await endAll();
  });

  after(() => rmSync(directory, { recursive: true, force: true }));

  // Without the five seconds that a primary waits for further replicas.
  const startRedis = () => Redis.start(directory, '--repl-diskless-sync-delay', '0');
  const cache = ({ dependencies }: Shop) => dependencies.find(({ name }) => name === 'session cache')!;
  const pingOf = (of: Shop) => cache(of).ping!;
  const follow = (replica: Redis, primary: Redis) => replica.ask('REPLICAOF', '127.0.0.1', String(primary.port));

  test('an id that is not in the cache is not taken on, one that is there stays', async () => {
    const foreign = 'a'.repeat(43);
    const { id, cart } = await sessions.put(foreign, TEA);
    assert.notEqual(id, foreign);
    assert.deepEqual(cart.items, [TEA]);
    const again = await sessions.put(id, TEA);
    assert.deepEqual([again.id, again.cart.items, again.cart.key], [id, [{ item: 'tea', quantity: 2 }], cart.key]);
    assert.deepEqual(await sessions.read(id), again.cart);
    assert.deepEqual(await redis.ask('KEYS', '*'), [`session:${id}`]);
    await redis.ask('DEL', `session:${id}`);
    assert.notEqual((await sessions.put(id, TEA)).id, id, 'nor one that has ended');
  });

  test('wherever a connection breaks, no session is left without an end', async () => {
    const cut = endpoint.cutBehind('HINCRBY');
    await assert.rejects(sessions.put(undefined, TEA), Unavailable);
    await cut;
    const keys = await redis.ask('KEYS', 'session:*') as string[];
    assert.equal(keys.length, 1, 'the server has got it');
    const seconds = Number(await redis.ask('TTL', keys[0]));
    assert.ok(seconds > 1_790 && seconds <= 1_800, `${seconds} s`);
  });

  test('a demoted primary whose connections stay only reads, and is left for the new one as soon as the name leads there', async () => {
    const replica = await startRedis();
    await follow(replica, redis);
    const { id } = await sessions.put(undefined, TEA);
    await eventually('the replica has it', async () => assert.equal(await replica.ask('EXISTS', `session:${id}`), 1));

    await replica.ask('REPLICAOF', 'NO', 'ONE');
    await follow(redis, replica);
    const demotedAt = Date.now();
    for (let i = 0; i < 10; i++) {
      await assert.rejects(sessions.put(id, TEA), { name: 'Unavailable', message: 'session cache: only reads' });
      assert.deepEqual((await sessions.read(id)).items, [TEA]);
    }
    await pingOf(shop)();
    assert.deepEqual([cache(shop).onlyReads!(), cache(shop).breaker!()], [true, 'closed'], 'and the report says so');

    await delay(STALE_MS);
    endpoint.pointTo(replica.port);
    const pointedAt = Date.now();
    const found = await eventually('the session is found again', () => sessions.put(id, TEA));
    const [feltMs, lateMs] = [Date.now() - demotedAt, Date.now() - pointedAt];
    assert.deepEqual([found.id, found.cart.items], [id, [{ item: 'tea', quantity: 2 }]]);
    assert.deepEqual(logged.filter(([, message]) => message === 'breaker'), []);
    assert.ok(lateMs < 1_000, `found ${lateMs} ms after the name`);
    await eventually('nobody is left at the old one', async () => {
      // The one who asks, and its primary's link, which is none of type normal.
      assert.equal(String(await redis.ask('CLIENT', 'LIST', 'TYPE', 'normal')).trim().split('\n').length, 1);
    });
    console.log(`A failover is felt by writes for ${feltMs} ms, ${lateMs} ms longer than the name leads to the old primary`);
  });

  test('a cache of a region that waits for its turn reads, for as long as it takes, and then writes', async () => {
    const waiting = await startRedis();
    await follow(waiting, redis);
    const { id } = await sessions.put(undefined, TEA);
    const there = openShop(readConfig({
      SESSION_CACHE_HOST: '127.0.0.1', SESSION_CACHE_PORT: String(waiting.port), SESSION_CACHE_TLS: 'false', BREAKER_RESET_SECONDS: String(RESET_MS / 1_000),
    }), findAws('eu-central-1'), (...entry) => logged.push(entry));
    try {
      const secondary = there.sessions as Sessions;
      await eventually('it is read there', async () => assert.deepEqual((await secondary.read(id)).items, [TEA]));
      logged.length = 0;
      for (const until = Date.now() + 2 * RESET_MS; Date.now() < until; await delay(50)) {
        await assert.rejects(secondary.put(id, TEA), { name: 'Unavailable', message: 'session cache: only reads' });
        assert.deepEqual((await secondary.read(id)).items, [TEA]);
      }
      const report = await new Health(there.dependencies).report();
      const { state, onlyReads, breaker } = report.dependencies['session cache'];
      assert.deepEqual([state, onlyReads, breaker], ['degraded', true, 'closed']);
      assert.deepEqual(logged.filter(([, message]) => message !== 'cache only reads'), [], 'no breaker opens, and nothing is said again and again');
      const clients = String(await waiting.ask('CLIENT', 'LIST', 'TYPE', 'normal')).trim().split('\n').length;
      assert.ok(clients <= 3, `${clients} connections`);

      await redis.stop();
      assert.deepEqual((await secondary.read(id)).items, [TEA], 'the first region is lost');
      await waiting.ask('REPLICAOF', 'NO', 'ONE');
      const promotedAt = Date.now();
      const { id: same, cart } = await eventually('it writes', () => secondary.put(id, TEA));
      const lateMs = Date.now() - promotedAt;
      assert.deepEqual([same, cart.items], [id, [{ item: 'tea', quantity: 2 }]]);
      assert.ok(lateMs < 500, `${lateMs} ms after the promotion`);
      await eventually('all is well', async () => assert.equal((await new Health(there.dependencies).report()).dependencies['session cache'].state, 'healthy'));
    } finally {
      await there.close();
    }
  });
});
