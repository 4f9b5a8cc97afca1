import { Checks, PlanContext } from './checks';
import { AlarmedDatabase, planDatabaseAlarms } from './database-alarms';
import { planBackups, planRemoval } from './database-backups';
import { planBootstrap } from './database-bootstrap';
import { DATABASE_PREFIX } from './database-connections';
import { DatabaseEnginePlan } from './database-engines';
import { accountForDatabase } from './database-facts';
import { planLagAlarms } from './database-lag';
import { planExports, planLogs, planOptionGroup } from './database-logs';
import { planMonitoring, planPerformanceInsights } from './database-monitoring';
import { identifierOf, nameOf } from './database-names';
import { checkDatabase, ReadReplicaDatabaseOptions } from './database-options';
import { planParameterGroup } from './database-parameters';
import { DatabaseCommonPlan, GlobalDatabasePlan, ReadReplicaDatabasePlan } from './database-plan';
import { planProxy, warnOfProxyWithoutReaders } from './database-proxy';
import { lagThresholdOf } from './database-readers';
import { refuseWhatAwsRefusesOfDatabases } from './database-refusals';
import { DatabaseReplicaOptions, planInstanceClass, planReaderScaling, planReplicas, planWriter } from './database-replicas';
import { planAdminSecret, warnOfIsolatedRotation, WriteOnlyPassword } from './database-secret';
import { checkDatabaseSite, DatabaseSite, warnOfUnpinnedReplicas } from './database-site';
import { planStorage } from './database-storage';
import { EngineGap } from './engine-gaps';
import { Protection } from './protection';
import { planReaderAddress, ReaderAddressParts, ReaderAddressPlan } from './reader-address';

export type { ReadReplicaDatabaseOptions, ReadReplicaDatabasePlan };

/** What the engine found around the database, and what it contributes. */
export interface ReadReplicaDatabaseSurroundings extends DatabaseSite {
  /** Path of the database's parameters, unique in its account and region, as `/scale-out/Stack/Database`. */
  readonly parameterPath: string;
  /** The construct's address, unique in its app: it makes a name unique that had to be cut. */
  readonly address: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Name of the private zone that the user brought for the reader address. */
  readonly readerZoneName?: string;
  /** ARN of the key that the user brought. */
  readonly keyArn?: string;
  /** Where the engine writes the password without ever keeping it: which one this is, by the engine's option. */
  readonly writeOnlyPassword?: WriteOnlyPassword;
  /** What the engine has no words for. */
  readonly engineGaps: readonly EngineGap[];
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planReadReplicaDatabase(
  options: ReadReplicaDatabaseOptions, surroundings: ReadReplicaDatabaseSurroundings, context: PlanContext,
): ReadReplicaDatabasePlan {
  const checks = new Checks(context);
  const basics = planBasics(options, surroundings, nameOf(context.path), checks);
  const { engine, identifier, name, port, databaseName, isRestored, isProtected, requiresTls, heartbeat } = basics;
  checkDatabase(options, engine, checks);
  checkDatabaseSite(surroundings, checks);

  const fleet = planFleet(options, basics, surroundings, checks);
  const { writer, replicas, cluster, storage } = fleet;
  const adminSecret = planAdminSecret(options, { ...basics, ...surroundings, isRetained: isProtected }, checks);
  const alarmed = planAlarmed(options, engine, fleet);
  const lagAlarms = engine.isAurora ? [] : planLagAlarms(alarmed, checks);
  const exports = planExports(options.logs ?? {}, engine, checks);

  const plan: Omit<ReadReplicaDatabasePlan, 'facts'> = {
    engine,
    subnetGroup: { description: `Subnets of ${name}` },
    securityGroup: { description: `Database of ${name}: connected servers in; nothing out`, allowsAllEgress: false },
    port,
    initialDatabase: isRestored ? undefined : databaseName,
    databaseName,
    adminUser: isRestored ? undefined : adminSecret.username,
    adminSecret,
    writer,
    replicas,
    cluster,
    globalDatabase: options.globalDatabase && engine.isAurora ? planGlobalDatabase(identifier, isProtected) : undefined,
    storage,
    common: planCommon(options, checks),
    backup: planBackups(options, isProtected, checks),
    maintenanceWindow: options.maintenanceWindow,
    encryption: { storageEncrypted: true, keyArn: surroundings.keyArn, isInherited: isRestored && !engine.isAurora },
    snapshotIdentifier: options.snapshotIdentifier,
    removal: planRemoval(isProtected, isProtected && protectsReplicas(options, engine), identifier),
    parameterGroup: planParameterGroup(engine, { given: options.parameters ?? {}, requiresTls, heartbeat, logs: exports }, name, checks),
    optionGroup: planOptionGroup(engine, exports, name, isProtected),
    logs: planLogs(options.logs ?? {}, exports, {
      clusterIdentifier: cluster?.identifier, instances: [writer, ...replicas], isRetained: isProtected,
    }, checks),
    monitoring: planMonitoring(options, surroundings, name, checks),
    readerAddress: planReaders(options, { replicas, lagAlarms, identifier, givenZoneName: surroundings.readerZoneName, name }, engine, checks),
    alarms: planDatabaseAlarms(options.alarms ?? {}, alarmed, lagAlarms, checks),
    proxy: options.proxy && planProxy(options.proxy, { ...basics, replicas: replicas.length, account: surroundings.account }, checks),
    bootstrap: planBootstrap({ engine, port: checks.asText(port), databaseName, heartbeat, name }),
    coordinates: { parameterName: `${surroundings.parameterPath}/coordinates`, description: `Where ${name} is`, prefix: DATABASE_PREFIX },
    isProtected,
    factsOutput: options.factsOutput ?? false,
    descriptions: { name, identifier },
    warnings: [
      ...warnOfUnpinnedReplicas(replicas, surroundings),
      ...warnOfIsolatedRotation(adminSecret),
      ...warnOfProxyWithoutReaders(options.proxy !== undefined, engine, replicas.length),
    ],
  };
  refuseCombinations(options, plan, surroundings, checks);
  checks.throwIfAny();
  return { ...plan, facts: accountForDatabase({ ...alarmed, backup: plan.backup, storage, readerAddress: plan.readerAddress }, checks) };
}

/** What the rest of the plan is made from. */
interface Basics {
  readonly engine: DatabaseEnginePlan;
  readonly identifier: string;
  readonly name: string;
  readonly port: number;
  readonly databaseName?: string;
  readonly isRestored: boolean;
  readonly isProtected: boolean;
  readonly requiresTls: boolean;
  readonly heartbeat: boolean;
}

function planBasics(options: ReadReplicaDatabaseOptions, surroundings: ReadReplicaDatabaseSurroundings, name: string, checks: Checks): Basics {
  const engine = options.engine._plan(checks);
  const isRestored = options.snapshotIdentifier !== undefined;
  return {
    engine,
    identifier: options.identifier ?? identifierOf(surroundings.parameterPath, surroundings.address),
    name,
    port: options.port ?? engine.standardPort + 1,
    databaseName: options.databaseName ?? (isRestored ? undefined : 'app'),
    isRestored,
    isProtected: (options.protection ?? Protection.FULL) === Protection.FULL,
    requiresTls: !(options.withoutTls ?? false),
    heartbeat: options.heartbeat ?? false,
  };
}

/** Members of a cluster have no protection of their own: the cluster's is theirs. */
export function protectsReplicas({ unprotectedReplicas }: DatabaseReplicaOptions, { isAurora }: DatabaseEnginePlan): boolean {
  return !isAurora && !(unprotectedReplicas ?? false);
}

function planGlobalDatabase(identifier: string, isProtected: boolean): GlobalDatabasePlan {
  return { id: 'GlobalDatabase', identifier: `${identifier}-global`, deletionProtection: isProtected, removal: isProtected ? 'Retain' : 'Delete' };
}

type FleetPlan = Pick<ReadReplicaDatabasePlan, 'writer' | 'replicas' | 'cluster' | 'storage'>;

function planFleet(options: ReadReplicaDatabaseOptions, basics: Basics, { zoneNames }: ReadReplicaDatabaseSurroundings, checks: Checks): FleetPlan {
  const { engine, identifier, isRestored } = basics;
  const instanceClass = planInstanceClass(options, engine, checks);
  const fleet = { engine, identifier, instanceClass, zoneNames, isMultiAz: !(options.singleAvailabilityZone ?? false) };
  return {
    writer: planWriter(fleet),
    replicas: planReplicas(options, fleet, checks),
    cluster: !engine.isAurora ? undefined : {
      identifier, serverless: options.serverless, readerScaling: planReaderScaling(options, identifier, checks),
    },
    storage: engine.isAurora ? undefined : planStorage(options.storage ?? {}, isRestored, checks),
  };
}

function planAlarmed(options: ReadReplicaDatabaseOptions, engine: DatabaseEnginePlan, fleet: FleetPlan): AlarmedDatabase {
  const { writer, replicas, cluster, storage } = fleet;
  return {
    engine,
    writer,
    replicas,
    clusterIdentifier: cluster?.identifier,
    maxCapacityUnits: options.serverless?.maxCapacity,
    allocatedGib: storage?.allocatedGib,
    maxConnections: options.parameters?.max_connections,
    lagThresholdSeconds: lagThresholdOf(options, engine),
  };
}

/** Of a primary, and of its copy in another region. */
export function planCommon(options: ReadReplicaDatabaseOptions, checks: Checks): DatabaseCommonPlan {
  return {
    publiclyAccessible: false,
    autoMinorVersionUpgrade: !(options.withoutMinorUpgrades ?? false),
    caCertificate: 'rds-ca-rsa2048-g1',
    copyTagsToSnapshot: true,
    iamAuthentication: true,
    performanceInsights: planPerformanceInsights(options, checks),
  };
}

/** Of a primary's replicas, and of those of its copy in another region. */
export function planReaders(
  options: ReadReplicaDatabaseOptions, parts: ReaderAddressParts, { isAurora }: DatabaseEnginePlan, checks: Checks,
): ReaderAddressPlan | undefined {
  if (isAurora || parts.replicas.length === 0 || options.withoutReaderAddress) { return undefined; }
  return planReaderAddress(options.readerAddress ?? {}, parts, checks);
}

function refuseCombinations(
  options: ReadReplicaDatabaseOptions,
  plan: Omit<ReadReplicaDatabasePlan, 'facts'>,
  { keyArn, optionNames }: ReadReplicaDatabaseSurroundings,
  checks: Checks,
) {
  refuseWhatAwsRefusesOfDatabases({
    engine: plan.engine,
    writer: plan.writer,
    replicas: plan.replicas.length,
    adminSecret: plan.adminSecret,
    isInGlobalDatabase: options.globalDatabase ?? false,
    pinsReplicas: options.replicaZones !== undefined,
    replicaMultiAz: options.replicaMultiAz ?? false,
    storage: plan.storage,
    hasPerformanceInsights: plan.common.performanceInsights !== undefined,
    isRestored: plan.snapshotIdentifier !== undefined,
    keyOption: keyArn === undefined ? undefined : optionNames.encryptionKey,
  }, checks);
}
