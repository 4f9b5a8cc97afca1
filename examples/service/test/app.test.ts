import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { putting, runApp, Running } from './fakes';
import { test } from './runner';

let app: Running;
afterEach(() => app.stop());

const cookieOf = (headers: Headers) => headers.get('set-cookie')!.split(';')[0];

test('is healthy as long as it can serve, whatever it depends on', async () => {
  app = await runApp();
  app.cache.works = app.database.works = false;
  assert.deepEqual((await app.ask('/health')).body, { status: 'ok' });
  app.draining.isLeaving = true;
  const { status, body } = await app.ask('/health');
  assert.deepEqual([status, body], [503, { status: 'draining' }]);
});

test('before it knows what it is connected to it is healthy, and says what is missing', async () => {
  app = await runApp({
    sessions: { missing: ['SESSION_CACHE_HOST'] }, orders: { missing: ['DATABASE_WRITER_HOST'] }, readers: { missing: ['DATABASE_WRITER_HOST'] }, files: { missing: ['FILES_BUCKET'] },
  });
  assert.equal((await app.ask('/health')).status, 200);
  const report = await app.ask('/health/dependencies');
  assert.deepEqual([report.status, report.body.status], [503, 'unavailable']);
  assert.deepEqual(report.body.dependencies.sessions, { state: 'not configured', missing: ['SESSION_CACHE_HOST'] });
  const routes: [string, RequestInit | undefined, string][] = [
    ['/products', undefined, 'DATABASE_WRITER_HOST'],
    ['/orders/recent', undefined, 'DATABASE_WRITER_HOST'],
    ['/orders', { method: 'POST' }, 'DATABASE_WRITER_HOST'],
    ['/cart', undefined, 'SESSION_CACHE_HOST'],
    ['/cart', putting('tea', 1), 'SESSION_CACHE_HOST'],
    ['/files/a.txt', undefined, 'FILES_BUCKET'],
    ['/files/a.txt', { method: 'PUT', body: 'text' }, 'FILES_BUCKET'],
  ];
  for (const [path, init, variable] of routes) {
    const { status, body, headers } = await app.ask(path, init);
    assert.deepEqual([status, body, headers.get('retry-after')], [503, { error: 'not configured yet', missing: [variable] }, '30'], path);
  }
});

test('a cart is kept in a session of 30 minutes, known by 256 random bits in a cookie that no script and no other site gets', async () => {
  app = await runApp();
  const { headers } = await app.ask('/cart', putting('tea', 2));
  const cookie = headers.get('set-cookie')!;
  assert.match(cookie, /^__Host-session=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  const session = cookieOf(headers);
  await app.ask('/cart', putting('tea', 1, { cookie: session }));
  assert.deepEqual((await app.ask('/cart', { headers: { cookie: `other=1; ${session}` } })).body, { items: [{ item: 'tea', quantity: 3 }], degraded: false });
  assert.deepEqual([...app.cache.lifetimes.values()], [1_800]);
  assert.equal(app.cache.hashes.size, 1);
});

test('a cookie that is none of ours opens nothing', async () => {
  app = await runApp();
  for (const cookie of ['__Host-session=', '__Host-session=short', `__Host-session=${'*'.repeat(43)}`]) {
    assert.deepEqual((await app.ask('/cart', { headers: { cookie } })).body, { items: [], degraded: false });
  }
  assert.equal(app.cache.lifetimes.size, 0);
});

test('an id that we did not give is not taken on: whoever brings it gets a new one', async () => {
  app = await runApp();
  const foreign = `__Host-session=${'a'.repeat(43)}`;
  const put = await app.ask('/cart', putting('tea', 1, { cookie: foreign }));
  const given = cookieOf(put.headers);
  assert.notEqual(given, foreign);
  assert.deepEqual([...app.cache.hashes.keys()], [given.replace('__Host-session=', 'session:')]);
  assert.deepEqual((await app.ask('/cart', { headers: { cookie: foreign } })).body.items, []);
  assert.equal((await app.ask('/orders', { method: 'POST', headers: { cookie: foreign } })).status, 409);
  assert.equal(cookieOf((await app.ask('/cart', putting('tea', 1, { cookie: given }))).headers), given, 'one that we gave stays');
});

test('what cannot go into a cart is refused', async () => {
  app = await runApp();
  for (const [item, quantity] of [['Tea', 1], ['', 1], [1, 1], ['tea', 0], ['tea', 100], ['tea', 1.5], ['tea', '1'], [undefined, undefined]]) {
    assert.equal((await app.ask('/cart', putting(item, quantity))).status, 400, `${item}, ${quantity}`);
  }
  assert.equal((await app.ask('/cart', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })).status, 400);
  assert.equal((await app.ask('/cart', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `"${'a'.repeat(20_000)}"` })).status, 413);
});

test('without the cache a cart is empty and cannot be filled, and the session is not lost', async () => {
  app = await runApp();
  const session = cookieOf((await app.ask('/cart', putting('tea', 2))).headers);
  app.cache.works = false;
  const cart = await app.ask('/cart', { headers: { cookie: session } });
  assert.deepEqual([cart.status, cart.body, cart.headers.get('set-cookie')], [200, { items: [], degraded: true }, null]);
  const put = await app.ask('/cart', putting('tea', 2, { cookie: session }));
  assert.deepEqual([put.status, put.headers.get('retry-after'), put.headers.get('set-cookie')], [503, '1', null]);
  assert.equal((await app.ask('/products')).status, 200);
  app.cache.works = true;
  assert.deepEqual((await app.ask('/cart', { headers: { cookie: session } })).body, { items: [{ item: 'tea', quantity: 2 }], degraded: false });
});

test('an order repeated with its key is the same order; without a cart there is none', async () => {
  app = await runApp();
  assert.equal((await app.ask('/orders', { method: 'POST' })).status, 409);
  const cookie = cookieOf((await app.ask('/cart', putting('tea', 2))).headers);
  const order = (headers = {}) => app.ask('/orders', { method: 'POST', headers: { cookie, ...headers } });
  const first = await order({ 'idempotency-key': 'one' });
  const again = await order({ 'idempotency-key': 'one' });
  assert.deepEqual([first.status, first.body.repeated, again.status, again.body.repeated], [201, false, 200, true]);
  assert.equal(first.body.order.id, again.body.order.id);
  assert.equal(first.body.order.cartKey, undefined, 'keys stay inside');
  assert.equal((await order()).status, 409);
  assert.equal((await order({ 'idempotency-key': 'a b' })).status, 400);
  assert.equal(app.database.orders.length, 1);
});

test('a cache that only reads shows carts, and refuses at once what it would write: it is no outage', async () => {
  app = await runApp();
  const cookie = cookieOf((await app.ask('/cart', putting('tea', 2))).headers);
  app.cache.onlyReads = true;
  for (let i = 0; i < 10; i++) {
    const put = await app.ask('/cart', putting('cup', 1, { cookie }));
    assert.deepEqual([put.status, put.body, put.headers.get('retry-after')], [503, { error: 'session cache takes no changes at the moment' }, '30']);
    assert.deepEqual([put.headers.get('set-cookie')], [null], 'and nobody loses the session they have');
    assert.deepEqual((await app.ask('/cart', { headers: { cookie } })).body, { items: [{ item: 'tea', quantity: 2 }], degraded: false });
  }
  assert.equal(app.cache.distrusted, 20);
  const order = () => app.ask('/orders', { method: 'POST', headers: { cookie } });
  const [first, again] = [await order(), await order()];
  assert.deepEqual([first.status, again.status, again.body.order.id], [201, 200, first.body.order.id], 'an order stands, and is the same when it is sent again');
});

test('another session\'s key opens nothing', async () => {
  app = await runApp();
  const [mine, yours] = [cookieOf((await app.ask('/cart', putting('tea', 1))).headers), cookieOf((await app.ask('/cart', putting('cup', 1))).headers)];
  const order = (cookie: string) => app.ask('/orders', { method: 'POST', headers: { cookie, 'idempotency-key': 'same' } });
  const answers = [await order(mine), await order(yours)];
  assert.deepEqual(answers.map(({ status }) => status), [201, 201]);
});

test('when no reader answers the last known answer does', async () => {
  app = await runApp();
  app.database.works = false;
  assert.equal((await app.ask('/products')).status, 503);
  app.database.works = true;
  assert.deepEqual((await app.ask('/products')).body, { products: [{ item: 'cup' }, { item: 'tea' }], degraded: false, from: 'reader-1' });
  app.database.works = false;
  assert.equal((await app.ask('/products')).body.degraded, true);
});

test('a file comes back as it went, and as nothing a browser would run', async () => {
  app = await runApp();
  const put = await app.ask('/files/page.html', { method: 'PUT', body: '<script>' });
  assert.deepEqual([put.status, put.body], [201, { name: 'page.html', bytes: 8 }]);
  const got = await app.ask('/files/page.html');
  assert.deepEqual([got.status, got.text], [200, '<script>']);
  assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(got.headers.get('content-disposition'), 'attachment');
  assert.equal((await app.ask('/files/none.html')).status, 404);
});

test('a file that is too large, badly named or of no known length is refused', async () => {
  app = await runApp();
  const tooLarge = await app.ask('/files/large', { method: 'PUT', body: Buffer.alloc(10 * 1024 * 1024 + 1) }).then(({ status }) => status, () => 'cut off');
  assert.ok(tooLarge === 413 || tooLarge === 'cut off');
  assert.equal((await app.ask('/files/.hidden', { method: 'PUT', body: 'a' })).status, 400);
  assert.equal((await app.ask('/files/a%2F..%2Fb', { method: 'PUT', body: 'a' })).status, 400);
  const stream = new Blob(['a']).stream();
  assert.equal((await app.ask('/files/a', { method: 'PUT', body: stream, duplex: 'half' } as RequestInit)).status, 411);
  assert.equal(app.store.files.size, 0);
});

test('every request is one line of the log, the balancer\'s checks are none', async () => {
  app = await runApp();
  await app.ask('/health');
  await app.ask('/nowhere');
  assert.equal(app.logged.length, 1);
  const [level, message, { method, path, status }] = app.logged[0] as [string, string, Record<string, unknown>];
  assert.deepEqual({ level, message, method, path, status }, { level: 'info', message: 'request', method: 'GET', path: '/nowhere', status: 404 });
});
