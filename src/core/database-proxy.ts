import { Checks, Warning } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { StatementPlan } from './instances';

/**
 * A pool of connections that all servers share, and that outlives the writer: for many servers, or short connections. It comes to the
 * database as the user who came to it, by IAM.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-migration.html
 */
export interface DatabaseProxyOptions {
  /**
   * Percentage of the database's connections that the proxy may have, 1–100.
   *
   * @default 90
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-managing.html#rds-proxy-connection-pooling-tuning
   */
  readonly maxConnectionsPercent?: number;

  /**
   * Percentage of the database's connections that the proxy keeps open without anybody, 0 to `maxConnectionsPercent`.
   *
   * @default - half of maxConnectionsPercent
   */
  readonly maxIdleConnectionsPercent?: number;

  /**
   * Seconds that a client waits for a connection, 0–300.
   *
   * @default 120
   */
  readonly connectionBorrowTimeoutSeconds?: number;

  /**
   * Seconds after which a client that says nothing is let go, 1–28800.
   *
   * @default 1800
   */
  readonly idleClientTimeoutSeconds?: number;
}

export interface DatabaseProxyPlan {
  readonly name: string;
  readonly engineFamily: 'POSTGRESQL' | 'MYSQL';
  /** The proxy comes to the database as the user who came to it: nobody's password is anywhere. */
  readonly defaultAuthScheme: 'IAM_AUTH';
  readonly requireTls: boolean;
  readonly idleClientTimeoutSeconds: number;
  readonly maxConnectionsPercent: number;
  readonly maxIdleConnectionsPercent: number;
  readonly connectionBorrowTimeoutSeconds: number;
  readonly debugLogging: false;
  /** What it listens on: the engine's standard port, whatever the database's. */
  readonly port: number;
  readonly target: 'instance' | 'cluster';
  readonly targetGroupName: 'default';
  /** An endpoint that leads to Aurora's replicas. */
  readonly readOnlyEndpoint?: { readonly id: string; readonly name: string; readonly targetRole: 'READ_ONLY' };
  readonly trust: StatementPlan;
  readonly roleDescription: string;
  readonly policyDescription: string;
  readonly securityGroupDescription: string;
  /** The way from the proxy to the database. */
  readonly toDatabase: { readonly port: number; readonly description: string; readonly incomingDescription: string };
}

/** What the proxy stands before. */
export interface ProxiedDatabase {
  readonly engine: DatabaseEnginePlan;
  readonly identifier: string;
  readonly name: string;
  readonly port: number;
  readonly replicas: number;
  readonly account: string;
}

export function planProxy(options: DatabaseProxyOptions, database: ProxiedDatabase, checks: Checks): DatabaseProxyPlan {
  const { engine, identifier, name, port, replicas, account } = database;
  const maxConnectionsPercent = options.maxConnectionsPercent ?? 90;
  checkProxy(options, maxConnectionsPercent, checks);
  return {
    name: `${identifier}-proxy`,
    engineFamily: engine.proxyFamily,
    defaultAuthScheme: 'IAM_AUTH',
    // AWS wants it where clients log in with IAM.
    requireTls: true,
    idleClientTimeoutSeconds: options.idleClientTimeoutSeconds ?? 1800,
    maxConnectionsPercent,
    maxIdleConnectionsPercent: options.maxIdleConnectionsPercent ?? Math.floor((checks.known(maxConnectionsPercent) ?? 0) / 2),
    connectionBorrowTimeoutSeconds: options.connectionBorrowTimeoutSeconds ?? 120,
    debugLogging: false,
    port: engine.standardPort,
    target: engine.isAurora ? 'cluster' : 'instance',
    targetGroupName: 'default',
    readOnlyEndpoint: engine.isAurora && replicas > 0 ? { id: 'ProxyReader', name: `${identifier}-readers`, targetRole: 'READ_ONLY' } : undefined,
    trust: {
      sid: 'Proxy',
      principals: { Service: 'rds.amazonaws.com' },
      actions: ['sts:AssumeRole'],
      resources: [],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    },
    roleDescription: `Proxy of ${name}`,
    policyDescription: `Whom the proxy of ${name} may log in as`,
    securityGroupDescription: `Proxy of ${name}: connected servers in; the database out`,
    toDatabase: { port, description: 'The database behind the proxy', incomingDescription: 'The proxy' },
  };
}

/** On RDS a proxy leads to the writer only. */
export function warnOfProxyWithoutReaders(hasProxy: boolean, { isAurora }: DatabaseEnginePlan, replicas: number): Warning[] {
  return !hasProxy || isAurora || replicas === 0 ? [] : [{
    id: 'scale-out-constructs:proxyReadsFromWriter',
    message: 'proxy leads to the writer only: RDS has an endpoint for reads on Aurora alone. Send reads to the reader address, past the proxy.',
  }];
}

function checkProxy(options: DatabaseProxyOptions, maxConnectionsPercent: number, checks: Checks) {
  const most = checks.integer('proxy.maxConnectionsPercent', maxConnectionsPercent, { from: 1, to: 100 });
  const bound = { from: 0, to: checks.known(most) ?? 100, toOption: checks.known(most) === undefined ? undefined : 'proxy.maxConnectionsPercent' };
  checks.integer('proxy.maxIdleConnectionsPercent', options.maxIdleConnectionsPercent, bound);
  checks.integer('proxy.connectionBorrowTimeoutSeconds', options.connectionBorrowTimeoutSeconds, { from: 0, to: 300 });
  checks.integer('proxy.idleClientTimeoutSeconds', options.idleClientTimeoutSeconds, { from: 1, to: 28_800 });
}
