import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { Log, messageOf } from './log';

export interface DrainingOptions {
  /** For how long requests are still accepted. */
  readonly acceptMs: number;
  /** Closes what the requests needed. */
  readonly close: () => Promise<void>;
  readonly log: Log;
  /** When to give up. @default 25 s: below the 30 s after which systemd kills the process. */
  readonly limitMs?: number;
}

/**
 * How a server leaves without losing a request.
 *
 * When Auto Scaling takes the instance away, the balancer has stopped sending before SIGTERM comes, and any way of leaving will do. On a
 * restart in place it has not, and it would take it 20 s to notice (two checks, 10 s apart). Refusing health checks for that long is
 * worse than a short gap: a target that is found unhealthy is not given a rest, Auto Scaling replaces its instance. So a restart is
 * over before two checks can fail: for two seconds every answer ends its connection, so that the balancer's connections come to
 * an end between two requests, and then the server leaves.
 *
 * Requests that come between the old process and the new one wait, if systemd holds the socket (a unit `.socket`), and are refused
 * if it does not.
 */
export class Draining {
  private leaving = false;

  constructor(private readonly server: Server, private readonly options: DrainingOptions) {}

  get isLeaving(): boolean {
    return this.leaving;
  }

  /** Tells callers to open no further request on their connection. */
  readonly endConnections: RequestHandler = (_request, response, next) => {
    if (this.leaving) { response.setHeader('Connection', 'close'); }
    next();
  };

  /** Returns the code to exit with. */
  async leave(): Promise<0 | 1> {
    if (this.leaving) { return 0; }
    this.leaving = true;
    const { acceptMs, close, log, limitMs = 25_000 } = this.options;
    log('info', 'draining');
    let limit: NodeJS.Timeout | undefined;
    const tooLate = new Promise<1>((resolve) => { limit = setTimeout(() => resolve(1), limitMs); });
    const inTime = this.finish(acceptMs).then(close).then(() => 0 as const, (error: unknown) => {
      log('error', 'not closed cleanly', { error: messageOf(error) });
      return 1 as const;
    });
    const code = await Promise.race([inTime, tooLate]);
    clearTimeout(limit);
    log('info', 'drained', { clean: code === 0 });
    return code;
  }

  private async finish(acceptMs: number) {
    // It was told to leave before it began.
    if (!this.server.listening) { return; }
    await new Promise((resolve) => setTimeout(resolve, acceptMs));
    // A connection whose request was answered before it was told to close idles on.
    const sweep = setInterval(() => this.server.closeIdleConnections(), 50);
    await new Promise<void>((resolve, reject) => this.server.close((error) => (error ? reject(error) : resolve())));
    clearInterval(sweep);
  }
}
