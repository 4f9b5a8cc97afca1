import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CacheCommands, isReadOnly } from './cache';
import { Guard, Unavailable } from './guard';

export interface CartItem {
  readonly item: string;
  readonly quantity: number;
}

export interface Cart {
  readonly items: readonly CartItem[];
  /** Becomes the key of the order: however often this cart is sent, it is ordered once. */
  readonly key?: string;
}

/** A cart, and the session that it is in. */
export interface Session {
  readonly id: string;
  readonly cart: Cart;
}

const SESSION_SECONDS = 30 * 60;
/** Somebody has to decide that a cache takes writes which does not: nobody is asked to come back at once. */
const RETRY_WRITES_SECONDS = 30;
const ITEM = 'item:';
const KEY = 'key';

/**
 * Puts something into the cart and answers what is in it now; nothing, if the session has to be there and is not. One step: a break between
 * several would leave a key that never ends.
 */
export const PUT = `
if ARGV[1] == 'known' and redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HINCRBY', KEYS[1], ARGV[2], ARGV[3])
redis.call('HSETNX', KEYS[1], '${KEY}', ARGV[4])
redis.call('EXPIRE', KEYS[1], ${SESSION_SECONDS})
return redis.call('HGETALL', KEYS[1])`;

/** Takes out of the cart what has been ordered, if that is still this cart, and leaves what has been put in since. */
const SETTLE = `
if redis.call('HGET', KEYS[1], '${KEY}') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], '${KEY}', ARGV[2])
for i = 3, #ARGV, 2 do
  if redis.call('HINCRBY', KEYS[1], ARGV[i], '-' .. ARGV[i + 1]) <= 0 then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return 1`;

/** What sessions need of a cache. */
export interface SessionStore {
  readonly commands: CacheCommands;
  /** Told of a write that was refused. */
  distrust(): void;
}

/**
 * Sessions, in the cache and nowhere else, so that any server can answer any request. A hash and not a document: two servers that put
 * something into the same cart at the same time both succeed.
 *
 * A cache that only reads is no outage: carts are read, and what would be written is refused at once and by name.
 */
export class Sessions {
  constructor(private readonly cache: SessionStore, private readonly guard: Guard) {}

  /**
   * Into the caller's session if the cache has it, or else into a new one: nobody chooses an id, neither their own nor one for somebody else.
   * At a login, which is not here yet, give a new id: an id that an attacker was given and left in another's browser is one that the cache has.
   */
  async put(callersId: string | undefined, item: CartItem): Promise<Session> {
    const cart = callersId && await this.putInto('known', callersId, item);
    if (callersId && cart) { return { id: callersId, cart }; }
    const id = newSessionId();
    return { id, cart: (await this.putInto('new', id, item))! };
  }

  /** Whoever looks at a session prolongs it, where that can be written. */
  async read(id: string): Promise<Cart> {
    const key = keyOf(id);
    const fields = await this.guard.call('HGETALL', async () => {
      const { commands } = this.cache;
      const [all] = await Promise.all([commands.hGetAll(key), this.unlessReadOnly(commands.expire(key, SESSION_SECONDS))]);
      return all;
    });
    return cartOf(fields);
  }

  async settle(id: string, cartKey: string, items: readonly CartItem[]) {
    const ordered = items.flatMap(({ item, quantity }) => [ITEM + item, String(quantity)]);
    await this.write(SETTLE, id, [cartKey, randomUUID(), ...ordered]);
  }

  private async putInto(session: 'known' | 'new', id: string, { item, quantity }: CartItem): Promise<Cart | undefined> {
    const all = await this.write(PUT, id, [session, ITEM + item, String(quantity), randomUUID()]) as readonly string[] | null;
    return all === null ? undefined : cartOf(fieldsIn(all));
  }

  private async write(script: string, id: string, values: string[]): Promise<unknown> {
    try {
      return await this.guard.call('EVAL', () => this.cache.commands.eval(script, { keys: [keyOf(id)], arguments: values }));
    } catch (error) {
      if (!isReadOnly(error)) { throw error; }
      this.cache.distrust();
      throw new Unavailable(this.guard.name, 'only reads', RETRY_WRITES_SECONDS, `${this.guard.name} takes no changes at the moment`);
    }
  }

  private async unlessReadOnly(write: Promise<unknown>) {
    await write.catch((error: unknown) => {
      if (!isReadOnly(error)) { throw error; }
      this.cache.distrust();
    });
  }
}

function keyOf(id: string): string {
  return `session:${id}`;
}

/** From a script, a hash comes as a list: field, value, field, value. */
function fieldsIn(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.flatMap((field, i) => (i % 2 === 0 ? [[field, list[i + 1]]] : [])));
}

function cartOf(fields: Record<string, string>): Cart {
  const items = Object.entries(fields)
    .filter(([field]) => field.startsWith(ITEM))
    .map(([field, quantity]) => ({ item: field.slice(ITEM.length), quantity: Number(quantity) }));
  return { items: items.sort((a, b) => a.item.localeCompare(b.item)), key: fields[KEY] };
}

const COOKIE = '__Host-session';
const ID = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits: nothing to sign, because nothing can be guessed. */
function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

export function sessionIdIn(cookies: string | undefined): string | undefined {
  const pairs = (cookies ?? '').split(';').map((pair) => pair.trim().split('='));
  const id = pairs.find(([name]) => name === COOKIE)?.[1];
  return id !== undefined && ID.test(id) ? id : undefined;
}

export function sessionCookie(id: string): string {
  return `${COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** Stands for a session where others may read it: an id opens the session, its hash does not. */
export function hashOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
