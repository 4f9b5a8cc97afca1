import { Checks } from './checks';
import { accountForDatabase, CountedDatabase, ReadReplicaDatabaseFacts } from './database-facts';
import { LAG_DETECTION_SECONDS } from './database-lag';

/** What the plan comes to. Figures of the writer, and of what is lost with it, are those that hold once the standby is promoted. */
export interface StandbyDatabaseFacts extends ReadReplicaDatabaseFacts {
  /**
   * Seconds that a promotion typically takes, at the most. From AWS, and no promise. Left out on RDS, where AWS says "several minutes or longer,
   * depending on the size".
   */
  readonly typicalPromotionSecondsTo?: number;
  /** Seconds of writes, at the worst, that a promotion loses while no alarm on the lag is on: the threshold, and what detection takes. */
  readonly secondsOfWritesLostByPromotion?: number;
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html#aurora-global-database.advantages */
const AURORA_PROMOTION_SECONDS = 60;

export interface CountedStandby extends CountedDatabase {
  readonly isPromoted: boolean;
  readonly crossRegionLagThresholdSeconds: number;
}

export function accountForStandby(standby: CountedStandby, checks: Checks): StandbyDatabaseFacts {
  return { ...accountForDatabase(standby, checks), ...promotionFacts(standby, checks) };
}

/** Of a promotion that is still to come. */
function promotionFacts({ engine, isPromoted, crossRegionLagThresholdSeconds }: CountedStandby, checks: Checks) {
  if (isPromoted) { return {}; }
  const threshold = checks.known(crossRegionLagThresholdSeconds);
  return {
    typicalPromotionSecondsTo: engine.isAurora ? AURORA_PROMOTION_SECONDS : undefined,
    secondsOfWritesLostByPromotion: threshold === undefined ? undefined : threshold + LAG_DETECTION_SECONDS,
  };
}
