import { Checks } from './checks';

/**
 * A cache of several regions: AWS's Global Datastore. One of its caches writes, and those of up to two other regions answer reads with what it wrote.
 *
 * Which of them writes is known to AWS alone. A failover changes it, and no code: `primary` and `secondary` are what a cache was made as.
 *
 * All of them are of one engine and version, one node type and as many shards, with TLS or without: say the same of each. The number of replicas,
 * users, snapshots, logs and keys are each one's own. What they have in common is changed in the datastore first, by
 * `aws elasticache modify-global-replication-group`, and then here: AWS refuses to change a member by itself.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1965
 */
export class GlobalDatastore {
  /**
   * The cache that the datastore is made with, and the first one that writes. Its stack outputs the datastore's id, `GlobalReplicationGroupId`.
   *
   * @param suffix what that id ends with: up to 32 small letters, digits and hyphens; the cache's identifier if it is not said. Changing it replaces
   * the datastore
   */
  public static primary(suffix?: string): GlobalDatastore {
    return new GlobalDatastore({ suffix });
  }

  /**
   * A cache that joins a datastore that is there. It takes reads only, until a failover makes it the one that writes. Before it is destroyed it has
   * to leave the datastore: Terraform sees to it, and for CloudFormation `aws elasticache disassociate-global-replication-group` does.
   *
   * @param globalReplicationGroupId id of the datastore. It begins with five letters that AWS has for the region that it was made in: take it from
   * the primary's output, as a text, so that neither stack waits for the other
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
   */
  public static secondary(globalReplicationGroupId: string): GlobalDatastore {
    return new GlobalDatastore({ globalReplicationGroupId });
  }

  private constructor(private readonly given: GivenDatastore) {}

  /** @internal */
  public _plan({ identifier, name }: DatastoreMember, checks: Checks): GlobalDatastorePlan {
    const { globalReplicationGroupId, suffix } = this.given;
    checks.text('globalDatastore.globalReplicationGroupId', globalReplicationGroupId, ID, ID_ALLOWED);
    checks.text('globalDatastore.suffix', suffix, SUFFIX, SUFFIX_ALLOWED);
    return globalReplicationGroupId !== undefined ? { joins: globalReplicationGroupId } : {
      makes: {
        id: 'GlobalDatastore',
        suffix: suffix ?? identifier,
        description: `Sessions of ${name} in several regions`,
        output: { id: 'GlobalReplicationGroupId', description: `Id of the global datastore of ${name}: its secondaries are told it` },
      },
    };
  }
}

interface GivenDatastore {
  readonly suffix?: string;
  readonly globalReplicationGroupId?: string;
}

interface DatastoreMember {
  readonly identifier: string;
  readonly name: string;
}

const SUFFIX = /^(?=.{1,32}$)[a-z](-?[a-z0-9])*$/;
const SUFFIX_ALLOWED = 'up to 32 small letters, digits and single hyphens, beginning with a letter';
const ID = /^[a-z]{5}-[a-z](-?[a-z0-9])*$/i;
const ID_ALLOWED = "the id of a global datastore with the five letters of its region, such as 'ldgnf-sessions'";

/** Exactly one of the two is there. */
export interface GlobalDatastorePlan {
  /** Of a primary. */
  readonly makes?: MadeDatastorePlan;
  /** Of a secondary: the datastore's id. */
  readonly joins?: string;
}

/** It is made with one member. The others join it from their own regions. */
export interface MadeDatastorePlan {
  readonly id: 'GlobalDatastore';
  readonly suffix: string;
  readonly description: string;
  readonly output: { readonly id: 'GlobalReplicationGroupId'; readonly description: string };
}
