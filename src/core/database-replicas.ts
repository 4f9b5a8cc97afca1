import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { checkDatabaseClass, isAtLeast, parseDatabaseClass, SERVERLESS_CLASS } from './database-instance-classes';

/** How far the capacity of Aurora's members scales, in capacity units (ACU) of about 2 GiB of memory each. */
export interface ServerlessOptions {
  /**
   * Units at the least, 0–256, in halves. With 0 a database that nobody is connected to stops, and starts in about 15 s.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
   */
  readonly minCapacity: number;

  /** Units at the most, 1–256, in halves, and at least `minCapacity`. */
  readonly maxCapacity: number;
}

/** How the number of Aurora's replicas follows the load. */
export interface ReaderScalingOptions {
  /** Replicas at the most, up to 15. `replicas` are there at the least. */
  readonly maxReplicas: number;

  /**
   * Percentage of their CPU that the replicas are held at, 10–90.
   *
   * @default - 70, unless connectionsTarget is given alone
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
   */
  readonly cpuTargetPercent?: number;

  /**
   * Connections that each replica is held at, on average. Beside `cpuTargetPercent` whichever wants more replicas wins.
   *
   * @default - connections do not count
   */
  readonly connectionsTarget?: number;
}

/** Who answers reads. */
export interface DatabaseReplicaOptions {
  /**
   * Read replicas, 0–15. On Aurora one of them takes over when the writer is lost.
   *
   * @default 2
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
   */
  readonly replicas?: number;

  /**
   * Class of the replicas, at least as large as the writer's: a smaller one would fall behind, and fail under the writer's load when it
   * is promoted.
   *
   * @default - the writer's
   */
  readonly replicaInstanceType?: string;

  /**
   * Give each replica a standby in another zone. The replicas are not pinned to zones then: AWS refuses both at once. Only on RDS.
   *
   * @default false
   */
  readonly replicaMultiAz?: boolean;

  /**
   * Let a deployment delete replicas of RDS. Needed before `replicas` is lowered: AWS refuses to delete what is protected. Gives up that a
   * replica is not deleted by accident; it holds nothing that the writer does not.
   *
   * @default false
   */
  readonly unprotectedReplicas?: boolean;

  /**
   * Zones by name that the replicas are in, one after the other and round again. Changing a replica's zone replaces it.
   *
   * @default - the zones of the subnets, in order
   */
  readonly replicaZones?: string[];

  /** @default - a fixed number of replicas */
  readonly readerScaling?: ReaderScalingOptions;
}

/** One instance of the database: a writer or a replica on RDS, a member of the cluster on Aurora. */
export interface DatabaseInstancePlan {
  /** Its name below the construct, which stays: Writer, Replica1, Replica2 … */
  readonly id: string;
  /** What AWS calls it, unique in its account and region. */
  readonly identifier: string;
  readonly instanceClass: string;
  /** On RDS: a standby in another zone. Absent on Aurora, whose replicas are that. */
  readonly multiAz?: boolean;
  /** Its zone's place among the subnets' zones, from 0; absent where AWS chooses. */
  readonly zone?: number;
  /** Its zone's name; absent where AWS chooses. */
  readonly zoneName?: string;
  /** On Aurora: who becomes the writer first, 0–15. */
  readonly promotionTier?: number;
}

/** Application Auto Scaling of Aurora's replicas. */
export interface ReaderScalingPlan {
  readonly serviceNamespace: 'rds';
  readonly scalableDimension: 'rds:cluster:ReadReplicaCount';
  /** `cluster:` and the cluster's identifier. */
  readonly resourceId: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly policies: readonly ReaderScalingPolicyPlan[];
}

export interface ReaderScalingPolicyPlan {
  readonly id: string;
  readonly metric: 'RDSReaderAverageCPUUtilization' | 'RDSReaderAverageDatabaseConnections';
  readonly target: number;
  readonly scaleInCooldownSeconds: number;
  readonly scaleOutCooldownSeconds: number;
}

export const MOST_REPLICAS = 15;

/** What instances are made by. */
export interface Fleet {
  readonly engine: DatabaseEnginePlan;
  readonly identifier: string;
  readonly instanceClass: string;
  readonly zoneNames?: readonly string[];
  readonly isMultiAz: boolean;
}

export function planInstanceClass(
  option: { instanceType?: string; serverless?: ServerlessOptions }, { isAurora }: DatabaseEnginePlan, checks: Checks,
): string {
  if (option.serverless) { checkServerless(option.serverless, option.instanceType, checks); }
  if (option.serverless) { return SERVERLESS_CLASS; }
  const instanceClass = option.instanceType ?? (isAurora ? 'db.r7g.large' : 'db.m7g.large');
  checkDatabaseClass('instanceType', instanceClass, checks);
  return instanceClass;
}

/** AWS places a writer with a standby itself, and refuses to be told where. A single one is left to it too: moving it would replace it. */
export function planWriter({ engine, identifier, instanceClass, isMultiAz, zoneNames }: Fleet): DatabaseInstancePlan {
  const writer = { id: 'Writer', identifier: `${identifier}-writer`, instanceClass };
  return engine.isAurora ? { ...writer, ...placeOf(0, zoneNames), promotionTier: 0 } : { ...writer, multiAz: isMultiAz };
}

/** Each in the next zone. On Aurora the writer is in the first, so that the first to take over is in another. */
export function planReplicas(options: DatabaseReplicaOptions, fleet: Fleet, checks: Checks): DatabaseInstancePlan[] {
  const { engine, identifier, zoneNames } = fleet;
  const replicas = options.replicas ?? 2;
  const multiAz = options.replicaMultiAz ?? false;
  const instanceClass = options.replicaInstanceType ?? fleet.instanceClass;
  const offset = engine.isAurora && !options.replicaZones ? 1 : 0;
  checkReplicas(options, fleet, checks);
  const length = Number.isInteger(replicas) && replicas >= 0 && replicas <= MOST_REPLICAS ? replicas : 0;
  return Array.from({ length }, (_, index) => ({
    id: `Replica${index + 1}`,
    identifier: `${identifier}-replica-${index + 1}`,
    instanceClass,
    multiAz: engine.isAurora ? undefined : multiAz,
    ...(multiAz ? {} : placeOf(index + offset, zoneNames, options.replicaZones)),
    promotionTier: engine.isAurora ? Math.min(index + 1, MOST_REPLICAS) : undefined,
  }));
}

function placeOf(index: number, zoneNames?: readonly string[], wanted?: readonly string[]): { zone?: number; zoneName?: string } {
  const names = wanted?.length ? wanted : zoneNames ?? [];
  if (names.length === 0) { return {}; }
  const zoneName = names[index % names.length];
  const zone = zoneNames?.indexOf(zoneName) ?? -1;
  return { zone: wanted ? (zone < 0 ? undefined : zone) : index % names.length, zoneName };
}

const COOLDOWN_SECONDS = 300;

export function planReaderScaling(options: DatabaseReplicaOptions, clusterIdentifier: string, checks: Checks): ReaderScalingPlan | undefined {
  if (!options.readerScaling) { return undefined; }
  const minReplicas = options.replicas ?? 2;
  const { maxReplicas, cpuTargetPercent, connectionsTarget } = options.readerScaling;
  checkReaderScaling(options.readerScaling, minReplicas, checks);
  const cpu = cpuTargetPercent ?? (connectionsTarget === undefined ? 70 : undefined);
  const cooldowns = { scaleInCooldownSeconds: COOLDOWN_SECONDS, scaleOutCooldownSeconds: COOLDOWN_SECONDS };
  return {
    serviceNamespace: 'rds',
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${clusterIdentifier}`,
    minReplicas,
    maxReplicas,
    policies: [
      ...(cpu === undefined ? [] : [{ id: 'ReaderCpuTracking', metric: 'RDSReaderAverageCPUUtilization' as const, target: cpu, ...cooldowns }]),
      ...(connectionsTarget === undefined ? []
        : [{ id: 'ReaderConnectionTracking', metric: 'RDSReaderAverageDatabaseConnections' as const, target: connectionsTarget, ...cooldowns }]),
    ],
  };
}

function checkServerless({ minCapacity, maxCapacity }: ServerlessOptions, instanceType: string | undefined, checks: Checks) {
  if (instanceType !== undefined) { checks.conflict('serverless and instanceType contradict each other: a serverless database has no class. Leave one out.'); }
  const maximum = checks.number('serverless.maxCapacity', maxCapacity, { from: 1, to: 256 });
  const minimum = checks.number('serverless.minCapacity', minCapacity, { from: 0, to: maximum ?? 256, toOption: maximum === undefined ? undefined : 'serverless.maxCapacity' });
  for (const [option, value] of Object.entries({ 'serverless.minCapacity': minimum, 'serverless.maxCapacity': maximum })) {
    if (checks.known(value) !== undefined && !Number.isInteger(2 * value!)) { checks.refuse(option, 'a multiple of 0.5', value); }
  }
}

function checkReplicas(options: DatabaseReplicaOptions, { instanceClass, zoneNames, engine }: Fleet, checks: Checks) {
  const { replicas, replicaInstanceType, replicaMultiAz, replicaZones } = options;
  if (checks.isUnresolved(replicas)) { checks.conflict('replicas must be known before the deployment: each is a resource of its own.'); }
  checks.integer('replicas', replicas, { from: 0, to: MOST_REPLICAS });
  checks.flag('replicaMultiAz', replicaMultiAz);
  checks.flag('unprotectedReplicas', options.unprotectedReplicas);
  checks.notEmpty('replicaZones', replicaZones, 'availability zones');
  checkZones(replicaZones, zoneNames, checks);
  if (replicaInstanceType === undefined) { return; }
  if (instanceClass === SERVERLESS_CLASS) { checks.conflict('replicaInstanceType contradicts serverless: the members of the cluster scale alike. Leave it out.'); }
  checkDatabaseClass('replicaInstanceType', replicaInstanceType, checks);
  const replica = parseDatabaseClass(checks.known(replicaInstanceType) ?? '');
  const writer = parseDatabaseClass(checks.known(instanceClass) ?? '');
  if (replica && writer && !isAtLeast(replica, writer)) {
    const reason = engine.isAurora ? 'it takes over when the writer is lost' : 'it carries all the writes as well';
    checks.refuse('replicaInstanceType', `at least as large as instanceType (${instanceClass}): ${reason}`, replicaInstanceType);
  }
}

function checkZones(replicaZones: readonly string[] | undefined, zoneNames: readonly string[] | undefined, checks: Checks) {
  if (!zoneNames || zoneNames.some((name) => checks.isUnresolved(name))) { return; }
  (checks.known(replicaZones) ?? []).forEach((name, index) => {
    checks.text(`replicaZones[${index}]`, name, (value) => zoneNames.includes(value), `a zone of the subnets: one of ${zoneNames.join(', ')}`);
  });
}

function checkReaderScaling({ maxReplicas, cpuTargetPercent, connectionsTarget }: ReaderScalingOptions, minReplicas: number, checks: Checks) {
  const maximum = checks.integer('readerScaling.maxReplicas', maxReplicas, { from: 1, to: MOST_REPLICAS });
  checks.number('readerScaling.cpuTargetPercent', cpuTargetPercent, { from: 10, to: 90 });
  checks.positive('readerScaling.connectionsTarget', connectionsTarget);
  if (checks.known(maximum) !== undefined && checks.known(minReplicas) !== undefined && maximum! < minReplicas) {
    checks.refuse('readerScaling.maxReplicas', `at least replicas (${minReplicas})`, maximum);
  }
}
