import { Checks, Warning } from './checks';
import { Architecture, architectureOf } from './instance-types';

/** Which part of the capacity may be Spot. */
export interface SpotOptions {
  /**
   * Servers that are always on-demand, from 0.
   *
   * @default - `minCapacity`: what always runs is not taken back
   */
  readonly onDemandBaseCapacity?: number;

  /**
   * Percentage of the servers above the base that are on-demand, 0–100.
   *
   * @default 0
   */
  readonly onDemandPercentAboveBase?: number;
}

export interface MixedInstancesPlan {
  readonly instanceTypes: readonly string[];
  readonly onDemandAllocation: 'prioritized';
  readonly spotAllocation: 'price-capacity-optimized';
  readonly onDemandBaseCapacity: number;
  readonly onDemandPercentAboveBase: number;
  /** Replaces a Spot instance as soon as it is likely to be taken back. */
  readonly capacityRebalance: boolean;
}

export function planMixed(
  spot: SpotOptions | undefined, alternativeTypes: readonly string[] | undefined, instanceType: string, minCapacity: number,
): MixedInstancesPlan | undefined {
  if (!spot && !alternativeTypes) { return undefined; }
  return {
    instanceTypes: [instanceType, ...(alternativeTypes ?? [])],
    onDemandAllocation: 'prioritized',
    spotAllocation: 'price-capacity-optimized',
    onDemandBaseCapacity: spot?.onDemandBaseCapacity ?? (spot ? minCapacity : 0),
    onDemandPercentAboveBase: spot ? spot.onDemandPercentAboveBase ?? 0 : 100,
    capacityRebalance: spot !== undefined,
  };
}

/** AWS takes 40 types in all: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html */
const MOST_TYPES = 40;
/** A Spot pool is one type in one zone. */
const FEW_TYPES = 3;

export function warnOfFewPools(spot: SpotOptions | undefined, alternativeTypes: readonly string[] = []): Warning[] {
  if (!spot || alternativeTypes.length + 1 >= FEW_TYPES) { return []; }
  return [{
    id: 'scale-out-constructs:fewSpotPools',
    message: `Spot capacity of ${alternativeTypes.length + 1} instance type(s) can vanish at once: give at least ${FEW_TYPES - 1} instances.alternativeTypes.`,
  }];
}

export function checkMixed(
  spot: SpotOptions | undefined, alternativeTypes: readonly string[] | undefined, architecture: Architecture | undefined, checks: Checks,
) {
  const others = checks.known(alternativeTypes);
  checks.notEmpty('instances.alternativeTypes', others, 'at least one EC2 instance type');
  if (others && others.length >= MOST_TYPES) {
    checks.refuse('instances.alternativeTypes', `at most ${MOST_TYPES - 1} types`, others.length);
  }
  if (others && new Set(others).size < others.length) { checks.refuse('instances.alternativeTypes', 'of distinct types', others); }
  others?.forEach((type, index) => checkAlternative(`instances.alternativeTypes[${index}]`, checks.known(type), architecture, checks));
  checks.integer('instances.spot.onDemandBaseCapacity', spot?.onDemandBaseCapacity, { from: 0, to: 10_000 });
  checks.integer('instances.spot.onDemandPercentAboveBase', spot?.onDemandPercentAboveBase, { from: 0, to: 100 });
}

function checkAlternative(option: string, type: string | undefined, wanted: Architecture | undefined, checks: Checks) {
  if (type === undefined) { return; }
  const architecture = architectureOf(type);
  if (architecture === undefined) {
    checks.refuse(option, "an EC2 instance type such as 'm7g.large'", type);
  } else if (wanted !== undefined && architecture !== wanted) {
    checks.refuse(option, `of the architecture of instances.instanceType (${wanted})`, type);
  }
}
