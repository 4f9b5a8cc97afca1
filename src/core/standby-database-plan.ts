import { ReadReplicaDatabasePlan } from './database-plan';
import { StandbyDatabaseFacts } from './standby-database-facts';

/** What a primary has, and its copy must not be told: it comes with the data. */
type ComesWithTheSource = 'initialDatabase' | 'adminUser' | 'adminSecret' | 'snapshotIdentifier' | 'bootstrap' | 'proxy' | 'globalDatabase';

/**
 * Everything that is decided, and nothing that an engine would have to decide. What it has in common with a primary's plan is called the same:
 * `writer` is the standby itself, which writes once it is promoted; on Aurora the cluster's first member. `storage.allocatedGib` is never said:
 * a disk that has grown since would be larger. An `id` is a resource's name below the construct, and stays, promoted or not.
 */
export interface StandbyDatabasePlan extends Omit<ReadReplicaDatabasePlan, ComesWithTheSource | 'encryption' | 'facts'> {
  readonly replication: StandbyReplicationPlan;
  readonly encryption: StandbyEncryptionPlan;
  /**
   * What AWS is told of the version when the standby is made: on RDS nothing, as it is the source's. An engine that compares what it said with
   * what there is must not undo the upgrades of the global database.
   */
  readonly engineVersion?: string;
  /** Whether the standby has become the primary. */
  readonly isPromoted: boolean;
  /** The host that clients are told to write to; absent where that is the standby's own. */
  readonly writerHost?: string;
  readonly facts: StandbyDatabaseFacts;
}

/** What makes it a copy. */
export interface StandbyReplicationPlan {
  /** Only on RDS, and only until it is promoted: whether it is said is what promotes. */
  readonly sourceInstanceArn?: string;
  /**
   * Where the primary was when the standby was made: a copy of what is encrypted cannot be made without. It stays when the standby is promoted, or
   * CloudFormation would replace the database by an empty one. An instance of Terraform knows it from the ARN.
   *
   * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/719
   */
  readonly sourceRegion?: string;
  /** Only on Aurora. It stays when it is promoted: a failover within a global database changes roles, and no member. */
  readonly globalClusterIdentifier?: string;
}

/** Of a key that is of this region. It stays when the standby is promoted: another one would replace the database. */
export interface StandbyEncryptionPlan {
  /** Only on Aurora: on RDS it is the source's, and must not be said. */
  readonly storageEncrypted?: true;
  /** Key that the user brought. */
  readonly keyArn?: string;
  /** Key of AWS's own, where the user brought none. For an engine that takes ARNs only, its ARN has to be looked up. */
  readonly managedKeyAlias?: 'alias/aws/rds';
}
