import { Checks } from './checks';
import { checkRecordName } from './multi-region-failover-options';
import { checkRegion, partitionOf } from './region-names';
import { checkSwitchAlarms } from './region-switch-alarms';
import { checkArn } from './region-switch-arns';
import { losesWrites, SwitchedDatabasePlan } from './region-switch-database';
import { RegionSwitchPlanOptions, SwitchedRegion } from './region-switch-options';

/** A slip, beyond: AWS names no bound. */
const MOST_PERCENT = 1000;
/** @see https://docs.aws.amazon.com/arc-region-switch/latest/api/API_CreatePlan.html */
const LONGEST_OBJECTIVE_MINUTES = 10_080;

export function checkRegionSwitch(options: RegionSwitchPlanOptions, checks: Checks) {
  checks.text('planName', options.planName, /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/, 'up to 32 letters, digits and hyphens, with none of these at its ends');
  checks.integer('capacityPercent', options.capacityPercent, { from: 1, to: MOST_PERCENT });
  checks.integer('recoveryTimeObjectiveMinutes', options.recoveryTimeObjectiveMinutes, { from: 1, to: LONGEST_OBJECTIVE_MINUTES });
  checkRegionsOf(options, checks);
  checkPair('autoScalingGroupArn', 'autoScalingGroup', options, checks);
  checkPair('cacheSwitchFunctionArn', 'function', options, checks);
  checkName(options, checks);
  checkSwitchAlarms(options, checks);
  checkSomethingToDo(options, checks);
  checkApproval(options, checks);
  checkServers(options, checks);
}

function checkServers({ primary, secondary, capacityPercent }: RegionSwitchPlanOptions, checks: Checks) {
  if (capacityPercent === undefined || primary.autoScalingGroupArn !== undefined || secondary.autoScalingGroupArn !== undefined) { return; }
  checks.conflict('capacityPercent needs primary.autoScalingGroupArn and secondary.autoScalingGroupArn: there are no servers to add.');
}

function checkRegionsOf({ primary, secondary }: RegionSwitchPlanOptions, checks: Checks) {
  checkRegion('primary.region', primary.region, checks);
  checkRegion('secondary.region', secondary.region, checks);
  const [one, other] = [checks.known(primary.region), checks.known(secondary.region)];
  if (one === undefined || other === undefined) { return; }
  if (one === other) { checks.refuse('secondary.region', `another one than primary.region (${one})`, other); }
  if (partitionOf(one) !== partitionOf(other)) { checks.refuse('secondary.region', `of the same partition as primary.region (${one})`, other); }
}

/** A step takes one of each region, whichever is activated. */
function checkPair(
  option: 'autoScalingGroupArn' | 'cacheSwitchFunctionArn', kind: 'autoScalingGroup' | 'function', { primary, secondary }: RegionSwitchPlanOptions, checks: Checks,
) {
  checkArn(`primary.${option}`, primary[option], kind, primary.region, checks);
  checkArn(`secondary.${option}`, secondary[option], kind, secondary.region, checks);
  if ((primary[option] === undefined) === (secondary[option] === undefined)) { return; }
  const [given, missing] = primary[option] === undefined ? ['secondary', 'primary'] : ['primary', 'secondary'];
  checks.conflict(`${given}.${option} needs ${missing}.${option}: a step takes one of each region.`);
}

function checkName({ name, primary, secondary }: RegionSwitchPlanOptions, checks: Checks) {
  checkSetIdentifier('primary', primary, name !== undefined, checks);
  checkSetIdentifier('secondary', secondary, name !== undefined, checks);
  if (!name) { return; }
  checkRecordName(name.recordName, name.lastResort ?? false, { zone: { id: name.hostedZoneId }, option: 'name.hostedZoneId' }, checks);
  checks.text('name.hostedZoneId', name.hostedZoneId, /^Z[A-Z0-9]{1,31}$/, "the id of a hosted zone such as 'Z0123456789ABC'");
  checks.flag('name.lastResort', name.lastResort);
  const [one, other] = [primary, secondary].map(({ setIdentifier, region }) => checks.known(setIdentifier ?? region));
  const isSaid = primary.setIdentifier !== undefined || secondary.setIdentifier !== undefined;
  if (isSaid && one !== undefined && one === other) { checks.refuse('secondary.setIdentifier', `another one than that of primary (${one})`, other); }
}

function checkSetIdentifier(side: string, { setIdentifier }: SwitchedRegion, movesName: boolean, checks: Checks) {
  checks.text(`${side}.setIdentifier`, setIdentifier, /^[\x20-\x7e]{1,128}$/, 'a text of 1 to 128 characters');
  if (setIdentifier !== undefined && !movesName) { checks.conflict(`${side}.setIdentifier needs name: no record is moved.`); }
}

function checkSomethingToDo({ primary, secondary, database, name }: RegionSwitchPlanOptions, checks: Checks) {
  const acts = [primary, secondary].some((side) => side.autoScalingGroupArn !== undefined || side.cacheSwitchFunctionArn !== undefined);
  if (!acts && !database && !name) {
    checks.conflict('the plan has nothing to do: give database, name, or autoScalingGroupArn or cacheSwitchFunctionArn of both regions.');
  }
}

function checkApproval({ approvalRoleArn, withoutApproval }: RegionSwitchPlanOptions, checks: Checks) {
  checks.flag('withoutApproval', withoutApproval);
  checks.text('approvalRoleArn', approvalRoleArn, /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'the ARN of a role');
  if (approvalRoleArn === undefined && withoutApproval !== true) {
    checks.conflict('approvalRoleArn must say who approves an execution, got nothing (withoutApproval: true runs without asking).');
  }
  if (approvalRoleArn !== undefined && withoutApproval) {
    checks.conflict('withoutApproval: true and approvalRoleArn contradict each other: leave one out.');
  }
}

/** An alarm cannot tell a region that is lost from one that is out of its sight: in the second case there would be two writers, and two truths. */
export function refuseLossByAlarm({ trigger, withoutApproval }: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, checks: Checks) {
  if (!trigger || !withoutApproval || !losesWrites(database)) { return; }
  const loss = database!.kind === 'rds' ? 'SwitchedDatabase.rdsPromotion' : 'database.dataLoss other than NEVER';
  checks.conflict(`trigger with withoutApproval: true must not come with ${loss}: an alarm alone would lose writes, and might leave two writers. Give approvalRoleArn.`);
}
