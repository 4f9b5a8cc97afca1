import { Checks } from './checks';
import { datastoreLookup } from './failover-lookups';
import { RunbookGlobalDatastore } from './failover-runbook-parts';
import { nameOfEngineVersion } from './failover-takeover';
import { RegionData } from './failover-terms';
import { DatastoreSide, SideFacts } from './region-sides';

/** What a cache is called outside of its region. Absent where another program made it, and where it has no nodes. */
export interface CacheNames {
  readonly replicationGroupId?: string;
  /** What the id of the global datastore ends with that it makes. */
  readonly madeSuffix?: string;
  /** Id of the global datastore that it joins. */
  readonly joinedId?: string;
}

/** What a failover goes by of a region's cache. */
export interface CacheInRegion {
  readonly names: CacheNames;
  readonly data: Pick<RegionData, 'cache'>;
  readonly datastore?: DatastoreSide;
  readonly side: Pick<SideFacts, 'cacheEngine' | 'globalDatastore'>;
}

/** Nothing, where no cache was given. */
export const NO_CACHE: CacheInRegion = { names: {}, data: {}, side: {} };

/**
 * Only one in a global datastore has what another region needs; of one that another program made nobody knows.
 *
 * @param names `undefined` where another program made it
 */
export function cacheInRegion(engine: { readonly name: string; readonly version: string }, names: CacheNames | undefined): CacheInRegion {
  const cacheEngine = nameOfEngineVersion(engine);
  if (!names) { return { ...NO_CACHE, side: { cacheEngine } }; }
  const { madeSuffix, joinedId } = names;
  const isInDatastore = isMember(names);
  return {
    names,
    data: isInDatastore ? { cache: { kind: 'globalDatastore' } } : {},
    datastore: isInDatastore ? { madeSuffix, joinedId } : undefined,
    side: { cacheEngine, globalDatastore: isInDatastore },
  };
}

/** By its id, where that is said; else AWS tells it when the command is run, of a member. Nothing, where one of the caches is in none. */
export function runbookDatastore(home: CacheNames, other: CacheNames, otherRegion: string, checks: Checks): RunbookGlobalDatastore | undefined {
  if (!isMember(home) || !isMember(other)) { return undefined; }
  const [homeReplicationGroupId, otherReplicationGroupId] = [home.replicationGroupId!, other.replicationGroupId!];
  const said = checks.known(other.joinedId) ?? checks.known(home.joinedId);
  return {
    globalReplicationGroupId: said ?? datastoreLookup(otherReplicationGroupId, otherRegion).what,
    homeReplicationGroupId,
    otherReplicationGroupId,
  };
}

function isMember({ madeSuffix, joinedId }: CacheNames): boolean {
  return madeSuffix !== undefined || joinedId !== undefined;
}
