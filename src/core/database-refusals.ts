import { Checks } from './checks';
import { DatabaseEnginePlan, nameOfEngine } from './database-engines';
import { parseDatabaseClass } from './database-instance-classes';
import { DatabaseInstancePlan } from './database-replicas';
import { AdminSecretPlan } from './database-secret';
import { DatabaseStoragePlan, STRIPED_FROM_GIB } from './database-storage';

/** What combinations of options are judged by. */
export interface DatabaseCombination {
  readonly engine: DatabaseEnginePlan;
  readonly writer: DatabaseInstancePlan;
  readonly replicas: number;
  readonly adminSecret: Pick<AdminSecretPlan, 'isManaged'>;
  readonly isInGlobalDatabase: boolean;
  readonly pinsReplicas: boolean;
  readonly replicaMultiAz: boolean;
  readonly storage?: DatabaseStoragePlan;
  readonly hasPerformanceInsights: boolean;
  readonly isRestored: boolean;
  readonly keyOption?: string;
}

/** A combination that AWS refuses at deploy time, and validators and emulators let through. */
interface Refusal {
  readonly source: string;
  readonly isMet: (combination: DatabaseCombination, checks: Checks) => boolean;
  readonly sentence: (combination: DatabaseCombination) => string;
}

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';

export const DATABASE_REFUSALS: readonly Refusal[] = [
  {
    source: `${RDS}/rds-secrets-manager.html#rds-secrets-manager-limitations`,
    isMet: ({ engine, adminSecret, replicas }) => adminSecret.isManaged && !engine.isAurora && replicas > 0,
    sentence: ({ replicas }) => `adminPassword MANAGED needs replicas: 0 on RDS, got ${replicas}: AWS makes no replica of a database whose password it manages.`,
  },
  {
    source: `${AURORA}/rds-secrets-manager.html#rds-secrets-manager-limitations`,
    isMet: ({ adminSecret, isInGlobalDatabase }) => adminSecret.isManaged && isInGlobalDatabase,
    sentence: () => 'adminPassword must be GENERATED with globalDatabase: true: AWS manages no password in a global database.',
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
    isMet: ({ pinsReplicas, replicaMultiAz }) => pinsReplicas && replicaMultiAz,
    sentence: () => 'replicaMultiAz: true and replicaZones contradict each other: AWS refuses a zone together with a standby in another.',
  },
  {
    source: `${RDS}/CHAP_Storage.html#gp3-storage`,
    isMet: ({ storage }, checks) => storage !== undefined && (storage.iops ?? storage.throughputMibps) !== undefined
      && (checks.known(storage.allocatedGib) ?? STRIPED_FROM_GIB) < STRIPED_FROM_GIB,
    sentence: ({ storage }) => `storage.iops and storage.throughputMibps need storage.allocatedGib of at least ${STRIPED_FROM_GIB}, got ${storage!.allocatedGib}: AWS refuses them below.`,
  },
  {
    source: `${RDS}/USER_PerfInsights.Overview.Engines.html`,
    isMet: ({ engine, writer, hasPerformanceInsights }, checks) => hasPerformanceInsights && !engine.isAurora && engine.dialect !== 'postgres'
      && ['micro', 'small'].includes(sizeOf(writer, checks) ?? ''),
    sentence: ({ engine, writer }) => `instanceType ${writer.instanceClass} needs withoutPerformanceInsights: true: ${nameOfEngine(engine)} has none on so small a class.`,
  },
  {
    source: `${AURORA}/USER_DatabaseInsights.Engines.html`,
    isMet: ({ engine, writer, hasPerformanceInsights }) => hasPerformanceInsights && engine.name === 'aurora-mysql' && /^db\.t[23]\./.test(writer.instanceClass),
    sentence: ({ writer }) => `instanceType ${writer.instanceClass} needs withoutPerformanceInsights: true: Aurora MySQL has none on that class.`,
  },
  {
    source: `${AURORA}/Concepts.DBInstanceClass.SupportAurora.html`,
    isMet: ({ engine, writer }, checks) => engine.isAurora && ['m', 'c', 'z'].includes(seriesOf(writer, checks) ?? ''),
    sentence: ({ writer }) => `instanceType must be of a series that Aurora has (r, x, t), got "${writer.instanceClass}".`,
  },
  {
    source: `${AURORA}/Concepts.DBInstanceClass.SupportAurora.html`,
    isMet: ({ engine, writer }, checks) => engine.isAurora && ['micro', 'small'].includes(sizeOf(writer, checks) ?? ''),
    sentence: ({ writer }) => `instanceType must be a medium at the least on Aurora, got "${writer.instanceClass}".`,
  },
  {
    source: `${AURORA}/aurora-global-database-getting-started.html#aurora-global-database.configuration.requirements`,
    isMet: ({ writer, isInGlobalDatabase }, checks) => isInGlobalDatabase && seriesOf(writer, checks) === 't',
    sentence: ({ writer }) => `instanceType must not be of series t in a global database: AWS refuses it, got "${writer.instanceClass}".`,
  },
  {
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html#cfn-rds-dbinstance-dbsnapshotidentifier',
    isMet: ({ engine, isRestored, keyOption }) => !engine.isAurora && isRestored && keyOption !== undefined,
    sentence: ({ keyOption }) => `${keyOption} contradicts snapshotIdentifier: a restored database has the key of its snapshot. Copy the snapshot with another key.`,
  },
];

export function refuseWhatAwsRefusesOfDatabases(combination: DatabaseCombination, checks: Checks) {
  for (const refusal of DATABASE_REFUSALS) {
    if (refusal.isMet(combination, checks)) { checks.conflict(refusal.sentence(combination)); }
  }
}

function sizeOf({ instanceClass }: DatabaseInstancePlan, checks: Checks): string | undefined {
  return parseDatabaseClass(checks.known(instanceClass) ?? '')?.size;
}

function seriesOf({ instanceClass }: DatabaseInstancePlan, checks: Checks): string | undefined {
  return parseDatabaseClass(checks.known(instanceClass) ?? '')?.series;
}
