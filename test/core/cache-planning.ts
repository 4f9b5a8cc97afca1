import { CONTEXT } from './planning';
import { CacheEngine } from '../../src/core/cache-engines';
import { planSessionCache, SessionCacheOptions, SessionCachePlan, SessionCacheSurroundings } from '../../src/core/session-cache';

export const CACHE_CONTEXT = { ...CONTEXT, kind: 'SessionCache', path: 'App/Cache' };
export const REDIS = CacheEngine.redis('7.1');
export const MEMCACHED = CacheEngine.memcached('1.6.22');

export const CACHE_SURROUNDINGS: SessionCacheSurroundings = {
  zoneNames: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  parameterPath: '/scale-out/App/Cache',
  address: 'c8a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  region: 'eu-west-1',
  account: '111122223333',
  partition: 'aws',
  optionNames: { subnets: 'subnets', encryptionKey: 'encryptionKey' },
  engineGaps: [],
};

export function cache(options: SessionCacheOptions = {}, surroundings: Partial<SessionCacheSurroundings> = {}): SessionCachePlan {
  return planSessionCache(options, { ...CACHE_SURROUNDINGS, ...surroundings }, CACHE_CONTEXT);
}

/** The problems that a plan is refused for, without the construct's name. */
export function cacheRefusals(options: SessionCacheOptions, surroundings: Partial<SessionCacheSurroundings> = {}): string[] {
  try {
    cache(options, surroundings);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("SessionCache 'App/Cache': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}
