import { Mixed, Reference, Unknown, Value } from '../document';
import { own } from '../records';

/** What is underway counts as not known: a condition that refers to itself is never met, nor is it ever not met. */
type Truth = boolean | undefined;

const DEEPEST = 200;

/** Conditions of a template, as far as they are decided before the deployment. */
export class CloudFormationConditions {
  private readonly known = new Map<unknown, Truth>();
  private depth = 0;

  constructor(private readonly declared: unknown, private readonly evaluate: (node: unknown) => Value | undefined) {}

  /** Whether a condition is met; `undefined` if only the deployment tells. */
  isMet(name: unknown): Truth {
    return typeof name === 'string' ? this.once(name, () => this.truthOf(own(this.declared, name))) : undefined;
  }

  private truthOf(node: unknown): Truth {
    if (node === null || typeof node !== 'object') { return undefined; }
    return this.once(node, () => {
      const [[name, argument] = [], ...others] = Object.entries(node);
      return others.length > 0 ? undefined : this.decide(name, argument);
    });
  }

  private decide(name: string | undefined, argument: unknown): Truth {
    switch (name) {
      case 'Condition': return this.isMet(argument);
      case 'Fn::Equals': return this.areEqual(argument);
      case 'Fn::Not': return this.not(argument);
      case 'Fn::And': return this.and(this.truthsOf(argument));
      case 'Fn::Or': return this.or(this.truthsOf(argument));
      default: return undefined;
    }
  }

  private truthsOf(argument: unknown): Truth[] {
    return Array.isArray(argument) ? argument.map((node) => this.truthOf(node)) : [undefined];
  }

  private not(argument: unknown): Truth {
    const [truth] = this.truthsOf(argument);
    return truth === undefined ? undefined : !truth;
  }

  private and(truths: Truth[]): Truth {
    if (truths.includes(false)) { return false; }
    return truths.includes(undefined) ? undefined : true;
  }

  private or(truths: Truth[]): Truth {
    if (truths.includes(true)) { return true; }
    return truths.includes(undefined) ? undefined : false;
  }

  private areEqual(argument: unknown): Truth {
    if (!Array.isArray(argument) || argument.length !== 2) { return undefined; }
    const [left, right] = argument.map((node) => this.evaluate(node));
    if (left instanceof Reference && right instanceof Reference && isSame(left, right)) { return true; }
    return isTold(left) && isTold(right) ? String(left) === String(right) : undefined;
  }

  private once(key: unknown, decide: () => Truth): Truth {
    if (this.known.has(key)) { return this.known.get(key); }
    if (this.depth >= DEEPEST) { return undefined; }
    this.known.set(key, undefined);
    this.depth += 1;
    const truth = decide();
    this.depth -= 1;
    this.known.set(key, truth);
    return truth;
  }
}

function isTold(value: Value | undefined): boolean {
  return value !== undefined && !(value instanceof Reference) && !(value instanceof Mixed) && !(value instanceof Unknown) && typeof value !== 'object';
}

function isSame(left: Reference, right: Reference): boolean {
  return left.resource === right.resource && left.type === right.type && left.attribute === right.attribute;
}
