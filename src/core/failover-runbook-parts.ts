import { MultiRegionFailoverFacts } from './failover-arithmetic';

/** One region of the failover, by its names. */
export interface RunbookRegion {
  readonly region: string;
  readonly setIdentifier: string;
  /** The construct's path, as it stands in the infrastructure code. */
  readonly path: string;
  readonly stackName?: string;
  readonly autoScalingGroupName?: string;
  /** Servers that carry the load of both regions. */
  readonly desiredCapacity?: number;
}

/** Everything that stands in the runbook, as plain names. */
export interface RunbookParts {
  readonly recordName: string;
  readonly zoneId: string;
  readonly lastResort: boolean;
  /** An address under the name that answers with 200 when the region serves. */
  readonly url: string;
  /** The region that is lost. */
  readonly home: RunbookRegion;
  /** The region that takes over. */
  readonly other: RunbookRegion;
  readonly data: RunbookData;
  readonly facts: MultiRegionFailoverFacts;
}

export interface RunbookStep {
  readonly title: string;
  readonly why: string;
  /** Names of the terms of the facts that say how long it takes. */
  readonly terms: readonly string[];
  readonly commands: readonly string[];
  /** A command that shows that it worked. */
  readonly check: string;
  /** What that command answers then. */
  readonly expected: string;
}

/** The data that is promoted, in one of the ways that AWS has. */
export interface RunbookData {
  /** The read replica of RDS in the region that takes over. */
  readonly replica?: RunbookReplica;
  readonly globalDatabase?: RunbookGlobalDatabase;
  readonly globalDatastore?: RunbookGlobalDatastore;
}

export interface RunbookReplica {
  readonly instanceIdentifier: string;
  /** The database that it copies. */
  readonly homeInstanceIdentifier: string;
  /** Path of the standby's construct. */
  readonly standbyPath: string;
}

export interface RunbookGlobalDatabase {
  readonly globalClusterIdentifier: string;
  readonly homeClusterArn: string;
  readonly otherClusterArn: string;
  /** Path of the standby's construct. */
  readonly standbyPath: string;
}

export interface RunbookGlobalDatastore {
  readonly globalReplicationGroupId: string;
  readonly homeReplicationGroupId: string;
  readonly otherReplicationGroupId: string;
}
