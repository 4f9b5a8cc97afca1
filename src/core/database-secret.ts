import { Checks, Warning } from './checks';
import { DatabaseDialect, DatabaseEnginePlan } from './database-engines';
import { ANYWHERE_IPV4 } from './network-peers';
import { SubnetKind } from './placement';

/** Who makes and rotates the admin's password. Nobody ever has to know it. */
export enum AdminPassword {
  /**
   * RDS keeps it in a secret of its own, and rotates it every 7 days. AWS refuses it for the source of a read replica on RDS, and in a global
   * database.
   */
  MANAGED = 'MANAGED',
  /** A secret of ours, and a function of AWS's that rotates it. */
  GENERATED = 'GENERATED',
}

/** Who may do everything in the database, and what it is called. Applications log in with IAM, as users of their own. */
export interface DatabaseAdminOptions {
  /**
   * Name of the database that is made, and that clients are told. Letters, digits and underscores, beginning with a letter. On a restored
   * database the name of one that it has.
   *
   * @default - app, or none that is told on a restored one
   */
  readonly databaseName?: string;

  /**
   * Name of the admin. Letters, digits and underscores, beginning with a letter; up to 16, on PostgreSQL 63. On a restored database the name
   * that it was made with. Changing it replaces the database.
   *
   * @default 'dbadmin'
   */
  readonly adminUser?: string;

  /**
   * @default - MANAGED on Aurora outside a global database, GENERATED otherwise
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
   */
  readonly adminPassword?: AdminPassword;

  /**
   * Days after which a generated password is rotated, 1–1000. The function that does it has to reach Secrets Manager, through a NAT gateway
   * or an interface endpoint.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
   */
  readonly adminRotationDays?: number;

  /**
   * Keep a generated password as it is. Gives up that a password that got out stops working.
   *
   * @default false
   */
  readonly withoutAdminRotation?: boolean;

  /**
   * Make the Aurora cluster the first of a global database, which a StandbyDatabase in another region joins. It is called as AWS's own names
   * begin, with `-global` behind it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
   */
  readonly globalDatabase?: boolean;
}

/** Where the admin's password is. */
export interface AdminSecretPlan {
  /** Whether RDS makes and rotates it itself. Then nothing else here is set but `username`. */
  readonly isManaged: boolean;
  /** The admin's name; on a restored database the one it was made with, which is not said again. */
  readonly username: string;
  readonly description?: string;
  /** Characters that the password must not have. */
  readonly excludeCharacters?: string;
  readonly passwordLength?: number;
  /** What the secret holds beside `username`, `password`, `host` and `port`: what the rotation reads. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For an engine that only writes it: which one this is. A new number writes a new one. */
  readonly writeOnlyVersion?: number;
  readonly isRetained: boolean;
  readonly rotation?: RotationPlan;
}

export interface RotationPlan {
  readonly everyDays: number;
  /** The hosted rotation, as CloudFormation names it. */
  readonly hostedType: 'PostgreSQLSingleUser' | 'MySQLSingleUser' | 'MariaDBSingleUser';
  /** The same in the Serverless Application Repository, and AWS's account there. */
  readonly applicationName: string;
  readonly applicationArn: string;
  readonly applicationVersion: string;
  readonly functionName: string;
  /** The function has to reach Secrets Manager, so it is in an isolated subnet only where there are no others. */
  readonly subnets: SubnetKind;
  readonly excludeCharacters: string;
  readonly securityGroupDescription: string;
  readonly toDatabase: { readonly port: number; readonly description: string; readonly incomingDescription: string };
  readonly toSecretsManager: { readonly cidrBlock: string; readonly port: number; readonly description: string };
}

/** What RDS refuses in a password, and what shells and connection strings stumble over. */
const EXCLUDED_CHARACTERS = ' %+~`#$&*()|[]{}:;<>?!\'/@"\\';
/** MySQL and MariaDB take up to 41. */
const PASSWORD_LENGTH = 32;

/** A password that is written and never kept: a new number writes a new one. */
export interface WriteOnlyPassword {
  readonly option: string;
  readonly version: number;
}

/** What the secret is for. */
export interface AdminSurroundings {
  readonly engine: DatabaseEnginePlan;
  readonly port: number;
  readonly isRetained: boolean;
  readonly writeOnlyPassword?: WriteOnlyPassword;
  readonly databaseName?: string;
  readonly identifier: string;
  readonly name: string;
  readonly partition: string;
  readonly hasPrivateSubnets?: boolean;
}

export function planAdminSecret(options: DatabaseAdminOptions, surroundings: AdminSurroundings, checks: Checks): AdminSecretPlan {
  const { engine, isRetained, name, databaseName, writeOnlyPassword } = surroundings;
  const username = options.adminUser ?? 'dbadmin';
  const isManagedByDefault = engine.isAurora && !options.globalDatabase;
  const isManaged = (options.adminPassword ?? (isManagedByDefault ? AdminPassword.MANAGED : AdminPassword.GENERATED)) === AdminPassword.MANAGED;
  checkAdmin(options, isManaged, checks);
  if (writeOnlyPassword) { checks.integer(writeOnlyPassword.option, writeOnlyPassword.version, { from: 1, to: 1_000_000 }); }
  if (isManaged) { return { isManaged, username, isRetained: false }; }
  return {
    isManaged,
    username,
    description: `Admin of ${name}`,
    excludeCharacters: EXCLUDED_CHARACTERS,
    passwordLength: PASSWORD_LENGTH,
    fields: { engine: engine.dialect, ...(databaseName === undefined ? {} : { dbname: databaseName }) },
    writeOnlyVersion: writeOnlyPassword?.version,
    isRetained,
    rotation: options.withoutAdminRotation ? undefined : planRotation(options.adminRotationDays ?? 30, surroundings),
  };
}

/** AWS's accounts for its rotation functions, by partition. Each keeps versions of its own. */
const PUBLISHERS: Record<string, { readonly region: string; readonly account: string; readonly version: string }> = {
  'aws': { region: 'us-east-1', account: '297356227824', version: '1.1.671' },
  'aws-cn': { region: 'cn-north-1', account: '193023089310', version: '1.1.440' },
  'aws-us-gov': { region: 'us-gov-west-1', account: '023102451235', version: '1.1.440' },
};

const HOSTED_TYPES: Record<DatabaseDialect, RotationPlan['hostedType']> = {
  postgres: 'PostgreSQLSingleUser', mysql: 'MySQLSingleUser', mariadb: 'MariaDBSingleUser',
};

function planRotation(everyDays: number, { engine, port, name, identifier, partition, hasPrivateSubnets }: AdminSurroundings): RotationPlan {
  const hostedType = HOSTED_TYPES[engine.dialect];
  const applicationName = `SecretsManagerRDS${hostedType.replace('SingleUser', 'RotationSingleUser')}`;
  const publisher = PUBLISHERS[partition] ?? PUBLISHERS.aws;
  return {
    everyDays,
    hostedType,
    applicationName,
    applicationArn: `arn:${partition}:serverlessrepo:${publisher.region}:${publisher.account}:applications/${applicationName}`,
    applicationVersion: publisher.version,
    functionName: `${identifier}-rotation`,
    subnets: hasPrivateSubnets === false ? 'isolated' : 'private',
    excludeCharacters: EXCLUDED_CHARACTERS,
    securityGroupDescription: `Rotation of the admin of ${name}`,
    toDatabase: { port, description: 'The new password to the database', incomingDescription: 'Rotation of the admin' },
    toSecretsManager: { cidrBlock: ANYWHERE_IPV4, port: 443, description: 'Secrets Manager over HTTPS' },
  };
}

export function warnOfIsolatedRotation({ rotation }: AdminSecretPlan): Warning[] {
  return rotation?.subnets !== 'isolated' ? [] : [{
    id: 'scale-out-constructs:isolatedRotation',
    message: 'The network has isolated subnets only: the rotation of the admin\'s password needs an interface endpoint of Secrets Manager in them.',
  }];
}

function checkAdmin(options: DatabaseAdminOptions, isManaged: boolean, checks: Checks) {
  const { adminPassword, adminRotationDays, withoutAdminRotation, globalDatabase } = options;
  checks.oneOf('adminPassword', adminPassword, Object.values(AdminPassword));
  checks.flag('withoutAdminRotation', withoutAdminRotation);
  checks.flag('globalDatabase', globalDatabase);
  checks.integer('adminRotationDays', adminRotationDays, { from: 1, to: 1000 });
  if (adminRotationDays !== undefined && withoutAdminRotation) {
    checks.conflict('withoutAdminRotation: true and adminRotationDays contradict each other: leave one out.');
  }
  if (isManaged && (adminRotationDays !== undefined || withoutAdminRotation)) {
    checks.conflict('adminRotationDays and withoutAdminRotation are for a generated password: a managed one RDS rotates itself, every 7 days.');
  }
}
