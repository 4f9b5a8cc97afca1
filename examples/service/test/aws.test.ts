import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from './runner';
import { Aws, cacheToken, databaseToken } from '../src/aws';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, sessionToken: 'a/session+token=' };
const aws: Aws = { region: async () => 'eu-west-1', credentials: async () => credentials };
const date = new Date('2026-01-02T03:04:05Z');
const login = { user: 'shop-user', cacheName: 'My-Sessions', serverless: false };

const queryOf = (token: string) => new URL(`http://${token}`).searchParams;

test('a cache token is a signed request to the cache, by its name in lower case, good for 15 minutes', async () => {
  const token = await cacheToken(aws, login, date);
  assert.ok(token.startsWith('my-sessions/?Action=connect&User=shop-user&'), token);
  const { 'X-Amz-Signature': signature, ...query } = Object.fromEntries(queryOf(token));
  assert.match(signature, /^[0-9a-f]{64}$/);
  assert.deepEqual(query, {
    'Action': 'connect',
    'User': 'shop-user',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIDEXAMPLE/20260102/eu-west-1/elasticache/aws4_request',
    'X-Amz-Date': '20260102T030405Z',
    'X-Amz-Expires': '900',
    'X-Amz-Security-Token': credentials.sessionToken,
    'X-Amz-SignedHeaders': 'host',
  });
});

test('the signature is the one that Signature Version 4 prescribes', async () => {
  for (const serverless of [false, true]) {
    const token = await cacheToken(aws, { ...login, serverless }, date);
    assert.equal(queryOf(token).get('X-Amz-Signature'), signatureOf(token, 'my-sessions'));
  }
});

test('a token for a serverless cache says so, in what is signed', async () => {
  assert.equal(queryOf(await cacheToken(aws, { ...login, serverless: true }, date)).get('ResourceType'), 'ServerlessCache');
  assert.equal(queryOf(await cacheToken(aws, login, date)).get('ResourceType'), null);
});

test('every token is made anew', async () => {
  const later = new Date(date.getTime() + 1_000);
  assert.notEqual(await cacheToken(aws, login, date), await cacheToken(aws, login, later));
});

test('a database token is for one host, port and user', async () => {
  const token = await databaseToken(aws, 'db.example.com', 5432, 'shop');
  assert.ok(token.startsWith('db.example.com:5432/?'), token);
  assert.equal(queryOf(token).get('DBUser'), 'shop');
  assert.equal(queryOf(token).get('Action'), 'connect');
});

/** Signed once more, by the book and with nothing of the library's. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signatureOf(token: string, host: string): string {
  const pairs = token.slice(token.indexOf('?') + 1).split('&').filter((pair) => !pair.startsWith('X-Amz-Signature=')).sort();
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = ['GET', '/', pairs.join('&'), `host:${host}`, '', 'host', sha256('')].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', '20260102T030405Z', '20260102/eu-west-1/elasticache/aws4_request', sha256(canonical)].join('\n');
  const key = ['20260102', 'eu-west-1', 'elasticache', 'aws4_request'].reduce<string | Buffer>((k, part) => createHmac('sha256', k).update(part).digest(), `AWS4${SECRET}`);
  return createHmac('sha256', key).update(toSign).digest('hex');
}
