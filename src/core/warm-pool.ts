import { Checks } from './checks';

/** In which state instances wait. */
export enum WarmPoolState {
  /** Stopped: the disk is paid for only. */
  STOPPED = 'Stopped',
  /** Running: fastest, and paid for in full. */
  RUNNING = 'Running',
  /** With the memory written to disk. The instance type and the image must support it. */
  HIBERNATED = 'Hibernated',
}

/**
 * Instances that have booted already and wait. For services that take long to boot; a change of user data refreshes them as well.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html
 */
export interface WarmPoolOptions {
  /** @default WarmPoolState.STOPPED */
  readonly state?: WarmPoolState;

  /**
   * Instances that wait at least, from 0.
   *
   * @default 0
   */
  readonly minSize?: number;

  /**
   * Instances that run and wait together, at most; at least the tier's `minCapacity`.
   *
   * @default - the tier's maximum
   */
  readonly maxPreparedCapacity?: number;

  /**
   * Put instances back into the pool when the group scales in, rather than terminate them.
   *
   * @default false
   */
  readonly reuseOnScaleIn?: boolean;
}

export interface WarmPoolPlan {
  readonly state: WarmPoolState;
  readonly minSize: number;
  readonly maxPreparedCapacity?: number;
  readonly reuseOnScaleIn: boolean;
}

export function planWarmPool(options: WarmPoolOptions, minCapacity: number, checks: Checks): WarmPoolPlan {
  const plan: WarmPoolPlan = {
    state: options.state ?? WarmPoolState.STOPPED,
    minSize: options.minSize ?? 0,
    maxPreparedCapacity: options.maxPreparedCapacity,
    reuseOnScaleIn: options.reuseOnScaleIn ?? false,
  };
  checks.oneOf('warmPool.state', plan.state, Object.values(WarmPoolState));
  checks.integer('warmPool.minSize', plan.minSize, { from: 0, to: 10_000 });
  checks.integer('warmPool.maxPreparedCapacity', plan.maxPreparedCapacity, { from: checks.known(minCapacity) ?? 0, to: 10_000 });
  return plan;
}
