import { isDefaultLocation, nameOfLocation } from './region-locations';
import { partitionOf } from './region-names';
import { oneJoinedDatastore, oneMadeDatastore } from './region-side-datastores';
import { Failover, pairsOf, RegionSide, told } from './region-sides';

/** What must hold between the sides of a name. Returns a sentence for each pair, or each lack, that it is violated by. */
type SideRule = (failover: Failover) => string[];

/** The first side is what the others are measured by. */
function againstTheFirst([first, ...others]: readonly RegionSide[]): [RegionSide, RegionSide][] {
  return others.map((other) => [first, other]);
}

function strategyOf({ sides }: Failover): string | undefined {
  const strategies = new Set(sides.map(({ routing }) => routing.strategy));
  return strategies.size === 1 ? sides[0].routing.strategy : undefined;
}

const oneStrategy: SideRule = ({ name, sides }) => againstTheFirst(sides)
  .filter(([one, other]) => one.routing.strategy !== other.routing.strategy)
  .map(([one, other]) => told([one, other], `routing must be of one strategy for ${name}, got ${one.routing.strategy} and ${other.routing.strategy}.`));

const oneOfEachRole: SideRule = ({ name, sides }) => pairsOf(sides)
  .filter(([one, other]) => one.routing.failover !== undefined && one.routing.failover === other.routing.failover)
  .map(([one, other]) => told([one, other], `routing must be ${roleOf(one)} in one region only for ${name}, got it in both.`));

const noMissingRole: SideRule = (failover) => {
  const { name, sides, isComplete } = failover;
  const roles = sides.map(({ routing }) => routing.failover);
  if (strategyOf(failover) !== 'FAILOVER' || !isComplete || sides.length !== 1) { return []; }
  const missing = roles.includes('PRIMARY') ? 'secondary()' : 'primary()';
  return [told(sides, `routing must be ${missing} in one region for ${name}, got none (expectedRegions tells of one in another app).`)];
};

/** Route 53 knows one primary and one secondary record a name. */
const twoRegions: SideRule = (failover) => {
  const { name, sides, known } = failover;
  const regions = Math.max(sides.length, ...sides.map(({ expectedRegions }) => known(expectedRegions)?.length ?? 0));
  return strategyOf(failover) !== 'FAILOVER' || regions < 3 ? [] : [told(sides, `FAILOVER takes exactly 2 regions for ${name}, got ${regions}.`)];
};

const notAlone: SideRule = (failover) => {
  const { name, sides, isComplete } = failover;
  return strategyOf(failover) === 'FAILOVER' || sides.length > 1 || !isComplete ? [] : [
    told(sides, `${sides[0].routing.strategy} takes at least 2 regions for ${name}, got 1 (expectedRegions tells of those in other apps).`),
  ];
};

const distinctRegions: SideRule = ({ name, sides, known }) => pairsOf(sides)
  .filter(([one, other]) => known(one.region) !== undefined && one.region === known(other.region))
  .map(([one, other]) => told([one, other], `region must be another one on each side of ${name}, got "${one.region}" on both.`));

const distinctSetIdentifiers: SideRule = ({ name, sides, known }) => pairsOf(sides)
  .filter(([one, other]) => known(one.setIdentifier) !== undefined && one.setIdentifier === known(other.setIdentifier))
  .map(([one, other]) => told([one, other], `setIdentifier must be another one on each side of ${name}, got "${one.setIdentifier}" on both.`));

const onePartition: SideRule = ({ name, sides, known }) => againstTheFirst(sides.filter(({ region }) => known(region) !== undefined))
  .filter(([one, other]) => partitionOf(one.region) !== partitionOf(other.region))
  .map(([one, other]) => told([one, other], `region must be of one partition for ${name}, got "${one.region}" and "${other.region}": Route 53 is not shared.`));

const oneZone: SideRule = ({ name, sides, known }) => againstTheFirst(sides.filter(({ zoneId }) => known(zoneId) !== undefined))
  .filter(([one, other]) => one.zoneId !== other.zoneId)
  .map(([one, other]) => told([one, other], `the hosted zone must be the same for ${name}, got "${one.zoneId}" and "${other.zoneId}".`));

const oneSpelling: SideRule = ({ sides }) => againstTheFirst(sides)
  .filter(([one, other]) => one.recordName !== other.recordName)
  .map(([one, other]) => told([one, other], `recordName must be written alike, got "${one.recordName}" and "${other.recordName}": DNS takes them for one name.`));

const aDefaultLocation: SideRule = (failover) => {
  const { name, sides, isComplete } = failover;
  const isThere = sides.some(({ routing }) => routing.geoLocation && isDefaultLocation(routing.geoLocation));
  return strategyOf(failover) !== 'GEOLOCATION' || !isComplete || isThere || sides.length < 2 ? [] : [
    told(sides, `routing must be geolocation(GeoLocation.defaultLocation()) in one region for ${name}: callers from elsewhere would get no answer.`),
  ];
};

const distinctLocations: SideRule = ({ name, sides, known }) => pairsOf(sides)
  .filter(([one, other]) => locationOf(one, known) !== undefined && locationOf(one, known) === locationOf(other, known))
  .map(([one, other]) => told([one, other], `routing must be for another location on each side of ${name}, got ${locationOf(one, known)} on both.`));

/** Route 53 would share alike, which nobody says by zeros. */
const someWeight: SideRule = (failover) => {
  const { name, sides, isComplete } = failover;
  const isNobodys = sides.every(({ routing }) => routing.weight === 0);
  return strategyOf(failover) !== 'WEIGHTED' || !isComplete || !isNobodys || sides.length < 2 ? [] : [
    told(sides, `routing must be weighted() above 0 in one region for ${name}, got 0 in all.`),
  ];
};

const lastResortForAll: SideRule = ({ name, sides }) => againstTheFirst(sides)
  .filter(([one, other]) => one.lastResort !== other.lastResort)
  .map(([one, other]) => told([one, other], `lastResort must be the same on each side of ${name}, got ${one.lastResort} and ${other.lastResort}.`));

/** One that goes by its own checks would take callers back before the plan does. */
const switchedByAll: SideRule = ({ name, sides }) => againstTheFirst(sides)
  .filter(([one, other]) => one.isSwitched !== other.isSwitched)
  .map(([one, other]) => told([one, other], `regionSwitchHealthCheckId must be given on each side of ${name} or on none, got it on one.`));

const oneExpectation: SideRule = ({ name, sides, known }) => againstTheFirst(sides.filter((side) => known(side.expectedRegions) !== undefined))
  .filter(([one, other]) => listed(one) !== listed(other))
  .map(([one, other]) => told([one, other], `expectedRegions must name the same regions for ${name}, got ${listed(one)} and ${listed(other)}.`));

const expectedByAll: SideRule = ({ name, sides, known }) => sides.flatMap((one) => sides
  .filter((other) => one !== other && known(other.region) !== undefined && known(one.expectedRegions)?.includes(other.region) === false)
  .map((other) => told([one, other], `expectedRegions must name every region of ${name}, got ${listed(one)} without "${other.region}".`)));

const someoneServes: SideRule = ({ name, sides, isComplete }) => {
  const nobodyServes = isComplete && sides.length > 1 && sides.every(({ withdrawn }) => withdrawn);
  return nobodyServes ? [told(sides, `withdrawn must be false in one region for ${name}, got true in all.`)] : [];
};

export const SIDE_RULES: readonly SideRule[] = [
  oneStrategy, oneOfEachRole, noMissingRole, twoRegions, notAlone, distinctRegions, distinctSetIdentifiers, onePartition, oneZone, oneSpelling,
  aDefaultLocation, distinctLocations, someWeight, lastResortForAll, switchedByAll, oneExpectation, expectedByAll, someoneServes,
  oneMadeDatastore, oneJoinedDatastore,
];

function roleOf({ routing }: RegionSide): string {
  return routing.failover === 'PRIMARY' ? 'primary()' : 'secondary()';
}

function locationOf({ routing }: RegionSide, known: Failover['known']): string | undefined {
  const location = routing.geoLocation;
  if (location === undefined) { return undefined; }
  const isKnown = Object.values(location).every((code) => code === undefined || known(code) !== undefined);
  return isKnown ? nameOfLocation(location) : undefined;
}

function listed({ expectedRegions }: RegionSide): string {
  return [...expectedRegions!].sort().join(', ');
}
