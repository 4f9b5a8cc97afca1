import { join } from 'path';
import { Emulator } from './deploy-emulator';
import { Fields } from './deploy-reality';

/** A service of boto3, its operation, and what the operation is told. */
export type Question = [service: string, operation: string, parameters: Fields];

/** What is asked of each thing of a list: `about` is what tells one thing from the others. */
interface Further {
  readonly list: string;
  readonly about: string;
  readonly asked: string;
  readonly question: (thing: Fields) => Question;
}

/** A body is answered as its hash, and what is no text as one. */
const ASKER = `
import hashlib, json, sys
from ask import Emulator
aws = Emulator()
said = lambda value: hashlib.sha256(value.read()).hexdigest() if hasattr(value, "read") else str(value)
print(json.dumps([aws.ask(service, operation, **told) for service, operation, told in json.loads(sys.argv[1])], default=said))
`;

/** By the name of the answer: the key under which it lists things, and the question. */
const LISTS: Record<string, { key: string; question: Question }> = {
  DescribeDBInstances: { key: 'DBInstances', question: ['rds', 'describe_db_instances', {}] },
  DescribeDBSubnetGroups: { key: 'DBSubnetGroups', question: ['rds', 'describe_db_subnet_groups', {}] },
  DescribeDBParameterGroups: { key: 'DBParameterGroups', question: ['rds', 'describe_db_parameter_groups', {}] },
  DescribeDBSnapshots: { key: 'DBSnapshots', question: ['rds', 'describe_db_snapshots', {}] },
  DescribeReplicationGroups: { key: 'ReplicationGroups', question: ['elasticache', 'describe_replication_groups', {}] },
  DescribeCacheSubnetGroups: { key: 'CacheSubnetGroups', question: ['elasticache', 'describe_cache_subnet_groups', {}] },
  DescribeUsers: { key: 'Users', question: ['elasticache', 'describe_users', {}] },
  ListHostedZones: { key: 'HostedZones', question: ['route53', 'list_hosted_zones', {}] },
  ListHealthChecks: { key: 'HealthChecks', question: ['route53', 'list_health_checks', {}] },
  ListSecrets: { key: 'SecretList', question: ['secretsmanager', 'list_secrets', {}] },
  ListDocuments: { key: 'DocumentIdentifiers', question: ['ssm', 'list_documents', { Filters: [{ Key: 'Owner', Values: ['Self'] }] }] },
  ListBuckets: { key: 'Buckets', question: ['s3', 'list_buckets', {}] },
};

const FURTHER: Further[] = [
  {
    list: 'DescribeDBParameterGroups',
    about: 'DBParameterGroupName',
    asked: 'DescribeDBParameters',
    question: ({ DBParameterGroupName }) => ['rds', 'describe_db_parameters', { DBParameterGroupName }],
  },
  { list: 'ListHostedZones', about: 'Id', asked: 'GetHostedZone', question: ({ Id }) => ['route53', 'get_hosted_zone', { Id }] },
  {
    list: 'ListHostedZones',
    about: 'Id',
    asked: 'ListResourceRecordSets',
    question: ({ Id }) => ['route53', 'list_resource_record_sets', { HostedZoneId: Id }],
  },
  {
    list: 'ListHealthChecks',
    about: 'Id',
    asked: 'ListTagsForResource',
    question: ({ Id }) => ['route53', 'list_tags_for_resource', { ResourceType: 'healthcheck', ResourceId: Id }],
  },
  { list: 'ListDocuments', about: 'Name', asked: 'GetDocument', question: ({ Name }) => ['ssm', 'get_document', { Name }] },
  { list: 'ListBuckets', about: 'Name', asked: 'ListObjectsV2', question: ({ Name }) => ['s3', 'list_objects_v2', { Bucket: Name }] },
];

/** Everything that is asked of this AWS: of the web tier by ask.py, of what holds data here. */
export function answers(emulator: Emulator, stack: string): Fields {
  return { ...JSON.parse(emulator.ask('answers', stack)), ...data(emulator) };
}

/** An object of a bucket, or one version of it. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
}

/** What an object holds, as a hash. */
export function hashOf(emulator: Emulator, { bucket, key, version }: StoredObject): string | undefined {
  const one = version === undefined ? {} : { VersionId: version };
  return askAll(emulator, [['s3', 'get_object', { Bucket: bucket, Key: key, ...one }]])[0].Body;
}

function data(emulator: Emulator): Fields {
  const names = Object.keys(LISTS);
  const lists = askAll(emulator, names.map((name) => LISTS[name].question));
  const found: Fields = Object.fromEntries(names.map((name, i) => [name, (lists[i][LISTS[name].key] ?? []).map(lasting)]));
  const questions = FURTHER.flatMap(({ list, about, asked, question }) => (
    found[list].map((thing: Fields) => ({ asked, id: thing[about] as string, question: question(thing) }))
  )) as { asked: string; id: string; question: Question }[];
  const told = askAll(emulator, questions.map(({ question }) => question));
  for (const { asked } of FURTHER) { found[asked] = {}; }
  questions.forEach(({ asked, id }, i) => { found[asked][id] = told[i]; });
  return found;
}

/** Without the time until which a database could be restored, which is always now. */
function lasting({ LatestRestorableTime: _, ...thing }: Fields): Fields {
  return thing;
}

export function askAll(emulator: Emulator, questions: Question[]): Fields[] {
  return JSON.parse(emulator.python(['-c', ASKER, JSON.stringify(questions)], join(__dirname, '..', 'deploy-test'))) as Fields[];
}
