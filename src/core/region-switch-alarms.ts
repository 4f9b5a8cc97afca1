import { Checks } from './checks';
import { checkArn } from './region-switch-arns';
import { RegionSwitchPlanOptions, RegionSwitchTrigger } from './region-switch-options';

/** An alarm that the plan reads, under a name of the plan's own. */
export interface SwitchAlarmPlan {
  readonly name: string;
  readonly type: 'applicationHealth' | 'trigger';
  readonly arn: string;
}

/** What starts the plan by itself. */
export interface SwitchTriggerPlan {
  readonly description: string;
  readonly action: 'activate';
  readonly targetRegion: string;
  /** Names of alarms of the plan, all of which have to be red. */
  readonly alarms: readonly string[];
  readonly minimumMinutesBetween: number;
}

/** Longer than a plan takes that waits for somebody's approval: AWS gives an approval 60. */
const DEFAULT_MINUTES_BETWEEN = 60;

export function planSwitchAlarms({ primary, secondary, trigger }: RegionSwitchPlanOptions, checks: Checks): SwitchAlarmPlan[] {
  const named = (type: SwitchAlarmPlan['type'], prefix: string, arns: readonly string[] | undefined): SwitchAlarmPlan[] => (
    (checks.known(arns) ?? []).map((arn, index) => ({ name: `${prefix}-${index + 1}`, type, arn }))
  );
  return [
    ...named('applicationHealth', 'primary-health', primary.healthAlarmArns),
    ...named('applicationHealth', 'secondary-health', secondary.healthAlarmArns),
    ...named('trigger', 'trigger', trigger?.alarmArns),
  ];
}

export function planSwitchTrigger(
  trigger: RegionSwitchTrigger | undefined, alarms: readonly SwitchAlarmPlan[], secondary: string,
): SwitchTriggerPlan | undefined {
  return trigger && {
    description: `To ${secondary} when all of these alarms are on`,
    action: 'activate',
    targetRegion: secondary,
    alarms: alarms.filter(({ type }) => type === 'trigger').map(({ name }) => name),
    minimumMinutesBetween: trigger.minimumMinutesBetween ?? DEFAULT_MINUTES_BETWEEN,
  };
}

/** @see https://docs.aws.amazon.com/arc-region-switch/latest/api/API_Trigger.html */
const MOST_TRIGGER_ALARMS = 10;
/** AWS names no bound: a week, as that of the recovery time. */
const MOST_MINUTES = 10_080;

export function checkSwitchAlarms({ primary, secondary, trigger }: RegionSwitchPlanOptions, checks: Checks) {
  checkAlarms('primary.healthAlarmArns', primary.healthAlarmArns, primary.region, checks);
  checkAlarms('secondary.healthAlarmArns', secondary.healthAlarmArns, secondary.region, checks);
  if (!trigger) { return; }
  checkAlarms('trigger.alarmArns', trigger.alarmArns, undefined, checks);
  checks.integer('trigger.minimumMinutesBetween', trigger.minimumMinutesBetween, { from: 1, to: MOST_MINUTES });
  const given = checks.known(trigger.alarmArns)?.length ?? 0;
  if (given > MOST_TRIGGER_ALARMS) { checks.refuse('trigger.alarmArns', `at most ${MOST_TRIGGER_ALARMS} alarms`, given); }
}

function checkAlarms(option: string, arns: readonly string[] | undefined, region: string | undefined, checks: Checks) {
  checks.notEmpty(option, arns, 'ARNs of CloudWatch alarms');
  if (checks.isUnresolved(arns)) { checks.conflict(`${option} must be a list that is known before the deployment: the plan names each of them.`); }
  const given = checks.known(arns) ?? [];
  given.forEach((arn, index) => checkArn(`${option}[${index}]`, arn, 'alarm', region, checks));
  const known = given.filter((arn) => !checks.isUnresolved(arn));
  if (new Set(known).size < known.length) { checks.refuse(option, 'a list in which each alarm stands once', arns); }
}
