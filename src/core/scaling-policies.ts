import { AlarmPlan } from './alarms';
import { MetricPlan } from './metrics';

/** Holds a metric at a target by adding and removing capacity. */
export interface TargetTrackingPlan {
  readonly type: 'TargetTracking';
  readonly id: string;
  readonly metric: 'ASGAverageCPUUtilization' | 'ALBRequestCountPerTarget' | MetricPlan;
  readonly target: number;
  readonly disableScaleIn: boolean;
}

/** Adds or removes capacity by a step when an alarm goes off. */
export interface StepPlan {
  readonly type: 'Step';
  readonly id: string;
  readonly alarm: AlarmPlan;
  readonly adjustmentType: 'PercentChangeInCapacity';
  /** At least this many instances, however small the percentage comes out. */
  readonly minAdjustmentMagnitude: number;
  /** Bounds are relative to the alarm's threshold. */
  readonly steps: readonly StepAdjustmentPlan[];
}

export interface StepAdjustmentPlan {
  readonly lowerBound?: number;
  readonly upperBound?: number;
  readonly adjustment: number;
}

export type ScalingPolicyPlan = TargetTrackingPlan | StepPlan;
