import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { after } from 'node:test';
import { test } from './runner';
import { findAws } from '../src/aws';
import { connectTo } from '../src/database';

/** What an instance's metadata service answers, to those who bring its token. */
const METADATA: Record<string, string> = {
  '/latest/meta-data/placement/region': 'eu-west-1',
  '/latest/meta-data/iam/security-credentials/': 'instance-role',
  '/latest/meta-data/iam/security-credentials/instance-role': JSON.stringify({
    Code: 'Success', AccessKeyId: 'AKIDOFROLE', SecretAccessKey: 'secret', Token: 'session', Expiration: '2099-01-01T00:00:00Z',
  }),
};

const servers: Server[] = [];
after(() => servers.forEach((server) => server.close()));

async function listening<S extends Server>(server: S): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('on an instance it finds its region and its role, and logs in to the database with a new token for every connection', async () => {
  const asked: string[] = [];
  const metadata = await listening(createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method === 'PUT' && request.url === '/latest/api/token') {
      return response.setHeader('x-aws-ec2-metadata-token-ttl-seconds', '21600').end('the token');
    }
    const answer = request.headers['x-aws-ec2-metadata-token'] === 'the token' ? METADATA[request.url!] : undefined;
    return response.writeHead(answer === undefined ? 404 : 200).end(answer);
  }));
  const passwords: string[] = [];
  const port = await listening(createServer((socket) => answerLikePostgres(socket, passwords)));

  for (const name of Object.keys(process.env)) { if (name.startsWith('AWS_')) { delete process.env[name]; } }
  Object.assign(process.env, {
    AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${metadata}`, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  const aws = findAws(undefined);
  const config = { writerHost: '127.0.0.1', readerHosts: [], port, name: 'shop', user: 'shop-user', tls: false as const };
  const pool = connectTo('127.0.0.1', config, 2_000, aws, () => {});
  await Promise.all([pool.query('SELECT 1'), pool.query('SELECT 1')]);
  await pool.end();

  assert.equal(passwords.length, 2);
  for (const password of passwords) {
    const { searchParams } = new URL(`https://${password}`);
    assert.ok(password.startsWith(`127.0.0.1:${port}/?`), password);
    assert.equal(searchParams.get('DBUser'), 'shop-user');
    assert.match(searchParams.get('X-Amz-Credential')!, /^AKIDOFROLE\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/);
    assert.equal(searchParams.get('X-Amz-Security-Token'), 'session');
  }
  // Asked once for both.
  assert.equal(asked.filter((line) => line.endsWith('/placement/region')).length, 1);
  assert.equal(asked.filter((line) => line.endsWith('/instance-role')).length, 1);
});

/** Enough of the protocol to be logged in to: asks for the password in clear text, as RDS does inside of TLS, and takes any. */
function answerLikePostgres(socket: Socket, passwords: string[]) {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const [askForPassword, welcome] = [message('R', Buffer.from([0, 0, 0, 3])), message('R', Buffer.from([0, 0, 0, 0]))];
  const [ready, done] = [message('Z', Buffer.from('I')), message('C', Buffer.from('SELECT 0\0'))];
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(askForPassword);
    socket.on('data', (data) => {
      if (data.toString('latin1', 0, 1) === 'p') {
        passwords.push(data.toString('utf8', 5, data.length - 1));
        socket.write(Buffer.concat([welcome, ready]));
      } else {
        // Late, so that two queries take two connections.
        setTimeout(() => socket.write(Buffer.concat([done, ready])), 50);
      }
    });
  });
}
