import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { OnAwsCdk, OnCdktf, TIER, withNames } from './cache-on-engines';
import { CacheSurroundings, cacheContextOf, endpointsOf, linesOf, planOfCache } from './cache-planned';
import { waysOf } from './cache-read-back';
import { CACHE_KEY, IMPORTED } from './cache-settings';
import { CACHE_CONNECTION_CASES, CacheConnectionCase } from './cache.cases';
import { planOf } from './planned';
import { byText, pathLine } from './views';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { CacheEngine } from '../../src/core';
import { ConnectableCache, planCacheConnection } from '../../src/core/cache-connections';
import { Checks } from '../../src/core/checks';
import { StatementPlan } from '../../src/core/instances';
import { Statement, Topology } from '../../src/review';

const TIER_CASE = { name: 'a tier', options: TIER, setting: { certificates: 0 } };

/** What servers are let do and told, and the ways to the caches. */
interface ConnectionView {
  readonly allowed: readonly object[];
  readonly told: readonly object[];
  readonly ways: readonly string[];
}

test('there are enough cases, of distinct names', () => {
  const names = CACHE_CONNECTION_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(12);
});

describe.each(CACHE_CONNECTION_CASES)('servers are connected to $name', (testCase) => {
  test('by AWS CDK as planned', () => {
    const { document, addresses } = onAwsCdk(testCase);
    expect(viewOf(Topology.fromCloudFormation(document), testCase, addresses)).toEqual(plannedView(testCase, addresses));
  });

  test('by CDKTF as planned', () => {
    const { document, addresses } = onCdktf(testCase);
    expect(viewOf(Topology.fromTerraform(withNames(document)), testCase, addresses)).toEqual(plannedView(testCase, addresses));
  });
});

test.each([
  ['elasticache:Connect', '*'], ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:1:secret:other'],
])('a right to %s is noticed that is not planned', (Action, Resource) => {
  const testCase = CACHE_CONNECTION_CASES[0];
  const { document, addresses } = onAwsCdk(testCase);
  const [policy] = Object.values<any>(document.Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  policy.Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Action, Resource });
  expect(viewOf(Topology.fromCloudFormation(document), testCase, addresses)).not.toEqual(plannedView(testCase, addresses));
});

test('what is compared is there', () => {
  const { document, addresses } = onCdktf(CACHE_CONNECTION_CASES[0]);
  const { allowed, told, ways } = viewOf(Topology.fromTerraform(withNames(document)), CACHE_CONNECTION_CASES[0], addresses);
  expect(allowed).toContainEqual({
    sid: 'SESSIONxCACHELogin',
    effect: 'Allow',
    actions: ['elasticache:Connect'],
    resources: [
      'arn:<AWS::Partition>:elasticache:<AWS::Region>:<AWS::AccountId>:replicationgroup:stack-cache0',
      'arn:<AWS::Partition>:elasticache:<AWS::Region>:<AWS::AccountId>:user:stack-cache0-app',
    ],
  });
  expect(told).toEqual([{
    name: '/scale-out/Stack/Web/SESSION_CACHE',
    description: 'Where the servers find what they know as SESSION_CACHE',
    lines: ['@/scale-out/Stack/Cache0/coordinates', 'SESSION_CACHE_USER=stack-cache0-app'],
  }]);
  expect(ways).toEqual([
    'egress servers 6380 to Cache0: The cache that is known as SESSION_CACHE', 'ingress Cache0 6380 from servers: The cache that is known as SESSION_CACHE',
  ]);
});

const idOf = (index: number) => `Cache${index}`;

function plannedView({ caches }: CacheConnectionCase, addresses: readonly string[]): ConnectionView {
  const { environment, statements } = planOf(TIER_CASE);
  const plans = caches.map(({ cache, connection, setting }, index) => {
    const target = cache === 'imported' ? importedCache() : ourCache({ options: cache, setting }, { address: addresses[index], id: idOf(index) });
    return planCacheConnection(connection, target, environment, new Checks(cacheContextOf('Web')));
  });
  return {
    allowed: [...statements, ...plans.flatMap((plan) => plan.statements)].map(statementOf),
    told: byText(plans.map(({ parameterName, parameterValue, parameterDescription }) => (
      { name: parameterName, description: parameterDescription, lines: linesOf(parameterValue) }))),
    ways: byText(plans.flatMap(({ toCache }, index) => toCache.flatMap(({ port, description }) => [
      pathLine('egress', 'servers', port, roleOf(caches[index].cache, index), description),
      pathLine('ingress', roleOf(caches[index].cache, index), port, 'servers', description),
    ]))),
  };
}

/** One that is there already goes by the id of its group. */
function roleOf(cache: CacheConnectionCase['caches'][number]['cache'], index: number): string {
  return cache === 'imported' ? IMPORTED.securityGroupId : idOf(index);
}

function ourCache(testCase: Parameters<typeof planOfCache>[0], surroundings: CacheSurroundings): ConnectableCache {
  const plan = planOfCache(testCase, surroundings);
  const { parameterName } = plan.coordinates;
  const users = (plan.userGroup?.users ?? []).filter(({ name }) => name !== undefined);
  return {
    endpoints: endpointsOf(plan),
    port: plan.port,
    readerPort: plan.readerPort,
    arn: plan.arn,
    users: users.map(({ name, userName, arn, secret }) => ({
      name: name!,
      userName,
      arn,
      authentication: secret ? 'password' : 'iam',
      secretArn: secret && '<AWS::SecretsManager::Secret.Ref>',
      secretKeyArn: secret && testCase.setting?.key ? CACHE_KEY : undefined,
    })),
    coordinates: { name: parameterName, arn: `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${parameterName}` },
  };
}

function importedCache(): ConnectableCache {
  const { endpoint, readerEndpoint, port, cacheName, cacheArn, user } = IMPORTED;
  return {
    endpoints: { host: endpoint, readerHost: readerEndpoint, port: String(port), name: cacheName, tls: true, clusterMode: false, serverless: false, engine: 'valkey' },
    port,
    arn: cacheArn,
    users: [{ name: user.userName, userName: user.userName, arn: user.userArn, authentication: 'iam' }],
  };
}

function viewOf(topology: Topology, { caches }: CacheConnectionCase, addresses: readonly string[]): ConnectionView {
  const [tier, ...others] = topology.tiers;
  expect(others).toEqual([]);
  const names = caches.map(({ cache, setting }, index) => (
    cache === 'imported' ? undefined : planOfCache({ options: cache, setting }, { address: addresses[index], id: idOf(index) }).identifier));
  const roles = names.map((name, index): [string, string] => {
    const found = topology.caches.find((cache) => cache.name === name);
    return [found?.securityGroupIds[0] ?? IMPORTED.securityGroupId, found ? idOf(index) : IMPORTED.securityGroupId];
  });
  const ways = waysOf(topology, new Map([...roles, ...tier.servers.securityGroupIds.map((id): [string, string] => [id, 'servers'])]));
  return {
    allowed: tier.permissions.map(statementRead),
    told: byText(topology.parameters.filter(({ name }) => name?.startsWith('/scale-out/Stack/Web/'))
      .map(({ name, description, value }) => ({ name, description, lines: linesOf(value) }))),
    ways: ways.filter((way) => roles.some(([, role]) => way.includes(` ${role} `) || way.includes(` ${role}:`))),
  };
}

function statementOf({ sid, actions, resources }: StatementPlan) {
  return { sid, effect: 'Allow', actions: byText(actions), resources: byText(resources) };
}

function statementRead({ sid, effect, actions, resources }: Statement) {
  return { sid, effect, actions: byText(actions), resources: byText(resources) };
}

function onAwsCdk({ caches }: CacheConnectionCase) {
  const engine = new OnAwsCdk();
  const { stack } = engine;
  const tier = engine.tier();
  const { securityGroupId, user, ...attributes } = IMPORTED;
  const imported = () => awscdk.SessionCache.fromAttributes(stack, 'Imported', {
    ...attributes,
    engine: CacheEngine.valkey('8.2'),
    users: [user],
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'ImportedGroup', securityGroupId)],
  });
  const targets = caches.map(({ cache, setting }, index) => cache === 'imported' ? imported() : engine.cache(idOf(index), cache, setting));
  targets.forEach((target, index) => tier.connectTo(target, caches[index].connection));
  return { document: engine.synthesize(), addresses: targets.map(({ node }) => node.addr) };
}

function onCdktf({ caches }: CacheConnectionCase) {
  const engine = new OnCdktf();
  const tier = engine.tier();
  const { user, ...attributes } = IMPORTED;
  const imported = () => cdktf.SessionCache.fromAttributes({ ...attributes, engine: CacheEngine.valkey('8.2'), tls: true, clusterMode: false, users: [user] });
  const targets = caches.map(({ cache, setting }, index) => cache === 'imported' ? imported() : engine.cache(idOf(index), cache, setting));
  targets.forEach((target, index) => tier.connectTo(target, caches[index].connection));
  return { document: engine.synthesize(), addresses: targets.map((target) => target instanceof cdktf.SessionCache ? target.node.addr : '') };
}
