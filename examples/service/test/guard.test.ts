import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock } from 'node:test';
import { test } from './runner';
import { Guard, GuardOptions, Unavailable } from '../src/guard';

const silent = () => {};
const guardOf = (options: Partial<GuardOptions> = {}) => new Guard('cache', { timeoutMs: 1_000, resetSeconds: 60, log: silent, ...options });
const failing = async () => { throw new Error('refused'); };
const working = async () => 'answer';

async function fail(guard: Guard, times: number) {
  for (let i = 0; i < times; i++) { await assert.rejects(guard.call('GET', failing), Unavailable); }
}

beforeEach(() => mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 }));
afterEach(() => mock.timers.reset());

test('opens after five failures in a row, and then asks nobody', async () => {
  const guard = guardOf();
  await fail(guard, 4);
  assert.equal(guard.state, 'closed');
  await fail(guard, 1);
  assert.equal(guard.state, 'open');
  const action = mock.fn(working);
  await assert.rejects(guard.call('GET', action), { name: 'Unavailable', retryAfterSeconds: 60 });
  assert.equal(action.mock.callCount(), 0);
});

test('a success in between starts the count anew', async () => {
  const guard = guardOf();
  await fail(guard, 4);
  assert.equal(await guard.call('GET', working), 'answer');
  await fail(guard, 4);
  assert.equal(guard.state, 'closed');
});

test('stays open for 60 seconds and not a millisecond less', async () => {
  const guard = guardOf();
  await fail(guard, 5);
  const action = mock.fn(working);
  mock.timers.tick(59_999);
  await assert.rejects(guard.call('GET', action), Unavailable);
  assert.equal(action.mock.callCount(), 0);
  mock.timers.tick(1);
  assert.equal(await guard.call('GET', action), 'answer');
  assert.equal(guard.state, 'closed');
});

test('half open, one call finds out and the others are not kept waiting', async () => {
  const guard = guardOf();
  await fail(guard, 5);
  mock.timers.tick(60_000);
  let answer = (_text: string) => {};
  const probe = guard.call('GET', () => new Promise<string>((resolve) => { answer = resolve; }));
  assert.equal(guard.state, 'half-open');
  const action = mock.fn(working);
  await assert.rejects(guard.call('GET', action), { name: 'Unavailable', retryAfterSeconds: 1 });
  assert.equal(action.mock.callCount(), 0);
  answer('it is back');
  assert.equal(await probe, 'it is back');
  assert.equal(guard.state, 'closed');
  assert.equal(await guard.call('GET', action), 'answer');
});

test('half open, one failure opens it for another 60 seconds', async () => {
  const guard = guardOf();
  await fail(guard, 5);
  mock.timers.tick(60_000);
  await fail(guard, 1);
  assert.equal(guard.state, 'open');
  mock.timers.tick(59_999);
  const action = mock.fn(working);
  await assert.rejects(guard.call('GET', action), Unavailable);
  assert.equal(action.mock.callCount(), 0);
  mock.timers.tick(1);
  assert.equal(await guard.call('GET', action), 'answer');
});

test('what does not answer in time has failed', async () => {
  const guard = guardOf();
  for (let i = 0; i < 5; i++) {
    const call = guard.call('GET', () => new Promise(() => {}));
    mock.timers.tick(1_000);
    await assert.rejects(call, Unavailable);
  }
  assert.equal(guard.state, 'open');
});

test('a refusal reaches the caller and is no failure of the dependency', async () => {
  const guard = guardOf({ isOutage: (error) => (error as Error).message !== 'refused' });
  for (let i = 0; i < 10; i++) { await assert.rejects(guard.call('GET', failing), { message: 'refused' }); }
  assert.equal(guard.state, 'closed');
});

test('says when it opens', async () => {
  const onOpen = mock.fn();
  await fail(guardOf({ onOpen }), 7);
  assert.equal(onOpen.mock.callCount(), 1);
});
