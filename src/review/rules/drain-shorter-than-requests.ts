import { Evidence, Rule } from './rule';
import { entriesOf, Entry } from './target-groups';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const DRAIN_SHORTER_THAN_REQUESTS: Rule = {
  id: 'drain-shorter-than-requests',
  title: 'Requests are cut when a server leaves',
  severity: Severity.NOTE,
  why: 'A server that leaves, with a release or when load falls, finishes what it has begun for as long as it is given. The balancer lets a request be silent for longer than that, and who '
    + 'waits for it gets an error.',
  mend: 'Set the attribute deregistration_delay.timeout_seconds to what the longest request takes, or idle_timeout.timeout_seconds as low.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay',
  check: (topology: Topology): Evidence[] => entriesOf(topology)
    .filter(({ balancer }) => balancer !== undefined && (balancer.type ?? 'application') === 'application' && isTold(topology, balancer.id, 'LoadBalancerAttributes'))
    .filter(({ group }) => isTold(topology, group.id, 'TargetGroupAttributes'))
    .flatMap(cut),
};

/** What the balancer waits, and gives a server to leave, where nothing is said. */
const IDLE_SECONDS = 60;
const LEAVE_SECONDS = 300;

function cut({ group: { id, deregistrationDelaySeconds: delay = LEAVE_SECONDS }, balancer }: Entry): Evidence[] {
  const idle = balancer?.idleTimeoutSeconds ?? IDLE_SECONDS;
  if (delay >= idle) { return []; }
  return [{
    resourceId: id,
    property: 'TargetGroupAttributes[deregistration_delay.timeout_seconds]',
    message: `${delay} s to leave, and requests may be silent for ${idle} s.`,
    severity: delay <= 0 ? Severity.WARNING : undefined,
  }];
}
