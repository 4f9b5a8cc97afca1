import { TWO_OF_THREE_MINUTES } from './alarms';
import { Checks } from './checks';
import { cpuMetric, ErrorCount, responseTimeMetric } from './metrics';
import { StepAdjustmentPlan, StepPlan } from './scaling-policies';
import { DOUBLING_PERCENT } from './surges';

const QUARTER = 25;
const HALF = 50;

export function surgeStep(cpuPercent: number, checks: Checks): StepPlan {
  return step('CpuSurge', [{ lowerBound: 0, adjustment: DOUBLING_PERCENT }], {
    id: 'CpuSurgeAlarm',
    description: `CPU was at ${checks.asText(cpuPercent)} % or more for one minute: capacity doubles. Scales the group, wakes nobody.`,
    metrics: [cpuMetric()],
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: cpuPercent,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'notBreaching',
  });
}

export function responseTimeStep(seconds: number, checks: Checks): StepPlan {
  checks.number('scaling.responseTimeSeconds', seconds, { from: 0.001, to: 60 });
  // A bound known only at deploy time cannot be written relative to itself: then there is one step.
  const twice = checks.known(seconds);
  const steps = twice === undefined ? [{ lowerBound: 0, adjustment: QUARTER }] : [
    { lowerBound: 0, upperBound: twice, adjustment: QUARTER },
    { lowerBound: twice, adjustment: HALF },
  ];
  return step('ResponseTimeStep', steps, {
    id: 'ResponseTimeStepAlarm',
    description: `The slowest tenth of the requests (p90) took ${checks.asText(seconds)} s or longer: capacity grows. Scales the group, wakes nobody.`,
    metrics: [responseTimeMetric()],
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: seconds,
    ...TWO_OF_THREE_MINUTES,
    missingData: 'notBreaching',
  });
}

export function errorStep(percent: number, minimumRequests: number, count: ErrorCount, checks: Checks): StepPlan {
  checks.number('scaling.errorRatePercent', percent, { from: 0.001, to: 100 });
  checks.integer('scaling.errorRateMinimumRequests', minimumRequests, { from: 1, to: 1_000_000 });
  return step('ErrorRateStep', [{ lowerBound: 0, adjustment: QUARTER }], {
    id: 'ErrorRateStepAlarm',
    description: `${checks.asText(percent)} % or more of the requests failed: capacity grows. Scales the group, wakes nobody.`,
    metrics: count.metrics,
    expression: `IF(${count.allRequests} >= ${checks.asText(minimumRequests)}, ${count.ratePercent}, 0)`,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: percent,
    ...TWO_OF_THREE_MINUTES,
    missingData: 'notBreaching',
  });
}

function step(id: string, steps: StepAdjustmentPlan[], alarm: StepPlan['alarm']): StepPlan {
  return { type: 'Step', id, alarm, adjustmentType: 'PercentChangeInCapacity', minAdjustmentMagnitude: 1, steps };
}
