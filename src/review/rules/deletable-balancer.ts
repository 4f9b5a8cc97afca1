import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';

export const DELETABLE_BALANCER: Rule = {
  id: 'deletable-balancer',
  title: 'A balancer that one command deletes',
  severity: Severity.NOTE,
  why: 'Everything is behind it. Another one has another address, which names and allow lists have to follow.',
  mend: 'Set LoadBalancerAttributes deletion_protection.enabled to true.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  check: (topology: Topology): Evidence[] => topology.balancers
    .filter(({ id, deletionProtection }) => !deletionProtection && isTold(topology, id, 'LoadBalancerAttributes'))
    .map(({ id }) => ({
      resourceId: id, property: 'LoadBalancerAttributes[deletion_protection.enabled]', message: 'No deletion protection.',
    })),
};
