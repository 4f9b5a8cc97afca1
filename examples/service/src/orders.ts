import { randomUUID } from 'node:crypto';
import { pause } from './cache';
import { Database, isUndefinedTable } from './database';
import { Guard, Unavailable } from './guard';
import { Log, messageOf } from './log';
import type { Cart, CartItem } from './sessions';

export interface Order {
  readonly id: string;
  readonly items: readonly CartItem[];
  readonly orderedAt: Date;
}

export interface PlacedOrder {
  readonly order: Order;
  readonly cartKey: string;
  /** It had been placed before: this was a repetition. */
  readonly repeated: boolean;
}

/** Any number, but the same on all servers. */
const TABLES_LOCK = 5_206_174;

/** In one go and under a lock: several servers start at once, and `IF NOT EXISTS` alone lets two of them collide. */
const CREATE_TABLES = `
BEGIN;
SELECT pg_advisory_xact_lock(${TABLES_LOCK});
CREATE TABLE IF NOT EXISTS products (item text PRIMARY KEY, title text NOT NULL, price_in_cents integer NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
  id uuid PRIMARY KEY,
  cart_key text NOT NULL UNIQUE,
  idempotency_key text UNIQUE,
  items jsonb NOT NULL,
  ordered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS orders_by_time ON orders (ordered_at DESC);
INSERT INTO products VALUES ('tea', 'Green tea', 690), ('cup', 'A cup for it', 1250), ('kettle', 'A kettle', 3900) ON CONFLICT DO NOTHING;
COMMIT`;

export const PRODUCTS = 'SELECT item, title, price_in_cents AS "priceInCents" FROM products ORDER BY item LIMIT 100';
export const RECENT_ORDERS = `
SELECT id, ordered_at AS "orderedAt", (SELECT sum((item ->> 'quantity')::integer)::integer FROM jsonb_array_elements(items) AS item) AS quantity
FROM orders ORDER BY ordered_at DESC LIMIT 10`;

const COLUMNS = 'id, items, ordered_at AS "orderedAt", cart_key AS "cartKey"';
type Row = Order & { readonly cartKey: string };

/** Orders, on the writer. */
export class Orders {
  private readonly closing = new AbortController();

  constructor(private readonly writer: Database, private readonly guard: Guard, private readonly log: Log) {}

  /** In the background, for as long as it takes: the database may come after the servers. */
  async createTables() {
    for (let seconds = 1; !this.closing.signal.aborted; seconds = Math.min(seconds * 2, 30)) {
      try {
        await this.writer.query(CREATE_TABLES);
        return this.log('info', 'tables are there');
      } catch (error) {
        this.log('warn', 'tables not created yet', { error: messageOf(error) });
        await pause(seconds * 1_000, this.closing.signal);
      }
    }
  }

  /** Once for a cart and once for an idempotency key, whichever repeats. */
  async place(cart: Required<Cart>, idempotencyKey: string | undefined): Promise<PlacedOrder> {
    const [inserted] = await this.query('INSERT',
      `INSERT INTO orders (id, cart_key, idempotency_key, items) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [randomUUID(), cart.key, idempotencyKey, JSON.stringify(cart.items)]);
    if (inserted !== undefined) { return placed(inserted, false); }
    const [earlier] = await this.query('SELECT',
      `SELECT ${COLUMNS} FROM orders WHERE idempotency_key = $1 OR cart_key = $2 ORDER BY idempotency_key = $1 DESC NULLS LAST LIMIT 1`,
      [idempotencyKey, cart.key]);
    return placed(earlier, true);
  }

  async find(idempotencyKey: string): Promise<PlacedOrder | undefined> {
    const [row] = await this.query('SELECT', `SELECT ${COLUMNS} FROM orders WHERE idempotency_key = $1`, [idempotencyKey]);
    return row && placed(row, true);
  }

  close() {
    this.closing.abort();
  }

  private async query(operation: string, sql: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.guard.call(operation, () => this.writer.query<Row>(sql, values))).rows;
    } catch (error) {
      if (isUndefinedTable(error)) { throw new Unavailable(this.guard.name, 'has no tables yet', 5); }
      throw error;
    }
  }
}

function placed({ cartKey, ...order }: Row, repeated: boolean): PlacedOrder {
  return { order, cartKey, repeated };
}
