import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { MadeDatastorePlan } from '../core/cache-global';

/**
 * With the one member that is in this stack: the others join it by its id. It is the last that is made and the first that goes, as AWS deletes no
 * cache that is in a global datastore. CloudFormation compares templates, and leaves the roles that a failover has changed.
 */
export function renderGlobalDatastore(scope: Construct, plan: MadeDatastorePlan, cache: elasticache.CfnReplicationGroup): string {
  const datastore = new elasticache.CfnGlobalReplicationGroup(scope, plan.id, {
    globalReplicationGroupIdSuffix: plan.suffix,
    globalReplicationGroupDescription: plan.description,
    members: [{ replicationGroupId: cache.ref, replicationGroupRegion: Stack.of(scope).region, role: 'PRIMARY' }],
  });
  const id = datastore.attrGlobalReplicationGroupId;
  new CfnOutput(scope, plan.output.id, { description: plan.output.description, value: id });
  return id;
}
