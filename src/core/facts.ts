import { availabilityOf } from './availability';
import { CapacityPlan, capacityThatSurvivesAZone, serversAfterZoneLoss } from './capacity';
import { Checks } from './checks';
import { HealthPlan, secondsUntilInService, secondsUntilOutOfService, secondsUntilReplaced } from './health';
import { ScalingPlan } from './scaling';
import { doublingsToAbsorb, TRACKING_DETECTION_SECONDS, trackingCyclesToAbsorb } from './surges';

/** How long a load that grew at once takes to be absorbed. */
export interface SurgeFacts {
  /** By how much the load grew. */
  readonly factor: number;
  /** Cycles that target tracking on CPU takes. */
  readonly cpuTrackingCycles: number;
  /** Seconds that they take. */
  readonly cpuTrackingSeconds: number;
  /** Doublings that the surge step takes, unless it is turned off. */
  readonly doublings?: number;
  /** Seconds that they take. */
  readonly doublingSeconds?: number;
  /** Cycles that tracking on requests takes: one, as requests do not saturate. Unless it is not used. */
  readonly requestTrackingCycles?: number;
  /** Seconds that they take. */
  readonly requestTrackingSeconds?: number;
}

/** What the plan comes to. A figure that depends on a value known only at deploy time is left out. */
export interface ScaledWebTierFacts {
  /** Seconds, at the worst, until a dead instance gets no more requests. */
  readonly secondsUntilOutOfService?: number;
  /** Seconds until it has been replaced, without the time Auto Scaling takes to notice, for which AWS gives no figure. */
  readonly secondsUntilReplaced?: number;
  /** What it takes to absorb a load that doubled, grew fourfold, and eightfold. */
  readonly surges: SurgeFacts[];
  /** Percentage of the capacity that is left when one of `minCapacity` instances is lost. */
  readonly capacityPercentAfterInstanceLoss?: number;
  /** Percentage of the capacity that is left when the fullest zone is lost, at `minCapacity`. */
  readonly capacityPercentAfterZoneLoss?: number;
  /** CPU utilization that the others run at then, coming from the CPU target. Above 100 they are overloaded until capacity is replaced. */
  readonly cpuPercentAfterZoneLoss?: number;
  /** k: servers that the peak needs. Only with `peakLoad`. */
  readonly serversAtPeak?: number;
  /** n: servers that carry the peak without a zone. Only with `peakLoad`. */
  readonly serversToSurviveAZone?: number;
  /** Percentage of the time that at least k of n serve, at Amazon's 99.5 % an instance and a tenth of the failures in common. */
  readonly availabilityPercent?: number;
}

/** The surge alarm waits for one datapoint of a minute. */
const SURGE_DETECTION_SECONDS = 60;
const SURGE_FACTORS = [2, 4, 8];

export function accountFor(health: HealthPlan, capacity: CapacityPlan, scaling: ScalingPlan, checks: Checks): ScaledWebTierFacts {
  return {
    ...healthFacts(health, checks),
    surges: surgeFacts(health, scaling, checks),
    ...lossFacts(capacity, scaling, checks),
    ...peakFacts(capacity),
  };
}

function healthFacts(health: HealthPlan, checks: Checks) {
  const { intervalSeconds, timeoutSeconds, unhealthyThreshold } = health.readiness;
  const areKnown = (...values: number[]) => values.every((value) => checks.known(value) !== undefined);
  const isDetectionKnown = areKnown(intervalSeconds, timeoutSeconds, unhealthyThreshold);
  return {
    secondsUntilOutOfService: isDetectionKnown ? secondsUntilOutOfService(health.readiness) : undefined,
    secondsUntilReplaced: isDetectionKnown && areKnown(health.startUp.bootSeconds) ? secondsUntilReplaced(health) : undefined,
  };
}

/** A cycle is done when its instances serve, and their metrics count. */
function surgeFacts(health: HealthPlan, scaling: ScalingPlan, checks: Checks): SurgeFacts[] {
  const target = checks.known(scaling.cpuTargetPercent);
  const boot = checks.known(health.startUp.bootSeconds);
  const warmup = checks.known(health.startUp.warmupSeconds);
  const interval = checks.known(health.readiness.intervalSeconds);
  if (target === undefined || boot === undefined || warmup === undefined || interval === undefined) { return []; }

  const untilItCounts = Math.max(boot + secondsUntilInService(health.readiness), warmup);
  const tracksRequests = scaling.policies.some(({ id }) => id === 'RequestTracking');
  return SURGE_FACTORS.map((factor) => {
    const cycles = trackingCyclesToAbsorb(factor, target);
    const doublings = scaling.doublesUnderSurge ? doublingsToAbsorb(factor) : undefined;
    return {
      factor,
      cpuTrackingCycles: cycles,
      cpuTrackingSeconds: cycles * (TRACKING_DETECTION_SECONDS + untilItCounts),
      doublings,
      doublingSeconds: doublings === undefined ? undefined : doublings * (SURGE_DETECTION_SECONDS + untilItCounts),
      requestTrackingCycles: tracksRequests ? 1 : undefined,
      requestTrackingSeconds: tracksRequests ? TRACKING_DETECTION_SECONDS + untilItCounts : undefined,
    };
  });
}

function lossFacts({ minCapacity, availabilityZones }: CapacityPlan, scaling: ScalingPlan, checks: Checks) {
  const servers = checks.known(minCapacity);
  const target = checks.known(scaling.cpuTargetPercent);
  if (servers === undefined || servers === 0) { return {}; }
  const survivors = serversAfterZoneLoss(servers, availabilityZones);
  return {
    capacityPercentAfterInstanceLoss: percent((servers - 1) / servers),
    capacityPercentAfterZoneLoss: percent(survivors / servers),
    cpuPercentAfterZoneLoss: target === undefined || survivors === 0 ? undefined : percent(target / 100 * servers / survivors),
  };
}

function peakFacts({ serversAtPeak, availabilityZones }: CapacityPlan) {
  if (serversAtPeak === undefined) { return {}; }
  const serversToSurviveAZone = capacityThatSurvivesAZone(serversAtPeak, availabilityZones);
  return {
    serversAtPeak,
    serversToSurviveAZone,
    availabilityPercent: Number((100 * availabilityOf(serversAtPeak, serversToSurviveAZone)).toFixed(4)),
  };
}

function percent(share: number): number {
  return Math.round(share * 100);
}
