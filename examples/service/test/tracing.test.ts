import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before } from 'node:test';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { putting, runApp, Running } from './fakes';
import { test } from './runner';
import { startTracing } from '../src/tracing';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const inTrace = { traceparent: `00-${TRACE_ID}-${CALLER}-01` };
const config = { serviceName: 'shop', endpoint: 'http://127.0.0.1:9', ratio: 1, disabled: false };

const exporter = new InMemorySpanExporter();
let app: Running;

before(async () => {
  startTracing(config, new SimpleSpanProcessor({ exporter }));
  app = await runApp();
});
afterEach(() => exporter.reset());
after(async () => {
  await app.stop();
});

/** The server's span ends when the answer has been sent, a moment after the caller has it. */
async function spans(count: number): Promise<ReadableSpan[]> {
  for (let i = 0; i < 200 && exporter.getFinishedSpans().length < count; i++) { await new Promise((resolve) => { setTimeout(resolve, 5); }); }
  return exporter.getFinishedSpans();
}

test('a request is a span in the caller\'s trace, with a child for each call of the cache and the database', async () => {
  const { headers } = await app.ask('/cart', putting('tea', 1));
  await spans(2);
  exporter.reset();

  await app.ask('/orders', { method: 'POST', headers: { cookie: headers.get('set-cookie')!.split(';')[0], ...inTrace } });
  const all = await spans(4);
  const [server, ...others] = all.filter(({ kind }) => kind === SpanKind.SERVER);
  assert.equal(others.length, 0);
  assert.ok(all.every((span) => span.spanContext().traceId === TRACE_ID));
  assert.equal(server.name, 'POST /orders');
  assert.equal(server.parentSpanContext?.spanId, CALLER);
  assert.equal(server.resource.attributes['service.name'], 'shop');
  assert.equal(server.attributes['http.request.method'], 'POST');
  assert.equal(server.attributes['http.route'], '/orders');
  assert.equal(server.attributes['url.path'], '/orders');
  assert.equal(server.attributes['http.response.status_code'], 201);

  const children = all.filter(({ kind }) => kind === SpanKind.CLIENT);
  assert.deepEqual(children.map(({ name }) => name), ['session cache HGETALL', 'writer INSERT', 'session cache EVAL']);
  assert.ok(children.every(({ parentSpanContext }) => parentSpanContext?.spanId === server.spanContext().spanId));
  assert.deepEqual(children.map(({ attributes }) => attributes['db.system.name']), ['redis', 'postgresql', 'redis']);
  assert.equal(children[1].attributes['db.operation.name'], 'INSERT');
});

test('the log has the trace\'s id', async () => {
  app.logged.length = 0;
  await app.ask('/products', { headers: inTrace });
  await spans(2);
  assert.equal(app.logged[0][2]?.traceId, TRACE_ID);
});

test('a failed call is an error of its own span, and of the request only if that fails', async () => {
  app.cache.works = false;
  await app.ask('/cart', { headers: { cookie: `__Host-session=${'a'.repeat(43)}` } });
  const [call, request] = await spans(2);
  app.cache.works = true;
  assert.equal(call.status.code, SpanStatusCode.ERROR);
  assert.equal(request.status.code, SpanStatusCode.UNSET);
});

test('the balancer\'s checks are not traced, and a request by nobody in particular starts a trace', async () => {
  await app.ask('/health');
  await app.ask('/products');
  const all = await spans(2);
  assert.equal(all.length, 2);
  assert.equal(all[1].parentSpanContext, undefined);
});

test('spans reach a collector, and without one nobody notices', async () => {
  for (const api of [trace, context, propagation]) { api.disable(); }
  const received: string[] = [];
  const collector = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const tracing = startTracing({ ...config, endpoint });
  await app.ask('/products');
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  await tracing.stop();
  assert.deepEqual(received, ['POST /v1/traces']);
  collector.close();

  for (const api of [trace, context, propagation]) { api.disable(); }
  const intoTheVoid = startTracing(config);
  assert.equal((await app.ask('/products')).status, 200);
  const started = Date.now();
  await intoTheVoid.stop();
  assert.ok(Date.now() - started < 5_000);
});
