import { Evidence, Rule } from './rule';
import { entriesOf } from './target-groups';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { HealthCheck } from '../topology-balancers';

export const SLOW_DETECTION: Rule = {
  id: 'slow-detection',
  title: 'A dead server gets requests for over a minute',
  severity: Severity.WARNING,
  why: 'Until a server has failed its last check, its share of the requests goes to it and fails. Readiness is asked every 5 to 10 seconds.',
  mend: 'Set HealthCheckIntervalSeconds to 10 and UnhealthyThresholdCount to 2: 20 seconds.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  check: (topology: Topology): Evidence[] => entriesOf(topology)
    .filter(({ group: { id } }) => ['HealthCheckIntervalSeconds', 'UnhealthyThresholdCount'].every((property) => isTold(topology, id, property)))
    .flatMap(({ group: { id, healthCheck } }) => found(id, healthCheck, UNHEALTHY_THRESHOLD[topology.engine] ?? 2)),
};

const MOST_SECONDS = 60;
const INTERVAL = 30;
/** Where nothing is said: AWS's own default, and the one of Terraform's provider. */
export const UNHEALTHY_THRESHOLD: Readonly<Record<string, number>> = { CloudFormation: 2, Terraform: 3 };

function found(resourceId: string, { intervalSeconds, unhealthyThreshold }: HealthCheck, unsaid: number): Evidence[] {
  const [interval, threshold] = [intervalSeconds ?? INTERVAL, unhealthyThreshold ?? unsaid];
  if (interval * threshold <= MOST_SECONDS) { return []; }
  return [{
    resourceId,
    property: intervalSeconds === undefined ? 'UnhealthyThresholdCount' : 'HealthCheckIntervalSeconds',
    message: `${threshold} checks ${interval} s apart are ${interval * threshold} s until it gets no more.`,
    severity: intervalSeconds === undefined && unhealthyThreshold === undefined ? Severity.NOTE : undefined,
  }];
}
