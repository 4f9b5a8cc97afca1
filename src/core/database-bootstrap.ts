import { DatabaseEnginePlan } from './database-engines';

/** A document that makes a login for an application: run it from an instance that may read the admin's secret. */
export interface BootstrapPlan {
  readonly documentType: 'Command';
  readonly documentFormat: 'JSON';
  readonly targetType: '/AWS::EC2::Instance';
  /** The document itself. It holds no secret: the script reads it where it runs. */
  readonly contentOf: (names: BootstrapNames) => BootstrapDocument;
}

/** What the engine knows, and the script needs. */
export interface BootstrapNames {
  readonly writerHost: string;
  readonly secretArn: string;
  readonly region: string;
}

export interface BootstrapDocument {
  readonly schemaVersion: '2.2';
  readonly description: string;
  readonly parameters: Record<string, { readonly type: 'String'; readonly description: string; readonly allowedPattern: string }>;
  readonly mainSteps: readonly {
    readonly action: 'aws:runShellScript';
    readonly name: string;
    readonly inputs: { readonly timeoutSeconds: string; readonly runCommand: readonly string[] };
  }[];
}

/** What the script is for. */
export interface BootstrappedDatabase {
  readonly engine: DatabaseEnginePlan;
  readonly port: string;
  readonly databaseName?: string;
  readonly heartbeat: boolean;
  readonly name: string;
}

/**
 * Nobody but the database itself can make a login, so that this is a step of its own, after the deployment. It may be run as often as one likes.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
 */
export function planBootstrap(database: BootstrappedDatabase): BootstrapPlan {
  return { documentType: 'Command', documentFormat: 'JSON', targetType: '/AWS::EC2::Instance', contentOf: (names) => documentOf(database, names) };
}

/** The pattern keeps a name from being a statement: it stands in the script as it is. */
const DB_USER_PATTERN = '^[A-Za-z][A-Za-z0-9_]{0,31}$';
const TIMEOUT_SECONDS = 600;

function documentOf(database: BootstrappedDatabase, names: BootstrapNames): BootstrapDocument {
  const statements = database.engine.dialect === 'postgres' ? postgresLines(database) : mysqlLines(database);
  return {
    schemaVersion: '2.2',
    description: `Makes a user of ${database.name} that logs in with IAM, and has no password`,
    parameters: { dbUser: { type: 'String', description: 'Name of the user', allowedPattern: DB_USER_PATTERN } },
    mainSteps: [{
      action: 'aws:runShellScript',
      name: 'makeDatabaseUser',
      inputs: { timeoutSeconds: String(TIMEOUT_SECONDS), runCommand: [...preparation(database, names), ...statements, `echo "${DONE}"`] },
    }],
  };
}

const DONE = 'scale-out: $db_user logs in with IAM';

/** Secrets are in variables of this process alone: not in its arguments, which others on the machine could read, and not on the disk. */
function preparation({ port }: BootstrappedDatabase, { writerHost, secretArn, region }: BootstrapNames): string[] {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 077',
    "db_user='{{ dbUser }}'",
    `host='${writerHost}'`,
    `port='${port}'`,
    `export AWS_REGION='${region}' AWS_DEFAULT_REGION='${region}'`,
    'ca=$(mktemp)',
    "trap 'rm -f \"$ca\"' EXIT",
    'case "$AWS_REGION" in',
    '  cn-*) bundles=https://rds-truststore.s3.cn-north-1.amazonaws.com.cn ;;',
    '  us-gov-*) bundles=https://truststore.pki.us-gov-west-1.rds.amazonaws.com ;;',
    '  *) bundles=https://truststore.pki.rds.amazonaws.com ;;',
    'esac',
    'curl -fsS --retry 3 -o "$ca" "$bundles/global/global-bundle.pem"',
    `secret=$(aws secretsmanager get-secret-value --secret-id '${secretArn}' --query SecretString --output text)`,
    'field() { printf %s "$secret" | python3 -c \'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])\' "$1"; }',
    // An admin who logs in with IAM does so without a password, and neither this document nor the rotation could be the admin any more.
    'if [ "$db_user" = "$(field username)" ] || [[ "$db_user" = rds* ]]; then echo "scale-out: $db_user is not for applications" >&2; exit 1; fi',
  ];
}

/** The newest client that the system has; any of them speaks to any server. */
const POSTGRES_CLIENTS = ['postgresql17', 'postgresql16', 'postgresql15'];
const MYSQL_CLIENTS = ['mariadb1011', 'mariadb105'];

function install(command: string, packages: readonly string[]): string {
  return `command -v ${command} > /dev/null || ${packages.map((name) => `dnf install -y ${name}`).join(' || ')}`;
}

function postgresLines({ databaseName, heartbeat }: BootstrappedDatabase): string[] {
  const database = databaseName ?? MAINTENANCE_DATABASE;
  return [
    install('psql', POSTGRES_CLIENTS),
    'PGUSER=$(field username) PGPASSWORD=$(field password)',
    'export PGUSER PGPASSWORD PGHOST="$host" PGPORT="$port" PGSSLMODE=verify-full PGSSLROOTCERT="$ca" PGCONNECT_TIMEOUT=10',
    `psql -X -q -v ON_ERROR_STOP=1 -v db_user="$db_user" -v database='${database}' -d '${database}' <<'END_OF_SQL'`,
    "SELECT format('CREATE ROLE %I LOGIN', :'db_user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'db_user') \\gexec",
    'GRANT rds_iam TO :"db_user";',
    'GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"database" TO :"db_user";',
    'GRANT USAGE, CREATE ON SCHEMA public TO :"db_user";',
    'END_OF_SQL',
    ...(heartbeat ? heartbeatLines() : []),
  ];
}

/** Where pg_cron lives, and what is there when nothing else is. */
const MAINTENANCE_DATABASE = 'postgres';

/**
 * An idle writer sends nothing, and its replicas count the seconds since they last heard of it: up to five minutes. A row that changes every
 * ten seconds keeps the count honest. What pg_cron notes of it is thrown away by the hour.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL_pg_cron.html
 */
function heartbeatLines(): string[] {
  return [
    `psql -X -q -v ON_ERROR_STOP=1 -d '${MAINTENANCE_DATABASE}' <<'END_OF_SQL'`,
    'CREATE EXTENSION IF NOT EXISTS pg_cron;',
    'CREATE SCHEMA IF NOT EXISTS scale_out;',
    'CREATE TABLE IF NOT EXISTS scale_out.heartbeat (id int PRIMARY KEY, beaten_at timestamptz NOT NULL);',
    'INSERT INTO scale_out.heartbeat VALUES (1, now()) ON CONFLICT (id) DO NOTHING;',
    "SELECT cron.schedule('scale-out-heartbeat', '10 seconds', 'UPDATE scale_out.heartbeat SET beaten_at = now()');",
    "SELECT cron.schedule('scale-out-heartbeat-notes', '7 * * * *', $$DELETE FROM cron.job_run_details USING cron.job"
    + " WHERE job.jobid = job_run_details.jobid AND job.jobname LIKE 'scale-out-heartbeat%' AND end_time < now() - interval '1 hour'$$);",
    'END_OF_SQL',
  ];
}

const APPLICATION_PRIVILEGES = [
  'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'DROP', 'INDEX', 'REFERENCES', 'CREATE VIEW', 'SHOW VIEW', 'TRIGGER', 'EXECUTE',
  'CREATE ROUTINE', 'ALTER ROUTINE', 'CREATE TEMPORARY TABLES', 'LOCK TABLES',
].join(', ');

function mysqlLines({ databaseName }: BootstrappedDatabase): string[] {
  return [
    install('mysql', MYSQL_CLIENTS),
    'admin=$(field username)',
    'MYSQL_PWD=$(field password)',
    'export MYSQL_PWD',
    // The clients of MySQL and of MariaDB have different words for the same check.
    'if mysql --version | grep -qi mariadb; then verify=--ssl-verify-server-cert; else verify=--ssl-mode=VERIFY_IDENTITY; fi',
    'mysql --host="$host" --port="$port" --user="$admin" --ssl-ca="$ca" "$verify" --connect-timeout=10 <<END_OF_SQL',
    "CREATE USER IF NOT EXISTS '$db_user'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';",
    "ALTER USER '$db_user'@'%' REQUIRE SSL;",
    ...(databaseName === undefined ? [] : [`GRANT ${APPLICATION_PRIVILEGES} ON \\\`${databaseName.replace(/_/g, '\\_')}\\\`.* TO '$db_user'@'%';`]),
    'END_OF_SQL',
  ];
}
