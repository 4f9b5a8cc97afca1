import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsHealthCheck } from '../topology-names';

export const CHECK_OF_NOTHING: Rule = {
  id: 'check-of-nothing',
  title: 'A health check that cannot change',
  severity: Severity.ERROR,
  why: 'It is calculated from others so that it always comes out the same. Always healthy, its record never fails over; never healthy, its record is never answered with.',
  mend: 'Set HealthCheckConfig.ChildHealthChecks, and HealthThreshold to between 1 and their number.',
  source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
  check: (topology: Topology): Evidence[] => topology.healthChecks
    .filter(({ id, kind }) => kind === 'calculated' && ['ChildHealthChecks', 'HealthThreshold'].every((name) => isTold(topology, id, `HealthCheckConfig.${name}`)))
    .flatMap(evidenceOf),
};

/** A region can be withdrawn by a threshold that is never met, which whoever writes it knows. */
function evidenceOf({ id, childIds, threshold, inverted }: DnsHealthCheck): Evidence[] {
  const count = childIds.length;
  const isNever = threshold !== undefined && threshold > count && count > 0;
  if (!isNever && count > 0 && threshold !== 0) { return []; }
  const health = isNever === (inverted ?? false) ? 'always' : 'never';
  return [{
    resourceId: id,
    property: count === 0 ? 'HealthCheckConfig.ChildHealthChecks' : 'HealthCheckConfig.HealthThreshold',
    message: count === 0 ? 'It has no children.' : `With ${threshold} of ${count} it is ${health} healthy.`,
    severity: isNever ? Severity.WARNING : undefined,
  }];
}
