import { createClient, createCluster } from '@redis/client';
import { Aws, cacheToken } from './aws';
import { CacheConfig } from './config';
import { within } from './guard';
import { Log, messageOf } from './log';

/** What is asked of the cache, by one server or by a cluster alike. */
export interface CacheCommands {
  hGetAll(key: string): Promise<Record<string, string>>;
  expire(key: string, seconds: number): Promise<number>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

interface CacheClient extends CacheCommands {
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

const CONNECT_TIMEOUT_MS = 1_000;
/** For the handshake as well, which a server that hangs never answers. */
const LOGIN_TIMEOUT_MS = 5_000;
const MOST_MS_BETWEEN_TRIES = 2_000;
/** While the cache reads: in a region that waits for its turn that may be months. */
const MOST_MS_BETWEEN_LOOKS = 10_000;
/** AWS ends a connection that logged in with IAM after 12 hours. */
const RENEW_AFTER_MS = 11 * 60 * 60 * 1_000;

/**
 * The connection to the cache, which comes when it can and is replaced when it has to be: before its login ends; when it hangs, as one
 * to a failed node does until the kernel gives up on it a quarter of an hour later; and when its node is no longer the primary.
 *
 * Where there is no primary, as in the second region of a global datastore, one that only reads serves until there is.
 */
export class Cache {
  private client?: CacheClient;
  /** Whether the connection takes writes, by what is known. */
  private writes = false;
  private replacing = false;
  private closed = false;
  private readonly renewal: NodeJS.Timeout;
  private readonly waits = new AbortController();

  constructor(private readonly config: CacheConfig, private readonly aws: Aws, private readonly log: Log, renewAfterMs = RENEW_AFTER_MS) {
    this.renewal = setInterval(() => this.replace(), renewAfterMs).unref();
    this.replace();
  }

  /** Commands of the same tick travel together. */
  get commands(): CacheCommands {
    if (this.client === undefined) { throw new Error('not connected yet'); }
    return this.client;
  }

  /** Whether it answers, and takes no writes. */
  get onlyReads(): boolean {
    return this.client !== undefined && !this.writes;
  }

  async ping() {
    if (await takesWrites(this.commands)) { this.writes = true; } else { this.distrust(); }
  }

  /** A write was refused, or nothing is answered: any other connection is as good. */
  distrust() {
    this.writes = false;
    this.replace();
  }

  /** In the background, and without a gap: the old connection serves until the new one has logged in. */
  replace() {
    if (this.replacing || this.closed) { return; }
    this.replacing = true;
    void this.connect().finally(() => { this.replacing = false; });
  }

  async close() {
    this.closed = true;
    clearInterval(this.renewal);
    this.waits.abort();
    await letGo(this.client);
  }

  private async connect() {
    let saidIt = false;
    for (let tries = 0; !this.closed; tries++) {
      const client = this.newClient();
      try {
        const writes = await within(LOGIN_TIMEOUT_MS, client.connect().then(() => takesWrites(client)));
        await this.take(client, writes);
        if (writes) { return; }
        // Just after a failover the name may still lead to the old primary: tried again until it leads to the new one.
        if (!saidIt) { this.log('warn', 'cache only reads'); }
        saidIt = true;
        await pause(backoff(tries, MOST_MS_BETWEEN_LOOKS), this.waits.signal);
      } catch (error) {
        this.log('warn', 'cache not connected', { error: messageOf(error) });
        destroy(client);
        await pause(backoff(tries), this.waits.signal);
      }
    }
  }

  /** In place of the old one, unless that one takes writes and this one does not. */
  private async take(client: CacheClient, writes: boolean) {
    if (this.writes && !writes) { return void destroy(client); }
    const old = this.client;
    this.client = client;
    this.writes = writes;
    if (this.closed) { client.destroy(); }
    await letGo(old);
  }

  private newClient(): CacheClient {
    const { host, port, tls, login, clusterMode } = this.config;
    const reconnectStrategy = (tries: number) => backoff(tries);
    const socket = { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy, ...(tls ? { tls: true as const } : {}) };
    const options = {
      // Asked anew for every connection: a token is good for 15 minutes.
      credentialsProvider: login && {
        type: 'async-credentials-provider' as const,
        credentials: async () => ({ username: login.user, password: 'password' in login ? login.password : await cacheToken(this.aws, login) }),
      },
      // While there is no connection a call fails at once, instead of waiting in a line that grows.
      disableOfflineQueue: true,
      // A feature of Redis Enterprise.
      maintNotifications: 'disabled' as const,
    };
    const client = clusterMode
      ? createCluster({ rootNodes: [{ socket: { host, port, ...socket } }], defaults: { ...options, socket } })
      : createClient({ ...options, socket: { host, port, ...socket } });
    // Without a listener an error would end the process. Those that matter reach the calls.
    client.on('error', () => {});
    return client as CacheClient;
  }
}

/** By a write, which only a primary takes: one that was demoted keeps its connections and answers reads. The key is never there. */
async function takesWrites(commands: CacheCommands): Promise<boolean> {
  return commands.expire('ping', 1).then(() => true, (error: unknown) => {
    if (isReadOnly(error)) { return false; }
    throw error;
  });
}

/** What a replica says to a write. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('READONLY');
}

/** Randomly spread, so that servers that lost the cache together do not come back together. */
function backoff(tries: number, mostMs = MOST_MS_BETWEEN_TRIES): number {
  return Math.min(mostMs, 50 * 2 ** Math.min(tries, 8)) * (0.5 + Math.random() / 2);
}

/** Lets it finish what it has begun, unless it hangs. */
async function letGo(client: CacheClient | undefined) {
  if (client === undefined) { return; }
  await within(CONNECT_TIMEOUT_MS, client.close()).catch(() => destroy(client));
}

function destroy(client: CacheClient) {
  // One that never connected cannot be destroyed, and says so.
  try { client.destroy(); } catch { /* nothing to end */ }
}

export async function pause(milliseconds: number, signal: AbortSignal) {
  if (signal.aborted) { return; }
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
