import { ScalingPolicy } from './topology-scaling';

/**
 * A database: a writer, and whatever reads or stands by with it.
 *
 * What a cluster says is the database's; without a cluster, it is what the writer says.
 */
export interface Database {
  /** Address of the cluster, or of the instance that is no replica of another in its document. */
  readonly id: string;
  /** AWS's name of it. */
  readonly name?: string;
  /** `postgres`, `mysql`, `mariadb`, `aurora-postgresql`, `aurora-mysql`, …; absent where it comes from what is replicated. */
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly isAurora: boolean;
  /** The writer first. */
  readonly instances: DatabaseInstance[];
  /**
   * Whether it follows a database that is elsewhere: a replica of RDS, or a cluster that joins a global one without an administrator. Whether
   * such a cluster has been promoted since, no document tells.
   */
  readonly isStandby: boolean;
  /** What it is a replica of, where that is not in the document. */
  readonly source?: string;
  /** Region of what it follows, by itself or in an ARN. */
  readonly sourceRegion?: string;
  /** Id of the global cluster that it belongs to, or its name where the document does not make it. */
  readonly globalClusterId?: string;
  /** Snapshot that it begins with. */
  readonly snapshot?: string;
  /** Another one, or backups of it, that it begins with as that was at a time; `<unknown>` where only the deployment tells which. */
  readonly restoredFrom?: string;
  readonly databaseName?: string;
  readonly adminUser?: string;
  /**
   * Where the administrator's password comes from: `managed` by RDS, `generated`, `literal` where the document has it in plain text,
   * or the secret that it is read from. The password itself is never told.
   */
  readonly adminSecret?: string;
  /** Id of the secret of the document that holds it. */
  readonly adminSecretId?: string;
  readonly iamAuthentication?: boolean;
  readonly encrypted?: boolean;
  /** Id of the key, or its name where the document does not make it. */
  readonly kmsKey?: string;
  readonly storage?: DatabaseStorage;
  readonly backupRetentionDays?: number;
  readonly backupWindow?: string;
  /** Whether its daily backups go with it. */
  readonly deletesBackups?: boolean;
  readonly maintenanceWindow?: string;
  readonly deletionProtection?: boolean;
  /** Whether it outlives what made it. */
  readonly isRetained: boolean;
  /** Whether a snapshot is left when it is deleted. */
  readonly finalSnapshot: boolean;
  readonly minorUpgrades?: boolean;
  readonly caCertificate?: string;
  readonly port?: number;
  /** Of the cluster's parameter group, or of the writer's. Absent where the group is not in the document. */
  readonly parameters?: { readonly [name: string]: string };
  readonly parameterGroupFamily?: string;
  /** Names of the writer's options. */
  readonly options: string[];
  readonly logExports: string[];
  readonly securityGroupIds: string[];
  readonly subnetIds: string[];
  readonly serverless?: ServerlessCapacity;
  readonly readerScaling?: ReaderScaling;
  readonly proxies: DatabaseProxy[];
}

/** One server of a database. */
export interface DatabaseInstance {
  readonly id: string;
  /** AWS's name of it. */
  readonly name?: string;
  /**
   * `writer`, `replica` of an instance, or `reader` of a cluster. Of a cluster AWS chooses the writer: here it is the instance of the
   * lowest promotion tier, of several the first that is written. Absent where the cluster is not in the document.
   */
  readonly role?: string;
  /** Instance that it is a replica of. */
  readonly sourceId?: string;
  readonly instanceType?: string;
  readonly multiAz?: boolean;
  /** As the document says it: `eu-west-1a`, or which of the zones it is, as `<zone 0>`. */
  readonly zone?: string;
  readonly publiclyAccessible?: boolean;
  /** The lowest is promoted first. */
  readonly promotionTier?: number;
  readonly monitoringIntervalSeconds?: number;
  readonly performanceInsights?: boolean;
  readonly performanceInsightsRetentionDays?: number;
  /** Id of the key that they are encrypted with, or its name where the document does not make it. */
  readonly performanceInsightsKey?: string;
  readonly maintenanceWindow?: string;
  readonly port?: number;
  readonly encrypted?: boolean;
  readonly kmsKey?: string;
  readonly storage?: DatabaseStorage;
  readonly backupRetentionDays?: number;
  readonly iamAuthentication?: boolean;
  readonly minorUpgrades?: boolean;
  readonly caCertificate?: string;
  readonly logExports: string[];
  readonly securityGroupIds: string[];
  /** Id of the parameter group, or its name where the document does not make it. */
  readonly parameterGroupId?: string;
  /** Id of the option group, or its name where the document does not make it. */
  readonly optionGroupId?: string;
  readonly deletionProtection?: boolean;
  readonly isRetained: boolean;
  readonly finalSnapshot: boolean;
}

/** Disks of a database. */
export interface DatabaseStorage {
  readonly allocatedGib?: number;
  /** Up to which it grows by itself. */
  readonly maxAllocatedGib?: number;
  /** `gp3`, `io2`, `aurora-iopt1`, … */
  readonly type?: string;
  readonly iops?: number;
  /** In MiB a second. */
  readonly throughput?: number;
}

/** A database of Aurora that is in several regions. */
export interface GlobalDatabase {
  readonly id: string;
  /** AWS's name of it. */
  readonly name?: string;
  /** Absent where it takes it from its first cluster. */
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly encrypted?: boolean;
  readonly deletionProtection?: boolean;
  /** Cluster that it is made around: its id, or its name where the document does not make it. */
  readonly sourceId?: string;
  /** Ids of the databases of the document that belong to it. */
  readonly databaseIds: string[];
  /** Whether it outlives what made it. */
  readonly isRetained: boolean;
}

/** Bounds of a serverless instance, in Aurora capacity units. */
export interface ServerlessCapacity {
  readonly minCapacity?: number;
  readonly maxCapacity?: number;
}

/** Readers of a cluster that come and go. */
export interface ReaderScaling {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly policies: ScalingPolicy[];
}

/** A pool of connections in front of a database. */
export interface DatabaseProxy {
  readonly id: string;
  /** `POSTGRESQL`, `MYSQL` or `SQLSERVER`. */
  readonly engineFamily?: string;
  /** The standard port of its engine, which AWS lets nobody choose. */
  readonly port?: number;
  readonly requireTls?: boolean;
  /** `REQUIRED`, `DISABLED` or `ENABLED`, for each secret. */
  readonly iamAuthentication: string[];
  /** Ids of the secrets that it signs in with, or their names where the document does not make them. */
  readonly secretIds: string[];
  readonly idleTimeoutSeconds?: number;
  readonly debugLogging?: boolean;
  readonly maxConnectionsPercent?: number;
  readonly maxIdleConnectionsPercent?: number;
  readonly borrowTimeoutSeconds?: number;
  readonly securityGroupIds: string[];
  readonly subnetIds: string[];
  /** Those besides its own. */
  readonly endpoints: DatabaseProxyEndpoint[];
}

/** A further address of a proxy. */
export interface DatabaseProxyEndpoint {
  readonly id: string;
  /** `READ_WRITE` or `READ_ONLY`. */
  readonly targetRole?: string;
  readonly securityGroupIds: string[];
  readonly subnetIds: string[];
}
