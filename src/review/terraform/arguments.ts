import { Mixed, Reference, Unknown, Value } from '../document';
import { Block, blocksOf } from './document';
import { Instance, entriesOf } from './instances';
import { Fields, fieldsOf, isFields, isList } from '../kinds';
import { Names } from './names';
import { concatenated } from '../texts';
import { Evaluated, Locals } from './values';

/** Words that every block takes and that say nothing of the resource itself. */
const META = new Set(['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection', 'dynamic', 'timeouts', '//']);

/** What a resource is declared with, resolved as far as the document allows. */
export function argumentsOf(instance: Instance, names: Names): Fields {
  const { body } = instance.declared;
  const given = Object.keys(body).filter((name) => !META.has(name) && !isLeftAlone(name, body))
    .map((name) => [name, names.argument(instance, name)] as const);
  const repeated = blocksOf(body.dynamic).flatMap((blocks) => Object.entries(blocks))
    .map(([name, block]) => [name, repeatedBlocks(name, blocksOf(block), instance.locals, names)] as const);
  return fieldsOf([...given, ...repeated].map(([name, value]) => [name, written(value, names.region)]));
}

/** A capacity that is set once, and then left to whatever scales, is not what each deployment sets. */
function isLeftAlone(name: string, { lifecycle }: Block): boolean {
  const ignored = name === 'desired_capacity' ? blocksOf(lifecycle).flatMap(({ ignore_changes: names }) => names) : [];
  return ignored.some((one) => ['all', name, `\${${name}}`].includes(String(one)));
}

/** Blocks that are repeated for each member of what is known; one `Unknown` of what is not. */
function repeatedBlocks(name: string, blocks: readonly Block[], locals: Locals, names: Names): Evaluated {
  const made: Value[] = [];
  for (const { for_each: each, iterator = name, content } of blocks) {
    const entries = entriesOf(names.evaluator.argument(each, locals));
    if (!entries) { return new Unknown(`'${name}' is repeated for what is known at deployment`); }
    for (const [key, value] of entries) {
      const block = names.evaluator.argument(content, new Map([...locals, [String(iterator), { key, value }]]));
      if (block !== undefined) { made.push(block); }
    }
  }
  return made;
}

/** The ARN of a log group, in CloudFormation's words: there it ends in `:*`. */
function written(value: Evaluated, region: Value): Evaluated {
  if (isArnOfLogGroup(value)) { return withoutStar(value, region); }
  if (value instanceof Mixed) { return concatenated(value.parts.map((_, index) => writtenPart(value.parts, index, region))); }
  if (isList(value)) { return value.map((item) => written(item, region)!); }
  return isFields(value) ? fieldsOf(Object.entries(value).map(([name, item]) => [name, written(item, region)])) : value;
}

function writtenPart(parts: readonly Value[], index: number, region: Value): Value {
  const [part, before, after] = [parts[index], parts[index - 1], parts[index + 1]];
  if (isArnOfLogGroup(part)) { return startsWithStar(after) ? part : withoutStar(part, region); }
  return isArnOfLogGroup(before) && startsWithStar(part) ? part.slice(':*'.length) : part;
}

function startsWithStar(value: Value | undefined): value is string {
  return typeof value === 'string' && value.startsWith(':*');
}

function isArnOfLogGroup(value: Evaluated): value is Reference {
  return value instanceof Reference && value.type === 'AWS::Logs::LogGroup' && value.attribute === 'Arn';
}

function withoutStar({ resource, type }: Reference, region: Value): Value {
  const place = (attribute: string) => new Reference(undefined, 'AWS', attribute);
  return concatenated(['arn:', place('Partition'), ':logs:', region, ':', place('AccountId'), ':log-group:', new Reference(resource, type, 'Ref')]);
}
