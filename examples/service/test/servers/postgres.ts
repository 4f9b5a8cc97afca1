import { execFile, execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { eventually, freePort, Process, programAt } from './processes';

const run = promisify(execFile);
const initdb = programAt('initdb');
export const POSTGRES = initdb && dirname(realpathSync(initdb));

/** One port, several addresses of this machine: the readers have the writer's port, as on RDS. */
const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

/** A writer and two replicas that follow it. */
export class Postgres {
  static async start(directory: string): Promise<{ writer: Postgres; readers: Postgres[]; port: number }> {
    const port = await freePort(...HOSTS);
    const [writer, ...readers] = HOSTS.map((host, i) => new Postgres(host, port, join(directory, `postgres-${i}`)));
    await writer.initialize();
    await writer.start();
    await Promise.all(readers.map(async (reader) => {
      await reader.run('pg_basebackup', '-D', reader.directory, '-R', '-h', writer.host, '-p', String(port), '-U', 'shop', '--checkpoint=fast', '--no-sync');
      await reader.start();
    }));
    return { writer, readers, port };
  }

  /** One alone, which is reached over TLS only. */
  static async startWithTls(directory: string, { certificate, key }: { certificate: string; key: string }): Promise<Postgres> {
    const postgres = new Postgres(HOSTS[0], await freePort(), join(directory, 'postgres-tls'), { ssl: 'on' });
    await postgres.initialize();
    for (const [name, text] of Object.entries({ 'server.crt': certificate, 'server.key': key, 'pg_hba.conf': 'hostssl all all 127.0.0.1/32 trust' })) {
      const path = join(postgres.directory, name);
      writeFileSync(path, `${text}\n`, { mode: 0o600 });
      if (postgres.owner) { chownSync(path, postgres.owner.uid, postgres.owner.gid); }
    }
    await postgres.start();
    return postgres;
  }

  private process!: Process;
  private readonly owner = unprivileged();

  private constructor(
    readonly host: string, readonly port: number, private readonly directory: string, private readonly more: Record<string, string> = {},
  ) {
    mkdirSync(directory, { mode: 0o700 });
    if (this.owner) { chownSync(directory, this.owner.uid, this.owner.gid); }
  }

  async start() {
    const settings = {
      listen_addresses: this.host, port: this.port, unix_socket_directories: '', fsync: 'off', max_connections: 60, wal_keep_size: '128MB', ...this.more,
    };
    this.process = new Process(join(POSTGRES!, 'postgres'),
      ['-D', this.directory, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], { ...this.owner, cwd: this.directory });
    await eventually(`postgres answers at ${this.host}`, () => this.ask('SELECT 1'), 20_000);
  }

  async stop() {
    await this.process.end('SIGQUIT');
  }

  async ask(sql: string): Promise<pg.QueryResultRow[]> {
    const ssl = this.more.ssl === 'on' && { rejectUnauthorized: false };
    const client = new pg.Client({ host: this.host, port: this.port, user: 'shop', database: 'postgres', ssl, connectionTimeoutMillis: 1_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  private async initialize() {
    await this.run('initdb', '-D', this.directory, '-U', 'shop', '-A', 'trust', '--no-sync', '--no-locale', '-E', 'UTF8');
  }

  private async run(program: string, ...args: string[]) {
    await run(join(POSTGRES!, program), args, { ...this.owner, cwd: this.directory, timeout: 30_000 });
  }
}

/** PostgreSQL refuses to be run by root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) { return undefined; }
  const idOf = (user: string, option: string) => Number(execFileSync('id', [option, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') };
  } catch {
    return { uid: idOf('nobody', '-u'), gid: idOf('nobody', '-g') };
  }
}
