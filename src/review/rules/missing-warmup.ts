import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { ScalingPolicy } from '../topology-scaling';

export const MISSING_WARMUP: Rule = {
  id: 'missing-warmup',
  title: 'Servers count before they serve, or long after',
  severity: Severity.WARNING,
  why: 'Without a warm-up of its own, scaling waits for the group\'s cooldown, 300 seconds unless it is said, before a new server counts: it adds too late where starts are quick, and takes the '
    + 'busy start for load where they are slow. AWS strongly recommends to set it.',
  mend: 'Set DefaultInstanceWarmup to the seconds from launch until the server carries its share, such as 120.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter(({ id, capacity: { warmupSeconds } }) => (warmupSeconds === undefined || warmupSeconds < 0) && isTold(topology, id, 'DefaultInstanceWarmup'))
    .map(({ id, scaling }) => ({ id, waiting: scaling.filter((policy) => waits(policy, topology)).length }))
    .filter(({ waiting }) => waiting > 0)
    .map(({ id, waiting }) => ({
      resourceId: id, property: 'DefaultInstanceWarmup', message: `No warm-up, and ${waiting} ${waiting === 1 ? 'policy that relies' : 'policies that rely'} on one.`,
    })),
};

function waits({ id, type, warmupSeconds }: ScalingPolicy, topology: Topology): boolean {
  return ['TargetTrackingScaling', 'StepScaling'].includes(type) && warmupSeconds === undefined && isTold(topology, id, 'EstimatedInstanceWarmup');
}
