import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsHealthCheck, DnsName } from '../topology-names';

export const UNREACHABLE_CHECK: Rule = {
  id: 'unreachable-check',
  title: 'A health check that reaches nothing',
  severity: Severity.ERROR,
  why: 'Route 53 asks from the internet. What is inside a network never answers it, so that the record counts as dead from the first day, and fails over for good.',
  mend: 'Set HealthCheckConfig.Type to CLOUDWATCH_METRIC with an alarm on HealthyHostCount, or FullyQualifiedDomainName to a name that is public.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
  check: (topology: Topology, system: System): Evidence[] => topology.healthChecks.flatMap((check) => {
    const reason = check.kind === 'endpoint' ? reasonOf(check, topology, system) : undefined;
    return reason === undefined ? [] : [{
      resourceId: check.id,
      property: PRIVATE_ADDRESS.test(check.host ?? '') ? 'HealthCheckConfig.IPAddress' : 'HealthCheckConfig.FullyQualifiedDomainName',
      message: reason,
    }];
  }),
};

const PRIVATE_ADDRESS = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)\d+(?:\.\d+)*$|^(?:f[cd]|fe[89ab])[0-9a-f]*:/i;
const PRIVATE_NAME = /^internal-.*\.elb\.amazonaws\.com|\.(?:internal|local|localdomain)\.?$|^<AWS::EC2::\w+\.Private/i;

function reasonOf({ host, hostId }: DnsHealthCheck, topology: Topology, system: System): string | undefined {
  const balancer = topology.balancers.find(({ id }) => id === hostId);
  if (balancer) { return balancer.scheme === 'internal' ? `It asks ${balancer.id}, which is internal.` : undefined; }
  if (host === undefined) { return undefined; }
  if (PRIVATE_ADDRESS.test(host)) { return `It asks ${host}, which is private.`; }
  if (PRIVATE_NAME.test(host)) { return `It asks ${host}, a name of what is inside a network.`; }
  const named = system.topologies.flatMap((one) => one.dnsNames.filter(({ name }) => name?.toLowerCase() === host.toLowerCase())
    .map((record) => ({ record, topology: one })));
  const isInside = named.length > 0 && named.every(({ record, topology: one }) => leadsInside(record, one));
  return isInside ? `It asks ${host}, whose records lead to what is inside a network.` : undefined;
}

function leadsInside({ zoneId, balancerId }: DnsName, { hostedZones, balancers }: Topology): boolean {
  return hostedZones.some(({ id, isPrivate }) => id === zoneId && isPrivate) || balancers.some(({ id, scheme }) => id === balancerId && scheme === 'internal');
}
