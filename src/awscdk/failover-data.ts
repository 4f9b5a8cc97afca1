import { CfnResource, Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { planContextOf } from './plan-context';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { StandbyDatabase } from './standby-database';
import { Checks } from '../core/checks';
import { RegionData } from '../core/failover-terms';

/** What a database is known by outside of its region. Absent where another app made it. */
export interface DatabaseNames {
  readonly instanceIdentifier?: string;
  /** ARN of what the instance copies. */
  readonly sourceInstanceArn?: string;
  readonly clusterIdentifier?: string;
  readonly globalClusterIdentifier?: string;
}

export function namesOfDatabase(database: IReadReplicaDatabase): DatabaseNames {
  const cluster = resourceOf<rds.CfnDBCluster>(database, 'AWS::RDS::DBCluster');
  // The writer, or the standby itself, is made before its replicas.
  const instance = cluster ? undefined : resourceOf<rds.CfnDBInstance>(database, 'AWS::RDS::DBInstance');
  const globalCluster = resourceOf<rds.CfnGlobalCluster>(database, 'AWS::RDS::GlobalCluster');
  return {
    instanceIdentifier: instance?.dbInstanceIdentifier,
    sourceInstanceArn: instance?.sourceDbInstanceIdentifier,
    clusterIdentifier: cluster?.dbClusterIdentifier,
    globalClusterIdentifier: globalCluster?.globalClusterIdentifier ?? cluster?.globalClusterIdentifier,
  };
}

/** Data that is promoted before another region can write. A replica that was promoted follows nobody; members of a global database stay ones. */
export function replicationOf(database: IReadReplicaDatabase | undefined): RegionData {
  if (!database) { return {}; }
  const { globalClusterIdentifier, sourceInstanceArn } = namesOfDatabase(database);
  const secondsOfWritesLostByPromotion = isStandby(database) ? database.facts.secondsOfWritesLostByPromotion : undefined;
  if (globalClusterIdentifier !== undefined) {
    return { database: { kind: 'auroraGlobal', secondsOfWritesLostByPromotion, rpoSeconds: rpoOf(database) } };
  }
  return sourceInstanceArn === undefined ? {} : { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion } };
}

export function isStandby(database: IReadReplicaDatabase | undefined): database is StandbyDatabase {
  return database instanceof StandbyDatabase;
}

/** By which regions are compared. */
export function engineOf(database: IReadReplicaDatabase | undefined): string | undefined {
  const plan = database?.engine?._plan(new Checks(planContextOf(database, 'MultiRegionFailover')));
  return plan && `${plan.name} ${plan.version}`;
}

function rpoOf(database: IReadReplicaDatabase): number | undefined {
  const group = resourceOf<rds.CfnDBClusterParameterGroup>(database, 'AWS::RDS::DBClusterParameterGroup');
  const seconds = group?.parameters['rds.global_db_rpo'];
  return seconds === undefined || Token.isUnresolved(seconds) ? undefined : Number(seconds);
}

function resourceOf<T extends CfnResource>({ node }: IReadReplicaDatabase, type: string): T | undefined {
  return node.findAll().find((child) => CfnResource.isCfnResource(child) && child.cfnResourceType === type) as T | undefined;
}
