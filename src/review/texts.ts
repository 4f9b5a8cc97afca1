import { Mixed, Reference, Unknown, Value } from './document';
import { Fields, isList } from './kinds';

type Part = string | Reference | Unknown;

/** Values written one after the other. */
export function concatenated(values: readonly (Value | undefined)[]): Value {
  const parts: Part[] = [];
  for (const value of values) {
    for (const part of partsOf(value)) { push(parts, part); }
  }
  if (parts.length === 0) { return ''; }
  // What is written alone is itself: Terraform has no text around it, nor has CloudFormation.
  return parts.length === 1 && !(parts[0] instanceof Unknown) ? parts[0] : new Mixed(parts);
}

/** A value as what a text consists of. */
export function partsOf(value: Value | undefined): readonly Part[] {
  if (value === undefined) { return []; }
  if (value instanceof Mixed) { return value.parts; }
  if (value instanceof Reference || value instanceof Unknown) { return [value]; }
  return typeof value === 'object' ? writtenAsJson(value) : [String(value)];
}

/** Only encoded lists and objects stand within a text; names are in alphabetical order, as Terraform writes them. */
function writtenAsJson(value: Value): readonly Part[] {
  if (value instanceof Reference || value instanceof Unknown) { return ['"', value, '"']; }
  if (value instanceof Mixed) { return ['"', ...value.parts.map((part) => typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part), '"']; }
  if (typeof value !== 'object') { return [JSON.stringify(value)]; }
  if (isList(value)) { return ['[', ...value.flatMap((item, index) => [...index === 0 ? [] : [','], ...writtenAsJson(item)]), ']']; }
  const names = Object.keys(value).sort();
  return ['{', ...names.flatMap((name, index) => [`${index === 0 ? '' : ','}${JSON.stringify(name)}:`, ...writtenAsJson((value as Fields)[name])]), '}'];
}

/** A list or an object as the text that says it; texts as they are. */
export function asJsonText(value: Value | undefined): Value | undefined {
  return typeof value === 'object' && !(value instanceof Reference || value instanceof Unknown) ? concatenated([value]) : value;
}

function push(parts: Part[], part: Part): void {
  const last = parts.length - 1;
  if (typeof part === 'string' && typeof parts[last] === 'string') {
    parts[last] += part;
  } else if (part !== '') {
    parts.push(part);
  }
}

/** Whether a value is a text, in parts or whole. */
export function isText(value: Value | undefined): value is string | Mixed {
  return typeof value === 'string' || value instanceof Mixed;
}

/** A text that is changed as a whole; told by the deployment where a part of it is. */
export function mapText(value: Value, change: (text: string) => Value): Value {
  const text = concatenated([value]);
  return typeof text === 'string' ? change(text) : new Unknown('a text is changed that is known at deployment');
}

/** A text cut at a separator, unless a part that only the deployment tells may hold the separator too. */
export function splitText(value: Value, separator: string): Value {
  const pieces: Part[][] = [[]];
  for (const part of partsOf(value)) {
    if (typeof part === 'string') {
      const [first, ...others] = part.split(separator);
      pieces.at(-1)!.push(first);
      pieces.push(...others.map((other) => [other]));
    } else if (part instanceof Reference && part.resource === undefined && part.type === 'AWS') {
      pieces.at(-1)!.push(part);
    } else {
      return new Unknown('a text is cut that is known at deployment');
    }
  }
  return pieces.map((piece) => concatenated(piece));
}
