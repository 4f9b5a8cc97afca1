import { Checks } from './checks';

/** What is done with a forecast. */
export enum PredictiveScalingMode {
  /** It is drawn only: look at it for a while before you trust it. */
  FORECAST_ONLY = 'ForecastOnly',
  /** Capacity is there before the load is. */
  FORECAST_AND_SCALE = 'ForecastAndScale',
}

/** A forecast of the hours to come, from at least 24 hours of history. It only ever adds capacity. */
export interface PredictiveScalingOptions {
  /** @default PredictiveScalingMode.FORECAST_ONLY */
  readonly mode?: PredictiveScalingMode;

  /**
   * Seconds that instances are launched ahead of the hour they are needed in, 0–3599. At least what they take to boot.
   *
   * @default 300
   */
  readonly schedulingBufferSeconds?: number;

  /**
   * Percentage by which the forecast may exceed `maxCapacity`, and to which it raises it above the forecast, 0–100.
   *
   * @default - the maximum is kept
   */
  readonly maxCapacityBufferPercent?: number;
}

export interface PredictivePlan {
  readonly id: string;
  readonly mode: PredictiveScalingMode;
  readonly metricPair: 'ASGCPUUtilization' | 'ALBRequestCount';
  readonly target: number;
  readonly schedulingBufferSeconds: number;
  readonly whenAboveMaximum: 'HonorMaxCapacity' | 'IncreaseMaxCapacity';
  readonly maxCapacityBufferPercent?: number;
}

/**
 * Forecasts what the group is tracked on: requests where they are, CPU otherwise.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredictiveScalingConfiguration.html
 */
export function planPredictive(
  options: PredictiveScalingOptions, requestsPerMinute: number | undefined, cpuTargetPercent: number, checks: Checks,
): PredictivePlan {
  const plan: PredictivePlan = {
    id: 'Predictive',
    mode: options.mode ?? PredictiveScalingMode.FORECAST_ONLY,
    metricPair: requestsPerMinute === undefined ? 'ASGCPUUtilization' : 'ALBRequestCount',
    target: requestsPerMinute ?? cpuTargetPercent,
    schedulingBufferSeconds: options.schedulingBufferSeconds ?? 300,
    whenAboveMaximum: options.maxCapacityBufferPercent === undefined ? 'HonorMaxCapacity' : 'IncreaseMaxCapacity',
    maxCapacityBufferPercent: options.maxCapacityBufferPercent,
  };
  checks.oneOf('scaling.predictive.mode', plan.mode, Object.values(PredictiveScalingMode));
  checks.integer('scaling.predictive.schedulingBufferSeconds', plan.schedulingBufferSeconds, { from: 0, to: 3599 });
  checks.integer('scaling.predictive.maxCapacityBufferPercent', plan.maxCapacityBufferPercent, { from: 0, to: 100 });
  return plan;
}
