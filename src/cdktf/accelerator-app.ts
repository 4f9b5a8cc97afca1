import { Annotations, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { checkEndpointGroups, EndpointGroupSide } from '../core/accelerator-sides';

/** What the app's other constructs can know of one: no construct refers to another. */
const REGIONS = new WeakMap<IConstruct, EndpointGroupSide>();

/**
 * Has the region looked at together with the others when the app is synthesized, before its stack is written, in whatever order the stacks were made.
 */
export function joinAccelerator(construct: Construct, side: EndpointGroupSide) {
  REGIONS.set(construct, side);
  construct.node.addValidation({ validate: () => validate(construct) });
}

/** The first one speaks for all of them. A program may be synthesized twice: nobody is warned twice. */
function validate(construct: Construct): string[] {
  const beside = construct.node.root.node.findAll().filter((other) => REGIONS.has(other));
  if (beside[0] !== construct) { return []; }
  const { problems, warnings } = checkEndpointGroups(beside.map((other) => REGIONS.get(other)!), (value) => Token.isUnresolved(value));
  const said = construct.node.metadata.map(({ data }) => data);
  for (const { message } of warnings.filter((warning) => !said.includes(warning.message))) { Annotations.of(construct).addWarning(message); }
  return [...problems];
}
