import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { CacheLog } from '../topology-caches';
import { at, flagOf, idOf, idsOf, listOf, numberOf, textsOf } from './values';

/** What a replication group and a cluster say, most of which they call the same. */
export function factsOf(cache: Resource, resources: Resources) {
  const { properties } = cache;
  return {
    ...sharedFactsOf(cache),
    engineVersion: textOf(properties.EngineVersion),
    nodeType: textOf(properties.CacheNodeType),
    port: portOf(properties),
    snapshotRetentionDays: snapshotDaysOf(properties),
    snapshotWindow: textOf(properties.SnapshotWindow),
    restoredFrom: [...textsOf(properties.SnapshotName), ...textsOf(properties.SnapshotArns)],
    maintenanceWindow: textOf(properties.PreferredMaintenanceWindow),
    minorUpgrades: flagOf(properties.AutoMinorVersionUpgrade),
    logs: logsOf(properties.LogDeliveryConfigurations, resources),
    eventTopic: textOf(properties.NotificationTopicArn),
    securityGroupIds: idsOf(properties.SecurityGroupIds ?? properties.VpcSecurityGroupIds),
    subnetIds: subnetsOf(properties.CacheSubnetGroupName, resources),
  };
}

/** What every cache says. */
export function sharedFactsOf({ id, properties, isRetained, leavesSnapshot }: Resource) {
  return {
    id,
    engine: textOf(properties.Engine),
    kmsKey: idOf(properties.KmsKeyId),
    isRetained,
    finalSnapshot: leavesSnapshot === true || properties.FinalSnapshotName !== undefined,
    finalSnapshotName: textOf(properties.FinalSnapshotName),
  };
}

/** What is said, and where nothing is, what holds then. */
export function flagOr(value: Value | undefined, otherwise: boolean | undefined): boolean | undefined {
  return value === undefined ? otherwise : flagOf(value);
}

/** A group is one of the two engines that listen alike. */
function portOf({ Port: port, Engine: engine, NumCacheNodes: nodes }: Resource['properties']): number | undefined {
  if (port !== undefined) { return numberOf(port); }
  return { valkey: 6379, redis: 6379, memcached: 11_211 }[textOf(engine) ?? (nodes === undefined ? 'redis' : '')];
}

/** Nobody takes snapshots where nothing is said, and of Memcached nobody can. */
function snapshotDaysOf({ SnapshotRetentionLimit: days, Engine: engine, GlobalReplicationGroupId: elsewhere }: Resource['properties']): number | undefined {
  if (days !== undefined) { return numberOf(days); }
  return engine === 'memcached' || elsewhere !== undefined ? undefined : 0;
}

function logsOf(logs: Value | undefined, resources: Resources): CacheLog[] {
  return listOf(logs).map((log) => ({
    type: textOf(at(log, 'LogType')),
    format: textOf(at(log, 'LogFormat')),
    destinationType: textOf(at(log, 'DestinationType')),
    destinationId: destinationOf(at(log, 'DestinationDetails'), resources),
  }));
}

function destinationOf(details: Value | undefined, resources: Resources): string | undefined {
  const group = at(details, 'CloudWatchLogsDetails', 'LogGroup');
  return resources.find(group, 'AWS::Logs::LogGroup', 'LogGroupName')?.id ?? idOf(group ?? at(details, 'KinesisFirehoseDetails', 'DeliveryStream'));
}

function subnetsOf(name: Value | undefined, resources: Resources): string[] {
  return idsOf(resources.find(name, 'AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName')?.properties.SubnetIds);
}
