import { readFileSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { Files } from './source-files';
import { Review } from '../../src/review';
import { FACES } from '../../src/review/faces';
import { UnreadableError } from '../../src/review/sources/unreadable';
import { parseYaml } from '../../src/review/sources/yaml';

const FOREIGN = join(__dirname, 'foreign');
const files = new Files();

afterAll(() => files.remove());

/** Every document that stands alone, parsed. */
const DOCUMENTS = readdirSync(FOREIGN).filter((name) => /\.(?:json|yaml)$/.test(name) && statSync(join(FOREIGN, name)).isFile())
  .map((name) => [name, parsed(readFileSync(join(FOREIGN, name), 'utf8'))] as const);

function parsed(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : parseYaml(text);
}

type Change = { readonly kind: 'drop' } | { readonly kind: 'put'; readonly value: unknown } | { readonly kind: 'wrap' } | { readonly kind: 'twice' };

const STRANGE: readonly unknown[] = [
  null, true, '', ' ', 'text', '${', '${var.}', '${aws_lb.x[*].id}', '<unknown>', 0, -1, 1e308, 2 ** 53, 0.1, [], [[]], {}, [null], [{}], { Ref: 'Nobody' }, { Ref: {} },
  { 'Fn::GetAtt': ['A'] }, { 'Fn::Sub': 1 }, { 'Fn::If': ['Nobody', 1, 2] }, { 'Fn::Select': [99, []] }, { 'Fn::Join': [] }, { 'Fn::FindInMap': ['a'] },
  { 'Fn::ImportValue': { Ref: 'x' } }, 'AWS::AutoScaling::AutoScalingGroup', 'aws_autoscaling_group', ['a', { b: [1, null] }],
];

const CHANGES: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>({ kind: 'drop' }), fc.constant<Change>({ kind: 'wrap' }), fc.constant<Change>({ kind: 'twice' }),
  fc.constantFrom(...STRANGE).map((value): Change => ({ kind: 'put', value })),
);

/** Members of a document, to any depth, as the steps that lead to each. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([name, member]) => [[...path, name], ...pathsIn(member, [...path, name])]);
}

const PATHS = new Map(DOCUMENTS.map(([name, document]) => [name, pathsIn(document)]));

/** A document in which some of the members are other than whoever wrote it meant. */
function changed(document: unknown, paths: readonly string[][], picks: readonly (readonly [number, Change])[]): unknown {
  const copy = structuredClone(document);
  for (const [pick, change] of picks) {
    const path = paths[pick % paths.length];
    const parent = path.slice(0, -1).reduce<any>((value, name) => value !== null && typeof value === 'object' ? value[name] : undefined, copy);
    if (parent !== null && typeof parent === 'object') { apply(parent, path[path.length - 1], change); }
  }
  return copy;
}

function apply(parent: any, name: string, change: Change): void {
  switch (change.kind) {
    case 'drop': delete parent[name]; break;
    case 'put': parent[name] = structuredClone(change.value); break;
    case 'wrap': parent[name] = [parent[name]]; break;
    case 'twice': parent[name] = [parent[name], parent[name]]; break;
  }
}

const LOOK = { colors: false, width: 80, version: '0.0.0' };

/** Reviewed and told in every way, or refused in a sentence. */
function survives(path: string): boolean {
  try {
    const review = Review.ofPaths([path]);
    return Object.values(FACES).every((face) => typeof face(review, LOOK) === 'string');
  } catch (error) {
    if (error instanceof UnreadableError) { return true; }
    throw error;
  }
}

test.each(DOCUMENTS.map(([name]) => name))('%s, with anything in it changed, is reviewed or refused', (name) => {
  const [, document] = DOCUMENTS.find(([one]) => one === name)!;
  const picks = fc.array(fc.tuple(fc.nat(), CHANGES), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(picks, (chosen) => {
    files.write({ [name.replace(/\.yaml$/, '.json')]: changed(document, PATHS.get(name)!, chosen) });
    return survives(files.at(name.replace(/\.yaml$/, '.json')));
  }), { numRuns: 40, interruptAfterTimeLimit: 450, markInterruptAsFailure: false });
});
