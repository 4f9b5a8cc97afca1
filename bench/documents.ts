/** What a program has synthesized: one document a stack, by the name of its file. */
export type Documents = ReadonlyMap<string, any>;

/** Something the two programs of a pair say differently. */
export interface Difference {
  readonly type: string;
  readonly library?: string;
  readonly hand?: string;
}

/** Resources, of every stack; data sources and outputs cost nothing, and are none. */
export function countResources(documents: Documents): number {
  return resourcesOf(documents).length;
}

export function countBytes(documents: Documents): number {
  return [...documents.values()].reduce((sum, document) => sum + Buffer.byteLength(JSON.stringify(document)), 0);
}

/** Each resource of the one that the other has not got, by type and properties: ids are each program's own. */
export function differences(library: Documents, hand: Documents): Difference[] {
  const rest = new Map<string, number>();
  for (const text of resourcesOf(hand)) { rest.set(text, (rest.get(text) ?? 0) + 1); }
  const found: Difference[] = [];
  for (const text of resourcesOf(library)) {
    const left = rest.get(text) ?? 0;
    if (left > 0) { rest.set(text, left - 1); } else { found.push({ type: typeOf(text), library: text }); }
  }
  for (const [text, count] of rest) {
    for (let index = 0; index < count; index++) { found.push({ type: typeOf(text), hand: text }); }
  }
  return found;
}

function typeOf(text: string): string {
  return JSON.parse(text).type;
}

function resourcesOf(documents: Documents): string[] {
  return [...documents.values()].flatMap((document) => (document.Resources ? ofTemplate(document) : ofTerraform(document)));
}

function ofTemplate({ Resources, Parameters }: any): string[] {
  const types = new Map(Object.entries<any>({ ...Resources, ...Parameters }).map(([id, { Type }]) => [id, Type]));
  return Object.values<any>(Resources).map(({ Type, Properties, UpdatePolicy, DeletionPolicy, UpdateReplacePolicy }) =>
    canonical({ type: Type, Properties, UpdatePolicy, DeletionPolicy, UpdateReplacePolicy }, types));
}

function ofTerraform({ resource = {}, ephemeral = {} }: any): string[] {
  const blocks = Object.entries<any>(resource).flatMap(([type, named]) => Object.entries<any>(named).map(([name, body]) => ({ type, name, body })));
  const names = new Map([...blocks, ...Object.values<any>(ephemeral).flatMap((named) => Object.keys(named).map((name) => ({ name, type: 'ephemeral' })))]
    .map(({ name, type }) => [name, type]));
  return blocks.map(({ type, body: { ['//']: _, ...body } }) => canonical({ type, body }, names));
}

/** As text: keys in one order, and in place of an id the type of what it stands for. */
function canonical(value: unknown, types: ReadonlyMap<string, string>): string {
  const ids = [...types.keys()].sort((one, other) => other.length - one.length);
  const named = (text: string) => ids.reduce((rest, id) => rest.split(id).join(`<${types.get(id)}>`), text);
  return JSON.stringify(sorted(value), (_, inner) => (typeof inner === 'string' ? named(inner) : inner));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
