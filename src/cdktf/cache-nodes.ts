import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { ElasticacheCluster } from '@cdktf/provider-aws/lib/elasticache-cluster';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheServerlessCache } from '@cdktf/provider-aws/lib/elasticache-serverless-cache';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { CacheNetwork } from './cache-network';
import { CacheUsers } from './cache-users';
import { CacheLogPlan } from '../core/cache-logs';
import { SessionCachePlan } from '../core/session-cache';

/** What a cache is made with. */
export interface CacheParts {
  readonly network: CacheNetwork;
  readonly users: CacheUsers;
  readonly eventTopicArn?: string;
}

/** A cache as it is rendered, of whichever kind. */
export interface RenderedCache {
  readonly resource: ElasticacheReplicationGroup | ElasticacheServerlessCache | ElasticacheCluster;
  readonly host: string;
  readonly readerHost?: string;
  /** Id of its global datastore. */
  readonly globalReplicationGroupId?: string;
}

/** What every cache on nodes has. */
export function nodeConfig(scope: Construct, plan: SessionCachePlan, { network, eventTopicArn }: CacheParts) {
  return {
    engine: plan.nodeEngine?.name,
    engineVersion: plan.nodeEngine?.version,
    port: plan.port,
    subnetGroupName: renderSubnetGroup(scope, plan, network).name,
    securityGroupIds: [network.securityGroup.id],
    parameterGroupName: renderParameterGroup(scope, plan)?.name,
    transitEncryptionEnabled: plan.encryption.inTransit,
    maintenanceWindow: plan.maintenanceWindow,
    autoMinorVersionUpgrade: plan.autoMinorVersionUpgrade === undefined ? undefined : String(plan.autoMinorVersionUpgrade),
    applyImmediately: plan.applyImmediately,
    notificationTopicArn: eventTopicArn,
    tags: { Name: plan.descriptions.name },
  };
}

/** What is kept of it, and from being destroyed. */
export function lifecycleOf({ removal }: SessionCachePlan, ignoreChanges: string[] = []): TerraformResourceLifecycle | undefined {
  if (!removal.preventDestroy && ignoreChanges.length === 0) { return undefined; }
  return {
    preventDestroy: removal.preventDestroy || undefined,
    ignoreChanges: ignoreChanges.length > 0 ? ignoreChanges : undefined,
  };
}

/**
 * A snapshot outlives the deployment, and the next one of the same name would fail on it. The security group's id is this deployment's alone,
 * and the same from plan to plan, as a time would not be.
 */
export function finalSnapshotOf({ removal }: SessionCachePlan, { securityGroup }: CacheNetwork): string | undefined {
  return removal.finalSnapshotName && `${removal.finalSnapshotName}-${securityGroup.id}`;
}

/** A group that is there already: ElastiCache would make one that is never emptied. */
export function renderCacheLog(scope: Construct, plan: CacheLogPlan) {
  const group = new CloudwatchLogGroup(scope, plan.id, {
    name: plan.groupName, retentionInDays: plan.retentionDays, skipDestroy: plan.isRetained,
  });
  return { destination: group.name, destinationType: plan.destination, logFormat: plan.format, logType: plan.type };
}

function renderSubnetGroup(scope: Construct, { subnetGroup }: SessionCachePlan, { subnetIds }: CacheNetwork): ElasticacheSubnetGroup {
  return new ElasticacheSubnetGroup(scope, 'SubnetGroup', { ...subnetGroup!, subnetIds });
}

/** Another family is another group: it is there, and the nodes have it, before the old one goes. */
function renderParameterGroup(scope: Construct, { parameterGroup }: SessionCachePlan): ElasticacheParameterGroup | undefined {
  if (!parameterGroup) { return undefined; }
  const { name, family, description, parameters } = parameterGroup;
  return new ElasticacheParameterGroup(scope, 'ParameterGroup', {
    name,
    family,
    description,
    parameter: Object.entries(parameters).map(([parameter, value]) => ({ name: parameter, value })),
    lifecycle: { createBeforeDestroy: true },
  });
}
