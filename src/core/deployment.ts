import { AlarmPlans } from './alarms';
import { Checks, Warning } from './checks';
import { EngineGap } from './engine-gaps';

/**
 * How a change reaches the instances: an instance refresh, a few at a time.
 *
 * A release whose instances never become healthy takes no capacity away and trips no rollback alarm, as it gets no requests: the
 * refresh waits for it, up to CloudFormation's 36 hours, and the alarm on unhealthy hosts tells. Cancel the update then.
 */
export interface DeploymentOptions {
  /**
   * Percentage of the capacity that stays healthy while instances are replaced, 0–100. At 100 a new one serves before an old one goes.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html
   */
  readonly minHealthyPercent?: number;

  /**
   * Percentage of the capacity that may run while instances are replaced, 100–200, and at most 100 above `minHealthyPercent`.
   * More replaces more at a time.
   *
   * @default 110
   */
  readonly maxHealthyPercent?: number;

  /**
   * Seconds that the alarms are watched after the last instance was replaced, 0–172800. The error and response-time alarms need
   * up to 180 s to go off. Terraform's provider cannot say it: there the watch ends with the last replacement.
   *
   * @default 300
   */
  readonly bakeSeconds?: number;

  /**
   * Do not let the error-rate and response-time alarms roll a deployment back. While one of them is in alarm, a deployment with
   * rollback is refused by AWS: set this to deploy the mend of a tier that is already failing.
   *
   * @default false
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
   */
  readonly withoutRollback?: boolean;
}

export interface DeploymentPlan {
  readonly strategy: 'Rolling';
  readonly minHealthyPercent: number;
  readonly maxHealthyPercent: number;
  /** Absent where the engine cannot say it. */
  readonly bakeSeconds?: number;
  readonly warnings: readonly Warning[];
  /**
   * Alarms that end the refresh and roll it back. Only those that do not refer to the group: an alarm on the group's own metrics
   * would close a cycle, and running at the maximum is no fault of a deployment.
   */
  readonly rollbackAlarms: readonly Extract<keyof AlarmPlans, 'errorRate' | 'responseTime'>[];
}

export function planDeployment(options: DeploymentOptions, gaps: readonly EngineGap[], checks: Checks): DeploymentPlan {
  const bakeSeconds = options.bakeSeconds ?? 300;
  const cannotBake = gaps.includes('bakeTime');
  const plan: DeploymentPlan = {
    strategy: 'Rolling',
    minHealthyPercent: options.minHealthyPercent ?? 100,
    maxHealthyPercent: options.maxHealthyPercent ?? 110,
    bakeSeconds: cannotBake ? undefined : bakeSeconds,
    warnings: cannotBake && options.bakeSeconds !== undefined ? [NO_BAKE_TIME] : [],
    rollbackAlarms: options.withoutRollback ? [] : ['errorRate', 'responseTime'],
  };
  const min = checks.integer('deployment.minHealthyPercent', plan.minHealthyPercent, { from: 0, to: 100 });
  const max = checks.integer('deployment.maxHealthyPercent', plan.maxHealthyPercent, { from: 100, to: 200 });
  checks.integer('deployment.bakeSeconds', bakeSeconds, { from: 0, to: 172_800 });
  if (min !== undefined && max !== undefined && max - min > 100) {
    checks.refuse('deployment.maxHealthyPercent', `at most 100 above deployment.minHealthyPercent (${min})`, max);
  }
  return plan;
}

const NO_BAKE_TIME: Warning = {
  id: 'scale-out-constructs:noBakeTime',
  message: 'deployment.bakeSeconds is not rendered: this engine\'s provider has no bake time. The alarms are watched until the last instance is replaced.',
};
