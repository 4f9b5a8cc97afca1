import { CacheEngineName } from './cache-engines';
import { Checks } from './checks';
import { connectionLines, EnvironmentPlan, pointerTo } from './environment';
import { StatementPlan } from './instances';

/** How a tier is connected to a cache. */
export interface CacheConnectionOptions {
  /**
   * Prefix of the environment variables by which the service finds it: `SESSION_CACHE` gives `SESSION_CACHE_HOST`, `_PORT`, `_READER_HOST`,
   * `_READER_PORT`, `_NAME`, `_USER`, `_SECRET_ARN` (of a user with a password), `_TLS`, `_CLUSTER_MODE`, `_SERVERLESS` and `_ENGINE`. Capital
   * letters, digits and underscores; unique among the tier's connections.
   *
   * @default 'SESSION_CACHE'
   */
  readonly prefix?: string;

  /**
   * User that the service logs in as, by its name in `users`.
   *
   * @default - the only one, or the first that logs in with IAM
   */
  readonly user?: string;
}

/** What clients have to know of a cache, wherever it is. */
export interface CacheClientPlan {
  /** The replication group's id, or the serverless cache's name: a token to log in with IAM is made for it. Absent for Memcached. */
  readonly name?: string;
  readonly tls: boolean;
  readonly clusterMode: boolean;
  readonly serverless: boolean;
  readonly engine: CacheEngineName;
}

/** Where a cache is reached, and how. */
export interface CacheEndpoints extends CacheClientPlan {
  /** The primary's; with cluster mode the configuration endpoint. */
  readonly host: string;
  /** As a text, so that a number known only at deploy time arrives. */
  readonly port: string;
  /** One name for all replicas; absent with cluster mode, whose clients find them, and where there are none. */
  readonly readerHost?: string;
  /** Where it is not the port itself. */
  readonly readerPort?: string;
}

/** A user of a cache, as the engine finds it. */
export interface ConnectableCacheUser {
  /** What it is called in the cache's options; of an imported one its name in the cache. */
  readonly name: string;
  /** What a client logs in as. */
  readonly userName: string;
  readonly arn: string;
  readonly authentication: 'iam' | 'password';
  readonly secretArn?: string;
  /** Key of the secret, if it has one of its own. */
  readonly secretKeyArn?: string;
}

/** A cache that a tier can be connected to, ours or an imported one, as the engine finds it. */
export interface ConnectableCache {
  readonly endpoints: CacheEndpoints;
  readonly port: number;
  /** Where reads are answered by another port: serverless only. */
  readonly readerPort?: number;
  /** Of the replication group or the serverless cache: logins are granted on it. */
  readonly arn?: string;
  /** Without the `default` of Redis OSS. Empty where nobody is asked who he is, or where an imported one does not say. */
  readonly users: readonly ConnectableCacheUser[];
  /** Name and ARN of the parameter that holds its coordinates; absent for an imported one. */
  readonly coordinates?: { readonly name: string; readonly arn: string };
}

export interface CacheConnectionPlan {
  readonly prefix: string;
  /** A parameter of the tier's own, which leads to the cache's or holds the same. */
  readonly parameterName: string;
  readonly parameterValue: string;
  readonly parameterDescription: string;
  readonly statements: readonly StatementPlan[];
  /** The ways to the cache's security group: one a port. */
  readonly toCache: readonly { readonly port: number; readonly description: string }[];
}

/** The statements that a login takes. */
export interface CacheLoginPlan {
  readonly statements: readonly StatementPlan[];
}

/** The prefix that a cache's own parameter has. */
export const CACHE_PREFIX = 'SESSION_CACHE';

/**
 * Where another stack finds the ARN of a user's password: an export that is imported cannot be taken back, so that the user could not be removed.
 */
export function secretParameterOf(coordinatesParameterName: string, user: string): string {
  return `${coordinatesParameterName}/secret-of-${user}`;
}

/** Where the cache is, as lines of an environment. No secret is among them. */
export function cacheCoordinatesOf(endpoints: CacheEndpoints, prefix: string = CACHE_PREFIX): string {
  const { host, port, readerHost, readerPort, name, tls, clusterMode, serverless, engine } = endpoints;
  return linesOf(prefix, {
    HOST: host,
    PORT: port,
    READER_HOST: readerHost,
    READER_PORT: readerHost === undefined ? undefined : readerPort ?? port,
    NAME: name,
    TLS: String(tls),
    CLUSTER_MODE: String(clusterMode),
    SERVERLESS: String(serverless),
    ENGINE: engine,
  });
}

export function planCacheConnection(
  options: CacheConnectionOptions, cache: ConnectableCache, environment: EnvironmentPlan, checks: Checks,
): CacheConnectionPlan {
  const prefix = options.prefix ?? CACHE_PREFIX;
  checks.text('prefix', prefix, /^[A-Z][A-Z0-9_]{0,63}$/, 'capital letters, digits and underscores, beginning with a letter');
  if (!environment.isRead) { checks.conflict('connectTo needs service: it is the service that is told what it is connected to.'); }
  const user = userOf(options.user, cache, checks);
  checks.throwIfAny();
  // The cache's own parameter follows it: a cache that changes its address is found without touching the servers.
  const pointsTo = cache.coordinates;
  const whereItIs = pointsTo ? pointerTo(pointsTo.name, CACHE_PREFIX, prefix) : cacheCoordinatesOf(cache.endpoints, prefix);
  return {
    prefix,
    parameterName: `${environment.parameterPath}/${prefix}`,
    parameterValue: [whereItIs, ...(user ? [linesOf(prefix, { USER: user.userName, SECRET_ARN: user.secretArn })] : [])].join('\n'),
    parameterDescription: `Where the servers find what they know as ${prefix}`,
    statements: [
      ...(pointsTo ? [{ sid: `${sidOf(prefix)}Coordinates`, actions: ['ssm:GetParameter'], resources: [pointsTo.arn] }] : []),
      ...(user ? loginStatements(sidOf(prefix), user, cache) : []),
    ],
    toCache: portsOf(cache).map((port) => ({ port, description: `The cache that is known as ${prefix}` })),
  };
}

/** What it takes to log in, for somebody who is not a tier. The user by its name in `users`, or the one that a connection would take. */
export function planCacheLogin(name: string | undefined, cache: ConnectableCache, checks: Checks): CacheLoginPlan {
  const user = userOf(name, cache, checks);
  if (!user && cache.users.length === 0) { checks.conflict('grantConnect needs users of the cache, and none are known here: it asks nobody who he is.'); }
  checks.throwIfAny();
  return { statements: loginStatements(`Login${sidOf(user!.name)}`, user!, cache) };
}

function userOf(name: string | undefined, { users, arn }: ConnectableCache, checks: Checks): ConnectableCacheUser | undefined {
  const user = name === undefined ? defaultOf(users) : users.find((one) => one.name === name);
  if (name !== undefined && !user) {
    checks.refuse('user', users.length === 0 ? 'left out: no users of the cache are known here' : `one of ${namesOf(users)}`, name);
  }
  if (name === undefined && !user && users.length > 0) { checks.conflict(`user must be one of ${namesOf(users)}: the cache has several, and none logs in with IAM.`); }
  if (user?.authentication === 'iam' && arn === undefined) { checks.conflict(`user '${user.name}' needs the ARN of the cache: logins are granted on it.`); }
  if (user?.authentication === 'password' && user.secretArn === undefined) { checks.conflict(`user '${user.name}' needs the secret of its password, which is not known here.`); }
  return user;
}

function defaultOf(users: readonly ConnectableCacheUser[]): ConnectableCacheUser | undefined {
  return users.length === 1 ? users[0] : users.find(({ authentication }) => authentication === 'iam');
}

function namesOf(users: readonly ConnectableCacheUser[]): string {
  return users.map(({ name }) => name).join(', ');
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html */
function loginStatements(sid: string, user: ConnectableCacheUser, { arn }: ConnectableCache): StatementPlan[] {
  if (user.authentication === 'iam') {
    return [{ sid: `${sid}Login`, actions: ['elasticache:Connect'], resources: [arn!, user.arn] }];
  }
  return [
    { sid: `${sid}Password`, actions: ['secretsmanager:GetSecretValue'], resources: [user.secretArn!] },
    ...(user.secretKeyArn === undefined ? [] : [{ sid: `${sid}PasswordKey`, actions: ['kms:Decrypt'], resources: [user.secretKeyArn] }]),
  ];
}

function portsOf({ port, readerPort }: ConnectableCache): number[] {
  return readerPort === undefined || readerPort === port ? [port] : [port, readerPort];
}

function linesOf(prefix: string, values: Record<string, string | undefined>): string {
  return connectionLines(prefix, Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))));
}

/** A statement id takes letters and digits only. */
function sidOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, 'x');
}
