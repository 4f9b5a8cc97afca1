import { own, isRecord } from '../records';
import { Block, Declarations, Declared, blocksOf } from './document';
import { PlanModules } from './plan-modules';
import { Surroundings, filled } from './plan-values';

export function isPlan(document: unknown): document is Block {
  return isRecord(document) && (isRecord(document.planned_values) || isRecord(own(document.values, 'root_module')));
}

/**
 * `terraform show -json` of a plan or a state. Values are resolved, and those that only the deployment tells are absent; the plan's
 * configuration says what these refer to.
 */
export function declarationsOfPlan(plan: Block): Declarations {
  const planned = own(isRecord(plan.planned_values) ? plan.planned_values : plan.values, 'root_module');
  const before = own(own(plan.prior_state, 'values'), 'root_module');
  const configured = configuredIn(own(plan.configuration, 'root_module'), '');
  const resources = [...resourcesIn(planned), ...resourcesIn(before).filter(({ mode }) => mode === 'data')];
  const names = namesIn(resources);
  const modules = new PlanModules(own(plan.configuration, 'root_module'), resources.map(({ address }) => String(address)));
  return {
    declared: resources.map((resource) => declaredOf(resource, configured, { names, modules })),
    ephemeral: ephemeralIn(configured, { names, modules }),
    variables: {},
    locals: {},
    providers: Object.values(blockOrNone(own(plan.configuration, 'provider_config'))).map((provider) => (
      { ...constantsOf(own(provider, 'expressions')), alias: own(provider, 'alias') })),
  };
}

function resourcesIn(module: unknown): Block[] {
  const found: Block[] = [];
  // A list that grows, as modules within modules may be deep.
  const modules = [module];
  for (const one of modules) {
    found.push(...blocksOf(own(one, 'resources')));
    modules.push(...blocksOf(own(one, 'child_modules')));
  }
  return found;
}

/** Expressions of each resource by its address without indexes. */
function configuredIn(root: unknown, prefix: string): ReadonlyMap<string, Block> {
  const configured = new Map<string, Block>();
  const modules: [unknown, string][] = [[root, prefix]];
  for (const [module, path] of modules) {
    for (const resource of blocksOf(own(module, 'resources'))) { configured.set(`${path}${String(resource.address)}`, resource); }
    for (const [name, call] of Object.entries(blockOrNone(own(module, 'module_calls')))) {
      modules.push([own(call, 'module'), `${path}module.${name}.`]);
    }
  }
  return configured;
}

/** Templates of resources by the names they already have. */
function namesIn(resources: readonly Block[]): ReadonlyMap<string, string> {
  return new Map(resources.filter(({ mode }) => mode !== 'data').flatMap(({ address, values }) => ['arn', 'id']
    .map((attribute): [unknown, string] => [own(values, attribute), `\${${String(address)}.${attribute}}`])
    .filter((entry): entry is [string, string] => typeof entry[0] === 'string' && /^arn:|^[a-z]+-[0-9a-f]{8,}$/.test(entry[0]))));
}

type InPlan = Pick<Surroundings, 'names' | 'modules'>;

function declaredOf(resource: Block, configured: ReadonlyMap<string, Block>, plan: InPlan): Declared {
  const full = String(resource.address);
  const key = typeof resource.index === 'string' || typeof resource.index === 'number' ? resource.index : undefined;
  const address = key === undefined ? full : full.slice(0, full.lastIndexOf(`[${JSON.stringify(key)}]`));
  const configuration = configured.get(address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, ''));
  const modulePath = /^(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(full)![0];
  return {
    address,
    type: String(resource.type),
    isData: resource.mode === 'data',
    key,
    body: {
      ...settled(filled(resource.values, own(configuration, 'expressions'), { ...plan, modulePath, own: full })),
      // What is within a module has the module's path before it.
      provider: String(own(configuration, 'provider_config_key') ?? '').split(':').at(-1),
    },
  };
}

/** Capacity that a policy has set is planned as it is, and a plan does not tell whether somebody wrote it. */
function settled({ desired_capacity: _, ...body }: Block): Block {
  return body;
}

/** What is never planned is in the configuration only. */
function ephemeralIn(configured: ReadonlyMap<string, Block>, plan: InPlan): Block[] {
  return [...configured.values()].filter(({ mode }) => mode === 'ephemeral').map(({ type, name, expressions }) => (
    { [String(type)]: { [String(name)]: filled({}, expressions, { ...plan, modulePath: '', own: '' }) } }));
}

function constantsOf(expressions: unknown): Block {
  return Object.fromEntries(Object.entries(blockOrNone(expressions)).map(([name, expression]) => [name, own(expression, 'constant_value')]));
}

function blockOrNone(json: unknown): Block {
  return isRecord(json) ? json : {};
}
