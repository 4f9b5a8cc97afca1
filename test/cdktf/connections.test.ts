import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, networkIn, newStack, only, synthesize, tierIn } from './stacks';
import {
  CacheConnectionOptions, CacheEngine, CacheUser, DatabaseConnectionOptions, DatabaseEngine, ReadReplicaDatabase, ReadReplicaDatabaseOptions,
  SessionCache, SessionCacheProps,
} from '../../src/cdktf';

function connected(options: Partial<ReadReplicaDatabaseOptions> = {}, connection: DatabaseConnectionOptions = { dbUser: 'shop' }) {
  const stack = newStack();
  const database = new ReadReplicaDatabase(stack, 'Orders', { network: networkIn(stack), engine: DatabaseEngine.postgres('17'), ...options });
  tierIn(stack, { service: { command: '/opt/serve' } }).connectTo(database, connection);
  return synthesize(stack);
}

const statementsOf = (document: any, name = 'Web/InstanceDocument') => all(document, 'aws_iam_policy_document', 'data')[name].statement;

test('a tier is connected from both ends, told where, and may log in as one user', () => {
  const document = connected();
  expect(problemsIn(document)).toEqual([]);
  expect(all(document, 'aws_vpc_security_group_egress_rule')['Web/ToDATABASE5433-0']).toMatchObject({ from_port: 5433, description: 'The database that is known as DATABASE' });
  expect(all(document, 'aws_vpc_security_group_ingress_rule')['Web/ToDATABASEFromServers5433-0']).toMatchObject({ from_port: 5433, to_port: 5433 });
  expect(all(document, 'aws_ssm_parameter')['Web/ConnectionDATABASE']).toMatchObject({
    // By reference, so that it is there before it is pointed to.
    name: '/scale-out/Stack/Web/DATABASE', insecure_value: expect.stringMatching(/^@\$\{aws_ssm_parameter\.Orders_Coordinates_\w+\.name\}$/),
  });
  const [login] = statementsOf(document).filter(({ sid }: any) => sid === 'DATABASELogin');
  expect(login.resources).toHaveLength(3);
  expect(login.resources[0]).toMatch(/rds-db:.*:dbuser:\$\{aws_db_instance\.Orders_Writer_\w+\.resource_id\}\/shop$/);
});

test('a replica more replaces no server', () => {
  const [two, three] = [connected({ replicas: 2 }), connected({ replicas: 3 })];
  for (const type of ['aws_launch_template', 'aws_autoscaling_group']) { expect(only(three, type)).toEqual(only(two, type)); }
  expect(three.locals).toEqual(two.locals);
});

test('a proxy is reached as well, and may log in on behalf of the servers', () => {
  const document = connected({ proxy: {} }, { dbUser: 'shop', prefix: 'ORDERS' });
  expect(problemsIn(document)).toEqual([]);
  expect(all(document, 'aws_vpc_security_group_egress_rule')['Web/ToORDERSProxy5432-0']).toMatchObject({ from_port: 5432 });
  expect(statementsOf(document).find(({ sid }: any) => sid === 'ORDERSLogin').resources).toHaveLength(4);
  expect(all(document, 'aws_ssm_parameter')['Web/ConnectionORDERS'].insecure_value).toMatch(/^@\$\{.*\} DATABASE ORDERS$/);
});

test('a database that is there already is joined by what is known of it', () => {
  const stack = newStack();
  const database = ReadReplicaDatabase.fromAttributes({ writerEndpoint: 'old.example.com', port: 5432, securityGroupId: 'sg-12345678', resourceIds: ['db-ABC'] });
  tierIn(stack, { service: { command: '/opt/serve' } }).connectTo(database, { dbUser: 'shop' });
  expect(all(synthesize(stack), 'aws_ssm_parameter')['Web/ConnectionDATABASE'].insecure_value).toContain('DATABASE_WRITER_HOST=old.example.com\n');
});

describe('a cache', () => {
  function cached(props: Partial<SessionCacheProps> = {}, connection?: CacheConnectionOptions) {
    const stack = newStack();
    const cache = new SessionCache(stack, 'Sessions', { network: networkIn(stack), ...props });
    tierIn(stack, { service: { command: '/opt/serve' } }).connectTo(cache, connection);
    return synthesize(stack);
  }

  const rulesOf = (document: any) => ['aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule'].map((type) => (
    Object.entries(all(document, type)).flatMap(([path, rule]) => (path.includes('SESSION/CACHE') ? [rule.from_port] : []))
  ));
  const connectionIn = (document: any, stack = 'Stack') => (
    Object.values(all(document, 'aws_ssm_parameter')).find(({ name }) => name === `/scale-out/${stack}/Web/SESSION_CACHE`)!.insecure_value
  );
  const FROM_DATA = /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-Data\.outputs\./;
  const loginIn = (document: any) => statementsOf(document).filter(({ sid }: any) => sid.startsWith('SESSIONxCACHE') && !sid.endsWith('Coordinates'));

  test('is reached from both ends on its port, and the servers are told where it is and who they are', () => {
    const document = cached();
    expect(problemsIn(document)).toEqual([]);
    expect(rulesOf(document)).toEqual([[6380], [6380]]);
    expect(connectionIn(document)).toMatch(/^@\$\{aws_ssm_parameter\.Sessions_Coordinates_\w+\.name\}\nSESSION_CACHE_USER=stack-sessions-app$/);
    const [login, ...others] = loginIn(document);
    expect(others).toEqual([]);
    expect(login.actions).toEqual(['elasticache:Connect']);
    expect(login.resources).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_replication_group\.Sessions_ReplicationGroup_\w+\.arn\}$/), expect.stringMatching(/^\$\{aws_elasticache_user\.Sessions_User-app_\w+\.arn\}$/),
    ]);
  });

  test('another number of shards replaces no server', () => {
    const [two, three] = [cached({ shards: 2 }), cached({ shards: 3 })];
    for (const type of ['aws_launch_template', 'aws_autoscaling_group']) { expect(only(three, type)).toEqual(only(two, type)); }
    expect(three.locals).toEqual(two.locals);
  });

  test('without nodes it is written on one port and read on another', () => {
    const document = cached({ serverless: {} });
    expect(problemsIn(document)).toEqual([]);
    expect(rulesOf(document)).toEqual([[6379, 6380], [6379, 6380]]);
    expect(loginIn(document)[0].resources[0]).toMatch(/^\$\{aws_elasticache_serverless_cache\.\w+\.arn\}$/);
  });

  test('one that asks nobody is only reached', () => {
    const document = cached({ engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true });
    expect(rulesOf(document)).toEqual([[11212], [11212]]);
    expect(loginIn(document)).toEqual([]);
  });

  test('a password is read from its secret, as the user that was chosen', () => {
    const users = [CacheUser.iam('app'), CacheUser.password('legacy')];
    const document = cached({ users, acceptSecretInState: true }, { user: 'legacy' });
    expect(problemsIn(document)).toEqual([]);
    expect(loginIn(document)).toEqual([expect.objectContaining({
      actions: ['secretsmanager:GetSecretValue'], resources: [expect.stringMatching(/^\$\{aws_secretsmanager_secret\.[\w-]+\.arn\}$/)],
    })]);
    expect(connectionIn(document)).toContain('\nSESSION_CACHE_USER=legacy');
    expect(() => cached({ users, acceptSecretInState: true }, { user: 'nobody' })).toThrow(/user must be one of app, legacy/);
  });

  test('in another stack it is joined by what that one puts out', () => {
    const app = Testing.app();
    const [data, servers] = ['Data', 'Servers'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
      return stack;
    });
    const network = networkIn(data);
    const cache = new SessionCache(data, 'Sessions', { network });
    tierIn(servers, { service: { command: '/opt/serve' }, network }).connectTo(cache);
    servers.prepareStack();
    const document = synthesize(servers);
    expect(problemsIn(document)).toEqual([expect.stringMatching(/^data\.terraform_remote_state\..*: the provider has no such type$/)]);
    expect(rulesOf(document)).toEqual([[6380], [6380]]);
    expect(loginIn(document)[0].resources).toEqual([expect.stringMatching(FROM_DATA), expect.stringMatching(FROM_DATA)]);
    expect(connectionIn(document, 'Servers')).toMatch(/^@\$\{data\.terraform_remote_state\..*\}\nSESSION_CACHE_USER=data-sessions-app$/);
    expect(synthesize(data).resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
  });

  test('one that is there already is joined by what is known of it', () => {
    const stack = newStack();
    const cache = SessionCache.fromAttributes({
      engine: CacheEngine.redis('7.1'),
      endpoint: 'old.example.com',
      port: 6379,
      securityGroupId: 'sg-12345678',
      cacheName: 'old',
      cacheArn: 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:old',
      users: [{ userName: 'shop', userArn: 'arn:aws:elasticache:eu-west-1:111122223333:user:shop' }],
    });
    tierIn(stack, { service: { command: '/opt/serve' } }).connectTo(cache);
    const document = synthesize(stack);
    expect(connectionIn(document).split('\n')).toEqual(expect.arrayContaining(['SESSION_CACHE_HOST=old.example.com', 'SESSION_CACHE_NAME=old', 'SESSION_CACHE_ENGINE=redis', 'SESSION_CACHE_USER=shop']));
    expect(rulesOf(document)).toEqual([[6379], [6379]]);
    expect(loginIn(document)[0].resources).toEqual(['arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:old', 'arn:aws:elasticache:eu-west-1:111122223333:user:shop']);
  });
});
