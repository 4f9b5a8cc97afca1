import { Checks } from './checks';

/** What a cache speaks. */
export type CacheEngineName = 'valkey' | 'redis' | 'memcached';

export interface CacheEnginePlan {
  /** AWS's name for it. */
  readonly name: CacheEngineName;
  /** As AWS wants it said: `8.2`, `7.1`, with Memcached `1.6.22`. */
  readonly version: string;
  /** What a serverless cache is told instead: `8`, with Memcached `1.6`. */
  readonly majorVersion: string;
  readonly parameterGroupFamily: string;
  /** Where everybody else's listens. */
  readonly standardPort: number;
}

/**
 * What runs the cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class CacheEngine {
  /**
   * Valkey, the open continuation of Redis OSS: the same commands, and the same clients.
   *
   * @param version major and minor, as '8.2', from 7.2 on
   */
  public static valkey(version: string): CacheEngine {
    return new CacheEngine('valkey', version);
  }

  /**
   * Redis OSS.
   *
   * @param version major and minor, as '7.1', from 6.0 on, the first with users
   */
  public static redis(version: string): CacheEngine {
    return new CacheEngine('redis', version);
  }

  /**
   * Memcached: no users, no replicas, no snapshots. What a node holds is lost with it.
   *
   * @param version the whole of it, as '1.6.22', from 1.6.6 on
   */
  public static memcached(version: string): CacheEngine {
    return new CacheEngine('memcached', version);
  }

  /**
   * The one that a plan speaks of.
   *
   * @internal
   */
  public static _of({ name, version }: CacheEnginePlan): CacheEngine {
    return new CacheEngine(name, version);
  }

  private constructor(private readonly name: CacheEngineName, private readonly version: string) {}

  /** @internal */
  public _plan(checks: Checks): CacheEnginePlan {
    const { pattern, allowed } = VERSIONS[this.name];
    if (checks.isUnresolved(this.version)) {
      checks.conflict('engine must have a version that is known before the deployment: the parameter group depends on it.');
    } else {
      checks.text('engine.version', this.version, pattern, allowed);
    }
    const [major, minor] = String(this.version).split('.');
    const majorVersion = this.name === 'memcached' ? `${major}.${minor}` : major;
    return {
      name: this.name,
      version: this.version,
      majorVersion,
      parameterGroupFamily: familyOf(this.name, majorVersion),
      standardPort: this.name === 'memcached' ? 11_211 : 6379,
    };
  }
}

/** JavaScript can say its name instead. */
export function checkCacheEngine(engine: CacheEngine, checks: Checks): boolean {
  const isOne = typeof (engine as Partial<CacheEngine> | undefined)?._plan === 'function';
  if (!isOne) { checks.refuse('engine', "one of CacheEngine.valkey('8.2'), CacheEngine.redis(…) and CacheEngine.memcached(…)", engine); }
  return isOne;
}

/** Of Redis OSS 6 only the minor versions share one. */
function familyOf(name: CacheEngineName, majorVersion: string): string {
  return `${name}${majorVersion}${name === 'redis' && majorVersion === '6' ? '.x' : ''}`;
}

const VERSIONS: Record<CacheEngineName, { readonly pattern: RegExp; readonly allowed: string }> = {
  valkey: { pattern: /^(7\.[2-9]|[89]\.\d|[1-9]\d\.\d)$/, allowed: "a version of Valkey with its minor such as '8.2', from 7.2 on" },
  redis: { pattern: /^(6\.[02]|7\.[01])$/, allowed: 'a version of Redis OSS with its minor: one of 6.0, 6.2, 7.0, 7.1' },
  memcached: { pattern: /^1\.6\.([6-9]|[1-9]\d)$/, allowed: "a whole version of Memcached such as '1.6.22', from 1.6.6 on" },
};

/** How people know it. */
export function nameOfCacheEngine({ name }: CacheEnginePlan): string {
  return { valkey: 'Valkey', redis: 'Redis OSS', memcached: 'Memcached' }[name];
}

/** Whether it is at least of this version. One that was refused is not judged twice. */
export function isFrom({ name, version }: CacheEnginePlan, least: string): boolean {
  if (!VERSIONS[name].pattern.test(version)) { return true; }
  const numbers = version.split('.').map(Number);
  const differing = least.split('.').map(Number).map((number, index) => (numbers[index] ?? 0) - number).find((difference) => difference !== 0);
  return (differing ?? 0) >= 0;
}
