import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { certificateIn } from './stacks';
import { CacheEngine, CacheUser, DatabaseEngine, ReadReplicaDatabase, ScaledWebTier, SessionCache, SessionCacheProps } from '../../src/awscdk';
import { CacheConnectionOptions, DatabaseConnectionOptions } from '../../src/core';

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

/** A cache and a tier, each in a stack of its own. */
function cacheAndTier(props: Partial<SessionCacheProps> = {}, options: CacheConnectionOptions = {}) {
  const app = new App();
  const vpc = new Vpc(new Stack(app, 'Network'), 'Vpc');
  const data = new Stack(app, 'Data');
  const cache = new SessionCache(data, 'Cache', { vpc, ...props });
  const web = new Stack(app, 'Web');
  const tier = new ScaledWebTier(web, 'Web', { vpc, certificates: [certificateIn(web)], service: { command: '/opt/serve' } });
  tier.connectTo(cache, options);
  return { app, web, data, webTemplate: Template.fromStack(web), dataTemplate: Template.fromStack(data) };
}

/** What the servers' ways out to a cache are for, and to which ports. */
const waysOut = (template: Template) => (
  Object.values(template.findResources('AWS::EC2::SecurityGroupEgress')).map(({ Properties }) => [Properties.Description, Properties.FromPort, Properties.ToPort])
    .filter(([description]) => /cache/.test(description))
);

describe('a tier and a cache of two stacks', () => {
  const { app, web, data, webTemplate, dataTemplate } = cacheAndTier();

  test('depend on each other in one direction only', () => {
    expect(() => app.synth()).not.toThrow();
    expect(web.dependencies).toContain(data);
    expect(data.dependencies).not.toContain(web);
  });

  test('open one way, to the cache\'s port, from the servers\' side', () => {
    expect(waysOut(webTemplate)).toEqual([['The cache that is known as SESSION_CACHE', 6380, 6380]]);
    webTemplate.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { Description: 'The cache that is known as SESSION_CACHE', IpProtocol: 'tcp', FromPort: 6380, ToPort: 6380 });
    expect(JSON.stringify(dataTemplate.toJSON())).not.toContain('known as SESSION_CACHE');
  });

  test('share the security group\'s id, and nothing of a user', () => {
    expect(exportsOf(dataTemplate)).toEqual([expect.stringMatching(/^Data:ExportsOutputFnGetAttCacheSecurityGroup\w+GroupId/)]);
  });

  test('let the servers log in as one user, by names', () => {
    const [login] = statementsOf(webTemplate).filter(({ Sid }: any) => /^SESSIONxCACHELogin/.test(Sid));
    expect(login).toMatchObject({ Effect: 'Allow', Action: 'elasticache:Connect' });
    expect(JSON.stringify(login.Resource)).toMatch(/:replicationgroup:data-cache".*:user:data-cache-app"/);
    expect(login.Resource).toHaveLength(2);
  });

  test('tell the servers by a parameter that points to the cache\'s own', () => {
    webTemplate.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/scale-out/Web/Web/SESSION_CACHE', Value: '@/scale-out/Data/Cache/coordinates\nSESSION_CACHE_USER=data-cache-app',
    });
    const [coordinates] = statementsOf(webTemplate).filter(({ Sid }: any) => /^SESSIONxCACHECoordinates/.test(Sid));
    expect(JSON.stringify(coordinates.Resource)).toContain('parameter/scale-out/Data/Cache/coordinates');
  });
});

test('another number of shards replaces no server, and exports nothing', () => {
  const [two, three] = [cacheAndTier({ shards: 2 }), cacheAndTier({ shards: 3 })];
  expect(three.webTemplate.toJSON()).toEqual(two.webTemplate.toJSON());
  expect(exportsOf(three.dataTemplate)).toEqual(exportsOf(two.dataTemplate));
});

test('a cache that another stack knows is there before the servers ask for it', () => {
  const app = new App();
  const data = new Stack(app, 'Data');
  const old = SessionCache.fromAttributes(data, 'Old', {
    engine: CacheEngine.memcached('1.6.22'),
    endpoint: 'old.example.com',
    port: 11_211,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(data, 'Group', 'sg-12345678')],
    coordinatesParameterName: '/shop/sessions',
  });
  const web = new Stack(app, 'Web');
  const tier = new ScaledWebTier(web, 'Web', { vpc: new Vpc(web, 'Vpc'), certificates: [certificateIn(web)], service: { command: '/opt/serve' } });
  tier.connectTo(old);
  expect(web.dependencies).toEqual([data]);
  Template.fromStack(web).hasResourceProperties('AWS::SSM::Parameter', { Value: '@/shop/sessions' });
});

test('a user with a password is one whose secret is read, and that can be taken away again', () => {
  const users = [CacheUser.iam('shop'), CacheUser.password('legacy')];
  const { webTemplate, dataTemplate } = cacheAndTier({ users }, { user: 'legacy' });
  expect(exportsOf(dataTemplate)).toHaveLength(1);
  const actions = statementsOf(webTemplate).flatMap(({ Action }: any) => Action);
  expect(actions).toContain('secretsmanager:GetSecretValue');
  expect(actions).not.toContain('elasticache:Connect');
  const parameters = Object.values<any>(webTemplate.toJSON().Parameters).map(({ Default }) => Default);
  expect(parameters).toContainEqual(expect.stringMatching(/^\/scale-out\/Data\/Cache\/coordinates\//));
});

test('a serverless cache is reached by both its ports', () => {
  expect(waysOut(cacheAndTier({ serverless: {} }).webTemplate).map(([, port]) => port)).toEqual([6379, 6380]);
});

test('Memcached is reached, and nobody logs in', () => {
  const { webTemplate } = cacheAndTier({ engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true });
  expect(waysOut(webTemplate).map(([, port]) => port)).toEqual([11_212]);
  expect(statementsOf(webTemplate).flatMap(({ Action }: any) => Action)).not.toContain('elasticache:Connect');
});

describe('in one stack', () => {
  function neighbours() {
    const stack = new Stack(new App(), 'Stack');
    const vpc = new Vpc(stack, 'Vpc');
    const cache = new SessionCache(stack, 'Cache', { vpc });
    return { stack, cache, tier: new ScaledWebTier(stack, 'Web', { vpc, certificates: [certificateIn(stack)], service: { command: '/opt/serve' } }) };
  }

  test('a tier is connected to a cache under a name of its own', () => {
    const { stack, cache, tier } = neighbours();
    tier.connectTo(cache, { prefix: 'BASKETS' });
    Template.fromStack(stack).hasResourceProperties('AWS::SSM::Parameter', {
      Value: '@/scale-out/Stack/Cache/coordinates SESSION_CACHE BASKETS\nBASKETS_USER=stack-cache-app',
    });
  });

  test('as no user but those that it has', () => {
    const { cache, tier } = neighbours();
    expect(() => tier.connectTo(cache, { user: 'nobody', prefix: 'OTHER' })).toThrow(/user must be .*app/);
  });

  test('and to one that is there already by what is known of it', () => {
    const { stack, tier } = neighbours();
    const old = SessionCache.fromAttributes(stack, 'Old', {
      engine: CacheEngine.redis('7.1'),
      endpoint: 'old.example.com',
      readerEndpoint: 'reads.example.com',
      port: 6379,
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'OldGroup', 'sg-12345678')],
      cacheName: 'old',
      cacheArn: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:old',
      users: [{ userName: 'shop', userArn: 'arn:aws:elasticache:eu-west-1:123456789012:user:shop' }],
    });
    tier.connectTo(old, { prefix: 'OLD' });
    const template = Template.fromStack(stack);
    expect(waysOut(template)).toEqual([['The cache that is known as OLD', 6379, 6379]]);
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: [
        'HOST=old.example.com', 'PORT=6379', 'READER_HOST=reads.example.com', 'READER_PORT=6379', 'NAME=old', 'TLS=true', 'CLUSTER_MODE=false',
        'SERVERLESS=false', 'ENGINE=redis', 'USER=shop',
      ].map((line) => `OLD_${line}`).join('\n'),
    });
    expect(statementsOf(template)).toContainEqual(expect.objectContaining({
      Sid: 'OLDLogin', Resource: ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:old', 'arn:aws:elasticache:eu-west-1:123456789012:user:shop'],
    }));
  });
});
