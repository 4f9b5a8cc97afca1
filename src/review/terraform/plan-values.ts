import { isRecord, own } from '../records';
import { Block } from './document';
import { PlanModules, longestOf } from './plan-modules';

/** What a resource of a plan stands among. */
export interface Surroundings {
  /** With a dot at its end, where it is in a module. */
  readonly modulePath: string;
  /** Templates of resources by the names they already have. */
  readonly names: ReadonlyMap<string, string>;
  readonly modules: PlanModules;
  /** Its own address: it does not refer to itself. */
  readonly own: string;
}

const DEEPEST = 100;

/** Planned values, with what the configuration says where a value is absent. */
export function filled(values: unknown, expressions: unknown, around: Surroundings): Block {
  return isRecord(values) || isRecord(expressions) ? filledBlock(isRecord(values) ? values : {}, expressions, around, DEEPEST) : {};
}

function filledValue(value: unknown, expression: unknown, around: Surroundings, name: string, depth: number): unknown {
  if (depth === 0) { return undefined; }
  if (isAbsent(value)) { return isRecord(expression) ? said(expression, around, name) : undefined; }
  if (typeof value === 'string') { return literalOf(value, around); }
  if (Array.isArray(value)) { return filledList(value, expression, around, name, depth); }
  return isRecord(value) ? filledBlock(value, expression, around, depth) : value;
}

function filledBlock(value: Block, expression: unknown, around: Surroundings, depth: number): Block {
  const template = templateOf(expression, around);
  const expressions = template === undefined && isRecord(expression) && !Array.isArray(expression.references) ? expression : {};
  const names = new Set([...Object.keys(value), ...Object.keys(expressions), ...Object.keys(isRecord(template) ? template : {})]);
  return Object.fromEntries([...names].map((name) =>
    [name, filledValue(own(value, name), own(expressions, name), around, name, depth - 1) ?? own(template, name)]));
}

function filledList(list: readonly unknown[], expression: unknown, around: Surroundings, name: string, depth: number): unknown {
  if (Array.isArray(expression)) {
    const blocks = matched(list, expression);
    return list.map((item, index) => filledValue(item, blocks[index], around, name, depth - 1));
  }
  const template = templateOf(expression, around);
  const members = Array.isArray(template) ? template : isRecord(expression) ? referencesIn(expression, around, name) : [];
  const isComplete = members.length === list.length;
  return list.map((item, index) => filledValue(item, undefined, around, name, depth - 1) ?? (isComplete ? members[index] : undefined));
}

/** Blocks of a set are planned in another order than they are written: those belong together whose constants agree. */
function matched(list: readonly unknown[], expressions: readonly unknown[]): readonly unknown[] {
  const left = [...expressions];
  return list.map((item) => {
    const index = left.findIndex((expression) => agrees(item, expression, DEEPEST));
    return index < 0 ? undefined : left.splice(index, 1)[0];
  });
}

function agrees(value: unknown, expression: unknown, depth: number): boolean {
  if (depth === 0 || !isRecord(value) || !isRecord(expression)) { return true; }
  return Object.entries(expression).every(([name, inner]) => {
    const planned = own(value, name);
    if (Array.isArray(inner)) {
      const blocks = Array.isArray(planned) ? planned : [];
      return blocks.length === inner.length && inner.every((block, index) => agrees(blocks[index], block, depth - 1));
    }
    const constant = own(inner, 'references') === undefined ? own(inner, 'constant_value') : undefined;
    return constant === undefined || typeof constant === 'object' || isAbsent(planned) || String(planned) === String(constant);
  });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A text of a plan is no template, and the name of another resource is that resource. */
function literalOf(text: string, { names, own: itself }: Surroundings): string {
  const known = names.get(text);
  return known !== undefined && !known.startsWith(`\${${itself}.`) ? known : text.replace(/([$%])\{/g, '$1$1{');
}

/** Of what was written as JSON, a plan shows the templates as they are. Those of modules name what only their module knows. */
function templateOf(expression: unknown, { modulePath }: Surroundings): unknown {
  return modulePath === '' && Array.isArray(own(expression, 'references')) ? own(expression, 'constant_value') : undefined;
}

/** Arguments that are mostly composed of what they refer to, which would be wrong to take for it. */
const COMPOSED = /(^|_)(policy|body|user_data|user_data_base64|value|description|label|content|template|prefix|rule|expression|format|string)$/;

/** The template where it is shown; else what the one thing is that is referred to, as the plan does not say how. */
function said(expression: Block, around: Surroundings, name: string): unknown {
  const template = templateOf(expression, around);
  if (template !== undefined) { return template; }
  const references = referencesIn(expression, around, name);
  if (references.length === 0) { return undefined; }
  const isList = LISTS.test(name);
  if (COMPOSED.test(name) || (references.length > 1 && !isList)) { return `\${from.${name}}`; }
  // A variable that nobody told may be a list, of any length.
  const isWhole = references.length === 1 && /^\$\{(?:var|module)\.[^.]+(?:\.[^.]+)?\}$/.test(references[0]);
  return isList && !isWhole ? references : references[0];
}

/** Arguments that are lists, by their endings. */
const LISTS = /(subnets|security_groups|_ids|_arns|actions|alarms|identifiers|resources|vpc_zone_identifier|records|group_names)$/;

/** What is referred to, in the words of the whole plan; within modules that is told by those who call them. */
function referencesIn({ references }: Block, { modulePath, modules, own: itself }: Surroundings, name: string): string[] {
  const whole = Array.isArray(references) ? longestOf(references) : [];
  const paths = whole.filter((path) => !/^(?:each|count|self|path|terraform)\b/.test(path));
  const found = paths.flatMap((path) => {
    const led = modules.led(path, modulePath, name);
    return led ? ofSameKey(led, itself, whole) : [/^(?:var|local|module)\./.test(path) ? path : `${modulePath}${path}`];
  });
  return [...new Set(found)].map((path) => `\${${path}}`);
}

/** `element(aws_subnet.public[*].id, count.index)` means the one of the same number, where there are several. */
function ofSameKey(led: readonly string[], itself: string, whole: readonly string[]): readonly string[] {
  const key = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(itself)?.[0];
  if (led.length < 2 || key === undefined || !whole.some((path) => path === 'count.index' || path === 'each.key')) { return led; }
  const same = led.filter((path) => path.includes(`${key}.`));
  return same.length === 1 ? same : led;
}
