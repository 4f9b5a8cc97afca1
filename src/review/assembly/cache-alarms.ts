import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { at, listOf, referencesIn } from './values';

const NAMESPACE = 'AWS/ElastiCache';

/** What AWS adds to a name for each node: `-001`, in a shard `-0001-001`. */
const NODE = /^(-\d{4})?-\d{3}$/;

/** Ids of the alarms of which a metric is about a cache or one of its nodes. */
export function alarmsWatching(cache: Resource, nameProperty: string, resources: Resources): string[] {
  return resources.ofType('AWS::CloudWatch::Alarm').filter((alarm) => metricsOf(alarm).some((metric) => isAbout(metric, cache, nameProperty))).map(({ id }) => id);
}

function metricsOf({ properties }: Resource): Value[] {
  return [properties, ...listOf(properties.Metrics).map((query) => at(query, 'MetricStat', 'Metric') ?? {})];
}

function isAbout(metric: Value, cache: Resource, nameProperty: string): boolean {
  const values = listOf(at(metric, 'Dimensions')).map((dimension) => at(dimension, 'Value'));
  return at(metric, 'Namespace') === NAMESPACE && values.some((value) => names(value, cache, nameProperty));
}

/** By a reference, or by the name that is given to it. */
function names(value: Value | undefined, { id, properties }: Resource, nameProperty: string): boolean {
  if (referencesIn(value).some(({ resource }) => resource === id)) { return true; }
  const [text, name] = [textOf(value), textOf(properties[nameProperty])];
  if (text === undefined || name === undefined || name.includes('<unknown>')) { return false; }
  return text === name || (text.startsWith(name) && NODE.test(text.slice(name.length)));
}
