import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { Construct, IConstruct } from 'constructs';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { StandbyDatabase } from './standby-database';
import { Checks } from '../core/checks';
import { DatabaseNames, nameOfEngineVersion, replicationBy } from '../core/failover-takeover';
import { RegionData } from '../core/failover-terms';

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

export function replicationOf(database: IReadReplicaDatabase | undefined, checks: Checks): RegionData {
  if (!database) { return {}; }
  const secondsOfWritesLostByPromotion = isStandby(database) ? database.facts.secondsOfWritesLostByPromotion : undefined;
  return replicationBy(namesOfDatabase(database), {
    secondsOfWritesLostByPromotion, globalRpo: globalRpoOf(database), isStandby: isStandby(database) && !database._isPromoted,
  }, checks);
}

export function isStandby(database: IReadReplicaDatabase | undefined): database is StandbyDatabase {
  return database instanceof StandbyDatabase;
}

export function engineOf(database: IReadReplicaDatabase | undefined, checks: Checks): string | undefined {
  return database?.engine && nameOfEngineVersion(database.engine._plan(checks));
}

function globalRpoOf(database: IReadReplicaDatabase): string | undefined {
  const group = resourcesOf(database).find((one): one is RdsClusterParameterGroup => one instanceof RdsClusterParameterGroup);
  const parameters = group?.parameterInput;
  return Array.isArray(parameters) ? parameters.find(({ name }) => name === 'rds.global_db_rpo')?.value : undefined;
}

/** An imported one is made of none. */
function resourcesOf(database: IReadReplicaDatabase): IConstruct[] {
  return database instanceof Construct ? database.node.findAll() : [];
}
