import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { lifecycleOf } from './cache-nodes';
import { MadeDatastorePlan } from '../core/cache-global';
import { SessionCachePlan } from '../core/session-cache';

/** With the one member that is in this stack: the others join it by its id. The last that is made, and the first that goes. */
export function renderGlobalDatastore(scope: Construct, made: MadeDatastorePlan, plan: SessionCachePlan, cache: ElasticacheReplicationGroup): string {
  const datastore = new ElasticacheGlobalReplicationGroup(scope, made.id, {
    globalReplicationGroupIdSuffix: made.suffix,
    globalReplicationGroupDescription: made.description,
    primaryReplicationGroupId: cache.id,
    // The provider reads who writes now: after a failover it would make another datastore, for the one that wrote at first.
    lifecycle: lifecycleOf(plan, ['primary_replication_group_id']),
  });
  const id = datastore.globalReplicationGroupId;
  new TerraformOutput(scope, made.output.id, { description: made.output.description, value: id });
  return id;
}
