import { pipeline } from 'node:stream/promises';
import express, { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import { isMissing, Missing } from './config';
import type { Draining } from './draining';
import { Unavailable } from './guard';
import { Health } from './health';
import { Log, messageOf } from './log';
import { PRODUCTS, RECENT_ORDERS } from './orders';
import { CartItem, hashOf, sessionCookie, sessionIdIn } from './sessions';
import type { Shop } from './shop';
import { currentTraceId, traceRequests } from './tracing';

export interface AppSurroundings {
  readonly healthPath: string;
  readonly draining: Pick<Draining, 'isLeaving' | 'endConnections'>;
  readonly log: Log;
}

export function createApp(shop: Shop, { healthPath, draining, log }: AppSurroundings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(draining.endConnections);
  // First, and neither traced nor logged: the balancer's nodes ask every few seconds.
  app.use(at(healthPath, (_request, response) => {
    response.status(draining.isLeaving ? 503 : 200).json({ status: draining.isLeaving ? 'draining' : 'ok' });
  }));
  app.use(traceRequests, logRequests(log), neverCache);
  app.use(at(`${healthPath.replace(/\/?(\?.*)?$/, '')}/dependencies`, reportHealth(shop)));
  sellProducts(app, shop);
  fillCarts(app, shop);
  placeOrders(app, shop, log);
  keepFiles(app, shop);
  app.use((_request, response) => { response.status(404).json({ error: 'there is nothing here' }); });
  app.use(answerErrors(log));
  return app;
}

/** A path as it is: in a route of Express's, some of the characters that a health path may have mean something else. */
function at(path: string, handle: RequestHandler): RequestHandler {
  const [itself] = path.split('?');
  return (request, response, next) => (request.method === 'GET' && request.path === itself ? handle(request, response, next) : next());
}

function reportHealth({ dependencies }: Shop): RequestHandler {
  const health = new Health(dependencies);
  return async (_request, response) => {
    const report = await health.report();
    response.status(report.status === 'unavailable' ? 503 : 200).json(report);
  };
}

function sellProducts(app: Express, { readers }: Shop) {
  app.get('/products', async (_request, response) => {
    const { rows, degraded, from } = await configured(readers).read('products', PRODUCTS);
    response.json({ products: rows, degraded, from });
  });
}

function fillCarts(app: Express, { sessions }: Shop) {
  app.post('/cart', express.json({ limit: '10kb' }), async (request, response) => {
    const cartItem = cartItemIn(request.body);
    const { id, cart } = await configured(sessions).put(sessionIdIn(request.headers.cookie), cartItem);
    // Only now: who could not be given a session keeps the one they had, and finds it again.
    response.setHeader('Set-Cookie', sessionCookie(id)).json({ items: cart.items, degraded: false });
  });

  app.get('/cart', async (request, response) => {
    const available = configured(sessions);
    const id = sessionIdIn(request.headers.cookie);
    try {
      const cart = id === undefined ? { items: [] } : await available.read(id);
      response.json({ items: cart.items, degraded: false });
    } catch (error) {
      if (!(error instanceof Unavailable)) { throw error; }
      response.json({ items: [], degraded: true });
    }
  });
}

function placeOrders(app: Express, { orders, readers, sessions }: Shop, log: Log) {
  app.post('/orders', async (request, response) => {
    const [writer, carts] = [configured(orders), configured(sessions)];
    const id = sessionIdIn(request.headers.cookie);
    if (id === undefined) { throw new Refused(409, 'the cart is empty'); }
    const idempotencyKey = idempotencyKeyIn(request, id);
    const cart = await carts.read(id);
    const placed = cart.items.length > 0 && cart.key !== undefined
      ? await writer.place({ items: cart.items, key: cart.key }, idempotencyKey)
      // A repetition, after the cart was settled.
      : idempotencyKey && await writer.find(idempotencyKey);
    if (!placed) { throw new Refused(409, 'the cart is empty'); }
    // The order stands, whatever becomes of the cart: sent again, it is the same order.
    await carts.settle(id, placed.cartKey, placed.order.items)
      .catch((error: unknown) => log('warn', 'cart not settled', { order: placed.order.id, error: messageOf(error) }));
    response.status(placed.repeated ? 200 : 201).json({ order: placed.order, repeated: placed.repeated });
  });

  app.get('/orders/recent', async (_request, response) => {
    // A reader is a moment behind the writer: an order may not be among them at once.
    const { rows, degraded, from } = await configured(readers).read('recent orders', RECENT_ORDERS);
    response.json({ orders: rows, degraded, from });
  });
}

const MOST_FILE_BYTES = 10 * 1024 * 1024;

function keepFiles(app: Express, { files }: Shop) {
  app.put('/files/:name', async (request, response) => {
    const [store, name, bytes] = [configured(files), fileNameIn(request), contentLengthOf(request)];
    await store.put(name, request, bytes);
    response.status(201).json({ name, bytes });
  });

  app.get('/files/:name', async (request, response) => {
    const file = await configured(files).get(fileNameIn(request));
    if (file === undefined) { throw new Refused(404, 'there is no such file'); }
    // Anyone may have put it there: no browser is to take it for a page of ours.
    response.setHeader('Content-Type', 'application/octet-stream').setHeader('X-Content-Type-Options', 'nosniff').setHeader('Content-Disposition', 'attachment');
    if (file.bytes !== undefined) { response.setHeader('Content-Length', file.bytes); }
    // Too late to say anything else: an answer that is cut short is seen to be.
    await pipeline(file.body, response).catch(() => response.destroy());
  });
}

class NotConfigured extends Error {
  constructor(readonly missing: readonly string[]) {
    super(`not configured yet: ${missing.join(', ')}`);
    this.name = 'NotConfigured';
  }
}

/** The caller's fault. */
class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'Refused';
  }
}

function configured<Part extends object>(part: Part | Missing): Part {
  if (isMissing(part)) { throw new NotConfigured(part.missing); }
  return part;
}

function cartItemIn(body: unknown): CartItem {
  const { item, quantity } = (body ?? {}) as Record<string, unknown>;
  if (typeof item !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(item)) {
    throw new Refused(400, 'item must be a name of small letters, digits and hyphens');
  }
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 99) {
    throw new Refused(400, 'quantity must be a whole number from 1 to 99');
  }
  return { item, quantity };
}

/** Bound to the session: who guesses another's key gets nothing for it. */
function idempotencyKeyIn(request: Request, sessionId: string): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) { return undefined; }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) { throw new Refused(400, 'Idempotency-Key must have 1 to 255 printable characters'); }
  return hashOf(sessionId, key);
}

function fileNameIn(request: Request): string {
  const name = String(request.params.name);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name)) { throw new Refused(400, 'a file is named with letters, digits, dots, hyphens and underscores'); }
  return name;
}

/** Said beforehand, so that too much is refused before it is sent; Node.js lets nobody send more than they said. */
function contentLengthOf(request: Request): number {
  const length = request.get('content-length');
  if (length === undefined) { throw new Refused(411, 'Content-Length is needed'); }
  if (Number(length) > MOST_FILE_BYTES) { throw new Refused(413, `a file has at most ${MOST_FILE_BYTES} bytes`); }
  return Number(length);
}

/** What a cart or a stock was is nobody's to keep. */
const neverCache: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const traceId = currentTraceId();
    response.once('close', () => log('info', 'request', {
      method: request.method, path: request.path, status: response.statusCode, ms: Math.round(performance.now() - started), traceId,
    }));
    next();
  };
}

function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) { return next(error); }
    // What is still on its way would be taken for the next request.
    if (!request.complete) { response.setHeader('Connection', 'close'); }
    if (error instanceof Unavailable) { return unavailable(response, error.retryAfterSeconds, { error: error.answer }); }
    if (error instanceof NotConfigured) { return unavailable(response, 30, { error: 'not configured yet', missing: error.missing }); }
    const { status } = error as { status?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500) { return void response.status(status).json({ error: messageOf(error) }); }
    log('error', 'request failed', { path: request.path, error: messageOf(error), stack: error instanceof Error ? error.stack : undefined });
    response.status(500).json({ error: 'something went wrong' });
  };
}

function unavailable(response: Response, retryAfterSeconds: number, body: object) {
  response.status(503).setHeader('Retry-After', retryAfterSeconds).json(body);
}
