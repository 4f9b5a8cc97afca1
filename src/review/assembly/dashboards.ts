import { dimensionsOf } from './alarms';
import { textOf, Value } from '../document';
import { jsonOf } from '../json';
import { Resources } from './resources';
import { Dashboard, Metric, Widget } from '../topology-alarms';
import { at, isList, isObject, listOf, numberOf } from './values';

export function dashboardsOf(resources: Resources): Dashboard[] {
  return resources.ofType('AWS::CloudWatch::Dashboard').map(({ id, properties }) => (
    { id, widgets: listOf(at(jsonOf(properties.DashboardBody), 'widgets')).map(widgetOf) }));
}

function widgetOf(widget: Value): Widget {
  const properties = at(widget, 'properties');
  return { title: textOf(at(properties, 'title')), width: numberOf(at(widget, 'width')), metrics: metricsOf(properties) };
}

/** Rows of namespace, name, dimensions by name and value, and options. */
function metricsOf(properties: Value | undefined): Metric[] {
  const metrics: Metric[] = [];
  let above: readonly Value[] = [];
  for (const row of listOf(at(properties, 'metrics'))) {
    const cells = isList(row) ? row : [];
    const options = cells.find(isObject);
    if (at(options, 'expression') !== undefined) { continue; }
    above = inFull(cells.filter((cell) => !isObject(cell)), above);
    metrics.push(metricOf(above, options, properties));
  }
  return metrics;
}

/** `.` repeats the cell above, `...` all that are missing. */
function inFull(cells: readonly Value[], above: readonly Value[]): readonly Value[] {
  const repeated = cells.indexOf('...');
  const missing = above.length - (cells.length - 1);
  const between = above.slice(repeated, repeated + Math.max(missing, 0));
  const whole = repeated < 0 ? cells : [...cells.slice(0, repeated), ...between, ...cells.slice(repeated + 1)];
  return whole.map((cell, index) => cell === '.' ? above[index] ?? cell : cell);
}

function metricOf([namespace, name, ...dimensions]: readonly Value[], options: Value | undefined, widget: Value | undefined): Metric {
  const pairs = dimensions.flatMap((dimension, index) => index % 2 === 0 ? [[textOf(dimension) ?? '<unknown>', dimensions[index + 1]] as const] : []);
  return {
    id: textOf(at(options, 'id')),
    namespace: textOf(namespace),
    name: textOf(name),
    ...dimensionsOf(pairs),
    statistic: textOf(at(options, 'stat') ?? at(widget, 'stat')),
    periodSeconds: numberOf(at(options, 'period') ?? at(widget, 'period')),
  };
}
