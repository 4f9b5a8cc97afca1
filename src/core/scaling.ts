import { utilizationThatSurvivesAZone } from './capacity';
import { Checks } from './checks';
import { countErrors, memoryMetric, MINUTE } from './metrics';
import { planPredictive, PredictivePlan, PredictiveScalingOptions } from './predictive-scaling';
import { GradualScaleIn, ScaleIn } from './scale-in';
import { ScalingPolicyPlan, StepPlan, TargetTrackingPlan } from './scaling-policies';
import { planSchedules, ScalingSchedule, SchedulePlan } from './scaling-schedules';
import { errorStep, responseTimeStep, surgeStep } from './scaling-steps';

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

  /**
   * Requests per second of each instance that target tracking holds, above 0. The best measure wherever it is known: unlike CPU it
   * does not saturate, so that one cycle absorbs any surge. With `peakLoad`, at most what leaves the remaining zones at the
   * instance's sustainable rate when one is lost.
   *
   * @default - requests do not scale the group
   */
  readonly requestsPerSecondPerInstance?: number;

  /**
   * Average memory utilization that target tracking holds, 10–90 %; 80 is usual. Reported by the agent.
   *
   * @default - memory does not scale the group
   */
  readonly memoryTargetPercent?: number;

  /**
   * Seconds that the slowest tenth of the requests (p90) may take before capacity grows by a quarter; at twice as much it grows by
   * half. 0.001–60; 0.5 is usual.
   *
   * @default - response time does not scale the group
   */
  readonly responseTimeSeconds?: number;

  /**
   * Percentage of failed requests above which capacity grows by a quarter, 0.001–100; 1 is usual. Only where errors come from the
   * servers being too few: the errors of a saturated database get worse with more servers.
   *
   * @default - errors do not scale the group
   */
  readonly errorRatePercent?: number;

  /**
   * Requests a minute below which `errorRatePercent` is not judged, at least 1: one failure of three requests is no overload.
   *
   * @default 100
   */
  readonly errorRateMinimumRequests?: number;

  /** @default ScaleIn.tracking() */
  readonly scaleIn?: ScaleIn;

  /**
   * Bounds of the capacity at known times.
   *
   * @default - none
   */
  readonly schedules?: ScalingSchedule[];

  /**
   * Capacity ahead of a load that repeats daily or weekly. Beside the others, never in place of them.
   *
   * @default - none
   */
  readonly predictive?: PredictiveScalingOptions;
}

export interface ScalingPlan {
  readonly policies: readonly ScalingPolicyPlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly predictive?: PredictivePlan;
  /** The targets that the arithmetic of the tier goes on with. */
  readonly cpuTargetPercent: number;
  readonly doublesUnderSurge: boolean;
}

/** What of the rest of the plan scaling depends on. */
export interface ScalingSurroundings {
  readonly zones: number;
  /** What one instance sustains, where the peak is known. */
  readonly sustainedPerInstance?: number;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly hasAgent: boolean;
  readonly balancerIsShared: boolean;
}

/** The lower end of the 70–80 % at which common practice scales out. */
const DEFAULT_CPU_TARGET = 70;
const DEFAULT_SURGE_CPU = 85;

export function planScaling(options: ScalingOptions, surroundings: ScalingSurroundings, checks: Checks): ScalingPlan {
  const survivable = surroundings.sustainedPerInstance === undefined ? 100 : utilizationThatSurvivesAZone(surroundings.zones);
  const cpuTargetPercent = options.cpuTargetPercent ?? Math.min(DEFAULT_CPU_TARGET, survivable);
  const surge = options.surgeCpuPercent ?? DEFAULT_SURGE_CPU;
  checkCpu(options, { target: cpuTargetPercent, surge, survivable }, checks);
  checkRequests(options, surroundings, survivable, checks);

  const perMinute = requestsPerMinute(options.requestsPerSecondPerInstance, checks);
  const gradual = (options.scaleIn ?? ScaleIn.tracking())._gradual;
  const tracking = trackingPolicies(options, { cpuTargetPercent, perMinute, disableScaleIn: gradual !== undefined }, surroundings, checks);
  return {
    policies: [
      ...tracking,
      ...(options.withoutSurgeStep ? [] : [surgeStep(surge, checks)]),
      ...(options.responseTimeSeconds === undefined ? [] : [responseTimeStep(options.responseTimeSeconds, checks)]),
      ...(options.errorRatePercent === undefined ? [] : [
        errorStep(options.errorRatePercent, options.errorRateMinimumRequests ?? 100, countErrors(surroundings.balancerIsShared), checks),
      ]),
      ...(gradual ? [planGradual(gradual, options, cpuTargetPercent, surroundings, checks)] : []),
    ],
    schedules: planSchedules(options.schedules ?? [], surroundings, checks),
    predictive: options.predictive && planPredictive(options.predictive, perMinute, cpuTargetPercent, checks),
    cpuTargetPercent,
    doublesUnderSurge: !options.withoutSurgeStep,
  };
}

function trackingPolicies(
  { memoryTargetPercent: memory }: ScalingOptions,
  { cpuTargetPercent, perMinute, disableScaleIn }: { cpuTargetPercent: number; perMinute?: number; disableScaleIn: boolean },
  surroundings: ScalingSurroundings,
  checks: Checks,
): TargetTrackingPlan[] {
  checks.integer('scaling.memoryTargetPercent', memory, { from: 10, to: 90 });
  if (memory !== undefined && !surroundings.hasAgent) {
    checks.conflict('scaling.memoryTargetPercent needs the agent, which reports memory: observability.agent is NONE.');
  }
  const policy = (id: string, metric: TargetTrackingPlan['metric'], target: number): TargetTrackingPlan => ({
    type: 'TargetTracking', id, metric, target, disableScaleIn,
  });
  return [
    policy('CpuTracking', 'ASGAverageCPUUtilization', cpuTargetPercent),
    ...(perMinute === undefined ? [] : [policy('RequestTracking', 'ALBRequestCountPerTarget', perMinute)]),
    ...(memory === undefined ? [] : [policy('MemoryTracking', memoryMetric(), memory)]),
  ];
}

/** The metric counts the requests of a minute. A rate known only at deploy time cannot be multiplied, and is refused. */
function requestsPerMinute(requestsPerSecond: number | undefined, checks: Checks): number | undefined {
  if (requestsPerSecond === undefined) { return undefined; }
  if (checks.isUnresolved(requestsPerSecond)) {
    checks.conflict('scaling.requestsPerSecondPerInstance must be known when the template is made: AWS wants it by the minute.');
  }
  return requestsPerSecond * MINUTE;
}

function planGradual(
  gradual: Required<GradualScaleIn>, options: ScalingOptions, cpuTargetPercent: number, surroundings: ScalingSurroundings, checks: Checks,
): StepPlan {
  return ScaleIn._plan(gradual, {
    cpuTargetPercent,
    hasAgent: surroundings.hasAgent,
    minCapacity: surroundings.minCapacity,
    errorCount: countErrors(surroundings.balancerIsShared),
    responseTimeSeconds: options.responseTimeSeconds,
    errorRatePercent: options.errorRatePercent,
  }, checks);
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

function checkRequests(options: ScalingOptions, { sustainedPerInstance }: ScalingSurroundings, survivable: number, checks: Checks) {
  const rate = checks.positive('scaling.requestsPerSecondPerInstance', options.requestsPerSecondPerInstance);
  const most = sustainedPerInstance === undefined ? undefined : sustainedPerInstance * survivable / 100;
  if (rate !== undefined && most !== undefined && rate > most) {
    checks.refuse('scaling.requestsPerSecondPerInstance', `at most ${most}, so that the other zones carry peakLoad when one is lost`, rate);
  }
  if (options.errorRateMinimumRequests !== undefined && options.errorRatePercent === undefined) {
    checks.conflict('scaling.errorRateMinimumRequests needs scaling.errorRatePercent: alone it does nothing.');
  }
}
