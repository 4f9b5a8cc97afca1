import { Warning } from './checks';
import { DatabaseAlarmPlan } from './database-alarms';
import { DatabaseBackupPlan, DatabaseRemovalPlan } from './database-backups';
import { BootstrapPlan } from './database-bootstrap';
import { DatabaseEnginePlan } from './database-engines';
import { ReadReplicaDatabaseFacts } from './database-facts';
import { DatabaseLogsPlan, OptionGroupPlan } from './database-logs';
import { EnhancedMonitoringPlan } from './database-monitoring';
import { ParameterGroupPlan } from './database-parameters';
import { DatabaseProxyPlan } from './database-proxy';
import { DatabaseInstancePlan, ReaderScalingPlan } from './database-replicas';
import { AdminSecretPlan } from './database-secret';
import { DatabaseStoragePlan } from './database-storage';
import { ReaderAddressPlan } from './reader-address';

/** Everything that is decided, and nothing that an engine would have to decide. An `id` is a resource's name below the construct, and stays. */
export interface ReadReplicaDatabasePlan {
  readonly engine: DatabaseEnginePlan;
  /** Which of the network's subnets it lies in is said by `databaseSubnets`. */
  readonly subnetGroup: { readonly description: string };
  /** Lets nobody in and nothing out: a connection opens what it needs. */
  readonly securityGroup: { readonly description: string; readonly allowsAllEgress: false };
  readonly port: number;
  /** The database that is made with it; absent on a restored one, which has its own. */
  readonly initialDatabase?: string;
  /** The name that clients are told. */
  readonly databaseName?: string;
  /** The admin's name to create it with; absent on a restored one. */
  readonly adminUser?: string;
  readonly adminSecret: AdminSecretPlan;
  /** On RDS the instance that writes; on Aurora the cluster's first member. */
  readonly writer: DatabaseInstancePlan;
  readonly replicas: readonly DatabaseInstancePlan[];
  /** Only for Aurora. */
  readonly cluster?: DatabaseClusterPlan;
  /** Only for Aurora, and only where it is the first cluster of a global database. */
  readonly globalDatabase?: GlobalDatabasePlan;
  /** Only for RDS: the writer's, and each replica's. */
  readonly storage?: DatabaseStoragePlan;
  /** What every instance has. */
  readonly common: DatabaseCommonPlan;
  readonly backup: DatabaseBackupPlan;
  readonly maintenanceWindow?: string;
  /** Inherited from a snapshot it must not be said again. */
  readonly encryption: { readonly storageEncrypted: true; readonly keyArn?: string; readonly isInherited: boolean };
  readonly snapshotIdentifier?: string;
  readonly removal: DatabaseRemovalPlan;
  readonly parameterGroup: ParameterGroupPlan;
  readonly optionGroup?: OptionGroupPlan;
  readonly logs: DatabaseLogsPlan;
  readonly monitoring?: EnhancedMonitoringPlan;
  /** Only for RDS with replicas: Aurora has a reader endpoint of its own. */
  readonly readerAddress?: ReaderAddressPlan;
  readonly alarms: readonly DatabaseAlarmPlan[];
  readonly proxy?: DatabaseProxyPlan;
  readonly bootstrap: BootstrapPlan;
  readonly coordinates: CoordinatesPlan;
  readonly isProtected: boolean;
  readonly facts: ReadReplicaDatabaseFacts;
  readonly factsOutput: boolean;
  readonly descriptions: DatabaseDescriptions;
  readonly warnings: readonly Warning[];
}

/**
 * Made from the cluster, which is there already and stays as it is: one that is named when the cluster is made could not be added to an existing
 * one without replacing it. It takes engine, version and encryption from the cluster. Which member writes is nowhere said, so that a failover
 * contradicts nothing. Its other members have to be gone before it can go.
 */
export interface GlobalDatabasePlan {
  readonly id: 'GlobalDatabase';
  readonly identifier: string;
  readonly deletionProtection: boolean;
  /** What becomes of it when it leaves the code. AWS takes no snapshot of one, as it has no data of its own. */
  readonly removal: 'Retain' | 'Delete';
}

export interface DatabaseClusterPlan {
  readonly identifier: string;
  readonly serverless?: { readonly minCapacity: number; readonly maxCapacity: number };
  readonly readerScaling?: ReaderScalingPlan;
}

/** The same on the writer and on each replica. */
export interface DatabaseCommonPlan {
  readonly publiclyAccessible: false;
  readonly autoMinorVersionUpgrade: boolean;
  readonly caCertificate: 'rds-ca-rsa2048-g1';
  readonly copyTagsToSnapshot: true;
  /** On Aurora a setting of the cluster. */
  readonly iamAuthentication: true;
  readonly performanceInsights?: { readonly retentionDays: number };
}

/** The parameter that says where the database is. Its value is written by `coordinatesOf`. */
export interface CoordinatesPlan {
  readonly parameterName: string;
  readonly description: string;
  readonly prefix: string;
}

/** Texts that stand in the template beside what they describe. */
export interface DatabaseDescriptions {
  /** Name that the resources carry. */
  readonly name: string;
  /** What AWS's own names begin with. */
  readonly identifier: string;
}
