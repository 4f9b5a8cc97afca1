import { Emulator } from './deploy-emulator';
import { Ledger } from './deploy-ledger';
import { askAll, Question } from './deploy-questions';
import { Fields } from './deploy-reality';

/** Why something is left out of the copy of a stack: calls, and what would have to be answered for it to be taken. */
interface Probe {
  readonly what: string;
  readonly promised: string;
  readonly questions: Question[];
  readonly answered: (answers: Fields[]) => string;
}

const PASSWORD = 'only-for-a-probe';
const DATABASE = { DBInstanceClass: 'db.m7g.large', Engine: 'postgres', MasterUsername: 'probe', MasterUserPassword: PASSWORD, AllocatedStorage: 100 };
const GROUP = { ReplicationGroupId: 'probe', ReplicationGroupDescription: 'probe', Engine: 'valkey', CacheNodeType: 'cache.m7g.large', NumCacheClusters: 2 };

const PROBES: Probe[] = [
  {
    what: 'CreateCacheParameterGroup',
    promised: 'made',
    questions: [['elasticache', 'create_cache_parameter_group', { CacheParameterGroupName: 'probe', CacheParameterGroupFamily: 'valkey8', Description: 'probe' }]],
    answered: made,
  },
  { what: 'CreateUserGroup', promised: 'made', questions: [['elasticache', 'create_user_group', { UserGroupId: 'probe', Engine: 'valkey' }]], answered: made },
  {
    what: 'serverlessrepo CreateCloudFormationChangeSet',
    promised: 'made',
    questions: [['serverlessrepo', 'create_cloud_formation_change_set', { ApplicationId: 'probe', StackName: 'probe' }]],
    answered: made,
  },
  {
    what: 'resource ids of a database and its replica',
    promised: '2',
    questions: [
      ['rds', 'create_db_instance', { DBInstanceIdentifier: 'probe', ...DATABASE }],
      ['rds', 'create_db_instance_read_replica', { DBInstanceIdentifier: 'probe-replica', SourceDBInstanceIdentifier: 'probe' }],
    ],
    answered: (answers) => `${new Set(answers.map(({ DBInstance }) => DBInstance?.DbiResourceId)).size}`,
  },
  {
    what: 'members of a replication group with NumCacheClusters 2',
    promised: '2',
    questions: [['elasticache', 'create_replication_group', GROUP]],
    answered: ([{ ReplicationGroup }]) => `${ReplicationGroup?.MemberClusters?.length}`,
  },
  {
    what: 'DescribeCacheClusters of a member of a replication group',
    promised: 'made',
    questions: [['elasticache', 'describe_cache_clusters', { CacheClusterId: 'probe-001' }]],
    answered: made,
  },
  {
    what: 'ReaderEndpoint of a replication group',
    promised: 'made',
    questions: [['elasticache', 'describe_replication_groups', { ReplicationGroupId: 'probe' }]],
    answered: ([{ ReplicationGroups }]) => ReplicationGroups?.[0]?.NodeGroups?.[0]?.ReaderEndpoint ? 'made' : 'nothing',
  },
  {
    what: 'a replication group after DeleteReplicationGroup',
    promised: 'gone',
    questions: [
      ['elasticache', 'delete_replication_group', { ReplicationGroupId: 'probe' }],
      ['elasticache', 'describe_replication_groups', { ReplicationGroupId: 'probe' }],
    ],
    answered: ([, { Error: error, ReplicationGroups }]) => error ? 'gone' : `${ReplicationGroups[0].Status}`,
  },
  {
    what: 'DeleteCacheSubnetGroup',
    promised: 'made',
    questions: [['elasticache', 'delete_cache_subnet_group', { CacheSubnetGroupName: 'probe' }]],
    answered: made,
  },
  {
    what: 'RequestInterval of a health check of an alarm',
    promised: 'nothing',
    questions: [[
      'route53', 'create_health_check',
      { CallerReference: 'probe', HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Region: 'us-east-1', Name: 'probe' } } },
    ]],
    answered: ([{ HealthCheck }]) => `${HealthCheck?.HealthCheckConfig?.RequestInterval ?? 'nothing'}`,
  },
];

/** Asks whether what is left out still has to be, of an emulator that forgets it all afterwards. */
export async function probe(emulator: Emulator, ledger: Ledger): Promise<void> {
  ledger.section('What the emulator is asked before anything is left out', 'the API, without Terraform');
  for (const { what, promised, questions, answered } of PROBES) {
    const answer = answered(askAll(emulator, questions));
    ledger.enter({ what, promised, answer, kept: answer === promised, key: `probe: ${what}: ${answer}` });
  }
  await emulator.forget();
}

function made([answer]: Fields[]): string {
  return answer.Error ? `${answer.Error} ${answer.Status}` : 'made';
}
