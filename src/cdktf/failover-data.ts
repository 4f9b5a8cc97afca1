import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { StandbyDatabase } from './standby-database';
import { Checks } from '../core/checks';
import { RegionData } from '../core/failover-terms';

/** What a database is called in the program. Absent where another program made it. */
export interface DatabaseNames {
  readonly instanceIdentifier?: string;
  /** What the instance copies, until it is promoted. */
  readonly sourceInstance?: string;
  readonly clusterIdentifier?: string;
  readonly globalClusterIdentifier?: string;
}

export function namesOfDatabase(database: IReadReplicaDatabase): DatabaseNames {
  const resources = resourcesOf(database);
  const cluster = resources.find((one): one is RdsCluster => one instanceof RdsCluster);
  // The writer, or the standby itself, is made before its replicas.
  const instance = resources.find((one): one is DbInstance => one instanceof DbInstance);
  const globalCluster = resources.find((one): one is RdsGlobalCluster => one instanceof RdsGlobalCluster);
  return {
    instanceIdentifier: instance?.identifierInput,
    sourceInstance: instance?.replicateSourceDbInput,
    clusterIdentifier: cluster?.clusterIdentifierInput,
    globalClusterIdentifier: globalCluster?.globalClusterIdentifierInput ?? cluster?.globalClusterIdentifierInput,
  };
}

/** Data that is promoted before another region can write. A replica that was promoted follows nobody; members of a global database stay ones. */
export function replicationOf(database: IReadReplicaDatabase | undefined): RegionData {
  if (!database) { return {}; }
  const { globalClusterIdentifier, sourceInstance } = namesOfDatabase(database);
  const secondsOfWritesLostByPromotion = isStandby(database) ? database.facts.secondsOfWritesLostByPromotion : undefined;
  if (globalClusterIdentifier !== undefined) {
    return { database: { kind: 'auroraGlobal', secondsOfWritesLostByPromotion, rpoSeconds: rpoOf(database) } };
  }
  return sourceInstance === undefined ? {} : { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion } };
}

export function isStandby(database: IReadReplicaDatabase | undefined): database is StandbyDatabase {
  return database instanceof StandbyDatabase;
}

/** By which regions are compared. */
export function engineOf(database: IReadReplicaDatabase | undefined, checks: Checks): string | undefined {
  const plan = database?.engine?._plan(checks);
  return plan && `${plan.name} ${plan.version}`;
}

function rpoOf(database: IReadReplicaDatabase): number | undefined {
  const group = resourcesOf(database).find((one): one is RdsClusterParameterGroup => one instanceof RdsClusterParameterGroup);
  const parameters = group?.parameterInput;
  const rpo = Array.isArray(parameters) ? parameters.find(({ name }) => name === 'rds.global_db_rpo')?.value : undefined;
  return rpo === undefined || Token.isUnresolved(rpo) ? undefined : Number(rpo);
}

/** An imported one is made of none. */
function resourcesOf(database: IReadReplicaDatabase): IConstruct[] {
  return database instanceof Construct ? database.node.findAll() : [];
}
