import { Checks } from './checks';
import { cpuMetric, ErrorCount, memoryMetric, responseTimeMetric } from './metrics';
import { StepPlan } from './scaling-policies';

/** When, and how fast, a group gives capacity back. All the conditions have to hold, for all the time. */
export interface GradualScaleIn {
  /**
   * Percentage of the capacity that goes in a minute, 1–50.
   *
   * @default 10
   */
  readonly percentPerMinute?: number;

  /**
   * Minutes for which everything has to be quiet before anything goes, 1–60.
   *
   * @default 5
   */
  readonly afterMinutes?: number;

  /**
   * CPU utilization below which the group is quiet, at least 1 %. So far below the target that what remains stays below it as well.
   *
   * @default 35
   */
  readonly cpuBelowPercent?: number;

  /**
   * Memory utilization below which the group is quiet, 1–90 %. Only looked at where there is an agent to report it.
   *
   * @default 50
   */
  readonly memoryBelowPercent?: number;

  /**
   * Seconds of the slowest tenth of the requests (p90) below which the group is quiet, 0.001–60.
   *
   * @default 0.1
   */
  readonly responseTimeBelowSeconds?: number;

  /**
   * Percentage of failed requests up to which the group is quiet, 0.001–100.
   *
   * @default 0.1
   */
  readonly errorRateBelowPercent?: number;
}

/** What the policies that scale out aim at: scaling in must stay clear of it. */
export interface ScaleOutTargets {
  readonly cpuTargetPercent: number;
  readonly responseTimeSeconds?: number;
  readonly errorRatePercent?: number;
  readonly hasAgent: boolean;
  readonly minCapacity: number;
  readonly errorCount: ErrorCount;
}

/** How capacity is given back. */
export class ScaleIn {
  /** Target tracking's own way: when every tracked metric has long been below its target. */
  public static tracking(): ScaleIn {
    return new ScaleIn();
  }

  /**
   * A tenth a minute after five quiet minutes. Quiet means little CPU, little memory, fast answers and next to no errors, all at
   * once; target tracking then only scales out.
   */
  public static gradual(options: GradualScaleIn = {}): ScaleIn {
    return new ScaleIn({
      percentPerMinute: options.percentPerMinute ?? 10,
      afterMinutes: options.afterMinutes ?? 5,
      cpuBelowPercent: options.cpuBelowPercent ?? 35,
      memoryBelowPercent: options.memoryBelowPercent ?? 50,
      responseTimeBelowSeconds: options.responseTimeBelowSeconds ?? 0.1,
      errorRateBelowPercent: options.errorRateBelowPercent ?? 0.1,
    });
  }

  /**
   * One alarm on metric math, because composite alarms cannot scale.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
   * @internal
   */
  public static _plan(gradual: Required<GradualScaleIn>, targets: ScaleOutTargets, checks: Checks): StepPlan {
    checkGradual(gradual, targets, checks);
    const text = (value: number) => checks.asText(value);
    const conditions = [
      `cpu < ${text(gradual.cpuBelowPercent)}`,
      `FILL(p90, 0) < ${text(gradual.responseTimeBelowSeconds)}`,
      // Multiplied out, so that a tier without requests is quiet rather than undefined.
      `100 * ${targets.errorCount.errors} <= ${text(gradual.errorRateBelowPercent)} * ${targets.errorCount.allRequests}`,
      // An agent that reports nothing must not keep the group at its size for ever.
      ...(targets.hasAgent ? [`FILL(memory, 0) < ${text(gradual.memoryBelowPercent)}`] : []),
    ];
    return {
      type: 'Step',
      id: 'GradualScaleIn',
      alarm: {
        id: 'GradualScaleInAlarm',
        description: `Little load and no trouble for ${text(gradual.afterMinutes)} min: capacity shrinks by ${text(gradual.percentPerMinute)} % a minute. Scales the group, wakes nobody.`,
        metrics: [cpuMetric(), responseTimeMetric(), ...targets.errorCount.metrics, ...(targets.hasAgent ? [memoryMetric()] : [])],
        expression: `IF(${conditions.join(' AND ')}, 1, 0)`,
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold: 1,
        evaluationPeriods: gradual.afterMinutes,
        datapointsToAlarm: gradual.afterMinutes,
        missingData: 'notBreaching',
      },
      adjustmentType: 'PercentChangeInCapacity',
      minAdjustmentMagnitude: 1,
      steps: [{ lowerBound: 0, adjustment: -gradual.percentPerMinute }],
    };
  }

  /** @internal */
  public readonly _gradual?: Required<GradualScaleIn>;

  private constructor(gradual?: Required<GradualScaleIn>) {
    this._gradual = gradual;
  }
}

function checkGradual(gradual: Required<GradualScaleIn>, targets: ScaleOutTargets, checks: Checks) {
  const option = (name: keyof GradualScaleIn) => `scaling.scaleIn.${name}`;
  if (checks.isUnresolved(gradual.percentPerMinute)) { checks.conflict(`${option('percentPerMinute')} must be known when the template is made: it is rendered with its sign.`); }
  const percent = checks.integer(option('percentPerMinute'), gradual.percentPerMinute, { from: 1, to: 50 });
  checks.integer(option('afterMinutes'), gradual.afterMinutes, { from: 1, to: 60 });
  checks.number(option('memoryBelowPercent'), gradual.memoryBelowPercent, { from: 1, to: 90 });
  const cpu = checks.number(option('cpuBelowPercent'), gradual.cpuBelowPercent, { from: 1, to: 90 });
  const time = checks.number(option('responseTimeBelowSeconds'), gradual.responseTimeBelowSeconds, { from: 0.001, to: 60 });
  const errors = checks.number(option('errorRateBelowPercent'), gradual.errorRateBelowPercent, { from: 0.001, to: 100 });

  const target = checks.known(targets.cpuTargetPercent);
  if (cpu !== undefined && percent !== undefined && target !== undefined) {
    // What remains takes over the load of what goes: cpu ÷ (1 − p) must stay below the target, or the group swings.
    // One instance goes at least, which of a small group is more than the percentage.
    const share = Math.max(percent, Math.ceil(100 / ((checks.known(targets.minCapacity) ?? 0) + 1)));
    const most = Math.floor(target * (100 - share) / 100);
    if (cpu > most) { checks.refuse(option('cpuBelowPercent'), `at most ${most}, or removing ${share} % would bring CPU back to its target of ${target}`, cpu); }
  }
  refuseAbove(option('responseTimeBelowSeconds'), time, 'scaling.responseTimeSeconds', checks.known(targets.responseTimeSeconds), checks);
  refuseAbove(option('errorRateBelowPercent'), errors, 'scaling.errorRatePercent', checks.known(targets.errorRatePercent), checks);
}

function refuseAbove(option: string, value: number | undefined, limitOption: string, limit: number | undefined, checks: Checks) {
  if (value !== undefined && limit !== undefined && value >= limit) {
    checks.refuse(option, `less than ${limitOption} (${limit}), which scales out`, value);
  }
}
