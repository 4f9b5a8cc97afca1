import { Document, Resource, textOf, Value } from '../document';
import { idOf, listOf, referenceOf } from './values';

/** The resources of a document, as those who assemble ask for them. It remembers which types somebody asked for. */
export class Resources {
  private readonly byId: ReadonlyMap<string, Resource>;
  private readonly byType: ReadonlyMap<string, Resource[]>;
  private readonly understood = new Set<string>();
  /** Of large documents everything would be compared with everything else; what is asked for is sorted once. */
  private readonly indexes = new Map<string, ReadonlyMap<string, Resource[]>>();
  private readonly positions: ReadonlyMap<Resource, number>;

  constructor(private readonly document: Document) {
    this.byId = new Map(document.resources.map((resource) => [resource.id, resource]));
    this.byType = grouped(document.resources, ({ type }) => [type]);
    this.positions = new Map(document.resources.map((resource, position) => [resource, position]));
  }

  ofType(type: string): Resource[] {
    this.understood.add(type);
    return this.byType.get(type) ?? [];
  }

  /** Each once, in the order of the document. */
  inOrder(resources: readonly Resource[]): Resource[] {
    const positionOf = (resource: Resource) => this.positions.get(resource) ?? 0;
    return [...new Set(resources)].sort((one, other) => positionOf(one) - positionOf(other));
  }

  /** Those of a type by what each is about, in the order of the document. */
  by(about: string, type: string, keysOf: (resource: Resource) => readonly string[]): ReadonlyMap<string, Resource[]> {
    const name = `${about} ${type}`;
    const index = this.indexes.get(name) ?? grouped(this.ofType(type), keysOf);
    this.indexes.set(name, index);
    return index;
  }

  /** The resource of a type that a value refers to, or names where a name is given to it. */
  find(value: Value | undefined, type: string, nameProperty?: string): Resource | undefined {
    this.understood.add(type);
    const id = referenceOf(value)?.resource;
    if (id !== undefined) { return this.byId.get(id)?.type === type ? this.byId.get(id) : undefined; }
    return nameProperty === undefined || typeof value !== 'string' ? undefined : this.named(type, nameProperty).get(value)?.[0];
  }

  /** Ids of the resources of a type that a list refers to or names; names of those that the document does not make. */
  idsOf(list: Value | undefined, type: string, nameProperty: string): string[] {
    return listOf(list).map((value) => this.find(value, type, nameProperty)?.id ?? idOf(value) ?? '<unknown>');
  }

  /** What a value stands for, where it is an attribute that repeats a property, as the block of a network does. */
  told(value: Value | undefined): Value | undefined {
    const reference = referenceOf(value);
    const resource = reference?.resource === undefined ? undefined : this.byId.get(reference.resource);
    return resource && Object.hasOwn(resource.properties, reference!.attribute) ? resource.properties[reference!.attribute] : value;
  }

  /** Those of a type whose property refers to a resource, among others perhaps, or to the name that is given to it. */
  pointingTo(resource: Resource, type: string, property: string, nameProperty?: string): Resource[] {
    const found = this.by(`reference in ${property} of`, type, ({ properties }) => listOf(properties[property]).flatMap((value) => referenceOf(value)?.resource ?? []));
    const referring = found.get(resource.id) ?? [];
    const name = nameProperty === undefined ? undefined : textOf(resource.properties[nameProperty]);
    const naming = name === undefined ? [] : this.by(`text in ${property} of`, type, ({ properties }) => textsIn(properties[property])).get(name) ?? [];
    return this.inOrder([...referring, ...naming]);
  }

  private named(type: string, nameProperty: string): ReadonlyMap<string, Resource[]> {
    return this.by(`${nameProperty} of`, type, ({ properties }) => listOf(textOf(properties[nameProperty])) as string[]);
  }

  get ofTypesUnderstood(): Resource[] {
    return this.document.resources.filter(({ type }) => this.understood.has(type));
  }

  get ofTypesNotUnderstood(): Resource[] {
    return this.document.resources.filter(({ type }) => !this.understood.has(type));
  }
}

function grouped(resources: readonly Resource[], keysOf: (resource: Resource) => readonly string[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const key of new Set(keysOf(resource))) {
      const group = groups.get(key);
      if (group) { group.push(resource); } else { groups.set(key, [resource]); }
    }
  }
  return groups;
}

/** What may be a name: a text without anything in it that only the deployment tells. */
function textsIn(value: Value | undefined): string[] {
  return listOf(value).filter((element) => typeof element === 'string');
}

export function refersTo(value: Value | undefined, resource: Resource, nameProperty?: string): boolean {
  const id = referenceOf(value)?.resource;
  return id === undefined ? nameProperty !== undefined && isNamed(resource, nameProperty, value) : id === resource.id;
}

/** A name that is told in full, on both sides. */
function isNamed({ properties }: Resource, property: string, value: Value | undefined): boolean {
  return typeof value === 'string' && textOf(properties[property]) === value;
}
