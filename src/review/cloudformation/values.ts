import { Among, alone } from './among';
import { CloudFormationConditions } from './conditions';
import { CloudFormationParameters } from './parameters';
import { concatenated, Piece, Pieces, separated, split } from './texts';
import { Given, Reference, ssmParameter, textOf, Unknown, Value, zone } from '../document';
import { isRecord, own } from '../records';

/** Deeper than anybody writes, and far from where the stack ends. */
const DEEPEST = 200;

const ONLY_AT_DEPLOYMENT: Record<string, string> = {
  'Fn::Cidr': 'its blocks are cut at deployment',
  'Fn::Transform': 'a macro writes it',
};

const PARTITIONS = [['cn-', 'aws-cn'], ['us-gov-', 'aws-us-gov']] as const;

/** The zones of the region, of which any can be selected, though nobody knows how many there are. */
class Zones extends Unknown {}

/** Values of a template, with their functions resolved as far as the template allows. What is absent, as `AWS::NoValue` is, is `undefined`. */
export class CloudFormationValues {
  readonly parameters: CloudFormationParameters;
  readonly conditions: CloudFormationConditions;
  private readonly known = new Map<object, Value | undefined>();
  private readonly underway = new Set<object>();

  private readonly functions: Record<string, (argument: unknown) => Value | undefined> = {
    'Ref': (name) => this.ref(String(name)),
    'Fn::Base64': (text) => this.evaluate(text),
    'Fn::FindInMap': (path) => this.findInMap(path),
    'Fn::GetAtt': (path) => this.getAtt(path),
    'Fn::GetAZs': () => new Zones('how many availability zones there are is known at deployment'),
    'Fn::If': (branches) => this.choose(branches),
    'Fn::ImportValue': (name) => this.imported(name),
    'Fn::Join': (argument) => this.join(argument),
    'Fn::Length': (list) => this.length(list),
    'Fn::Select': (argument) => this.select(argument),
    'Fn::Split': (argument) => this.split(argument),
    'Fn::Sub': (argument) => this.sub(argument),
  };

  constructor(private readonly template: Record<string, unknown>, private readonly given: Given, private readonly among: Among = alone()) {
    this.parameters = new CloudFormationParameters(template.Parameters, given, (name) => among.parameter(name));
    this.conditions = new CloudFormationConditions(template.Conditions, (node) => this.evaluate(node));
  }

  evaluate(node: unknown): Value | undefined {
    if (node === null || node === undefined) { return undefined; }
    if (typeof node === 'number' || typeof node === 'boolean') { return node; }
    if (typeof node === 'object') { return this.once(node, () => this.evaluateObject(node)); }
    return this.dynamic(String(node));
  }

  /** Values may stand in several places at once, or in themselves. */
  private once(node: object, evaluate: () => Value | undefined): Value | undefined {
    if (this.known.has(node)) { return this.known.get(node); }
    if (this.underway.has(node)) { return new Unknown('it contains itself'); }
    if (this.among.depth.levels >= DEEPEST) { return new Unknown('it is nested too deeply to be read'); }
    this.underway.add(node);
    this.among.depth.levels++;
    const value = evaluate();
    this.among.depth.levels--;
    this.underway.delete(node);
    this.known.set(node, value);
    return value;
  }

  private evaluateObject(node: object): Value | undefined {
    if (Array.isArray(node)) { return this.evaluateAll(node); }
    const entries = Object.entries(node);
    if (entries.length === 1 && isFunction(entries[0][0])) { return this.call(...entries[0] as [string, unknown]); }
    return Object.fromEntries(entries
      .map(([name, member]) => [name, name.startsWith('Fn::') ? this.call(name, member) : this.evaluate(member)] as const)
      .filter((entry): entry is [string, Value] => entry[1] !== undefined));
  }

  private evaluateAll(nodes: readonly unknown[]): Value[] {
    return nodes.map((node) => this.evaluate(node)).filter((value) => value !== undefined);
  }

  private call(name: string, argument: unknown): Value | undefined {
    if (Object.hasOwn(this.functions, name)) { return this.functions[name](argument); }
    return new Unknown(own(ONLY_AT_DEPLOYMENT, name) as string | undefined ?? `${name} is not understood`);
  }

  private ref(name: string): Value | undefined {
    if (name === 'AWS::NoValue') { return undefined; }
    if (name === 'AWS::Region' && this.given.region) { return this.given.region; }
    if (name === 'AWS::StackName' && this.among.stackName !== undefined) { return this.among.stackName; }
    if (name.startsWith('AWS::')) { return new Reference(undefined, 'AWS', name.slice('AWS::'.length)); }
    return this.parameters.has(name) ? this.parameters.valueOf(name) : this.attribute(name, 'Ref');
  }

  private getAtt(path: unknown): Value {
    const [id, ...names] = typeof path === 'string' ? path.split('.') : this.evaluateAll(Array.isArray(path) ? path : []).map((part) => textOf(part) ?? '?');
    return this.attribute(id ?? '?', names.join('.'));
  }

  private attribute(id: string, attribute: string): Value {
    const resource = own(this.template.Resources, id);
    if (!isRecord(resource)) { return new Unknown(`the template has no '${id}'`); }
    if (this.conditions.isMet(resource.Condition) === false) { return new Unknown(`'${id}' is left out by its condition`); }
    const output = /^Outputs\.(.+)$/s.exec(attribute)?.[1];
    const told = output === undefined ? undefined : this.among.output(id, output);
    return told ?? new Reference(this.idOf(id), String(resource.Type), attribute);
  }

  private imported(node: unknown): Value {
    const name = this.evaluate(node);
    return (name === undefined ? undefined : this.among.imported(name)) ?? new Unknown('another stack exports it');
  }

  private join(argument: unknown): Value {
    const [separator, nodes] = Array.isArray(argument) ? argument : [];
    const list = this.evaluate(nodes);
    if (!Array.isArray(list)) { return list instanceof Unknown ? list : new Unknown('only the deployment tells the list that is joined'); }
    return this.concatenated(separated(list, this.evaluate(separator) ?? ''));
  }

  private split(argument: unknown): Value {
    const [separator, text] = this.evaluateAll(Array.isArray(argument) ? argument : []);
    return typeof separator === 'string' && text !== undefined ? split(text, separator) : new Unknown('it is not told what is split, and where');
  }

  private select(argument: unknown): Value {
    const [position, list] = this.evaluateAll(Array.isArray(argument) ? argument : []);
    const index = Number(textOf(position));
    if (!Number.isInteger(index) || index < 0) { return new Unknown('only the deployment tells which one is selected'); }
    if (Array.isArray(list)) { return list[index] ?? new Unknown(`there is no element ${index}`); }
    if (list instanceof Zones) { return zone(index); }
    if (list instanceof Pieces) { return new Piece(list, index); }
    return list instanceof Unknown ? list : new Unknown('only the deployment tells the list that it is selected from');
  }

  private length(node: unknown): Value {
    const list = this.evaluate(node);
    return Array.isArray(list) ? list.length : new Unknown('only the deployment tells how long the list is');
  }

  private sub(argument: unknown): Value {
    const [text, given] = Array.isArray(argument) ? argument : [argument];
    const valueOf = (name: string) => {
      const node = own(given, name);
      if (node !== undefined) { return this.evaluate(node); }
      return name.includes('.') ? this.getAtt(name) : this.ref(name);
    };
    return this.concatenated(String(text).split(/(\$\{[^{}]*\})/).flatMap((part, index) => {
      if (index % 2 === 0) { return [this.dynamic(part)]; }
      return part.startsWith('${!') ? [`\${${part.slice(3)}`] : [valueOf(part.slice(2, -1).trim()) ?? ''];
    }));
  }

  private findInMap(argument: unknown): Value | undefined {
    const [name, ...keys] = Array.isArray(argument) ? argument : [];
    const [first, second] = keys.map((key) => this.partitioned(this.evaluate(key)));
    const mapping = own(this.template.Mappings, String(this.evaluate(name)));
    if (![first, second].every((key) => typeof key === 'string' || typeof key === 'number')) {
      return new Unknown(`only the deployment tells which entry of the mapping '${String(name)}' is meant`);
    }
    const found = own(own(mapping, String(first)), String(second)) ?? own(keys[2], 'DefaultValue');
    return found === undefined ? new Unknown(`the mapping '${String(name)}' has no ${String(first)}, ${String(second)}`) : this.evaluate(found);
  }

  /** Mappings by partition differ in where AWS publishes something, and not in what it is. */
  private partitioned(key: Value | undefined): Value | undefined {
    if (!(key instanceof Reference && key.type === 'AWS' && key.attribute === 'Partition')) { return key; }
    const { region } = this.given;
    if (region === undefined) { return this.parameters.assume('AWS::Partition', 'aws'); }
    return PARTITIONS.find(([regions]) => region.startsWith(regions))?.[1] ?? 'aws';
  }

  private choose(argument: unknown): Value | undefined {
    const [name, yes, no] = Array.isArray(argument) ? argument : [];
    const isMet = this.conditions.isMet(name);
    if (isMet === undefined) { return new Unknown(`only the deployment tells whether the condition '${String(name)}' is met`); }
    return this.evaluate(isMet ? yes : no);
  }

  /** `{{resolve:ssm:/a/path}}` reads a parameter. What it would read of a secret stays what it says. */
  private dynamic(text: string): Value {
    if (!text.includes('{{resolve:ssm:')) { return text; }
    return this.concatenated(text.split(/\{\{resolve:ssm:([^{}:]+)(?::\d+)?\}\}/).map((part, index) => index % 2 === 0 ? part : ssmParameter(part)));
  }

  private concatenated(values: readonly Value[]): Value {
    return concatenated(values, (listener) => this.balancerOf(listener) ?? this.among.balancerOf(listener));
  }

  /** The ARN that a listener of the template names, by the listener's full id. */
  balancerOf(listenerId: string): Value | undefined {
    const { prefix } = this.among;
    if (!listenerId.startsWith(prefix)) { return undefined; }
    return this.evaluate(own(own(own(this.template.Resources, listenerId.slice(prefix.length)), 'Properties'), 'LoadBalancerArn'));
  }

  /** A resource's id among those of all templates that are read as one. */
  idOf(logicalId: string): string {
    return `${this.among.prefix}${logicalId}`;
  }
}

function isFunction(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}
