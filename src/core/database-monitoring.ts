import { Checks } from './checks';
import { StatementPlan } from './instances';

/** How closely AWS looks. */
export interface DatabaseMonitoringOptions {
  /**
   * Seconds between two looks at the operating system: one of 0, 1, 5, 10, 15, 30, 60. With 0 nobody looks, which gives up seeing what a
   * slow database waits for.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
   */
  readonly monitoringIntervalSeconds?: number;

  /**
   * Days for which Performance Insights keeps what the database was busy with: 7, a multiple of 31 up to 713, or 731. More than 7 are
   * charged for.
   *
   * @default 7
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
   */
  readonly performanceInsightsRetentionDays?: number;

  /**
   * Have no Performance Insights. Gives up knowing which statements the load comes from.
   *
   * @default false
   */
  readonly withoutPerformanceInsights?: boolean;
}

/** Metrics of the operating system, every few seconds. */
export interface EnhancedMonitoringPlan {
  readonly intervalSeconds: number;
  /** Who takes on the role. */
  readonly trust: StatementPlan;
  /** What the role may do. */
  readonly statements: readonly StatementPlan[];
  readonly roleDescription: string;
  readonly policyDescription: string;
}

interface Place {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

const INTERVALS = [0, 1, 5, 10, 15, 30, 60];

export function planMonitoring(options: DatabaseMonitoringOptions, place: Place, name: string, checks: Checks): EnhancedMonitoringPlan | undefined {
  const intervalSeconds = options.monitoringIntervalSeconds ?? 60;
  if (!checks.isUnresolved(intervalSeconds) && !INTERVALS.includes(intervalSeconds)) {
    checks.refuse('monitoringIntervalSeconds', `one of ${INTERVALS.join(', ')}`, intervalSeconds);
  }
  if (intervalSeconds === 0) { return undefined; }
  return {
    intervalSeconds,
    trust: trustInMonitoring(place),
    statements: monitoringStatements(place),
    roleDescription: `Enhanced monitoring of ${name}`,
    policyDescription: `Everything that the enhanced monitoring of ${name} takes`,
  };
}

const MONTH_OF_RETENTION = 31;
const LONGEST_RETENTION_DAYS = 731;

export function planPerformanceInsights(options: DatabaseMonitoringOptions, checks: Checks): { readonly retentionDays: number } | undefined {
  const { performanceInsightsRetentionDays: days, withoutPerformanceInsights } = options;
  checks.flag('withoutPerformanceInsights', withoutPerformanceInsights);
  if (days !== undefined && withoutPerformanceInsights) {
    checks.conflict('withoutPerformanceInsights: true and performanceInsightsRetentionDays contradict each other: leave one out.');
  }
  const isRetention = days === undefined || days === 7 || days === LONGEST_RETENTION_DAYS || isMonths(days);
  if (!checks.isUnresolved(days) && !isRetention) { checks.refuse('performanceInsightsRetentionDays', '7, a multiple of 31 up to 713, or 731', days); }
  return withoutPerformanceInsights ? undefined : { retentionDays: days ?? 7 };
}

function isMonths(days: number): boolean {
  return days > 0 && days < LONGEST_RETENTION_DAYS && days % MONTH_OF_RETENTION === 0;
}

/**
 * The service may act for databases of this account and region only.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.Enabling.Prerequisites
 */
function trustInMonitoring({ region, account, partition }: Place): StatementPlan {
  return {
    sid: 'EnhancedMonitoring',
    principals: { Service: 'monitoring.rds.amazonaws.com' },
    actions: ['sts:AssumeRole'],
    resources: [],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      // Not by name: replicas that Application Auto Scaling adds have names of its own.
      ArnLike: { 'aws:SourceArn': `arn:${partition}:rds:${region}:${account}:db:*` },
    },
  };
}

/** What AWS's managed policy allows, on the one group that the service writes to. */
function monitoringStatements({ region, account, partition }: Place): StatementPlan[] {
  const group = `arn:${partition}:logs:${region}:${account}:log-group:RDSOSMetrics`;
  return [
    { sid: 'MakeLogGroup', actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'], resources: [group, `${group}:*`] },
    {
      sid: 'WriteMetrics',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams', 'logs:GetLogEvents'],
      resources: [`${group}:log-stream:*`],
    },
  ];
}
