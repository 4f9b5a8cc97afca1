import { Checks, PlanContext, Warning } from './checks';
import { AlarmedDatabase, DatabaseAlarmPlan, planDatabaseAlarms, planLagAlarms } from './database-alarms';
import { DatabaseBackupPlan, DatabaseRemovalPlan, planBackups, planRemoval } from './database-backups';
import { BootstrapPlan, planBootstrap } from './database-bootstrap';
import { DATABASE_PREFIX } from './database-connections';
import { DatabaseEnginePlan } from './database-engines';
import { accountForDatabase, ReadReplicaDatabaseFacts } from './database-facts';
import { DatabaseLogsPlan, OptionGroupPlan, planExports, planLogs, planOptionGroup } from './database-logs';
import { EnhancedMonitoringPlan, planMonitoring, planPerformanceInsights } from './database-monitoring';
import { identifierOf } from './database-names';
import { checkDatabase, ReadReplicaDatabaseOptions } from './database-options';
import { ParameterGroupPlan, planParameterGroup } from './database-parameters';
import { DatabaseProxyPlan, planProxy, warnOfProxyWithoutReaders } from './database-proxy';
import { lagThresholdOf } from './database-readers';
import { refuseWhatAwsRefusesOfDatabases } from './database-refusals';
import { DatabaseInstancePlan, planInstanceClass, planReaderScaling, planReplicas, planWriter, ReaderScalingPlan } from './database-replicas';
import { AdminSecretPlan, planAdminSecret, warnOfIsolatedRotation, WriteOnlyPassword } from './database-secret';
import { checkDatabaseSite, DatabaseSite, warnOfUnpinnedReplicas } from './database-site';
import { DatabaseStoragePlan, planStorage } from './database-storage';
import { EngineGap } from './engine-gaps';
import { Protection } from './protection';
import { planReaderAddress, ReaderAddressPlan } from './reader-address';

export type { ReadReplicaDatabaseOptions };

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

/** Everything that is decided, and nothing that an engine would have to decide. An `id` is a resource's name below the construct, and stays. */
export interface ReadReplicaDatabasePlan {
  readonly engine: DatabaseEnginePlan;
  /** Which of the network's subnets it lies in is said by `databaseSubnets`. */
  readonly subnetGroup: { readonly description: string };
  /** Lets nobody in and nothing out: a connection opens what it needs. */
  readonly securityGroup: { readonly description: string; readonly allowsAllEgress: false };
  readonly port: number;
  /** The database that is made with it; absent on a restored one, which has its own. */
  readonly initialDatabase?: string;
  /** The name that clients are told. */
  readonly databaseName?: string;
  /** The admin's name to create it with; absent on a restored one. */
  readonly adminUser?: string;
  readonly adminSecret: AdminSecretPlan;
  /** On RDS the instance that writes; on Aurora the cluster's first member. */
  readonly writer: DatabaseInstancePlan;
  readonly replicas: readonly DatabaseInstancePlan[];
  /** Only for Aurora. */
  readonly cluster?: DatabaseClusterPlan;
  /** Only for RDS: the writer's, and each replica's. */
  readonly storage?: DatabaseStoragePlan;
  /** What every instance has. */
  readonly common: DatabaseCommonPlan;
  readonly backup: DatabaseBackupPlan;
  readonly maintenanceWindow?: string;
  /** Inherited from a snapshot it must not be said again. */
  readonly encryption: { readonly storageEncrypted: true; readonly keyArn?: string; readonly isInherited: boolean };
  readonly snapshotIdentifier?: string;
  readonly removal: DatabaseRemovalPlan;
  readonly parameterGroup: ParameterGroupPlan;
  readonly optionGroup?: OptionGroupPlan;
  readonly logs: DatabaseLogsPlan;
  readonly monitoring?: EnhancedMonitoringPlan;
  /** Only for RDS with replicas: Aurora has a reader endpoint of its own. */
  readonly readerAddress?: ReaderAddressPlan;
  readonly alarms: readonly DatabaseAlarmPlan[];
  readonly proxy?: DatabaseProxyPlan;
  readonly bootstrap: BootstrapPlan;
  readonly coordinates: CoordinatesPlan;
  readonly isProtected: boolean;
  readonly facts: ReadReplicaDatabaseFacts;
  readonly factsOutput: boolean;
  readonly descriptions: DatabaseDescriptions;
  readonly warnings: readonly Warning[];
}

export interface DatabaseClusterPlan {
  readonly identifier: string;
  readonly serverless?: { readonly minCapacity: number; readonly maxCapacity: number };
  readonly readerScaling?: ReaderScalingPlan;
}

/** The same on the writer and on each replica. */
export interface DatabaseCommonPlan {
  readonly publiclyAccessible: false;
  readonly autoMinorVersionUpgrade: boolean;
  readonly caCertificate: 'rds-ca-rsa2048-g1';
  readonly copyTagsToSnapshot: true;
  /** On Aurora a setting of the cluster. */
  readonly iamAuthentication: true;
  readonly performanceInsights?: { readonly retentionDays: number };
}

/** The parameter that says where the database is. Its value is written by `coordinatesOf`. */
export interface CoordinatesPlan {
  readonly parameterName: string;
  readonly description: string;
  readonly prefix: string;
}

/** Texts that stand in the template beside what they describe. */
export interface DatabaseDescriptions {
  /** Name that the resources carry. */
  readonly name: string;
  /** What AWS's own names begin with. */
  readonly identifier: string;
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planReadReplicaDatabase(
  options: ReadReplicaDatabaseOptions, surroundings: ReadReplicaDatabaseSurroundings, context: PlanContext,
): ReadReplicaDatabasePlan {
  const checks = new Checks(context);
  const name = nameOf(context.path);
  const { account } = surroundings;
  const engine = options.engine._plan(checks);
  const identifier = options.identifier ?? identifierOf(surroundings.parameterPath, surroundings.address);
  const isRestored = options.snapshotIdentifier !== undefined;
  const isProtected = (options.protection ?? Protection.FULL) === Protection.FULL;
  const requiresTls = !(options.withoutTls ?? false);
  const port = options.port ?? engine.standardPort + 1;
  const databaseName = options.databaseName ?? (isRestored ? undefined : 'app');
  const heartbeat = options.heartbeat ?? false;
  checkDatabase(options, engine, checks);
  checkDatabaseSite(surroundings, checks);

  const instanceClass = planInstanceClass(options, engine, checks);
  const fleet = { engine, identifier, instanceClass, zoneNames: surroundings.zoneNames, isMultiAz: !(options.singleAvailabilityZone ?? false) };
  const writer = planWriter(fleet);
  const replicas = planReplicas(options, fleet, checks);
  const instances = [writer, ...replicas];
  const cluster = !engine.isAurora ? undefined : {
    identifier, serverless: options.serverless, readerScaling: planReaderScaling(options, identifier, checks),
  };
  const storage = engine.isAurora ? undefined : planStorage(options.storage ?? {}, isRestored, checks);
  const backup = planBackups(options, isProtected, checks);
  const exports = planExports(options.logs ?? {}, engine, checks);
  const performanceInsights = planPerformanceInsights(options, checks);
  const adminSecret = planAdminSecret(options, {
    engine,
    port,
    databaseName,
    identifier,
    name,
    isRetained: isProtected,
    writeOnlyPassword: surroundings.writeOnlyPassword,
    hasPrivateSubnets: surroundings.hasPrivateSubnets,
    partition: surroundings.partition,
  }, checks);
  const alarmed: AlarmedDatabase = {
    engine,
    writer,
    replicas,
    clusterIdentifier: cluster?.identifier,
    maxCapacityUnits: options.serverless?.maxCapacity,
    allocatedGib: storage?.allocatedGib,
    maxConnections: options.parameters?.max_connections,
    lagThresholdSeconds: lagThresholdOf(options, engine),
  };
  const lagAlarms = engine.isAurora ? [] : planLagAlarms(alarmed, checks);
  const hasReaderAddress = !engine.isAurora && replicas.length > 0 && !options.withoutReaderAddress;
  const readerAddress = !hasReaderAddress ? undefined : planReaderAddress(options.readerAddress ?? {}, {
    replicas, lagAlarms, identifier, givenZoneName: surroundings.readerZoneName, name,
  }, checks);
  refuseWhatAwsRefusesOfDatabases({
    engine,
    writer,
    replicas: replicas.length,
    adminSecret,
    isInGlobalDatabase: options.globalDatabase ?? false,
    pinsReplicas: options.replicaZones !== undefined,
    replicaMultiAz: options.replicaMultiAz ?? false,
    storage,
    hasPerformanceInsights: performanceInsights !== undefined,
    isRestored,
    keyOption: surroundings.keyArn === undefined ? undefined : surroundings.optionNames.encryptionKey,
  }, checks);

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
    storage,
    common: {
      publiclyAccessible: false,
      autoMinorVersionUpgrade: !(options.withoutMinorUpgrades ?? false),
      caCertificate: 'rds-ca-rsa2048-g1',
      copyTagsToSnapshot: true,
      iamAuthentication: true,
      performanceInsights,
    },
    backup,
    maintenanceWindow: options.maintenanceWindow,
    encryption: { storageEncrypted: true, keyArn: surroundings.keyArn, isInherited: isRestored && !engine.isAurora },
    snapshotIdentifier: options.snapshotIdentifier,
    removal: planRemoval(isProtected, engine.isAurora, identifier),
    parameterGroup: planParameterGroup(engine, { given: options.parameters ?? {}, requiresTls, heartbeat, logs: exports }, name, checks),
    optionGroup: planOptionGroup(engine, exports, name),
    logs: planLogs(options.logs ?? {}, exports, { clusterIdentifier: cluster?.identifier, instances, isRetained: isProtected }, checks),
    monitoring: planMonitoring(options, placeOf(surroundings), name, checks),
    readerAddress,
    alarms: planDatabaseAlarms(options.alarms ?? {}, alarmed, lagAlarms, checks),
    proxy: options.proxy && planProxy(options.proxy, { engine, identifier, name, port, replicas: replicas.length, requiresTls, account }, checks),
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
  checks.throwIfAny();
  return { ...plan, facts: accountForDatabase({ ...alarmed, backup, storage, readerAddress }, checks) };
}

function placeOf({ region, account, partition }: ReadReplicaDatabaseSurroundings) {
  return { region, account, partition };
}

/** Descriptions of all kinds take these characters; the path's end tells more than its beginning. */
function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9 ._\-:/=+@]/g, '-').slice(-100);
}
