import { CacheAlarmOptions } from './cache-alarms';
import { CacheEngine } from './cache-engines';
import { GlobalDatastore } from './cache-global';
import { CacheLogOptions } from './cache-logs';
import { CacheMemoryOptions } from './cache-parameters';
import { ServerlessCacheOptions } from './cache-serverless';
import { CacheSnapshotOptions } from './cache-snapshots';
import { CacheTopologyOptions } from './cache-topology';
import { CacheAccessOptions } from './cache-users';
import { Protection } from './protection';

/** What a user may say of a cache for sessions, whatever the engine. */
export interface SessionCacheOptions extends CacheTopologyOptions, CacheAccessOptions, CacheMemoryOptions, CacheSnapshotOptions {
  /**
   * What runs the cache.
   *
   * @default CacheEngine.valkey('8.2')
   */
  readonly engine?: CacheEngine;

  /**
   * Have no nodes: the cache grows by itself. Then nothing of nodes, shards, ports and parameters is said.
   *
   * @default - nodes of a fixed type
   */
  readonly serverless?: ServerlessCacheOptions;

  /**
   * Have the sessions in other regions too. Only on nodes with Valkey or Redis OSS, of at least the size large.
   *
   * @default - in one region
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
   */
  readonly globalDatastore?: GlobalDatastore;

  /**
   * Port that the nodes listen on, 1150–65535. Not the one that everybody tries first. A serverless cache listens on 6379, and for reads on
   * 6380; with Memcached on 11211.
   *
   * @default - 6380, with Memcached 11212
   */
  readonly port?: number;

  /** @default - slow commands and the engine's own, for 30 days */
  readonly logs?: CacheLogOptions;

  /**
   * Stay out of AWS's campaigns of minor upgrades. Gives up fixes of security that nobody has to ask for. AWS has a cache of a global datastore stay
   * out anyway.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
   */
  readonly withoutMinorUpgrades?: boolean;

  /** @default - evictions, memory above 80 %, CPU above 90 % or silence, replicas 10 s behind, 80 % of the connections, 10 s behind another region */
  readonly alarms?: CacheAlarmOptions;

  /**
   * AWS's name of the cache, unique in its account and region: up to 32 small letters, digits and hyphens. Changing it replaces the cache. So does
   * renaming or moving the construct where it is not said: on AWS CDK everybody is then logged out. Said, it makes that a deployment that fails.
   *
   * @default - from the names of stack and construct
   */
  readonly identifier?: string;

  /**
   * With FULL the cache leaves a final snapshot, its logs and the secrets of its users. ElastiCache itself knows no deletion protection: Terraform
   * refuses to destroy it, CloudFormation does not. Memcached on nodes leaves nothing.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;

  /**
   * Write the cache's figures (`cache.facts`) into an output of the stack, so that a reviewer sees them.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}
