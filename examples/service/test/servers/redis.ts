import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { eventually, freePort, Process, programAt } from './processes';

export const REDIS = programAt('valkey-server') ?? programAt('redis-server');

/** A cache of our own, which keeps what it has over a restart, as one with a replica does. */
export class Redis {
  static async start(directory: string, ...options: string[]): Promise<Redis> {
    const redis = new Redis(await freePort(), directory, options);
    await redis.start();
    return redis;
  }

  /** A cluster of one, which is reached over TLS only. */
  static async startClusterWithTls(directory: string, { certificateFile, keyFile }: { certificateFile: string; keyFile: string }): Promise<Redis> {
    const port = await freePort();
    const redis = new Redis(port, directory, [
      '--tls-port', String(port), '--tls-cert-file', certificateFile, '--tls-key-file', keyFile, '--tls-auth-clients', 'no',
      '--tls-ca-cert-file', certificateFile, '--cluster-enabled', 'yes', '--tls-cluster', 'yes', '--cluster-port', String(await freePort()),
    ]);
    await redis.start();
    await redis.ask('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually('the cluster is complete', async () => assert.match(String(await redis.ask('CLUSTER', 'INFO')), /cluster_state:ok/));
    return redis;
  }

  private readonly directory: string;
  private process!: Process;

  private constructor(readonly port: number, parent: string, private readonly options: string[]) {
    this.directory = mkdtempSync(join(parent, 'redis-'));
  }

  async start() {
    this.process = new Process(REDIS!, [
      ...(this.options.includes('--tls-port') ? ['--port', '0'] : ['--port', String(this.port)]), '--bind', '127.0.0.1', '--dir', this.directory, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always', ...this.options,
    ]);
    await eventually('redis answers', () => this.ask('PING'));
  }

  async stop() {
    await this.process.end();
  }

  /** It hangs: connections are accepted, and nothing is answered. */
  hang() {
    this.process.signal('SIGSTOP');
  }

  wakeUp() {
    this.process.signal('SIGCONT');
  }

  /** As nobody in particular, past TLS if it has any. */
  async ask(...command: string[]): Promise<unknown> {
    const tls = this.options.includes('--tls-port') && { tls: true as const, rejectUnauthorized: false };
    const client = createClient({ socket: { port: this.port, host: '127.0.0.1', reconnectStrategy: false, ...tls } });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      await client.close();
    }
  }
}
