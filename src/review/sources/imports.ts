import { isRecord, own } from '../records';
import { Stack, StackGroup } from './stacks';

/** Templates of a directory of which one imports what another exports are deployed to one place. Which of two exports is meant, nobody knows. */
export function groupedByImports(stacks: readonly Stack[]): StackGroup[] {
  const exporters = exportersAmong(stacks);
  const groups = new Map(stacks.map((stack) => [stack, new Set([stack])]));
  for (const stack of stacks) {
    for (const name of importsOf(stack)) {
      const [exporter, ...others] = exporters.get(name) ?? [];
      if (exporter !== undefined && others.length === 0) { join(groups.get(stack)!, groups.get(exporter)!, groups); }
    }
  }
  return [...new Set(groups.values())].map((group) => ({ stacks: stacks.filter((stack) => group.has(stack)) }));
}

function join(one: Set<Stack>, other: Set<Stack>, groups: Map<Stack, Set<Stack>>): void {
  if (one === other) { return; }
  const [large, small] = one.size < other.size ? [other, one] : [one, other];
  for (const stack of small) {
    large.add(stack);
    groups.set(stack, large);
  }
}

function exportersAmong(stacks: readonly Stack[]): ReadonlyMap<string, readonly Stack[]> {
  const exporters = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const outputs = own(stack.file.template, 'Outputs');
    for (const output of Object.values(isRecord(outputs) ? outputs : {})) {
      const name = own(own(output, 'Export'), 'Name');
      if (typeof name === 'string') { exporters.set(name, [...exporters.get(name) ?? [], stack]); }
    }
  }
  return exporters;
}

/** Names that stand there as they are. A list that grows, as what is read may be deep. */
function importsOf({ file }: Stack): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const values: unknown[] = [file.resources];
  for (const value of values) {
    if (typeof value !== 'object' || value === null || seen.has(value)) { continue; }
    seen.add(value);
    const name = own(value, 'Fn::ImportValue');
    if (typeof name === 'string') { names.add(name); }
    for (const member of Object.values(value)) { values.push(member); }
  }
  return names;
}
