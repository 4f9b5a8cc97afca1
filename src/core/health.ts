import { Checks } from './checks';

/** When the load balancer takes an instance in and out. It asks every instance, so it is cheap: the process can serve. */
export interface ReadinessOptions {
  /**
   * Seconds between two checks, 5–300.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
   */
  readonly intervalSeconds?: number;

  /**
   * Seconds after which a check without an answer has failed, 2–120, and less than `intervalSeconds`.
   *
   * @default 5
   */
  readonly timeoutSeconds?: number;

  /**
   * Checks in a row that bring an instance back into service, 2–10. A new instance needs one only.
   *
   * @default 2
   */
  readonly healthyThreshold?: number;

  /**
   * Failed checks in a row that take an instance out of service, 2–10.
   *
   * @default 2
   */
  readonly unhealthyThreshold?: number;

  /**
   * Status codes that count as healthy, within 200–499: `200`, `200,204` or `200-299`.
   *
   * @default '200'
   */
  readonly successCodes?: string;
}

/** How long a new instance may take. */
export interface StartUpOptions {
  /**
   * Seconds from launch to the health path's first good answer, at the slowest. Measure it: the other two depend on it.
   *
   * @default 120
   */
  readonly bootSeconds?: number;

  /**
   * Seconds after launch in which a failing health check does not yet replace the instance, up to 7200. Must exceed `bootSeconds`
   * and the checks that follow it, or instances are replaced before they ever serve.
   *
   * @default 300
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html
   */
  readonly graceSeconds?: number;

  /**
   * Seconds before the metrics of a new instance count for scaling, up to 3600.
   *
   * @default 120
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html
   */
  readonly warmupSeconds?: number;
}

/** When the process is restarted in place. Needs `service`: the unit that runs the process also watches it. */
export interface LivenessOptions {
  /**
   * Seconds between two checks on the instance itself, 5–300.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Failed checks in a row that restart the process, 1–10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** How an instance leaves without losing a request. */
export interface DrainingOptions {
  /**
   * Seconds a leaving instance keeps answering what it has begun, 0–3600. At least `longestRequestSeconds`.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay
   */
  readonly deregistrationDelaySeconds?: number;

  /**
   * Seconds the longest request takes. The deregistration delay and the idle timeout must both cover it.
   *
   * @default - not known
   */
  readonly longestRequestSeconds?: number;
}

/** One source of truth for every timing of the tier's health. */
export interface HealthOptions {
  /**
   * Path that answers with one of `readiness.successCodes` when the process can serve. Begins with `/`, up to 1024 characters.
   *
   * Keep it shallow: an instance that fails it is replaced, so a check that asked the database would have every instance
   * replaced during a database failover. Report dependencies under `/health/dependencies` instead.
   *
   * @default '/health'
   */
  readonly path?: string;

  /** @default - every 10 s, timeout 5 s, 2 up, 2 down */
  readonly readiness?: ReadinessOptions;

  /** @default - 120 s to boot, 300 s of grace, 120 s of warm-up */
  readonly startUp?: StartUpOptions;

  /** @default - 3 failures at 30 s restart the process */
  readonly liveness?: LivenessOptions;

  /** @default - 30 s */
  readonly draining?: DrainingOptions;
}

export interface HealthPlan {
  /** Who finds an instance unhealthy, besides EC2 itself. */
  readonly judge: 'ELB';
  readonly path: string;
  readonly readiness: Required<ReadinessOptions>;
  readonly startUp: Required<StartUpOptions>;
  readonly liveness: Required<LivenessOptions>;
  readonly draining: { readonly deregistrationDelaySeconds: number };
}

export function planHealth(options: HealthOptions, idleTimeoutSeconds: number, checks: Checks): HealthPlan {
  const plan: HealthPlan = {
    judge: 'ELB',
    path: options.path ?? '/health',
    readiness: {
      intervalSeconds: options.readiness?.intervalSeconds ?? 10,
      timeoutSeconds: options.readiness?.timeoutSeconds ?? 5,
      healthyThreshold: options.readiness?.healthyThreshold ?? 2,
      unhealthyThreshold: options.readiness?.unhealthyThreshold ?? 2,
      successCodes: options.readiness?.successCodes ?? '200',
    },
    startUp: {
      bootSeconds: options.startUp?.bootSeconds ?? 120,
      graceSeconds: options.startUp?.graceSeconds ?? 300,
      warmupSeconds: options.startUp?.warmupSeconds ?? 120,
    },
    liveness: {
      intervalSeconds: options.liveness?.intervalSeconds ?? 30,
      failureThreshold: options.liveness?.failureThreshold ?? 3,
    },
    draining: { deregistrationDelaySeconds: options.draining?.deregistrationDelaySeconds ?? 30 },
  };
  const timings = checkRanges(plan, checks);
  checkTimingsFit(timings, checks);
  checkLongestRequest(options.draining?.longestRequestSeconds, timings, idleTimeoutSeconds, checks);
  return plan;
}

/**
 * Seconds, at the worst, until a dead instance gets no more requests: it dies just after passing a check, each of
 * `unhealthyThreshold` checks then has to come round, and the last one has to time out.
 */
export function secondsUntilOutOfService(readiness: Pick<Required<ReadinessOptions>, 'intervalSeconds' | 'timeoutSeconds' | 'unhealthyThreshold'>): number {
  return readiness.unhealthyThreshold * readiness.intervalSeconds + readiness.timeoutSeconds;
}

/**
 * Seconds, at the most, from the first good answer of a new instance until it gets requests: a new target needs one passed
 * check only, whatever the threshold.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function secondsUntilInService(readiness: Required<ReadinessOptions>): number {
  return readiness.intervalSeconds;
}

/**
 * Seconds until a dead instance has been replaced by one that serves, leaving out how long Auto Scaling takes to notice
 * (AWS documents no figure for it): out of service, then the new one boots, then it is taken in.
 */
export function secondsUntilReplaced(health: HealthPlan): number {
  return secondsUntilOutOfService(health.readiness) + health.startUp.bootSeconds + secondsUntilInService(health.readiness);
}

/** A quote is legal in a URL, but not in the shell script that carries the path to the instances. */
const PATH = /^\/[A-Za-z0-9/._~!$&()*+,;=:@%?-]{0,1023}$/;

/** The timings that rules between options can go on with. */
interface UsableTimings {
  readonly interval?: number;
  readonly timeout?: number;
  readonly boot?: number;
  readonly grace?: number;
  readonly delay?: number;
}

function checkRanges({ path, readiness, startUp, liveness, draining }: HealthPlan, checks: Checks): UsableTimings {
  const thresholds = { from: 2, to: 10 };
  checks.text('health.path', path, PATH, 'a path that begins with / and has up to 1024 characters that may stand in a URL');
  checks.integer('health.readiness.healthyThreshold', readiness.healthyThreshold, thresholds);
  checks.integer('health.readiness.unhealthyThreshold', readiness.unhealthyThreshold, thresholds);
  checks.text('health.readiness.successCodes', readiness.successCodes, areSuccessCodes, "status codes within 200-499, as '200', '200,204' or '200-299'");
  checks.integer('health.startUp.warmupSeconds', startUp.warmupSeconds, { from: 0, to: 3600 });
  checks.integer('health.liveness.intervalSeconds', liveness.intervalSeconds, { from: 5, to: 300 });
  checks.integer('health.liveness.failureThreshold', liveness.failureThreshold, { from: 1, to: 10 });
  return {
    interval: checks.integer('health.readiness.intervalSeconds', readiness.intervalSeconds, { from: 5, to: 300 }),
    timeout: checks.integer('health.readiness.timeoutSeconds', readiness.timeoutSeconds, { from: 2, to: 120 }),
    boot: checks.integer('health.startUp.bootSeconds', startUp.bootSeconds, { from: 0, to: 7200 }),
    grace: checks.integer('health.startUp.graceSeconds', startUp.graceSeconds, { from: 0, to: 7200 }),
    delay: checks.integer('health.draining.deregistrationDelaySeconds', draining.deregistrationDelaySeconds, { from: 0, to: 3600 }),
  };
}

function checkTimingsFit({ interval, timeout, boot, grace }: UsableTimings, checks: Checks) {
  if (interval !== undefined && timeout !== undefined && timeout >= interval) {
    checks.refuse('health.readiness.timeoutSeconds', `less than health.readiness.intervalSeconds (${interval})`, timeout);
  }
  if (grace !== undefined && boot !== undefined && interval !== undefined && grace <= boot + interval) {
    checks.refuse('health.startUp.graceSeconds', `more than ${boot + interval}: ${boot} to boot and ${interval} to be found healthy`, grace);
  }
}

function checkLongestRequest(longestRequestSeconds: number | undefined, { delay }: UsableTimings, idleTimeoutSeconds: number, checks: Checks) {
  const longest = checks.positive('health.draining.longestRequestSeconds', longestRequestSeconds);
  if (longest === undefined) { return; }
  if (delay !== undefined && delay < longest) {
    checks.refuse('health.draining.deregistrationDelaySeconds', `at least health.draining.longestRequestSeconds (${longest})`, delay);
  }
  const idle = checks.known(idleTimeoutSeconds);
  if (idle !== undefined && idle < longest) {
    checks.refuse('idleTimeoutSeconds', `at least health.draining.longestRequestSeconds (${longest})`, idle);
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
function areSuccessCodes(codes: string): boolean {
  const isCode = (code: string) => /^[2-4]\d\d$/.test(code);
  const [from, to, ...rest] = codes.split('-');
  if (to !== undefined) { return rest.length === 0 && isCode(from) && isCode(to) && Number(from) < Number(to); }
  return codes.split(',').every(isCode);
}
