import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, get, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { test } from './runner';
import { Draining, DrainingOptions } from '../src/draining';

const silent = () => {};

async function serverWith(options: Partial<DrainingOptions> = {}) {
  const answers: (() => void)[] = [];
  const close = mock.fn(async () => {});
  const server = createServer();
  const draining = new Draining(server, { acceptMs: 0, close, log: silent, ...options });
  server.on('request', (request, response) => draining.endConnections(request as never, response as never, () => {
    if (request.url === '/slow') { return answers.push(() => response.end('late')); }
    return response.end('ok');
  }));
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, draining, answers, close };
}

function ask(server: Server, path: string, agent: Agent | false = false): Promise<{ answer: IncomingMessage; body: string }> {
  return new Promise((resolve, reject) => {
    get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path, agent }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => resolve({ answer, body }));
    }).on('error', reject);
  });
}

const until = async (condition: () => boolean) => {
  for (let i = 0; i < 200 && !condition(); i++) { await new Promise((resolve) => { setTimeout(resolve, 5); }); }
};

test('a request that has begun is answered, then all is closed', async () => {
  const { server, draining, answers, close } = await serverWith();
  const slow = ask(server, '/slow');
  await until(() => answers.length === 1);
  const left = draining.leave();
  assert.ok(draining.isLeaving);
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  assert.equal(close.mock.callCount(), 0, 'what the request needs is still open');
  answers[0]();
  assert.equal((await slow).body, 'late');
  assert.equal(await left, 0);
  assert.equal(close.mock.callCount(), 1);
});

test('idle connections do not hold it up', async () => {
  const { server, draining } = await serverWith();
  const agent = new Agent({ keepAlive: true });
  await ask(server, '/', agent);
  const started = Date.now();
  assert.equal(await draining.leave(), 0);
  assert.ok(Date.now() - started < 1_000);
  agent.destroy();
});

test('while it still accepts, every answer ends its connection', async () => {
  const { server, draining } = await serverWith({ acceptMs: 200 });
  const agent = new Agent({ keepAlive: true });
  assert.notEqual((await ask(server, '/', agent)).answer.headers.connection, 'close');
  const left = draining.leave();
  assert.equal((await ask(server, '/', agent)).answer.headers.connection, 'close');
  assert.equal(await left, 0);
  agent.destroy();
});

test('it gives up at its limit, and says so', async () => {
  const { server, draining, answers } = await serverWith({ limitMs: 100 });
  ask(server, '/slow').catch(() => {});
  await until(() => answers.length === 1);
  assert.equal(await draining.leave(), 1);
  server.closeAllConnections();
});

test('what cannot be closed is an end, but no clean one', async () => {
  const { draining } = await serverWith({ close: async () => { throw new Error('stuck'); } });
  assert.equal(await draining.leave(), 1);
});
