import { SwitchedDatabase } from './region-switch-database';

/** What a plan has to know of one region. Everything is a text, so that the plan refers to no region's stack: a parameter of its own stack may bring it. */
export interface SwitchedRegion {
  /** As 'eu-west-1'. */
  readonly region: string;

  /**
   * ARN of the tier's Auto Scaling group, with its UUID: as `aws autoscaling describe-auto-scaling-groups` tells it. Of both regions, or of none.
   *
   * @default - servers are added by their scaling alone
   */
  readonly autoScalingGroupArn?: string;

  /**
   * ARN of the function that makes this region's cache the primary of its Global Datastore: of a `GlobalDatastoreSwitch`. Of both regions, or of none.
   *
   * @default - the cache stays as it is
   */
  readonly cacheSwitchFunctionArn?: string;

  /**
   * What tells the region's records from those of the other, as its MultiRegionFailover says. Only with `name`.
   *
   * @default - the region
   */
  readonly setIdentifier?: string;

  /**
   * ARNs of CloudWatch alarms that say whether the application is well in this region. Nothing goes by them: Region switch counts the recovery time
   * until they are OK again.
   *
   * @default - none: the recovery time is that of the plan's steps
   */
  readonly healthAlarmArns?: string[];
}

/** The name that a plan moves. */
export interface SwitchedName {
  /** The name that callers use, as the regions' MultiRegionFailover has it. */
  readonly recordName: string;

  /** Id of its hosted zone. */
  readonly hostedZoneId: string;

  /**
   * Whether a static page answers when no region does: the regions then answer to `active.` and the name. As the regions have it.
   *
   * @default false
   */
  readonly lastResort?: boolean;
}

/** Alarms that start the plan. They only ever take the application to the secondary region: the way back is somebody's decision. */
export interface RegionSwitchTrigger {
  /** ARNs of 1 to 10 CloudWatch alarms, all of which have to be in ALARM. Of the secondary region: those of a region that is lost tell nothing. */
  readonly alarmArns: string[];

  /**
   * Minutes that have to pass between two executions that alarms start, 1–10080.
   *
   * @default 60
   */
  readonly minimumMinutesBetween?: number;
}

/** What a user may say of a Region switch plan, whatever the engine. */
export interface RegionSwitchPlanOptions {
  /** The region where the application normally runs. */
  readonly primary: SwitchedRegion;

  /** The region that takes over. */
  readonly secondary: SwitchedRegion;

  /**
   * Name of the plan, unique in the account: up to 32 letters, digits and hyphens. Another name is another plan, with health checks of other ids.
   *
   * @default - made from the construct's path
   */
  readonly planName?: string;

  /**
   * The database that goes along.
   *
   * @default - none is moved
   */
  readonly database?: SwitchedDatabase;

  /**
   * Servers that the region which takes over gets, in percent of the most that the other one had in the last 24 hours, 1–1000. Never fewer than it has.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/ec2-auto-scaling-block.html
   */
  readonly capacityPercent?: number;

  /**
   * The name that is moved, by health checks that the plan brings along. The regions' records have to go by them: `regionSwitchHealthCheckId` of
   * MultiRegionFailover. Before they do, this step moves nothing.
   *
   * @default - the plan leaves the name alone: it moves by its own health checks, or not at all
   */
  readonly name?: SwitchedName;

  /**
   * ARN of the role that has to approve an execution before anything happens. It needs `arc-region-switch:ApprovePlanExecutionStep`, and somebody who
   * can take it on when a region is lost.
   *
   * @default - none: say so by `withoutApproval`
   */
  readonly approvalRoleArn?: string;

  /**
   * Run without asking. Gives up that somebody looks before data is moved: whoever may start the plan, or the alarm that does, decides alone.
   *
   * @default false
   */
  readonly withoutApproval?: boolean;

  /**
   * Alarms that start the plan.
   *
   * @default - somebody starts it
   */
  readonly trigger?: RegionSwitchTrigger;

  /**
   * The recovery time that is aimed at, in minutes, 1–10080: each execution is measured against it. `failover.facts.recoveryTimeSecondsTo / 60`, rounded
   * up, is what the library accounts for.
   *
   * @default - none
   */
  readonly recoveryTimeObjectiveMinutes?: number;
}
