import { isBalanced } from './roles';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const EC2_ONLY_HEALTH: Rule = {
  id: 'ec2-only-health',
  title: 'Servers that answer nobody are not replaced',
  severity: Severity.ERROR,
  why: 'EC2 sees that a machine runs, not that the service on it answers. The load balancer takes such a server out, and the group keeps it: each one that hangs is '
    + 'capacity that is lost until somebody looks.',
  mend: 'Set HealthCheckType to ELB, and HealthCheckGracePeriod to what a start takes.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isBalanced(tier) && !asksBalancer(tier.capacity.healthCheckType) && isTold(topology, tier.id, 'HealthCheckType'))
    .map(({ id, capacity: { healthCheckType } }) => ({
      resourceId: id,
      property: 'HealthCheckType',
      message: `${healthCheckType === undefined ? 'No HealthCheckType, which is EC2' : `HealthCheckType ${healthCheckType}`}, behind a load balancer.`,
    })),
};

/** What is not said is EC2; several stand in one text, as `EBS,ELB`. */
function asksBalancer(type = 'EC2'): boolean {
  return !type.split(',').every((one) => ['EC2', 'EBS'].includes(one.trim()));
}
