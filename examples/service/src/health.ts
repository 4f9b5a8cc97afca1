import { BreakerState, within } from './guard';

/** Something the service depends on, as the health report sees it. */
export interface Dependency {
  readonly name: string;
  /** Without it no order can be placed. */
  readonly essential: boolean;
  /** Variables that are not there yet, in place of the rest. */
  readonly missing?: readonly string[];
  readonly breaker?: () => BreakerState;
  /** Asks it something cheap, past the breaker: the report is about the dependency, the breaker about the calls. */
  readonly ping?: () => Promise<unknown>;
  /** Whether it answers, and takes no writes, as it turned out. */
  readonly onlyReads?: () => boolean;
}

export type DependencyState = 'healthy' | 'degraded' | 'unavailable' | 'not configured';

export interface DependencyReport {
  readonly state: DependencyState;
  readonly latencyMs?: number;
  /** It takes no writes: in a region that waits for its turn it should not. */
  readonly onlyReads?: true;
  readonly breaker?: BreakerState;
  readonly missing?: readonly string[];
}

export interface HealthReport {
  /**
   * `degraded` when something is out or slow and the service answers in spite of it; `unavailable` when no order can be placed. Only this
   * last one has a status of its own: it is for people and alarms, never for the load balancer, which would replace every server at once.
   */
  readonly status: 'ok' | 'degraded' | 'unavailable';
  readonly dependencies: Record<string, DependencyReport>;
}

const SLOW_MS = 1_000;
const TIMEOUT_MS = 1_500;

export class Health {
  private running?: Promise<HealthReport>;

  constructor(private readonly dependencies: readonly Dependency[]) {}

  /** Whoever asks while a check runs gets its result: asking often does not load what is asked about. */
  async report(): Promise<HealthReport> {
    this.running ??= this.check().finally(() => { this.running = undefined; });
    return this.running;
  }

  private async check(): Promise<HealthReport> {
    const reports = await Promise.all(this.dependencies.map(checkOne));
    const named = this.dependencies.map((dependency, i) => [dependency, reports[i]] as const);
    const isOut = ({ state }: DependencyReport) => state === 'unavailable' || state === 'not configured';
    const status = named.some(([{ essential }, report]) => essential && isOut(report)) ? 'unavailable'
      : reports.every(({ state }) => state === 'healthy') ? 'ok' : 'degraded';
    return { status, dependencies: Object.fromEntries(named.map(([{ name }, report]) => [name, report])) };
  }
}

async function checkOne({ missing, breaker, ping, onlyReads }: Dependency): Promise<DependencyReport> {
  if (missing !== undefined || ping === undefined) { return { state: 'not configured', missing }; }
  const started = performance.now();
  try {
    await within(TIMEOUT_MS, ping());
    const latencyMs = Math.round(performance.now() - started);
    if (onlyReads?.()) { return { state: 'degraded', latencyMs, onlyReads: true, breaker: breaker?.() }; }
    return { state: latencyMs > SLOW_MS ? 'degraded' : 'healthy', latencyMs, breaker: breaker?.() };
  } catch {
    return { state: 'unavailable', breaker: breaker?.() };
  }
}
