import { BalancingAlgorithm, BalancingPlan } from './balancing';
import { Checks } from './checks';
import { InstancePlan } from './instances';
import { WarmPoolPlan, WarmPoolState } from './warm-pool';

/** What combinations of options are judged by. */
export interface Combination {
  readonly balancing: BalancingPlan;
  readonly instances: InstancePlan;
  readonly usesSpot: boolean;
  readonly warmPool?: WarmPoolPlan;
}

/** A combination that AWS refuses at deploy time, and validators and emulators let through. */
interface Refusal {
  readonly source: string;
  readonly isMet: (combination: Combination) => boolean;
  readonly sentence: (combination: Combination) => string;
}

const ALGORITHMS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html';
const WARM_POOL_LIMITS = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html#warm-pools-limitations';

export const AWS_REFUSALS: readonly Refusal[] = [
  {
    source: `${ALGORITHMS}#slow-start-mode`,
    isMet: ({ balancing }) => balancing.slowStartSeconds !== undefined && balancing.algorithm !== BalancingAlgorithm.ROUND_ROBIN,
    sentence: ({ balancing }) => `balancing.slowStartSeconds needs balancing.algorithm ${BalancingAlgorithm.ROUND_ROBIN}: AWS refuses it with ${balancing.algorithm}.`,
  },
  {
    source: `${ALGORITHMS}#modify-routing-algorithm`,
    isMet: ({ balancing }) => balancing.stickySessions !== undefined && balancing.algorithm === BalancingAlgorithm.WEIGHTED_RANDOM,
    sentence: ({ balancing }) => `balancing.stickySessions needs another balancing.algorithm: AWS refuses them with ${balancing.algorithm}.`,
  },
  {
    source: WARM_POOL_LIMITS,
    isMet: ({ warmPool, usesSpot }) => warmPool !== undefined && usesSpot,
    sentence: () => 'warmPool needs on-demand instances: AWS refuses it with instances.spot.',
  },
  {
    source: WARM_POOL_LIMITS,
    isMet: ({ warmPool, instances }) => warmPool?.state === WarmPoolState.HIBERNATED && instances.mixed !== undefined,
    sentence: () => 'warmPool.state Hibernated needs a single instance type: AWS refuses it with instances.alternativeTypes, unless the launch template hibernates.',
  },
];

export function refuseWhatAwsRefuses(combination: Combination, checks: Checks) {
  for (const refusal of AWS_REFUSALS) {
    if (refusal.isMet(combination)) { checks.conflict(refusal.sentence(combination)); }
  }
}
