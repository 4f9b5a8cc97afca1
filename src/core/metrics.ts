/** What a metric is about; each engine knows the resource's own name. */
export type Dimension = 'LoadBalancer' | 'TargetGroup' | 'AutoScalingGroupName' | 'DBInstanceIdentifier' | 'DBClusterIdentifier' | 'Role'
  | 'CacheClusterId' | 'clusterId';

export interface MetricPlan {
  /** Its name inside an expression, lower case. */
  readonly id: string;
  readonly namespace: 'AWS/ApplicationELB' | 'AWS/EC2' | 'AWS/AutoScaling' | 'AWS/RDS' | 'AWS/ElastiCache' | 'CWAgent';
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /** Values of its dimensions, where the metrics of one alarm are about different things. They stand in place of the alarm's. */
  readonly values?: Readonly<Partial<Record<Dimension, string>>>;
  readonly statistic: string;
  readonly periodSeconds: number;
}

export const MINUTE = 60;

export function balancerMetric(id: string, name: string, statistic: string): MetricPlan {
  return { id, namespace: 'AWS/ApplicationELB', name, dimensions: ['LoadBalancer', 'TargetGroup'], statistic, periodSeconds: MINUTE };
}

export function groupMetric(id: string, name: string): MetricPlan {
  return { id, namespace: 'AWS/AutoScaling', name, dimensions: ['AutoScalingGroupName'], statistic: 'Average', periodSeconds: MINUTE };
}

export function cpuMetric(): MetricPlan {
  return { id: 'cpu', namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: ['AutoScalingGroupName'], statistic: 'Average', periodSeconds: MINUTE };
}

export function databaseMetric(id: string, name: string, statistic: string, dimensions: readonly Dimension[]): MetricPlan {
  return { id, namespace: 'AWS/RDS', name, dimensions, statistic, periodSeconds: MINUTE };
}

/** Of a node, a cluster or a serverless cache, whichever `values` name. */
export function cacheMetric(id: string, name: string, statistic: string, values: Partial<Record<Dimension, string>>): MetricPlan {
  return { id, namespace: 'AWS/ElastiCache', name, dimensions: Object.keys(values) as Dimension[], values, statistic, periodSeconds: MINUTE };
}

/** The agent's metric, aggregated over the group: see the agent's configuration. */
export function memoryMetric(): MetricPlan {
  return { id: 'memory', namespace: 'CWAgent', name: 'mem_used_percent', dimensions: ['AutoScalingGroupName'], statistic: 'Average', periodSeconds: MINUTE };
}

export function responseTimeMetric(): MetricPlan {
  return balancerMetric('p90', 'TargetResponseTime', 'p90');
}

/**
 * The group's own metrics, which AWS reports for nothing when asked to.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
 */
export const GROUP_METRICS: readonly string[] = [
  'GroupMinSize', 'GroupMaxSize', 'GroupDesiredCapacity', 'GroupInServiceInstances', 'GroupPendingInstances', 'GroupStandbyInstances',
  'GroupTerminatingInstances', 'GroupTotalInstances', 'GroupInServiceCapacity', 'GroupPendingCapacity', 'GroupStandbyCapacity',
  'GroupTerminatingCapacity', 'GroupTotalCapacity', 'WarmPoolDesiredCapacity', 'WarmPoolWarmedCapacity', 'WarmPoolPendingCapacity',
  'WarmPoolTerminatingCapacity', 'WarmPoolTotalCapacity', 'GroupAndWarmPoolDesiredCapacity', 'GroupAndWarmPoolTotalCapacity',
];

/** What errors are counted by: metrics, and the terms over them. */
export interface ErrorCount {
  readonly metrics: readonly MetricPlan[];
  readonly errors: string;
  readonly allRequests: string;
  /** Without any request the division yields nothing, and nothing is missing. */
  readonly ratePercent: string;
}

/**
 * RequestCount leaves out the requests for which no target was found: hence the sum in `allRequests`. Each of the metrics is only
 * reported when there is something to report: hence FILL. The balancer's own 5xx are of the whole balancer: where others share it,
 * they are not this tier's alone, and are left out.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function countErrors(balancerIsShared: boolean): ErrorCount {
  const ofTargets = [balancerMetric('target5xx', 'HTTPCode_Target_5XX_Count', 'Sum'), balancerMetric('requests', 'RequestCount', 'Sum')];
  const ofBalancer: MetricPlan = { ...balancerMetric('elb5xx', 'HTTPCode_ELB_5XX_Count', 'Sum'), dimensions: ['LoadBalancer'] };
  const errors = balancerIsShared ? 'FILL(target5xx, 0)' : '(FILL(elb5xx, 0) + FILL(target5xx, 0))';
  const allRequests = balancerIsShared ? 'FILL(requests, 0)' : '(FILL(requests, 0) + FILL(elb5xx, 0))';
  return {
    metrics: balancerIsShared ? ofTargets : [ofBalancer, ...ofTargets],
    errors,
    allRequests,
    ratePercent: `100 * ${errors} / ${allRequests}`,
  };
}
