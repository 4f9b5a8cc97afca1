import type { SpawnOptions } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually, freePort, Process } from './processes';

export const BUNDLE = join(__dirname, '..', '..', 'dist', 'server.js');

export type Environment = Record<string, string>;

/** A copy of the service, as an instance runs it: the bundle, with its environment and nothing else. */
export class Copy {
  static async start(environment: Environment, port?: number): Promise<Copy> {
    const copy = new Copy(port ?? await freePort());
    copy.process = new Process(process.execPath, [BUNDLE], { env: { OTEL_SDK_DISABLED: 'true', ...environment, PORT: String(copy.port) } });
    await copy.serves();
    return copy;
  }

  /** A copy that is started again whenever it ends, as systemd does. */
  static async restarted(environment: Environment): Promise<Copy> {
    const copy = new Copy(await freePort());
    copy.process = supervised({ env: { OTEL_SDK_DISABLED: 'true', ...environment, PORT: String(copy.port) } });
    await copy.serves();
    return copy;
  }

  /** And meanwhile somebody else holds its socket, as systemd does for a unit with a socket. The shell inherits it as descriptor 3 and hands it on. */
  static async restartedUnderHeldSocket(environment: Environment): Promise<Copy> {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const copy = new Copy((holder.address() as { port: number }).port);
    const { fd } = (holder as unknown as { _handle: { fd: number } })._handle;
    copy.process = supervised({ env: { OTEL_SDK_DISABLED: 'true', LISTEN_FDS: '1', ...environment }, stdio: ['ignore', 'pipe', 'pipe', fd] });
    await new Promise((resolve) => holder.close(resolve));
    await copy.serves();
    return copy;
  }

  process!: Process;

  private constructor(readonly port: number) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The processes that were started one after the other. */
  get generations(): number[] {
    return [...this.process.output.join('').matchAll(/started (\d+)/g)].map(([, pid]) => Number(pid));
  }

  /** With the shell first, or it would start another. */
  async endForGood() {
    await this.process.end('SIGKILL');
    process.kill(this.generations.at(-1)!, 'SIGKILL');
  }

  async ask(path: string, init: RequestInit & { session?: string } = {}): Promise<{ status: number; body: any; headers: Headers; ms: number }> {
    const started = performance.now();
    const headers = { ...init.headers as Record<string, string>, ...(init.session === undefined ? {} : { cookie: init.session }) };
    const response = await fetch(this.url + path, { ...init, headers, signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers, ms: performance.now() - started };
  }

  /** Puts something into a cart and returns the session. */
  async put(item: string, quantity: number, session?: string): Promise<string> {
    const { status, headers } = await this.ask('/cart', {
      method: 'POST', session, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ item, quantity }),
    });
    if (status !== 200) { throw new Error(`POST /cart: ${status}`); }
    return headers.get('set-cookie')!.split(';')[0];
  }

  private async serves() {
    await eventually('the service answers', async () => {
      const { status } = await this.ask('/health');
      if (status !== 200) { throw new Error(`status ${status}`); }
    });
  }
}

/** Says which process it has started, waits for it, starts the next. */
function supervised(options: SpawnOptions): Process {
  return new Process('/bin/sh', ['-c', 'while :; do "$0" "$1" & echo "started $!"; wait $!; done', process.execPath, BUNDLE], options);
}
