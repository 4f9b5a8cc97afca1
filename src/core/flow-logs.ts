import { Checks } from './checks';
import { StatementPlan } from './instances';
import { RETENTIONS } from './observability';

/** Who in a network talked to whom. */
export interface FlowLogOptions {
  /**
   * Days for which the flow logs are kept: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
   * 2192, 2557, 2922, 3288, 3653.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly flowLogRetentionDays?: number;

  /**
   * Record no connections. Gives up knowing afterwards who talked to whom.
   *
   * @default false
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
   */
  readonly withoutFlowLogs?: boolean;
}

export interface FlowLogsPlan {
  readonly name: string;
  /** Not a whole name: a group that was retained would be in its successor's way. */
  readonly groupNamePrefix: string;
  readonly retentionDays: number;
  readonly isRetained: boolean;
  readonly traffic: 'ALL';
  /** Who takes on the role. */
  readonly trust: StatementPlan;
  /** What the role may do. */
  readonly statements: readonly StatementPlan[];
  readonly roleDescription: string;
  readonly policyDescription: string;
}

/** What the engine contributes. */
export interface FlowLogSurroundings {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly flowLogGroupArn: string;
}

const DEFAULT_RETENTION_DAYS = 30;

export function planFlowLogs(
  options: FlowLogOptions, surroundings: FlowLogSurroundings, isRetained: boolean, name: string,
): FlowLogsPlan | undefined {
  if (options.withoutFlowLogs) { return undefined; }
  return {
    name: `${name} flow logs`,
    groupNamePrefix: `/scale-out/${name.replace(/[^A-Za-z0-9._\-/#]/g, '-')}/flow-logs-`,
    retentionDays: options.flowLogRetentionDays ?? DEFAULT_RETENTION_DAYS,
    isRetained,
    traffic: 'ALL',
    trust: trustInFlowLogs(surroundings),
    statements: flowLogStatements(surroundings.flowLogGroupArn),
    roleDescription: `Flow logs of ${name}`,
    policyDescription: `Everything that writing the flow logs of ${name} takes`,
  };
}

export function checkFlowLogs(options: FlowLogOptions, checks: Checks) {
  const { flowLogRetentionDays, withoutFlowLogs } = options;
  checks.flag('withoutFlowLogs', withoutFlowLogs);
  if (flowLogRetentionDays !== undefined && !checks.isUnresolved(flowLogRetentionDays) && !RETENTIONS.includes(flowLogRetentionDays)) {
    checks.refuse('flowLogRetentionDays', `one of ${RETENTIONS.join(', ')}`, flowLogRetentionDays);
  }
  if (withoutFlowLogs && flowLogRetentionDays !== undefined) {
    checks.conflict('flowLogRetentionDays needs flow logs: withoutFlowLogs is true.');
  }
}

/**
 * The service may act for flow logs of this account and region only, so that nobody else has it write here.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
function trustInFlowLogs({ region, account, partition }: FlowLogSurroundings): StatementPlan {
  return {
    sid: 'FlowLogs',
    principals: { Service: 'vpc-flow-logs.amazonaws.com' },
    actions: ['sts:AssumeRole'],
    resources: [],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
    },
  };
}

/** AWS's own example allows this on everything, and making groups besides. */
function flowLogStatements(groupArn: string): StatementPlan[] {
  return [{
    sid: 'WriteFlowLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
    resources: [groupArn, `${groupArn}:*`],
  }];
}
