import { hasReplicas, isGroup } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const CACHE_WITHOUT_FAILOVER: Rule = {
  id: 'cache-without-failover',
  title: 'Replicas that do not take over',
  severity: Severity.ERROR,
  why: 'When the primary fails, replicas go on answering reads and nobody writes: no login, no logout, until AWS has replaced the node or somebody promotes one by hand.',
  mend: 'Set AutomaticFailoverEnabled to true.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  check: ({ caches }: Topology): Evidence[] => caches
    .filter((cache) => isGroup(cache) && cache.automaticFailover === false && hasReplicas(cache))
    .map(({ id, replicasPerShard }) => ({
      resourceId: id,
      property: 'AutomaticFailoverEnabled',
      message: `${replicasPerShard === undefined ? 'Replicas' : replicasPerShard === 1 ? '1 replica' : `${replicasPerShard} replicas`}, and no automatic failover.`,
    })),
};
