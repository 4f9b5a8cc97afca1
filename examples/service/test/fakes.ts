import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createApp } from '../src/app';
import { CacheCommands, isReadOnly } from '../src/cache';
import { Missing } from '../src/config';
import { FileStore, GuardedFiles, isBucketOutage, StoredFile } from '../src/files';
import { Guard } from '../src/guard';
import type { Log } from '../src/log';
import { Orders } from '../src/orders';
import { Readers } from '../src/readers';
import { PUT, Sessions } from '../src/sessions';
import type { Shop } from '../src/shop';

const silent: Log = () => {};

/** A cache in memory, which can be switched off. */
export class FakeCache implements CacheCommands {
  readonly hashes = new Map<string, Record<string, string>>();
  readonly lifetimes = new Map<string, number>();
  works = true;
  /** As a replica: every write is refused. */
  onlyReads = false;
  distrusted = 0;

  distrust() { this.distrusted++; }

  get commands(): CacheCommands {
    if (!this.works) { throw new Error('not connected'); }
    return this;
  }

  async hGetAll(key: string) { return { ...this.hashes.get(key) }; }

  async expire(key: string, seconds: number) {
    this.refuseWrites();
    this.lifetimes.set(key, seconds);
    return 1;
  }

  async eval(script: string, { keys: [key], arguments: values }: { keys: string[]; arguments: string[] }) {
    this.refuseWrites();
    return script === PUT ? this.put(key, values) : this.settle(key, values);
  }

  private refuseWrites() {
    if (this.onlyReads) { throw new Error('READONLY You can\'t write against a read only replica.'); }
  }

  private async put(key: string, [session, item, quantity, cartKey]: string[]) {
    const hash = this.hashes.get(key);
    if (session === 'known' && hash === undefined) { return null; }
    const changed = { key: cartKey, ...hash, [item]: String(Number(hash?.[item] ?? 0) + Number(quantity)) };
    this.hashes.set(key, changed);
    await this.expire(key, 1_800);
    return Object.entries(changed).flat();
  }

  /** The simple way: all of it. */
  private settle(key: string, [, cartKey]: string[]) {
    this.hashes.set(key, { key: cartKey });
    return 1;
  }
}

/** A database that knows orders by their keys, and two products. */
export class FakeDatabase {
  readonly orders: { id: string; items: unknown; cartKey: string; idempotencyKey?: string }[] = [];
  works = true;

  async query(sql: string, values: unknown[] = []): Promise<{ rows: never[] }> {
    if (!this.works) { throw new Error('connection refused'); }
    return { rows: this.answer(sql, values as string[]) as never[] };
  }

  private answer(sql: string, values: string[]): unknown[] {
    if (sql.includes('FROM products')) { return [{ item: 'cup' }, { item: 'tea' }]; }
    if (sql.startsWith('INSERT INTO orders')) {
      const [id, cartKey, idempotencyKey, items] = values;
      if (this.orders.some((order) => order.cartKey === cartKey || (idempotencyKey && order.idempotencyKey === idempotencyKey))) { return []; }
      this.orders.push({ id, cartKey, idempotencyKey, items: JSON.parse(items) });
      return this.orders.slice(-1);
    }
    return this.orders.filter((order) => order.idempotencyKey === values[0] || order.cartKey === values[1]);
  }
}

export class FakeStore implements FileStore {
  readonly files = new Map<string, Buffer>();

  async put(name: string, body: Readable) {
    const chunks: Buffer[] = [];
    for await (const chunk of body) { chunks.push(chunk as Buffer); }
    this.files.set(name, Buffer.concat(chunks));
  }

  async get(name: string): Promise<StoredFile | undefined> {
    const file = this.files.get(name);
    return file && { body: Readable.from([file]), bytes: file.length };
  }

  async ping() {}
}

export interface Running {
  readonly cache: FakeCache;
  readonly database: FakeDatabase;
  readonly store: FakeStore;
  readonly logged: Parameters<Log>[];
  readonly draining: { isLeaving: boolean };
  ask(path: string, init?: RequestInit): Promise<{ status: number; body: any; text: string; headers: Headers }>;
  stop(): Promise<void>;
}

/** The service as it is, on a port of this machine, with everything it depends on in memory. */
export async function runApp(without: Partial<Pick<Shop, 'sessions' | 'orders' | 'readers' | 'files'>> = {}): Promise<Running> {
  const [cache, database, store] = [new FakeCache(), new FakeDatabase(), new FakeStore()];
  const guard = (name: string, isOutage?: (error: unknown) => boolean) => new Guard(name, {
    timeoutMs: 1_000, resetSeconds: 60, log: silent, isOutage, attributes: { 'db.system.name': name === 'session cache' ? 'redis' : 'postgresql' },
  });
  const shop: Shop = {
    sessions: new Sessions(cache, guard('session cache', (error) => !isReadOnly(error))),
    orders: new Orders(database, guard('writer'), silent),
    readers: new Readers([{ guard: guard('reader-1'), database }], silent),
    files: new GuardedFiles(store, guard('files', isBucketOutage)),
    ...without,
    dependencies: Object.entries(without).map(([name, part]) => ({ name, essential: name === 'orders', missing: (part as Missing).missing })),
    close: async () => {},
  };
  const logged: Parameters<Log>[] = [];
  const draining = { isLeaving: false, endConnections: (_request: unknown, _response: unknown, next: () => void) => next() };
  const server = createServer(createApp(shop, { healthPath: '/health', draining, log: (...entry) => logged.push(entry) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { cache, database, store, logged, draining, ask: (path, init) => ask(server, path, init), stop: () => stop(server) };
}

async function ask(server: Server, path: string, init?: RequestInit) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(text) : undefined, text, headers: response.headers };
}

async function stop(server: Server) {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** A request that puts something into a cart. */
export function putting(item: unknown, quantity: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ item, quantity }) };
}
