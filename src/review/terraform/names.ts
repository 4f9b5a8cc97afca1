import { Assumed, Ephemeral, Given, Reference, Unknown, Value, fullNameOfBalancerBehind, textOf } from '../document';
import { isFields } from '../kinds';
import { isRecord, own } from '../records';
import { dataAttribute } from './data';
import { Block, blocksOf, Declarations } from './document';
import { parseExpression } from './expressions';
import { Instance, Instances } from './instances';
import { cloudFormationAttribute, cloudFormationType, nestedAttribute } from './resources';
import { Evaluated, Evaluator, KnownStep, Locals, NO_LOCALS } from './values';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** What the names of a document stand for: its variables, locals, resources and what it looks up. */
export class Names {
  public readonly evaluator: Evaluator;
  public readonly instances: Instances;

  private readonly assumed = new Map<string, string>();
  private readonly known = new Map<string, Evaluated>();
  private readonly inProgress = new Set<string>();

  constructor(private readonly declarations: Declarations, private readonly given: Given) {
    this.evaluator = new Evaluator((root, steps, locals) => this.lookUp(root, steps, locals), (listener) => this.balancerBehind(listener));
    this.instances = new Instances(declarations.declared, this.evaluator, (name, evaluate) => this.once(name, evaluate));
  }

  /** Defaults that were used so far. */
  public get assumptions(): Assumed[] {
    return [...this.assumed].map(([name, value]) => ({ name, value }));
  }

  /** The region, where somebody says which. */
  public get region(): Value {
    return this.given.region ?? new Reference(undefined, 'AWS', 'Region');
  }

  /** Where the provider of another name deploys to, as `aws.ireland`; `undefined` where it is the one that all others choose. */
  public regionOfProvider(name: unknown): Evaluated {
    const alias = typeof name === 'string' ? name.replace(/^\$\{|\}$/g, '').split('.')[1] : undefined;
    const provider = alias === undefined ? undefined : this.declarations.providers.find((block) => own(block, 'alias') === alias);
    return provider && this.evaluator.argument(provider.region, NO_LOCALS);
  }

  /** An argument of a resource; `undefined` where it is not given. */
  public argument(instance: Instance, name: string): Evaluated {
    const { body } = instance.declared;
    if (!Object.hasOwn(body, name) || body[name] === null) { return undefined; }
    return this.once(`${instance.id}.${name}`, () => this.evaluator.argument(body[name], instance.locals));
  }

  /** Evaluates what has a name of its own once, and refuses what refers to itself. */
  private once(name: string, evaluate: () => Evaluated): Evaluated {
    if (this.known.has(name)) { return this.known.get(name); }
    if (this.inProgress.has(name)) { return new Unknown(`${name} refers to itself`); }
    this.inProgress.add(name);
    try {
      const value = evaluate();
      this.known.set(name, value);
      return value;
    } finally {
      this.inProgress.delete(name);
    }
  }

  private lookUp(root: string, steps: readonly KnownStep[], locals: Locals): Evaluated {
    if (locals.has(root)) { return this.evaluator.step(locals.get(root), steps); }
    if (root === 'ephemeral') { return this.ephemeral(steps); }
    if (NOT_TOLD.has(root)) { return new Unknown(`${pathOf(root, steps)} is ${NOT_TOLD.get(root)}`); }
    const [name, ...rest] = steps;
    if (root === 'var') { return this.evaluator.step(this.variable(nameOf(name)), rest); }
    if (root === 'local') { return this.evaluator.step(this.local(nameOf(name)), rest); }
    return this.resource(root, steps);
  }

  private ephemeral(steps: readonly KnownStep[]): Evaluated {
    const address = pathOf('ephemeral', steps.slice(0, 2));
    const [type, name] = steps.map(nameOf);
    const [body] = this.declarations.ephemeral.flatMap((types) => blocksOf(own(types, type))).flatMap((named) => blocksOf(own(named, name)));
    const properties = this.once(address, () => this.evaluator.argument(body ?? {}, NO_LOCALS));
    return new Ephemeral(`${pathOf('ephemeral', steps)} is never written down`, address, isFields(properties) ? properties : {});
  }

  private variable(name: string): Evaluated {
    const variable = this.declarations.variables[name];
    if (!Object.hasOwn(this.declarations.variables, name) || !isRecord(variable)) { return new Unknown(`var.${name} is not declared`); }
    return this.once(`var.${name}`, () => this.valueOf(name, variable));
  }

  private valueOf(name: string, variable: Block): Evaluated {
    const { parameters } = this.given;
    if (variable.sensitive === true) { return new Unknown(`var.${name} is a secret`); }
    if (parameters && Object.hasOwn(parameters, name)) { return typed(parameters[name], variable.type, (text) => this.literal(text)); }
    if (!Object.hasOwn(variable, 'default')) { return new Unknown(`var.${name} is given at deployment`); }
    const value = this.evaluator.literal(variable.default);
    this.assumed.set(name, textOf(value) ?? JSON.stringify(variable.default));
    return value;
  }

  /** What a person writes for a list or an object on the command line. */
  private literal(text: string): Evaluated {
    return this.evaluator.expression(parseExpression(text));
  }

  private local(name: string): Evaluated {
    const { locals } = this.declarations;
    if (!Object.hasOwn(locals, name)) { return new Unknown(`local.${name} is not declared`); }
    return this.once(`local.${name}`, () => this.evaluator.argument(locals[name], NO_LOCALS));
  }

  private resource(root: string, steps: readonly KnownStep[]): Evaluated {
    const found = this.instances.find(root, steps);
    if (found instanceof Unknown) { return found; }
    const { instances, isSplat, rest } = found;
    return isSplat ? instances.map((instance) => this.attribute(instance, rest) ?? '') : this.attribute(instances[0], rest);
  }

  private attribute(instance: Instance, steps: readonly KnownStep[]): Evaluated {
    const [step, ...rest] = steps;
    if (!step || !('attribute' in step)) { return new Unknown(`${instance.id} is meant as a whole`); }
    const { type } = instance.declared;
    const within = nestedAttribute(type, steps.map((one) => 'index' in one && typeof one.index === 'number' ? '' : nameOf(one)));
    if (within !== undefined) { return new Reference(instance.id, cloudFormationType(type), within); }
    return this.evaluator.step(this.attributeOf(instance, step.attribute), rest);
  }

  private attributeOf(instance: Instance, name: string): Evaluated {
    const { type, isData } = instance.declared;
    if (isData) { return dataAttribute(instance, name, (argument) => this.argument(instance, argument), this.region); }
    const identity = cloudFormationAttribute(type, name);
    const argument = identity?.isIdentity ? undefined : this.argument(instance, name);
    return argument ?? new Reference(instance.id, cloudFormationType(type), identity?.attribute ?? name);
  }

  private balancerBehind(listener: Value): Value {
    if (listener instanceof Reference && listener.type !== LISTENER) { return new Unknown('a text is cut that is known at deployment'); }
    return fullNameOfBalancerBehind(listener, (id) => {
      const instance = this.instances.byId(id);
      return instance && this.argument(instance, 'load_balancer_arn');
    });
  }
}

const NOT_TOLD = new Map([
  ['each', 'told for each instance apart'],
  ['count', 'told for each instance apart'],
  ['path', 'a place on the disk of who deploys'],
  ['terraform', 'known at deployment'],
  ['self', 'the resource itself'],
  ['from', 'composed of what is known at deployment'],
]);

function typed(text: string, type: unknown, parse: (text: string) => Evaluated): Evaluated {
  const kind = typeof type === 'string' ? type.replace(/^\$\{(.*)\}$/s, '$1').trim() : 'string';
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) { return Number(text); }
  if (kind === 'bool' && (text === 'true' || text === 'false')) { return text === 'true'; }
  return /^(list|set|map|object|tuple)\b/.test(kind) ? parse(text) : text;
}

function nameOf(step: KnownStep | undefined): string {
  return step && 'attribute' in step ? step.attribute : step && 'index' in step ? String(step.index) : '';
}

function pathOf(root: string, steps: readonly KnownStep[]): string {
  return [root, ...steps.map(nameOf)].join('.');
}
