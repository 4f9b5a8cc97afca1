import { CacheAlarmPlan } from './cache-conditions';
import { CacheClientPlan } from './cache-connections';
import { CacheEnginePlan } from './cache-engines';
import { SessionCacheFacts } from './cache-facts';
import { GlobalDatastorePlan } from './cache-global';
import { CacheLogPlan } from './cache-logs';
import { CacheParameterGroupPlan } from './cache-parameters';
import { CacheScalingPlan } from './cache-scaling';
import { ServerlessCachePlan } from './cache-serverless';
import { CacheRemovalPlan, CacheSnapshotPlan } from './cache-snapshots';
import { MemcachedPlan, ReplicationGroupPlan } from './cache-topology';
import { CacheUserGroupPlan } from './cache-users';
import { Warning } from './checks';
import { CoordinatesPlan, DatabaseDescriptions } from './database-plan';

/**
 * Everything that is decided, and nothing that an engine would have to decide. An `id` is a resource's name below the construct, and stays.
 *
 * Exactly one of `replicationGroup`, `serverless` and `memcached` is there.
 */
export interface SessionCachePlan {
  readonly engine: CacheEnginePlan;
  /** What nodes are told of it. Absent with serverless, and in a secondary of a global datastore, which has its primary's. */
  readonly nodeEngine?: { readonly name: string; readonly version: string };
  /** AWS's name of the cache: the replication group's, the serverless cache's, or the cluster's. */
  readonly identifier: string;
  /** Of the cache; logins are granted on it. Absent on provisioned Memcached, which knows none. */
  readonly arn?: string;
  /** Valkey or Redis OSS on nodes. */
  readonly replicationGroup?: ReplicationGroupPlan;
  /** Any engine, without nodes. */
  readonly serverless?: ServerlessCachePlan;
  /** Memcached on nodes. */
  readonly memcached?: MemcachedPlan;
  /** What clients are told beside the hosts and ports. */
  readonly clients: CacheClientPlan;
  readonly port: number;
  /** Where reads are answered by another port: serverless only, and not with Memcached. */
  readonly readerPort?: number;
  /** Absent with serverless, which is told the subnets themselves. Which of the network's they are is said by `databaseSubnets`. */
  readonly subnetGroup?: { readonly name: string; readonly description: string };
  /** Lets nobody in and nothing out: a connection opens what it needs. */
  readonly securityGroup: { readonly description: string; readonly allowsAllEgress: false };
  /** Absent with serverless, and in a secondary of a global datastore. */
  readonly parameterGroup?: CacheParameterGroupPlan;
  /** Absent where nobody is asked who he is. */
  readonly userGroup?: CacheUserGroupPlan;
  readonly encryption: CacheEncryptionPlan;
  /** Made before the cache. None with serverless and Memcached. */
  readonly logs: readonly CacheLogPlan[];
  /** Absent on provisioned Memcached. */
  readonly snapshots?: CacheSnapshotPlan;
  /** `ddd:hh:mm-ddd:hh:mm`, UTC. */
  readonly maintenanceWindow?: string;
  /** Absent with serverless, which has no minor versions. */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Whether what AWS could put off until the maintenance window is done at once, as CloudFormation always does. Absent with serverless. */
  readonly applyImmediately?: true;
  /** Absent where the cache is of one region. */
  readonly globalDatastore?: GlobalDatastorePlan;
  /** Of shards, and of replicas. */
  readonly scaling: readonly CacheScalingPlan[];
  readonly alarms: readonly CacheAlarmPlan[];
  readonly coordinates: CoordinatesPlan;
  readonly removal: CacheRemovalPlan;
  readonly facts: SessionCacheFacts;
  readonly factsOutput: boolean;
  readonly descriptions: DatabaseDescriptions;
  readonly warnings: readonly Warning[];
}

export interface CacheEncryptionPlan {
  /** Always on with serverless, where it is not said. Absent in a secondary of a global datastore, which has its primary's. */
  readonly inTransit?: boolean;
  /** False on provisioned Memcached only, which has none. Always on with serverless, where it is not said. Absent in such a secondary. */
  readonly atRest?: boolean;
  readonly keyArn?: string;
}
