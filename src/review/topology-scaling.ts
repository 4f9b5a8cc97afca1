import { Metric } from './topology-alarms';

/** A policy that changes the number of servers. */
export interface ScalingPolicy {
  readonly id: string;
  /** `TargetTrackingScaling`, `StepScaling`, `SimpleScaling` or `PredictiveScaling`. */
  readonly type: string;
  /** A metric that Auto Scaling knows by name. */
  readonly predefinedMetric?: string;
  /** Any other. */
  readonly metric?: Metric;
  readonly target?: number;
  readonly disableScaleIn?: boolean;
  /** How long it rests after removing, where it is not a server that is removed. */
  readonly scaleInCooldownSeconds?: number;
  /** How long it rests after adding, where it is not a server that is added. */
  readonly scaleOutCooldownSeconds?: number;
  /** Seconds until a server that it added counts; absent with the group's own. */
  readonly warmupSeconds?: number;
  readonly adjustmentType?: string;
  readonly minAdjustmentMagnitude?: number;
  readonly steps: StepAdjustment[];
  /** Ids of the alarms that set it off. */
  readonly alarmIds: string[];
  /** `ForecastOnly` or `ForecastAndScale`. */
  readonly mode?: string;
  readonly schedulingBufferSeconds?: number;
  readonly whenAboveMaximum?: string;
  readonly maxCapacityBufferPercent?: number;
}

/** Bounds are relative to the alarm's threshold. */
export interface StepAdjustment {
  readonly lowerBound?: number;
  readonly upperBound?: number;
  readonly adjustment?: number;
}

/** Bounds of the capacity at known times. */
export interface Schedule {
  readonly recurrence?: string;
  readonly timeZone?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}
