/**
 * The only place where the wording of a refusal lives.
 *
 * A plan collects every problem it finds and throws once, so that a user mends all of them in one go:
 *
 *     ScaledWebTier 'App/Web': minCapacity must be an integer from 0 to maxCapacity (2), got 5.
 */

/** What core has to know of the world it plans in. It knows no engine, so the engine tells. */
export interface PlanContext {
  /** The construct class, as in `ScaledWebTier`. */
  readonly kind: string;
  /** The construct path, as in `App/Web`. */
  readonly path: string;
  /** Whether a value will only be known at deploy time. Such a value passes every check, unless it would have to be computed with: then it is refused by name. */
  readonly isUnresolved: (value: unknown) => boolean;
  /** Writes a number into a text, in such a way that a number known only at deploy time still arrives. */
  readonly asText: (value: number) => string;
  /** What kind of network peer an id is that only the deployment will tell, where the engine can see it from its origin. */
  readonly peerTypeOf: (id: string) => PeerType | undefined;
  /** Whether a text that only the deployment tells would bring a secret, where the engine can see it from its origin. */
  readonly comesFromSecret: (text: string) => boolean;
}

export type PeerType = 'ipv4' | 'ipv6' | 'prefix-list' | 'security-group';

/** Something a user should hear about, though it is allowed. */
export interface Warning {
  /** Stable, so that it can be acknowledged by name. */
  readonly id: string;
  readonly message: string;
}

/** The bounds of a number. An upper bound that is an option itself is written `name (value)`. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** The option that sets `to`, if one does. */
  readonly toOption?: string;
}

export class Checks {
  private readonly problems: string[] = [];

  constructor(private readonly context: PlanContext) {}

  /** The value if it can be computed with; `undefined` if it is absent, resolved only at deploy time, or not a number that could be meant. */
  known<T>(value: T | undefined): T | undefined {
    const usable = value !== undefined && !this.context.isUnresolved(value) && !(typeof value === 'number' && !Number.isFinite(value));
    return usable ? value : undefined;
  }

  isUnresolved(value: unknown): boolean {
    return this.context.isUnresolved(value);
  }

  peerTypeOf(id: string): PeerType | undefined {
    return this.context.peerTypeOf(id);
  }

  comesFromSecret(text: string): boolean {
    return this.context.comesFromSecret(text);
  }

  asText(value: number): string {
    return this.context.asText(value);
  }

  /** Returns the value if rules between options may go on with it, as the other checks of numbers do: a refused one is not judged twice. */
  integer(option: string, value: number | undefined, range: Range): number | undefined {
    return this.bounded(option, value, Number.isInteger(value) && isWithin(value!, range), `an integer ${describeRange(range)}`);
  }

  number(option: string, value: number | undefined, range: Range): number | undefined {
    return this.bounded(option, value, Number.isFinite(value) && isWithin(value!, range), `a number ${describeRange(range)}`);
  }

  positive(option: string, value: number | undefined): number | undefined {
    return this.bounded(option, value, Number.isFinite(value) && value! > 0, 'a number above 0');
  }

  flag(option: string, value: boolean | undefined) {
    if (this.isChecked(value) && typeof value !== 'boolean') { this.refuse(option, 'true or false', value); }
  }

  oneOf(option: string, value: string | undefined, allowed: readonly string[]) {
    if (this.isChecked(value) && !allowed.includes(value)) {
      this.refuse(option, `one of ${allowed.join(', ')}`, value);
    }
  }

  /** `allowed` completes the sentence "option must be …". */
  text(option: string, value: string | undefined, isAllowed: RegExp | ((value: string) => boolean), allowed: string) {
    if (!this.isChecked(value)) { return; }
    const passes = isAllowed instanceof RegExp ? isAllowed.test(value) : isAllowed(value);
    if (!passes) { this.refuse(option, allowed, value); }
  }

  /** An option that is given as a list has something in it. */
  notEmpty(option: string, value: readonly unknown[] | undefined, allowed: string) {
    if (this.isChecked(value) && value.length === 0) {
      this.problems.push(`${option} must hold ${allowed}, got an empty list.`);
    }
  }

  /** `allowed` completes the sentence "option must be …"; `received` is shown. */
  refuse(option: string, allowed: string, received: unknown) {
    this.problems.push(`${option} must be ${allowed}, got ${show(received)}.`);
  }

  /** A rule between options, as a whole sentence. Never put a value here that could be a secret. */
  conflict(sentence: string) {
    this.problems.push(sentence);
  }

  /** Ends the plan with one error that lists every problem. */
  throwIfAny() {
    if (this.problems.length === 0) { return; }
    const subject = `${this.context.kind} '${this.context.path}'`;
    if (this.problems.length === 1) { throw new Error(`${subject}: ${this.problems[0]}`); }
    throw new Error([`${subject}: ${this.problems.length} problems:`, ...this.problems.map((problem) => `  - ${problem}`)].join('\n'));
  }

  private bounded(option: string, value: number | undefined, passes: boolean, allowed: string): number | undefined {
    if (!this.isChecked(value)) { return undefined; }
    if (passes) { return value; }
    this.refuse(option, allowed, value);
    return undefined;
  }

  private isChecked<T>(value: T | undefined): value is T {
    return value !== undefined && !this.context.isUnresolved(value);
  }
}

function isWithin(value: number, { from, to }: Range): boolean {
  return from <= value && value <= to;
}

function describeRange(range: Range): string {
  const to = range.toOption ? `${range.toOption} (${range.to})` : `${range.to}`;
  return `from ${range.from} to ${to}`;
}

const LONGEST_ECHO = 80;

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}
