import { isInternetFacing } from './exposure';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Balancer, Listener } from '../topology-balancers';

export const PLAIN_HTTP: Rule = {
  id: 'plain-http',
  title: 'Requests that anybody on the way reads',
  severity: Severity.ERROR,
  why: 'Passwords and session cookies travel in plain text. Who has a session\'s cookie is its user, on every server at once, as none of them keeps a session of its own.',
  mend: 'Set Protocol to HTTPS with Certificates, and let port 80 have DefaultActions of Type redirect with RedirectConfig.Protocol HTTPS.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
  check: (topology: Topology): Evidence[] => topology.balancers.flatMap((balancer) => balancer.listeners
    .filter(({ protocol, action }) => protocol === 'HTTP' && action === 'forward')
    .map((listener) => evidenceOf(listener, balancer, topology))),
};

function evidenceOf({ id, port }: Listener, balancer: Balancer, topology: Topology): Evidence {
  const isPublic = isInternetFacing(balancer, topology);
  const isBehindCdn = topology.distributions.some(({ origins }) => origins.some(({ balancerId }) => balancerId === balancer.id));
  const callers = !isPublic ? 'inside the network' : isBehindCdn ? 'from the internet, by a distribution' : 'from the internet';
  return {
    resourceId: id,
    property: 'Protocol',
    message: `HTTP on port ${port ?? 'unknown'} is forwarded to servers, ${callers}.`,
    severity: isPublic && !isBehindCdn ? undefined : Severity.WARNING,
  };
}
