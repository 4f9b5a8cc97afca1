import { Checks, PlanContext, Warning } from './checks';
import { identifierOf } from './database-names';
import { planSwitchAlarms, planSwitchTrigger, SwitchAlarmPlan, SwitchTriggerPlan } from './region-switch-alarms';
import { checkRegionSwitch, refuseLossByAlarm } from './region-switch-checks';
import { RegionSwitchPlanOptions } from './region-switch-options';
import { planSwitchRole, SwitchRolePlan } from './region-switch-permissions';
import { planSwitchWorkflows, SwitchWorkflowPlan } from './region-switch-steps';
import { warnOfRegionSwitch } from './region-switch-warnings';

export type { RegionSwitchPlanOptions };

/** What the engine found around the plan. */
export interface RegionSwitchSurroundings {
  /** Path of the construct's own names, unique in its account and region, as `/scale-out/Stack/Switch`. */
  readonly parameterPath: string;
  /** The construct's address, unique in its app: it makes a name unique that had to be cut. */
  readonly address: string;
  readonly partition: string;
  readonly account: string;
}

/** Everything that is decided. An `id` is a resource's name below the construct, and stays. */
export interface PlannedRegionSwitch {
  readonly id: 'Plan';
  readonly name: string;
  readonly description: string;
  /** One region has the callers, and the other waits: data has one writer. */
  readonly approach: 'activePassive';
  readonly primaryRegion: string;
  readonly regions: readonly string[];
  readonly workflows: readonly SwitchWorkflowPlan[];
  readonly alarms: readonly SwitchAlarmPlan[];
  readonly trigger?: SwitchTriggerPlan;
  readonly recoveryTimeObjectiveMinutes?: number;
  readonly role: SwitchRolePlan;
  readonly output: SwitchOutputPlan;
  readonly warnings: readonly Warning[];
}

export interface SwitchOutputPlan {
  readonly planArn: { readonly id: 'PlanArn'; readonly description: string };
  /** Tells the ids of the health checks, which are there when the plan is; its ARN has to be put behind it. */
  readonly healthChecksCommand?: { readonly id: 'HealthChecksCommand'; readonly description: string; readonly command: string };
}

const LONGEST_NAME = 32;

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planRegionSwitch(
  options: RegionSwitchPlanOptions, { parameterPath, address, partition, account }: RegionSwitchSurroundings, context: PlanContext,
): PlannedRegionSwitch {
  const checks = new Checks(context);
  const { primary, secondary, recoveryTimeObjectiveMinutes } = options;
  const name = options.planName ?? identifierOf(parameterPath, address, LONGEST_NAME, 'switch');
  const database = options.database?._plan({ primary: primary.region, secondary: secondary.region }, checks);
  checkRegionSwitch(options, checks);
  refuseLossByAlarm(options, database, checks);
  checks.throwIfAny();

  const alarms = planSwitchAlarms(options, checks);
  return {
    id: 'Plan',
    name,
    description: `Takes the application from ${primary.region} to ${secondary.region}, and back`,
    approach: 'activePassive',
    primaryRegion: primary.region,
    regions: [primary.region, secondary.region],
    workflows: planSwitchWorkflows(options, database),
    alarms,
    trigger: planSwitchTrigger(options.trigger, alarms, secondary.region),
    recoveryTimeObjectiveMinutes,
    role: planSwitchRole(options, name, database, alarms.length > 0, { partition, account }),
    output: planSwitchOutput(options),
    warnings: warnOfRegionSwitch(options, database, checks),
  };
}

/** The checks' ids are nowhere in the template: AWS says nothing of when they are there to be read. */
function planSwitchOutput({ name, secondary }: RegionSwitchPlanOptions): SwitchOutputPlan {
  return {
    planArn: { id: 'PlanArn', description: 'What an execution is started with' },
    healthChecksCommand: name && {
      id: 'HealthChecksCommand',
      description: `Tells the health checks that the records of ${name.recordName} have to go by: regionSwitchHealthCheckId of each region`,
      command: `aws arc-region-switch list-route53-health-checks-in-region --region ${secondary.region} --arn`,
    },
  };
}
