import { Checks } from './checks';
import { DatabaseDialect, DatabaseEnginePlan, nameOfEngine } from './database-engines';

/**
 * Names that the engines and RDS keep for themselves.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
 */
const RESERVED_USERS: Record<DatabaseDialect, readonly string[]> = {
  postgres: ['admin', 'all', 'user', 'public', 'none', 'session_user', 'current_user', 'rds_superuser', 'rds_iam', 'rds_replication', 'rds_password'],
  mysql: ['root', 'mysql', 'sys', 'event_scheduler', 'public', 'user'],
  mariadb: ['root', 'mysql', 'sys', 'mariadb', 'public', 'user'],
};
const RESERVED_EVERYWHERE = ['rdsadmin', 'rdsrepladmin', 'rds_superuser_role', 'rdstopmgr', 'rdsproxyadmin', 'rdswriteforwarduser', 'rdshm'];
const RESERVED_DATABASES: Record<DatabaseDialect, readonly string[]> = {
  postgres: ['postgres', 'template0', 'template1', 'rdsadmin', 'db', 'user', 'table', 'all'],
  mysql: ['mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'tmp', 'rdsadmin', 'database', 'table'],
  mariadb: ['mysql', 'sys', 'information_schema', 'performance_schema', 'innodb', 'tmp', 'rdsadmin', 'database', 'table'],
};

/** The longest that AWS takes for an admin, and that the engine takes for others. */
const LONGEST_ADMIN: Record<DatabaseDialect, number> = { postgres: 63, mysql: 16, mariadb: 16 };
const LONGEST_USER: Record<DatabaseDialect, number> = { postgres: 63, mysql: 32, mariadb: 80 };

export function checkAdminName(name: string | undefined, engine: DatabaseEnginePlan, checks: Checks) {
  checkUser('adminUser', name, engine.dialect, LONGEST_ADMIN[engine.dialect], `${nameOfEngine(engine)} keeps for itself`, checks);
}

/** A login of an application. `undefined` for a database whose dialect is not known: then the narrowest names pass. */
export function checkDatabaseUser(option: string, name: string | undefined, dialect: DatabaseDialect | undefined, checks: Checks) {
  checkUser(option, name, dialect ?? 'mysql', LONGEST_USER[dialect ?? 'mysql'], 'the engine keeps for itself', checks);
}

function checkUser(option: string, name: string | undefined, dialect: DatabaseDialect, longest: number, keeper: string, checks: Checks) {
  const isAllowed = (value: string) => isName(value, longest) && !isReserved(value, [...RESERVED_USERS[dialect], ...RESERVED_EVERYWHERE]);
  checks.text(option, name, isAllowed, `up to ${longest} letters, digits and underscores, beginning with a letter, and no name that ${keeper}`);
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export function checkDatabaseName(name: string | undefined, { dialect }: DatabaseEnginePlan, checks: Checks) {
  const isAllowed = (value: string) => isName(value, 63) && !isReserved(value, RESERVED_DATABASES[dialect]);
  checks.text('databaseName', name, isAllowed, 'up to 63 letters, digits and underscores, beginning with a letter, and no name that the engine keeps for itself');
}

function isName(value: string, longest: number): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(value) && value.length <= longest;
}

function isReserved(value: string, names: readonly string[]): boolean {
  return names.includes(value.toLowerCase()) || /^pg_/i.test(value);
}

/** The longest of AWS's names, without what is put behind it: `-replica-15`, `-rotation`. */
const LONGEST_IDENTIFIER = 50;
const ADDRESS_LENGTH = 8;

/**
 * What AWS's own names begin with. From the path of the parameters, which is unique in its account and region. The same on every deployment, so
 * that logs have their groups and alarms their names before there is a database, and a change that would replace it fails rather than lose it.
 */
export function identifierOf(parameterPath: string, address: string, longest: number = LONGEST_IDENTIFIER, nameless: string = 'database'): string {
  const slug = parameterPath.replace(/^\/scale-out\//, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || nameless;
  if (slug.length <= longest) { return slug; }
  const end = address.slice(-ADDRESS_LENGTH);
  return `${slug.slice(0, longest - ADDRESS_LENGTH - 1).replace(/-+$/, '')}-${end}`;
}

export function checkIdentifier(identifier: string | undefined, checks: Checks, longest: number = LONGEST_IDENTIFIER) {
  const pattern = new RegExp(`^(?!.*--)[a-z][a-z0-9-]{0,${longest - 1}}(?<!-)$`);
  checks.text('identifier', identifier, pattern, `up to ${longest} small letters, digits and single hyphens, beginning with a letter`);
}

/** Descriptions of all kinds take these characters; the path's end tells more than its beginning. */
export function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9 ._\-:/=+@]/g, '-').slice(-100);
}
