import { isBalanced } from './roles';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const GRACE_SHORTER_THAN_START: Rule = {
  id: 'grace-shorter-than-start',
  title: 'Servers are replaced before they have started',
  severity: Severity.ERROR,
  why: 'The load balancer checks a server while it still starts, and finds it unhealthy. Without grace Auto Scaling replaces it for that, and the next one too: under load, when starts are '
    + 'slow, none ever serves.',
  mend: 'Set HealthCheckGracePeriod above what a start takes until the first good answer, such as 300.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isBalanced(tier) && /\bELB\b/.test(tier.capacity.healthCheckType ?? '') && isTold(topology, tier.id, 'HealthCheckGracePeriod'))
    .flatMap((tier) => judged(tier, tier.capacity.graceSeconds ?? UNSAID[topology.engine])),
};

/** The API grants none, and Terraform's provider asks it for 300 seconds. */
const UNSAID: Readonly<Record<string, number>> = { CloudFormation: 0, Terraform: 300 };

/** A lifecycle hook may hold a server back until it is ready, and takes the place of grace. */
function judged({ id, capacity: { graceSeconds, warmupSeconds = 0 }, targetGroup, waitsAtLaunch }: Tier, grace: number | undefined): Evidence[] {
  const evidence = { resourceId: id, property: 'HealthCheckGracePeriod' };
  const interval = targetGroup?.healthCheck.intervalSeconds ?? 0;
  if (grace === undefined || waitsAtLaunch) { return []; }
  if (grace <= 0) { return [{ ...evidence, message: `${graceSeconds === undefined ? 'No HealthCheckGracePeriod, which is 0 seconds' : 'A grace of 0 seconds'}.` }]; }
  if (grace < warmupSeconds) {
    return [{ ...evidence, message: `${grace} s of grace, and DefaultInstanceWarmup says that a start takes ${warmupSeconds} s.`, severity: Severity.WARNING }];
  }
  return grace >= interval ? [] : [{ ...evidence, message: `${grace} s of grace, and ${interval} s between two checks.`, severity: Severity.WARNING }];
}
