import { rootCertificates } from 'node:tls';
import pg from 'pg';
import { Aws, databaseToken } from './aws';
import { DatabaseConfig } from './config';
import { Log, messageOf } from './log';

export interface Database {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

const MOST_CONNECTIONS = 10;

/** Connections to one server. What is broken or late is thrown away by the pool, and the next query gets a new one. */
export function connectTo(host: string, config: DatabaseConfig, timeoutMs: number, aws: Aws, log: Log): pg.Pool {
  const { port, name, user, password, tls } = config;
  const pool = new pg.Pool({
    host,
    port,
    database: name,
    user,
    password: password ?? (() => databaseToken(aws, host, port, user)),
    // Ours are added: a proxy's certificate is signed by an authority that Node.js knows, a database's is not.
    ssl: tls && { rejectUnauthorized: true, ...(tls.ca === undefined ? {} : { ca: [...rootCertificates, tls.ca] }) },
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    idleTimeoutMillis: 60_000,
    // After a failover a name leads elsewhere: connections that live for ever would never learn of it.
    maxLifetimeSeconds: 15 * 60,
    keepAlive: true,
  });
  // An idle connection that breaks would otherwise end the process.
  pool.on('error', (error) => log('warn', 'database connection lost', { host, error: messageOf(error) }));
  return pool;
}

/** A server that refuses a statement answers: its data, constraints, syntax or rights are at fault. */
export function isDatabaseOutage(error: unknown): boolean {
  return !/^(22|23|42)/.test(codeOf(error) ?? '');
}

/** The database is there, its tables are not yet. */
export function isUndefinedTable(error: unknown): boolean {
  return codeOf(error) === '42P01';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}
