import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Aws } from '../../src/aws';
import { Cache } from '../../src/cache';
import { describe, test } from '../runner';
import { BUNDLE, Copy } from './copy';
import { Postgres, POSTGRES } from './postgres';
import { endAll, eventually, Process, programAt } from './processes';
import { Redis, REDIS } from './redis';

const without = (needs: Record<string, unknown>) => {
  const missing = Object.keys(needs).filter((name) => !needs[name]);
  return missing.length > 0 && `without ${missing.join(' and without ')}`;
};
const bundle = { 'dist/server.js (npm run build)': existsSync(BUNDLE) };
const redis = { 'valkey-server or redis-server': REDIS };
const postgres = { 'PostgreSQL (initdb, postgres)': POSTGRES };
const silent = () => {};
const openssl = { openssl: programAt('openssl') };

/** No more than a session cache gives its users. */
const RIGHTS = [
  '~*', '-@all', '+@read', '+@write', '+@connection', '+@transaction', '+eval', '-@admin', '-@dangerous',
  '+cluster|info', '+cluster|myid', '+cluster|nodes', '+cluster|slots', '+cluster|shards',
];

let directory: string;
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'shop-'));
  chmodSync(directory, 0o755);
});
after(async () => {
  await endAll();
  rmSync(directory, { recursive: true, force: true });
});

describe('the bundle', { skip: without(bundle), timeout: 30_000 }, () => {
  test('serves before it is connected to anything, and leaves when it is told to', async () => {
    // Traces go to a collector that is not there.
    const copy = await Copy.start({ DRAIN_SECONDS: '0', OTEL_SDK_DISABLED: 'false', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    assert.equal((await copy.ask('/health')).status, 200);
    const { status, body } = await copy.ask('/products');
    assert.deepEqual([status, body.missing], [503, ['DATABASE_WRITER_HOST', 'DATABASE_NAME', 'DATABASE_USER']]);
    assert.equal(await copy.process.end(), 0);
  });

  test('does not start with an environment that cannot be used, and says all that is wrong with it', async () => {
    const refused = new Process(process.execPath, [BUNDLE], { env: { PORT: '0', HEALTH_PATH: 'health' } });
    assert.equal(await refused.code, 1);
    assert.match(refused.output.join(''), /PORT must be.*HEALTH_PATH must be/);
  });

  test('knows nothing of the machine that it was built on', () => {
    const text = readFileSync(BUNDLE, 'utf8');
    assert.ok(!text.includes(process.cwd()));
    assert.ok(!text.includes('../node_modules'), 'all comes from packages of its own');
  });
});

describe('over TLS', { skip: without({ ...bundle, ...redis, ...postgres, ...openssl }), timeout: 60_000 }, () => {
  test('it logs in to a cluster and to a database whose certificate its CA file vouches for, and to no other', async () => {
    const [keyFile, certificateFile] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certificateFile,
    ], { stdio: 'ignore' });
    const [key, certificate] = [readFileSync(keyFile, 'utf8'), readFileSync(certificateFile, 'utf8')];
    const [cache, database] = await Promise.all([
      Redis.startClusterWithTls(directory, { certificateFile, keyFile }), Postgres.startWithTls(directory, { certificate, key }),
    ]);
    await cache.ask('ACL', 'SETUSER', 'shop', 'on', '>secret', ...RIGHTS);
    const environment = {
      DATABASE_WRITER_HOST: '127.0.0.1',
      DATABASE_PORT: String(database.port),
      DATABASE_NAME: 'postgres',
      DATABASE_USER: 'shop',
      DATABASE_PASSWORD: 'trusted anyway',
      SESSION_CACHE_HOST: '127.0.0.1',
      SESSION_CACHE_PORT: String(cache.port),
      SESSION_CACHE_CLUSTER_MODE: 'true',
      SESSION_CACHE_USER: 'shop',
      SESSION_CACHE_PASSWORD: 'secret',
    };
    const trusting = await Copy.start({ ...environment, DATABASE_CA_FILE: certificateFile, NODE_EXTRA_CA_CERTS: certificateFile });
    await eventually('the tables are there', async () => assert.equal((await trusting.ask('/products')).status, 200));
    const session = await eventually('the cache is there', () => trusting.put('tea', 1));
    const order = await trusting.ask('/orders', { method: 'POST', session });
    assert.deepEqual([order.status, order.body.order.items], [201, [{ item: 'tea', quantity: 1 }]]);
    assert.deepEqual((await trusting.ask('/cart', { session })).body.items, []);

    const { body } = await (await Copy.start(environment)).ask('/health/dependencies');
    assert.deepEqual([body.dependencies.writer.state, body.dependencies['session cache'].state], ['unavailable', 'unavailable']);
  });
});

describe('the connection to the cache', { skip: without(redis), timeout: 30_000 }, () => {
  test('is renewed before its login ends, with a new token and without a failed command', async () => {
    const server = await Redis.start(directory);
    // Takes any password, and so any token.
    await server.ask('ACL', 'SETUSER', 'shop', 'on', 'nopass', '~*', '+@all');
    let asked = 0;
    const aws: Aws = {
      region: async () => 'eu-west-1',
      credentials: async () => ({ accessKeyId: `KEY${asked++}`, secretAccessKey: 'secret' }),
    };
    const login = { user: 'shop', cacheName: 'sessions', serverless: false };
    const cache = new Cache({ host: '127.0.0.1', port: server.port, login, tls: false, clusterMode: false }, aws, silent, 200);
    await eventually('it is connected', () => cache.ping());
    let answered = 0;
    for (const until = Date.now() + 10_000; (asked < 6 || answered < 200) && Date.now() < until; answered++) {
      await Promise.all([cache.ping(), delay(1)]);
    }
    const logins = Number(/cmdstat_hello:calls=(\d+)/.exec(String(await server.ask('INFO', 'commandstats')))![1]);
    const clients = String(await server.ask('CLIENT', 'LIST', 'TYPE', 'normal')).trim().split('\n').filter((line) => line.includes('user=shop'));
    await cache.close();
    assert.ok(asked >= 6 && answered >= 200, `${asked} tokens, ${answered} commands`);
    assert.ok(logins >= asked, `${logins} logins`);
    assert.ok(clients.length <= 2, 'the old ones are let go');
  });
});
