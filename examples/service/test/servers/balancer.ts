import { Agent, createServer, get, IncomingMessage, request, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the tier's load balancer does, 25 times as fast: a check every 400 ms stands for one every 10 s, two good ones bring a target back
 * and two bad ones take it out; a new target needs one. Idle connections are kept and reused. Nothing is tried a second time.
 */
export const SCALE = 25;
const CHECK_EVERY_MS = 10_000 / SCALE;
const CHECK_TIMEOUT_MS = 5_000 / SCALE;
const UP = 2;
const DOWN = 2;

class Target {
  healthy = false;
  /** Checks in a row that said otherwise. */
  private against = 0;
  private isNew = true;
  readonly agent = new Agent({ keepAlive: true });

  constructor(readonly port: number) {}

  async check() {
    const passed = await isHealthy(this.port);
    this.against = passed === this.healthy ? 0 : this.against + 1;
    if (this.against < (passed ? (this.isNew ? 1 : UP) : DOWN)) { return; }
    this.healthy = passed;
    this.isNew = false;
    this.against = 0;
  }
}

export class Balancer {
  static async start(checks: boolean = true): Promise<Balancer> {
    const balancer = new Balancer(checks);
    await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  private readonly targets = new Map<number, Target>();
  private readonly server = createServer((incoming, outgoing) => this.forward(incoming, outgoing));
  private readonly timer?: NodeJS.Timeout;
  private turn = 0;

  private constructor(private readonly checks: boolean) {
    if (checks) { this.timer = setInterval(() => this.targets.forEach((target) => void target.check()), CHECK_EVERY_MS); }
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  register(...ports: number[]) {
    for (const port of ports) { this.targets.set(port, new Target(port)); }
  }

  /** It gets no more requests and finishes those it has. */
  deregister(port: number) {
    this.targets.delete(port);
  }

  isHealthy(port: number): boolean {
    return this.targets.get(port)?.healthy ?? false;
  }

  async stop() {
    clearInterval(this.timer);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.targets.forEach(({ agent }) => agent.destroy());
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse) {
    const target = this.next();
    const { method, url: path } = incoming;
    const { connection: _, ...headers } = incoming.headers;
    const onward = request({ host: '127.0.0.1', port: target.port, agent: target.agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, { ...answer.headers, 'connection': 'keep-alive', 'x-target': String(target.port) });
      answer.pipe(outgoing);
    });
    onward.on('error', (error) => {
      if (outgoing.headersSent) { return outgoing.destroy(); }
      return outgoing.writeHead(502, { 'x-target': String(target.port) }).end(error.message);
    });
    incoming.pipe(onward);
  }

  /** When none is healthy all of them are asked, as the real one does. */
  private next(): Target {
    const all = [...this.targets.values()];
    const healthy = this.checks ? all.filter((target) => target.healthy) : all;
    const choice = healthy.length > 0 ? healthy : all;
    return choice[this.turn++ % choice.length];
  }
}

async function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const check = get({ host: '127.0.0.1', port, path: '/health', agent: false, timeout: CHECK_TIMEOUT_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    check.on('timeout', () => check.destroy(new Error('no answer')));
    check.on('error', () => resolve(false));
  });
}
