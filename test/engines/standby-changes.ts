/** Changes made by hand to what was rendered: whatever is read back from it has to notice. */

type Path = readonly (string | number)[];

/** A part of a document that is looked at. */
export interface Section {
  readonly path: Path;
  /** What it is called among what is not noticed. */
  readonly name: string;
}

/** A name of what is not noticed, and why it need not be. */
export type Excepted = readonly (readonly [RegExp, string])[];

export interface Expected {
  /** Whatever it is. */
  readonly notCompared: Excepted;
  /** Where it is left out. */
  readonly sameWithout: Excepted;
  /** How many values there are at the least: a document of which nothing is looked at notices nothing. */
  readonly atLeast: number;
}

/** What nobody would notice of a document's values, if it were another, or not there. */
export function unnoticedIn(document: any, sections: readonly Section[], read: (one: any) => unknown, expected: Expected): string[] {
  const original = JSON.stringify(read(document));
  const isNoticed = () => {
    try {
      return JSON.stringify(read(document)) !== original;
    } catch {
      return true;
    }
  };
  const leaves = sections.flatMap(({ path, name }) => (
    leavesOf(at(document, path)).map((leaf) => ({ path: [...path, ...leaf], name: nameOf(name, leaf) }))));
  expect(leaves.length).toBeGreaterThan(expected.atLeast);
  const namesOf = (change: Change, excepted: Excepted) => leaves.filter(({ path }) => !whileChanged(document, path, change, isNoticed))
    .map(({ name }) => name).filter((name) => !excepted.some(([pattern]) => pattern.test(name)));
  const { notCompared, sameWithout } = expected;
  const unnoticed = new Set([...namesOf(exchange, notCompared), ...namesOf(leaveOut, [...notCompared, ...sameWithout])]);
  expect(JSON.stringify(read(document))).toBe(original);
  return [...unnoticed].sort();
}

/** Those resources of a template whose type is watched, below one construct of the stack. */
export function sectionsOfTemplate(document: any, construct: string, watched: RegExp): Section[] {
  return Object.entries<any>(document.Resources).filter(([id, { Type }]) => id.startsWith(construct) && watched.test(Type))
    .map(([id, { Type }]) => ({ path: ['Resources', id], name: Type.replace(/^AWS::/, '') }));
}

/** The same of Terraform's, and of what it looks up. */
export function sectionsOfDocument(document: any, construct: string, watched: RegExp): Section[] {
  const made = ['resource', 'data'].flatMap((section) => Object.entries<any>(document[section] ?? {}).map(([type, named]) => ({ section, type, named })));
  return made.filter(({ type }) => watched.test(type)).flatMap(({ section, type, named }) => (
    Object.keys(named).filter((id) => id.startsWith(construct)).map((id) => ({ path: [section, type, id], name: type }))));
}

const MEMBERS_OF_REFERENCE = ['resource', 'attribute'];

function nameOf(section: string, leaf: Path): string {
  const names = leaf.map((name, index) => leaf[index - 1] === 'Fn::GetAtt' ? MEMBERS_OF_REFERENCE[Number(name)] : name);
  return [section, ...names.filter((name) => typeof name === 'string' && name !== 'Properties')].join('.');
}

/** What stands beside a resource for people is no part of it. */
function leavesOf(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) { return [path]; }
  return Object.entries(node).filter(([name]) => name !== '//' && name !== 'Metadata')
    .flatMap(([name, member]) => leavesOf(member, [...path, Array.isArray(node) ? Number(name) : name]));
}

function at(document: any, path: Path): any {
  return path.reduce((node, name) => node[name], document);
}

type Change = (parent: any, name: string | number) => void;

/** A document is large, and has many values: it is changed in its place, and then as it was. */
function whileChanged(document: any, path: Path, change: Change, ask: () => boolean): boolean {
  const parent = at(document, path.slice(0, -1));
  const before = Array.isArray(parent) ? [...parent] : { ...parent };
  change(parent, path.at(-1)!);
  const answer = ask();
  for (const name of Object.keys(parent)) { delete parent[name]; }
  Object.assign(parent, before);
  return answer;
}

function leaveOut(parent: any, name: string | number) {
  if (Array.isArray(parent)) { parent.splice(Number(name), 1); } else { delete parent[name]; }
}

function exchange(parent: any, name: string | number) {
  parent[name] = other(parent[name]);
}

/** Another value of its kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') { return !value; }
  if (typeof value === 'number') { return value + 1; }
  if (value === 'Delete') { return 'Retain'; }
  return value === 'true' || value === 'false' ? String(value !== 'true') : `${String(value)}x`;
}
