import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import { Construct } from 'constructs';
import { renderClusterAndMembers } from './database-cluster';
import { FleetParts, RenderedDatabase } from './database-fleet';
import { renderWriterAndReplicas } from './database-instances';
import { StandbyDatabasePlan, StandbyEncryptionPlan } from '../core/standby-database-plan';

/** A replica with replicas of its own, or a cluster of a global database: as a primary, but for what it begins with. */
export function renderStandby(scope: Construct, plan: StandbyDatabasePlan, parts: FleetParts): RenderedDatabase {
  const keyArn = keyOf(scope, plan.encryption);
  return plan.cluster
    ? renderClusterAndMembers(scope, plan, plan.cluster, memberConfig(plan, keyArn), parts)
    : renderWriterAndReplicas(scope, plan, replicaConfig(plan, keyArn), parts);
}

function replicaConfig({ replication }: StandbyDatabasePlan, kmsKeyId: string | undefined): Partial<DbInstanceConfig> {
  return {
    replicateSourceDb: replication.sourceInstanceArn,
    kmsKeyId,
    // It is the source's, but the provider would take what is not said for a change, and replace the standby.
    storageEncrypted: true,
  };
}

function memberConfig({ replication, engineVersion, encryption }: StandbyDatabasePlan, kmsKeyId: string | undefined): Partial<RdsClusterConfig> {
  return {
    globalClusterIdentifier: replication.globalClusterIdentifier,
    sourceRegion: replication.sourceRegion,
    engineVersion,
    storageEncrypted: encryption.storageEncrypted,
    kmsKeyId,
    // What is said of its origin holds when it is made. Afterwards AWS upgrades it with the others, and a failover changes whom it follows: the
    // provider would undo the one, take the other for a promotion, and replace the cluster when the primary is said to be elsewhere.
    lifecycle: { ignoreChanges: ['engine_version', 'global_cluster_identifier', 'replication_source_identifier', 'source_region'] },
  };
}

/** The provider takes ARNs only. A key of AWS's that nobody has used yet is made when it is looked up. */
function keyOf(scope: Construct, { keyArn, managedKeyAlias }: StandbyEncryptionPlan): string | undefined {
  return managedKeyAlias === undefined ? keyArn : new DataAwsKmsAlias(scope, 'ManagedKey', { name: managedKeyAlias }).targetKeyArn;
}
