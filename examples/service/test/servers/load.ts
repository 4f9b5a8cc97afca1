import { setTimeout as delay } from 'node:timers/promises';

export interface Figures {
  readonly sent: number;
  readonly failed: number;
  readonly statuses: Record<string, number>;
  readonly p95Ms: number;
  readonly slowestMs: number;
}

interface Sample {
  readonly at: number;
  readonly ms: number;
  readonly status: string;
}

/** What a server owes: anything but an error of its own. */
export const isFailure = (status: string) => !/^[234]/.test(status);

/** Sends requests, several at a time, until it is stopped. */
export class Load {
  readonly samples: Sample[] = [];
  private running = true;
  private readonly workers: Promise<void>[];

  constructor(private readonly base: string, private readonly paths: readonly string[], private readonly init: RequestInit = {}, workers = 8) {
    this.workers = Array.from({ length: workers }, (_, i) => this.work(i));
  }

  async stop(): Promise<Figures> {
    this.running = false;
    await Promise.all(this.workers);
    return figuresOf(this.samples);
  }

  private async work(first: number) {
    for (let i = first; this.running; i++) {
      const at = Date.now();
      const started = performance.now();
      const status = await this.send(this.paths[i % this.paths.length]);
      this.samples.push({ at, ms: performance.now() - started, status });
      await delay(5);
    }
  }

  private async send(path: string): Promise<string> {
    try {
      const response = await fetch(this.base + path, { ...this.init, signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      return String(response.status);
    } catch (error) {
      return (error as Error).name;
    }
  }
}

export function figuresOf(samples: readonly Sample[]): Figures {
  const sorted = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  const statuses: Record<string, number> = {};
  for (const { status } of samples) { statuses[status] = (statuses[status] ?? 0) + 1; }
  return {
    sent: samples.length,
    failed: samples.filter(({ status }) => isFailure(status)).length,
    statuses,
    p95Ms: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    slowestMs: Math.round(sorted.at(-1) ?? 0),
  };
}
