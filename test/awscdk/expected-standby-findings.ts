import { Pack } from './expected-findings';

/** What cdk-nag finds in a standby with its defaults, in which packs, and why it is left. */
interface Expected {
  readonly packs: readonly Pack[];
  readonly rule: string;
  /** Ids below the construct. */
  readonly at: readonly string[];
  readonly reason: string;
}

const SOLUTIONS: readonly Pack[] = ['AwsSolutions'];
const STANDARDS: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const NIST_AND_HIPAA: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security'];

const INSTANCES = ['Standby', 'Replica1', 'Replica2'];
const REPLICAS = ['Replica1', 'Replica2'];
const WATCHED = ['Cpu', 'FreeStorage', 'Connections', 'FreeableMemory'];
const MONITORING_LOGS = 'IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:RDSOSMetrics:';

const TOPIC = 'the topic is the user\'s: alarmTopic';
const BACKUP_PLAN = 'a plan of AWS Backup is the user\'s: the standby has backups of its own';
const LOG_KEY = 'encrypted by CloudWatch Logs; a key of the user\'s own is not offered for logs';
const SOURCE_KEY = 'a replica is encrypted as its source is, here with KmsKeyId: CloudFormation refuses to be told again';
const PINNED = 'a replica is pinned to a zone, which AWS refuses together with Multi-AZ: replicaMultiAz';

const MONITORING: Expected[] = [`${MONITORING_LOGS}*]`, `${MONITORING_LOGS}log-stream:*]`].map((rule) => (
  { packs: SOLUTIONS, rule, at: ['MonitoringPolicy/Resource'], reason: 'the streams are named after resource ids' }
));

function alarms(names: readonly string[]): Expected {
  return { packs: NIST_AND_HIPAA, rule: 'CloudWatchAlarmAction', at: names.map((name) => `${name}Alarm/Resource`), reason: TOPIC };
}

function logs(owners: readonly string[], names: readonly string[]): Expected {
  const at = owners.flatMap((owner) => names.map((name) => `${owner}${name}Logs/Resource`));
  return { packs: STANDARDS, rule: 'CloudWatchLogGroupEncrypted', at, reason: LOG_KEY };
}

const BACKUPS: Expected = { packs: NIST_AND_HIPAA, rule: 'RDSInBackupPlan', at: INSTANCES, reason: BACKUP_PLAN };

const ON_INSTANCES: Expected[] = [
  ...MONITORING,
  BACKUPS,
  { packs: SOLUTIONS, rule: 'RDS2', at: INSTANCES, reason: SOURCE_KEY },
  { packs: STANDARDS, rule: 'RDSStorageEncrypted', at: INSTANCES, reason: SOURCE_KEY },
  { packs: SOLUTIONS, rule: 'RDS3', at: REPLICAS, reason: PINNED },
  { packs: NIST_AND_HIPAA, rule: 'RDSMultiAZSupport', at: REPLICAS, reason: PINNED },
  alarms(INSTANCES.flatMap((instance) => WATCHED.map((name) => `${instance}${name}`))),
];

export const EXPECTED_STANDBY_FINDINGS = {
  postgres: [...ON_INSTANCES, alarms(INSTANCES.map((instance) => `${instance}Lag`)), logs(INSTANCES, ['Postgresql', 'Upgrade'])],
  mysql: [
    ...ON_INSTANCES,
    alarms(INSTANCES.flatMap((instance) => [`${instance}Lag`, `${instance}Replication`])),
    logs(INSTANCES, ['Audit', 'Error', 'General', 'Slowquery']),
  ],
  auroraPostgres: [
    ...MONITORING,
    BACKUPS,
    alarms(['GlobalReplicationLag', 'GlobalRpoLag', ...WATCHED.map((name) => `Members${name}`)]),
    logs(['Cluster'], ['Postgresql']),
  ],
} satisfies Record<string, readonly Expected[]>;

/** The findings of one pack, in the form and the order in which `findingsOf` gives them. */
export function expectedStandbyFindings(standby: keyof typeof EXPECTED_STANDBY_FINDINGS, pack: Pack): string[] {
  const expected: readonly Expected[] = EXPECTED_STANDBY_FINDINGS[standby];
  return expected.filter(({ packs }) => packs.includes(pack)).flatMap(({ rule, at }) => at.map((id) => `${pack}-${rule} at Stack/Database/${id}`)).sort();
}
