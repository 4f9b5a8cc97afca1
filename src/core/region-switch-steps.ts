import { activeName } from './multi-region-failover-options';
import { AllowedDataLoss, AuroraSwitchPlan, SwitchedDatabasePlan } from './region-switch-database';
import { RegionSwitchPlanOptions } from './region-switch-options';

/** What is done to take the application to a region: every step when the one before it is done. */
export interface SwitchWorkflowPlan {
  readonly action: 'activate';
  readonly targetRegion: string;
  readonly description: string;
  readonly steps: readonly SwitchStepPlan[];
}

/** One thing that Region switch does, by AWS's name for its kind. */
export type SwitchStepPlan = Named & (
  ApprovalStepPlan | CapacityStepPlan | AuroraStepPlan | RdsStepPlan | FunctionStepPlan | NameStepPlan | ParallelStepPlan
);

interface Named {
  readonly name: string;
  readonly description: string;
}

export interface ApprovalStepPlan {
  readonly type: 'ManualApproval';
  readonly roleArn: string;
}

export interface CapacityStepPlan {
  readonly type: 'EC2AutoScaling';
  readonly groupArns: readonly string[];
  readonly percent: number;
  /** What was wanted of the other group: the other way takes metrics of the group, and costs. */
  readonly monitoring: 'sampledMaxInLast24Hours';
}

export interface AuroraStepPlan {
  readonly type: 'AuroraGlobalDatabase';
  readonly globalClusterIdentifier: string;
  readonly clusterArns: readonly string[];
  /** `failover` loses what had not arrived. */
  readonly behavior: 'switchoverOnly' | 'failover';
  /** What the ungraceful mode does instead, where it may. */
  readonly ungraceful?: 'failover';
}

export interface RdsStepPlan {
  readonly type: 'RdsPromoteReadReplica';
  /** By their regions. */
  readonly instanceArns: Readonly<Record<string, string>>;
}

export interface FunctionStepPlan {
  readonly type: 'CustomActionLambda';
  readonly functionArns: readonly string[];
  /** Not in the one that may be lost. */
  readonly regionToRun: 'activatingRegion';
  readonly retryMinutes: number;
}

export interface NameStepPlan {
  readonly type: 'Route53HealthCheck';
  readonly hostedZoneId: string;
  readonly recordName: string;
  readonly recordSets: readonly { readonly setIdentifier: string; readonly region: string }[];
}

export interface ParallelStepPlan {
  readonly type: 'Parallel';
  readonly steps: readonly SwitchStepPlan[];
}

/** More than the function may take: a second one beside it would have nothing to do. */
export const RETRY_MINUTES = 6;

/** There, and back. */
export function planSwitchWorkflows(options: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined): SwitchWorkflowPlan[] {
  const { primary, secondary } = options;
  return [
    workflow(options, database, { to: secondary.region, from: primary.region, isWayBack: false }),
    workflow(options, database, { to: primary.region, from: secondary.region, isWayBack: true }),
  ];
}

interface Way {
  readonly to: string;
  readonly from: string;
  readonly isWayBack: boolean;
}

/**
 * Nothing before somebody has approved. Then servers, as they can be taken back, as they may not be had, and as from the moment when the data moves the
 * callers of the old region cannot write any more: whatever comes between the data and the name makes that longer. The name last: callers come
 * when everything is there.
 */
function workflow(options: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, way: Way): SwitchWorkflowPlan {
  return {
    action: 'activate',
    targetRegion: way.to,
    description: way.isWayBack ? `Back from ${way.from} to ${way.to}` : `From ${way.from} to ${way.to}`,
    steps: [
      ...approvalStep(options, database, way),
      ...capacityStep(options, way),
      ...dataStep(options, database, way),
      ...nameStep(options, way),
    ],
  };
}

function approvalStep(
  { approvalRoleArn }: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, { to, from, isWayBack }: Way,
): SwitchStepPlan[] {
  if (approvalRoleArn === undefined) { return []; }
  const first = database?.kind === 'rds'
    ? `Before: nothing in ${from} writes any more${isWayBack ? `, and the instance in ${to} is a replica of that in ${from}` : ''}.`
    : `Before: ${from} is lost, or everybody knows that it is left.`;
  return [{ name: 'approval', description: first, type: 'ManualApproval', roleArn: approvalRoleArn }];
}

function capacityStep({ primary, secondary, capacityPercent }: RegionSwitchPlanOptions, { to }: Way): SwitchStepPlan[] {
  if (primary.autoScalingGroupArn === undefined || secondary.autoScalingGroupArn === undefined) { return []; }
  return [{
    name: 'servers',
    description: `Servers enough in ${to}`,
    type: 'EC2AutoScaling',
    groupArns: [primary.autoScalingGroupArn, secondary.autoScalingGroupArn],
    percent: capacityPercent ?? 100,
    monitoring: 'sampledMaxInLast24Hours',
  }];
}

/** Database and cache know nothing of each other. */
function dataStep(options: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, way: Way): SwitchStepPlan[] {
  const steps = [...databaseStep(options, database, way), ...cacheStep(options, way)];
  return steps.length < 2 ? steps : [{ name: 'data', description: `Database and cache take writes in ${way.to}`, type: 'Parallel', steps }];
}

function databaseStep(
  { primary, secondary }: RegionSwitchPlanOptions, database: SwitchedDatabasePlan | undefined, { to, isWayBack }: Way,
): SwitchStepPlan[] {
  if (!database) { return []; }
  const named: Named = { name: 'database', description: `The database takes writes in ${to}` };
  if (database.kind === 'aurora') { return [{ ...named, ...auroraStep(database, isWayBack) }]; }
  const [home, other] = database.arns;
  return [{ ...named, type: 'RdsPromoteReadReplica', instanceArns: { [primary.region]: home, [secondary.region]: other } }];
}

/** The way back is nobody's emergency, unless somebody says so: the secondary region may be lost as well. */
function auroraStep({ globalClusterIdentifier, arns, dataLoss }: AuroraSwitchPlan, isWayBack: boolean): AuroraStepPlan {
  return {
    type: 'AuroraGlobalDatabase',
    globalClusterIdentifier,
    clusterArns: arns,
    behavior: dataLoss === AllowedDataLoss.ALWAYS && !isWayBack ? 'failover' : 'switchoverOnly',
    ungraceful: dataLoss === AllowedDataLoss.NEVER ? undefined : 'failover',
  };
}

/** Region switch has no step for ElastiCache. */
function cacheStep({ primary, secondary }: RegionSwitchPlanOptions, { to }: Way): SwitchStepPlan[] {
  if (primary.cacheSwitchFunctionArn === undefined || secondary.cacheSwitchFunctionArn === undefined) { return []; }
  return [{
    name: 'cache',
    description: `The cache takes writes in ${to}`,
    type: 'CustomActionLambda',
    functionArns: [primary.cacheSwitchFunctionArn, secondary.cacheSwitchFunctionArn],
    regionToRun: 'activatingRegion',
    retryMinutes: RETRY_MINUTES,
  }];
}

function nameStep({ name, primary, secondary }: RegionSwitchPlanOptions, { to }: Way): SwitchStepPlan[] {
  if (!name) { return []; }
  return [{
    name: 'name',
    description: `Callers go to ${to}`,
    type: 'Route53HealthCheck',
    hostedZoneId: name.hostedZoneId,
    recordName: name.lastResort ? activeName(name.recordName) : name.recordName,
    // Region switch would look for the regions' names in the records, and may not find them.
    recordSets: [primary, secondary].map(({ region, setIdentifier }) => ({ setIdentifier: setIdentifier ?? region, region })),
  }];
}
