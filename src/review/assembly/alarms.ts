import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Alarm, Metric } from '../topology-alarms';
import { at, flagOf, listOf, numberOf, referenceOf, referencesIn, textsOf } from './values';

export function alarmsOf(resources: Resources): Alarm[] {
  const composites = resources.ofType('AWS::CloudWatch::CompositeAlarm');
  return resources.ofType('AWS::CloudWatch::Alarm').map((alarm) => {
    const compositeIds = composites.filter(({ properties }) => isIn(properties.AlarmRule, alarm)).map(({ id }) => id);
    return { ...alarmOf(alarm), compositeIds: compositeIds.length > 0 ? compositeIds : undefined };
  });
}

/** Rules name alarms, or refer to them. */
function isIn(rule: Value | undefined, { id, properties }: Resource): boolean {
  const name = properties.AlarmName;
  const isNamed = typeof name === 'string' && (textOf(rule) ?? '').split(/["():\s]+/).includes(name);
  return isNamed || referencesIn(rule).some(({ resource }) => resource === id);
}

function alarmOf({ id, properties }: Resource): Alarm {
  const queries = listOf(properties.Metrics);
  return {
    id,
    description: textOf(properties.AlarmDescription),
    region: textOf(properties.Region),
    metrics: queries.length > 0 ? queries.flatMap(queriedMetric) : flatMetric(properties),
    expression: expressionIn(queries),
    comparison: textOf(properties.ComparisonOperator),
    threshold: numberOf(properties.Threshold),
    evaluationPeriods: numberOf(properties.EvaluationPeriods),
    datapointsToAlarm: numberOf(properties.DatapointsToAlarm),
    missingData: textOf(properties.TreatMissingData),
    alarmActions: textsOf(properties.AlarmActions),
    actionIds: listOf(properties.AlarmActions).map((action) => referenceOf(action)?.resource).filter((resource) => resource !== undefined),
    okActions: textsOf(properties.OKActions),
    actionsEnabled: flagOf(properties.ActionsEnabled),
  };
}

function flatMetric(properties: Resource['properties']): Metric[] {
  return properties.MetricName === undefined
    ? []
    : [metricOf(properties, properties.Period, properties.ExtendedStatistic ?? properties.Statistic)];
}

function queriedMetric(query: Value): Metric[] {
  const statistic = at(query, 'MetricStat');
  if (statistic === undefined) { return []; }
  return [metricOf(at(statistic, 'Metric'), at(statistic, 'Period'), at(statistic, 'Stat'), textOf(at(query, 'Id')))];
}

/** The one whose result is watched: all but one say that they return nothing. */
function expressionIn(queries: readonly Value[]): string | undefined {
  const expressions = queries.filter((query) => at(query, 'Expression') !== undefined);
  const returned = expressions.find((query) => flagOf(at(query, 'ReturnData')) === true)
    ?? expressions.find((query) => flagOf(at(query, 'ReturnData')) !== false);
  return textOf(at(returned, 'Expression'));
}

/** A metric, which CloudFormation names in the same way wherever it names one. */
export function metricOf(metric: Value | undefined, period: Value | undefined, statistic: Value | undefined, id?: string): Metric {
  const dimensions = listOf(at(metric, 'Dimensions')).map((dimension) => [textOf(at(dimension, 'Name')) ?? '<unknown>', at(dimension, 'Value')] as const);
  return {
    id,
    namespace: textOf(at(metric, 'Namespace')),
    name: textOf(at(metric, 'MetricName')),
    ...dimensionsOf(dimensions),
    statistic: textOf(statistic),
    periodSeconds: numberOf(period),
  };
}

export function dimensionsOf(dimensions: readonly (readonly [string, Value | undefined])[]): Pick<Metric, 'dimensions' | 'resourceIds'> {
  const referring = dimensions.map(([name, value]) => [name, referenceOf(value)?.resource] as const);
  return {
    dimensions: Object.fromEntries(dimensions.map(([name, value]) => [name, textOf(value) ?? '<unknown>'])),
    resourceIds: Object.fromEntries(referring.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}
