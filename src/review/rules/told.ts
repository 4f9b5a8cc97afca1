import { Topology } from '../topology';

/** Whether the document tells of a property, be it that it is not there. A value that only the deployment knows is neither. */
export function isTold({ unknowns }: Topology, resourceId: string, property: string): boolean {
  return !unknowns.some((unknown) => unknown.resourceId === resourceId && touches(unknown.property, property));
}

/** One stands within the other, or all properties are unknown. */
function touches(unknown: string, property: string): boolean {
  return unknown === '*' || isWithin(unknown, property) || isWithin(property, unknown);
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
