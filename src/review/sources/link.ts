import { Among } from '../cloudformation/among';
import { CloudFormationValues } from '../cloudformation/values';
import { Assumed, Document, Given, Reference, Resource, Value, partsOf, textOf } from '../document';
import { documentOf } from '../read-cloudformation';
import { own } from '../records';
import { Stack } from './stacks';

/** Stacks as one document. */
export interface Linked {
  readonly document: Document;
  /** Where a resource of it comes from, by its id. */
  readonly origins: ReadonlyMap<string, { readonly stack: Stack; readonly logicalId: string }>;
}

/**
 * Reads stacks as if they were one: what one exports and another imports, what is given to a nested stack and what that puts out, is
 * the resource itself. Each template keeps its own parameters, mappings and conditions, and has its values evaluated by itself; only
 * the ids of resources become one list, with the names of stacks before them where there are several.
 */
export function linked(stacks: readonly Stack[], given: Given): Linked {
  const link = new Link(given);
  const members = prefixesOf(stacks).map((prefix, index) => link.join(stacks[index], prefix));
  const documents = members.map((member) => member.read());
  return { document: merged(documents, link.members), origins: new Map(link.members.flatMap(originsOf)) };
}

/** None for a stack that stands alone. */
function prefixesOf(stacks: readonly Stack[]): string[] {
  if (stacks.length === 1) { return ['']; }
  const taken = new Set<string>();
  return stacks.map(({ stackName, name }) => {
    const wanted = (stackName ?? name).replace(/[^A-Za-z0-9-]/g, '-');
    let prefix = wanted;
    for (let number = 2; taken.has(prefix); number++) { prefix = `${wanted}-${number}`; }
    taken.add(prefix);
    return `${prefix}/`;
  });
}

function originsOf({ stack, prefix }: Member) {
  return Object.keys(stack.file.resources).map((logicalId) => [`${prefix}${logicalId}`, { stack, logicalId }] as const);
}

function merged(documents: readonly Document[], members: readonly Member[]): Document {
  return {
    engine: 'CloudFormation',
    resources: documents.flatMap(({ resources }) => resources),
    regions: [...new Set(documents.flatMap(({ regions }) => regions))],
    assumptions: distinct(members.flatMap(({ assumptions }) => assumptions)),
  };
}

function distinct(assumptions: readonly Assumed[]): Assumed[] {
  return [...new Map(assumptions.map((assumed) => [JSON.stringify([assumed.name, assumed.value]), assumed])).values()];
}

class Link {
  public readonly members: Member[] = [];
  public readonly depth = { levels: 0 };
  private exported: Exports | undefined;

  constructor(public readonly given: Given) {}

  public join(stack: Stack, prefix: string, parent?: Parent): Member {
    const member = new Member(stack, prefix, this, parent);
    this.members.push(member);
    for (const [id, nested] of stack.nested) { member.nested.set(id, this.join(nested, `${prefix}${id}/`, { member, id })); }
    return member;
  }

  /** By a name that is told; what several export by one name, in places that nobody knows, is not told. */
  public imported(name: Value): Value | undefined {
    const key = nameOfExport(name);
    return key === undefined ? undefined : this.exports().get(key)?.();
  }

  /** While names are gathered, there are none: no name is made of what is imported. */
  private exports(): Exports {
    if (!this.exported) {
      this.exported = new Map();
      this.exported = exportsOf(this.members);
    }
    return this.exported;
  }

  public balancerOf(listenerId: string): Value | undefined {
    return this.members.find((member) => member.has(listenerId))?.values.balancerOf(listenerId);
  }
}

type Exports = ReadonlyMap<string, () => Value | undefined>;

function exportsOf(members: readonly Member[]): Exports {
  const exported = new Map<string, () => Value | undefined>();
  for (const member of members) {
    for (const [name, value] of member.exports()) { exported.set(name, exported.has(name) ? () => undefined : value); }
  }
  return exported;
}

/** What of the place is the same for all that are linked; anything else that is not told may differ. */
const SHARED = ['AccountId', 'Partition', 'Region'];

function nameOfExport(name: Value): string | undefined {
  const isTold = partsOf(name).every((part) => typeof part === 'string' || (part instanceof Reference && part.type === 'AWS' && SHARED.includes(part.attribute)));
  return isTold ? textOf(name) : undefined;
}

interface Parent {
  readonly member: Member;
  /** Of the resource that makes the nested stack. */
  readonly id: string;
}

/** A stack among those that it is linked with. */
class Member implements Among {
  public readonly nested = new Map<string, Member>();
  public readonly values: CloudFormationValues;

  constructor(
    public readonly stack: Stack,
    public readonly prefix: string,
    private readonly link: Link,
    private readonly parent: Parent | undefined,
  ) {
    this.values = new CloudFormationValues({ ...stack.file.template }, link.given, this);
  }

  public get depth(): { levels: number } { return this.link.depth; }

  public get stackName(): string | undefined { return this.stack.stackName; }

  public get assumptions(): readonly Assumed[] { return this.values.parameters.assumptions; }

  public has(resourceId: string): boolean {
    return resourceId.startsWith(this.prefix) && Object.hasOwn(this.stack.file.resources, resourceId.slice(this.prefix.length));
  }

  /** In place of each nested stack, what is in it. */
  public read(): Document {
    const document = documentOf(this.stack.file.template, this.values, this.link.given);
    return { ...document, resources: document.resources.flatMap((resource) => this.unfolded(resource)) };
  }

  private unfolded(resource: Resource): readonly Resource[] {
    const nested = this.nested.get(resource.id.slice(this.prefix.length));
    if (!nested) { return [resource]; }
    const { resources } = nested.read();
    return resource.whether ? resources.map((inner) => ({ ...inner, whether: inner.whether ?? resource.whether })) : resources;
  }

  public parameter(name: string): Value | undefined {
    if (!this.parent) { return undefined; }
    const { member, id } = this.parent;
    return member.values.evaluate(own(own(own(member.stack.file.resources[id], 'Properties'), 'Parameters'), name));
  }

  public imported(name: Value): Value | undefined {
    return this.link.imported(name);
  }

  public output(stackId: string, name: string): Value | undefined {
    const nested = this.nested.get(stackId);
    return nested?.values.evaluate(own(own(own(nested.stack.file.template, 'Outputs'), name), 'Value'));
  }

  public balancerOf(listenerId: string): Value | undefined {
    return this.link.balancerOf(listenerId);
  }

  /** Values by the names that they are exported by, each evaluated when it is asked for. */
  public exports(): (readonly [string, () => Value | undefined])[] {
    const outputs = Object.values(own(this.stack.file.template, 'Outputs') ?? {});
    return outputs.flatMap((output) => {
      const name = this.values.evaluate(own(own(output, 'Export'), 'Name'));
      const key = name === undefined || this.isLeftOut(output) ? undefined : nameOfExport(name);
      return key === undefined ? [] : [[key, () => this.values.evaluate(own(output, 'Value'))] as const];
    });
  }

  private isLeftOut(output: unknown): boolean {
    const condition = own(output, 'Condition');
    return condition !== undefined && this.values.conditions.isMet(condition) === false;
  }
}
