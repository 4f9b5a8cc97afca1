import { Checks } from './checks';
import { ImageSurroundings, StatementPlan } from './instances';

/** The CloudWatch agent, which reports memory, ships logs and receives traces. */
export enum Agent {
  /** Installed when an instance boots. For Amazon Linux. */
  INSTALL = 'INSTALL',
  /** Part of the image; it is configured and started. */
  PREINSTALLED = 'PREINSTALLED',
  /** None: no memory metric, no logs and no traces leave the instances. */
  NONE = 'NONE',
}

/** What can be seen of the tier from outside, beside its alarms. */
export interface ObservabilityOptions {
  /** @default - Agent.INSTALL on the default image, Agent.PREINSTALLED on yours */
  readonly agent?: Agent;

  /**
   * Days for which the service's logs are kept: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
   * 2192, 2557, 2922, 3288, 3653.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly logRetentionDays?: number;

  /**
   * Draw a dashboard of the tier: requests, errors, response times, hosts, CPU, memory and capacity.
   *
   * @default false
   */
  readonly dashboard?: boolean;
}

export interface ObservabilityPlan {
  readonly agent: Agent;
  readonly hasAgent: boolean;
  /** `undefined` without an agent: nothing would write. */
  readonly logs?: { readonly retentionDays: number };
  readonly dashboard: boolean;
  readonly statements: readonly StatementPlan[];
}

/** What the engine contributes. */
export interface ObservabilitySurroundings {
  readonly image: ImageSurroundings;
  readonly logGroupName: string;
  readonly logGroupArn: string;
}

export const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** The service's output on an instance: written by its unit, rotated, and shipped by the agent. */
export const SERVICE_LOG = '/var/log/scale-out/service.log';

export function planObservability(options: ObservabilityOptions, surroundings: ObservabilitySurroundings, checks: Checks): ObservabilityPlan {
  const agent = options.agent ?? (surroundings.image.isGiven ? Agent.PREINSTALLED : Agent.INSTALL);
  const hasAgent = agent !== Agent.NONE;
  const retentionDays = options.logRetentionDays ?? 30;
  checks.oneOf('observability.agent', agent, Object.values(Agent));
  if (!checks.isUnresolved(retentionDays) && !RETENTIONS.includes(retentionDays)) {
    checks.refuse('observability.logRetentionDays', `one of ${RETENTIONS.join(', ')}`, retentionDays);
  }
  if (!hasAgent && options.logRetentionDays !== undefined) {
    checks.conflict('observability.logRetentionDays needs the agent, which ships the logs: observability.agent is NONE.');
  }
  return {
    agent,
    hasAgent,
    logs: hasAgent ? { retentionDays } : undefined,
    dashboard: options.dashboard ?? false,
    statements: hasAgent ? agentStatements(surroundings.logGroupArn) : [],
  };
}

/** The lines that set the agent up. A server serves without it: what fails here is said, and goes no further. */
export function agentLines(plan: ObservabilityPlan, { logGroupName }: ObservabilitySurroundings): string[] {
  if (!plan.hasAgent) { return []; }
  const control = '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl';
  return [
    ...(plan.agent === Agent.INSTALL ? ["dnf install -y amazon-cloudwatch-agent || echo 'scale-out: no agent to be had'"] : []),
    "cat > /etc/scale-out/agent.json <<'END_OF_FILE'",
    JSON.stringify(agentConfiguration(logGroupName)),
    'END_OF_FILE',
    `${control} -a fetch-config -m ec2 -s -c file:/etc/scale-out/agent.json || echo 'scale-out: the agent did not start'`,
  ];
}

/**
 * Memory is aggregated over the group alone: a metric with the instance in it could not be tracked.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
function agentConfiguration(logGroupName: string) {
  const onThisMachine = '127.0.0.1';
  return {
    metrics: {
      namespace: 'CWAgent',
      append_dimensions: { AutoScalingGroupName: '${aws:AutoScalingGroupName}' },
      aggregation_dimensions: [['AutoScalingGroupName']],
      metrics_collected: { mem: { measurement: ['mem_used_percent'], metrics_collection_interval: 60 } },
    },
    logs: {
      logs_collected: { files: { collect_list: [{ file_path: SERVICE_LOG, log_group_name: logGroupName, log_stream_name: '{instance_id}' }] } },
    },
    traces: {
      traces_collected: { otlp: { grpc_endpoint: `${onThisMachine}:4317`, http_endpoint: `${onThisMachine}:4318` } },
    },
  };
}

/** PutMetricData, DescribeTags and X-Ray's actions accept no narrower resource; the first is held to the agent's namespace. */
function agentStatements(logGroupArn: string): StatementPlan[] {
  return [
    { sid: 'AgentMetrics', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } } },
    { sid: 'AgentDimensions', actions: ['ec2:DescribeTags'], resources: ['*'] },
    {
      sid: 'AgentTraces',
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
      resources: ['*'],
    },
    { sid: 'AgentLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], resources: [logGroupArn] },
  ];
}
