import { AlarmPlan, MINUTE } from './alarms';
import { utilizationThatSurvivesAZone } from './capacity';
import { Checks } from './checks';

/** How capacity follows load. Of several policies the one that asks for most wins; to scale in, all have to agree. */
export interface ScalingOptions {
  /**
   * Average CPU utilization that target tracking holds, 10–90 %.
   *
   * @default - 70; with `peakLoad`, no more than leaves the remaining zones at 100 % when one is lost: 50 with two zones, 66 with three
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
   */
  readonly cpuTargetPercent?: number;

  /**
   * Average CPU utilization over one minute at which capacity doubles. Above `cpuTargetPercent`, up to 99 %.
   *
   * CPU cannot exceed 100 %, so tracking alone multiplies capacity by at most 100 ÷ target in a cycle (1.43 at 70 %): an
   * eightfold surge takes it 6 cycles, and doubling 3.
   *
   * @default 85
   */
  readonly surgeCpuPercent?: number;

  /**
   * Scale on target tracking alone. Gives up the fast answer to a surge.
   *
   * @default false
   */
  readonly withoutSurgeStep?: boolean;
}

/** Holds a metric at a target by adding and removing capacity. */
export interface TargetTrackingPlan {
  readonly type: 'TargetTracking';
  readonly id: string;
  readonly metric: 'ASGAverageCPUUtilization';
  readonly target: number;
}

/** Adds capacity by a step when an alarm goes off. */
export interface StepPlan {
  readonly type: 'Step';
  readonly id: string;
  readonly alarm: AlarmPlan;
  readonly adjustmentType: 'PercentChangeInCapacity';
  /** At least this many instances, however small the percentage comes out. */
  readonly minAdjustmentMagnitude: number;
  /** Bounds are relative to the alarm's threshold. */
  readonly steps: readonly { readonly lowerBound?: number; readonly upperBound?: number; readonly adjustment: number }[];
}

export type ScalingPolicyPlan = TargetTrackingPlan | StepPlan;

/** The notes: scale out above 70–80 % CPU. */
const DEFAULT_CPU_TARGET = 70;
const DEFAULT_SURGE_CPU = 85;
const DOUBLING_PERCENT = 100;

export function planScaling(options: ScalingOptions, peak: { isKnown: boolean; zones: number }, checks: Checks): ScalingPolicyPlan[] {
  const survivable = peak.isKnown ? utilizationThatSurvivesAZone(peak.zones) : 100;
  const target = options.cpuTargetPercent ?? Math.min(DEFAULT_CPU_TARGET, survivable);
  const surge = options.surgeCpuPercent ?? DEFAULT_SURGE_CPU;
  checkCpu(options, { target, surge, survivable }, checks);

  const tracking: TargetTrackingPlan = { type: 'TargetTracking', id: 'CpuTracking', metric: 'ASGAverageCPUUtilization', target };
  return options.withoutSurgeStep ? [tracking] : [tracking, surgeStep(surge, checks)];
}

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

function cyclesToMultiply(factor: number, factorPerCycle: number): number {
  if (factor <= 1) { return 0; }
  // A factor that is an exact power must not be pushed to the next whole cycle by the last bit of a logarithm.
  return Math.ceil(Math.log(factor) / Math.log(factorPerCycle) - 1e-9);
}

function surgeStep(cpuPercent: number, checks: Checks): StepPlan {
  return {
    type: 'Step',
    id: 'CpuSurge',
    alarm: {
      id: 'CpuSurgeAlarm',
      description: `CPU was at ${checks.asText(cpuPercent)} % or more for one minute: capacity doubles. Scales the group, wakes nobody.`,
      metrics: [{
        id: 'cpu', namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: ['AutoScalingGroupName'], statistic: 'Average', periodSeconds: MINUTE,
      }],
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: cpuPercent,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      missingData: 'notBreaching',
    },
    adjustmentType: 'PercentChangeInCapacity',
    minAdjustmentMagnitude: 1,
    steps: [{ lowerBound: 0, adjustment: DOUBLING_PERCENT }],
  };
}

function checkCpu(options: ScalingOptions, cpu: { target: number; surge: number; survivable: number }, checks: Checks) {
  const target = checks.integer('scaling.cpuTargetPercent', cpu.target, { from: 10, to: 90 });
  const surge = checks.integer('scaling.surgeCpuPercent', cpu.surge, { from: 11, to: 99 });
  if (options.withoutSurgeStep && options.surgeCpuPercent !== undefined) {
    checks.conflict('scaling.surgeCpuPercent and scaling.withoutSurgeStep: true contradict each other: leave one out.');
  }
  if (!options.withoutSurgeStep && target !== undefined && surge !== undefined && surge <= target) {
    checks.refuse('scaling.surgeCpuPercent', `more than scaling.cpuTargetPercent (${target})`, surge);
  }
  if (target !== undefined && target > cpu.survivable) {
    checks.refuse('scaling.cpuTargetPercent', `at most ${cpu.survivable}, so that the other zones carry peakLoad when one is lost`, target);
  }
}
