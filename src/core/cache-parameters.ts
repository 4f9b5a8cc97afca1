import { CacheEnginePlan } from './cache-engines';
import { Checks, Warning } from './checks';

/** What goes first when the memory is full. */
export enum CacheEvictionPolicy {
  /** Of the sessions, which expire, the least recently used. What has no time to live stays. */
  VOLATILE_LRU = 'volatile-lru',
  /** Of what expires, the least often used. */
  VOLATILE_LFU = 'volatile-lfu',
  /** Of what expires, what would expire first. */
  VOLATILE_TTL = 'volatile-ttl',
  /** Of what expires, anything. */
  VOLATILE_RANDOM = 'volatile-random',
  /** Of everything, the least recently used. */
  ALLKEYS_LRU = 'allkeys-lru',
  /** Of everything, the least often used. */
  ALLKEYS_LFU = 'allkeys-lfu',
  /** Of everything, anything. */
  ALLKEYS_RANDOM = 'allkeys-random',
  /** Nothing: writes fail until there is room, and nobody can log in. */
  NOEVICTION = 'noeviction',
}

/** What the memory of the nodes is for. */
export interface CacheMemoryOptions {
  /**
   * What goes first when the memory is full. Only on nodes with Valkey or Redis OSS.
   *
   * @default CacheEvictionPolicy.VOLATILE_LRU
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
   */
  readonly evictionPolicy?: CacheEvictionPolicy;

  /**
   * Percentage of the memory that is kept free for snapshots, failovers and what replicas have yet to get, 0–50. Only on nodes with Valkey or
   * Redis OSS.
   *
   * @default 25
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html
   */
  readonly reservedMemoryPercent?: number;

  /**
   * Parameters beside our own, by their names. A value is a text, also where it is a number. Not with serverless.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
   */
  readonly parameters?: Record<string, string>;
}

/** What the nodes are configured by. */
export interface CacheParameterGroupPlan {
  /** By family and mode, so that another one has another name, and can be made before this one goes. */
  readonly name: string;
  readonly family: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the parameters depend on. */
export interface CacheParameterSettings extends CacheMemoryOptions {
  readonly clusterMode: boolean;
  readonly identifier: string;
  readonly name: string;
}

export function planCacheParameters(engine: CacheEnginePlan, settings: CacheParameterSettings, checks: Checks): CacheParameterGroupPlan {
  const { clusterMode, identifier } = settings;
  const family = engine.parameterGroupFamily;
  const own = engine.name === 'memcached' ? {} : ownParameters(settings, checks);
  checkParameters(settings.parameters ?? {}, engine, checks);
  return {
    name: `${identifier}-${family.replace('.', '-')}${clusterMode ? '-cluster' : ''}`,
    family,
    description: `Parameters of ${settings.name}`,
    parameters: { ...settings.parameters, ...own },
  };
}

function ownParameters({ evictionPolicy, reservedMemoryPercent, clusterMode }: CacheParameterSettings, checks: Checks): Record<string, string> {
  const reserved = reservedMemoryPercent ?? RESERVED_MEMORY_PERCENT;
  checks.oneOf('evictionPolicy', evictionPolicy, Object.values(CacheEvictionPolicy));
  checks.integer('reservedMemoryPercent', reserved, { from: 0, to: 50 });
  return {
    'maxmemory-policy': evictionPolicy ?? CacheEvictionPolicy.VOLATILE_LRU,
    'reserved-memory-percent': checks.asText(reserved),
    ...(clusterMode ? { 'cluster-enabled': 'yes' } : {}),
  };
}

export const RESERVED_MEMORY_PERCENT = 25;

/** What is said by an option of its own. */
const SAID_BY: Record<string, string> = {
  'maxmemory-policy': 'evictionPolicy', 'reserved-memory-percent': 'reservedMemoryPercent', 'reserved-memory': 'reservedMemoryPercent', 'cluster-enabled': 'clusterMode',
};
const PARAMETER_NAME = /^[a-z][a-z0-9_-]{0,254}$/;

function checkParameters(given: Readonly<Record<string, string>>, { name: engine }: CacheEnginePlan, checks: Checks) {
  for (const [name, value] of Object.entries(given)) {
    checks.text('parameters', name, PARAMETER_NAME, 'named with small letters, digits, underscores and hyphens');
    if (checks.known(value) !== undefined && typeof value !== 'string') { checks.refuse(`parameters.${name}`, 'a text', value); }
    if (engine !== 'memcached' && name in SAID_BY) { checks.conflict(`parameters.${name} is said by ${SAID_BY[name]}: leave it out.`); }
  }
}

/** A policy that is not meant for sessions is allowed, and told of. */
export function warnOfEvictionPolicy(policy: CacheEvictionPolicy | undefined): Warning[] {
  if (policy === CacheEvictionPolicy.NOEVICTION) {
    return [warningOf(policy, 'nothing goes when the memory is full, and writes fail: nobody can log in any more.')];
  }
  const isForAll = policy?.startsWith('allkeys-') ?? false;
  return isForAll ? [warningOf(policy!, 'what was never meant to expire may go when the memory is full, and what is not a session with it.')] : [];
}

function warningOf(policy: CacheEvictionPolicy, meaning: string): Warning {
  return { id: 'scale-out-constructs:evictionPolicy', message: `evictionPolicy ${policy}: ${meaning}` };
}
