import { propertyOf, titleOf } from './record-sets';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsName } from '../topology-names';

/** What AWS recommends with a health check, and the most that its own console begins with. */
const MOST = { withHealthCheck: 60, otherwise: 300 };

export const LONG_TTL: Rule = {
  id: 'long-ttl',
  title: 'Resolvers go on answering with what is gone',
  severity: Severity.WARNING,
  why: 'Route 53 answers with another record at once, but asks nobody to forget the last one. Until the TTL is over, callers are led to where nothing is.',
  mend: 'Set TTL to 60 or less.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html',
  check: ({ dnsNames }: Topology): Evidence[] => dnsNames.flatMap((record) => {
    const { id, ttlSeconds = 0 } = record;
    const most = changes(record) ? MOST.withHealthCheck : leadsToServers(record) ? MOST.otherwise : Infinity;
    return ttlSeconds <= most ? [] : [{
      resourceId: id,
      property: propertyOf(record, 'TTL'),
      message: `${titleOf(record)} is remembered for ${ttlSeconds} s.`,
      severity: changes(record) ? undefined : Severity.NOTE,
    }];
  }),
};

/** Whether another record may be answered from one minute to the next. */
function changes({ routing, failover, healthCheckId }: DnsName): boolean {
  return routing !== 'simple' && (failover !== undefined || healthCheckId !== undefined);
}

function leadsToServers({ balancerId, records }: DnsName): boolean {
  return balancerId !== undefined || records.some((record) => /^<AWS::(?:EC2::(?:EIP|Instance)|ElasticLoadBalancing)/.test(record));
}
