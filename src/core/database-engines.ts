import { Checks } from './checks';

/** What a database speaks, whoever runs it. */
export type DatabaseDialect = 'postgres' | 'mysql' | 'mariadb';

export interface DatabaseEnginePlan {
  readonly dialect: DatabaseDialect;
  readonly isAurora: boolean;
  /** AWS's name for it. */
  readonly name: 'postgres' | 'mysql' | 'mariadb' | 'aurora-postgresql' | 'aurora-mysql';
  /** The major version alone: AWS takes the minor that it holds for the best, and raises it later. */
  readonly version: string;
  readonly parameterGroupFamily: string;
  /** Where everybody else's listens; the proxy does too. */
  readonly standardPort: number;
  /** The family that a proxy is told. */
  readonly proxyFamily: 'POSTGRESQL' | 'MYSQL';
}

/**
 * What runs the database. The major version is the user's to choose, as applications depend on it; minor versions follow AWS's upgrades.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
 */
export class DatabaseEngine {
  /**
   * PostgreSQL on RDS instances: a writer with a standby, and replicas with disks of their own.
   *
   * @param majorVersion as '17'
   */
  public static postgres(majorVersion: string): DatabaseEngine {
    return new DatabaseEngine('postgres', 'postgres', majorVersion);
  }

  /**
   * MySQL on RDS instances.
   *
   * @param majorVersion as '8.4'
   */
  public static mysql(majorVersion: string): DatabaseEngine {
    return new DatabaseEngine('mysql', 'mysql', majorVersion);
  }

  /**
   * MariaDB on RDS instances.
   *
   * @param majorVersion as '11.4'
   */
  public static mariadb(majorVersion: string): DatabaseEngine {
    return new DatabaseEngine('mariadb', 'mariadb', majorVersion);
  }

  /**
   * Aurora with PostgreSQL: a cluster whose members share one volume.
   *
   * @param majorVersion as '17'
   */
  public static auroraPostgres(majorVersion: string): DatabaseEngine {
    return new DatabaseEngine('aurora-postgresql', 'postgres', majorVersion);
  }

  /**
   * Aurora with MySQL: a cluster whose members share one volume.
   *
   * @param majorVersion as '8.0', the version of MySQL
   */
  public static auroraMysql(majorVersion: string): DatabaseEngine {
    return new DatabaseEngine('aurora-mysql', 'mysql', majorVersion);
  }

  private constructor(private readonly name: DatabaseEnginePlan['name'], private readonly dialect: DatabaseDialect, private readonly majorVersion: string) {}

  /** @internal */
  public _plan(checks: Checks): DatabaseEnginePlan {
    const { pattern, allowed } = MAJOR_VERSIONS[this.dialect];
    if (checks.isUnresolved(this.majorVersion)) {
      checks.conflict('engine must have a major version that is known before the deployment: the parameter group depends on it.');
    } else {
      checks.text('engine.majorVersion', this.majorVersion, pattern, `${allowed}, without a minor version, which AWS chooses`);
    }
    return {
      dialect: this.dialect,
      isAurora: this.name.startsWith('aurora-'),
      name: this.name,
      version: this.majorVersion,
      parameterGroupFamily: `${this.name}${this.majorVersion}`,
      standardPort: this.dialect === 'postgres' ? 5432 : 3306,
      proxyFamily: this.dialect === 'postgres' ? 'POSTGRESQL' : 'MYSQL',
    };
  }
}

const MAJOR_VERSIONS: Record<DatabaseDialect, { readonly pattern: RegExp; readonly allowed: string }> = {
  postgres: { pattern: /^[1-9]\d$/, allowed: "a major version of PostgreSQL such as '17'" },
  mysql: { pattern: /^8\.[04]$/, allowed: "a major version of MySQL such as '8.4'" },
  // Before 10.11 nobody logs in with IAM.
  mariadb: { pattern: /^(10\.11|1[1-9]\.\d{1,2})$/, allowed: "a major version of MariaDB such as '11.4', from 10.11 on" },
};

/** How people know it. */
export function nameOfEngine({ isAurora, dialect }: DatabaseEnginePlan): string {
  const name = { postgres: 'PostgreSQL', mysql: 'MySQL', mariadb: 'MariaDB' }[dialect];
  return isAurora ? `Aurora ${name}` : `RDS ${name}`;
}
