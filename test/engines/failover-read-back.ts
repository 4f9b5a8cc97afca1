import { LastResortView } from './failover-page-planned';
import { FailoverAlarm, FailoverView } from './failover-planned';
import { byText, withoutAbsent } from './views';
import { Alarm, Bucket, Distribution, DnsHealthCheck, DnsName, Topology } from '../../src/review';

/** What is the construct's own, by its id in either engine's document: a tier has alarms and names too. */
function below<T extends { readonly id: string }>(construct: string, things: readonly T[]): T[] {
  return things.filter(({ id }) => new RegExp(`^(aws_\\w+\\.)?${construct}`).test(id));
}

/** What is read back from a document with one region of a name in it. */
export function viewOfFailover(topology: Topology): FailoverView {
  const [records, checks, alarms] = [topology.dnsNames, topology.healthChecks, topology.alarms].map((things) => below<any>('Failover', things));
  const { unknowns } = topology;
  expect(unknowns.filter(({ resourceId }) => below('Failover', [{ id: resourceId }]).length > 0)).toEqual([]);
  return withoutAbsent<FailoverView>({
    records: byText(records.map((record) => recordOf(record, topology))),
    checks: byText(checks.map((check) => checkOf(check, topology))),
    alarms: byText(alarms.map((alarm) => alarmOf(alarm, topology))),
  });
}

function recordOf({ id, balancerId, targetIds, healthCheckId, zoneId, ...record }: DnsName, { tiers, healthChecks }: Topology) {
  return {
    ...record,
    balancer: balancerId && (tiers.some((tier) => tier.balancerId === balancerId) ? 'the tier\'s' : balancerId),
    targets: targetIds.length,
    healthCheck: healthCheckId && nameOf(healthCheckId, healthChecks),
  };
}

function checkOf({ id, childIds, alarmId, alarmName, hostId, ...check }: DnsHealthCheck, { healthChecks, alarms }: Topology) {
  const own = alarms.find((alarm) => alarm.id === alarmId);
  const children = childIds.map((child) => nameOf(child, healthChecks)).sort();
  return { ...check, children, alarm: own?.description, alarmName: own ? undefined : alarmName };
}

function nameOf(id: string, healthChecks: readonly DnsHealthCheck[]): string | undefined {
  return healthChecks.find((check) => check.id === id)?.name ?? id;
}

/** A health check is meant by its name: engines have two attributes for its id. */
function alarmOf({ id, actionIds, expression, metrics, ...alarm }: Alarm, { healthChecks }: Topology): FailoverAlarm {
  return {
    ...alarm,
    metrics: metrics.map(({ resourceIds, dimensions, ...metric }) => ({
      ...metric,
      dimensions: { ...dimensions, ...resourceIds.HealthCheckId && { HealthCheckId: nameOf(resourceIds.HealthCheckId, healthChecks) } },
    })),
  };
}

/** What is read back from a document with one last resort in it. */
export function viewOfLastResort(topology: Topology): LastResortView {
  const [bucket, ...buckets] = below('LastResort', topology.buckets);
  const [distribution, ...distributions] = topology.distributions;
  const [certificate, ...certificates] = topology.certificates;
  expect([buckets, distributions, certificates, topology.healthChecks]).toEqual([[], [], [], []]);
  return withoutAbsent<LastResortView>({
    bucket: bucketOf(bucket),
    certificate: certificate && { ...certificate, id: undefined },
    distribution: distributionOf(distribution, bucket),
    // Terraform proves the name by a record of its own, which has no routing.
    records: byText(below('LastResort', topology.dnsNames).filter(({ routing }) => routing !== 'simple').map((record) => recordOf(record, topology))),
  });
}

function bucketOf({ id, policy, ...bucket }: Bucket) {
  const refused = policy.filter(({ effect, conditions }) => effect === 'Deny' && conditions.includes('Bool aws:SecureTransport false'));
  return {
    ...bucket,
    refused: refused.map(({ principals, actions, resources }) => ({ principals, actions, resources: byText(resources) })),
    readers: byText(policy.filter(({ effect }) => effect === 'Allow').map(({ principals, actions, resources, conditions }) => (
      { principals, actions, resources, conditions: conditions.map((condition) => condition.replace(OWN_DISTRIBUTION, 'its own distribution')) }))),
  };
}

/** CloudFormation has no attribute for it, and composes it. */
const OWN_DISTRIBUTION = /<AWS::CloudFront::Distribution\.Arn>|arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution\/<AWS::CloudFront::Distribution\.Ref>/;

function distributionOf({ id, origins, behaviors, errorPages, ...distribution }: Distribution, bucket: Bucket) {
  return {
    ...distribution,
    origins: origins.map(({ name, bucketId, accessId, ...origin }) => ({ ...origin, isThePage: bucketId === bucket.id })),
    behaviors: behaviors.map(({ origin, ...behavior }) => ({ ...behavior, isOfTheOrigin: origin !== undefined && origin === origins[0]?.name })),
    errorPages: byText(errorPages),
  };
}
