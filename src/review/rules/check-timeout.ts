import { Evidence, Rule } from './rule';
import { entriesOf, isOfRequests } from './target-groups';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const CHECK_TIMEOUT: Rule = {
  id: 'check-timeout',
  title: 'A health check outlasts its interval',
  severity: Severity.ERROR,
  why: 'The next check would begin before this one has failed. Elastic Load Balancing refuses such a target group when it is deployed.',
  mend: 'Set HealthCheckTimeoutSeconds below HealthCheckIntervalSeconds: 5 and 10.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  check: (topology: Topology): Evidence[] => entriesOf(topology)
    .filter(({ group }) => isOfRequests(group) && ['HealthCheckTimeoutSeconds', 'HealthCheckIntervalSeconds'].every((property) => isTold(topology, group.id, property)))
    .map(({ group: { id, healthCheck: { timeoutSeconds = TIMEOUT, intervalSeconds = INTERVAL } } }) => ({ id, timeoutSeconds, intervalSeconds }))
    .filter(({ timeoutSeconds, intervalSeconds }) => timeoutSeconds >= intervalSeconds)
    .map(({ id, timeoutSeconds, intervalSeconds }) => ({
      resourceId: id, property: 'HealthCheckTimeoutSeconds', message: `A timeout of ${timeoutSeconds} s, and a check every ${intervalSeconds} s.`,
    })),
};

/** Seconds where nothing is said, of checks by HTTP. */
const TIMEOUT = 5;
const INTERVAL = 30;
