import { Warning } from './checks';
import { RegionRoutingPlan } from './region-routing';

/** What the other regions of a name have to know of one: the engine collects it from every construct of the app. */
export interface RegionSide {
  /** The construct's path. */
  readonly path: string;
  readonly region: string;
  readonly recordName: string;
  readonly zoneId: string;
  readonly setIdentifier: string;
  readonly routing: RegionRoutingPlan;
  readonly lastResort: boolean;
  readonly withdrawn: boolean;
  /** Whether the records go by the check of a Region switch plan. */
  readonly isSwitched: boolean;
  /** All regions of the failover, where the user named them; else they are those of the app. */
  readonly expectedRegions?: readonly string[];
  readonly unequalSides: boolean;
  readonly facts: SideFacts;
  /** Absent where the cache is of this region alone, and where none was given. */
  readonly datastore?: DatastoreSide;
  /** Whether this stack makes the alarm that tells when the region is out of the name. */
  readonly hasStatusAlarm: boolean;
}

/** The global datastore that the region's cache is in: exactly one of the two. */
export interface DatastoreSide {
  /** What the id of one ends with that the cache makes. */
  readonly madeSuffix?: string;
  /** Id of the one that the cache joins. */
  readonly joinedId?: string;
}

/** By what sides are compared. What is absent is not known, and not compared. */
export interface SideFacts {
  readonly minCapacity?: number;
  readonly maxCapacity?: number;
  readonly instanceType?: string;
  readonly targetPort?: number;
  /** What the load balancer and the instances speak. */
  readonly targetProtocol?: string;
  /** What the callers and the load balancer speak. */
  readonly listenerProtocol?: string;
  readonly tlsPolicy?: string;
  readonly dualStack?: boolean;
  readonly databaseEngine?: string;
  readonly cacheEngine?: string;
  /** Whether the cache is in one, so that sessions follow. */
  readonly globalDatastore?: boolean;
}

/** All sides of one name. */
export interface Failover {
  /** The name, in small letters. */
  readonly name: string;
  readonly sides: readonly RegionSide[];
  /** Whether no region is expected that only another app has: then nobody else can bring what is missing. */
  readonly isComplete: boolean;
  /** The value if it can be compared; `undefined` if it is absent, or known at deploy time only. */
  readonly known: <T>(value: T | undefined) => T | undefined;
}

export interface SideReport {
  /** Each is a whole sentence that names the constructs. */
  readonly problems: readonly string[];
  readonly warnings: readonly Warning[];
}

/** DNS does not tell capital letters from small ones. */
export function canonicalName(recordName: string): string {
  return recordName.toLowerCase().replace(/\.$/, '');
}

export function pairsOf<Side>(sides: readonly Side[]): [Side, Side][] {
  return sides.flatMap((one, index) => sides.slice(index + 1).map((other): [Side, Side] => [one, other]));
}

/** Begins a sentence with the constructs that it is about. */
export function told(sides: readonly Pick<RegionSide, 'path'>[], sentence: string, kind = 'MultiRegionFailover'): string {
  const paths = sides.map(({ path }) => `'${path}'`);
  const list = paths.length < 2 ? paths[0] : `${paths.slice(0, -1).join(', ')} and ${paths.at(-1)}`;
  return `${kind} ${list}: ${sentence}`;
}
