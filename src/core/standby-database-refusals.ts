import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { StandbySourcePlan } from './standby-database-source';

/** What combinations of options are judged by. */
export interface StandbyCombination {
  readonly engine: DatabaseEnginePlan;
  readonly source: StandbySourcePlan;
  readonly isPromoted: boolean;
  readonly account: string;
  readonly region: string;
  readonly hasReaderScaling: boolean;
  readonly keyArn?: string;
  readonly keyOption: string;
}

/** What AWS refuses of a copy in another region, at deploy time, and validators and emulators let through. */
interface Refusal {
  readonly source: string;
  readonly isMet: (combination: StandbyCombination, checks: Checks) => boolean;
  readonly sentence: (combination: StandbyCombination) => string;
}

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
/** The first of PostgreSQL whose replicas have backups, and replicas. */
const FIRST_POSTGRES = 14;

export const STANDBY_REFUSALS: readonly Refusal[] = [
  {
    source: `${RDS}/USER_PostgreSQL.Replication.ReadReplicas.html`,
    isMet: ({ engine }, checks) => engine.name === 'postgres' && Number(checks.known(engine.version) ?? FIRST_POSTGRES) < FIRST_POSTGRES,
    sentence: ({ engine }) => `engine must be PostgreSQL ${FIRST_POSTGRES} at the least, got ${engine.version}: AWS neither backs up a replica of an older one nor replicates it.`,
  },
  {
    source: `${RDS}/USER_ReadRepl.Create.html`,
    isMet: ({ source, account }, checks) => isOther(source.account, account, checks),
    sentence: ({ source, account }) => `source must be in the account of the standby (${account}), got one in ${source.account}: AWS replicates within an account only.`,
  },
  {
    source: `${AURORA}/aurora-global-database.html#aurora-global-database.limitations`,
    isMet: ({ engine, isPromoted, hasReaderScaling }) => engine.isAurora && hasReaderScaling && !isPromoted,
    sentence: () => 'readerScaling needs promoted: true: AWS does not scale the replicas of a secondary cluster. Give replicas.',
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
    isMet: ({ keyArn, region }, checks) => isOther(regionOfKey(keyArn, checks), region, checks),
    sentence: ({ keyArn, region, keyOption }) => `${keyOption} must be a key of the standby's region (${region}), got one of ${keyArn!.split(':')[3]}: a key is of no use elsewhere.`,
  },
];

export function refuseWhatAwsRefusesOfStandbys(combination: StandbyCombination, checks: Checks) {
  for (const refusal of STANDBY_REFUSALS) {
    if (refusal.isMet(combination, checks)) { checks.conflict(refusal.sentence(combination)); }
  }
}

function isOther(one: string | undefined, other: string, checks: Checks): boolean {
  const [known, expected] = [checks.known(one), checks.known(other)];
  return known !== undefined && expected !== undefined && known !== expected;
}

function regionOfKey(keyArn: string | undefined, checks: Checks): string | undefined {
  const known = checks.known(keyArn);
  return known?.startsWith('arn:') ? known.split(':')[3] : undefined;
}
