import { spawnSync } from 'child_process';
import { CACHE_CONTEXT } from './cache-planning';
import { plan as webTier } from './planning';
import { cacheCoordinatesOf, CacheConnectionOptions, CacheEndpoints, ConnectableCache, ConnectableCacheUser, planCacheConnection, planCacheLogin, secretParameterOf } from '../../src/core/cache-connections';
import { Checks } from '../../src/core/checks';

const ENDPOINTS: CacheEndpoints = {
  host: 'primary.cache', port: '6380', readerHost: 'replica.cache', name: 'app-cache', tls: true, clusterMode: false, serverless: false, engine: 'valkey',
};
const APP: ConnectableCacheUser = { name: 'app', userName: 'app-cache-app', arn: 'arn:user:app', authentication: 'iam' };
const BATCH: ConnectableCacheUser = { name: 'batch', userName: 'batch', arn: 'arn:user:batch', authentication: 'password', secretArn: 'arn:secret:batch', secretKeyArn: 'arn:key' };
const CONNECTABLE: ConnectableCache = {
  endpoints: ENDPOINTS, port: 6380, arn: 'arn:cache', users: [APP], coordinates: { name: '/scale-out/App/Cache/coordinates', arn: 'arn:ssm' },
};
const TIER = webTier({ service: { command: 'x' } });
const READ = TIER.environment;

function connect(options: CacheConnectionOptions = {}, changed: Partial<ConnectableCache> = {}, environment = READ) {
  return planCacheConnection(options, { ...CONNECTABLE, ...changed }, environment, new Checks(CACHE_CONTEXT));
}

describe('coordinates', () => {
  test('are lines, without a secret', () => {
    expect(cacheCoordinatesOf(ENDPOINTS).split('\n')).toEqual([
      'SESSION_CACHE_HOST=primary.cache', 'SESSION_CACHE_PORT=6380', 'SESSION_CACHE_READER_HOST=replica.cache', 'SESSION_CACHE_READER_PORT=6380', 'SESSION_CACHE_NAME=app-cache',
      'SESSION_CACHE_TLS=true', 'SESSION_CACHE_CLUSTER_MODE=false', 'SESSION_CACHE_SERVERLESS=false', 'SESSION_CACHE_ENGINE=valkey',
    ]);
  });

  test('say nothing of what is not there', () => {
    const lines = cacheCoordinatesOf({ ...ENDPOINTS, readerHost: undefined, readerPort: '6380', name: undefined, engine: 'memcached' }, 'CARTS');
    expect(lines.split('\n')).toEqual(['CARTS_HOST=primary.cache', 'CARTS_PORT=6380', 'CARTS_TLS=true', 'CARTS_CLUSTER_MODE=false', 'CARTS_SERVERLESS=false', 'CARTS_ENGINE=memcached']);
    expect(cacheCoordinatesOf({ ...ENDPOINTS, readerPort: '6381' })).toContain('READER_PORT=6381');
  });
});

describe('a connection', () => {
  test('leads to the cache, says as whom, and grants that one login', () => {
    expect(connect()).toEqual({
      prefix: 'SESSION_CACHE',
      parameterName: '/scale-out/App/Web/SESSION_CACHE',
      parameterValue: '@/scale-out/App/Cache/coordinates\nSESSION_CACHE_USER=app-cache-app',
      parameterDescription: 'Where the servers find what they know as SESSION_CACHE',
      statements: [
        { sid: 'SESSIONxCACHECoordinates', actions: ['ssm:GetParameter'], resources: ['arn:ssm'] },
        { sid: 'SESSIONxCACHELogin', actions: ['elasticache:Connect'], resources: ['arn:cache', 'arn:user:app'] },
      ],
      toCache: [{ port: 6380, description: 'The cache that is known as SESSION_CACHE' }],
    });
  });

  test('by another prefix', () => {
    expect(connect({ prefix: 'CARTS' })).toMatchObject({ parameterName: '/scale-out/App/Web/CARTS', parameterValue: '@/scale-out/App/Cache/coordinates SESSION_CACHE CARTS\nCARTS_USER=app-cache-app' });
  });

  test('to an imported cache says everything itself', () => {
    const plan = connect({}, { coordinates: undefined });
    expect(plan.parameterValue).toBe(`${cacheCoordinatesOf(ENDPOINTS)}\nSESSION_CACHE_USER=app-cache-app`);
    expect(plan.statements.map(({ sid }) => sid)).toEqual(['SESSIONxCACHELogin']);
  });

  test('with a password may read it, and is told where', () => {
    const plan = connect({ user: 'batch' }, { users: [APP, BATCH] });
    expect(plan.parameterValue.split('\n').slice(1)).toEqual(['SESSION_CACHE_USER=batch', 'SESSION_CACHE_SECRET_ARN=arn:secret:batch']);
    expect(plan.statements.slice(1)).toEqual([
      { sid: 'SESSIONxCACHEPassword', actions: ['secretsmanager:GetSecretValue'], resources: ['arn:secret:batch'] },
      { sid: 'SESSIONxCACHEPasswordKey', actions: ['kms:Decrypt'], resources: ['arn:key'] },
    ]);
    expect(connect({}, { users: [{ ...BATCH, secretKeyArn: undefined }] }).statements).toHaveLength(2);
  });

  test('takes the only user, or the first who logs in with IAM', () => {
    expect(connect({}, { users: [BATCH] }).parameterValue).toContain('SESSION_CACHE_USER=batch');
    expect(connect({}, { users: [BATCH, APP] }).parameterValue).toContain('SESSION_CACHE_USER=app-cache-app');
  });

  test('to a cache that asks nobody needs no user', () => {
    const plan = connect({}, { users: [] });
    expect(plan.parameterValue).toBe('@/scale-out/App/Cache/coordinates');
    expect(plan.statements).toHaveLength(1);
  });

  test('opens the port for reads too, where it is another', () => {
    expect(connect({}, { port: 6379, readerPort: 6380 }).toCache.map(({ port }) => port)).toEqual([6379, 6380]);
    expect(connect({}, { readerPort: 6380 }).toCache).toHaveLength(1);
  });

  const SUBJECT = "SessionCache 'App/Cache': ";
  test.each<[string, CacheConnectionOptions, Partial<ConnectableCache>, string]>([
    ['a user that is not known', { user: 'nobody' }, { users: [APP, BATCH] }, 'user must be one of app, batch, got "nobody".'],
    ['a user where none are known', { user: 'app' }, { users: [] }, 'user must be left out: no users of the cache are known here, got "app".'],
    ['a choice among passwords', {}, { users: [BATCH, { ...BATCH, name: 'other' }] }, 'user must be one of batch, other: the cache has several, and none logs in with IAM.'],
    ['IAM without the ARN of the cache', {}, { arn: undefined }, 'user \'app\' needs the ARN of the cache: logins are granted on it.'],
    ['a password whose secret is not known', {}, { users: [{ ...BATCH, secretArn: undefined }] }, 'user \'batch\' needs the secret of its password, which is not known here.'],
    ['a small prefix', { prefix: 'cache' }, {}, 'prefix must be capital letters, digits and underscores, beginning with a letter, got "cache".'],
  ])('refuses %s', (_title, options, changed, sentence) => {
    expect(() => connect(options, changed)).toThrow(`${SUBJECT}${sentence}`);
  });

  test('refuses a tier without a service', () => {
    expect(() => connect({}, {}, webTier().environment)).toThrow(`${SUBJECT}connectTo needs service: it is the service that is told what it is connected to.`);
  });

  test('of somebody who is not a tier is a login alone', () => {
    const login = (user?: string, users: ConnectableCacheUser[] = [APP, BATCH]) => (
      planCacheLogin(user, { ...CONNECTABLE, users }, new Checks(CACHE_CONTEXT)).statements
    );
    expect(login()).toEqual([{ sid: 'LoginappLogin', actions: ['elasticache:Connect'], resources: ['arn:cache', 'arn:user:app'] }]);
    expect(login('batch').map(({ actions }) => actions[0])).toEqual(['secretsmanager:GetSecretValue', 'kms:Decrypt']);
    expect(() => login(undefined, [])).toThrow('grantConnect needs users of the cache, and none are known here: it asks nobody who he is.');
  });

  test('finds a secret in another stack by a parameter', () => {
    expect(secretParameterOf('/scale-out/App/Cache/coordinates', 'batch')).toBe('/scale-out/App/Cache/coordinates/secret-of-batch');
  });

  /** The loop of the script that reads the environment, with AWS played by two texts. */
  test('is read as one, pointer and user together', () => {
    const reader = TIER.bootScript.slice(TIER.bootScript.indexOf('while read -r line; do'), TIER.bootScript.indexOf('done <<< "$values"') + 1);
    const own = connect({ prefix: 'CARTS' }).parameterValue;
    const script = ['set -euo pipefail', 'new=$(mktemp)', `values='${own}'`, `aws() { printf '%s\\n' '${cacheCoordinatesOf(ENDPOINTS)}'; }`, ...reader, 'sort -o "$new" "$new"', 'cat "$new"'];
    const { stdout, status } = spawnSync('bash', ['-c', script.join('\n')], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([...cacheCoordinatesOf(ENDPOINTS, 'CARTS').split('\n'), 'CARTS_USER=app-cache-app'].sort());
  });
});
