import { Topology } from '../topology';
import { DnsHealthCheck, DnsName } from '../topology-names';

/** Records that go by a health check, by itself or by one that is calculated from it. */
export function recordsBy(check: DnsHealthCheck, { dnsNames, healthChecks }: Topology): DnsName[] {
  const ids = new Set([check.id]);
  // A set grows while it is gone through, and has each of them once.
  for (const id of ids) {
    healthChecks.filter(({ childIds }) => childIds.includes(id)).forEach((parent) => ids.add(parent.id));
  }
  return dnsNames.filter(({ healthCheckId }) => healthCheckId !== undefined && ids.has(healthCheckId));
}
