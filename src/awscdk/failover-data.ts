import { CfnResource } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { StandbyDatabase } from './standby-database';
import { Checks } from '../core/checks';
import { DatabaseNames, nameOfEngineVersion, replicationBy } from '../core/failover-takeover';
import { RegionData } from '../core/failover-terms';

export function namesOfDatabase(database: IReadReplicaDatabase): DatabaseNames {
  const cluster = resourceOf<rds.CfnDBCluster>(database, 'AWS::RDS::DBCluster');
  // The writer, or the standby itself, is made before its replicas.
  const instance = cluster ? undefined : resourceOf<rds.CfnDBInstance>(database, 'AWS::RDS::DBInstance');
  const globalCluster = resourceOf<rds.CfnGlobalCluster>(database, 'AWS::RDS::GlobalCluster');
  return {
    instanceIdentifier: instance?.dbInstanceIdentifier,
    sourceInstance: instance?.sourceDbInstanceIdentifier,
    clusterIdentifier: cluster?.dbClusterIdentifier,
    globalClusterIdentifier: globalCluster?.globalClusterIdentifier ?? cluster?.globalClusterIdentifier,
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
  return resourceOf<rds.CfnDBClusterParameterGroup>(database, 'AWS::RDS::DBClusterParameterGroup')?.parameters['rds.global_db_rpo'];
}

function resourceOf<T extends CfnResource>({ node }: IReadReplicaDatabase, type: string): T | undefined {
  return node.findAll().find((child) => CfnResource.isCfnResource(child) && child.cfnResourceType === type) as T | undefined;
}
