/** What a metric is about; each engine knows the resource's own name. */
export type Dimension = 'LoadBalancer' | 'TargetGroup' | 'AutoScalingGroupName';

export interface MetricPlan {
  /** Its name inside an expression, lower case. */
  readonly id: string;
  readonly namespace: 'AWS/ApplicationELB' | 'AWS/EC2' | 'AWS/AutoScaling' | 'CWAgent';
  readonly name: string;
  readonly dimensions: readonly Dimension[];
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

/** The agent's metric, aggregated over the group: see the agent's configuration. */
export function memoryMetric(): MetricPlan {
  return { id: 'memory', namespace: 'CWAgent', name: 'mem_used_percent', dimensions: ['AutoScalingGroupName'], statistic: 'Average', periodSeconds: MINUTE };
}

export function responseTimeMetric(): MetricPlan {
  return balancerMetric('p90', 'TargetResponseTime', 'p90');
}

/** `elb5xx`, `target5xx` and `requests`, from which errors are counted. */
export function errorMetrics(): MetricPlan[] {
  return [
    { ...balancerMetric('elb5xx', 'HTTPCode_ELB_5XX_Count', 'Sum'), dimensions: ['LoadBalancer'] },
    balancerMetric('target5xx', 'HTTPCode_Target_5XX_Count', 'Sum'),
    balancerMetric('requests', 'RequestCount', 'Sum'),
  ];
}

/**
 * RequestCount leaves out the requests for which no target was found: hence the sum in ALL_REQUESTS. Each of the three is only
 * reported when there is something to report: hence FILL.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export const ERRORS = '(FILL(elb5xx, 0) + FILL(target5xx, 0))';
export const ALL_REQUESTS = '(FILL(requests, 0) + FILL(elb5xx, 0))';
/** Without any request the division yields nothing, and nothing is missing. */
export const ERROR_RATE_PERCENT = `100 * ${ERRORS} / ${ALL_REQUESTS}`;
