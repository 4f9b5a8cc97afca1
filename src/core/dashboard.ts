import { balancerMetric, countErrors, cpuMetric, groupMetric, memoryMetric, MetricPlan } from './metrics';

export interface WidgetPlan {
  readonly title: string;
  readonly metrics: readonly MetricPlan[];
}

/** What a person looks at first when a tier misbehaves, in the order in which they ask. */
export function planDashboard(hasAgent: boolean, balancerIsShared: boolean): WidgetPlan[] {
  return [
    { title: 'Requests and errors', metrics: countErrors(balancerIsShared).metrics },
    { title: 'Response time', metrics: ['p50', 'p90', 'p99'].map((statistic) => balancerMetric(statistic, 'TargetResponseTime', statistic)) },
    {
      title: 'Hosts',
      metrics: [balancerMetric('healthy', 'HealthyHostCount', 'Minimum'), balancerMetric('unhealthy', 'UnHealthyHostCount', 'Maximum')],
    },
    {
      title: 'Capacity',
      metrics: [
        groupMetric('inservice', 'GroupInServiceInstances'), groupMetric('desired', 'GroupDesiredCapacity'),
        groupMetric('min', 'GroupMinSize'), groupMetric('max', 'GroupMaxSize'),
      ],
    },
    { title: hasAgent ? 'CPU and memory' : 'CPU', metrics: [cpuMetric(), ...(hasAgent ? [memoryMetric()] : [])] },
    { title: 'Requests per instance', metrics: [balancerMetric('perinstance', 'RequestCountPerTarget', 'Sum')] },
  ];
}
