import { DatabaseAlarmOptions } from './database-alarms';
import { DatabaseUpkeepOptions } from './database-backups';
import { DatabaseEngine } from './database-engines';
import { DatabaseLogOptions } from './database-logs';
import { DatabaseMonitoringOptions } from './database-monitoring';
import { DatabaseReaderOptions } from './database-readers';
import { ServerlessOptions } from './database-replicas';
import { DatabaseStorageOptions } from './database-storage';
import { Protection } from './protection';
import { StandbySource } from './standby-database-source';

/** What a user may say of a database's copy in another region, whatever the engine. What the primary has too is said as it is there. */
export interface StandbyDatabaseOptions extends DatabaseReaderOptions, DatabaseUpkeepOptions, DatabaseMonitoringOptions {
  /** What runs the primary, and its major version. */
  readonly engine: DatabaseEngine;

  /** What it is a copy of: an instance of RDS, or a global database of Aurora. It must exist before the standby is first deployed. */
  readonly source: StandbySource;

  /**
   * Version of the global database in full, as '17.5' or '8.0.mysql_aurora.3.08.0', when the standby is made: AWS refuses another. Upgrades are made
   * to the global database, and this stays as it is. Only on Aurora: on RDS a replica has the version of its source.
   *
   * @default - the major version, of which AWS takes its default: the right one where both regions are made at the same time
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html
   */
  readonly engineVersion?: string;

  /**
   * Whether the standby has become the primary. Then clients are told to write to it, and nobody expects it to follow any more.
   *
   * On RDS it is the switch as well: the deployment that first says so promotes the standby, which cannot be undone. On Aurora the failover is
   * asked of the global database, and this is said afterwards.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
   */
  readonly promoted?: boolean;

  /**
   * Host that clients in this region write to until the standby is promoted: the primary's, or the endpoint of the global database. The network
   * has to lead there.
   *
   * @default - the standby itself, which refuses writes until it is promoted, and takes them from then on without anybody being told
   */
  readonly writerHost?: string;

  /**
   * Seconds that the standby may be behind the primary, 1–86400. Beyond that an alarm goes off: a promotion would lose as much.
   *
   * @default - lagThresholdSeconds
   */
  readonly crossRegionLagThresholdSeconds?: number;

  /**
   * Class of the standby, at least as large as the primary's writer.
   *
   * @default - db.m7g.large, on Aurora db.r7g.large
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
   */
  readonly instanceType?: string;

  /** @default - members of a fixed class. Only on Aurora */
  readonly serverless?: ServerlessOptions;

  /**
   * As large as the primary's, at the least. The disk is made as large as that one is; what is said here is how far it grows, and what its alarm
   * is counted from.
   *
   * @default - 100 GiB that grow to 1000. Only on RDS
   */
  readonly storage?: DatabaseStorageOptions;

  /**
   * Port that the standby listens on, 1150–65535.
   *
   * @default - 5433 with PostgreSQL, 3307 with MySQL and MariaDB
   */
  readonly port?: number;

  /**
   * Name of the database that clients are told: one that the primary has.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * Parameters beside our own, by their names: those of the primary. PostgreSQL does not start as a replica with fewer connections than its source.
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
   * Have the standby in one zone: on Aurora with `replicas: 0`. Gives up that it is there when its zone, or its machine, is lost; and, once it is
   * promoted, writing.
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

  /** @default - lag behind the primary, CPU above 80 %, a tenth of disk or memory left, 80 % of the connections */
  readonly alarms?: DatabaseAlarmOptions;

  /**
   * What AWS's names of the standby begin with, unique in its account and region: up to 50 small letters, digits and hyphens. Changing it replaces
   * the standby.
   *
   * @default - from the names of stack and construct
   */
  readonly identifier?: string;

  /**
   * With FULL the standby cannot be deleted, and leaves its logs and its backups. RDS takes a final snapshot of it only once it is promoted.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;

  /**
   * Write the standby's figures (`standby.facts`) into an output of the stack, so that a reviewer sees them.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}
