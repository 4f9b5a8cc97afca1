import { Ephemeral, Mixed, Resource, Unknown, Value } from '../document';
import { Resources } from './resources';
import { UnknownValue } from '../topology-reading';
import { entriesOf, isList } from './values';

/** What is not told of the resources that somebody looked at. */
export function unknownsOf(resources: Resources): UnknownValue[] {
  return resources.ofTypesUnderstood.flatMap((resource) => unknownsIn(resource));
}

function unknownsIn({ id, properties, updatePolicy, deletion, whether }: Resource): UnknownValue[] {
  const found: UnknownValue[] = whether ? [{ resourceId: id, property: 'Condition', because: whether.because }] : [];
  if (deletion) { found.push({ resourceId: id, property: 'DeletionPolicy', because: deletion.because }); }
  const seen = new Set<unknown>();
  const visit = (value: Value, property: string): void => {
    if (typeof value === 'object' && !(value instanceof Unknown)) {
      // A list or an object may stand in several places; once is enough, as whoever made it may have made it to grow.
      if (seen.has(value)) { return; }
      seen.add(value);
    }
    // What is written down nowhere is kept from everybody, and not a gap in the document.
    if (value instanceof Unknown && !(value instanceof Ephemeral)) { found.push({ resourceId: id, property, because: value.because }); }
    if (value instanceof Mixed) { value.parts.forEach((part) => visit(part, property)); }
    if (isList(value)) { value.forEach((element, index) => visit(element, `${property}[${index}]`)); }
    for (const [name, member] of entriesOf(value)) { visit(member, property === '' ? name : `${property}.${name}`); }
  };
  visit(properties, '');
  visit(updatePolicy ?? {}, 'UpdatePolicy');
  return found;
}

/** Read for who leads to which servers, and for nothing else. */
const PARTLY = ['AWS::ElasticLoadBalancing::LoadBalancer'];

export function notUnderstoodIn(resources: Resources): { [type: string]: number } {
  const counts: Record<string, number> = {};
  const partly = PARTLY.flatMap((name) => resources.ofType(name));
  for (const { type } of [...resources.ofTypesNotUnderstood, ...partly]) { counts[type] = (counts[type] ?? 0) + 1; }
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => one < other ? -1 : 1));
}
