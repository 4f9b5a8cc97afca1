import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { connectableOf } from './database-connectable';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { renderStatement } from './statements';
import { Checks } from '../core/checks';
import { BucketConnectionOptions, BucketConnectionPlan, planBucketConnection } from '../core/connections';
import { DatabaseConnectionOptions, DatabaseConnectionPlan, planDatabaseConnection } from '../core/database-connections';
import { EnvironmentPlan } from '../core/environment';

/** Who is connected to something. */
export interface Client {
  readonly tier: IConstruct & iam.IGrantable & ec2.IConnectable;
  readonly environment: EnvironmentPlan;
  readonly checks: Checks;
}

export function isDatabase(target: s3.IBucket | IReadReplicaDatabase): target is IReadReplicaDatabase {
  return 'writerEndpoint' in target;
}

export function connectToBucket(client: Client, bucket: s3.IBucket, options: BucketConnectionOptions) {
  const plan = planBucketConnection(options, { name: bucket.bucketName, arn: bucket.bucketArn }, client.environment, client.checks);
  tell(client, plan);
  bucket.encryptionKey?.grant(client.tier, ...plan.keyActions);
}

export function connectToDatabase(client: Client, database: IReadReplicaDatabase, options: DatabaseConnectionOptions) {
  const { tier } = client;
  const plan = planDatabaseConnection(options, connectableOf(database, tier), client.environment, client.checks);
  tell(client, plan);
  database._allowProxy(plan.proxyStatements);
  // From the servers' side: a rule of the database's on them would close a cycle between their stacks.
  tier.connections.allowTo(database, ec2.Port.tcp(plan.toDatabase.port), plan.toDatabase.description);
  if (plan.toProxy && database.proxyConnections) {
    tier.connections.allowTo(database.proxyConnections, ec2.Port.tcp(plan.toProxy.port), plan.toProxy.description);
  }
  // What is known by its name is there before it is asked for.
  if (Stack.of(database) !== Stack.of(tier)) { Stack.of(tier).addStackDependency(Stack.of(database), 'its servers are connected to the database'); }
}

function tell({ tier }: Client, plan: BucketConnectionPlan | DatabaseConnectionPlan) {
  for (const statement of plan.statements) { tier.grantPrincipal.addToPrincipalPolicy(renderStatement(statement)); }
  new ssm.StringParameter(tier, `Connection${plan.prefix}`, {
    parameterName: plan.parameterName,
    simpleName: false,
    stringValue: plan.parameterValue,
    description: plan.parameterDescription,
  });
}
