import { Mixed, Reference, Unknown, Value } from '../document';
import { isRecord } from '../records';
import { Budget } from './budget';
import { Expression, Operation, Step, parseTemplate } from './expressions';
import { callFunction } from './functions';
import { OpenList } from './open-list';
import { operate } from './operators';
import { SecretMembers } from './secret-texts';
import { concatenated } from '../texts';

/** A value of Terraform's: `undefined` is its `null`. */
export type Evaluated = Value | undefined;

/** Names that hold within one block only: `count`, `each` and iterators. */
export type Locals = ReadonlyMap<string, Value>;

export const NO_LOCALS: Locals = new Map();

/** A step of a path whose index is known. */
export type KnownStep = { readonly attribute: string } | { readonly index: string | number } | { readonly splat: true };

/** What a path begins with, and the steps from there. */
export type LookUp = (root: string, steps: readonly KnownStep[], locals: Locals) => Evaluated;

/** Evaluates what a document writes into arguments. Never throws: what cannot be known is `Unknown`. */
export class Evaluator {
  private readonly budget = new Budget();

  constructor(private readonly lookUp: LookUp, private readonly balancerBehind: (listener: Value) => Value) {}

  /** An argument as JSON has it, its texts being templates. */
  public argument(json: unknown, locals: Locals): Evaluated {
    return this.json(json, (text) => this.template(text, locals));
  }

  /** JSON whose texts are nothing but texts. */
  public literal(json: unknown): Evaluated {
    return this.json(json, (text) => text);
  }

  private json(json: unknown, textOf: (text: string) => Evaluated): Evaluated {
    return this.budget.deeper(() => {
      if (typeof json === 'string') { return textOf(json); }
      if (typeof json === 'number' || typeof json === 'boolean') { return json; }
      if (Array.isArray(json)) { return this.list(json.map((item) => this.json(item, textOf))); }
      if (!isRecord(json)) { return undefined; }
      return this.object(Object.entries(json).map(([name, value]) => [name, this.json(value, textOf)]));
    });
  }

  /** What an expression gives, apart from any block. */
  public expression(expression: Expression): Evaluated {
    return this.evaluate(expression, NO_LOCALS);
  }

  /** Follows steps into a value. */
  public step(value: Evaluated, steps: readonly KnownStep[]): Evaluated {
    let current = value;
    for (const [position, step] of steps.entries()) {
      if (current === undefined) { return new Unknown('it is a part of nothing'); }
      if ('splat' in step) { return this.splat(current, steps.slice(position + 1)); }
      current = member(current, 'attribute' in step ? step.attribute : step.index);
    }
    return current;
  }

  private template(text: string, locals: Locals): Evaluated {
    if (!/[$%]\{/.test(text)) { return text; }
    return this.budget.charged(text.length, () => this.evaluate(parseTemplate(text), locals));
  }

  private evaluate(expression: Expression, locals: Locals): Evaluated {
    return this.budget.deeper(() => this.evaluateByKind(expression, locals));
  }

  private evaluateByKind(expression: Expression, locals: Locals): Evaluated {
    switch (expression.kind) {
      case 'literal': return expression.value;
      case 'unreadable': return new Unknown(expression.because);
      case 'template': return this.budget.bounded(concatenated(expression.parts.map((part) => this.evaluate(part, locals))));
      case 'path': return this.path(expression.root, expression.steps, locals);
      case 'call': return this.call(expression, locals);
      case 'list': return this.list(expression.items.map((item) => this.evaluate(item, locals)));
      case 'object': return this.objectOf(expression.entries, locals);
      case 'conditional': return this.conditional(expression, locals);
      case 'operations': return this.operations(expression.first, expression.rest, locals);
      case 'unary': return operate(expression.operator === '-' ? 'negative' : '!', this.evaluate(expression.operand, locals), undefined);
    }
  }

  private path(root: Expression | string, steps: readonly Step[], locals: Locals): Evaluated {
    const known: KnownStep[] = [];
    for (const step of steps) {
      if (!('index' in step)) { known.push(step); continue; }
      const index = this.evaluate(step.index, locals);
      if (typeof index !== 'string' && typeof index !== 'number') { return new Unknown('which member is meant is not known'); }
      known.push({ index });
    }
    return typeof root === 'string' ? this.lookUp(root, known, locals) : this.step(this.evaluate(root, locals), known);
  }

  private call(call: Expression & { kind: 'call' }, locals: Locals): Evaluated {
    const name = this.balancerOfListener(call, locals);
    if (name) { return name; }
    const args = call.args.map((argument) => this.evaluate(argument, locals));
    if (!call.spreadsLast) { return this.budget.bounded(callFunction(call.name, args)); }
    const last = args.pop();
    if (!Array.isArray(last)) { return new Unknown(`what ${call.name}() is given is not known`); }
    return this.budget.bounded(callFunction(call.name, [...args, ...last]));
  }

  /** `join("/", slice(split("/", <listener>), 1, 4))`: the ARN of a listener begins with the full name of its balancer. */
  private balancerOfListener(call: Expression & { kind: 'call' }, locals: Locals): Evaluated {
    const [separator, slice] = call.args;
    if (call.name !== 'join' || !isText(separator, '/') || slice?.kind !== 'call' || slice.name !== 'slice') { return undefined; }
    const [split, from, to] = slice.args;
    if (split?.kind !== 'call' || split.name !== 'split' || !isText(split.args[0], '/') || !split.args[1]) { return undefined; }
    if (this.evaluate(from, locals) !== 1 || this.evaluate(to, locals) !== 4) { return undefined; }
    const listener = this.evaluate(split.args[1], locals);
    return listener === undefined ? undefined : this.balancerBehind(listener);
  }

  private conditional({ condition, yes, no }: Expression & { kind: 'conditional' }, locals: Locals): Evaluated {
    const decided = this.evaluate(condition, locals);
    if (decided === true || decided === 'true') { return this.evaluate(yes, locals); }
    if (decided === false || decided === 'false') { return this.evaluate(no, locals); }
    return new Unknown(decided instanceof Unknown ? decided.because : 'a condition is decided at deployment');
  }

  private operations(first: Expression, rest: readonly Operation[], locals: Locals): Evaluated {
    return rest.reduce<Evaluated>(
      (left, { operator, operand }) => operate(operator, left, this.evaluate(operand, locals)), this.evaluate(first, locals));
  }

  private objectOf(entries: readonly (readonly [Expression, Expression])[], locals: Locals): Evaluated {
    const evaluated = entries.map(([key, value]) => [this.evaluate(key, locals), this.evaluate(value, locals)] as const);
    if (evaluated.some(([key]) => typeof key === 'object' || key === undefined)) { return new Unknown('a key is known at deployment'); }
    return this.object(evaluated.map(([key, value]) => [String(key), value]));
  }

  private splat(value: Value, steps: readonly KnownStep[]): Evaluated {
    if (value instanceof Unknown || value instanceof Reference || value instanceof Mixed) { return this.step(value, [{ index: 0 }, ...steps]); }
    const members = Array.isArray(value) ? value as readonly Value[] : [value];
    return this.list(members.map((item) => this.step(item, steps)));
  }

  /** Nulls are left out, as they are from arguments. */
  private list(items: readonly Evaluated[]): Value {
    return this.budget.bounded(items.filter((item) => item !== undefined));
  }

  private object(entries: readonly (readonly [string, Evaluated])[]): Value {
    return this.budget.bounded(Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as { [name: string]: Value });
  }
}

function isText(expression: Expression | undefined, text: string): boolean {
  return expression?.kind === 'literal' && expression.value === text;
}

function member(value: Value, name: string | number): Evaluated {
  if (value instanceof OpenList) { return Number.isInteger(Number(name)) ? value.at(value.first + Number(name)) : value; }
  if (value instanceof SecretMembers) { return value.at(name); }
  if (value instanceof Unknown) { return value; }
  if (value instanceof Reference) { return new Unknown(`'${name}' of ${value.resource ?? 'the place'}'s ${value.attribute} is known at deployment`); }
  if (typeof value !== 'object' || value instanceof Mixed) { return new Unknown(`a text has no '${name}'`); }
  // A block that stands alone may be written as itself or as a list of one.
  if (name === 0 && !Array.isArray(value)) { return value; }
  return Object.hasOwn(value, name) ? (value as Record<string, Value>)[name] : new Unknown(`there is no '${name}'`);
}
