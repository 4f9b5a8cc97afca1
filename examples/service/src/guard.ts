import type { Attributes } from '@opentelemetry/api';
import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { Log, messageOf } from './log';
import { traceCall } from './tracing';

/** A dependency did not answer, or is not asked because it lately did not. A caller may try again later. */
export class Unavailable extends Error {
  constructor(readonly dependency: string, reason: string, readonly retryAfterSeconds: number, readonly answer = `${dependency} is unavailable`) {
    super(`${dependency}: ${reason}`);
    this.name = 'Unavailable';
  }
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface GuardOptions {
  readonly timeoutMs: number;
  readonly resetSeconds: number;
  /** What its spans say of it. */
  readonly attributes?: Attributes;
  /** Whether an error says that the dependency is out, and not that it refused this one call. @default - every error */
  readonly isOutage?: (error: unknown) => boolean;
  /** Called when the breaker opens: what hangs may be cut off. */
  readonly onOpen?: () => void;
  readonly log: Log;
}

const FAILURES_THAT_OPEN = 5;

/**
 * Stands before one dependency: each call is traced and has a time limit, and after five failures in a row none is made for a
 * minute, so that neither callers wait for what is out nor is it run over when it comes back. One call then finds out: a failover that is
 * over in seconds is felt for that minute.
 */
export class Guard {
  private readonly breaker;

  constructor(readonly name: string, private readonly options: GuardOptions) {
    const { isOutage = () => true, resetSeconds, onOpen, log } = options;
    this.breaker = circuitBreaker(handleWhen(isOutage), {
      breaker: new ConsecutiveBreaker(FAILURES_THAT_OPEN),
      halfOpenAfter: resetSeconds * 1_000,
    });
    this.breaker.onStateChange((state) => log('warn', 'breaker', { dependency: name, state: NAMES[state] }));
    this.breaker.onBreak(() => onOpen?.());
  }

  get state(): BreakerState {
    return NAMES[this.breaker.state];
  }

  async call<T>(operation: string, action: () => Promise<T>): Promise<T> {
    const { attributes = {}, isOutage = () => true, resetSeconds } = this.options;
    // While one call finds out, the library would have the others wait for it.
    if (this.breaker.state === CircuitState.HalfOpen) { throw this.unavailable('is being tried', 1); }
    try {
      return await this.breaker.execute(() => traceCall(`${this.name} ${operation}`, { ...attributes, ...operationOf(attributes, operation) },
        () => within(this.options.timeoutMs, action())));
    } catch (error) {
      if (isBroken(error)) { throw this.unavailable('did not answer lately', resetSeconds); }
      if (!isOutage(error)) { throw error; }
      this.options.log('warn', 'call failed', { dependency: this.name, operation, error: messageOf(error) });
      throw this.unavailable('does not answer', 1);
    }
  }

  private unavailable(reason: string, retryAfterSeconds: number) {
    return new Unavailable(this.name, reason, retryAfterSeconds);
  }
}

const NAMES: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

function isBroken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'isBrokenCircuitError' in error;
}

function operationOf(attributes: Attributes, operation: string): Attributes {
  return attributes['db.system.name'] === undefined ? { 'rpc.method': operation } : { 'db.operation.name': operation };
}

export class TimedOut extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'TimedOut';
  }
}

/** Waits no longer than this. What is late is left to itself: each client has time limits of its own, by which it lets go. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new TimedOut(milliseconds)), milliseconds); });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
