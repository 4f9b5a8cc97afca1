import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { connectableCacheOf } from './cache-connectable';
import { connectableOf } from './database-connectable';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { ISessionCache } from './session-cache-interface';
import { renderStatement } from './statements';
import { CacheConnectionOptions, CacheConnectionPlan, planCacheConnection } from '../core/cache-connections';
import { Checks } from '../core/checks';
import { BucketConnectionOptions, BucketConnectionPlan, planBucketConnection, refuseTakenPrefix } from '../core/connections';
import { DatabaseConnectionOptions, DatabaseConnectionPlan, planDatabaseConnection } from '../core/database-connections';
import { EnvironmentPlan } from '../core/environment';

/** Who is connected to something. */
export interface Client {
  readonly tier: IConstruct & iam.IGrantable & ec2.IConnectable;
  readonly environment: EnvironmentPlan;
  readonly checks: Checks;
}

export type Target = s3.IBucket | IReadReplicaDatabase | ISessionCache;

export function connect(client: Client, target: Target, options: BucketConnectionOptions | DatabaseConnectionOptions | CacheConnectionOptions) {
  if ('writerEndpoint' in target) {
    connectToDatabase(client, target, options);
  } else if ('clusterMode' in target) {
    connectToCache(client, target, options);
  } else {
    connectToBucket(client, target, options);
  }
}

function connectToBucket(client: Client, bucket: s3.IBucket, options: BucketConnectionOptions) {
  const plan = planBucketConnection(options, { name: bucket.bucketName, arn: bucket.bucketArn }, client.environment, client.checks);
  tell(client, plan);
  bucket.encryptionKey?.grant(client.tier, ...plan.keyActions);
}

function connectToDatabase(client: Client, database: IReadReplicaDatabase, options: DatabaseConnectionOptions) {
  const { tier } = client;
  const plan = planDatabaseConnection(options, connectableOf(database, tier), client.environment, client.checks);
  tell(client, plan);
  database._allowProxy(plan.proxyStatements);
  // From the servers' side: a rule of the database's on them would close a cycle between their stacks.
  tier.connections.allowTo(database, ec2.Port.tcp(plan.toDatabase.port), plan.toDatabase.description);
  if (plan.toProxy && database.proxyConnections) {
    tier.connections.allowTo(database.proxyConnections, ec2.Port.tcp(plan.toProxy.port), plan.toProxy.description);
  }
  deployAfter(tier, database, 'its servers are connected to the database');
}

function connectToCache(client: Client, cache: ISessionCache, options: CacheConnectionOptions) {
  const { tier } = client;
  const plan = planCacheConnection(options, connectableCacheOf(cache, tier), client.environment, client.checks);
  tell(client, plan);
  // From the servers' side, as to a database.
  for (const { port, description } of plan.toCache) { tier.connections.allowTo(cache, ec2.Port.tcp(port), description); }
  deployAfter(tier, cache, 'its servers are connected to the cache');
}

/** What is known by its name is there before it is asked for. */
function deployAfter(client: IConstruct, target: IConstruct, reason: string) {
  if (Stack.of(target) !== Stack.of(client)) { Stack.of(client).addStackDependency(Stack.of(target), reason); }
}

function tell({ tier, checks }: Client, plan: BucketConnectionPlan | DatabaseConnectionPlan | CacheConnectionPlan) {
  const id = `Connection${plan.prefix}`;
  refuseTakenPrefix(plan.prefix, tier.node.tryFindChild(id) !== undefined, checks);
  for (const statement of plan.statements) { tier.grantPrincipal.addToPrincipalPolicy(renderStatement(statement)); }
  new ssm.StringParameter(tier, id, {
    parameterName: plan.parameterName,
    simpleName: false,
    stringValue: plan.parameterValue,
    description: plan.parameterDescription,
  });
}
