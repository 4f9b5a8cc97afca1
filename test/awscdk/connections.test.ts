import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { certificateIn } from './stacks';
import { DatabaseEngine, ReadReplicaDatabase, ScaledWebTier } from '../../src/awscdk';
import { DatabaseConnectionOptions } from '../../src/core';

/** A network, a database and a tier, each in a stack of its own, as they would be deployed one after the other. */
function threeStacks(replicas: number, options: DatabaseConnectionOptions = { dbUser: 'shop' }) {
  const app = new App();
  const network = new Stack(app, 'Network');
  const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;
  const vpc = new Vpc(network, 'Vpc', { subnetConfiguration: [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map((subnetType) => ({ name: subnetType, subnetType })) });
  const data = new Stack(app, 'Data');
  const database = new ReadReplicaDatabase(data, 'Database', { vpc, engine: DatabaseEngine.postgres('17'), replicas });
  const web = new Stack(app, 'Web');
  const tier = new ScaledWebTier(web, 'Web', { vpc, certificates: [certificateIn(web)], service: { command: '/opt/serve' } });
  tier.connectTo(database, options);
  return { app, web, data, webTemplate: Template.fromStack(web), dataTemplate: Template.fromStack(data) };
}

const exportsOf = (template: Template) => (
  Object.values(template.toJSON().Outputs ?? {}).map(({ Export }: any) => Export?.Name).filter(Boolean).sort()
);
const statementsOf = (template: Template) => (
  Object.values<any>(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
);

describe('a tier and a database of two stacks', () => {
  const { app, web, data, webTemplate, dataTemplate } = threeStacks(2);

  test('depend on each other in one direction only', () => {
    expect(() => app.synth()).not.toThrow();
    expect(web.dependencies).toContain(data);
    expect(data.dependencies).not.toContain(web);
  });

  test('open one way, to the database\'s port, from the servers\' side', () => {
    webTemplate.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { Description: 'The database that is known as DATABASE', IpProtocol: 'tcp', FromPort: 5433, ToPort: 5433 });
    webTemplate.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { Description: 'The database that is known as DATABASE', IpProtocol: 'tcp', FromPort: 5433, ToPort: 5433 });
    expect(JSON.stringify(dataTemplate.toJSON())).not.toContain('known as DATABASE');
  });

  test('share the security group\'s id, and nothing of a replica', () => {
    expect(exportsOf(dataTemplate)).toEqual([expect.stringMatching(/^Data:ExportsOutputFnGetAttDatabaseSecurityGroup\w+GroupId/)]);
  });

  test('let the servers log in as one user, everywhere, by ids that are read at deployment', () => {
    const [login] = statementsOf(webTemplate).filter(({ Sid }: any) => Sid === 'DATABASELogin');
    expect(login.Action).toBe('rds-db:connect');
    expect(login.Resource).toHaveLength(3);
    const parameters = Object.values<any>(webTemplate.toJSON().Parameters).map(({ Default }) => Default);
    expect(parameters).toEqual(expect.arrayContaining([1, 2, 3].map((number) => `/scale-out/Data/Database/coordinates/resource-id-${number}`)));
    for (const resource of login.Resource) { expect(JSON.stringify(resource)).toMatch(/rds-db:.*dbuser:.*\/shop/); }
  });

  test('tell the servers by a parameter that points to the database\'s own', () => {
    webTemplate.hasResourceProperties('AWS::SSM::Parameter', { Name: '/scale-out/Web/Web/DATABASE', Value: '@/scale-out/Data/Database/coordinates' });
    const [coordinates] = statementsOf(webTemplate).filter(({ Sid }: any) => Sid === 'DATABASECoordinates');
    expect(JSON.stringify(coordinates.Resource)).toContain('parameter/scale-out/Data/Database/coordinates');
  });
});

test('a replica more replaces no server, and can be taken away again', () => {
  const [two, three] = [threeStacks(2), threeStacks(3)];
  for (const type of ['AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::AutoScalingGroup', 'AWS::SSM::Parameter']) {
    expect(three.webTemplate.findResources(type)).toEqual(two.webTemplate.findResources(type));
  }
  // What is exported could not be removed while it is imported.
  expect(exportsOf(three.dataTemplate)).toEqual(exportsOf(two.dataTemplate));
});

test('the admin\'s secret is only granted by name', () => {
  expect(statementsOf(threeStacks(0).webTemplate).flatMap(({ Action }: any) => Action)).not.toContain('secretsmanager:GetSecretValue');
  const [admin] = statementsOf(threeStacks(0, { adminSecret: true }).webTemplate).filter(({ Sid }: any) => Sid === 'DATABASEAdmin');
  expect(admin).toMatchObject({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue' });
});

test('in one stack the ids are the resources\' own, and a proxy is reached as well', () => {
  const stack = new Stack(new App(), 'Stack');
  const vpc = new Vpc(stack, 'Vpc');
  const database = new ReadReplicaDatabase(stack, 'Orders', { vpc, engine: DatabaseEngine.postgres('17'), proxy: {} });
  const tier = new ScaledWebTier(stack, 'Web', { vpc, certificates: [certificateIn(stack)], service: { command: '/opt/serve' } });
  tier.connectTo(database, { dbUser: 'shop', prefix: 'ORDERS' });
  const template = Template.fromStack(stack);
  const [login] = statementsOf(template).filter(({ Sid }: any) => Sid === 'ORDERSLogin');
  expect(JSON.stringify(login.Resource)).toMatch(/OrdersWriter\w*","DbiResourceId/);
  expect(login.Resource).toHaveLength(4);
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { Description: 'The proxy of the database that is known as ORDERS', FromPort: 5432 });
  template.hasResourceProperties('AWS::SSM::Parameter', { Value: '@/scale-out/Stack/Orders/coordinates DATABASE ORDERS' });
  expect(JSON.stringify(statementsOf(template).filter(({ Sid }: any) => /^ORDERSLoginshop/.test(Sid)))).toContain('dbuser');
});

test('a database that is there already is joined by what is known of it', () => {
  const stack = new Stack(new App(), 'Stack');
  const vpc = new Vpc(stack, 'Vpc');
  const database = ReadReplicaDatabase.fromAttributes(stack, 'Old', {
    writerEndpoint: 'old.example.com',
    port: 5432,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'OldGroup', 'sg-12345678')],
    resourceIds: ['db-ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  });
  const tier = new ScaledWebTier(stack, 'Web', { vpc, certificates: [certificateIn(stack)], service: { command: '/opt/serve' } });
  tier.connectTo(database, { dbUser: 'shop' });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SSM::Parameter', {
    Value: 'DATABASE_WRITER_HOST=old.example.com\nDATABASE_READER_HOST=old.example.com\nDATABASE_READER_HOSTS=old.example.com\nDATABASE_PORT=5432',
  });
  expect(() => tier.connectTo(database, { dbUser: 'rdsadmin', prefix: 'OTHER' })).toThrow(/dbUser/);
});
