import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const PLAIN_TEXT_BETWEEN_TIERS: Rule = {
  id: 'plain-text-between-tiers',
  title: 'The last part of the way is in plain text',
  severity: Severity.NOTE,
  why: 'The load balancer ends TLS, and speaks HTTP to its servers. Within a network of one\'s own many mean it so; where nobody may read what is on the way, it is a gap.',
  mend: 'Set Protocol of the target group to HTTPS. The load balancer takes any certificate of its targets, one that they make themselves among them.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  check: ({ balancers, tiers }: Topology): Evidence[] => {
    const encrypting = balancers.filter(({ listeners }) => listeners.some(({ protocol }) => protocol === 'HTTPS')).map(({ id }) => id);
    return tiers.filter(({ balancerId }) => balancerId !== undefined && encrypting.includes(balancerId))
      .map(({ targetGroup }) => targetGroup)
      .filter((group) => group?.protocol === 'HTTP')
      .map((group) => ({ resourceId: group!.id, property: 'Protocol', message: `HTTP on port ${group!.port ?? 'unknown'}, behind a listener of HTTPS.` }));
  },
};
