/** Capacity is doubled by the surge step. */
export const DOUBLING_PERCENT = 100;

/**
 * Seconds of a metric that tracking waits for before it scales out. Observed on the alarms that it makes; AWS documents only that
 * it scales out sooner than in.
 */
export const TRACKING_DETECTION_SECONDS = 180;

/**
 * The most that one cycle of CPU tracking multiplies capacity by: CPU saturates at 100 %, so the policy sees no more than
 * 100 ÷ target times the load it aims at.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function largestCpuTrackingFactor(targetPercent: number): number {
  return 100 / targetPercent;
}

/** Cycles of CPU tracking until a load that grew `factor`-fold at once is absorbed: ⌈ln k ÷ ln(100 ÷ target)⌉. */
export function trackingCyclesToAbsorb(factor: number, targetPercent: number): number {
  return cyclesToMultiply(factor, largestCpuTrackingFactor(targetPercent));
}

/** Doublings until a load that grew `factor`-fold at once is absorbed: ⌈log₂ k⌉. */
export function doublingsToAbsorb(factor: number): number {
  return cyclesToMultiply(factor, 1 + DOUBLING_PERCENT / 100);
}

/** Rounds of a step that adds a percentage, or a number of servers to those that are there at the least, until there are twice as many. */
export function doublingsBySteps(adjustmentType: string | undefined, adjustment: number, servers: number | undefined): number | undefined {
  if (adjustmentType === 'PercentChangeInCapacity') { return cyclesToMultiply(2, 1 + adjustment / 100); }
  const isKnown = servers !== undefined && servers > 0;
  if (adjustmentType === 'ChangeInCapacity') { return isKnown ? Math.ceil(servers / adjustment) : undefined; }
  return adjustmentType === 'ExactCapacity' && isKnown && adjustment >= 2 * servers ? 1 : undefined;
}

function cyclesToMultiply(factor: number, factorPerCycle: number): number {
  if (factor <= 1) { return 0; }
  // A factor that is an exact power must not be pushed to the next whole cycle by the last bit of a logarithm.
  return Math.ceil(Math.log(factor) / Math.log(factorPerCycle) - 1e-9);
}
