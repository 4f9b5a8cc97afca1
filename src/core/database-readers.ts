import { Checks } from './checks';
import { DatabaseEnginePlan, nameOfEngine } from './database-engines';
import { DatabaseReplicaOptions, ServerlessOptions } from './database-replicas';
import { DatabaseStorageOptions } from './database-storage';
import { ReaderAddressOptions } from './reader-address';

/** How clients find replicas, and which of them are fit to answer. */
export interface DatabaseReaderOptions extends DatabaseReplicaOptions {
  /**
   * Seconds that a replica may be behind the writer, 1–86400. Beyond that it is out of the rotation, and an alarm goes off.
   *
   * @default - 30, and on RDS PostgreSQL without heartbeat 330
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
   */
  readonly lagThresholdSeconds?: number;

  /**
   * Have the writer of RDS PostgreSQL write every ten seconds. An idle one sends nothing for up to five minutes, and its replicas look as far
   * behind. The bootstrap document sets it up with pg_cron, and has to be run for it.
   *
   * @default false
   */
  readonly heartbeat?: boolean;

  /** @default - readers, in a private zone of the database's own */
  readonly readerAddress?: ReaderAddressOptions;

  /**
   * Have no name for all replicas of RDS. Gives up that a replica which lags or is gone gets no reads: clients find that out themselves.
   *
   * @default false
   */
  readonly withoutReaderAddress?: boolean;
}

/** What the rules between engine and options look at. */
export interface EngineBoundOptions extends DatabaseReaderOptions {
  readonly serverless?: ServerlessOptions;
  readonly storage?: DatabaseStorageOptions;
  readonly globalDatabase?: boolean;
  readonly singleAvailabilityZone?: boolean;
}

const IDLE_LAG_SECONDS = 300;
const TOLERATED_LAG_SECONDS = 30;

/** The count of an idle writer's replicas is no lag, but it cannot be told from one. */
export function lagThresholdOf({ lagThresholdSeconds, heartbeat }: DatabaseReaderOptions, { dialect, isAurora }: DatabaseEnginePlan): number {
  const countsIdleSeconds = dialect === 'postgres' && !isAurora && !heartbeat;
  return lagThresholdSeconds ?? (countsIdleSeconds ? IDLE_LAG_SECONDS + TOLERATED_LAG_SECONDS : TOLERATED_LAG_SECONDS);
}

export function checkReaders(options: EngineBoundOptions, engine: DatabaseEnginePlan, checks: Checks) {
  checks.integer('lagThresholdSeconds', options.lagThresholdSeconds, { from: 1, to: 86_400 });
  checks.flag('heartbeat', options.heartbeat);
  checks.flag('withoutReaderAddress', options.withoutReaderAddress);
  checks.flag('singleAvailabilityZone', options.singleAvailabilityZone);
  if (options.readerAddress && options.withoutReaderAddress) {
    checks.conflict('withoutReaderAddress: true and readerAddress contradict each other: leave one out.');
  }
  if (options.heartbeat && (engine.isAurora || engine.dialect !== 'postgres')) {
    checks.conflict(`heartbeat is for RDS PostgreSQL: ${nameOfEngine(engine)} counts no idle seconds.`);
  }
  if (engine.isAurora) { checkAurora(options, checks); } else { checkRds(options, engine, checks); }
}

function checkAurora({ storage, replicaMultiAz, readerAddress, replicas, singleAvailabilityZone }: EngineBoundOptions, checks: Checks) {
  if (storage) { checks.conflict('storage is for RDS: the volume of Aurora grows by itself. Leave it out.'); }
  if (replicaMultiAz) { checks.conflict('replicaMultiAz is for RDS: the replicas of Aurora are each other\'s standbys. Leave it out.'); }
  if (readerAddress) { checks.conflict('readerAddress is for RDS: Aurora has a reader endpoint of its own. Leave it out.'); }
  if (replicas === 0 && !singleAvailabilityZone) {
    checks.conflict('replicas must be at least 1 on Aurora, got 0: there is nobody to take over (singleAvailabilityZone: true accepts that).');
  }
  if (replicas !== 0 && singleAvailabilityZone) {
    checks.conflict('singleAvailabilityZone: true needs replicas: 0 on Aurora: a replica is a standby there.');
  }
}

function checkRds(options: EngineBoundOptions, engine: DatabaseEnginePlan, checks: Checks) {
  const onlyAurora = { serverless: options.serverless, readerScaling: options.readerScaling, globalDatabase: options.globalDatabase || undefined };
  for (const [option, value] of Object.entries(onlyAurora)) {
    if (value !== undefined) { checks.conflict(`${option} is for Aurora: ${nameOfEngine(engine)} has nothing like it. Leave it out.`); }
  }
  if (options.replicas !== 0) { return; }
  const onlyReplicas = { readerAddress: options.readerAddress, replicaZones: options.replicaZones, replicaInstanceType: options.replicaInstanceType };
  for (const [option, value] of Object.entries({ ...onlyReplicas, replicaMultiAz: options.replicaMultiAz || undefined })) {
    if (value !== undefined) { checks.conflict(`${option} needs replicas: there are none.`); }
  }
}
