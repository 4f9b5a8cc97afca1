import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';

export const INVALID_HEADERS: Rule = {
  id: 'invalid-headers',
  title: 'Headers that two sides read differently',
  severity: Severity.NOTE,
  why: 'A request that the load balancer and a server cut in different places can carry another one hidden in it, which is answered to somebody else.',
  mend: 'Set LoadBalancerAttributes routing.http.drop_invalid_header_fields.enabled to true.',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
  check: (topology: Topology): Evidence[] => topology.balancers
    .filter(({ id, type, dropsInvalidHeaders }) => (type ?? 'application') === 'application' && !dropsInvalidHeaders
      && isTold(topology, id, 'LoadBalancerAttributes') && isTold(topology, id, 'Type'))
    .map(({ id }) => ({
      resourceId: id,
      property: 'LoadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled]',
      message: 'Invalid header fields are passed on.',
    })),
};
