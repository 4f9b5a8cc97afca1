import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { dimensionsOf, MetricNames } from './alarms';
import { nameOf } from './names';
import { WidgetPlan } from '../core/dashboard';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

export function renderLogGroup(scope: Construct, { observability, isProtected, environment }: ScaledWebTierPlan): CloudwatchLogGroup | undefined {
  if (!observability.logs) { return undefined; }
  return new CloudwatchLogGroup(scope, 'Logs', {
    namePrefix: `${environment.parameterPath}/`,
    retentionInDays: observability.logs.retentionDays,
    skipDestroy: isProtected,
  });
}

export function renderDashboard(scope: Construct, widgets: readonly WidgetPlan[], names: MetricNames, region: string): CloudwatchDashboard {
  return new CloudwatchDashboard(scope, 'Dashboard', {
    dashboardName: nameOf(scope, 'Dashboard', names.unique),
    dashboardBody: JSON.stringify({
      widgets: widgets.map(({ title, metrics, x, y, width, height }) => ({
        type: 'metric',
        x,
        y,
        width,
        height,
        properties: {
          view: 'timeSeries',
          title,
          region,
          metrics: metrics.map((metric) => [
            metric.namespace, metric.name, ...Object.entries(dimensionsOf(metric, names)).flat(),
            { stat: metric.statistic, period: metric.periodSeconds },
          ]),
          yAxis: {},
        },
      })),
    }),
  });
}
