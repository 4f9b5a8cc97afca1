import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { Aws } from './aws';
import { Cache, isReadOnly } from './cache';
import { CacheConfig, Config, DatabaseConfig, FilesConfig, isMissing, Missing } from './config';
import { connectTo, isDatabaseOutage } from './database';
import { Bucket, FILES_TIMEOUT_MS, GuardedFiles, isBucketOutage } from './files';
import { Guard, within } from './guard';
import type { Dependency } from './health';
import { Log } from './log';
import { Orders } from './orders';
import { Readers } from './readers';
import { Sessions } from './sessions';

/** What the routes work with. A part that is not configured yet says what it lacks. */
export interface Shop {
  readonly sessions: Sessions | Missing;
  readonly orders: Orders | Missing;
  readonly readers: Readers | Missing;
  readonly files: GuardedFiles | Missing;
  readonly dependencies: readonly Dependency[];
  close(): Promise<void>;
}

/** As long as this the first request may wait for connections and credentials, so that it does not count against breakers that they are not there. */
const WARM_UP_MS = 2_000;
const WARM_UP_EVERY_MS = 50;

/** Waits until everything is connected, but not for what is out: the shop opens without it. */
export async function warmUp({ dependencies }: Shop) {
  const connected = async ({ ping }: Dependency) => {
    for (const until = Date.now() + WARM_UP_MS; ping !== undefined && Date.now() < until;) {
      try { return void await ping(); } catch { await delay(WARM_UP_EVERY_MS); }
    }
  };
  await within(WARM_UP_MS, Promise.all(dependencies.map(connected))).catch(() => {});
}

interface Surroundings {
  readonly aws: Aws;
  readonly resetSeconds: number;
  readonly log: Log;
}

const CACHE_TIMEOUT_MS = 1_000;
const WRITER_TIMEOUT_MS = 2_000;
/** Short, because there is another reader. */
const READER_TIMEOUT_MS = 1_000;

export function openShop({ database, cache, files, breakerResetSeconds }: Config, aws: Aws, log: Log): Shop {
  const surroundings = { aws, resetSeconds: breakerResetSeconds, log };
  const closers: (() => Promise<void>)[] = [];
  const parts = [
    isMissing(database) ? withoutDatabase(database) : withDatabase(database, surroundings, closers),
    isMissing(cache) ? { sessions: cache, dependencies: [absent('session cache', cache)] } : withCache(cache, surroundings, closers),
    isMissing(files) ? { files, dependencies: [absent('files', files)] } : withFiles(files, surroundings),
  ] as const;
  return {
    ...parts[0],
    ...parts[1],
    ...parts[2],
    dependencies: parts.flatMap((part) => part.dependencies),
    close: async () => { await Promise.all(closers.map((close) => close())); },
  };
}

function absent(name: string, { missing }: Missing, essential = false): Dependency {
  return { name, essential, missing };
}

function withoutDatabase(database: Missing) {
  return { orders: database, readers: database, dependencies: [absent('writer', database, true), absent('reader-1', database)] };
}

function withDatabase(config: DatabaseConfig, { aws, resetSeconds, log }: Surroundings, closers: (() => Promise<void>)[]) {
  const server = (name: string, host: string, timeoutMs: number) => {
    const pool = connectTo(host, config, timeoutMs, aws, log);
    closers.push(() => pool.end());
    const attributes = { 'db.system.name': 'postgresql', 'db.namespace': config.name, 'server.address': host, 'server.port': config.port };
    return { database: pool, guard: new Guard(name, { timeoutMs, resetSeconds, attributes, isOutage: isDatabaseOutage, log }) };
  };
  const writer = server('writer', config.writerHost, WRITER_TIMEOUT_MS);
  const readers = config.readerHosts.map((host, i) => server(`reader-${i + 1}`, host, READER_TIMEOUT_MS));
  const orders = new Orders(writer.database, writer.guard, log);
  closers.push(async () => orders.close());
  void orders.createTables();
  const dependency = ({ guard, database }: { guard: Guard; database: pg.Pool }): Dependency => ({
    name: guard.name, essential: guard === writer.guard, breaker: () => guard.state, ping: () => database.query('SELECT 1'),
  });
  return { orders, readers: new Readers(readers, log), dependencies: [writer, ...readers].map(dependency) };
}

function withCache(config: CacheConfig, { aws, resetSeconds, log }: Surroundings, closers: (() => Promise<void>)[]) {
  const cache = new Cache(config, aws, log);
  closers.push(() => cache.close());
  const guard = new Guard('session cache', {
    timeoutMs: CACHE_TIMEOUT_MS,
    resetSeconds,
    attributes: { 'db.system.name': 'redis', 'server.address': config.host, 'server.port': config.port },
    isOutage: (error) => !isReadOnly(error),
    // By the time one call finds out, a connection that hangs has been replaced.
    onOpen: () => cache.distrust(),
    log,
  });
  const dependency: Dependency = {
    name: guard.name, essential: false, breaker: () => guard.state, ping: () => cache.ping(), onlyReads: () => cache.onlyReads,
  };
  return { sessions: new Sessions(cache, guard), dependencies: [dependency] };
}

function withFiles({ bucket }: FilesConfig, { aws, resetSeconds, log }: Surroundings) {
  const store = new Bucket(bucket, aws);
  const attributes = { 'rpc.system': 'aws-api', 'rpc.service': 'S3', 'aws.s3.bucket': bucket };
  const guard = new Guard('files', { timeoutMs: FILES_TIMEOUT_MS, resetSeconds, attributes, isOutage: isBucketOutage, log });
  const dependency: Dependency = { name: guard.name, essential: false, breaker: () => guard.state, ping: () => store.ping() };
  return { files: new GuardedFiles(store, guard), dependencies: [dependency] };
}
