import { problemsIn } from './provider-types';
import { all, networkIn, newStack, only, synthesize, tierIn } from './stacks';
import { DatabaseConnectionOptions, DatabaseEngine, ReadReplicaDatabase, ReadReplicaDatabaseOptions } from '../../src/cdktf';

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
