import { Checks } from './checks';
import { accountForFailover, MultiRegionFailoverFacts } from './failover-arithmetic';
import { RecoveryOptions, RegionData, RegionTimings } from './failover-terms';
import { RegionHealthCheckPlan } from './region-health-check';
import { SideFacts } from './region-sides';

/** A region, as it is lost or takes over. */
export interface TakeoverSide {
  readonly healthCheck: RegionHealthCheckPlan;
  readonly timings: RegionTimings;
  readonly data: RegionData;
  readonly recovery: RecoveryOptions;
}

/** The region that is lost is detected, and the one that takes over starts servers and promotes its data. */
export function accountForTakeover(home: TakeoverSide, other: TakeoverSide, checks: Checks): MultiRegionFailoverFacts {
  return accountForFailover({
    healthCheck: home.healthCheck,
    timings: { ...other.timings, secondsUntilOutOfService: home.timings.secondsUntilOutOfService },
    data: takenOver(home.data, other.data),
    recovery: recoveryOf(home.recovery, other.recovery),
  }, checks);
}

/** What takes over and is nobody's copy has nothing to be promoted; nor do sessions follow from a cache that shares no datastore. */
function takenOver(home: RegionData, { database, cache }: RegionData): RegionData {
  return { database: database?.kind === 'copiedElsewhere' ? undefined : database, cache: home.cache && cache };
}

function recoveryOf(home: RecoveryOptions, other: RecoveryOptions): RecoveryOptions {
  return {
    decisionSeconds: other.decisionSeconds ?? home.decisionSeconds,
    databasePromotionSeconds: other.databasePromotionSeconds ?? home.databasePromotionSeconds,
    clientDnsCacheSeconds: other.clientDnsCacheSeconds ?? home.clientDnsCacheSeconds,
  };
}

/** Servers for the load of both regions, and no more than the group may have. */
export function serversForBoth(own: SideFacts, partners: SideFacts, checks: Checks): number | undefined {
  const [here, there, most] = [own.minCapacity, partners.minCapacity, own.maxCapacity].map((value) => checks.known(value));
  return here === undefined || there === undefined || most === undefined ? undefined : Math.min(here + there, most);
}

/** What a database is called outside of its region. Absent where another program made it. */
export interface DatabaseNames {
  readonly instanceIdentifier?: string;
  /** What the instance copies, until it is promoted. */
  readonly sourceInstance?: string;
  readonly clusterIdentifier?: string;
  readonly globalClusterIdentifier?: string;
}

/** What else counts of a database that may be promoted. */
export interface PromotedDatabase {
  readonly secondsOfWritesLostByPromotion?: number;
  /** Value of the parameter `rds.global_db_rpo`. */
  readonly globalRpo?: string;
  /** Whether it is a standby that only reads. */
  readonly isStandby: boolean;
}

/** Data that is promoted before another region can write. A replica that was promoted follows nobody; members of a global database stay ones. */
export function replicationBy(
  names: DatabaseNames, { secondsOfWritesLostByPromotion, globalRpo, isStandby }: PromotedDatabase, checks: Checks,
): Pick<RegionData, 'database'> {
  if (names.globalClusterIdentifier !== undefined) {
    const rpo = checks.known(globalRpo);
    const rpoSeconds = rpo === undefined ? undefined : Number(rpo);
    return { database: { kind: 'auroraGlobal', secondsOfWritesLostByPromotion, rpoSeconds, isWriterInactive: isStandby } };
  }
  return { database: names.sourceInstance === undefined ? { kind: 'copiedElsewhere' } : { kind: 'rdsReplica', secondsOfWritesLostByPromotion } };
}

/** By which the engines of regions are compared. */
export function nameOfEngineVersion({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name} ${version}`;
}
