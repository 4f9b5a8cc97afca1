import { Document, Resource, textOf, Value } from '../document';
import { idOf, listOf, referenceOf } from './values';

/** The resources of a document, as those who assemble ask for them. It remembers which types somebody asked for. */
export class Resources {
  private readonly byId: ReadonlyMap<string, Resource>;
  private readonly byType: ReadonlyMap<string, Resource[]>;
  private readonly understood = new Set<string>();

  constructor(private readonly document: Document) {
    this.byId = new Map(document.resources.map((resource) => [resource.id, resource]));
    this.byType = groupedByType(document.resources);
  }

  ofType(type: string): Resource[] {
    this.understood.add(type);
    return this.byType.get(type) ?? [];
  }

  /** In the order of the document. */
  ofTypes(...types: readonly string[]): Resource[] {
    for (const type of types) { this.understood.add(type); }
    return this.document.resources.filter(({ type }) => types.includes(type));
  }

  /** The resource of a type that a value refers to, or names where a name is given to it. */
  find(value: Value | undefined, type: string, nameProperty?: string): Resource | undefined {
    this.understood.add(type);
    const id = referenceOf(value)?.resource;
    if (id !== undefined) { return this.byId.get(id)?.type === type ? this.byId.get(id) : undefined; }
    return nameProperty === undefined ? undefined : this.ofType(type).find((resource) => isNamed(resource, nameProperty, value));
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
    return this.ofType(type).filter(({ properties }) => listOf(properties[property]).some((value) => refersTo(value, resource, nameProperty)));
  }

  get ofTypesUnderstood(): Resource[] {
    return this.document.resources.filter(({ type }) => this.understood.has(type));
  }

  get ofTypesNotUnderstood(): Resource[] {
    return this.document.resources.filter(({ type }) => !this.understood.has(type));
  }
}

function groupedByType(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group) { group.push(resource); } else { groups.set(resource.type, [resource]); }
  }
  return groups;
}

export function refersTo(value: Value | undefined, resource: Resource, nameProperty?: string): boolean {
  const id = referenceOf(value)?.resource;
  return id === undefined ? nameProperty !== undefined && isNamed(resource, nameProperty, value) : id === resource.id;
}

/** A name that is told in full, on both sides. */
function isNamed({ properties }: Resource, property: string, value: Value | undefined): boolean {
  return typeof value === 'string' && textOf(properties[property]) === value;
}
