import { RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DimensionValues, renderMetric } from './alarms';
import { WidgetPlan } from '../core/dashboard';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

export function renderLogGroup(scope: Construct, { observability, isProtected }: ScaledWebTierPlan): logs.LogGroup | undefined {
  if (!observability.logs) { return undefined; }
  return new logs.LogGroup(scope, 'Logs', {
    retention: observability.logs.retentionDays as logs.RetentionDays,
    removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}

export function renderDashboard(scope: Construct, widgets: readonly WidgetPlan[], values: DimensionValues): cloudwatch.Dashboard {
  const dashboard = new cloudwatch.Dashboard(scope, 'Dashboard');
  dashboard.addWidgets(...widgets.map(({ title, metrics, x, y, width, height }) => {
    const graph = new cloudwatch.GraphWidget({ title, width, height, left: metrics.map((metric) => renderMetric(metric, values)) });
    graph.position(x, y);
    return graph;
  }));
  return dashboard;
}
