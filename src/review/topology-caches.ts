import { ScalingPolicy } from './topology-scaling';

/**
 * A cache: a replication group with its shards, a serverless cache, or a cluster of nodes.
 *
 * Where a document says nothing and AWS documents what holds then, that is what is told.
 */
export interface Cache {
  /** Address of the replication group, the serverless cache or the cluster in its document. */
  readonly id: string;
  /** `replication-group`, `serverless` or `cluster`. */
  readonly kind: string;
  /** AWS's name of it. */
  readonly name?: string;
  readonly description?: string;
  /** `valkey`, `redis` or `memcached`. */
  readonly engine?: string;
  /** As it is said: `8.2`, with serverless the major version alone. */
  readonly engineVersion?: string;
  readonly nodeType?: string;
  readonly dataTiering?: boolean;
  /** Whether keys are spread over shards by hash slots. Absent where a parameter group decides that is not in the document. */
  readonly clusterMode?: boolean;
  readonly shards?: number;
  /** Absent where shards differ: `nodeGroups` tells each. */
  readonly replicasPerShard?: number;
  /** Shards that are described one by one. */
  readonly nodeGroups: CacheNodeGroup[];
  /** Nodes of a cluster. */
  readonly nodes?: number;
  /** Zones of the nodes in order, as the document says them: `eu-west-1a`, or which of the zones it is, as `<zone 0>`. */
  readonly zones: string[];
  /** Whether it is spread over several zones, so that one of them may be lost. */
  readonly multiAz?: boolean;
  readonly automaticFailover?: boolean;
  /** `sync`, `async`, `default` or `disabled`: whether what is written is kept in a log too. */
  readonly durability?: string;
  /** Id of the global replication group that it belongs to, or its name where the document does not make it. */
  readonly globalGroupId?: string;
  /** What AWS's name of that one ends with. Absent where the document does not make it. */
  readonly globalGroupSuffix?: string;
  /** `primary` or `secondary`: what it was made as. A failover changes who writes, and no document. */
  readonly globalRole?: string;
  /** Replication group that a cluster is a replica in, where that is not in the document. */
  readonly replicationGroup?: string;
  readonly port?: number;
  /** Where reads are answered by another port. */
  readonly readerPort?: number;
  readonly encryptedInTransit?: boolean;
  /** `required`, or `preferred` where plain connections are still let in. */
  readonly transitEncryptionMode?: string;
  readonly encryptedAtRest?: boolean;
  /** Id of the key, or its name where the document does not make it. */
  readonly kmsKey?: string;
  /** Those whose users may log in. None where nobody is asked who he is, or a token is. */
  readonly userGroups: CacheLoginGroup[];
  /** Of all groups. */
  readonly users: CacheLogin[];
  /**
   * Where the one token for all comes from: `generated`, `literal` where the document has it in plain text, the secret that it is read
   * from, or `<unknown>` where there is one and nobody tells. The token itself is never told.
   */
  readonly authToken?: string;
  /** Id of the secret of the document that holds it. */
  readonly authTokenSecretId?: string;
  /** Id of the parameter group, or its name where the document does not make it. */
  readonly parameterGroupId?: string;
  readonly parameterGroupFamily?: string;
  /** Of the parameter group. Absent where the group is not in the document. */
  readonly parameters?: { readonly [name: string]: string };
  /** `volatile-lru`, `noeviction`, …: what goes first when the memory is full. */
  readonly evictionPolicy?: string;
  /** Percentage of the memory that holds no keys. */
  readonly reservedMemoryPercent?: number;
  /** Days for which a daily snapshot is kept; 0 takes none. */
  readonly snapshotRetentionDays?: number;
  readonly snapshotWindow?: string;
  /** Time of the daily snapshot of a serverless cache. */
  readonly dailySnapshotTime?: string;
  /** Snapshots that it begins with, by their names or ARNs. */
  readonly restoredFrom: string[];
  readonly maintenanceWindow?: string;
  readonly minorUpgrades?: boolean;
  readonly logs: CacheLog[];
  /** Topic that is told what happens to it. */
  readonly eventTopic?: string;
  readonly securityGroupIds: string[];
  readonly subnetIds: string[];
  readonly limits?: ServerlessCacheLimits;
  readonly shardScaling?: CacheScaling;
  readonly replicaScaling?: CacheScaling;
  /** Ids of the alarms that watch it, or one of its nodes. */
  readonly alarmIds: string[];
  /** Whether a change of the shards moves hash slots, instead of making another group. */
  readonly onlineResharding?: boolean;
  /** Whether it outlives what made it. */
  readonly isRetained: boolean;
  /** Whether a snapshot is left when it is deleted. */
  readonly finalSnapshot: boolean;
  /** Its name, where the document gives it one. */
  readonly finalSnapshotName?: string;
}

/** A shard that is described apart from others. */
export interface CacheNodeGroup {
  /** As the document calls it: `0001`. */
  readonly name?: string;
  readonly replicas?: number;
  /** Hash slots that it holds: `0-8191`. */
  readonly slots?: string;
  readonly primaryZone?: string;
  readonly replicaZones: string[];
}

/** Users who may log in together. */
export interface CacheLoginGroup {
  /** Its address, or its name where the document does not make it. */
  readonly id: string;
  /** AWS's name of it. */
  readonly name?: string;
  readonly engine?: string;
}

/** Somebody who may log in. */
export interface CacheLogin {
  /** Its address, or its id where the document does not make it. */
  readonly id: string;
  readonly userId?: string;
  /** What a client logs in as. */
  readonly name?: string;
  readonly engine?: string;
  /** `iam`, `password`, or `none` where nothing is asked. */
  readonly authentication?: string;
  /** Access string. A password or a hash that stands in it is told as `>literal`. */
  readonly access?: string;
  /** Where each password comes from: `generated`, `literal`, the secret that it is read from, or `<unknown>`. */
  readonly passwords: string[];
  /** Ids of the secrets of the document that hold them. */
  readonly secretIds: string[];
}

/** What a cache writes down, and where. */
export interface CacheLog {
  /** `slow-log` or `engine-log`. */
  readonly type?: string;
  /** `json` or `text`. */
  readonly format?: string;
  /** `cloudwatch-logs` or `kinesis-firehose`. */
  readonly destinationType?: string;
  /** Id of the log group or the stream, or its name where the document does not make it. */
  readonly destinationId?: string;
}

/** What a serverless cache is paid for at the least, and how far it grows. */
export interface ServerlessCacheLimits {
  readonly minStorageGb?: number;
  readonly maxStorageGb?: number;
  /** In ElastiCache Processing Units. */
  readonly minEcpuPerSecond?: number;
  /** In ElastiCache Processing Units. */
  readonly maxEcpuPerSecond?: number;
}

/** Shards, or replicas of each, that come and go. */
export interface CacheScaling {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly policies: ScalingPolicy[];
}
