import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { renderClusterAndMembers } from './database-cluster';
import { FleetParts, RenderedDatabase } from './database-fleet';
import { renderWriterAndReplicas } from './database-instances';
import { StandbyDatabasePlan } from '../core/standby-database-plan';

/** A replica with replicas of its own, or a cluster of a global database: as a primary, but for what it begins with. */
export function renderStandby(scope: Construct, plan: StandbyDatabasePlan, parts: FleetParts): RenderedDatabase {
  return plan.cluster
    ? renderClusterAndMembers(scope, plan, plan.cluster, memberProps(plan), parts)
    : renderWriterAndReplicas(scope, plan, replicaProps(plan), parts);
}

/** The L2 replica leaves the key out, without which AWS refuses to copy what is encrypted. */
function replicaProps(plan: StandbyDatabasePlan): Partial<rds.CfnDBInstanceProps> {
  const { sourceInstanceArn, sourceRegion } = plan.replication;
  return { sourceDbInstanceIdentifier: sourceInstanceArn, sourceRegion, kmsKeyId: keyOf(plan) };
}

/** Users and data are the global database's: the L2 would make an admin of its own. */
function memberProps(plan: StandbyDatabasePlan): Partial<rds.CfnDBClusterProps> {
  const { globalClusterIdentifier, sourceRegion } = plan.replication;
  return {
    globalClusterIdentifier,
    sourceRegion,
    engineVersion: plan.engineVersion,
    storageEncrypted: plan.encryption.storageEncrypted,
    kmsKeyId: keyOf(plan),
  };
}

/** AWS takes an alias wherever it takes a key. */
function keyOf({ encryption }: StandbyDatabasePlan): string | undefined {
  return encryption.keyArn ?? encryption.managedKeyAlias;
}
