import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { RdsCluster, RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { beginning, DatabasePlan, FleetParts, instanceConfig, keeping, parametersOf, PrimaryParts, RenderedDatabase } from './database-fleet';
import { DatabaseClusterPlan, GlobalDatabasePlan, ReadReplicaDatabasePlan } from '../core/database-plan';
import { DatabaseInstancePlan, ReaderScalingPlan } from '../core/database-replicas';

/** An Aurora cluster: its members share one volume, one password and one pair of endpoints. */
export function renderCluster(
  scope: Construct, plan: ReadReplicaDatabasePlan, clusterPlan: DatabaseClusterPlan, parts: PrimaryParts,
): RenderedDatabase {
  const database = renderClusterAndMembers(scope, plan, clusterPlan, primaryConfig(plan, parts), parts);
  return { ...database, globalClusterIdentifier: plan.globalDatabase && renderGlobalDatabase(scope, plan.globalDatabase, database).id };
}

interface RenderedCluster extends RenderedDatabase {
  readonly resource: RdsCluster;
}

/** @param own what the cluster is told of where its data comes from, and what it is encrypted with; and what nobody here looks at afterwards */
export function renderClusterAndMembers(
  scope: Construct, plan: DatabasePlan, clusterPlan: DatabaseClusterPlan, own: Partial<RdsClusterConfig>, parts: FleetParts,
): RenderedCluster {
  const cluster = renderClusterAlone(scope, plan, clusterPlan, own, parts);
  const writer = renderMember(scope, plan, plan.writer, cluster, [], parts);
  // The first member is the one that writes.
  const replicas = plan.replicas.map((replica) => renderMember(scope, plan, replica, cluster, [writer], parts));
  const members = [writer, ...replicas];
  if (clusterPlan.readerScaling) { renderReaderScaling(scope, clusterPlan.readerScaling, members); }
  return {
    resource: cluster,
    identityAttribute: 'cluster_resource_id',
    members,
    replicaHosts: Object.fromEntries(plan.replicas.map(({ id }, index) => [id, replicas[index].endpoint])),
    writerHost: cluster.endpoint,
    readerHost: cluster.readerEndpoint,
    resourceIds: [cluster.clusterResourceId],
    managedSecretArn: cluster.masterUserSecret.get(0).secretArn,
    identifiers: { [clusterPlan.identifier]: cluster.clusterIdentifier },
  };
}

/** A primary begins empty, or with a snapshot. */
function primaryConfig(plan: ReadReplicaDatabasePlan, { password }: PrimaryParts): Partial<RdsClusterConfig> {
  return {
    ...beginning(plan),
    engineVersion: plan.engine.version,
    databaseName: plan.initialDatabase,
    masterUsername: plan.adminUser,
    masterPasswordWo: password.value,
    masterPasswordWoVersion: password.version,
    manageMasterUserPassword: password.isManaged,
    masterUserSecretKmsKeyId: password.managedKeyArn,
    // A global database takes the cluster in, and the provider would take it out again; or, after a failover, stop it following the new primary.
    lifecycle: { ignoreChanges: ['global_cluster_identifier', ...(plan.globalDatabase ? ['replication_source_identifier'] : [])] },
  };
}

function renderClusterAlone(
  scope: Construct, plan: DatabasePlan, clusterPlan: DatabaseClusterPlan, own: Partial<RdsClusterConfig>, parts: FleetParts,
): RdsCluster {
  const { common } = plan;
  const { network, logGroups } = parts;
  const { lifecycle, ...kept } = keeping(plan, parts);
  return new RdsCluster(scope, 'Cluster', {
    ...kept,
    ...own,
    clusterIdentifier: clusterPlan.identifier,
    engine: plan.engine.name,
    port: plan.port,
    serverlessv2ScalingConfiguration: clusterPlan.serverless,
    dbClusterParameterGroupName: new RdsClusterParameterGroup(scope, 'ParameterGroup', parametersOf(plan)).name,
    dbSubnetGroupName: network.subnetGroup.name,
    vpcSecurityGroupIds: [network.securityGroup.id],
    preferredBackupWindow: plan.backup.window,
    preferredMaintenanceWindow: plan.maintenanceWindow,
    copyTagsToSnapshot: common.copyTagsToSnapshot,
    iamDatabaseAuthenticationEnabled: common.iamAuthentication,
    enabledCloudwatchLogsExports: [...plan.logs.exports],
    applyImmediately: false,
    tags: { Name: plan.descriptions.name },
    lifecycle: { ...lifecycle, ...own.lifecycle },
    dependsOn: [...logGroups.get(undefined) ?? []],
  });
}

function renderMember(
  scope: Construct, plan: DatabasePlan, member: DatabaseInstancePlan, cluster: RdsCluster,
  after: readonly ITerraformDependable[], parts: FleetParts,
): RdsClusterInstance {
  const { dependsOn, ...config } = instanceConfig(plan, member, parts);
  return new RdsClusterInstance(scope, member.id, {
    ...config,
    clusterIdentifier: cluster.id,
    engine: cluster.engine,
    dbSubnetGroupName: parts.network.subnetGroup.name,
    preferredMaintenanceWindow: plan.maintenanceWindow,
    promotionTier: member.promotionTier,
    dependsOn: [...dependsOn, ...after],
  });
}

/** The last that is made, and the first that goes. */
function renderGlobalDatabase(scope: Construct, plan: GlobalDatabasePlan, { resource, members }: RenderedCluster): RdsGlobalCluster {
  return new RdsGlobalCluster(scope, plan.id, {
    globalClusterIdentifier: plan.identifier,
    sourceDbClusterIdentifier: resource.arn,
    deletionProtection: plan.deletionProtection,
    // It goes only when it is empty, and its first cluster goes after it: the provider has to take the members out. Of one that is protected it
    // would do so as well, and be refused only then.
    forceDestroy: !plan.deletionProtection,
    dependsOn: [...members],
    lifecycle: plan.removal === 'Retain' ? { preventDestroy: true } : undefined,
  });
}

/** By the service-linked role. */
function renderReaderScaling(scope: Construct, plan: ReaderScalingPlan, members: readonly ITerraformDependable[]) {
  const target = new AppautoscalingTarget(scope, 'ReaderScaling', {
    serviceNamespace: plan.serviceNamespace,
    scalableDimension: plan.scalableDimension,
    resourceId: plan.resourceId,
    minCapacity: plan.minReplicas,
    maxCapacity: plan.maxReplicas,
    // It counts the replicas that are there.
    dependsOn: [...members],
  });
  for (const policy of plan.policies) {
    new AppautoscalingPolicy(scope, policy.id, {
      name: policy.id,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: policy.target,
        predefinedMetricSpecification: { predefinedMetricType: policy.metric },
        scaleInCooldown: policy.scaleInCooldownSeconds,
        scaleOutCooldown: policy.scaleOutCooldownSeconds,
      },
    });
  }
}
