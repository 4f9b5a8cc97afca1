import { Pack } from './expected-findings';

/**
 * What cdk-nag finds in a cache with its defaults, in which packs, and why it is left. The network and the topic are the user's, and not in the
 * stack. Serverless caches are judged by none of its rules.
 */
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

const TOPIC = 'the topic is the user\'s: alarmTopic';
const LOG_KEY = 'encrypted by CloudWatch Logs; a key of the user\'s own is not offered for logs';
const INHERITED = 'a secondary of a global datastore has it from its primary, and must not be told: the primary is encrypted and in several zones';
const USERS = 'asks for an AUTH token, one password of everybody: the cache has users of its own, who log in with IAM';

function alarms(names: readonly string[]): Expected {
  return { packs: NIST_AND_HIPAA, rule: 'CloudWatchAlarmAction', at: names.map((name) => `${name}Alarm/Resource`), reason: TOPIC };
}

export const EXPECTED_CACHE_FINDINGS = {
  nodes: [
    { packs: SOLUTIONS, rule: 'AEC6', at: ['ReplicationGroup'], reason: USERS },
    { packs: STANDARDS, rule: 'CloudWatchLogGroupEncrypted', at: ['SlowLogs/Resource', 'EngineLogs/Resource'], reason: LOG_KEY },
    alarms(['Evictions', 'Memory', 'Cpu', 'ReplicationLag', 'Connections']),
  ],
  globalPrimary: [alarms(['GlobalReplicationLag'])],
  globalSecondary: [
    { packs: SOLUTIONS, rule: 'AEC3', at: ['ReplicationGroup'], reason: INHERITED },
    { packs: SOLUTIONS, rule: 'AEC4', at: ['ReplicationGroup'], reason: INHERITED },
    alarms(['GlobalReplicationLag']),
  ],
  serverless: [alarms(['Evictions', 'Throttling'])],
  memcached: [alarms(['Evictions', 'Cpu', 'Swap'])],
} satisfies Record<string, readonly Expected[]>;

/** The findings of one pack, in the form and the order in which `findingsOf` gives them. */
export function expectedCacheFindings(cache: keyof typeof EXPECTED_CACHE_FINDINGS, pack: Pack): string[] {
  const expected: readonly Expected[] = EXPECTED_CACHE_FINDINGS[cache];
  return expected.filter(({ packs }) => packs.includes(pack)).flatMap(({ rule, at }) => at.map((id) => `${pack}-${rule} at Stack/Cache/${id}`)).sort();
}
