import { CfnDeletionPolicy, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DatabaseLogGroups, MonitoringRole } from './database-monitoring';
import { DatabaseNetwork } from './database-network';
import { DatabaseInstancePlan } from '../core/database-replicas';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';
import { StandbyDatabasePlan } from '../core/standby-database';

/** Of a primary, or of its copy in another region. */
export type DatabasePlan = ReadReplicaDatabasePlan | StandbyDatabasePlan;

/** What the instances are made with. */
export interface FleetParts {
  readonly network: DatabaseNetwork;
  /** The admin's, where it is ours. */
  readonly secret?: secretsmanager.Secret;
  readonly monitoring?: MonitoringRole;
  readonly logGroups: DatabaseLogGroups;
}

/** A database as it is rendered, on RDS or on Aurora. */
export interface RenderedDatabase {
  /** What a secret or a proxy is attached to: the instance that writes, or the cluster. */
  readonly resource: rds.CfnDBInstance | rds.CfnDBCluster;
  /** Every instance, the writer first. */
  readonly members: readonly rds.CfnDBInstance[];
  /** Endpoints of the replicas, by the replica's id. */
  readonly replicaHosts: Readonly<Record<string, string>>;
  readonly writerHost: string;
  readonly readerHost?: string;
  readonly resourceIds: readonly string[];
}

/** What every instance has, on RDS and on Aurora. */
export function instanceProps(plan: DatabasePlan, instance: DatabaseInstancePlan, { monitoring }: FleetParts) {
  const { common, encryption } = plan;
  return {
    dbInstanceIdentifier: instance.identifier,
    dbInstanceClass: instance.instanceClass,
    availabilityZone: instance.zoneName,
    publiclyAccessible: common.publiclyAccessible,
    autoMinorVersionUpgrade: common.autoMinorVersionUpgrade,
    caCertificateIdentifier: common.caCertificate,
    preferredMaintenanceWindow: plan.maintenanceWindow,
    monitoringInterval: plan.monitoring?.intervalSeconds,
    monitoringRoleArn: monitoring?.role.roleArn,
    enablePerformanceInsights: common.performanceInsights !== undefined,
    performanceInsightsRetentionPeriod: common.performanceInsights?.retentionDays,
    performanceInsightsKmsKeyId: common.performanceInsights && encryption.keyArn,
  };
}

export function hostsOf(plans: readonly DatabaseInstancePlan[], instances: readonly rds.CfnDBInstance[]): Record<string, string> {
  return Object.fromEntries(plans.map(({ id }, index) => [id, instances[index].attrEndpointAddress]));
}

/** What AWS would make by itself, and leave behind, or refuse to do without. */
export function waitForParts(resource: CfnResource, owner: string | undefined, { monitoring, logGroups }: FleetParts) {
  resource.node.addDependency(...logGroups.get(owner) ?? [], ...(monitoring ? [monitoring.policy] : []));
}

export function setRemoval(resource: CfnResource, removal: 'Snapshot' | 'Retain' | 'Delete') {
  resource.cfnOptions.deletionPolicy = removal as CfnDeletionPolicy;
  resource.cfnOptions.updateReplacePolicy = removal as CfnDeletionPolicy;
}

export function renderOptionGroup(scope: Construct, { optionGroup }: DatabasePlan): rds.CfnOptionGroup | undefined {
  if (!optionGroup) { return undefined; }
  const group = new rds.CfnOptionGroup(scope, 'OptionGroup', {
    engineName: optionGroup.engineName,
    majorEngineVersion: optionGroup.majorEngineVersion,
    optionGroupDescription: optionGroup.description,
    optionConfigurations: optionGroup.options.map(({ name, settings }) => ({
      optionName: name,
      optionSettings: Object.entries(settings).map(([setting, value]) => ({ name: setting, value })),
    })),
  });
  if (optionGroup.isRetained) { group.applyRemovalPolicy(RemovalPolicy.RETAIN); }
  return group;
}
