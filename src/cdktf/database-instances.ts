import { DbInstance, DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { DbOptionGroup } from '@cdktf/provider-aws/lib/db-option-group';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { Construct } from 'constructs';
import { beginning, DatabasePlan, FleetParts, instanceConfig, keeping, parametersOf, PrimaryParts, RenderedDatabase } from './database-fleet';
import { DatabaseInstancePlan } from '../core/database-replicas';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';

/** A writer and its replicas as RDS instances. */
export function renderInstances(scope: Construct, plan: ReadReplicaDatabasePlan, parts: PrimaryParts): RenderedDatabase {
  return renderWriterAndReplicas(scope, plan, primaryConfig(plan, parts), parts);
}

/** @param own what the writer is told of where its data comes from, and what it is encrypted with */
export function renderWriterAndReplicas(
  scope: Construct, plan: DatabasePlan, own: Partial<DbInstanceConfig>, parts: FleetParts,
): RenderedDatabase {
  const shared = sharedConfig(scope, plan, parts);
  const writer = renderWriter(scope, plan, { ...shared, ...own }, parts);
  const replicas = plan.replicas.map((replica) => renderReplica(scope, plan, replica, writer, shared, parts));
  const members = [writer, ...replicas];
  return {
    resource: writer,
    identityAttribute: 'resource_id',
    members,
    replicaHosts: Object.fromEntries(plan.replicas.map(({ id }, index) => [id, replicas[index].address])),
    writerHost: writer.address,
    resourceIds: members.map(({ resourceId }) => resourceId),
    managedSecretArn: writer.masterUserSecret.get(0).secretArn,
    identifiers: Object.fromEntries([plan.writer, ...plan.replicas].map(({ identifier }, index) => [identifier, members[index].identifier])),
  };
}

/** What the replicas have as the writer does. */
function sharedConfig(scope: Construct, plan: DatabasePlan, { network }: FleetParts) {
  return {
    port: plan.port,
    parameterGroupName: new DbParameterGroup(scope, 'ParameterGroup', parametersOf(plan)).name,
    optionGroupName: renderOptionGroup(scope, plan)?.name,
    vpcSecurityGroupIds: [network.securityGroup.id],
    storageType: plan.storage?.type,
    maxAllocatedStorage: plan.storage?.maxAllocatedGib,
    iops: plan.storage?.iops,
    storageThroughput: plan.storage?.throughputMibps,
    maintenanceWindow: plan.maintenanceWindow,
    iamDatabaseAuthenticationEnabled: plan.common.iamAuthentication,
    enabledCloudwatchLogsExports: [...plan.logs.exports],
  };
}

type SharedConfig = ReturnType<typeof sharedConfig>;

/** A primary begins empty, or with a snapshot. */
function primaryConfig(plan: ReadReplicaDatabasePlan, { password }: PrimaryParts): Partial<DbInstanceConfig> {
  return {
    ...beginning(plan),
    engine: plan.engine.name,
    // The major version alone: the provider takes every minor of it for the same.
    engineVersion: plan.engine.version,
    dbName: plan.initialDatabase,
    username: plan.adminUser,
    passwordWo: password.value,
    passwordWoVersion: password.version,
    manageMasterUserPassword: password.isManaged,
    masterUserSecretKmsKeyId: password.managedKeyArn,
    allocatedStorage: plan.storage?.allocatedGib,
  };
}

function renderWriter(scope: Construct, plan: DatabasePlan, own: Partial<DbInstanceConfig>, parts: FleetParts): DbInstance {
  const { writer } = plan;
  return new DbInstance(scope, writer.id, {
    ...instanceConfig(plan, writer, parts),
    ...keeping(plan, parts),
    ...own,
    multiAz: writer.multiAz,
    dbSubnetGroupName: parts.network.subnetGroup.name,
    backupWindow: plan.backup.window,
  });
}

/** Engine, version, subnets and the size of its disk are the source's: AWS, or the provider, refuses to be told again. */
function renderReplica(
  scope: Construct, plan: DatabasePlan, replica: DatabaseInstancePlan, writer: DbInstance, shared: SharedConfig, parts: FleetParts,
): DbInstance {
  return new DbInstance(scope, replica.id, {
    ...instanceConfig(plan, replica, parts),
    ...shared,
    replicateSourceDb: writer.identifier,
    multiAz: replica.multiAz,
    // It is the source's as well, but the provider would take what is not said for a change, and replace the replica.
    storageEncrypted: true,
    backupRetentionPeriod: 0,
    deletionProtection: plan.removal.replicas.deletionProtection,
    skipFinalSnapshot: plan.removal.replicas.removal === 'Delete',
  });
}

function renderOptionGroup(scope: Construct, { optionGroup, descriptions }: DatabasePlan): DbOptionGroup | undefined {
  return optionGroup && new DbOptionGroup(scope, 'OptionGroup', {
    namePrefix: `${descriptions.identifier}-`,
    engineName: optionGroup.engineName,
    majorEngineVersion: optionGroup.majorEngineVersion,
    optionGroupDescription: optionGroup.description,
    option: optionGroup.options.map(({ name, settings }) => ({
      optionName: name,
      optionSettings: Object.entries(settings).map(([setting, value]) => ({ name: setting, value })),
    })),
    skipDestroy: optionGroup.isRetained,
    lifecycle: { createBeforeDestroy: true },
  });
}
