import { Checks } from './checks';
import { DatabaseAlarmOptions } from './database-alarms';
import { DatabaseBackupOptions } from './database-backups';
import { DatabaseEngine, DatabaseEnginePlan } from './database-engines';
import { DatabaseLogOptions } from './database-logs';
import { DatabaseMonitoringOptions } from './database-monitoring';
import { checkAdminName, checkDatabaseName, checkIdentifier } from './database-names';
import { DatabaseProxyOptions } from './database-proxy';
import { checkReaders, DatabaseReaderOptions } from './database-readers';
import { ServerlessOptions } from './database-replicas';
import { DatabaseAdminOptions } from './database-secret';
import { DatabaseStorageOptions } from './database-storage';
import { Protection } from './protection';

/** What a user may say of a database with read replicas, whatever the engine. */
export interface ReadReplicaDatabaseOptions extends DatabaseReaderOptions, DatabaseAdminOptions, DatabaseBackupOptions, DatabaseMonitoringOptions {
  /** What runs the database, and its major version. */
  readonly engine: DatabaseEngine;

  /**
   * Class of the writer, of any series of RDS.
   *
   * @default - db.m7g.large, on Aurora db.r7g.large
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
   */
  readonly instanceType?: string;

  /** @default - members of a fixed class. Only on Aurora */
  readonly serverless?: ServerlessOptions;

  /** @default - 100 GiB that grow to 1000. Only on RDS */
  readonly storage?: DatabaseStorageOptions;

  /**
   * Port that the database listens on, 1150–65535. Not the one that everybody tries first. A proxy listens on the standard port whatever this is.
   *
   * @default - 5433 with PostgreSQL, 3307 with MySQL and MariaDB
   */
  readonly port?: number;

  /**
   * Parameters beside our own, by their names. A value is a text, also where it is a number.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
   */
  readonly parameters?: Record<string, string>;

  /**
   * Let clients choose not to encrypt. Gives up that what goes over the network, passwords too, is read by nobody else.
   *
   * @default false
   */
  readonly withoutTls?: boolean;

  /**
   * Have no standby for the writer: on Aurora with `replicas: 0`. Gives up writing when its zone, or its machine, is lost, until it is restored.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
   */
  readonly singleAvailabilityZone?: boolean;

  /**
   * Stay at the minor version. Gives up fixes of security that nobody has to ask for.
   *
   * @default false
   */
  readonly withoutMinorUpgrades?: boolean;

  /** @default - what the engine has to tell, for 30 days */
  readonly logs?: DatabaseLogOptions;

  /** @default - none: clients connect to the database itself */
  readonly proxy?: DatabaseProxyOptions;

  /** @default - lag, CPU above 80 %, a tenth of disk or memory left, 80 % of the connections */
  readonly alarms?: DatabaseAlarmOptions;

  /**
   * What AWS's names of the database begin with, unique in its account and region: up to 50 small letters, digits and hyphens. Changing it replaces
   * the database.
   *
   * @default - from the names of stack and construct
   */
  readonly identifier?: string;

  /**
   * With FULL the database cannot be deleted, and leaves a final snapshot, its logs and its backups.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;

  /**
   * Write the database's figures (`database.facts`) into an output of the stack, so that a reviewer sees them.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}

/** What no other concept looks at. */
export function checkDatabase(options: ReadReplicaDatabaseOptions, engine: DatabaseEnginePlan, checks: Checks) {
  checks.integer('port', options.port, { from: 1150, to: 65_535 });
  checks.flag('withoutTls', options.withoutTls);
  checks.flag('withoutMinorUpgrades', options.withoutMinorUpgrades);
  checks.flag('factsOutput', options.factsOutput);
  checks.oneOf('protection', options.protection, Object.values(Protection));
  checkIdentifier(options.identifier, checks);
  checkAdminName(options.adminUser, engine, checks);
  checkDatabaseName(options.databaseName, engine, checks);
  checkReaders(options, engine, checks);
}
