import { balancerMetric, countErrors, cpuMetric, groupMetric, memoryMetric, MetricPlan } from './metrics';

/** A graph, and its place on a board that is 24 wide. */
export interface WidgetPlan {
  readonly title: string;
  readonly metrics: readonly MetricPlan[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 12;
const HEIGHT = 6;

/** Two graphs a row. */
export function planDashboard(hasAgent: boolean, balancerIsShared: boolean): WidgetPlan[] {
  return questions(hasAgent, balancerIsShared).map((question, index) => ({
    ...question, x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, width: WIDTH, height: HEIGHT,
  }));
}

/** What a person looks at first when a tier misbehaves, in the order in which they ask. */
function questions(hasAgent: boolean, balancerIsShared: boolean): Pick<WidgetPlan, 'title' | 'metrics'>[] {
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
