import { Annotations, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { checkEndpointGroups, EndpointGroupSide } from '../core/accelerator-sides';

/** What the app's other constructs can know of one: no construct refers to another. */
const REGIONS = new WeakMap<IConstruct, EndpointGroupSide>();

/**
 * Has the region looked at together with the others when the app is synthesized, before any template is written: what does not fit fails the synthesis,
 * in whatever order the stacks were made.
 */
export function joinAccelerator(construct: Construct, side: EndpointGroupSide) {
  REGIONS.set(construct, side);
  construct.node.addValidation({ validate: () => validate(construct) });
}

/** The first one speaks for all of them, whatever stages they are in: a listener is one for all. */
function validate(construct: Construct): string[] {
  const beside = construct.node.root.node.findAll().filter((other) => REGIONS.has(other));
  if (beside[0] !== construct) { return []; }
  const { problems, warnings } = checkEndpointGroups(beside.map((other) => REGIONS.get(other)!), (value) => Token.isUnresolved(value));
  for (const { id, message } of warnings) { Annotations.of(construct).addWarningV2(id, message); }
  return [...problems];
}
