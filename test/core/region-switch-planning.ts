import { CONTEXT } from './planning';
import { PlannedRegionSwitch, planRegionSwitch, RegionSwitchPlanOptions } from '../../src/core/region-switch';
import { AllowedDataLoss, SwitchedDatabase } from '../../src/core/region-switch-database';

export const HOME = 'eu-west-1';
export const OTHER = 'eu-central-1';
const ACCOUNT = '111122223333';
const UUID = '12345678-1234-1234-1234-123456789012';
export const SWITCH_CONTEXT = { ...CONTEXT, kind: 'RegionSwitchPlan', path: 'App/Switch' };
export const SWITCH_SURROUNDINGS = { parameterPath: '/scale-out/App/Switch', address: 'c8a1b2', partition: 'aws', account: ACCOUNT };

export const APPROVER = `arn:aws:iam::${ACCOUNT}:role/on-call`;
export const group = (region: string) => `arn:aws:autoscaling:${region}:${ACCOUNT}:autoScalingGroup:${UUID}:autoScalingGroupName/web`;
export const cluster = (region: string) => `arn:aws:rds:${region}:${ACCOUNT}:cluster:shop`;
export const instance = (region: string) => `arn:aws:rds:${region}:${ACCOUNT}:db:shop-writer`;
export const cacheSwitch = (region: string) => `arn:aws:lambda:${region}:${ACCOUNT}:function:shop-cache-switch`;
export const alarm = (region: string, name = 'down') => `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}`;

export function aurora(dataLoss?: AllowedDataLoss): SwitchedDatabase {
  return SwitchedDatabase.auroraGlobal({
    globalClusterIdentifier: 'shop-global', primaryClusterArn: cluster(HOME), secondaryClusterArn: cluster(OTHER), dataLoss,
  });
}

export const RDS = SwitchedDatabase.rdsPromotion(instance(HOME), instance(OTHER));
export const NAME = { recordName: 'shop.example.com', hostedZoneId: 'Z0123456789ABC' };

/** A plan with every step. */
export const ALL: RegionSwitchPlanOptions = {
  primary: { region: HOME, autoScalingGroupArn: group(HOME), cacheSwitchFunctionArn: cacheSwitch(HOME) },
  secondary: { region: OTHER, autoScalingGroupArn: group(OTHER), cacheSwitchFunctionArn: cacheSwitch(OTHER) },
  database: aurora(AllowedDataLoss.WHEN_UNGRACEFUL),
  name: NAME,
  approvalRoleArn: APPROVER,
};

export function regionSwitch(options: Partial<RegionSwitchPlanOptions> = {}, base: RegionSwitchPlanOptions = ALL): PlannedRegionSwitch {
  return planRegionSwitch({ ...base, ...options }, SWITCH_SURROUNDINGS, SWITCH_CONTEXT);
}

/** The problems that a plan is refused for, without the construct's name. */
export function switchRefusals(options: Partial<RegionSwitchPlanOptions>): string[] {
  try {
    regionSwitch(options);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("RegionSwitchPlan 'App/Switch': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}
