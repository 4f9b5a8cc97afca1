import { GlobalDatastorePlan } from './cache-global';
import { ReplicationGroupPlan } from './cache-topology';
import { SessionCachePlan } from './session-cache-plan';

type Told = Pick<SessionCachePlan, 'nodeEngine' | 'parameterGroup' | 'encryption' | 'replicationGroup'>;

/**
 * A secondary has from its primary what AWS wants to be told once: a group of parameters of its own would be ignored, and most of the rest refused.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/20893
 */
export function withoutInherited(told: Told, datastore: GlobalDatastorePlan | undefined): Told {
  if (datastore?.joins === undefined) { return told; }
  const { encryption, replicationGroup } = told;
  return {
    nodeEngine: undefined,
    parameterGroup: undefined,
    encryption: { keyArn: encryption.keyArn },
    replicationGroup: replicationGroup && withoutInheritedNodes(replicationGroup),
  };
}

function withoutInheritedNodes(group: ReplicationGroupPlan): ReplicationGroupPlan {
  return {
    ...group,
    nodeType: undefined,
    shards: undefined,
    automaticFailover: undefined,
    multiAz: undefined,
    inheritedFlags: ['automaticFailover', 'multiAz'],
  };
}
