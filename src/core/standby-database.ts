import { Checks, PlanContext } from './checks';
import { AlarmedDatabase, DatabaseAlarmPlan, planDatabaseAlarms } from './database-alarms';
import { DatabaseRemovalPlan, planBackups, planRemoval } from './database-backups';
import { DATABASE_PREFIX, DatabaseEndpoints } from './database-connections';
import { DatabaseEnginePlan } from './database-engines';
import { LagAlarms, planLagAlarms } from './database-lag';
import { planExports, planLogs, planOptionGroup } from './database-logs';
import { planMonitoring } from './database-monitoring';
import { identifierOf, nameOf } from './database-names';
import { planParameterGroup } from './database-parameters';
import { lagThresholdOf } from './database-readers';
import { DatabaseInstancePlan, Fleet, planInstanceClass, planReaderScaling, planReplicas, planWriter } from './database-replicas';
import { warnOfUnpinnedReplicas } from './database-site';
import { DatabaseStoragePlan, planStorage } from './database-storage';
import { Protection } from './protection';
import { planCommon, planReaders, protectsReplicas, ReadReplicaDatabaseSurroundings } from './read-replica-database';
import { warnOfUnknownRegions } from './region-names';
import { crossRegionLagThresholdOf, planGlobalLag, planStandbyLag } from './standby-database-alarms';
import { checkStandby, warnOfVersion } from './standby-database-checks';
import { accountForStandby } from './standby-database-facts';
import { StandbyDatabaseOptions } from './standby-database-options';
import { StandbyDatabasePlan, StandbyEncryptionPlan, StandbyReplicationPlan } from './standby-database-plan';
import { StandbySourcePlan } from './standby-database-source';

export type { StandbyDatabaseOptions, StandbyDatabasePlan };

/** What the engine found around the standby: as around a primary, but for a password, which it has none of. */
export type StandbyDatabaseSurroundings = Omit<ReadReplicaDatabaseSurroundings, 'writeOnlyPassword'>;

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planStandbyDatabase(
  options: StandbyDatabaseOptions, surroundings: StandbyDatabaseSurroundings, context: PlanContext,
): StandbyDatabasePlan {
  const checks = new Checks(context);
  const basics = planBasics(options, surroundings, nameOf(context.path), checks);
  const { engine, source, identifier, name, port, databaseName, isPromoted, isProtected } = basics;
  const fleet = planFleet(options, basics, surroundings, checks);
  const { writer, replicas, cluster, storage } = fleet;
  const alarmed = planAlarmed(options, basics, fleet);
  const lag = planLag(options, alarmed, isPromoted, checks);
  const exports = planExports(options.logs ?? {}, engine, checks);

  const plan: Omit<StandbyDatabasePlan, 'facts'> = {
    engine,
    engineVersion: engine.isAurora ? options.engineVersion ?? engine.version : undefined,
    subnetGroup: { description: `Subnets of ${name}` },
    securityGroup: { description: `Standby of ${name}: connected servers in; nothing out`, allowsAllEgress: false },
    port,
    databaseName,
    isPromoted,
    replication: planReplication(source, isPromoted),
    writerHost: isPromoted ? undefined : options.writerHost,
    writer,
    replicas,
    cluster,
    storage: storage && { ...storage, allocatedGib: undefined },
    common: planCommon(options, checks),
    backup: planBackups(options, isProtected, checks),
    maintenanceWindow: options.maintenanceWindow,
    encryption: planEncryption(engine, surroundings.keyArn),
    removal: planStandbyRemoval(options, basics),
    parameterGroup: planParameterGroup(engine, {
      given: options.parameters ?? {}, requiresTls: !(options.withoutTls ?? false), heartbeat: options.heartbeat ?? false, logs: exports,
    }, name, checks),
    optionGroup: planOptionGroup(engine, exports, name, isProtected),
    logs: planLogs(options.logs ?? {}, exports, {
      clusterIdentifier: cluster?.identifier, instances: [writer, ...replicas], isRetained: isProtected,
    }, checks),
    monitoring: planMonitoring(options, surroundings, name, checks),
    readerAddress: planReaders(
      options, { replicas, lagAlarms: lag.ofReplicas, identifier, givenZoneName: surroundings.readerZoneName, name }, engine, checks,
    ),
    alarms: [...lag.ofCluster, ...planDatabaseAlarms(options.alarms ?? {}, alarmed, [...lag.ofStandby, ...lag.ofReplicas], checks)],
    coordinates: { parameterName: `${surroundings.parameterPath}/coordinates`, description: `Where ${name} is`, prefix: DATABASE_PREFIX },
    isProtected,
    factsOutput: options.factsOutput ?? false,
    descriptions: { name, identifier },
    warnings: [
      ...warnOfUnpinnedReplicas(replicas, surroundings),
      ...warnOfVersion(options, engine),
      ...warnOfUnknownRegions(source.region === undefined ? [] : [source.region], checks),
    ],
  };
  checkStandby(options, { ...plan, source, storage }, surroundings, checks);
  checks.throwIfAny();
  const crossRegionLagThresholdSeconds = crossRegionLagThresholdOf(options, engine);
  const counted = { ...alarmed, backup: plan.backup, storage, readerAddress: plan.readerAddress, isPromoted, crossRegionLagThresholdSeconds };
  return { ...plan, facts: accountForStandby(counted, checks) };
}

/** What the rest of the plan is made from. */
interface Basics {
  readonly engine: DatabaseEnginePlan;
  readonly source: StandbySourcePlan;
  readonly identifier: string;
  readonly name: string;
  readonly port: number;
  readonly databaseName: string;
  readonly isPromoted: boolean;
  readonly isProtected: boolean;
}

function planBasics(options: StandbyDatabaseOptions, surroundings: StandbyDatabaseSurroundings, name: string, checks: Checks): Basics {
  const engine = options.engine._plan(checks);
  return {
    engine,
    source: options.source._plan(surroundings, checks),
    identifier: options.identifier ?? identifierOf(surroundings.parameterPath, surroundings.address),
    name,
    port: options.port ?? engine.standardPort + 1,
    databaseName: options.databaseName ?? 'app',
    isPromoted: options.promoted ?? false,
    isProtected: (options.protection ?? Protection.FULL) === Protection.FULL,
  };
}

/** A replica that is promoted stops being told its source; a cluster stays a member, whoever writes. */
function planReplication({ instanceArn, region, globalClusterIdentifier }: StandbySourcePlan, isPromoted: boolean): StandbyReplicationPlan {
  return { sourceInstanceArn: isPromoted ? undefined : instanceArn, sourceRegion: region, globalClusterIdentifier };
}

/**
 * AWS wants a key of the standby's region by name where the source is encrypted, which ours always is.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
 */
function planEncryption({ isAurora }: DatabaseEnginePlan, keyArn: string | undefined): StandbyEncryptionPlan {
  return { storageEncrypted: isAurora ? true : undefined, keyArn, managedKeyAlias: keyArn === undefined ? 'alias/aws/rds' : undefined };
}

/** Of a replica RDS takes no final snapshot, and refuses to be asked for one. A cluster leaves its global database first, and may have become primary. */
function planStandbyRemoval(options: StandbyDatabaseOptions, { engine, identifier, isPromoted, isProtected }: Basics): DatabaseRemovalPlan {
  const removal = planRemoval(isProtected, isProtected && protectsReplicas(options, engine), identifier);
  return engine.isAurora || isPromoted ? removal : { ...removal, database: 'Delete', finalSnapshotIdentifier: undefined };
}

type FleetPlan = Pick<StandbyDatabasePlan, 'writer' | 'replicas' | 'cluster'> & { readonly storage?: DatabaseStoragePlan };

function planFleet(
  options: StandbyDatabaseOptions, { engine, identifier }: Basics, { zoneNames }: StandbyDatabaseSurroundings, checks: Checks,
): FleetPlan {
  const instanceClass = planInstanceClass(options, engine, checks);
  const fleet = { engine, identifier, instanceClass, zoneNames, isMultiAz: !(options.singleAvailabilityZone ?? false) };
  return {
    writer: planStandby(fleet),
    replicas: planReplicas(options, fleet, checks),
    cluster: !engine.isAurora ? undefined : {
      identifier, serverless: options.serverless, readerScaling: planReaderScaling(options, identifier, checks),
    },
    storage: engine.isAurora ? undefined : planStorage(options.storage ?? {}, false, checks),
  };
}

/** Placed as a writer, which it is to become. */
function planStandby(fleet: Fleet): DatabaseInstancePlan {
  return { ...planWriter(fleet), id: 'Standby', identifier: `${fleet.identifier}-standby` };
}

function planAlarmed(options: StandbyDatabaseOptions, { engine, isPromoted }: Basics, fleet: FleetPlan): AlarmedDatabase {
  const { writer, replicas, cluster, storage } = fleet;
  return {
    engine,
    writer,
    replicas,
    clusterIdentifier: cluster?.identifier,
    globalRole: !engine.isAurora ? undefined : isPromoted ? 'primary' : 'secondary',
    maxCapacityUnits: options.serverless?.maxCapacity,
    allocatedGib: storage?.allocatedGib,
    maxConnections: options.parameters?.max_connections,
    lagThresholdSeconds: lagThresholdOf(options, engine),
  };
}

/** A standby that has been promoted follows nobody; its own replicas follow it. */
interface LagPlan {
  readonly ofCluster: readonly DatabaseAlarmPlan[];
  readonly ofStandby: readonly LagAlarms[];
  readonly ofReplicas: readonly LagAlarms[];
}

function planLag(options: StandbyDatabaseOptions, alarmed: AlarmedDatabase, isPromoted: boolean, checks: Checks): LagPlan {
  const { engine, clusterIdentifier } = alarmed;
  const threshold = crossRegionLagThresholdOf(options, engine);
  if (clusterIdentifier !== undefined) {
    return { ofCluster: isPromoted ? [] : planGlobalLag(clusterIdentifier, threshold, checks), ofStandby: [], ofReplicas: [] };
  }
  return { ofCluster: [], ofStandby: isPromoted ? [] : planStandbyLag(alarmed, threshold, checks), ofReplicas: planLagAlarms(alarmed, checks) };
}

/** What the engine knows once it has made the resources. */
export interface StandbyHosts {
  /** Of the standby itself; on Aurora the cluster's endpoint, which is there from the beginning and answers once the cluster is promoted. */
  readonly standby: string;
  /** Only on Aurora: the cluster's reader endpoint. */
  readonly reader?: string;
  readonly replicas: readonly string[];
  /** As a text, so that a number known only at deploy time arrives. */
  readonly port: string;
}

/** What clients in this region are told: to read here, and to write where the plan says. */
export function endpointsOfStandby(plan: StandbyDatabasePlan, { standby, reader, replicas, port }: StandbyHosts): DatabaseEndpoints {
  return {
    writer: plan.writerHost ?? standby,
    // Not the writer's: that one may be far away.
    reader: plan.readerAddress?.host ?? reader ?? replicas[0] ?? standby,
    readers: replicas,
    port,
    databaseName: plan.databaseName,
  };
}
