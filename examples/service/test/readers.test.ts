import assert from 'node:assert/strict';
import { test } from './runner';
import { Guard } from '../src/guard';
import { Reader, Readers } from '../src/readers';

const silent = () => {};

class FakeReader implements Reader {
  readonly guard: Guard;
  asked = 0;
  fails = false;
  readonly database = {
    query: async () => {
      this.asked++;
      if (this.fails) { throw new Error('connection refused'); }
      return { rows: [{ reader: this.name } as never] };
    },
  };

  constructor(private readonly name: string) {
    this.guard = new Guard(name, { timeoutMs: 1_000, resetSeconds: 60, log: silent });
  }
}

function readersOf(count: number) {
  const all = Array.from({ length: count }, (_, i) => new FakeReader(`reader-${i + 1}`));
  const readers = new Readers(all, silent);
  return { all, ask: (question = 'products') => readers.read<{ reader: string }>(question, 'SELECT') };
}

test('they are asked by turns', async () => {
  const { ask } = readersOf(3);
  const from: string[] = [];
  for (let i = 0; i < 6; i++) { from.push((await ask()).from); }
  assert.deepEqual(from, ['reader-1', 'reader-2', 'reader-3', 'reader-1', 'reader-2', 'reader-3']);
});

test('the next one answers for one that fails, which after five times is asked no more', async () => {
  const { all: [first, second], ask } = readersOf(2);
  first.fails = true;
  for (let i = 0; i < 20; i++) { assert.deepEqual(await ask(), { rows: [{ reader: 'reader-2' }], degraded: false, from: 'reader-2' }); }
  assert.equal(first.asked, 5);
  assert.equal(first.guard.state, 'open');
  assert.equal(second.asked, 20);
  assert.equal(second.guard.state, 'closed');
});

test('when none answers, the last known answer to the same question does', async () => {
  const { all, ask } = readersOf(2);
  await ask('products');
  all.forEach((reader) => { reader.fails = true; });
  assert.deepEqual(await ask('products'), { rows: [{ reader: 'reader-1' }], degraded: true, from: 'reader-1' });
  await assert.rejects(ask('recent orders'), { name: 'Unavailable', dependency: 'readers' });
});
