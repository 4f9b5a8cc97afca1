import { plan, refusals, TOKEN_NUMBER } from './planning';
import { Agent, PredictiveScalingMode, ScaledWebTierOptions, ScaleIn, ScalingOptions, WarmPoolState } from '../../src/core';

const policies = (scaling: ScalingOptions, options: ScaledWebTierOptions = {}) => plan({ ...options, scaling }).scaling.policies;
const policy = (id: string, scaling: ScalingOptions, options: ScaledWebTierOptions = {}): any => {
  return policies(scaling, options).find((one) => one.id === id);
};

describe('ways to scale out', () => {
  test('on requests: a rate a second, which AWS wants by the minute', () => {
    expect(policy('RequestTracking', { requestsPerSecondPerInstance: 50 })).toMatchObject({ metric: 'ALBRequestCountPerTarget', target: 3000, disableScaleIn: false });
  });

  test('on memory: the agent\'s metric, over the group alone', () => {
    expect(policy('MemoryTracking', { memoryTargetPercent: 80 })).toMatchObject({
      target: 80, metric: { namespace: 'CWAgent', name: 'mem_used_percent', dimensions: ['AutoScalingGroupName'] },
    });
  });

  test('on response time: by a quarter, and by half at twice the time', () => {
    expect(policy('ResponseTimeStep', { responseTimeSeconds: 0.5 })).toMatchObject({
      alarm: { threshold: 0.5, metrics: [{ name: 'TargetResponseTime', statistic: 'p90' }], datapointsToAlarm: 2, evaluationPeriods: 3 },
      steps: [{ lowerBound: 0, upperBound: 0.5, adjustment: 25 }, { lowerBound: 0.5, adjustment: 50 }],
    });
    expect(policy('ResponseTimeStep', { responseTimeSeconds: TOKEN_NUMBER }).steps).toEqual([{ lowerBound: 0, adjustment: 25 }]);
  });

  test('on errors: where there are enough requests to judge by', () => {
    expect(policy('ErrorRateStep', { errorRatePercent: 1, errorRateMinimumRequests: 50 })).toMatchObject({
      alarm: {
        threshold: 1,
        expression: 'IF((FILL(requests, 0) + FILL(elb5xx, 0)) >= 50, 100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0)), 0)',
      },
      steps: [{ lowerBound: 0, adjustment: 25 }],
    });
  });
});

describe('scaling in gradually', () => {
  const gradual = policy('GradualScaleIn', { scaleIn: ScaleIn.gradual(), memoryTargetPercent: 80 });

  test('takes a tenth a minute after five minutes in which everything is quiet', () => {
    expect(gradual).toMatchObject({
      steps: [{ lowerBound: 0, adjustment: -10 }],
      minAdjustmentMagnitude: 1,
      alarm: { threshold: 1, evaluationPeriods: 5, datapointsToAlarm: 5, missingData: 'notBreaching' },
    });
    expect(gradual.alarm.expression).toBe([
      'IF(cpu < 35 AND FILL(p90, 0) < 0.1 AND 100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) <= 0.1 * (FILL(requests, 0) + FILL(elb5xx, 0))',
      ' AND FILL(memory, 0) < 50, 1, 0)',
    ].join(''));
  });

  test('asks for every metric that its expression names', () => {
    const ids = gradual.alarm.metrics.map(({ id }: any) => id);
    expect(ids).toEqual(['cpu', 'p90', 'elb5xx', 'target5xx', 'requests', 'memory']);
    for (const id of ids) { expect(gradual.alarm.expression).toContain(id); }
  });

  test('does not ask for memory where nobody reports it', () => {
    const { alarm } = policy('GradualScaleIn', { scaleIn: ScaleIn.gradual() }, { observability: { agent: Agent.NONE } });
    expect(alarm.expression).not.toContain('memory');
    expect(alarm.metrics).toHaveLength(5);
  });

  test('leaves target tracking to scale out only', () => {
    const tracking = policies({ scaleIn: ScaleIn.gradual(), requestsPerSecondPerInstance: 10 }).filter(({ type }) => type === 'TargetTracking');
    expect(tracking.map((one: any) => one.disableScaleIn)).toEqual([true, true]);
  });
});

test('schedules bound the capacity at known times', () => {
  const { schedules } = plan({
    scaling: {
      schedules: [
        { name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 6 },
        { name: 'Night', recurrence: '30 22 * * *', minCapacity: 2, maxCapacity: 10 },
      ],
    },
  }).scaling;
  expect(schedules).toEqual([
    { name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 6, maxCapacity: undefined },
    { name: 'Night', recurrence: '30 22 * * *', timeZone: 'Etc/UTC', minCapacity: 2, maxCapacity: 10 },
  ]);
});

describe('predictive scaling', () => {
  test('forecasts CPU, and looks on only, unless it is told otherwise', () => {
    expect(plan({ scaling: { predictive: {} } }).scaling.predictive).toEqual({
      id: 'Predictive',
      mode: 'ForecastOnly',
      metricPair: 'ASGCPUUtilization',
      target: 70,
      schedulingBufferSeconds: 300,
      whenAboveMaximum: 'HonorMaxCapacity',
      maxCapacityBufferPercent: undefined,
    });
  });

  test('forecasts requests where they are tracked, and may raise the maximum', () => {
    const predictive = { mode: PredictiveScalingMode.FORECAST_AND_SCALE, schedulingBufferSeconds: 120, maxCapacityBufferPercent: 10 };
    expect(plan({ scaling: { requestsPerSecondPerInstance: 20, predictive } }).scaling.predictive).toMatchObject({
      mode: 'ForecastAndScale', metricPair: 'ALBRequestCount', target: 1200, whenAboveMaximum: 'IncreaseMaxCapacity', maxCapacityBufferPercent: 10,
    });
  });
});

test('a warm pool waits stopped', () => {
  expect(plan().warmPool).toBeUndefined();
  expect(plan({ warmPool: { minSize: 2, maxPreparedCapacity: 8 } }).warmPool).toEqual({ state: 'Stopped', minSize: 2, maxPreparedCapacity: 8, reuseOnScaleIn: false });
});

describe('refusals', () => {
  const peakLoad = { requestsPerSecond: 1000, requestsPerSecondPerInstance: 100 };
  const schedule = { name: 'A', recurrence: '0 8 * * *', minCapacity: 2 };

  test.each<[string, ScaledWebTierOptions, string]>([
    ['no requests', { scaling: { requestsPerSecondPerInstance: 0 } }, 'scaling.requestsPerSecondPerInstance must be a number above 0, got 0.'],
    ['a rate that comes with the deployment', { scaling: { requestsPerSecondPerInstance: TOKEN_NUMBER } }, 'scaling.requestsPerSecondPerInstance must be known when the template is made: AWS wants it by the minute.'],
    ['a rate that no zone can be lost at', { peakLoad, scaling: { requestsPerSecondPerInstance: 90 } }, 'scaling.requestsPerSecondPerInstance must be at most 50, so that the other zones carry peakLoad when one is lost, got 90.'],
    ['memory of 95 %', { scaling: { memoryTargetPercent: 95 } }, 'scaling.memoryTargetPercent must be an integer from 10 to 90, got 95.'],
    ['memory without an agent', { scaling: { memoryTargetPercent: 80 }, observability: { agent: Agent.NONE } }, 'scaling.memoryTargetPercent needs the agent, which reports memory: observability.agent is NONE.'],
    ['answers in a minute and more', { scaling: { responseTimeSeconds: 90 } }, 'scaling.responseTimeSeconds must be a number from 0.001 to 60, got 90.'],
    ['errors of 0 %', { scaling: { errorRatePercent: 0 } }, 'scaling.errorRatePercent must be a number from 0.001 to 100, got 0.'],
    ['errors of no requests', { scaling: { errorRatePercent: 1, errorRateMinimumRequests: 0 } }, 'scaling.errorRateMinimumRequests must be an integer from 1 to 1000000, got 0.'],
    ['a minimum for nothing', { scaling: { errorRateMinimumRequests: 10 } }, 'scaling.errorRateMinimumRequests needs scaling.errorRatePercent: alone it does nothing.'],
    ['giving all away at once', { scaling: { scaleIn: ScaleIn.gradual({ percentPerMinute: 80 }) } }, 'scaling.scaleIn.percentPerMinute must be an integer from 1 to 50, got 80.'],
    ['giving away at once', { scaling: { scaleIn: ScaleIn.gradual({ afterMinutes: 0 }) } }, 'scaling.scaleIn.afterMinutes must be an integer from 1 to 60, got 0.'],
    ['swinging', { scaling: { scaleIn: ScaleIn.gradual({ cpuBelowPercent: 65 }) } }, 'scaling.scaleIn.cpuBelowPercent must be at most 46, or removing 34 % would bring CPU back to its target of 70, got 65.'],
    ['a step that comes with the deployment', { scaling: { scaleIn: ScaleIn.gradual({ percentPerMinute: TOKEN_NUMBER }) } }, 'scaling.scaleIn.percentPerMinute must be known when the template is made: it is rendered with its sign.'],
    ['a night below the minimum', { minCapacity: 4, scaling: { schedules: [{ name: 'A', recurrence: '0 8 * * *', maxCapacity: 2 }] } }, 'scaling.schedules[0].maxCapacity must be at least minCapacity (4), or set scaling.schedules[0].minCapacity too, got 2.'],
    ['quiet with full memory', { scaling: { scaleIn: ScaleIn.gradual({ memoryBelowPercent: 99 }) } }, 'scaling.scaleIn.memoryBelowPercent must be a number from 1 to 90, got 99.'],
    ['in and out for one response time', { scaling: { responseTimeSeconds: 0.5, scaleIn: ScaleIn.gradual({ responseTimeBelowSeconds: 0.5 }) } }, 'scaling.scaleIn.responseTimeBelowSeconds must be less than scaling.responseTimeSeconds (0.5), which scales out, got 0.5.'],
    ['in and out for one error rate', { scaling: { errorRatePercent: 1, scaleIn: ScaleIn.gradual({ errorRateBelowPercent: 2 }) } }, 'scaling.scaleIn.errorRateBelowPercent must be less than scaling.errorRatePercent (1), which scales out, got 2.'],
    ['a schedule that changes nothing', { scaling: { schedules: [{ name: 'A', recurrence: '0 8 * * *' }] } }, 'scaling.schedules[0] must set minCapacity or maxCapacity: it would change nothing.'],
    ['six fields of cron', { scaling: { schedules: [{ ...schedule, recurrence: '0 0 8 * * *' }] } }, 'scaling.schedules[0].recurrence must be five fields of cron, as \'0 8 * * MON-FRI\', got "0 0 8 * * *".'],
    ['hour 25', { scaling: { schedules: [{ ...schedule, recurrence: '0 25 * * *' }] } }, 'scaling.schedules[0].recurrence must be five fields of cron, as \'0 8 * * MON-FRI\', got "0 25 * * *".'],
    ['a zone on Mars', { scaling: { schedules: [{ ...schedule, timeZone: 'Mars/Phobos' }] } }, 'scaling.schedules[0].timeZone must be an IANA time zone, as \'Europe/Berlin\', got "Mars/Phobos".'],
    ['more at night than ever', { scaling: { schedules: [{ ...schedule, minCapacity: 50 }] } }, 'scaling.schedules[0].minCapacity must be an integer from 0 to maxCapacity (20), got 50.'],
    ['a schedule upside down', { scaling: { schedules: [{ ...schedule, minCapacity: 9, maxCapacity: 5 }] } }, 'scaling.schedules[0].minCapacity must be an integer from 0 to scaling.schedules[0].maxCapacity (5), got 9.'],
    ['two of a name', { scaling: { schedules: [schedule, schedule] } }, 'scaling.schedules must be of distinct names, got "A".'],
    ['a name with a space', { scaling: { schedules: [{ ...schedule, name: 'at night' }] } }, 'scaling.schedules[0].name must be letters and digits, beginning with a capital letter, got "at night".'],
    ['an hour ahead', { scaling: { predictive: { schedulingBufferSeconds: 3600 } } }, 'scaling.predictive.schedulingBufferSeconds must be an integer from 0 to 3599, got 3600.'],
    ['twice and a half the maximum', { scaling: { predictive: { maxCapacityBufferPercent: 150 } } }, 'scaling.predictive.maxCapacityBufferPercent must be an integer from 0 to 100, got 150.'],
    ['a mode nobody knows', { scaling: { predictive: { mode: 'Guess' as any } } }, 'scaling.predictive.mode must be one of ForecastOnly, ForecastAndScale, got "Guess".'],
    ['a pool of fewer than run', { minCapacity: 6, warmPool: { maxPreparedCapacity: 4 } }, 'warmPool.maxPreparedCapacity must be an integer from 6 to 10000, got 4.'],
    ['a pool of less than nothing', { warmPool: { minSize: -1 } }, 'warmPool.minSize must be an integer from 0 to 10000, got -1.'],
    ['a pool in a state nobody knows', { warmPool: { state: 'Frozen' as any } }, 'warmPool.state must be one of Stopped, Running, Hibernated, got "Frozen".'],
    ['a warm pool of Spot', { warmPool: {}, instances: { spot: {}, alternativeTypes: ['m6g.large', 'c7g.large'] } }, 'warmPool needs on-demand instances: AWS refuses it with instances.spot.'],
    ['a hibernating mixture', { warmPool: { state: WarmPoolState.HIBERNATED }, instances: { alternativeTypes: ['m6g.large'] } }, 'warmPool.state Hibernated needs a single instance type: AWS refuses it with instances.alternativeTypes, unless the launch template hibernates.'],
  ])('%s', (_, options, message) => {
    expect(refusals(options)).toEqual([message]);
  });

  test.each(['*/15 * * * *', '0 8-18 * * 1-5', '0,30 8 1,15 JAN-MAR SUN', '0 0 * * 7'])('%s is cron', (recurrence) => {
    expect(refusals({ scaling: { schedules: [{ ...schedule, recurrence }] } })).toEqual([]);
  });
});
