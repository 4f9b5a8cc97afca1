import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Balancer } from '../topology-balancers';

export const BALANCER_WITHOUT_LOGS: Rule = {
  id: 'balancer-without-logs',
  title: 'Nobody can tell who asked what',
  severity: Severity.NOTE,
  why: 'Servers take their logs with them when the group removes them. What the load balancer records is then all that tells of a slow or a failed request.',
  mend: 'Set LoadBalancerAttributes access_logs.s3.enabled to true, and access_logs.s3.bucket.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  check: (topology: Topology): Evidence[] => topology.balancers
    .filter((balancer) => balancer.accessLogs === undefined && canRecord(balancer) && isTold(topology, balancer.id, 'LoadBalancerAttributes'))
    .map(({ id }) => ({ resourceId: id, property: 'LoadBalancerAttributes[access_logs.s3.enabled]', message: 'No access logs.' })),
};

/** A network load balancer records what comes by TLS only, and a gateway nothing. */
function canRecord({ type, listeners }: Balancer): boolean {
  return type === undefined || type === 'application' || (type === 'network' && listeners.some(({ protocol }) => protocol === 'TLS'));
}
