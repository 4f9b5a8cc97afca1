import { Argument, Arguments, Binding, isIndex, Kind } from './provider-bindings';
import { isTemplate, Reference, referenceOf, referencesIn } from './terraform-references';

// Terraform JSON has as many shapes as there are resources.
type Json = Record<string, any>;

const META_ARGUMENTS = ['//', 'connection', 'count', 'depends_on', 'dynamic', 'for_each', 'lifecycle', 'provider', 'provisioner'];
const NOT_OF_THE_DOCUMENT = ['count', 'each', 'path', 'self', 'terraform'];

/**
 * Where a synthesized stack does not fit the provider's own types. The bindings check what is written through them; what goes around
 * them is seen here: overrides, names in texts, tokens of the wrong kind, references to what is not in the stack.
 */
export function problemsIn(terraformJson: Json): string[] {
  return [
    ...named(terraformJson.resource).flatMap(([type, name, body]) => problemsOf(`${type}.${name}`, Binding.ofResource(type), body)),
    ...named(terraformJson.data).flatMap(([type, name, body]) => problemsOf(`data.${type}.${name}`, Binding.ofDataSource(type), body)),
    ...providers(terraformJson).flatMap((body, i) => problemsOf(`provider.aws[${i}]`, Binding.ofProvider(), body)),
    ...aliases(terraformJson),
    ...dangling(terraformJson),
  ];
}

function named(section: Json = {}): [type: string, name: string, body: Json][] {
  return Object.entries<Json>(section).flatMap(([type, things]) => (
    Object.entries<Json>(things).map(([name, body]): [string, string, Json] => [type, name, body])
  ));
}

function providers(document: Json): Json[] {
  return [document.provider?.aws ?? []].flat();
}

function problemsOf(place: string, binding: Binding | undefined, body: Json): string[] {
  if (!binding) { return [`${place}: the provider has no such type`]; }
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !META_ARGUMENTS.includes(name)));
  return [
    ...inside(place, own, binding.arguments, binding, dynamicIn(body)),
    ...dynamicBlocks(place, body, binding.arguments, binding),
    ...ignored(place, body, binding),
  ];
}

function inside(place: string, body: Json, args: Arguments, binding: Binding, written: string[]): string[] {
  const unknown = Object.keys(body).filter((name) => !args.has(name)).map((name) => `${place}: there is no ${name}`);
  const missing = [...args].filter(([name, { required }]) => required && (body[name] ?? undefined) === undefined && !written.includes(name));
  const known = [...args].filter(([name]) => (body[name] ?? undefined) !== undefined);
  return [
    ...unknown,
    ...missing.map(([name]) => `${place}: ${name} is missing`),
    ...known.flatMap(([name, argument]) => ofArgument(`${place}.${name}`, body[name], argument, binding)),
  ];
}

function ofArgument(place: string, value: any, { kind, isBlock }: Argument, binding: Binding): string[] {
  if (!isBlock) { return ofKind(place, value, kind, binding); }
  const items: any[] = [value].flat();
  if (items.some((item) => typeof item !== 'object')) { return [`${place}: is a block, not ${shown(value)}`]; }
  if (kind.is !== 'list' && items.length > 1) { return [`${place}: is one block, not ${items.length}`]; }
  return items.flatMap((item, i) => block(items.length === 1 ? place : `${place}[${i}]`, item, kind.is === 'list' ? kind.of : kind, binding));
}

function block(place: string, { dynamic, ...body }: Json, kind: Kind, binding: Binding): string[] {
  if (kind.is !== 'struct') { return []; }
  const args = binding.argumentsOf(kind.named);
  return [...inside(place, body, args, binding, dynamicIn({ dynamic })), ...dynamicBlocks(place, { dynamic }, args, binding)];
}

function ofKind(place: string, value: any, kind: Kind, binding: Binding): string[] {
  if (kind.is === 'anything' || value === null || (typeof value === 'string' && isTemplate(value))) { return []; }
  const isObject = typeof value === 'object' && !Array.isArray(value);
  switch (kind.is) {
    case 'list': return Array.isArray(value)
      ? value.flatMap((item, i) => ofKind(`${place}[${i}]`, item, kind.of, binding))
      : [`${place}: is a list, not ${shown(value)}`];
    case 'map': return isObject
      ? Object.entries(value).flatMap(([key, item]) => ofKind(`${place}.${key}`, item, kind.of, binding))
      : [`${place}: is a map, not ${shown(value)}`];
    case 'struct': return isObject
      ? inside(place, value, binding.argumentsOf(kind.named), binding, [])
      : [`${place}: is an object, not ${shown(value)}`];
    default: return typeof value === kind.is ? [] : [`${place}: is a ${kind.is}, not ${shown(value)}`];
  }
}

/** Blocks that Terraform repeats: `dynamic`, then the block, then what is in each. */
function dynamicBlocks(place: string, body: Json, args: Arguments, binding: Binding): string[] {
  return Object.entries<any>(body.dynamic ?? {}).flatMap(([name, repeated]) => {
    const argument = args.get(name);
    if (!argument?.isBlock) { return [`${place}: there is no block ${name} to repeat`]; }
    return [repeated].flat().flatMap(({ content }: Json) => ofArgument(`${place}.${name}`, content, argument, binding));
  });
}

function dynamicIn(body: Json): string[] {
  return Object.keys(body.dynamic ?? {});
}

function ignored(place: string, body: Json, binding: Binding): string[] {
  const changes = body.lifecycle?.ignore_changes ?? [];
  if (!Array.isArray(changes)) { return changes === 'all' ? [] : [`${place}: ignore_changes is a list or "all"`]; }
  const unknown = changes.filter((path: string) => !binding.arguments.has(/^\w*/.exec(path)![0]));
  return unknown.map((path: string) => `${place}: ignore_changes names ${path}, which is no argument`);
}

function aliases(document: Json): string[] {
  const known = providers(document).map(({ alias }) => alias ? `aws.${alias}` : 'aws');
  return [['', document.resource], ['data.', document.data]].flatMap(([prefix, section]) => named(section as Json).flatMap(([type, name, { provider }]) => (
    provider === undefined || known.includes(provider) ? [] : [`${prefix}${type}.${name}: there is no provider ${provider}`]
  )));
}

function dangling(document: Json): string[] {
  const { '//': _, ...rest } = document;
  return [...new Set(stringsIn(rest).flatMap(([place, reference]) => {
    const problem = problemOf(reference, document);
    return problem ? [`${place}: ${reference.text}: ${problem}`] : [];
  }))];
}

/** Every reference with the place it is at; some places hold references without `${}`. */
function stringsIn(value: any, place: string[] = []): [string, Reference][] {
  if (typeof value === 'string') {
    const bare = place.includes('depends_on') || place.includes('replace_triggered_by');
    const found = bare && !isTemplate(value) ? [referenceOf(value) ?? { text: value, root: value, steps: [] }] : referencesIn(value);
    return found.map((reference) => [place.join('.').replace(/^resource\./, ''), reference]);
  }
  if (value === null || typeof value !== 'object') { return []; }
  return Object.entries(value).filter(([key]) => key !== '//').flatMap(([key, inner]) => stringsIn(inner, [...place, key]));
}

function problemOf({ root, steps }: Reference, document: Json): string | undefined {
  switch (root) {
    case 'var': return steps[0] in (document.variable ?? {}) ? undefined : 'there is no such variable';
    case 'local': return steps[0] in (document.locals ?? {}) ? undefined : 'there is no such local';
    case 'ephemeral': return steps[1] in (document.ephemeral?.[steps[0]] ?? {}) ? undefined : 'there is no such ephemeral value';
    case 'module': return steps[0] in (document.module ?? {}) ? undefined : 'there is no such module';
    case 'data': return ofThing(document.data?.[steps[0]]?.[steps[1]], Binding.ofDataSource(steps[0]), steps.slice(2));
  }
  if (NOT_OF_THE_DOCUMENT.includes(root)) { return undefined; }
  return ofThing(document.resource?.[root]?.[steps[0]], Binding.ofResource(root), steps.slice(1));
}

function ofThing(body: Json | undefined, binding: Binding | undefined, [first, ...rest]: readonly string[]): string | undefined {
  if (!body) { return 'it is not in the stack'; }
  const repeated = body.count !== undefined || body.for_each !== undefined;
  const path = first === undefined ? [] : repeated && isIndex(first) ? rest : [first, ...rest];
  const missing = binding?.missingIn(path);
  return missing === undefined ? undefined : `there is no attribute ${missing}`;
}

function shown(value: any): string {
  return JSON.stringify(value).slice(0, 60);
}
