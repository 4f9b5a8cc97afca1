import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { ITerraformDependable } from 'cdktf';
import { DatabaseLogGroups, MonitoringRole } from './database-monitoring';
import { DatabaseNetwork } from './database-network';
import { DatabasePassword } from './database-password';
import { DatabaseInstancePlan } from '../core/database-replicas';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';
import { StandbyDatabasePlan } from '../core/standby-database';

/** Of a primary, or of its copy in another region. */
export type DatabasePlan = ReadReplicaDatabasePlan | StandbyDatabasePlan;

/** What the instances are made with. */
export interface FleetParts {
  readonly network: DatabaseNetwork;
  readonly monitoring?: MonitoringRole;
  readonly logGroups: DatabaseLogGroups;
}

/** A copy has its users, and their passwords, from its source. */
export interface PrimaryParts extends FleetParts {
  readonly password: DatabasePassword;
}

/** A database as it is rendered, on RDS or on Aurora. */
export interface RenderedDatabase {
  /** The instance that writes, or the cluster. */
  readonly resource: DbInstance | RdsCluster;
  /** Its attribute that only another database has another of. */
  readonly identityAttribute: 'resource_id' | 'cluster_resource_id';
  /** Every instance, the writer first. */
  readonly members: readonly ITerraformDependable[];
  /** Endpoints of the replicas, by the replica's id. */
  readonly replicaHosts: Readonly<Record<string, string>>;
  readonly writerHost: string;
  readonly readerHost?: string;
  readonly resourceIds: readonly string[];
  readonly managedSecretArn: string;
  /** Of the global database that the cluster is the first of. */
  readonly globalClusterIdentifier?: string;
  /** The names that AWS gave back, by those that the plan knows: what refers to them comes after the instances. */
  readonly identifiers: Readonly<Record<string, string>>;
}

/** What every instance has, on RDS and on Aurora. */
export function instanceConfig(plan: DatabasePlan, instance: DatabaseInstancePlan, { monitoring, logGroups }: FleetParts) {
  const { common, encryption } = plan;
  return {
    identifier: instance.identifier,
    instanceClass: instance.instanceClass,
    availabilityZone: instance.zoneName,
    publiclyAccessible: common.publiclyAccessible,
    autoMinorVersionUpgrade: common.autoMinorVersionUpgrade,
    caCertIdentifier: common.caCertificate,
    copyTagsToSnapshot: common.copyTagsToSnapshot,
    monitoringInterval: plan.monitoring?.intervalSeconds,
    monitoringRoleArn: monitoring?.role.arn,
    performanceInsightsEnabled: common.performanceInsights !== undefined,
    performanceInsightsRetentionPeriod: common.performanceInsights?.retentionDays,
    performanceInsightsKmsKeyId: common.performanceInsights && encryption.keyArn,
    applyImmediately: false,
    tags: { Name: plan.descriptions.name },
    // What AWS would make by itself, and leave behind, or refuse to do without.
    dependsOn: [...logGroups.get(instance.id) ?? [], ...(monitoring ? [monitoring.allowed] : [])],
  };
}

/** As a primary is when it is made, or restored. */
export function beginning({ snapshotIdentifier, encryption }: ReadReplicaDatabasePlan) {
  return {
    snapshotIdentifier,
    // Also where it comes from the snapshot: the provider would take what is not said for a change, and replace the database.
    storageEncrypted: encryption.storageEncrypted,
    kmsKeyId: encryption.isInherited ? undefined : encryption.keyArn,
  };
}

/** What is kept of the database, and how it goes. */
export function keeping({ removal, backup, isProtected }: DatabasePlan, { network }: FleetParts) {
  return {
    backupRetentionPeriod: backup.retentionDays,
    deleteAutomatedBackups: backup.deleteAutomatedBackups,
    deletionProtection: removal.deletionProtection,
    skipFinalSnapshot: removal.database === 'Delete',
    finalSnapshotIdentifier: removal.finalSnapshotIdentifier && finalSnapshotOf(removal.finalSnapshotIdentifier, network),
    lifecycle: isProtected ? { preventDestroy: true } : undefined,
  };
}

/**
 * A snapshot outlives the deployment, and the next one of the same name would fail on it. The security group's id is this deployment's alone,
 * and the same from plan to plan, as a time would not be.
 */
function finalSnapshotOf(identifier: string, { securityGroup }: DatabaseNetwork): string {
  return `${identifier}-${securityGroup.id}`;
}

/** On changes of parameters that need one the database waits for its next restart, as with all of them: AWS refuses to apply some of them at once. */
export function parametersOf({ parameterGroup, descriptions }: DatabasePlan) {
  const { family, description, parameters } = parameterGroup;
  return {
    namePrefix: `${descriptions.identifier}-`,
    family,
    description,
    parameter: Object.entries(parameters).map(([name, value]) => ({ name, value, applyMethod: 'pending-reboot' })),
    lifecycle: { createBeforeDestroy: true },
  };
}
