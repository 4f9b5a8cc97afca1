import { readFileSync } from 'node:fs';

/** Everything the service is told, read once from its environment. */
export interface Config {
  readonly port: number;
  readonly healthPath: string;
  readonly keepAliveSeconds: number;
  readonly drainSeconds: number;
  readonly breakerResetSeconds: number;
  readonly tracing: TracingConfig;
  readonly region?: string;
  readonly database: DatabaseConfig | Missing;
  readonly cache: CacheConfig | Missing;
  readonly files: FilesConfig | Missing;
}

/**
 * What a connection still lacks. Not an error: an instance may boot before it is told what it is connected to, and its service
 * is restarted once it is.
 */
export interface Missing {
  readonly missing: readonly string[];
}

export interface DatabaseConfig {
  readonly writerHost: string;
  readonly readerHosts: readonly string[];
  readonly port: number;
  readonly name: string;
  readonly user: string;
  /** Without it, an IAM token is asked for. */
  readonly password?: string;
  /** `false` is for a server on one's own machine. */
  readonly tls: { readonly ca?: string } | false;
}

export interface CacheConfig {
  readonly host: string;
  readonly port: number;
  /** Without it there is no login, which is for a server on one's own machine. */
  readonly login?: PasswordLogin | IamLogin;
  readonly tls: boolean;
  readonly clusterMode: boolean;
}

export interface PasswordLogin {
  readonly user: string;
  readonly password: string;
}

export interface IamLogin {
  readonly user: string;
  /** The id of the replication group or the name of the serverless cache: it is signed, not looked up. */
  readonly cacheName: string;
  readonly serverless: boolean;
}

export interface FilesConfig {
  readonly bucket: string;
}

export interface TracingConfig {
  readonly serviceName: string;
  readonly endpoint: string;
  /** Share of the requests that are traced, unless the caller has decided. */
  readonly ratio: number;
  readonly disabled: boolean;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export function isMissing(part: object): part is Missing {
  return 'missing' in part;
}

/** Reports all problems at once: whoever has to mend them sees the whole of it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const variables = new Variables(env);
  const config: Config = {
    port: variables.integer('PORT', 8080, 1, 65_535),
    healthPath: variables.text('HEALTH_PATH', '/health', /^\/\S*$/, 'a path that begins with /'),
    // 65 is above the 60 s after which a load balancer, left as it is, drops an idle connection.
    keepAliveSeconds: variables.integer('KEEP_ALIVE_SECONDS', 65, 1, 4_005),
    drainSeconds: variables.integer('DRAIN_SECONDS', 2, 0, 22),
    breakerResetSeconds: variables.integer('BREAKER_RESET_SECONDS', 60, 1, 3_600),
    tracing: readTracing(variables),
    region: variables.optional('AWS_REGION'),
    database: readDatabase(variables),
    cache: readCache(variables),
    files: readFiles(variables),
  };
  if (variables.problems.length > 0) { throw new ConfigError(variables.problems); }
  return config;
}

function readTracing(variables: Variables): TracingConfig {
  return {
    serviceName: variables.optional('OTEL_SERVICE_NAME') ?? 'shop',
    // Where the CloudWatch agent of the tier listens.
    endpoint: variables.text('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:4318', /^https?:\/\/\S+$/, 'a URL'),
    ratio: variables.share('OTEL_TRACES_SAMPLER_ARG', 1),
    disabled: variables.flag('OTEL_SDK_DISABLED', false),
  };
}

function readDatabase(variables: Variables): DatabaseConfig | Missing {
  const port = variables.integer('DATABASE_PORT', 5432, 1, 65_535);
  const withoutTls = variables.flag('DATABASE_WITHOUT_TLS', false);
  const ca = variables.file('DATABASE_CA_FILE');
  const needed = variables.all('DATABASE_WRITER_HOST', 'DATABASE_NAME', 'DATABASE_USER');
  if (isMissing(needed)) { return needed; }
  const [writerHost, name, user] = needed;
  const readerHosts = (variables.optional('DATABASE_READER_HOSTS') ?? '').split(',').map((host) => host.trim()).filter((host) => host !== '');
  return {
    writerHost,
    // Without replicas the writer answers reads as well.
    readerHosts: readerHosts.length > 0 ? readerHosts : [writerHost],
    port,
    name,
    user,
    password: variables.optional('DATABASE_PASSWORD'),
    tls: withoutTls ? false : { ca },
  };
}

function readCache(variables: Variables): CacheConfig | Missing {
  const port = variables.integer('SESSION_CACHE_PORT', 6379, 1, 65_535);
  const tls = variables.flag('SESSION_CACHE_TLS', true);
  const clusterMode = variables.flag('SESSION_CACHE_CLUSTER_MODE', false);
  const serverless = variables.flag('SESSION_CACHE_SERVERLESS', false);
  const user = variables.optional('SESSION_CACHE_USER');
  const password = variables.optional('SESSION_CACHE_PASSWORD');
  const secretArn = variables.optional('SESSION_CACHE_SECRET_ARN');
  if (secretArn !== undefined && password === undefined) {
    variables.problems.push(`SESSION_CACHE_SECRET_ARN must be absent, not "${secretArn}": ${user ?? 'its user'} logs in with a password from Secrets `
      + 'Manager, which is not supported here. Connect as a user that logs in with IAM.');
  }
  const byIam = user !== undefined && password === undefined;
  if (byIam && !tls) {
    variables.problems.push('SESSION_CACHE_TLS=false cannot carry an IAM login: set SESSION_CACHE_PASSWORD, or leave TLS on.');
  }
  const needed = variables.all('SESSION_CACHE_HOST', ...(byIam ? ['SESSION_CACHE_NAME'] : []));
  if (isMissing(needed)) { return needed; }
  const [host, cacheName] = needed;
  return {
    host,
    port,
    login: user === undefined ? undefined : password === undefined ? { user, cacheName, serverless } : { user, password },
    tls,
    // A serverless cache always speaks cluster mode.
    clusterMode: clusterMode || serverless,
  };
}

function readFiles(variables: Variables): FilesConfig | Missing {
  const needed = variables.all('FILES_BUCKET');
  return isMissing(needed) ? needed : { bucket: needed[0] };
}

/** Looks at one variable after another and collects what is wrong with them. An empty one counts as absent. */
class Variables {
  readonly problems: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  optional(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  /** The values of all of them, or the names of those that are missing. */
  all(...names: string[]): string[] | Missing {
    const missing = names.filter((name) => this.optional(name) === undefined);
    return missing.length > 0 ? { missing } : names.map((name) => this.optional(name)!);
  }

  text(name: string, fallback: string, pattern: RegExp, rule: string): string {
    const value = this.optional(name) ?? fallback;
    if (!pattern.test(value)) { this.refuse(name, rule, value); }
    return value;
  }

  integer(name: string, fallback: number, from: number, to: number): number {
    const value = this.optional(name);
    if (value === undefined) { return fallback; }
    if (!/^\d{1,9}$/.test(value) || Number(value) < from || Number(value) > to) { this.refuse(name, `a whole number from ${from} to ${to}`, value); }
    return Number(value);
  }

  share(name: string, fallback: number): number {
    const value = this.optional(name) ?? String(fallback);
    if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(value)) { this.refuse(name, 'a number from 0 to 1', value); }
    return Number(value);
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.optional(name) ?? String(fallback);
    if (value !== 'true' && value !== 'false') { this.refuse(name, 'true or false', value); }
    return value === 'true';
  }

  /** The contents of the file that the variable names. */
  file(name: string): string | undefined {
    const path = this.optional(name);
    if (path === undefined) { return undefined; }
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      this.refuse(name, 'a file that can be read', `${path}: ${(error as Error).message}`);
      return undefined;
    }
  }

  private refuse(name: string, rule: string, value: string) {
    this.problems.push(`${name} must be ${rule}, not "${value}".`);
  }
}
