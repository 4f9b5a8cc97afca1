import { GlobalDatastorePlan } from './cache-global';

/** What a failover to another region typically comes to. From AWS, and no promise: a failover is asked for, and none begins by itself. */
export interface GlobalDatastoreFacts {
  /** Seconds that a failover of the global datastore takes, at the most. */
  readonly typicalGlobalFailoverSecondsTo?: number;
  /** Seconds of writes that are lost with the region of the primary, at the most. The alarm on the lag tells when it is more. */
  readonly typicalSecondsOfWritesLostByGlobalFailoverTo?: number;
}

/** "typically completes in less than a minute". @see https://aws.amazon.com/elasticache/faqs/ */
const FAILOVER_SECONDS = 60;
/** "RPO: Generally less than 1 second". @see https://disaster-recovery.workshop.aws/en/services/databases/elasticache/global-datastore.html */
const LAG_SECONDS = 1;

export function accountForGlobalDatastore(datastore: GlobalDatastorePlan | undefined): GlobalDatastoreFacts {
  return datastore ? { typicalGlobalFailoverSecondsTo: FAILOVER_SECONDS, typicalSecondsOfWritesLostByGlobalFailoverTo: LAG_SECONDS } : {};
}
