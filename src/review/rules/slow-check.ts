import { recordsBy } from './health-check-users';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsHealthCheck } from '../topology-names';

/** What Route 53 takes where nothing is said. */
const STANDARD = { intervalSeconds: 30, failureThreshold: 3 };

export const SLOW_CHECK: Rule = {
  id: 'slow-check',
  title: 'A failover that begins late',
  severity: Severity.WARNING,
  why: 'Nobody is led elsewhere before the check has failed often enough. What callers and resolvers remember comes on top of it.',
  mend: 'Set HealthCheckConfig.RequestInterval to 10. It cannot be changed later: a new value makes another health check.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  check: (topology: Topology): Evidence[] => topology.healthChecks
    .filter((check) => check.kind === 'endpoint' && isSlow(check, topology) && recordsBy(check, topology).some(({ routing }) => routing === 'failover'))
    .map((check) => ({ resourceId: check.id, property: 'HealthCheckConfig.RequestInterval', message: messageOf(check) })),
};

function isSlow({ id, intervalSeconds }: DnsHealthCheck, topology: Topology): boolean {
  return (intervalSeconds ?? STANDARD.intervalSeconds) >= 30 && isTold(topology, id, 'HealthCheckConfig.RequestInterval');
}

function messageOf({ intervalSeconds = STANDARD.intervalSeconds, failureThreshold = STANDARD.failureThreshold }: DnsHealthCheck): string {
  return `It takes ${intervalSeconds * failureThreshold} s to tell: ${failureThreshold} checks, ${intervalSeconds} s apart.`;
}
