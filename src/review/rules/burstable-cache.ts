import { Evidence, Rule } from './rule';
import { isBurstable, parseNodeType } from '../../core/cache-node-types';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const BURSTABLE_CACHE: Rule = {
  id: 'burstable-cache',
  title: 'Nodes that are slow when their credits are used up',
  severity: Severity.NOTE,
  why: 'They have a share of their processors, and more of it only until the credits are used up, which is after the busiest hours. They take fewer connections too.',
  mend: 'Set CacheNodeType to one of m or r, as cache.m7g.large.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
  check: ({ caches }: Topology): Evidence[] => caches.flatMap(({ id, nodeType }) => {
    const known = parseNodeType(nodeType ?? '');
    return known && isBurstable(known) ? [{ resourceId: id, property: 'CacheNodeType', message: `${nodeType}.` }] : [];
  }),
};
