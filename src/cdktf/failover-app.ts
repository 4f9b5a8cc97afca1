import { Annotations, Token } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct, IConstruct } from 'constructs';
import { FailoverMember } from './failover-member';
import { Warning } from '../core/checks';
import { LastResortSide, warnOfLoneLastResort } from '../core/last-resort-sides';
import { checkSides } from '../core/region-side-checks';
import { canonicalName, SideReport } from '../core/region-sides';

/** What the app's other constructs can know of one: no construct refers to another. */
const REGIONS = new WeakMap<IConstruct, FailoverMember>();
const LAST_RESORTS = new WeakMap<IConstruct, LastResortSide>();

/**
 * Has the region looked at together with the others of its name when the app is synthesized, in whatever order the stacks were made. The first one
 * speaks for all of them, before its stack is written.
 */
export function joinFailover(member: FailoverMember) {
  const { construct } = member;
  REGIONS.set(construct, member);
  construct.node.addValidation({ validate: () => (isFirst(member) ? [...reportOn(member).problems] : []) });
}

/** It is looked at with the regions, and warns by itself where the app has none. */
export function joinAsLastResort(construct: Construct, side: LastResortSide) {
  LAST_RESORTS.set(construct, side);
  addCustomSynthesis(construct, {
    onSynthesize: () => {
      const regions = foundIn(REGIONS, construct.node.root).map(({ plan }) => plan.side);
      warnOnce(construct, warnOfLoneLastResort(side, regions, (value) => Token.isUnresolved(value)));
    },
  });
}

/** All regions of a name, in the order of the construct tree. */
export function regionsNamed(recordName: string, { node }: IConstruct): FailoverMember[] {
  return foundIn(REGIONS, node.root).filter(({ plan }) => canonicalName(plan.side.recordName) === canonicalName(recordName));
}

export function regionsOf({ construct, plan }: FailoverMember): FailoverMember[] {
  return regionsNamed(plan.side.recordName, construct);
}

export function warnOfSides(member: FailoverMember) {
  if (isFirst(member)) { warnOnce(member.construct, reportOn(member).warnings); }
}

/** A program may be synthesized twice: nobody is warned twice. */
function warnOnce(construct: Construct, warnings: readonly Warning[]) {
  const said = construct.node.metadata.map(({ data }) => data);
  for (const { message } of warnings.filter((warning) => !said.includes(warning.message))) { Annotations.of(construct).addWarning(message); }
}

function isFirst(member: FailoverMember): boolean {
  return regionsOf(member)[0].construct === member.construct;
}

function reportOn(member: FailoverMember): SideReport {
  const sides = regionsOf(member).map(({ plan }) => plan.side);
  return checkSides(sides, foundIn(LAST_RESORTS, member.construct.node.root), (value) => Token.isUnresolved(value));
}

function foundIn<T>(members: WeakMap<IConstruct, T>, app: IConstruct): T[] {
  return app.node.findAll().filter((construct) => members.has(construct)).map((construct) => members.get(construct)!);
}
