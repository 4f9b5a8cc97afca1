import { Tokenization } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DatabasePlan, FleetParts, hostsOf, instanceProps, RenderedDatabase, renderOptionGroup, setRemoval, waitForParts } from './database-fleet';
import { passwordOf } from './database-secret';
import { DatabaseInstancePlan } from '../core/database-replicas';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';

/**
 * A writer and its replicas as RDS instances. The L2 replica leaves out the port, and grants on an ARN that is none without a flag of the
 * app's: these are L1.
 */
export function renderInstances(scope: Construct, plan: ReadReplicaDatabasePlan, parts: FleetParts): RenderedDatabase {
  return renderWriterAndReplicas(scope, plan, primaryProps(plan, parts), parts);
}

/** @param own what the writer is told of where its data comes from, and what it is encrypted with */
export function renderWriterAndReplicas(
  scope: Construct, plan: DatabasePlan, own: Partial<rds.CfnDBInstanceProps>, parts: FleetParts,
): RenderedDatabase {
  const shared = sharedProps(scope, plan, parts);
  const writer = renderWriter(scope, plan, { ...shared, ...own }, parts);
  const replicas = plan.replicas.map((replica) => renderReplica(scope, plan, replica, writer, shared, parts));
  return {
    resource: writer,
    members: [writer, ...replicas],
    replicaHosts: hostsOf(plan.replicas, replicas),
    writerHost: writer.attrEndpointAddress,
    resourceIds: [writer, ...replicas].map(({ attrDbiResourceId }) => attrDbiResourceId),
  };
}

/** What the replicas have as the writer does. */
function sharedProps(scope: Construct, plan: DatabasePlan, { network }: FleetParts) {
  const { family, description, parameters } = plan.parameterGroup;
  const parameterGroup = new rds.CfnDBParameterGroup(scope, 'ParameterGroup', { family, description, parameters });
  return {
    engine: plan.engine.name,
    port: Tokenization.stringifyNumber(plan.port),
    dbParameterGroupName: parameterGroup.ref,
    optionGroupName: renderOptionGroup(scope, plan)?.ref,
    dbSubnetGroupName: network.subnetGroup.ref,
    vpcSecurityGroups: [network.securityGroup.securityGroupId],
    storageType: plan.storage?.type,
    maxAllocatedStorage: plan.storage?.maxAllocatedGib,
    iops: plan.storage?.iops,
    storageThroughput: plan.storage?.throughputMibps,
    copyTagsToSnapshot: plan.common.copyTagsToSnapshot,
    enableIamDatabaseAuthentication: plan.common.iamAuthentication,
    enableCloudwatchLogsExports: [...plan.logs.exports],
  };
}

/** A primary begins empty, or with a snapshot. */
function primaryProps(plan: ReadReplicaDatabasePlan, { secret }: FleetParts) {
  const { encryption, storage } = plan;
  return {
    engineVersion: plan.engine.version,
    dbName: plan.initialDatabase,
    masterUsername: plan.adminUser,
    ...passwordOf(plan.adminSecret, secret, encryption.keyArn),
    allocatedStorage: storage?.allocatedGib === undefined ? undefined : Tokenization.stringifyNumber(storage.allocatedGib),
    storageEncrypted: encryption.isInherited ? undefined : encryption.storageEncrypted,
    kmsKeyId: encryption.isInherited ? undefined : encryption.keyArn,
    dbSnapshotIdentifier: plan.snapshotIdentifier,
  };
}

function renderWriter(scope: Construct, plan: DatabasePlan, own: Partial<rds.CfnDBInstanceProps>, parts: FleetParts): rds.CfnDBInstance {
  const { writer, backup, removal } = plan;
  const instance = new rds.CfnDBInstance(scope, writer.id, {
    ...instanceProps(plan, writer, parts),
    ...own,
    multiAz: writer.multiAz,
    backupRetentionPeriod: backup.retentionDays,
    preferredBackupWindow: backup.window,
    deleteAutomatedBackups: backup.deleteAutomatedBackups,
    deletionProtection: removal.deletionProtection,
  });
  setRemoval(instance, removal.database);
  waitForParts(instance, writer.id, parts);
  return instance;
}

/** Its encryption and the size of its disk are the source's: a disk that has grown since would be larger than what is said here. */
function renderReplica(
  scope: Construct, plan: DatabasePlan, replica: DatabaseInstancePlan, writer: rds.CfnDBInstance,
  shared: ReturnType<typeof sharedProps>, parts: FleetParts,
): rds.CfnDBInstance {
  const { removal, deletionProtection } = plan.removal.replicas;
  const instance = new rds.CfnDBInstance(scope, replica.id, {
    ...instanceProps(plan, replica, parts),
    ...shared,
    sourceDbInstanceIdentifier: writer.ref,
    multiAz: replica.multiAz,
    deletionProtection,
  });
  setRemoval(instance, removal);
  waitForParts(instance, replica.id, parts);
  return instance;
}
