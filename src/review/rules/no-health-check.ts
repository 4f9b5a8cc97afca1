import { isOfDistribution, isToldOf, propertyOf, recordSetsOf, StandingRecord, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

const CHOOSES = ['failover', 'weighted', 'latency', 'geolocation', 'geoproximity', 'multivalue'];

export const NO_HEALTH_CHECK: Rule = {
  id: 'no-health-check',
  title: 'DNS goes on answering with what is dead',
  severity: Severity.ERROR,
  why: 'Route 53 takes a record without a health check for healthy, always. A primary without one never fails over, and of several each goes on getting its share.',
  mend: 'Set HealthCheckId, or for an alias of a load balancer AliasTarget.EvaluateTargetHealth to true.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsOf(system)
    .filter(({ records, mayGoOn }) => (records.length > 1 || mayGoOn) && !isSwitch(records))
    .flatMap(({ records }) => records)
    .filter((standing) => standing.topology === topology && isUnwatched(standing))
    .map(({ record }) => ({
      resourceId: record.id,
      property: record.aliasOf === undefined ? propertyOf(record, 'HealthCheckId') : propertyOf(record, 'AliasTarget.EvaluateTargetHealth'),
      message: `${titleOf(record)}, ${record.failover ?? record.routing}, has no health check${record.aliasOf === undefined ? '' : ' and does not ask its target'}.`,
      severity: record.failover === 'PRIMARY' ? undefined : Severity.WARNING,
    })),
};

/** One side has all of the callers: its weight is how a release is switched over, and not how it fails over. */
function isSwitch(records: readonly StandingRecord[]): boolean {
  const weights = records.map(({ record }) => record.weight);
  return weights.length > 1 && weights.filter((weight) => weight === 0).length === weights.length - 1;
}

/** What is left when all else fails is answered with, healthy or not; and a distribution cannot be asked. */
function isUnwatched({ record, topology }: StandingRecord): boolean {
  const isLastResort = record.failover === 'SECONDARY' || record.location === 'country *' || (isOfDistribution(record) && record.failover !== 'PRIMARY');
  return CHOOSES.includes(record.routing) && !isLastResort && record.healthCheckId === undefined && !record.evaluatesTargetHealth
    && ['HealthCheckId', 'AliasTarget', 'Failover'].every((property) => isToldOf(record, property, topology));
}
