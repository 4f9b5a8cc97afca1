import { Unknown, Value } from '../document';
import { Declared } from './document';
import { Evaluated, Evaluator, KnownStep, Locals, NO_LOCALS } from './values';

/** A resource, or one of several that one block declares with `count` or `for_each`. */
export interface Instance {
  /** With its index, where it has one: `aws_subnet.a[0]`. */
  readonly id: string;
  readonly declared: Declared;
  readonly locals: Locals;
  readonly key?: string | number;
  /** Why the document does not tell how often it is made, if at all. */
  readonly whether?: Unknown;
}

/** What a path means: one instance, or with `[*]` all. */
export interface Found {
  readonly instances: readonly Instance[];
  readonly isSplat: boolean;
  readonly rest: readonly KnownStep[];
}

/** Nobody declares more in one block; a number beyond is a mistake or hostile. */
const MOST_INSTANCES = 500;

type Once = (name: string, evaluate: () => Evaluated) => Evaluated;

/** The resources of a document, each as often as it is made. */
export class Instances {
  private readonly byAddress = new Map<string, Declared[]>();
  private readonly expanded = new Map<string, readonly Instance[]>();
  private readonly ids = new Map<string, Instance>();

  constructor(declared: readonly Declared[], private readonly evaluator: Evaluator, private readonly once: Once) {
    for (const one of declared) { this.byAddress.set(one.address, [...this.byAddress.get(one.address) ?? [], one]); }
  }

  /** Every resource, and nothing that is looked up only. */
  public get all(): Instance[] {
    return [...this.byAddress.values()].filter(([{ isData }]) => !isData).flatMap(([{ address }]) => this.at(address));
  }

  public byId(id: string): Instance | undefined {
    return this.ids.get(id) ?? this.at(id)[0];
  }

  /** The instances of an address; none of one that is not declared. */
  public at(address: string): readonly Instance[] {
    const known = this.expanded.get(address);
    if (known) { return known; }
    const instances = (this.byAddress.get(address) ?? []).flatMap((declared) => this.instancesOf(declared));
    this.expanded.set(address, instances);
    for (const instance of instances) { this.ids.set(instance.id, instance); }
    return instances;
  }

  /** The resource that a path begins with. */
  public find(root: string, steps: readonly KnownStep[]): Found | Unknown {
    const { address, rest } = this.split(root, steps);
    if (!this.byAddress.has(address)) { return new Unknown(`${address} is not in the document`); }
    const instances = this.at(address);
    const [step, ...others] = rest;
    if (step && 'splat' in step) { return { instances, isSplat: true, rest: others }; }
    const isIndexed = step && 'index' in step;
    const instance = isIndexed ? instances.find(({ key }) => key === undefined || key === step.index) : instances[0];
    if (!instance) { return new Unknown(`${address}${isIndexed ? `[${step.index}]` : ''} is not made`); }
    return { instances: [instance], isSplat: false, rest: isIndexed ? others : rest };
  }

  /** `data.type.name`, `type.name`, either within modules. */
  private split(root: string, steps: readonly KnownStep[]): { address: string; rest: readonly KnownStep[] } {
    const names = [{ attribute: root } as KnownStep, ...steps];
    let length = 0;
    let address = '';
    const take = (count: number) => {
      for (const step of names.slice(length, length + count)) { address += written(step, address === ''); }
      length += count;
    };
    while (isNamed(names[length], 'module') && length + 2 < names.length) {
      take(2);
      if (names[length] && 'index' in names[length]) { take(1); }
    }
    take(isNamed(names[length], 'data') ? 3 : 2);
    return { address, rest: names.slice(length) };
  }

  private instancesOf(declared: Declared): readonly Instance[] {
    const { address, body, key } = declared;
    const alone = { id: key === undefined ? address : `${address}${indexOf(key)}`, declared, locals: NO_LOCALS, key };
    if (body.count !== undefined && body.count !== null) { return this.counted(declared) ?? [{ ...alone, whether: new Unknown(`the 'count' of ${address} is known at deployment`) }]; }
    if (body.for_each !== undefined && body.for_each !== null) { return this.keyed(declared) ?? [{ ...alone, whether: new Unknown(`the 'for_each' of ${address} is known at deployment`) }]; }
    return [alone];
  }

  private counted(declared: Declared): readonly Instance[] | undefined {
    const count = Number(this.once(`${declared.address} count`, () => this.evaluator.argument(declared.body.count, NO_LOCALS)));
    if (!Number.isInteger(count) || count < 0 || count > MOST_INSTANCES) { return undefined; }
    return Array.from({ length: count }, (_, index) => repeated(declared, index, 'count', { index }));
  }

  private keyed(declared: Declared): readonly Instance[] | undefined {
    const each = this.once(`${declared.address} for_each`, () => this.evaluator.argument(declared.body.for_each, NO_LOCALS));
    return entriesOf(each)?.map(([key, value]) => repeated(declared, key, 'each', { key, value }));
  }
}

/** What is repeated for, where that is known: the members of a set by themselves, those of a map by their keys. */
export function entriesOf(each: Evaluated): readonly (readonly [string, Value])[] | undefined {
  if (typeof each !== 'object' || Object.getPrototypeOf(each) !== (Array.isArray(each) ? Array.prototype : Object.prototype)) { return undefined; }
  const entries = Array.isArray(each) ? each.map((item) => [String(item), item] as const) : Object.entries(each as Record<string, Value>);
  const isTold = !Array.isArray(each) || each.every((item) => typeof item === 'string' || typeof item === 'number');
  return isTold && entries.length <= MOST_INSTANCES ? entries : undefined;
}

function repeated(declared: Declared, key: string | number, name: string, value: Value): Instance {
  return { id: `${declared.address}${indexOf(key)}`, declared, key, locals: new Map([[name, value]]) };
}

function indexOf(key: string | number): string {
  return `[${JSON.stringify(key)}]`;
}

function isNamed(step: KnownStep | undefined, name: string): boolean {
  return step !== undefined && 'attribute' in step && step.attribute === name;
}

function written(step: KnownStep, isFirst: boolean): string {
  if ('attribute' in step) { return `${isFirst ? '' : '.'}${step.attribute}`; }
  return 'index' in step ? indexOf(step.index) : '[*]';
}
