import assert from 'node:assert/strict';
import { test } from './runner';
import { CacheConfig, ConfigError, DatabaseConfig, readConfig } from '../src/config';

const DATABASE = { DATABASE_WRITER_HOST: 'writer', DATABASE_NAME: 'shop', DATABASE_USER: 'shop' };
const CACHE = { SESSION_CACHE_HOST: 'cache', SESSION_CACHE_USER: 'shop', SESSION_CACHE_NAME: 'Sessions' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) { return error.problems; }
    throw error;
  }
  return [];
}

test('an empty environment is one of an instance that is not connected yet', () => {
  const config = readConfig({});
  assert.equal(config.port, 8080);
  assert.equal(config.healthPath, '/health');
  assert.equal(config.breakerResetSeconds, 60);
  assert.deepEqual(config.database, { missing: ['DATABASE_WRITER_HOST', 'DATABASE_NAME', 'DATABASE_USER'] });
  assert.deepEqual(config.cache, { missing: ['SESSION_CACHE_HOST'] });
  assert.deepEqual(config.files, { missing: ['FILES_BUCKET'] });
});

test('what is missing is named, and an empty value is a missing one', () => {
  assert.deepEqual(readConfig({ ...DATABASE, DATABASE_USER: ' ' }).database, { missing: ['DATABASE_USER'] });
  assert.deepEqual(readConfig({ SESSION_CACHE_USER: 'shop' }).cache, { missing: ['SESSION_CACHE_HOST', 'SESSION_CACHE_NAME'] });
});

test('without passwords it logs in with IAM, over TLS', () => {
  const { database, cache } = readConfig({ ...DATABASE, ...CACHE, DATABASE_READER_HOSTS: 'one, two,' });
  assert.deepEqual(database, {
    writerHost: 'writer', readerHosts: ['one', 'two'], port: 5432, name: 'shop', user: 'shop', password: undefined, tls: { ca: undefined },
  });
  assert.deepEqual(cache, {
    host: 'cache', port: 6379, tls: true, clusterMode: false, login: { user: 'shop', cacheName: 'Sessions', serverless: false },
  });
});

test('without readers the writer is read from', () => {
  assert.deepEqual((readConfig(DATABASE).database as DatabaseConfig).readerHosts, ['writer']);
});

test('a serverless cache speaks cluster mode', () => {
  assert.equal((readConfig({ ...CACHE, SESSION_CACHE_SERVERLESS: 'true' }).cache as CacheConfig).clusterMode, true);
});

test('for servers of one\'s own there are passwords, and ways out that say what they are', () => {
  const { database, cache } = readConfig({
    ...DATABASE, DATABASE_PASSWORD: 'a', DATABASE_WITHOUT_TLS: 'true', SESSION_CACHE_HOST: 'cache', SESSION_CACHE_TLS: 'false', SESSION_CACHE_USER: 'shop', SESSION_CACHE_PASSWORD: 'b',
  });
  assert.equal((database as DatabaseConfig).tls, false);
  assert.deepEqual((cache as CacheConfig).login, { user: 'shop', password: 'b' });
});

test('a cache user whose password is a secret is refused, unless the password is given: a token is never its password', () => {
  const secret = { ...CACHE, SESSION_CACHE_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:shop' };
  assert.deepEqual(problemsOf(secret), [
    'SESSION_CACHE_SECRET_ARN must be absent, not "arn:aws:secretsmanager:eu-west-1:111111111111:secret:shop": shop logs in with a password from '
    + 'Secrets Manager, which is not supported here. Connect as a user that logs in with IAM.',
  ]);
  assert.equal(problemsOf({ SESSION_CACHE_SECRET_ARN: 'arn' }).length, 1);
  assert.deepEqual(problemsOf({ ...secret, SESSION_CACHE_PASSWORD: 'secret' }), []);
  assert.deepEqual(problemsOf({ ...CACHE, SESSION_CACHE_SECRET_ARN: '' }), []);
});

test('all problems are reported at once', () => {
  assert.deepEqual(problemsOf({
    ...CACHE,
    PORT: '80a',
    HEALTH_PATH: 'health',
    KEEP_ALIVE_SECONDS: '0',
    DATABASE_PORT: '65536',
    DATABASE_WITHOUT_TLS: 'yes',
    DATABASE_CA_FILE: '/nowhere/ca.pem',
    SESSION_CACHE_TLS: 'false',
    OTEL_TRACES_SAMPLER_ARG: '2',
  }), [
    'PORT must be a whole number from 1 to 65535, not "80a".',
    'HEALTH_PATH must be a path that begins with /, not "health".',
    'KEEP_ALIVE_SECONDS must be a whole number from 1 to 4005, not "0".',
    'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, not "2".',
    'DATABASE_PORT must be a whole number from 1 to 65535, not "65536".',
    'DATABASE_WITHOUT_TLS must be true or false, not "yes".',
    'DATABASE_CA_FILE must be a file that can be read, not "/nowhere/ca.pem: ENOENT: no such file or directory, open \'/nowhere/ca.pem\'".',
    'SESSION_CACHE_TLS=false cannot carry an IAM login: set SESSION_CACHE_PASSWORD, or leave TLS on.',
  ]);
});
