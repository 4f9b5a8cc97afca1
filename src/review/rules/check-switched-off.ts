import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const CHECK_SWITCHED_OFF: Rule = {
  id: 'check-switched-off',
  title: 'A health check that says the same whatever happens, or the contrary',
  severity: Severity.WARNING,
  why: 'One that is disabled counts as healthy, and nothing fails over. One of an endpoint that is inverted leads callers to what does not answer. Both are left behind '
    + 'by maintenance.',
  mend: 'Remove HealthCheckConfig.Inverted, or Disabled.',
  source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
  check: ({ healthChecks }: Topology): Evidence[] => healthChecks.flatMap(({ id, kind, disabled, inverted }) => {
    const counted = inverted ? 'It is disabled and inverted, and counts as unhealthy.' : 'It is disabled, and counts as healthy.';
    if (disabled) { return [{ resourceId: id, property: 'HealthCheckConfig.Disabled', message: counted }]; }
    // Of alarms and of other checks, the contrary is a way to say what is meant.
    return inverted && kind === 'endpoint'
      ? [{ resourceId: id, property: 'HealthCheckConfig.Inverted', message: 'It is healthy while its endpoint is not.' }] : [];
  }),
};
