import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { auditParameters } from './database-logs';

/** What the database is configured by. On RDS for instances, and the replicas share it; on Aurora for the cluster. */
export interface ParameterGroupPlan {
  readonly family: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the parameters depend on. */
export interface ParameterSettings {
  readonly given: Readonly<Record<string, string>>;
  readonly requiresTls: boolean;
  readonly heartbeat: boolean;
  readonly logs: readonly string[];
}

export function planParameterGroup(engine: DatabaseEnginePlan, settings: ParameterSettings, name: string, checks: Checks): ParameterGroupPlan {
  const own = engine.dialect === 'postgres' ? {} : mysqlParameters(engine, settings.logs);
  checkParameters(engine, settings, checks);
  return {
    family: engine.parameterGroupFamily,
    description: `Parameters of ${name}`,
    parameters: {
      ...own,
      ...settings.given,
      ...(settings.requiresTls ? tlsParameter(engine) : {}),
      ...(settings.heartbeat ? { shared_preload_libraries: withPgCron(settings.given.shared_preload_libraries) } : {}),
    },
  };
}

/**
 * Without it a client may still choose not to encrypt.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/rds-mysql-instance-encrypted-in-transit.html
 */
function tlsParameter({ dialect, isAurora }: DatabaseEnginePlan): Record<string, string> {
  if (dialect === 'postgres') { return { 'rds.force_ssl': '1' }; }
  // Aurora takes ON and OFF only, RDS is asked by its own rules for 1.
  return { require_secure_transport: isAurora ? 'ON' : '1' };
}

/** The general log stays off: it holds every statement, and what is in it. Slow ones are logged to files, which is where they are exported from. */
function mysqlParameters(engine: DatabaseEnginePlan, logs: readonly string[]): Record<string, string> {
  return {
    general_log: '0',
    ...(logs.includes('slowquery') ? { slow_query_log: '1', long_query_time: '2', log_output: 'FILE' } : {}),
    ...(engine.isAurora && logs.includes('audit') ? auditParameters() : {}),
  };
}

/** What RDS loads by itself has to be said again. */
const PRELOADED = 'pg_stat_statements';

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL_pg_cron.html */
function withPgCron(given: string | undefined): string {
  const libraries = (given ?? PRELOADED).split(',').map((library) => library.trim()).filter((library) => library !== '' && library !== 'pg_cron');
  return [...libraries, 'pg_cron'].join(',');
}

const PARAMETER_NAME = /^[a-z][a-z0-9_.]{0,254}$/;

function checkParameters(engine: DatabaseEnginePlan, { given, requiresTls }: ParameterSettings, checks: Checks) {
  const tls = Object.keys(tlsParameter(engine))[0];
  for (const [name, value] of Object.entries(given)) {
    checks.text('parameters', name, PARAMETER_NAME, 'named with small letters, digits, underscores and dots');
    if (checks.known(value) !== undefined && typeof value !== 'string') { checks.refuse(`parameters.${name}`, 'a text', value); }
    if (name === tls && requiresTls) { checks.conflict(`parameters.${tls} is set by the database itself: leave it out (withoutTls: true lets clients choose).`); }
    if (name === 'general_log' && checks.known(value) !== undefined && !/^(0|OFF)$/i.test(value)) {
      checks.conflict('parameters.general_log must stay off: the log would hold every statement, and the secrets in them.');
    }
  }
  if (checks.isUnresolved(given.max_connections)) { return; }
  checks.text('parameters.max_connections', given.max_connections, /^([1-9]\d{0,6}|[{A-Z].*)$/, 'a number of connections, or a formula of RDS');
}
