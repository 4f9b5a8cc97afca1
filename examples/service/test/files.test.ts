import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from './runner';
import { Bucket, GuardedFiles, isBucketOutage } from '../src/files';
import { Guard } from '../src/guard';

const stored = new Map<string, string>();
let status = 200;
let bucket: Bucket;
let guard: Guard;
let files: GuardedFiles;

/** As much of S3 as is asked of it. */
const s3 = createServer(async (request, response) => {
  const body = await text(request).catch(() => undefined);
  if (body === undefined) { return undefined; }
  const name = request.url!.split('?')[0];
  if (status !== 200) { return response.writeHead(status).end(); }
  if (request.method === 'PUT') {
    stored.set(name, body);
    stored.set(`${name} bytes`, String(request.headers['x-amz-decoded-content-length'] ?? request.headers['content-length']));
    return response.end();
  }
  if (request.method === 'HEAD') { return response.end(); }
  if (stored.has(name)) { return response.end(stored.get(name)); }
  return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
});

before(async () => {
  s3.listen(0, '127.0.0.1');
  await once(s3, 'listening');
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
  bucket = new Bucket('shop-files', { region: async () => 'eu-west-1', credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 'B' }) });
  guard = new Guard('files', { timeoutMs: 5_000, resetSeconds: 60, isOutage: isBucketOutage, log: () => {} });
  files = new GuardedFiles(bucket, guard);
});
after(() => {
  s3.closeAllConnections();
  s3.close();
});

test('a file is streamed to the bucket and back', async () => {
  await files.put('a.txt', Readable.from([Buffer.from('one '), Buffer.from('two')]), 7);
  // What arrives is cut in chunks with a checksum behind them.
  assert.match(stored.get('/shop-files/a.txt')!, /one [^]*two/);
  assert.equal(stored.get('/shop-files/a.txt bytes'), '7');
  stored.set('/shop-files/b.txt', 'plain');
  assert.equal(await text((await files.get('b.txt'))!.body), 'plain');
  assert.equal(await files.get('none.txt'), undefined);
});

test('being refused a look at the bucket shows that it is there', async () => {
  await bucket.ping();
  status = 403;
  await bucket.ping();
  await assert.rejects(files.get('a.txt'), (error: Error) => error.name !== 'Unavailable');
  status = 404;
  await assert.rejects(bucket.ping());
  status = 200;
  assert.equal(guard.state, 'closed');
});

test('a caller who breaks off says nothing against the bucket, and does the service no harm', async () => {
  const outcomes: Promise<unknown>[] = [];
  const service = createServer((request, response) => {
    outcomes.push(files.put('a.txt', request, 100).catch((error: unknown) => error).finally(() => response.end()));
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  for (let i = 1; i <= 6; i++) {
    const socket = connect(port, '127.0.0.1');
    socket.write('PUT /a.txt HTTP/1.1\r\nHost: shop\r\nContent-Length: 100\r\n\r\nhalf of it');
    for (let tries = 0; tries < 200 && outcomes.length < i; tries++) { await delay(5); }
    await delay(10);
    socket.destroy();
    assert.equal((await outcomes[i - 1] as Error).name, 'SlowUpload');
  }
  service.close();
  assert.equal(guard.state, 'closed');
});

test('a bucket that fails is left alone after five times', async () => {
  status = 500;
  for (let i = 0; i < 5; i++) { await assert.rejects(files.get('a.txt'), { name: 'Unavailable' }); }
  status = 200;
  assert.equal(guard.state, 'open');
  await assert.rejects(files.get('b.txt'), { name: 'Unavailable', retryAfterSeconds: 60 });
});
