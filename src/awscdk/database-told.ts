import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { endpointsOf } from './database-connectable';
import { parameterPathIn, placeOf } from './database-context';
import { DatabaseSite, surroundingsOfSite } from './database-network';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { PlanContext } from '../core/checks';
import { coordinatesOf } from '../core/database-connections';
import { CoordinatesPlan } from '../core/database-plan';
import { DatabaseInstancePlan } from '../core/database-replicas';
import { StandbyDatabaseSurroundings } from '../core/standby-database';

/** What a user brings to a database, a primary or its copy in another region. */
export interface GivenAroundDatabase {
  readonly vpc: ec2.IVpc;
  readonly readerZone?: route53.IHostedZone;
  readonly encryptionKey?: kms.IKey;
}

export function surroundingsOf(scope: Construct, site: DatabaseSite, props: GivenAroundDatabase): StandbyDatabaseSurroundings {
  return {
    ...surroundingsOfSite(site),
    ...placeOf(scope),
    optionNames: { subnets: 'subnets', readerZone: 'readerZone', encryptionKey: 'encryptionKey' },
    parameterPath: parameterPathIn(scope),
    address: scope.node.addr,
    readerZoneName: props.readerZone?.zoneName,
    keyArn: props.encryptionKey?.keyArn,
    engineGaps: [],
  };
}

export function renderCoordinates(database: Construct & IReadReplicaDatabase, coordinates: CoordinatesPlan) {
  new ssm.StringParameter(database, 'Coordinates', {
    parameterName: coordinates.parameterName,
    simpleName: false,
    description: coordinates.description,
    stringValue: coordinatesOf(endpointsOf(database), coordinates.prefix),
  });
}

export function renderFacts(database: Construct, facts: object, description: string) {
  new CfnOutput(database, 'Facts', { description, value: Stack.of(database).toJsonString(facts) });
}

export function databaseMetric(dimensionsMap: Record<string, string>, metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: 'AWS/RDS', metricName, dimensionsMap, ...options });
}

/** Dimensions of a replica's metrics, counted from 1. */
export function dimensionsOfReplica(replicas: readonly DatabaseInstancePlan[], replica: number, { kind, path }: PlanContext): Record<string, string> {
  const { identifier } = replicas[replica - 1] ?? {};
  if (identifier === undefined) {
    throw new Error(`${kind} '${path}' has ${replicas.length} replicas, counted from 1: there is no replica ${replica}.`);
  }
  return { DBInstanceIdentifier: identifier };
}
