import { CacheClientPlan, ConnectableCacheUser } from './cache-connections';
import { CacheEngine, checkCacheEngine } from './cache-engines';
import { Checks, PlanContext } from './checks';

/** What is said of a cache that is there already, as both engines hear it. */
export interface ImportedCache {
  readonly engine: CacheEngine;
  readonly port: number;
  readonly readerPort?: number;
  readonly cacheName?: string;
  readonly tls?: boolean;
  readonly clusterMode?: boolean;
  readonly serverless?: boolean;
  readonly users: readonly Pick<ConnectableCacheUser, 'userName' | 'authentication'>[];
}

/** What of it was left out, and is so as a rule. */
export type ImportedCachePlan = Pick<CacheClientPlan, 'tls' | 'clusterMode' | 'serverless'>;

/** @throws one error that lists every attribute that is missing, out of range, or contradicts another */
export function planImportedCache(cache: ImportedCache, context: PlanContext): ImportedCachePlan {
  const checks = new Checks(context);
  const isEngine = checkCacheEngine(cache.engine, checks);
  checkPort('port', cache.port, checks);
  if (cache.readerPort !== undefined) { checkPort('readerPort', cache.readerPort, checks); }
  checkLogins(cache, checks);
  checks.throwIfAny();
  const serverless = cache.serverless ?? false;
  const isMemcached = isEngine && cache.engine._plan(new Checks(context)).name === 'memcached';
  // A serverless cache speaks as a cluster does, whatever is behind it.
  return { tls: cache.tls ?? true, serverless, clusterMode: cache.clusterMode ?? (serverless && !isMemcached) };
}

const PORTS = { from: 1, to: 65_535 };

function checkPort(option: string, port: number | undefined, checks: Checks) {
  // JavaScript can leave out what has to be said.
  if (port === undefined) { checks.refuse(option, `an integer from ${PORTS.from} to ${PORTS.to}`, port); }
  checks.integer(option, port, PORTS);
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html */
function checkLogins({ users, cacheName, tls }: ImportedCache, checks: Checks) {
  const names = users.filter(({ authentication }) => authentication === 'iam').map(({ userName }) => userName);
  if (names.length === 0) { return; }
  const whose = `users (${names.join(', ')}) log in with IAM`;
  if (cacheName === undefined) { checks.conflict(`cacheName must be said where ${whose}: a client makes a token for it. Those with a password have a secret.`); }
  if (tls === false) { checks.conflict(`tls: false contradicts that ${whose}: AWS demands TLS for it.`); }
}
