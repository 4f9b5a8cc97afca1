import { forbiddenIn } from './cache-access';
import { CacheCounts } from './cache-counts';
import { CacheDurability } from './cache-durability';
import { CacheEnginePlan, isFrom, nameOfCacheEngine } from './cache-engines';
import { GlobalDatastorePlan } from './cache-global';
import { GLOBAL_DATASTORE_REFUSALS } from './cache-global-refusals';
import { sendsEngineLog } from './cache-logs';
import { CacheNodeType, tiersData } from './cache-node-types';
import { CacheEvictionPolicy } from './cache-parameters';
import { ServerlessCachePlan } from './cache-serverless';
import { MemcachedPlan, ReplicationGroupPlan } from './cache-topology';
import { CacheUserPlan } from './cache-users';
import { Checks } from './checks';

/** What combinations of options are judged by. */
export interface CacheCombination {
  readonly engine: CacheEnginePlan;
  readonly counts: CacheCounts;
  readonly nodeType?: CacheNodeType;
  readonly nodeTypeName: string;
  readonly replicationGroup?: ReplicationGroupPlan;
  readonly memcached?: MemcachedPlan;
  readonly serverless?: ServerlessCachePlan;
  readonly users: readonly CacheUserPlan[];
  readonly hasTls: boolean;
  readonly scaledBy?: 'shardScaling' | 'replicaScaling';
  readonly durability?: CacheDurability;
  readonly evictionPolicy?: CacheEvictionPolicy;
  readonly wantsEngineLog: boolean;
  readonly keyOption?: string;
  readonly globalDatastore?: GlobalDatastorePlan;
}

/** A combination that AWS refuses at deploy time, and validators and emulators let through. */
export interface CacheRefusal {
  readonly source: string;
  readonly isMet: (combination: CacheCombination, checks: Checks) => boolean;
  readonly sentence: (combination: CacheCombination) => string;
}

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const SCALED_SIZES = ['large', 'xlarge', '2xlarge'];
const SCALED_FAMILIES = ['r8g', 'r7g', 'r6g', 'r6gd', 'r5', 'm8g', 'm7g', 'm6g', 'm5', 'c8gn', 'c7gn'];
const DURABLE_FAMILIES = ['r8g', 'r7g', 'r6g', 'm8g', 'm7g', 'm6g', 'c8gn', 'c7gn'];
const TIERED_POLICIES: readonly string[] = [CacheEvictionPolicy.VOLATILE_LRU, CacheEvictionPolicy.ALLKEYS_LRU, CacheEvictionPolicy.NOEVICTION];

export const CACHE_REFUSALS: readonly CacheRefusal[] = [
  {
    source: `${GUIDE}/AutoScaling.html`,
    isMet: ({ scaledBy, counts }) => scaledBy !== undefined && !counts.clusterMode,
    sentence: ({ scaledBy }) => `clusterMode: false contradicts ${scaledBy}: AWS scales a cache with cluster mode only. Leave clusterMode out.`,
  },
  {
    source: `${GUIDE}/AutoScaling.html`,
    isMet: ({ scaledBy, nodeType }) => scaledBy !== undefined && nodeType !== undefined
      && !(SCALED_SIZES.includes(nodeType.size) && SCALED_FAMILIES.includes(nodeType.family)),
    sentence: ({ scaledBy, nodeTypeName }) => (
      `nodeType must be a ${SCALED_SIZES.join(', ')} of ${SCALED_FAMILIES.join(', ')} with ${scaledBy}, got "${nodeTypeName}": AWS scales no other.`
    ),
  },
  {
    // From 7.0.7 on: AWS makes a 7.0 with its newest patch, which is that one.
    source: `${GUIDE}/AutoScaling.html`,
    isMet: ({ scaledBy, nodeType, engine }) => scaledBy !== undefined && nodeType !== undefined && tiersData(nodeType)
      && engine.name === 'redis' && isFrom(engine, '6.2') && !isFrom(engine, '7.0'),
    sentence: ({ scaledBy, engine, nodeTypeName }) => (
      `${scaledBy} on nodeType ${nodeTypeName} needs Valkey, or Redis OSS from 7.0 on, got ${engine.version}: AWS scales no older one that keeps something on disk.`
    ),
  },
  {
    source: `${GUIDE}/engine-versions.html`,
    isMet: ({ serverless, engine }) => serverless !== undefined && engine.name === 'redis' && !isFrom(engine, '7.0'),
    sentence: ({ engine }) => `engine must be Redis OSS from 7.0 on with serverless, got ${engine.version}: AWS makes no older one.`,
  },
  {
    source: `${GUIDE}/data-tiering.html`,
    isMet: ({ nodeType, engine }) => nodeType !== undefined && tiersData(nodeType)
      && (engine.name === 'memcached' || (engine.name === 'redis' && !isFrom(engine, '6.2'))),
    sentence: ({ engine, nodeTypeName }) => `nodeType ${nodeTypeName} needs Valkey, or Redis OSS from 6.2 on: ${nameOfCacheEngine(engine)} ${engine.version} keeps nothing on disk.`,
  },
  {
    source: `${GUIDE}/data-tiering.html`,
    isMet: ({ nodeType, evictionPolicy }, checks) => nodeType !== undefined && tiersData(nodeType)
      && checks.known(evictionPolicy) !== undefined && !TIERED_POLICIES.includes(evictionPolicy!),
    sentence: ({ nodeTypeName, evictionPolicy }) => `evictionPolicy must be one of ${TIERED_POLICIES.join(', ')} on ${nodeTypeName}, got "${evictionPolicy}".`,
  },
  {
    source: `${GUIDE}/Clusters.RBAC.html`,
    isMet: ({ users, hasTls }) => users.length > 0 && !hasTls,
    sentence: () => 'withoutTls: true needs acceptUnauthenticated: true: without TLS AWS knows no users.',
  },
  {
    source: `${GUIDE}/auth-iam.html`,
    isMet: ({ users, engine }) => engine.name === 'redis' && !isFrom(engine, '7.0') && users.some(({ authentication }) => authentication === 'iam'),
    sentence: ({ engine }) => `users must be CacheUser.password on Redis OSS ${engine.version}: IAM logs in from 7.0 on.`,
  },
  {
    source: `${GUIDE}/Clusters.RBAC.html`,
    isMet: ({ users }, checks) => users.some(({ accessString }) => !checks.isUnresolved(accessString) && forbiddenIn(accessString).length > 0),
    sentence: ({ users }) => {
      const commands = users.flatMap(({ accessString }) => forbiddenIn(accessString));
      return `access of a user must not name what ElastiCache keeps for itself, got ${commands.join(', ')}.`;
    },
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ durability, engine }) => durability !== undefined && !(engine.name === 'valkey' && isFrom(engine, '9.0')),
    sentence: ({ engine }) => `durability needs Valkey from 9.0 on, got ${nameOfCacheEngine(engine)} ${engine.version}.`,
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ durability, replicationGroup, counts }) => durability !== undefined && replicationGroup !== undefined && !counts.clusterMode,
    sentence: () => 'durability needs clusterMode: true: AWS keeps no log for a cache without.',
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ durability, replicationGroup }) => durability !== undefined && replicationGroup?.multiAz === false,
    sentence: () => 'durability needs replicasPerShard of at least 1, and no singleAvailabilityZone: AWS keeps the log over several zones.',
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ durability, hasTls }) => durability !== undefined && !hasTls,
    sentence: () => 'durability contradicts withoutTls: true: AWS demands TLS for it. Leave one out.',
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ durability, nodeType }) => durability !== undefined && nodeType !== undefined && !DURABLE_FAMILIES.includes(nodeType.family),
    sentence: ({ nodeTypeName }) => `nodeType must be of ${DURABLE_FAMILIES.join(', ')} with durability, got "${nodeTypeName}".`,
  },
  {
    source: `${GUIDE}/Log_Delivery.html`,
    isMet: ({ engine, wantsEngineLog }) => wantsEngineLog && !sendsEngineLog(engine),
    sentence: ({ engine }) => `logs.engine needs Redis OSS from 6.2 on, got ${engine.version}: it sends none.`,
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    isMet: ({ memcached }) => memcached?.zoneMode === 'cross-az' && memcached.nodes === 1,
    sentence: () => 'nodes must be at least 2, got 1: a single one is in one zone (singleAvailabilityZone: true accepts that).',
  },
  {
    source: `${GUIDE}/in-transit-encryption.html`,
    isMet: ({ engine, memcached, hasTls }) => memcached !== undefined && hasTls && !isFrom(engine, '1.6.12'),
    sentence: ({ engine }) => `engine must be Memcached from 1.6.12 on for TLS, got ${engine.version} (withoutTls: true goes without).`,
  },
  {
    source: `${GUIDE}/at-rest-encryption.html`,
    isMet: ({ memcached, keyOption }) => memcached !== undefined && keyOption !== undefined,
    sentence: ({ keyOption }) => `${keyOption} is for Valkey and Redis OSS, and for serverless: Memcached on nodes encrypts nothing at rest. Leave it out.`,
  },
];

export function refuseWhatAwsRefusesOfCaches(combination: CacheCombination, checks: Checks) {
  for (const refusal of [...CACHE_REFUSALS, ...GLOBAL_DATASTORE_REFUSALS]) {
    if (refusal.isMet(combination, checks)) { checks.conflict(refusal.sentence(combination)); }
  }
}
