import { isDeepStrictEqual } from 'util';
import { showAll } from './deploy-compare';
import { Ledger } from './deploy-ledger';
import { Fields } from './deploy-reality';

/** A resource of the stack, what the provider has read of it, and what Terraform would make of it. */
export interface Planned {
  readonly address: string;
  readonly type: string;
  readonly written: Fields;
  readonly actions: string[];
  readonly before: Fields;
  readonly after: Fields;
  readonly unknown: Fields;
}

/** What a plan says of each resource; what would be created or destroyed is among it. */
export function planned(stack: Fields, changes: Fields): Planned[] {
  return (changes.resource_changes ?? []).filter(({ mode }: Fields) => mode === 'managed').map(({ address, type, name, change }: Fields) => ({
    address,
    type,
    written: stack.resource[type]?.[name] ?? {},
    actions: change.actions,
    before: change.before ?? {},
    after: change.after ?? {},
    unknown: change.after_unknown ?? {},
  }));
}

/**
 * Asks about every argument that the stack writes, type by type. The provider has read the answer from the API, and Terraform has
 * compared the two as it always does: what is not kept is what the next apply would change.
 */
export function compareArguments(resources: Planned[], ledger: Ledger): void {
  for (const type of [...new Set(resources.map((resource) => resource.type))].sort()) {
    const own = resources.filter((resource) => resource.type === type);
    ledger.section(type, 'terraform plan, after the provider has read it again');
    for (const path of [...new Set(own.flatMap(({ written }) => writtenPaths(written)))].sort()) { compareArgument(type, path, own, ledger); }
  }
}

/** What would be changed although nobody has written it, and whether anything would be made or destroyed. */
export function compareRest(resources: Planned[], ledger: Ledger): void {
  ledger.section('The second plan', 'terraform plan');
  for (const [what, action] of [['to create', 'create'], ['to destroy or replace', 'delete']]) {
    const found = resources.filter(({ actions }) => actions.includes(action)).map(({ address }) => address);
    ledger.enter({ what, promised: 'nothing', answer: found.join(', ') || 'nothing', kept: found.length === 0, key: `second plan ${what}` });
  }
  const updated = resources.filter(({ actions }) => actions.includes('update'));
  for (const { type, written, before, after } of updated) {
    const named = writtenPaths(written);
    const besides = (path: string) => !named.some((own) => `${own}.`.startsWith(`${path}.`) || path.startsWith(`${own}.`));
    for (const path of differences(before, after).filter(besides)) {
      ledger.enter({
        what: `${type} ${path}`, promised: showAll([at(after, path)]), answer: showAll([at(before, path)]), kept: false, key: `${type} ${path}`,
      });
    }
  }
  console.log(`  to change in place, for what is named as a gap: ${updated.map(({ address }) => address).join(', ') || 'nothing'}`);
}

function compareArgument(type: string, path: string, own: Planned[], ledger: Ledger): void {
  const promising = own.filter(({ written }) => writtenPaths(written).includes(path));
  const known = promising.filter(({ unknown }) => at(unknown, path) !== true);
  const ignored = promising.some(({ written }) => ignores(written, path));
  const silent = ignored ? 'ignored by Terraform' : /_wo$/.test(path) ? 'nothing: write-only' : undefined;
  ledger.enter({
    what: path,
    promised: showAll(promising.map(({ after }) => at(after, path))),
    answer: silent ?? showAll(promising.map(({ before }) => at(before, path))),
    kept: !silent && known.length === promising.length && promising.every(({ before, after }) => same(at(before, path), at(after, path))),
    key: `${type} ${path}`,
  });
}

const META_ARGUMENTS = ['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'];

/** Of what Terraform is told to ignore, it plans what it has read: that says nothing. */
function ignores({ lifecycle }: Fields, path: string): boolean {
  return (lifecycle?.ignore_changes ?? []).some((one: string) => `${path}.`.startsWith(`${one}.`));
}

/** What is written, down to what is no block any more. A list of several is one thing. */
function writtenPaths(written: Fields): string[] {
  return Object.entries(written).filter(([name]) => !META_ARGUMENTS.includes(name)).flatMap(([name, value]) => paths(value, name));
}

function paths(value: any, path: string): string[] {
  const inner = only(value);
  if (inner === null || typeof inner !== 'object' || Array.isArray(inner) || Object.keys(inner).length === 0) { return [path]; }
  return Object.entries(inner).flatMap(([name, deeper]) => deeper === null ? [] : paths(deeper, `${path}.${name}`));
}

function differences(before: any, after: any, path: string[] = []): string[] {
  const [one, other] = [only(before), only(after)];
  if (same(one, other)) { return []; }
  const open = [one, other].every((value) => value !== null && typeof value === 'object' && !Array.isArray(value));
  if (!open) { return [path.join('.')]; }
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) => differences(one[name], other[name], [...path, name]));
}

function at(value: any, path: string): any {
  return only(path.split('.').reduce((inner, name) => only(inner)?.[name], value)) ?? undefined;
}

/** Terraform tells nothing from what is empty only where a provider does. */
function same(one: any, other: any): boolean {
  return isDeepStrictEqual(one, other) || [one, other].every((value) => value === undefined || (value ?? '').length === 0);
}

/** A block of which there is one is a list with one in it. */
function only(value: any): any {
  return Array.isArray(value) && value.length === 1 && value[0] !== null && typeof value[0] === 'object' ? value[0] : value;
}
