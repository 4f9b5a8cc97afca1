import { Checks } from './checks';
import { DatabaseDialect } from './database-engines';
import { checkDatabaseUser } from './database-names';
import { connectionLines, EnvironmentPlan, pointerTo } from './environment';
import { StatementPlan } from './instances';

/** How a tier is connected to a database. */
export interface DatabaseConnectionOptions {
  /**
   * User of the database that the service logs in as, with IAM and without a password. The database's bootstrap document makes it.
   *
   * AWS advises fewer than 200 new logins a second: keep connections in a pool, or put a proxy before the database.
   *
   * @default - none: the service logs in by other means
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
   */
  readonly dbUser?: string;

  /**
   * Prefix of the environment variables by which the service finds it: `DATABASE` gives `DATABASE_WRITER_HOST`. Capital letters, digits and
   * underscores; unique among the tier's connections.
   *
   * @default 'DATABASE'
   */
  readonly prefix?: string;

  /**
   * Let the service read the admin's password. Running the bootstrap document takes it; an application should not.
   *
   * @default false
   */
  readonly adminSecret?: boolean;
}

/** Where a database is reached. */
export interface DatabaseEndpoints {
  readonly writer: string;
  /** One name for all replicas. */
  readonly reader?: string;
  /** Every replica by its own name. */
  readonly readers: readonly string[];
  /** As a text, so that a number known only at deploy time arrives. */
  readonly port: string;
  readonly databaseName?: string;
  readonly proxy?: string;
  /** The proxy's endpoint for reads. */
  readonly proxyReader?: string;
  readonly proxyPort?: string;
}

/** A database that a tier can be connected to, ours or an imported one, as the engine finds it. */
export interface ConnectableDatabase {
  readonly endpoints: DatabaseEndpoints;
  readonly port: number;
  readonly proxyPort?: number;
  /** `undefined` where an imported one does not say. */
  readonly dialect?: DatabaseDialect;
  /** Ids that logins are granted on: `db-…` of the writer and of each replica, or `cluster-…`. */
  readonly resourceIds: readonly string[];
  /** The same ids as the proxy knows them, where the client knows them by other means. */
  readonly idsForProxy?: readonly string[];
  /** `prx-…` */
  readonly proxyResourceId?: string;
  /** Name and ARN of the parameter that holds its coordinates; absent for an imported one. */
  readonly coordinates?: { readonly name: string; readonly arn: string };
  readonly adminUser?: string;
  readonly secretArn?: string;
  /** Key of the secret, if it has one of its own. */
  readonly secretKeyArn?: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export interface DatabaseConnectionPlan {
  readonly prefix: string;
  /** A parameter of the tier's own, which leads to the database's or holds the same. */
  readonly parameterName: string;
  readonly parameterValue: string;
  readonly parameterDescription: string;
  readonly statements: readonly StatementPlan[];
  /** What the proxy's own role may do for this connection. */
  readonly proxyStatements: readonly StatementPlan[];
  /** The way to the database's security group. */
  readonly toDatabase: { readonly port: number; readonly description: string };
  /** The way to the proxy's security group. */
  readonly toProxy?: { readonly port: number; readonly description: string };
}

/** The prefix that a database's own parameter has. */
export const DATABASE_PREFIX = 'DATABASE';

/**
 * Where another stack finds the id of the instance of this number: an export that is imported cannot be taken back, so that the replica could
 * not be removed.
 */
export function resourceIdParameterOf(coordinatesParameterName: string, number: number): string {
  return `${coordinatesParameterName}/resource-id-${number}`;
}

/** Where the database is, as lines of an environment. No secret is among them. */
export function coordinatesOf(endpoints: DatabaseEndpoints, prefix: string = DATABASE_PREFIX): string {
  const { writer, reader, readers, port, databaseName, proxy, proxyReader, proxyPort } = endpoints;
  const values: Record<string, string | undefined> = {
    WRITER_HOST: writer,
    // Without replicas the writer answers reads as well.
    READER_HOST: reader ?? readers[0] ?? writer,
    READER_HOSTS: (readers.length > 0 ? readers : [reader ?? writer]).join(','),
    PORT: port,
    NAME: databaseName,
    PROXY_HOST: proxy,
    PROXY_READER_HOST: proxyReader,
    PROXY_PORT: proxyPort,
  };
  return connectionLines(prefix, Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))));
}

export function planDatabaseConnection(
  options: DatabaseConnectionOptions, database: ConnectableDatabase, environment: EnvironmentPlan, checks: Checks,
): DatabaseConnectionPlan {
  const prefix = options.prefix ?? DATABASE_PREFIX;
  checkConnection(options, prefix, database, environment, checks);
  checks.throwIfAny();
  // The database's own parameter follows it: a replica that is added is known without touching the servers.
  const pointsTo = database.coordinates;
  const { dbUser } = options;
  return {
    prefix,
    parameterName: `${environment.parameterPath}/${prefix}`,
    parameterValue: pointsTo ? pointerTo(pointsTo.name, DATABASE_PREFIX, prefix) : coordinatesOf(database.endpoints, prefix),
    parameterDescription: `Where the servers find what they know as ${prefix}`,
    statements: [
      ...(pointsTo ? [{ sid: `${sidOf(prefix)}Coordinates`, actions: ['ssm:GetParameter'], resources: [pointsTo.arn] }] : []),
      ...(dbUser === undefined ? [] : [loginStatement(`${sidOf(prefix)}Login`, dbUser, database, [...database.resourceIds, ...proxyOf(database)])]),
      ...(options.adminSecret ? secretStatements(prefix, database) : []),
    ],
    proxyStatements: dbUser === undefined || database.proxyResourceId === undefined ? []
      : [loginStatement(`${sidOf(prefix)}Login${sidOf(dbUser)}`, dbUser, database, idsForProxy(database))],
    toDatabase: { port: database.port, description: `The database that is known as ${prefix}` },
    toProxy: database.proxyPort === undefined ? undefined : { port: database.proxyPort, description: `The proxy of the database that is known as ${prefix}` },
  };
}

/** What it takes to log in, for somebody who is not a tier. */
export interface DatabaseLoginPlan {
  readonly statement: StatementPlan;
  /** What the proxy's own role may do for it. */
  readonly proxyStatements: readonly StatementPlan[];
}

export function planLogin(dbUser: string, database: ConnectableDatabase, checks: Checks): DatabaseLoginPlan {
  checkLogin(dbUser, database, checks);
  checks.throwIfAny();
  return {
    statement: loginStatement(`Login${sidOf(dbUser)}`, dbUser, database, [...database.resourceIds, ...proxyOf(database)]),
    proxyStatements: database.proxyResourceId === undefined ? [] : [loginStatement(`Login${sidOf(dbUser)}`, dbUser, database, idsForProxy(database))],
  };
}

function idsForProxy(database: ConnectableDatabase): readonly string[] {
  return database.idsForProxy ?? database.resourceIds;
}

function proxyOf({ proxyResourceId }: ConnectableDatabase): string[] {
  return proxyResourceId === undefined ? [] : [proxyResourceId];
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
function loginStatement(sid: string, dbUser: string, database: ConnectableDatabase, resourceIds: readonly string[]): StatementPlan {
  const { partition, region, account } = database;
  return { sid, actions: ['rds-db:connect'], resources: resourceIds.map((id) => `arn:${partition}:rds-db:${region}:${account}:dbuser:${id}/${dbUser}`) };
}

function secretStatements(prefix: string, { secretArn, secretKeyArn }: ConnectableDatabase): StatementPlan[] {
  return [
    { sid: `${sidOf(prefix)}Admin`, actions: ['secretsmanager:GetSecretValue'], resources: [secretArn!] },
    ...(secretKeyArn === undefined ? [] : [{ sid: `${sidOf(prefix)}AdminKey`, actions: ['kms:Decrypt'], resources: [secretKeyArn] }]),
  ];
}

function checkConnection(
  { dbUser, adminSecret }: DatabaseConnectionOptions, prefix: string, database: ConnectableDatabase, environment: EnvironmentPlan, checks: Checks,
) {
  checks.text('prefix', prefix, /^[A-Z][A-Z0-9_]{0,63}$/, 'capital letters, digits and underscores, beginning with a letter');
  checks.flag('adminSecret', adminSecret);
  checkLogin(dbUser, database, checks);
  if (adminSecret && database.secretArn === undefined) { checks.conflict('adminSecret: true needs the secret of the database, which is not known here.'); }
  if (!environment.isRead) { checks.conflict('connectTo needs service: it is the service that is told what it is connected to.'); }
}

function checkLogin(dbUser: string | undefined, database: ConnectableDatabase, checks: Checks) {
  checkDatabaseUser('dbUser', dbUser, database.dialect, checks);
  if (checks.known(dbUser) !== undefined && dbUser === database.adminUser) {
    checks.conflict('dbUser must be a user of its own, not the admin: adminSecret: true is the way to be the admin.');
  }
  if (dbUser !== undefined && database.resourceIds.length === 0) {
    checks.conflict('dbUser needs the resource ids of the database: logins are granted on them.');
  }
}

/** A statement id takes letters and digits only. */
function sidOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, 'x');
}
