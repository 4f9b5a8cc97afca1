import { scaledCountOf } from './application-scaling';
import { credentialsOf } from './credentials';
import { factsOf } from './database-facts';
import { instanceOf } from './database-instances';
import { proxiesOf } from './database-proxies';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Database, DatabaseInstance, ReaderScaling, ServerlessCapacity } from '../topology-databases';
import { at, flagOf, idOf, numberOf, referencesIn } from './values';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const GLOBAL = 'AWS::RDS::GlobalCluster';

/** Replicas of replicas of replicas are as far as RDS goes. */
const LONGEST_CHAIN = 5;

export function databasesOf(resources: Resources): Database[] {
  const alone = resources.ofType(INSTANCE).filter((instance) => !clusterOf(instance, resources));
  return [
    ...resources.ofType(CLUSTER).map((cluster) => ofCluster(cluster, resources)),
    ...alone.filter((instance) => rootOf(instance, resources) === instance).map((root) => ofInstance(root, alone, resources)),
  ];
}

function ofCluster(cluster: Resource, resources: Resources): Database {
  const { properties } = cluster;
  const members = resources.ofType(INSTANCE).filter((instance) => clusterOf(instance, resources) === cluster).sort(byPromotionTier);
  const isSecondary = isSecondaryOfGlobal(properties);
  return {
    ...factsOf(cluster, members[0], resources),
    ...credentialsOf(cluster, resources),
    instances: members.map((member, index) => instanceOf(member, index === 0 && !isSecondary ? 'writer' : 'reader', resources)),
    globalClusterId: globalClusterOf(cluster, resources),
    isStandby: isSecondary || properties.ReplicationSourceIdentifier !== undefined,
    ...originOf(properties, properties.ReplicationSourceIdentifier),
    serverless: serverlessOf(properties.ServerlessV2ScalingConfiguration),
    readerScaling: readerScalingOf(cluster, resources),
    proxies: proxiesOf([cluster], resources),
  };
}

function ofInstance(root: Resource, alone: readonly Resource[], resources: Resources): Database {
  const { properties } = root;
  const replicas = alone.filter((instance) => instance !== root && rootOf(instance, resources) === root);
  return {
    ...factsOf(root, root, resources),
    ...credentialsOf(root, resources),
    instances: [instanceOf(root, roleOf(properties), resources), ...replicas.map((replica): DatabaseInstance => (
      { ...instanceOf(replica, 'replica', resources), sourceId: sourceOf(replica, resources)?.id }))],
    isStandby: roleOf(properties) === 'replica',
    ...originOf(properties, properties.SourceDBInstanceIdentifier ?? properties.SourceDBClusterIdentifier),
    proxies: proxiesOf([root, ...replicas], resources),
  };
}

/** The region stands in an ARN, or beside it. */
function originOf({ SourceRegion: said }: Resource['properties'], followed: Value | undefined) {
  const source = textOf(followed);
  return { source, sourceRegion: textOf(said) ?? /^arn:.*:rds:([a-z0-9-]+):/.exec(source ?? '')?.[1] };
}

/** What a cluster elsewhere makes of it, nobody tells. */
function roleOf({ DBClusterIdentifier, SourceDBInstanceIdentifier, SourceDBClusterIdentifier }: Resource['properties']): string | undefined {
  if (DBClusterIdentifier !== undefined) { return undefined; }
  return SourceDBInstanceIdentifier === undefined && SourceDBClusterIdentifier === undefined ? 'writer' : 'replica';
}

function clusterOf({ properties }: Resource, resources: Resources): Resource | undefined {
  return resources.find(properties.DBClusterIdentifier, CLUSTER, 'DBClusterIdentifier');
}

/** By its name, by its ARN, or by an ARN that is composed around its name. */
function sourceOf({ properties }: Resource, resources: Resources): Resource | undefined {
  const source = properties.SourceDBInstanceIdentifier;
  const named: Value | undefined = typeof source === 'string' ? source.split(':').at(-1) : referencesIn(source).find(({ type }) => type === INSTANCE);
  return resources.find(named, INSTANCE, 'DBInstanceIdentifier');
}

/** What replicas come from in the end; itself, where they go around in circles. */
function rootOf(instance: Resource, resources: Resources): Resource {
  let root = instance;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const source = sourceOf(root, resources);
    if (!source) { return root; }
    root = source;
  }
  return instance;
}

function byPromotionTier(one: Resource, other: Resource): number {
  const [tier, otherTier] = [one, other].map(({ properties }) => numberOf(properties.PromotionTier) ?? 1);
  return tier - otherTier;
}

/** A cluster of a global one has an administrator only where it writes. */
function isSecondaryOfGlobal(properties: Resource['properties']): boolean {
  const begins = [properties.MasterUsername, properties.SnapshotIdentifier, properties.MasterUserPassword].some((value) => value !== undefined);
  return properties.GlobalClusterIdentifier !== undefined && !begins && !flagOf(properties.ManageMasterUserPassword);
}

function globalClusterOf(cluster: Resource, resources: Resources): string | undefined {
  const { GlobalClusterIdentifier: given } = cluster.properties;
  const [around] = resources.pointingTo(cluster, GLOBAL, 'SourceDBClusterIdentifier', 'DBClusterIdentifier');
  return around?.id ?? resources.find(given, GLOBAL, 'GlobalClusterIdentifier')?.id ?? idOf(given);
}

function serverlessOf(bounds: Value | undefined): ServerlessCapacity | undefined {
  return bounds === undefined ? undefined : { minCapacity: numberOf(at(bounds, 'MinCapacity')), maxCapacity: numberOf(at(bounds, 'MaxCapacity')) };
}

function readerScalingOf(cluster: Resource, resources: Resources): ReaderScaling | undefined {
  const count = scaledCountOf(cluster, 'rds:cluster:ReadReplicaCount', 'DBClusterIdentifier', resources);
  return count && { minReplicas: count.minimum, maxReplicas: count.maximum, policies: count.policies };
}
