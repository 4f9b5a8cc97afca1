import { Checks } from './checks';
import { HOSTS_DETECTION_SECONDS } from './region-alarm-checks';
import { EndpointCheckPlan, secondsUntilCheckFails } from './region-endpoint-check';
import { RegionHealthCheckPlan } from './region-health-check';

/** A stretch of the time that a failover takes, or of the writes that it loses. What nobody knows is left out, and is not nothing. */
export interface FailoverTerm {
  /** What passes the time. */
  readonly name: string;
  /** Seconds that it takes at the least. */
  readonly secondsFrom?: number;
  /** Seconds that it takes at the most. */
  readonly secondsTo?: number;
  /** Where the number comes from, and what it holds for. */
  readonly why: string;
  /** A page of AWS, where the number is AWS's. */
  readonly source?: string;
}

/** What a drill tells, and no page of AWS. */
export interface RecoveryOptions {
  /**
   * Seconds until somebody has decided to promote the data, 0–86400. Names fail over by themselves, data does not.
   *
   * @default - not known: nor is the time to recovery, where there is data to promote
   */
  readonly decisionSeconds?: number;

  /**
   * Seconds that the promotion of the database took, 1–86400.
   *
   * @default - what AWS says, which for RDS has no upper bound: nor has the time to recovery then
   */
  readonly databasePromotionSeconds?: number;

  /**
   * Seconds for which clients keep an address beyond what DNS allows, 0–86400. A JVM keeps it for 30 unless it is told otherwise.
   *
   * @default 0
   */
  readonly clientDnsCacheSeconds?: number;
}

/** The tier's own timings; absent where they are not known. */
export interface RegionTimings {
  readonly secondsUntilOutOfService?: number;
  readonly bootSeconds?: number;
  readonly warmupSeconds?: number;
}

/** The data that the region brings along. */
export interface RegionData {
  readonly database?: ReplicatedDatabase;
  readonly cache?: { readonly kind: 'globalDatastore' };
}

export interface ReplicatedDatabase {
  /** A read replica of RDS, a member of an Aurora global database, or a database of which no copy is known here. */
  readonly kind: 'rdsReplica' | 'auroraGlobal' | 'copiedElsewhere';
  /** Seconds of writes that a promotion loses, at the worst, while no alarm on the lag is on: as the standby's facts have it. */
  readonly secondsOfWritesLostByPromotion?: number;
  /** The parameter `rds.global_db_rpo`: Aurora PostgreSQL stops writes rather than fall further behind. */
  readonly rpoSeconds?: number;
  /** Whether its endpoint for writes is there and does not answer: that of a secondary cluster of Aurora. */
  readonly isWriterInactive?: boolean;
}

const ROUTE_53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
const ROUTE_53_FAQ = 'https://aws.amazon.com/route53/faqs/';
const AURORA_RECOVERY = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html';
const AURORA_REPLICATION = 'https://docs.aws.amazon.com/prescriptive-guidance/latest/aurora-replication-options/compare-solutions.html';
const AURORA_GLOBAL = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html';
const RDS_PROMOTION = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html';
const RDS_REPLICAS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html';
const CACHE_FAQ = 'https://aws.amazon.com/elasticache/faqs/';

/** Names by which a term is found again. */
export const TERMS = {
  resolvers: 'resolvers forget the old answer',
  clients: 'clients forget the old answer',
  replica: 'the read replica is promoted',
  copyElsewhere: 'the copy in the other region is promoted',
  globalDatabase: 'the global database fails over',
  datastore: 'the global datastore fails over',
  capacity: 'the other region starts the servers that it lacks',
} as const;

export function detectionTerms(healthCheck: RegionHealthCheckPlan, timings: RegionTimings, checks: Checks): FailoverTerm[] {
  const { endpoint, calculated } = healthCheck;
  // A threshold that only the deployment tells may be such a one.
  const needsSeveral = (checks.known(calculated.healthThreshold) ?? 0) < calculated.children.length;
  if (needsSeveral) {
    return [{
      name: 'Route 53 finds enough checks unhealthy',
      why: `${checks.asText(calculated.healthThreshold)} healthy ones of ${calculated.children.length} suffice: when the alarms among them go off is not known here.`,
    }];
  }
  return endpoint ? [endpointTerm(endpoint, checks)] : hostsTerms(timings, checks);
}

function endpointTerm(endpoint: EndpointCheckPlan, checks: Checks): FailoverTerm {
  const threshold = checks.known(endpoint.failureThreshold);
  const interval = checks.known(endpoint.intervalSeconds);
  const answer = secondsUntilCheckFails(endpoint);
  const isKnown = threshold !== undefined && interval !== undefined;
  return {
    name: 'Route 53 finds the region unhealthy',
    secondsFrom: isKnown ? threshold * interval : undefined,
    secondsTo: isKnown ? threshold * (interval + answer) : undefined,
    why: `${checks.asText(endpoint.failureThreshold)} checks in a row fail, ${checks.asText(endpoint.intervalSeconds)} s apart, each after up to ${answer} s without an answer; the region is unhealthy when 18 % of the checkers or fewer reach it.`,
    source: `${ROUTE_53}/dns-failover-determining-health-of-endpoints.html`,
  };
}

export function deadInstancesTerm({ secondsUntilOutOfService }: RegionTimings, checks: Checks): FailoverTerm {
  return {
    name: 'the load balancer finds its instances dead',
    secondsFrom: 0,
    secondsTo: checks.known(secondsUntilOutOfService),
    why: 'the tier\'s own readiness checks.',
  };
}

function hostsTerms(timings: RegionTimings, checks: Checks): FailoverTerm[] {
  return [
    deadInstancesTerm(timings, checks),
    {
      name: 'the alarm on healthy instances goes off',
      secondsFrom: HOSTS_DETECTION_SECONDS.from,
      secondsTo: HOSTS_DETECTION_SECONDS.to,
      why: 'whole minutes of the metric, the one that was good last, and one to be published.',
      source: `${ROUTE_53}/dns-failover-private-hosted-zones.html`,
    },
  ];
}

/** Of an alias to a load balancer, which nobody can set. */
export const ALIAS_TTL_SECONDS = 60;

export function dnsTerms({ clientDnsCacheSeconds = 0 }: RecoveryOptions, checks: Checks): FailoverTerm[] {
  const resolvers: FailoverTerm = {
    name: TERMS.resolvers,
    secondsFrom: 0,
    secondsTo: ALIAS_TTL_SECONDS,
    why: `an alias to a load balancer is remembered for ${ALIAS_TTL_SECONDS} s; connections that are open stay where they are.`,
    source: ROUTE_53_FAQ,
  };
  if (clientDnsCacheSeconds === 0) { return [resolvers]; }
  return [resolvers, {
    name: TERMS.clients,
    secondsFrom: 0,
    secondsTo: checks.known(clientDnsCacheSeconds),
    why: 'as recovery.clientDnsCacheSeconds says.',
  }];
}

export function promotionTerms({ database, cache }: RegionData, recovery: RecoveryOptions, checks: Checks): FailoverTerm[] {
  if (!database && !cache) { return []; }
  const decision = checks.known(recovery.decisionSeconds);
  return [
    {
      name: 'somebody decides to promote the data',
      secondsFrom: decision,
      secondsTo: decision,
      why: recovery.decisionSeconds === undefined ? 'no program does: give recovery.decisionSeconds, from a drill.' : 'as recovery.decisionSeconds says.',
    },
    ...(database ? [databaseTerm(database, checks.known(recovery.databasePromotionSeconds))] : []),
    ...(cache ? [CACHE_PROMOTION] : []),
  ];
}

function databaseTerm({ kind }: ReplicatedDatabase, measured: number | undefined): FailoverTerm {
  const promotion = PROMOTIONS[kind];
  return measured === undefined ? promotion : {
    name: promotion.name, secondsFrom: measured, secondsTo: measured, why: 'as recovery.databasePromotionSeconds says.',
  };
}

const PROMOTIONS: Readonly<Record<ReplicatedDatabase['kind'], FailoverTerm>> = {
  // It restarts the instance: two minutes at the least.
  rdsReplica: {
    name: TERMS.replica,
    secondsFrom: 120,
    why: '"several minutes or longer", by its size, with a restart. Measure it: recovery.databasePromotionSeconds.',
    source: RDS_PROMOTION,
  },
  auroraGlobal: {
    name: TERMS.globalDatabase,
    secondsFrom: 0,
    secondsTo: 60,
    why: '"less than 1 minute", typically; a whole recovery is "in the order of minutes". Measure it: recovery.databasePromotionSeconds.',
    source: AURORA_REPLICATION,
  },
  copiedElsewhere: { name: TERMS.copyElsewhere, why: 'known in the region that takes over, if there is one: its facts have it, and the runbook.' },
};

const CACHE_PROMOTION: FailoverTerm = {
  name: TERMS.datastore, secondsFrom: 0, secondsTo: 60, why: '"typically completes in less than a minute".', source: CACHE_FAQ,
};

export function capacityTerm({ bootSeconds, warmupSeconds }: RegionTimings, checks: Checks): FailoverTerm {
  const boot = checks.known(bootSeconds);
  const warmup = checks.known(warmupSeconds);
  return {
    name: TERMS.capacity,
    secondsFrom: 0,
    secondsTo: boot === undefined || warmup === undefined ? undefined : boot + warmup,
    why: 'boot and warm-up, once; nothing where minCapacity carries both regions\' load. A load that grows manyfold takes several rounds: see the tier\'s facts.',
  };
}

/** Replication is asynchronous everywhere: what was written last may not have arrived. */
export function lossTerms({ database, cache }: RegionData, checks: Checks): FailoverTerm[] {
  return [
    ...(database ? [databaseLoss(database, checks)] : []),
    ...(cache ? [{ name: 'writes to the cache', secondsFrom: 0, secondsTo: 1, why: '"typically under one second".', source: CACHE_FAQ }] : []),
  ];
}

const LOST_WRITES = 'writes to the database';

function databaseLoss({ kind, secondsOfWritesLostByPromotion, rpoSeconds }: ReplicatedDatabase, checks: Checks): FailoverTerm {
  const loss = (secondsTo: number | undefined, why: string, source: string): FailoverTerm => ({
    name: LOST_WRITES, secondsFrom: 0, secondsTo: checks.known(secondsTo), why, source,
  });
  if (kind === 'copiedElsewhere') { return { name: LOST_WRITES, secondsFrom: 0, why: 'known in the region that takes over, as its promotion is.' }; }
  if (kind === 'rdsReplica') {
    return loss(secondsOfWritesLostByPromotion, 'what the alarm on lag lets pass, as long as it is quiet; more, when it is not.', RDS_REPLICAS);
  }
  return rpoSeconds === undefined
    ? loss(secondsOfWritesLostByPromotion ?? AURORA_LAG_SECONDS, '"typically less than 1 second"; no more than the alarm on lag lets pass, where there is one and it is quiet.', AURORA_GLOBAL)
    : loss(rpoSeconds, 'rds.global_db_rpo: Aurora stops writes rather than fall further behind.', AURORA_RECOVERY);
}

const AURORA_LAG_SECONDS = 1;
