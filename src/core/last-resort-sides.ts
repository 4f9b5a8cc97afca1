import { Warning } from './checks';
import { canonicalName, Failover, RegionSide, SideReport } from './region-sides';

/** What the regions of a name have to know of its last resort. */
export interface LastResortSide {
  readonly path: string;
  readonly recordName: string;
  readonly zoneId: string;
  readonly dualStack: boolean;
  /** Regions that other apps make. */
  readonly expectedRegions?: readonly string[];
}

/** The regions answer to another name when they have a last resort: without it nobody answers to the name itself. */
export function checkLastResorts(failovers: readonly Failover[], lastResorts: readonly LastResortSide[]): SideReport {
  const found = failovers.map((failover) => ({
    failover, lastResorts: lastResorts.filter(({ recordName }) => canonicalName(recordName) === failover.name),
  }));
  return {
    problems: found.flatMap(({ failover, lastResorts: own }) => [
      ...(own.length > 1 ? [`${listed(own)}: recordName must have one last resort only, got ${own.length} for ${failover.name}.`] : []),
      ...own.flatMap((lastResort) => compare(lastResort, failover)),
    ]),
    warnings: found.flatMap(({ failover, lastResorts: own }) => (own.length === 0 ? warnOfElsewhere(failover) : [])),
  };
}

function compare(lastResort: LastResortSide, { name, sides, known }: Failover): string[] {
  const differs = (one: unknown, other: unknown) => known(one) !== undefined && known(other) !== undefined && one !== other;
  return sides.flatMap((side) => [
    ...(side.lastResort ? [] : [`lastResort must be true for ${name}, got false: both would answer to the name.`]),
    ...(differs(side.zoneId, lastResort.zoneId) ? [`the hosted zone must be the same for ${name}, got "${side.zoneId}" and "${lastResort.zoneId}".`] : []),
    ...(differs(side.facts.dualStack, lastResort.dualStack) ? [
      `dualStack must be what the load balancer is for ${name}, got ${lastResort.dualStack} and ${side.facts.dualStack}: callers over IPv6 would get the page alone, or nothing.`,
    ] : []),
  ].map((sentence) => `MultiRegionFailover '${side.path}' and ${listed([lastResort])}: ${sentence}`));
}

/** Of a name whose regions are in several apps, its last resort may be in another as well. */
function warnOfElsewhere({ name, sides, isComplete }: Failover): Warning[] {
  const side = sides.find(({ lastResort }) => lastResort);
  return side === undefined || !isComplete ? [] : [{
    id: 'scale-out-constructs:lastResortElsewhere',
    message: `MultiRegionFailover '${side.path}': lastResort is true, and this app has no StaticLastResort of ${name}: nobody answers to the name until another app makes it.`,
  }];
}

/** The reverse, for whoever looks at the last resort itself. */
export function warnOfLoneLastResort(
  { recordName, expectedRegions }: LastResortSide, regions: readonly RegionSide[], isUnresolved: (value: unknown) => boolean,
): Warning[] {
  const isOther = (name: string) => !isUnresolved(name) && canonicalName(name) !== canonicalName(recordName);
  const isAlone = expectedRegions === undefined && !isUnresolved(recordName) && regions.every((side) => isOther(side.recordName));
  return !isAlone ? [] : [{
    id: 'scale-out-constructs:regionsElsewhere',
    message: `This app has no MultiRegionFailover of ${recordName}: Route 53 refuses the last resort until another app has made one, with lastResort: true (expectedRegions tells of those in other apps).`,
  }];
}

function listed(lastResorts: readonly LastResortSide[]): string {
  return `StaticLastResort ${lastResorts.map(({ path }) => `'${path}'`).join(' and ')}`;
}
