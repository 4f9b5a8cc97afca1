import { checkLastResorts, LastResortSide } from './last-resort-sides';
import { compareSides } from './region-side-equality';
import { SIDE_RULES } from './region-side-rules';
import { canonicalName, Failover, RegionSide, SideReport } from './region-sides';
import { warnOfNoStatusAlarm } from './region-status-alarm';

/**
 * Looks at all sides of an app at once: Route 53 and CloudFormation find out at deploy time, or never, that two regions do not fit together.
 * Sides of one name belong together. What only the deployment tells is not compared.
 */
export function checkSides(
  sides: readonly RegionSide[], lastResorts: readonly LastResortSide[], isUnresolved: (value: unknown) => boolean,
): SideReport {
  const failovers = groupByName(sides, isUnresolved);
  const compared = failovers.map(compareSides);
  const backed = checkLastResorts(failovers, lastResorts);
  return {
    problems: [
      ...failovers.flatMap((failover) => SIDE_RULES.flatMap((rule) => rule(failover))),
      ...compared.flatMap(({ problems }) => problems),
      ...backed.problems,
    ],
    warnings: [...failovers.flatMap(warnOfNoStatusAlarm), ...compared.flatMap(({ warnings }) => warnings), ...backed.warnings],
  };
}

function groupByName(sides: readonly RegionSide[], isUnresolved: (value: unknown) => boolean): Failover[] {
  const named = sides.filter(({ recordName }) => !isUnresolved(recordName));
  const known = <T>(value: T | undefined) => (value === undefined || isUnresolved(value) ? undefined : value);
  return [...new Set(named.map(({ recordName }) => canonicalName(recordName)))].map((name) => {
    const ofName = named.filter(({ recordName }) => canonicalName(recordName) === name);
    const expected = ofName.map(({ expectedRegions }) => known(expectedRegions)?.length ?? 0);
    return { name, sides: ofName, isComplete: Math.max(...expected) <= ofName.length, known };
  });
}
