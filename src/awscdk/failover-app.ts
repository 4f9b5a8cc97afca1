import { Annotations, Stage, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { FailoverMember } from './failover-member';
import { Warning } from '../core/checks';
import { LastResortSide, warnOfLoneLastResort } from '../core/last-resort-sides';
import { checkSides } from '../core/region-side-checks';
import { canonicalName } from '../core/region-sides';

/** What the app's other constructs can know of one: no construct refers to another. */
const REGIONS = new WeakMap<IConstruct, FailoverMember>();
const LAST_RESORTS = new WeakMap<IConstruct, LastResortSide>();

/**
 * Has the region looked at together with the others of its name when the app is synthesized, before any template is written: what does not fit
 * fails the synthesis, in whatever order the stacks were made.
 */
export function joinFailover(member: FailoverMember) {
  const { construct } = member;
  REGIONS.set(construct, member);
  construct.node.addValidation({ validate: () => validate(member) });
}

/** It is looked at with the regions, and warns by itself where the app has none. */
export function joinAsLastResort(construct: Construct, side: LastResortSide) {
  LAST_RESORTS.set(construct, side);
  construct.node.addValidation({
    validate: () => {
      const regions = construct.node.root.node.findAll().flatMap((other) => REGIONS.get(other)?.plan.side ?? []);
      warn(construct, warnOfLoneLastResort(side, regions, (value) => Token.isUnresolved(value)));
      return [];
    },
  });
}

/** All regions of a region's name, in the order of the construct tree. */
export function regionsOf(member: FailoverMember): FailoverMember[] {
  const name = canonicalName(member.plan.side.recordName);
  return constructsOf(member, (construct) => REGIONS.get(construct)?.plan.side.zoneId)
    .map((construct) => REGIONS.get(construct)!)
    .filter(({ plan }) => canonicalName(plan.side.recordName) === name);
}

function lastResortsOf(member: FailoverMember): LastResortSide[] {
  return constructsOf(member, (construct) => LAST_RESORTS.get(construct)?.zoneId).map((construct) => LAST_RESORTS.get(construct)!);
}

/** The first one speaks for all of them. */
function validate(member: FailoverMember): string[] {
  const regions = regionsOf(member);
  if (regions[0] !== member) { return []; }
  const { problems, warnings } = checkSides(regions.map(({ plan }) => plan.side), lastResortsOf(member), (value) => Token.isUnresolved(value));
  warn(member.construct, warnings);
  return [...problems];
}

function warn(construct: Construct, warnings: readonly Warning[]) {
  for (const { id, message } of warnings) { Annotations.of(construct).addWarningV2(id, message); }
}

/**
 * Those that have a zone, and belong to the same deployment. A stage may be a whole copy of the app, for tests, with a zone of the same name in an
 * account of its own; or it may be one region of several. In one zone there is one failover of a name, whatever stages its regions are in.
 */
function constructsOf({ construct, plan }: FailoverMember, zoneIdOf: (construct: IConstruct) => string | undefined): IConstruct[] {
  const { zoneId } = plan.side;
  return construct.node.root.node.findAll().filter((other) => {
    const otherZoneId = zoneIdOf(other);
    if (otherZoneId === undefined) { return false; }
    const isOneZone = otherZoneId === zoneId || Token.isUnresolved(zoneId) || Token.isUnresolved(otherZoneId);
    return isOneZone || Stage.of(other) === Stage.of(construct);
  });
}
