import { Mixed, Reference, textOf, Unknown, Value } from '../document';

/** Stands in a list for what the document does not tell. */
const UNKNOWN = '<unknown>';

/** What stands at a path of names. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((current, name) => isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined, value);
}

/** A number, which CloudFormation also takes as text. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') { return value; }
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Yes or no, which CloudFormation also takes as text. */
export function flagOf(value: Value | undefined): boolean | undefined {
  if (typeof value === 'boolean') { return value; }
  if (typeof value !== 'string') { return undefined; }
  return { true: true, false: false }[value.toLowerCase()];
}

/** The elements of a list; one value is a list of one. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) { return []; }
  return isList(value) ? value : [value];
}

export function textsOf(value: Value | undefined): string[] {
  return listOf(value).map((element) => textOf(element) ?? UNKNOWN);
}

/** The reference that a value is, or that a text consists of. */
export function referenceOf(value: Value | undefined): Reference | undefined {
  if (value instanceof Reference) { return value; }
  return value instanceof Mixed && value.parts.length === 1 && value.parts[0] instanceof Reference ? value.parts[0] : undefined;
}

/** The references that a value is, or that a text has in it. */
export function referencesIn(value: Value | undefined): Reference[] {
  const parts = value instanceof Mixed ? value.parts : [value];
  return parts.filter((part) => part instanceof Reference);
}

/** The id of the resource that a value refers to; for one that the document does not make, the value itself. */
export function idOf(value: Value | undefined): string | undefined {
  return referenceOf(value)?.resource ?? textOf(value);
}

export function idsOf(value: Value | undefined): string[] {
  return listOf(value).map((element) => idOf(element) ?? UNKNOWN);
}

/** The values of a list of `Key` and `Value`, by key. */
export function byKey(list: Value | undefined): ReadonlyMap<string, Value> {
  return new Map(listOf(list).flatMap((entry) => {
    const [key, value] = [textOf(at(entry, 'Key')), at(entry, 'Value')];
    return key === undefined || value === undefined ? [] : [[key, value]];
  }));
}

export function entriesOf(value: Value | undefined): [string, Value][] {
  return isObject(value) ? Object.entries(value) : [];
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value | undefined): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Reference) && !(value instanceof Mixed) && !(value instanceof Unknown);
}
