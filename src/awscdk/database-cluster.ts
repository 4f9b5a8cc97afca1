import * as applicationautoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DatabasePlan, FleetParts, hostsOf, instanceProps, RenderedDatabase, setRemoval, waitForParts } from './database-fleet';
import { passwordOf } from './database-secret';
import { DatabaseClusterPlan, GlobalDatabasePlan, ReadReplicaDatabasePlan } from '../core/database-plan';
import { DatabaseInstancePlan, ReaderScalingPlan } from '../core/database-replicas';

/** An Aurora cluster: its members share one volume, one password and one pair of endpoints. */
export function renderCluster(
  scope: Construct, plan: ReadReplicaDatabasePlan, clusterPlan: DatabaseClusterPlan, parts: FleetParts,
): RenderedCluster {
  const database = renderClusterAndMembers(scope, plan, clusterPlan, primaryProps(plan, parts), parts);
  if (plan.globalDatabase) { renderGlobalDatabase(scope, plan.globalDatabase, database); }
  return database;
}

interface RenderedCluster extends RenderedDatabase {
  readonly resource: rds.CfnDBCluster;
}

/** @param own what the cluster is told of where its data comes from, and what it is encrypted with */
export function renderClusterAndMembers(
  scope: Construct, plan: DatabasePlan, clusterPlan: DatabaseClusterPlan, own: Partial<rds.CfnDBClusterProps>, parts: FleetParts,
): RenderedCluster {
  const cluster = renderClusterAlone(scope, plan, clusterPlan, own, parts);
  const writer = renderMember(scope, plan, plan.writer, cluster, parts);
  const replicas = plan.replicas.map((replica) => renderMember(scope, plan, replica, cluster, parts));
  // The first member is the one that writes.
  for (const replica of replicas) { replica.node.addDependency(writer); }
  if (clusterPlan.readerScaling) { renderReaderScaling(scope, clusterPlan.readerScaling, [cluster, writer, ...replicas]); }
  return {
    resource: cluster,
    members: [writer, ...replicas],
    replicaHosts: hostsOf(plan.replicas, replicas),
    writerHost: cluster.attrEndpointAddress,
    readerHost: cluster.attrReadEndpointAddress,
    resourceIds: [cluster.attrDbClusterResourceId],
  };
}

/** A primary begins empty, or with a snapshot. */
function primaryProps(plan: ReadReplicaDatabasePlan, { secret }: FleetParts) {
  const { encryption } = plan;
  return {
    engineVersion: plan.engine.version,
    databaseName: plan.initialDatabase,
    masterUsername: plan.adminUser,
    ...passwordOf(plan.adminSecret, secret, encryption.keyArn),
    storageEncrypted: encryption.isInherited ? undefined : encryption.storageEncrypted,
    kmsKeyId: encryption.isInherited ? undefined : encryption.keyArn,
    snapshotIdentifier: plan.snapshotIdentifier,
  };
}

function renderClusterAlone(
  scope: Construct, plan: DatabasePlan, { identifier, serverless }: DatabaseClusterPlan, own: Partial<rds.CfnDBClusterProps>, parts: FleetParts,
): rds.CfnDBCluster {
  const { backup, removal, common } = plan;
  const { family, description, parameters } = plan.parameterGroup;
  const parameterGroup = new rds.CfnDBClusterParameterGroup(scope, 'ParameterGroup', { family, description, parameters });
  const cluster = new rds.CfnDBCluster(scope, 'Cluster', {
    ...own,
    dbClusterIdentifier: identifier,
    engine: plan.engine.name,
    port: plan.port,
    serverlessV2ScalingConfiguration: serverless,
    dbClusterParameterGroupName: parameterGroup.ref,
    dbSubnetGroupName: parts.network.subnetGroup.ref,
    vpcSecurityGroupIds: [parts.network.securityGroup.securityGroupId],
    backupRetentionPeriod: backup.retentionDays,
    preferredBackupWindow: backup.window,
    preferredMaintenanceWindow: plan.maintenanceWindow,
    copyTagsToSnapshot: common.copyTagsToSnapshot,
    enableIamDatabaseAuthentication: common.iamAuthentication,
    enableCloudwatchLogsExports: [...plan.logs.exports],
    deleteAutomatedBackups: backup.deleteAutomatedBackups,
    deletionProtection: removal.deletionProtection,
  });
  setRemoval(cluster, removal.database);
  waitForParts(cluster, undefined, parts);
  return cluster;
}

function renderMember(
  scope: Construct, plan: DatabasePlan, member: DatabaseInstancePlan, cluster: rds.CfnDBCluster, parts: FleetParts,
): rds.CfnDBInstance {
  const instance = new rds.CfnDBInstance(scope, member.id, {
    ...instanceProps(plan, member, parts),
    engine: plan.engine.name,
    dbClusterIdentifier: cluster.ref,
    dbSubnetGroupName: parts.network.subnetGroup.ref,
    promotionTier: member.promotionTier,
  });
  setRemoval(instance, plan.removal.replicas.removal);
  waitForParts(instance, member.id, parts);
  return instance;
}

/** The last that is made, and the first that goes: AWS deletes no cluster that is in a global database. */
function renderGlobalDatabase(scope: Construct, plan: GlobalDatabasePlan, { resource, members }: RenderedCluster) {
  const globalDatabase = new rds.CfnGlobalCluster(scope, plan.id, {
    globalClusterIdentifier: plan.identifier,
    // By its ARN, as CloudFormation reads it back: a name would look like drift.
    sourceDbClusterIdentifier: resource.attrDbClusterArn,
    deletionProtection: plan.deletionProtection,
  });
  setRemoval(globalDatabase, plan.removal);
  globalDatabase.node.addDependency(...members);
}

/** By the service-linked role, which the L2 would take the place of. */
function renderReaderScaling(scope: Construct, plan: ReaderScalingPlan, cluster: Construct[]) {
  const target = new applicationautoscaling.CfnScalableTarget(scope, 'ReaderScaling', {
    serviceNamespace: plan.serviceNamespace,
    scalableDimension: plan.scalableDimension,
    resourceId: plan.resourceId,
    minCapacity: plan.minReplicas,
    maxCapacity: plan.maxReplicas,
  });
  // It counts the replicas that are there.
  target.node.addDependency(...cluster);
  for (const policy of plan.policies) {
    new applicationautoscaling.CfnScalingPolicy(scope, policy.id, {
      policyName: policy.id,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.ref,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: policy.target,
        predefinedMetricSpecification: { predefinedMetricType: policy.metric },
        scaleInCooldown: policy.scaleInCooldownSeconds,
        scaleOutCooldown: policy.scaleOutCooldownSeconds,
      },
    });
  }
}
