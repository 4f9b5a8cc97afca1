import { Checks, Warning } from './checks';
import { warnOfUnknownRegions } from './region-names';
import { regionOfArn } from './region-switch-arns';
import { AllowedDataLoss, SwitchedDatabasePlan } from './region-switch-database';
import { RegionSwitchPlanOptions } from './region-switch-options';

export function warnOfRegionSwitch(options: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, checks: Checks): Warning[] {
  const { primary, secondary } = options;
  return [
    ...warnOfUnknownRegions([primary.region, secondary.region], checks),
    ...warnOfSwitchover(database, primary.region),
    ...warnOfLessCapacity(options, checks),
    ...warnOfBlindTrigger(options, checks),
    ...warnOfLooseName(options),
  ];
}

function warnOfSwitchover(database: SwitchedDatabasePlan | undefined, region: string): Warning[] {
  if (database?.kind !== 'aurora' || database.dataLoss !== AllowedDataLoss.NEVER || database.isLossSaid) { return []; }
  return [{
    id: 'scale-out-constructs:switchoverNeedsBothRegions',
    message: `The database is only ever switched over, which takes both regions: when ${region} is lost the plan stops at it. Say database.dataLoss: WHEN_UNGRACEFUL lets somebody choose to lose writes then, NEVER keeps it so.`,
  }];
}

function warnOfLessCapacity({ capacityPercent }: RegionSwitchPlanOptions, checks: Checks): Warning[] {
  const percent = checks.known(capacityPercent);
  if (percent === undefined || percent >= 100) { return []; }
  return [{
    id: 'scale-out-constructs:lessCapacityThanLost',
    message: `capacityPercent ${percent} lets callers come to fewer servers than they had: a region that takes over with less is the second failure.`,
  }];
}

function warnOfBlindTrigger({ trigger, primary }: RegionSwitchPlanOptions, checks: Checks): Warning[] {
  const home = checks.known(primary.region);
  const blind = (checks.known(trigger?.alarmArns) ?? []).filter((arn) => home !== undefined && regionOfArn(arn, checks) === home);
  if (blind.length === 0) { return []; }
  return [{
    id: 'scale-out-constructs:triggerInLostRegion',
    message: `trigger.alarmArns has alarms of ${home}, which tell nothing when that region is lost: watch it from the other one.`,
  }];
}

/** Nothing keeps callers away from a region whose checks pass. */
function warnOfLooseName({ name, database, primary }: RegionSwitchPlanOptions): Warning[] {
  if (name || (!database && primary.cacheSwitchFunctionArn === undefined)) { return []; }
  return [{
    id: 'scale-out-constructs:nameMovesByItself',
    message: `Without name the plan moves data alone: callers come back to ${primary.region} as soon as its own checks pass, to what only reads there, or is out of date. Keep them away before the plan is started, as the runbook says, or give name.`,
  }];
}
