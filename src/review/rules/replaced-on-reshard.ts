import { isGroup } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';

/** Where CloudFormation is told to move slots. Terraform always does. */
const POLICY = 'UpdatePolicy.UseOnlineResharding';

export const REPLACED_ON_RESHARD: Rule = {
  id: 'replaced-on-reshard',
  title: 'More shards make another cache, an empty one',
  severity: Severity.WARNING,
  why: 'Unless it is told to move hash slots, CloudFormation replaces the group when the number of its shards changes. It is changed when the cache is too small, which is when '
    + 'everybody who is logged in is asked to do so again.',
  mend: 'Set UpdatePolicy.UseOnlineResharding to true.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html',
  check: (topology: Topology): Evidence[] => topology.caches
    .filter((cache) => isGroup(cache) && cache.globalGroupId === undefined && cache.onlineResharding === false && isTold(topology, cache.id, POLICY))
    .filter(({ shards = 1, clusterMode }) => shards > 1 || clusterMode)
    .map(({ id, shards }) => ({
      resourceId: id, property: POLICY, message: `${shards === undefined ? 'Shards' : `${shards} ${shards === 1 ? 'shard' : 'shards'}`}, and no UseOnlineResharding.`,
    })),
};
