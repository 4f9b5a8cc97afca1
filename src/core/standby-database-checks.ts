import { Checks, Warning } from './checks';
import { DatabaseEnginePlan, nameOfEngine } from './database-engines';
import { checkDatabase } from './database-options';
import { refuseWhatAwsRefusesOfDatabases } from './database-refusals';
import { checkDatabaseSite } from './database-site';
import { DatabaseStoragePlan } from './database-storage';
import { ReadReplicaDatabaseSurroundings } from './read-replica-database';
import { checkCrossRegionLag } from './standby-database-alarms';
import { StandbyDatabaseOptions } from './standby-database-options';
import { StandbyDatabasePlan } from './standby-database-plan';
import { refuseWhatAwsRefusesOfStandbys } from './standby-database-refusals';
import { StandbySourcePlan } from './standby-database-source';

/** What is judged beside the options. */
export interface JudgedStandby extends Pick<StandbyDatabasePlan, 'engine' | 'isPromoted' | 'writer' | 'replicas' | 'common'> {
  readonly source: StandbySourcePlan;
  /** As it was asked for. */
  readonly storage?: DatabaseStoragePlan;
}

type Surroundings = Omit<ReadReplicaDatabaseSurroundings, 'writeOnlyPassword'>;

export function checkStandby(options: StandbyDatabaseOptions, standby: JudgedStandby, surroundings: Surroundings, checks: Checks) {
  const { engine, source } = standby;
  checkDatabase(options, engine, checks);
  checkDatabaseSite(surroundings, checks);
  checks.flag('promoted', options.promoted);
  checks.text('writerHost', options.writerHost, HOST, "a host name such as 'app-writer.c9akciq32.eu-west-1.rds.amazonaws.com'");
  checkCrossRegionLag(options, engine.isAurora, checks);
  checkSource(source, engine, surroundings.region, checks);
  checkVersion(options.engineVersion, engine, checks);
  checkNothingOfAPrimary(options, checks);
  refuseCombinations(options, standby, surroundings, checks);
}

const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

function checkSource({ region, globalClusterIdentifier }: StandbySourcePlan, engine: DatabaseEnginePlan, ownRegion: string, checks: Checks) {
  if (engine.isAurora && globalClusterIdentifier === undefined) {
    checks.conflict(`source must be StandbySource.globalDatabase(…) with ${nameOfEngine(engine)}: a cluster follows a cluster, not an instance.`);
  }
  if (!engine.isAurora && globalClusterIdentifier !== undefined) {
    checks.conflict(`source must be StandbySource.instance(…) or .instanceIn(…) with ${nameOfEngine(engine)}: global databases are Aurora's.`);
  }
  if (checks.known(region) !== undefined && region === checks.known(ownRegion)) {
    checks.conflict(`source must be in another region than the standby (${ownRegion}): within one, the replicas of ReadReplicaDatabase are the copies.`);
  }
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html */
function checkVersion(engineVersion: string | undefined, engine: DatabaseEnginePlan, checks: Checks) {
  if (engineVersion !== undefined && !engine.isAurora) {
    checks.conflict(`engineVersion is for Aurora: on ${nameOfEngine(engine)} a replica has the version of its source. Leave it out.`);
    return;
  }
  const [major, example] = [engine.version, engine.dialect === 'postgres' ? `${engine.version}.5` : `${engine.version}.mysql_aurora.3.08.0`];
  checks.text('engineVersion', engineVersion, (value) => value.startsWith(`${major}.`), `a version of ${nameOfEngine(engine)} ${major} in full, such as '${example}'`);
}

/** A user who says the same of both regions finds out here what only one of them has. */
const COMES_WITH_THE_SOURCE = ['adminUser', 'adminPassword', 'adminRotationDays', 'withoutAdminRotation', 'snapshotIdentifier', 'globalDatabase', 'proxy'];

function checkNothingOfAPrimary(options: StandbyDatabaseOptions, checks: Checks) {
  const given: Record<string, unknown> = { ...options };
  for (const option of COMES_WITH_THE_SOURCE.filter((name) => given[name] !== undefined)) {
    checks.conflict(`${option} is for a ReadReplicaDatabase: a standby has the users, the passwords and the data of its source. Leave it out.`);
  }
}

function refuseCombinations(options: StandbyDatabaseOptions, standby: JudgedStandby, surroundings: Surroundings, checks: Checks) {
  const { engine, source, isPromoted, writer, replicas, common, storage } = standby;
  const { account, region, keyArn, optionNames } = surroundings;
  refuseWhatAwsRefusesOfDatabases({
    engine,
    writer,
    replicas: replicas.length,
    adminSecret: { isManaged: false },
    isInGlobalDatabase: engine.isAurora,
    pinsReplicas: options.replicaZones !== undefined,
    replicaMultiAz: options.replicaMultiAz ?? false,
    storage,
    hasPerformanceInsights: common.performanceInsights !== undefined,
    isRestored: false,
  }, checks);
  refuseWhatAwsRefusesOfStandbys({
    engine, source, isPromoted, account, region, hasReaderScaling: options.readerScaling !== undefined, keyArn, keyOption: optionNames.encryptionKey,
  }, checks);
}

/** @see https://github.com/aws/aws-cli/issues/8139 */
export function warnOfVersion({ engineVersion }: StandbyDatabaseOptions, { isAurora, version }: DatabaseEnginePlan): Warning[] {
  return !isAurora || engineVersion !== undefined ? [] : [{
    id: 'scale-out-constructs:versionOfGlobalDatabase',
    message: `AWS makes the standby of its default version of ${version}, and refuses it where the global database is of another: give engineVersion.`,
  }];
}
