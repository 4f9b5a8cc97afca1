import { Checks } from './checks';

/** Which requests of a shared listener come to this tier: those that match one of the hosts and one of the paths. */
export interface RoutingOptions {
  /** Place in the order in which the listener's rules are tried, 1–50000, unique on that listener. */
  readonly priority: number;

  /**
   * Host names, up to 128 characters each; `*` and `?` stand for any characters and any one.
   *
   * @default - any host
   */
  readonly hosts?: string[];

  /**
   * Paths, as `/orders/*`, up to 128 characters each.
   *
   * @default - any path
   */
  readonly paths?: string[];
}

export interface RoutingPlan {
  readonly priority: number;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_CONDITION_VALUES = 5;

export function planRouting(options: RoutingOptions | undefined, checks: Checks): RoutingPlan {
  if (!options) {
    checks.conflict('routing must say which requests of the shared listener are for this tier: a priority, and hosts or paths.');
    return { priority: 1, hosts: [], paths: [] };
  }
  const plan = { priority: options.priority, hosts: options.hosts ?? [], paths: options.paths ?? [] };
  checks.integer('routing.priority', plan.priority, { from: 1, to: 50_000 });
  plan.hosts.forEach((host, index) => checks.text(`routing.hosts[${index}]`, host, /^[A-Za-z0-9.*?-]{1,128}$/, "a host name such as 'api.example.com' or '*.example.com'"));
  plan.paths.forEach((path, index) => checks.text(`routing.paths[${index}]`, path, /^\/[\w\-.$/~"'@:+&*?]{0,127}$/, "a path such as '/orders/*'"));
  checkConditions(plan, checks);
  return plan;
}

function checkConditions({ hosts, paths }: RoutingPlan, checks: Checks) {
  const values = hosts.length + paths.length;
  if (values === 0) { checks.conflict('routing must name hosts or paths: a rule without a condition is not one.'); }
  if (values > MOST_CONDITION_VALUES) { checks.refuse('routing.hosts and routing.paths', `at most ${MOST_CONDITION_VALUES} together`, values); }
}
