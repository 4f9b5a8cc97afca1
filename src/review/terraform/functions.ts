import { Mixed, Reference, Unknown, Value } from '../document';
import { subnetOf } from './cidr';
import { jsonOf } from '../json';
import { isFields, isList } from '../kinds';
import { numberOf } from './operators';
import { concatenated, isText, mapText, splitText } from '../texts';
import { OpenList } from './open-list';
import { isTextOfSecret, SecretMembers } from './secret-texts';

type Argument = Value | undefined;

/** What a function of Terraform's gives; `Unknown` where it is not followed, or its arguments are not what it takes. */
export function callFunction(name: string, args: readonly Argument[]): Argument {
  const follow = FUNCTIONS.get(name);
  if (args.length > MOST_ARGUMENTS) { return new Unknown(`${name}() is given too much to be followed`); }
  if (!follow) { return new Unknown(`${name}() is not followed`); }
  const unknown = args.find((argument) => argument instanceof Unknown && !(argument instanceof OpenList));
  if (unknown && !TAKES_UNKNOWN.has(name)) { return unknown; }
  return follow(...args) ?? new Unknown(`${name}() is given what it cannot be followed with`);
}

const MOST_ARGUMENTS = 1000;

/** What they make is told in part where an argument is not. */
const TAKES_UNKNOWN = new Set(['format', 'coalesce', 'tolist', 'tostring', 'try']);

const FUNCTIONS = new Map<string, (...args: Argument[]) => Argument>([
  // Transparent, as `Fn::Base64` is: what is meant is the text.
  ['base64encode', (value) => value],
  ['base64decode', (value) => value === undefined ? undefined : mapText(value, (text) => Buffer.from(text, 'base64').toString('utf8'))],
  ['jsonencode', (value) => isText(value) || value instanceof Reference ? concatenated(['"', value, '"']) : value],
  ['jsondecode', (value) => isTextOfSecret(value) ? new SecretMembers(value) : jsonOf(value)],
  ['nonsensitive', (value) => value],
  ['sensitive', () => new Unknown('it is sensitive')],

  ['join', (separator, ...lists) => joined(separator, lists.flatMap<Argument>((list) => itemsOf(list) ?? [undefined]))],
  ['split', (separator, value) => typeof separator === 'string' && value !== undefined ? splitText(value, separator) : undefined],
  ['format', formatted],
  ['lower', (value) => value === undefined ? undefined : mapText(value, (text) => text.toLowerCase())],
  ['upper', (value) => value === undefined ? undefined : mapText(value, (text) => text.toUpperCase())],
  ['trimspace', (value) => value === undefined ? undefined : mapText(value, (text) => text.trim())],
  ['chomp', (value) => value === undefined ? undefined : mapText(value, (text) => text.replace(/[\r\n]+$/, ''))],
  ['trimsuffix', (value, suffix) => trimmed(value, suffix, -1)],
  ['trimprefix', (value, prefix) => trimmed(value, prefix, 0)],
  ['replace', replaced],
  ['startswith', (value, start) => typeof value === 'string' && typeof start === 'string' ? value.startsWith(start) : undefined],
  ['endswith', (value, end) => typeof value === 'string' && typeof end === 'string' ? value.endsWith(end) : undefined],
  ['substr', (value, from, length) => value === undefined ? undefined : mapText(value, (text) => part(text, from, length))],

  ['length', lengthOf],
  ['element', (list, index) => elementOf(list, numberOf(index))],
  ['slice', (list, from, to) => sliceOf(list, numberOf(from), numberOf(to))],
  ['concat', (...lists) => lists.every(isList) ? lists.flatMap((list) => list) : undefined],
  ['flatten', (list) => itemsOf(list)?.flatMap(flattened)],
  ['compact', (list) => itemsOf(list)?.filter((item) => item !== '')],
  ['distinct', distinct],
  ['toset', (list) => sorted(distinct(list))],
  ['sort', sorted],
  ['tolist', (list) => list],
  ['reverse', (list) => itemsOf(list)?.slice().reverse()],
  ['one', (list) => isList(list) && list.length === 1 ? list[0] : undefined],
  ['coalescelist', (...lists) => lists.find((list) => isList(list) && list.length > 0)],
  ['try', (first) => first],
  ['coalesce', (...values) => values.find((value) => value !== undefined && value !== '')],
  ['contains', (list, item) => isList(list) && [...list, item].every(isScalar) ? list.includes(item as Value) : undefined],

  ['merge', (...maps) => maps.every(isFields) ? Object.fromEntries(maps.flatMap((map) => Object.entries(map))) : undefined],
  ['keys', (map) => isFields(map) ? Object.keys(map).sort() : undefined],
  ['values', (map) => isFields(map) ? Object.keys(map).sort().map((key) => map[key]) : undefined],
  ['lookup', (map, key, otherwise) => isFields(map) && typeof key === 'string' ? Object.hasOwn(map, key) ? map[key] : otherwise : undefined],
  ['tomap', (map) => map],

  ['tostring', (value) => typeof value === 'number' || typeof value === 'boolean' ? String(value) : value],
  ['tonumber', (value) => value instanceof Reference ? value : numberOf(value)],
  ['tobool', (value) => value === 'true' || value === 'false' ? value === 'true' : typeof value === 'boolean' ? value : undefined],
  ['min', (...values) => extreme(Math.min, values)],
  ['max', (...values) => extreme(Math.max, values)],
  ['ceil', (value) => extreme(Math.ceil, [value])],
  ['floor', (value) => extreme(Math.floor, [value])],
  ['cidrsubnet', (block, bits, number) => typeof block === 'string' ? subnetOf(block, numberOf(bits), numberOf(number)) : undefined],
]);

function joined(separator: Argument, items: readonly Argument[]): Argument {
  if (typeof separator !== 'string' || items.includes(undefined)) { return undefined; }
  return concatenated(items.flatMap((item, position) => position === 0 ? [item] : [separator, item]));
}

function formatted(template: Argument, ...values: Argument[]): Argument {
  if (typeof template !== 'string') { return template instanceof Unknown ? template : undefined; }
  const pieces = template.split(/(%%|%s|%v|%0?\d*d)/);
  if (pieces.some((piece, position) => position % 2 === 0 && piece.includes('%'))) { return undefined; }
  const given = [...values];
  return concatenated(pieces.map((piece, position) => position % 2 === 0 ? piece : piece === '%%' ? '%' : padded(piece, given.shift())));
}

function padded(verb: string, value: Argument): Argument {
  const width = Math.min(Number(/\d+/.exec(verb)?.[0] ?? 0), 50);
  return width > 0 && isScalar(value) ? String(value).padStart(width, verb[1] === '0' ? '0' : ' ') : value;
}

/** The ARN of a log group has no `:*` in Terraform, so there is nothing to trim. */
function trimmed(value: Argument, mark: Argument, end: 0 | -1): Argument {
  if (typeof mark !== 'string' || value === undefined) { return undefined; }
  if (value instanceof Reference && value.type === 'AWS::Logs::LogGroup' && mark === ':*') { return value; }
  const parts = value instanceof Mixed ? [...value.parts] : [value];
  const outer = parts.at(end);
  if (typeof outer !== 'string') { return new Unknown('a text is changed that is known at deployment'); }
  if (end === 0 ? !outer.startsWith(mark) : !outer.endsWith(mark)) { return value; }
  parts[end === 0 ? 0 : parts.length - 1] = end === 0 ? outer.slice(mark.length) : outer.slice(0, outer.length - mark.length);
  return concatenated(parts);
}

/** A pattern between slashes is a regular expression. */
function replaced(value: Argument, from: Argument, to: Argument): Argument {
  if (value === undefined || typeof from !== 'string' || typeof to !== 'string' || /^\/.+\/$/s.test(from)) { return undefined; }
  const text = concatenated([value]);
  // Ten megabytes, not more: what is put in may be longer than what it is put into.
  if (typeof text === 'string' && text.length * (to.length + 1) > 10_000_000) { return undefined; }
  return mapText(value, (whole) => whole.replaceAll(from, () => to));
}

function part(text: string, from: Argument, length: Argument): Value {
  const [start, count] = [numberOf(from), numberOf(length)];
  if (start === undefined || count === undefined) { return new Unknown('where a text is cut is known at deployment'); }
  const begin = start < 0 ? Math.max(text.length + start, 0) : start;
  return count < 0 ? text.slice(begin) : text.slice(begin, begin + count);
}

function lengthOf(value: Argument): Argument {
  if (typeof value === 'string') { return [...value].length; }
  return isList(value) ? value.length : isFields(value) ? Object.keys(value).length : undefined;
}

function elementOf(list: Argument, index: number | undefined): Argument {
  if (index === undefined) { return undefined; }
  if (list instanceof OpenList) { return list.at(list.first + index); }
  if (!isList(list) || list.length === 0) { return undefined; }
  return list.at(index % list.length);
}

function sliceOf(list: Argument, from: number | undefined, to: number | undefined): Argument {
  if (from === undefined || to === undefined || to < from) { return undefined; }
  if (list instanceof OpenList) { return Array.from({ length: Math.min(to - from, 100) }, (_, position) => list.at(list.first + from + position)); }
  return isList(list) ? list.slice(from, to) : undefined;
}

function distinct(list: Argument): Argument {
  return isList(list) ? [...new Set(list)] : list instanceof OpenList ? list : undefined;
}

/** Sets of texts are in alphabetical order; anything else stays in the order it is written. */
function sorted(list: Argument): Argument {
  return isList(list) && list.every((item) => typeof item === 'string') ? [...list].sort() : list;
}

function flattened(item: Value): readonly Value[] {
  return isList(item) ? item.flatMap(flattened) : [item];
}

function extreme(choose: (...numbers: number[]) => number, values: readonly Argument[]): Argument {
  const numbers = values.map(numberOf);
  return numbers.length > 0 && numbers.every((number) => number !== undefined) ? choose(...numbers) : undefined;
}

function itemsOf(value: Argument): readonly Value[] | undefined {
  return isList(value) ? value : undefined;
}

function isScalar(value: Argument): value is string | number | boolean {
  return value !== undefined && typeof value !== 'object';
}
