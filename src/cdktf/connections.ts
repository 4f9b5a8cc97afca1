import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';
import { connectableOf as connectableCacheOf } from './cache-connection';
import { connectableOf } from './database-connection';
import { InstanceRole } from './instances';
import { allowEgress, allowIngress } from './network-peers';
import { PlaceOf } from './place';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { BucketAttributes } from './scaled-web-tier-props';
import { ISessionCache } from './session-cache-props';
import { CacheConnectionOptions, CacheConnectionPlan, planCacheConnection } from '../core/cache-connections';
import { Checks, PlanContext } from '../core/checks';
import { BucketConnectionOptions, BucketConnectionPlan, planBucketConnection, refuseTakenPrefix } from '../core/connections';
import { DatabaseConnectionOptions, DatabaseConnectionPlan, planDatabaseConnection } from '../core/database-connections';
import { EnvironmentPlan } from '../core/environment';

/** What somebody can be connected to. */
type Target = BucketAttributes | IReadReplicaDatabase | ISessionCache;

/** Who is connected to something. */
export interface Client {
  readonly tier: Construct;
  readonly securityGroupId: string;
  readonly role: InstanceRole;
  readonly environment: EnvironmentPlan;
  readonly place: PlaceOf;
  readonly context: PlanContext;
}

export function connect(client: Client, target: Target, options: BucketConnectionOptions | DatabaseConnectionOptions | CacheConnectionOptions) {
  if (isDatabase(target)) { return connectToDatabase(client, target, options); }
  return isCache(target) ? connectToCache(client, target, options) : connectToBucket(client, target, options);
}

function isDatabase(target: Target): target is IReadReplicaDatabase {
  return 'writerEndpoint' in target;
}

function isCache(target: Target): target is ISessionCache {
  return 'endpoint' in target;
}

function connectToBucket(client: Client, bucket: BucketAttributes, options: BucketConnectionOptions) {
  const names = { name: bucket.bucketName, arn: bucket.bucketArn, keyArn: bucket.encryptionKeyArn };
  tell(client, planBucketConnection(options, names, client.environment, new Checks(client.context)));
}

function connectToDatabase(client: Client, database: IReadReplicaDatabase, options: DatabaseConnectionOptions) {
  const { environment, place, context } = client;
  const plan = planDatabaseConnection(options, connectableOf(database, place, context), environment, new Checks(context));
  tell(client, plan);
  database._allowProxy(plan.proxyStatements);
  open(client, `To${plan.prefix}`, database.securityGroupId, [plan.toDatabase]);
  if (plan.toProxy && database.proxySecurityGroupId !== undefined) {
    open(client, `To${plan.prefix}Proxy`, database.proxySecurityGroupId, [plan.toProxy]);
  }
}

function connectToCache(client: Client, cache: ISessionCache, options: CacheConnectionOptions) {
  const { environment, context } = client;
  const plan = planCacheConnection(options, connectableCacheOf(cache, context), environment, new Checks(context));
  tell(client, plan);
  open(client, `To${plan.prefix}`, cache.securityGroupId, plan.toCache);
}

/** From both ends: out of the servers, and into what they are connected to. */
function open({ tier, securityGroupId }: Client, id: string, peerId: string, ways: CacheConnectionPlan['toCache']) {
  const rules = (peer: string) => ways.map((way) => ({ peer: { type: 'security-group' as const, id: peer }, ...way }));
  allowEgress(tier, id, securityGroupId, rules(peerId));
  allowIngress(tier, `${id}FromServers`, peerId, rules(securityGroupId));
}

function tell({ tier, role, context }: Client, plan: BucketConnectionPlan | DatabaseConnectionPlan | CacheConnectionPlan) {
  const id = `Connection${plan.prefix}`;
  refuseTakenPrefix(plan.prefix, tier.node.tryFindChild(id) !== undefined, new Checks(context));
  for (const statement of plan.statements) { role.allow(statement); }
  new SsmParameter(tier, id, {
    name: plan.parameterName,
    type: 'String',
    // What is no secret is shown in the plan.
    insecureValue: plan.parameterValue,
    description: plan.parameterDescription,
  });
}
