import { Characters, Unreadable } from './characters';

/** An expression of Terraform's language, as far as documents of resources use it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | undefined }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'path'; readonly root: Expression | string; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly spreadsLast: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'operations'; readonly first: Expression; readonly rest: readonly Operation[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'unreadable'; readonly because: string };

/** One step into a value: `.name`, `[index]` or `[*]`. */
export type Step = { readonly attribute: string } | { readonly index: Expression } | { readonly splat: true };

/** An operator and what stands on its right; those of equal rank are in a row, however many. */
export interface Operation {
  readonly operator: string;
  readonly operand: Expression;
}

/** The text of a string in Terraform JSON, in which `${…}` are expressions. */
export function parseTemplate(text: string): Expression {
  return readable(() => templateOf(new Characters(text), undefined));
}

/** An expression by itself, as between `${` and `}`. */
export function parseExpression(text: string): Expression {
  return readable(() => {
    const characters = new Characters(text);
    const expression = expressionAt(characters);
    characters.skipSpace();
    if (!characters.atEnd) { throw characters.unreadable('the end'); }
    return expression;
  });
}

function readable(parse: () => Expression): Expression {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Unreadable) { return { kind: 'unreadable', because: error.message }; }
    throw error;
  }
}

function expressionAt(from: Characters): Expression {
  return from.deeper(() => {
    const condition = operationsAt(from, 0);
    if (!from.take('?')) { return condition; }
    const yes = expressionAt(from);
    from.expect(':');
    return { kind: 'conditional', condition, yes, no: expressionAt(from) };
  });
}

/** From what binds least to what binds most. */
const OPERATORS = [['||'], ['&&'], ['==', '!='], ['<=', '>=', '<', '>'], ['+', '-'], ['*', '/', '%']];

function operationsAt(from: Characters, rank: number): Expression {
  if (rank === OPERATORS.length) { return unaryAt(from); }
  const first = operationsAt(from, rank + 1);
  const rest: Operation[] = [];
  for (let operator = from.takeOneOf(OPERATORS[rank]); operator; operator = from.takeOneOf(OPERATORS[rank])) {
    rest.push({ operator, operand: operationsAt(from, rank + 1) });
  }
  return rest.length === 0 ? first : { kind: 'operations', first, rest };
}

function unaryAt(from: Characters): Expression {
  const operator = from.takeOneOf(['!', '-']);
  return operator ? from.deeper(() => ({ kind: 'unary', operator, operand: unaryAt(from) })) : pathAt(from);
}

function pathAt(from: Characters): Expression {
  const root = rootAt(from);
  const steps: Step[] = [];
  for (let step = stepAt(from); step; step = stepAt(from)) { steps.push(step); }
  if (typeof root !== 'string' && steps.length === 0) { return root; }
  return { kind: 'path', root, steps };
}

function stepAt(from: Characters): Step | undefined {
  if (from.take('[')) {
    const step: Step = from.take('*') ? { splat: true } : { index: expressionAt(from) };
    from.expect(']');
    return step;
  }
  if (from.ahead('...') || !from.take('.')) { return undefined; }
  if (from.take('*')) { return { splat: true }; }
  const index = from.match(/\d+/y);
  if (index !== undefined) { return { index: { kind: 'literal', value: Number(index) } }; }
  return { attribute: from.name() ?? refuse(from, 'a name') };
}

/** A name that begins a path is given as text. */
function rootAt(from: Characters): Expression | string {
  if (from.take('(')) { return closing(from, expressionAt(from), ')'); }
  if (from.take('[')) { return listAt(from); }
  if (from.take('{')) { return objectAt(from); }
  if (from.take('"')) { return templateOf(from, '"'); }
  const number = from.match(/\d+(\.\d+)?([eE][+-]?\d+)?/y);
  if (number !== undefined) { return { kind: 'literal', value: Number(number) }; }
  const name = from.name() ?? refuse(from, 'a value');
  if (from.take('(')) { return callAt(from, name); }
  return KEYWORDS.get(name) ?? name;
}

const KEYWORDS = new Map<string, Expression>([
  ['true', { kind: 'literal', value: true }],
  ['false', { kind: 'literal', value: false }],
  ['null', { kind: 'literal', value: undefined }],
]);

function closing(from: Characters, expression: Expression, mark: string): Expression {
  from.expect(mark);
  return expression;
}

function callAt(from: Characters, name: string): Expression {
  const args: Expression[] = [];
  let spreadsLast = false;
  while (!from.take(')')) {
    args.push(expressionAt(from));
    spreadsLast = from.take('...');
    if (!from.take(',')) { return closing(from, { kind: 'call', name, args, spreadsLast }, ')'); }
  }
  return { kind: 'call', name, args, spreadsLast };
}

function listAt(from: Characters): Expression {
  refuseFor(from);
  const items: Expression[] = [];
  while (!from.take(']')) {
    items.push(expressionAt(from));
    if (!from.take(',')) { return closing(from, { kind: 'list', items }, ']'); }
  }
  return { kind: 'list', items };
}

function objectAt(from: Characters): Expression {
  refuseFor(from);
  const entries: [Expression, Expression][] = [];
  while (!from.take('}')) {
    const key = keyAt(from);
    if (!from.takeOneOf(['=', ':'])) { throw from.unreadable("'=' or ':'"); }
    entries.push([key, expressionAt(from)]);
    from.take(',');
  }
  return { kind: 'object', entries };
}

/** A bare name is a text; anything else is computed. */
function keyAt(from: Characters): Expression {
  const name = from.name();
  return name === undefined ? expressionAt(from) : { kind: 'literal', value: name };
}

function refuseFor(from: Characters): void {
  from.skipSpace();
  if (from.match(/for\s+[A-Za-z_]/y) !== undefined) { throw new Unreadable("a 'for' expression is not followed"); }
}

/** A text with expressions in it, up to the quote that ends it or the end. */
function templateOf(from: Characters, end: '"' | undefined): Expression {
  const parts: Expression[] = [];
  let trimsNext = false;
  for (;;) {
    const read = from.textUntilExpression(end);
    const text = trimsNext ? read.trimStart() : read;
    if (text !== '') { parts.push({ kind: 'literal', value: text }); }
    if (end ? from.takeHere(end) : from.atEnd) { break; }
    if (from.takeHere('%{')) { throw new Unreadable("a '%{' directive is not followed"); }
    if (!from.takeHere('${')) { throw from.unreadable(end ? 'a closing quote' : 'an expression'); }
    if (from.takeHere('~')) { trimLast(parts); }
    parts.push(expressionAt(from));
    trimsNext = from.take('~');
    from.expect('}');
  }
  if (parts.length === 0) { return { kind: 'literal', value: '' }; }
  return parts.length === 1 ? parts[0] : { kind: 'template', parts };
}

function trimLast(parts: Expression[]): void {
  const last = parts.at(-1);
  if (last?.kind === 'literal') { parts[parts.length - 1] = { kind: 'literal', value: String(last.value).trimEnd() }; }
}

function refuse(from: Characters, wanted: string): never {
  throw from.unreadable(wanted);
}
