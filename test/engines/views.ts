/**
 * The one form in which a plan, and what was read back from either engine, are compared: every decision, without the names that an
 * engine gives to things. A thing is told by what it is: `balancer`, `servers`, `AccessLogs`.
 */
export interface TierView {
  readonly capacity: object;
  readonly refresh: object;
  readonly servers: object;
  readonly permissions: object[];
  readonly targetGroup: object;
  readonly balancer?: object;
  readonly routing?: object;
  readonly names: object[];
  readonly certificate?: object;
  readonly accessLogBucket?: { readonly policy: { readonly principals: string[] }[] };
  readonly paths: string[];
  readonly scaling: object[];
  readonly schedules: object[];
  readonly warmPool?: object;
  readonly alarms: object[];
  readonly dashboard?: object[];
  readonly logs?: object;
  readonly connections: object[];
}

/** Without what is absent, so that a field that is not there and one that is `undefined` are the same. */
export function withoutAbsent<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(withoutAbsent) as T; }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => [name, withoutAbsent(part)])) as T;
}

/** As `ingress balancer tcp 443 from 10.0.0.0/16: Requests from inside the VPC`. */
export function pathLine(direction: string, owner: string, port: number | undefined, peer: string, description: string | undefined): string {
  return `${direction} ${owner} ${port ?? 'all'} ${direction === 'ingress' ? 'from' : 'to'} ${peer}: ${description}`;
}

export function byText<T>(things: readonly T[]): T[] {
  return [...things].sort((one, other) => textOf(one).localeCompare(textOf(other)));
}

/** Whatever the order in which its fields were written. */
function textOf(thing: unknown): string {
  return JSON.stringify(thing, (_, value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value));
}
