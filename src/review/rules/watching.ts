import { Topology } from '../topology';
import { Alarm, Metric } from '../topology-alarms';
import { Cache } from '../topology-caches';
import { Database } from '../topology-databases';

/** Names of the metrics of a database, or of one of its servers, that an alarm is on; `<unknown>` where only the deployment tells which. */
export function watchedOfDatabase({ id, name, instances }: Database, { alarms }: Topology): string[] {
  const ids = [id, ...instances.map((instance) => instance.id)];
  const names = [name, ...instances.map((instance) => instance.name)].filter((given) => given !== undefined);
  return alarms.flatMap((alarm) => metricsOf(alarm, 'AWS/RDS', (metric) => isAbout(metric, ids, names)));
}

/** The same of a cache, or of one of its nodes. */
export function watchedOfCache({ alarmIds }: Cache, { alarms }: Topology): string[] {
  return alarms.flatMap((alarm) => metricsOf(alarm, 'AWS/ElastiCache', (metric) => alarmIds.includes(alarm.id) || isAbout(metric, [], [])));
}

/** @param watched names of metrics */
export function isWatched(watched: readonly string[], ...metrics: readonly string[]): boolean {
  return watched.some((name) => name === UNKNOWN || metrics.includes(name));
}

/** Whoever has no alarm at all here watches by other means, or nothing. */
export function watchesElsewhere({ alarms }: Topology): boolean {
  return alarms.length === 0;
}

const UNKNOWN = '<unknown>';

/** A query names its metrics in a text, and is about everything that it finds. */
function metricsOf({ metrics, expression }: Alarm, namespace: string, isMeant: (metric: Metric) => boolean): string[] {
  const asked = expression?.includes(namespace) ? expression.match(/\b[A-Z]\w+\b/g) ?? [] : [];
  const meant = metrics.filter((metric) => (metric.namespace ?? namespace) === namespace && isMeant(metric));
  return [...asked, ...meant.map(({ name }) => name ?? UNKNOWN)];
}

/** Without dimensions it is about all there are, and one that the deployment tells may be about this one. */
function isAbout({ dimensions, resourceIds }: Metric, ids: readonly string[], names: readonly string[]): boolean {
  const told = Object.entries(dimensions).filter(([dimension]) => !KINDS.includes(dimension));
  return told.length === 0 || told.some(([dimension, value]) => Object.hasOwn(resourceIds, dimension)
    ? ids.includes(resourceIds[dimension])
    : value.includes(UNKNOWN) || names.includes(value));
}

/** Dimensions that tell what is meant, and not which. */
const KINDS = ['DatabaseClass', 'EngineName', 'Role', 'CacheNodeId'];
