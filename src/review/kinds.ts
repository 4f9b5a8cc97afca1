import { Mixed, Reference, Unknown, Value } from './document';

export type Fields = { readonly [name: string]: Value };

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && !isList(value) && !(value instanceof Reference || value instanceof Mixed || value instanceof Unknown);
}

/** A block may stand alone or in a list. */
export function listOf(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

/** Without what is absent. */
export function fieldsOf(entries: readonly (readonly [string, Value | undefined])[]): Fields {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Fields;
}
