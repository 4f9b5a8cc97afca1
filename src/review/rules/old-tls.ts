import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';

/** Those that take TLS 1.0 or 1.1. */
const OLD = /^ELBSecurityPolicy-(?:2015-05|2016-08|FS-2018-06|FS-1-1-|TLS-1-[01]-|TLS13-1-[01]-)/;
const DEFAULT = 'ELBSecurityPolicy-2016-08';

export const OLD_TLS: Rule = {
  id: 'old-tls',
  title: 'TLS that has been withdrawn',
  severity: Severity.WARNING,
  why: 'TLS 1.0 and 1.1 have known weaknesses, and no browser of today needs them. Whoever stands between can make a caller fall back to what both sides take.',
  mend: 'Set SslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  check: (topology: Topology): Evidence[] => topology.balancers.flatMap(({ listeners }) => listeners)
    .filter(({ id, protocol, tlsPolicy }) => ['HTTPS', 'TLS'].includes(protocol ?? '') && isTold(topology, id, 'SslPolicy') && OLD.test(tlsPolicy ?? DEFAULT))
    .map(({ id, tlsPolicy }) => ({
      resourceId: id,
      property: 'SslPolicy',
      message: `${tlsPolicy ?? `No SslPolicy, which is ${DEFAULT},`} takes TLS older than 1.2.`,
    })),
};
