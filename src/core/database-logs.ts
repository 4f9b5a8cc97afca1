import { Checks } from './checks';
import { DatabaseEnginePlan, nameOfEngine } from './database-engines';
import { DatabaseInstancePlan } from './database-replicas';
import { RETENTIONS } from './observability';

/** What is kept of what the database says. */
export interface DatabaseLogOptions {
  /**
   * Logs that are sent to CloudWatch, by AWS's names for them.
   *
   * @default - PostgreSQL: postgresql and upgrade; Aurora PostgreSQL: postgresql; MySQL and MariaDB: audit, error, general (which is off,
   * and stays empty) and slowquery
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
   */
  readonly exports?: string[];

  /**
   * Days for which they are kept: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
   * 2922, 3288, 3653.
   *
   * @default 30
   */
  readonly retentionDays?: number;

  /**
   * Send no logs. Gives up knowing afterwards what went wrong, and who logged in.
   *
   * @default false
   */
  readonly withoutExports?: boolean;
}

export interface DatabaseLogsPlan {
  /** Logs that are sent to CloudWatch, by AWS's names. */
  readonly exports: readonly string[];
  /** Groups that they arrive in. Made before the instances, which would make them themselves, and keep them for ever. */
  readonly groups: readonly DatabaseLogGroupPlan[];
}

export interface DatabaseLogGroupPlan {
  /** Its name below the construct, as `WriterPostgresqlLogs`. */
  readonly id: string;
  /** Id of the instance whose logs they are; absent where they are the cluster's. */
  readonly instance?: string;
  readonly name: string;
  readonly retentionDays: number;
  readonly isRetained: boolean;
}

/** What MySQL and MariaDB on RDS need to write an audit log. The replicas share it. */
export interface OptionGroupPlan {
  /** AWS refuses to delete one that a snapshot refers to, as the final one does. */
  readonly isRetained: boolean;
  readonly engineName: string;
  readonly majorEngineVersion: string;
  readonly description: string;
  readonly options: readonly { readonly name: string; readonly settings: Readonly<Record<string, string>> }[];
}

const DEFAULT_EXPORTS: Record<DatabaseEnginePlan['name'], readonly string[]> = {
  'postgres': ['postgresql', 'upgrade'],
  'mysql': ['audit', 'error', 'general', 'slowquery'],
  'mariadb': ['audit', 'error', 'general', 'slowquery'],
  'aurora-postgresql': ['postgresql'],
  'aurora-mysql': ['audit', 'error', 'general', 'slowquery'],
};

/** Every engine on which IAM logs in can say why it did not. */
const LOGINS = 'iam-db-auth-error';
const INSTANCE = 'instance';

export function planExports(options: DatabaseLogOptions, engine: DatabaseEnginePlan, checks: Checks): readonly string[] {
  checks.flag('logs.withoutExports', options.withoutExports);
  checks.notEmpty('logs.exports', options.exports, 'names of logs (withoutExports: true sends none)');
  const allowed = [...DEFAULT_EXPORTS[engine.name], LOGINS, ...(engine.isAurora ? [INSTANCE] : [])];
  (checks.known(options.exports) ?? []).forEach((log, index) => {
    checks.text(`logs.exports[${index}]`, log, (value) => allowed.includes(value), `a log of ${nameOfEngine(engine)}: one of ${allowed.join(', ')}`);
  });
  if (options.exports !== undefined && options.withoutExports) {
    checks.conflict('logs.withoutExports: true and logs.exports contradict each other: leave one out.');
  }
  return options.withoutExports ? [] : options.exports ?? DEFAULT_EXPORTS[engine.name];
}

/** Where the logs come from, and what becomes of them. */
export interface LogSources {
  readonly clusterIdentifier?: string;
  readonly instances: readonly DatabaseInstancePlan[];
  readonly isRetained: boolean;
}

export function planLogs(options: DatabaseLogOptions, exports: readonly string[], sources: LogSources, checks: Checks): DatabaseLogsPlan {
  const retentionDays = options.retentionDays ?? 30;
  if (!checks.isUnresolved(retentionDays) && !RETENTIONS.includes(retentionDays)) {
    checks.refuse('logs.retentionDays', `one of ${RETENTIONS.join(', ')}`, retentionDays);
  }
  const { clusterIdentifier, instances, isRetained } = sources;
  const group = (owner: string, path: string, log: string, instance?: string): DatabaseLogGroupPlan => ({
    id: `${owner}${inCamelCase(log)}Logs`,
    instance,
    name: `/aws/rds/${path}/${log}`,
    retentionDays,
    // A replica that comes back finds its name free.
    isRetained: isRetained && !owner.startsWith('Replica'),
  });
  const groups = exports.flatMap((log) => (
    clusterIdentifier === undefined || log === INSTANCE
      ? instances.map(({ id, identifier }) => group(id, `instance/${identifier}`, log, id))
      : [group('Cluster', `cluster/${clusterIdentifier}`, log)]
  ));
  return { exports, groups };
}

function inCamelCase(log: string): string {
  return log.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

/** Who came, and who changed what there is and who may. Not the statements on data, which would hold the data. */
const AUDITED_EVENTS = 'CONNECT,QUERY_DDL,QUERY_DCL';

/**
 * On RDS the audit log is an option's, on Aurora a parameter's.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MariaDB.Options.html
 */
export function planOptionGroup(
  engine: DatabaseEnginePlan, exports: readonly string[], name: string, isRetained: boolean,
): OptionGroupPlan | undefined {
  if (engine.isAurora || !exports.includes('audit')) { return undefined; }
  return {
    engineName: engine.name,
    majorEngineVersion: engine.version,
    description: `Audit log of ${name}`,
    options: [{ name: 'MARIADB_AUDIT_PLUGIN', settings: { SERVER_AUDIT_EVENTS: AUDITED_EVENTS } }],
    isRetained,
  };
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html */
export function auditParameters(): Record<string, string> {
  return { server_audit_logging: '1', server_audit_events: AUDITED_EVENTS };
}
