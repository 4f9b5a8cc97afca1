import { Resource, textOf } from '../document';
import { Resources } from './resources';
import { entriesOf, idOf, numberOf } from './values';

type Properties = Resource['properties'];
type Parameters = { readonly [name: string]: string };

/** A group that AWS has for a family: `default.valkey8`, `default.valkey8.cluster.on`. */
const AWS_GROUP = /^default\.(.+?)(\.cluster\.on)?$/;

/** What the nodes are configured by. AWS's own group stands where none is named, and lacks what is not told of it. */
export function parametersOf(properties: Properties, resources: Resources) {
  const group = groupOf(properties, resources);
  const parameters = group && parametersIn(group);
  const [, awsFamily] = AWS_GROUP.exec(nameIn(properties) ?? '') ?? [];
  const isKnown = parameters !== undefined || awsFamily !== undefined || properties.CacheParameterGroupName === undefined;
  return {
    parameterGroupId: group?.id ?? idOf(properties.CacheParameterGroupName),
    parameterGroupFamily: group ? textOf(group.properties.CacheParameterGroupFamily) : awsFamily,
    parameters,
    ...isKnown && !hasNoMemoryRules(properties) && memoryOf(parameters ?? {}),
  };
}

/**
 * Whether keys are spread by hash slots. The group of parameters decides, unless the mode is said; without one AWS takes its own, which
 * has it on where there are several shards.
 */
export function clusterModeOf(properties: Properties, resources: Resources): boolean | undefined {
  const { ClusterMode: mode, NumNodeGroups: shards, CacheParameterGroupName: name, GlobalReplicationGroupId: elsewhere } = properties;
  if (mode !== undefined) { return { enabled: true, compatible: true, disabled: false }[textOf(mode)?.toLowerCase() ?? '']; }
  const group = groupOf(properties, resources);
  if (group) { return isOn(parametersIn(group)['cluster-enabled']); }
  const aws = AWS_GROUP.exec(nameIn(properties) ?? '');
  if (aws) { return aws[2] !== undefined; }
  const isSeveral = Array.isArray(properties.NodeGroupConfiguration) && properties.NodeGroupConfiguration.length > 1;
  if ((numberOf(shards) ?? 1) > 1 || isSeveral) { return true; }
  return name === undefined && elsewhere === undefined && (shards === undefined || numberOf(shards) === 1) ? false : undefined;
}

function isOn(clusterEnabled: string | undefined): boolean | undefined {
  return clusterEnabled === '<unknown>' ? undefined : clusterEnabled === 'yes';
}

function groupOf({ CacheParameterGroupName: name }: Properties, resources: Resources): Resource | undefined {
  return resources.find(name, 'AWS::ElastiCache::ParameterGroup', 'CacheParameterGroupName');
}

function nameIn({ CacheParameterGroupName: name }: Properties): string | undefined {
  return typeof name === 'string' ? name : undefined;
}

function parametersIn(group: Resource): Parameters {
  return Object.fromEntries(entriesOf(group.properties.Properties).map(([name, value]) => [name, textOf(value) ?? '<unknown>']));
}

/** Memcached has neither, and the group that is followed decides for one that follows. */
function hasNoMemoryRules({ Engine: engine, GlobalReplicationGroupId: elsewhere }: Properties): boolean {
  return textOf(engine) === 'memcached' || elsewhere !== undefined;
}

function memoryOf(parameters: Parameters) {
  const percent = parameters['reserved-memory-percent'] ?? ('reserved-memory' in parameters ? undefined : '25');
  return { evictionPolicy: parameters['maxmemory-policy'] ?? 'volatile-lru', reservedMemoryPercent: numberOf(percent) };
}
