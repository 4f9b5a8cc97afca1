import { StatementPlan } from './instances';
import { AllowedDataLoss, AuroraSwitchPlan, RdsSwitchPlan, SwitchedDatabasePlan } from './region-switch-database';
import { RegionSwitchPlanOptions } from './region-switch-options';

/** What the plan may do, with whose permissions. */
export interface SwitchRolePlan {
  readonly trust: StatementPlan;
  readonly roleDescription: string;
  readonly policyDescription: string;
  /** Without what names the role itself, which has no name before it is there: `evaluation` does. */
  readonly statements: readonly StatementPlan[];
  /** Region switch asks IAM every 30 minutes whether the role may do what the steps take. On the role itself. */
  readonly evaluation: Omit<StatementPlan, 'resources'>;
}

interface Place {
  readonly partition: string;
  readonly account: string;
}

/** @see https://docs.aws.amazon.com/r53recovery/latest/dg/security-iam-region-switch.html */
export function planSwitchRole(
  options: RegionSwitchPlanOptions, planName: string, database: SwitchedDatabasePlan | undefined, readsAlarms: boolean, place: Place,
): SwitchRolePlan {
  return {
    trust: { sid: 'RegionSwitch', principals: { Service: 'arc-region-switch.amazonaws.com' }, actions: ['sts:AssumeRole'], resources: [] },
    roleDescription: `Executes the Region switch plan ${planName}`,
    policyDescription: `Everything that the Region switch plan ${planName} takes`,
    statements: [
      readPlan(planName, place),
      ...readsAlarms ? [READ_ALARMS] : [],
      ...raiseCapacity(options),
      ...database ? moveDatabase(database, place) : [],
      ...moveCache(options),
      ...moveName(options, place),
    ],
    evaluation: { sid: 'EvaluatePlan', actions: ['iam:SimulatePrincipalPolicy'] },
  };
}

/** The ARN ends with six characters of AWS's choice. */
function readPlan(planName: string, { partition, account }: Place): StatementPlan {
  return {
    sid: 'ReadPlan',
    actions: ['arc-region-switch:GetPlan', 'arc-region-switch:GetPlanExecution', 'arc-region-switch:ListPlanExecutions'],
    resources: [`arn:${partition}:arc-region-switch::${account}:plan/${planName}:*`],
  };
}

/**
 * Of all, as AWS's pages have whatever only looks: how Region switch asks is not told, and a plan that is refused to look is found out too late.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonApplicationRecoveryControllerRegionSwitchPlanExecutionPolicy.html
 */
const READ_ALARMS: StatementPlan = {
  sid: 'ReadAlarms', actions: ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory'], resources: ['*'],
};

/** @see https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_ec2_autoscaling.html */
function raiseCapacity({ primary, secondary }: RegionSwitchPlanOptions): StatementPlan[] {
  const groups = bothOf(primary.autoScalingGroupArn, secondary.autoScalingGroupArn);
  return groups.length === 0 ? [] : [
    { sid: 'SeeServers', actions: ['autoscaling:DescribeAutoScalingGroups', 'cloudwatch:GetMetricStatistics'], resources: ['*'] },
    { sid: 'AddServers', actions: ['autoscaling:UpdateAutoScalingGroup'], resources: groups },
  ];
}

function moveDatabase(database: SwitchedDatabasePlan, place: Place): StatementPlan[] {
  return database.kind === 'aurora' ? moveGlobalDatabase(database, place) : promoteReplica(database);
}

/** @see https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_aurora.html */
function moveGlobalDatabase({ globalClusterIdentifier, arns, dataLoss }: AuroraSwitchPlan, { partition, account }: Place): StatementPlan[] {
  const losing = dataLoss === AllowedDataLoss.NEVER ? [] : ['rds:FailoverGlobalCluster'];
  return [
    { sid: 'SeeDatabase', actions: ['rds:DescribeGlobalClusters', 'rds:DescribeDBClusters'], resources: ['*'] },
    {
      sid: 'MoveDatabase',
      actions: ['rds:SwitchoverGlobalCluster', ...losing],
      resources: [`arn:${partition}:rds::${account}:global-cluster:${globalClusterIdentifier}`, ...arns],
    },
  ];
}

/**
 * Without what makes a replica anew: no step does.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_rds.html
 */
function promoteReplica({ arns }: RdsSwitchPlan): StatementPlan[] {
  return [
    { sid: 'SeeDatabase', actions: ['rds:DescribeDBInstances'], resources: ['*'] },
    { sid: 'MoveDatabase', actions: ['rds:PromoteReadReplica', 'rds:ModifyDBInstance'], resources: arns },
  ];
}

/** @see https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_lambda.html */
function moveCache({ primary, secondary }: RegionSwitchPlanOptions): StatementPlan[] {
  const functions = bothOf(primary.cacheSwitchFunctionArn, secondary.cacheSwitchFunctionArn);
  return functions.length === 0 ? [] : [{ sid: 'MoveCache', actions: ['lambda:GetFunction', 'lambda:InvokeFunction'], resources: functions }];
}

/**
 * Only to find the records: the health checks that move them are the service's own.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_route53.html
 */
function moveName({ name }: RegionSwitchPlanOptions, { partition }: Place): StatementPlan[] {
  return name ? [{
    sid: 'SeeRecords', actions: ['route53:ListResourceRecordSets'], resources: [`arn:${partition}:route53:::hostedzone/${name.hostedZoneId}`],
  }] : [];
}

function bothOf(primary: string | undefined, secondary: string | undefined): string[] {
  return primary === undefined || secondary === undefined ? [] : [primary, secondary];
}
