import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { beginning, FleetParts, instanceConfig, parametersOf, RenderedDatabase } from './database-fleet';
import { DatabaseClusterPlan, ReadReplicaDatabasePlan } from '../core/database-plan';
import { DatabaseInstancePlan, ReaderScalingPlan } from '../core/database-replicas';

/** An Aurora cluster: its members share one volume, one password and one pair of endpoints. */
export function renderCluster(
  scope: Construct, plan: ReadReplicaDatabasePlan, clusterPlan: DatabaseClusterPlan, parts: FleetParts,
): RenderedDatabase {
  const cluster = renderClusterAlone(scope, plan, clusterPlan, parts);
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

function renderClusterAlone(scope: Construct, plan: ReadReplicaDatabasePlan, clusterPlan: DatabaseClusterPlan, parts: FleetParts): RdsCluster {
  const { common } = plan;
  const { network, password, logGroups } = parts;
  const { lifecycle, ...begun } = beginning(plan, parts);
  return new RdsCluster(scope, 'Cluster', {
    ...begun,
    clusterIdentifier: clusterPlan.identifier,
    engine: plan.engine.name,
    engineVersion: plan.engine.version,
    port: plan.port,
    databaseName: plan.initialDatabase,
    masterUsername: plan.adminUser,
    masterPasswordWo: password.value,
    masterPasswordWoVersion: password.version,
    manageMasterUserPassword: password.isManaged,
    masterUserSecretKmsKeyId: password.managedKeyArn,
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
    // A global database takes the cluster in, and the provider would take it out again.
    lifecycle: { ...lifecycle, ignoreChanges: ['global_cluster_identifier'] },
    dependsOn: [...logGroups.get(undefined) ?? []],
  });
}

function renderMember(
  scope: Construct, plan: ReadReplicaDatabasePlan, member: DatabaseInstancePlan, cluster: RdsCluster,
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
