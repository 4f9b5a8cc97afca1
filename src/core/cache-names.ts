import { Checks } from './checks';
import { checkIdentifier, identifierOf } from './database-names';

/** AWS takes 40, and a user's id has its name behind it: `-default`. */
const LONGEST_CACHE_IDENTIFIER = 32;
const LONGEST_USER_ID = 40;

/**
 * AWS's name of the cache, the same on every deployment: logs have their groups and alarms their names before there is a cache, and a change
 * that would replace it fails rather than lose the sessions.
 */
export function cacheIdentifierOf(parameterPath: string, address: string): string {
  return identifierOf(parameterPath, address, LONGEST_CACHE_IDENTIFIER, 'cache');
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
export function checkCacheIdentifier(identifier: string | undefined, checks: Checks) {
  checkIdentifier(identifier, checks, LONGEST_CACHE_IDENTIFIER);
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#quotas-table */
export function checkUserName(option: string, name: string, identifier: string, checks: Checks) {
  const longest = LONGEST_USER_ID - 1 - (checks.known(identifier)?.length ?? 0);
  const isAllowed = (value: string) => /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/.test(value) && value.length <= longest && value !== 'default';
  const allowed = `up to ${longest} small letters, digits and single hyphens, beginning with a letter, and not default, which is AWS's own`;
  checks.text(option, name, isAllowed, `${allowed} (with the identifier before it, AWS takes ${LONGEST_USER_ID})`);
}

/** Where something of ElastiCache lies. */
export interface CachePlace {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html#amazonelasticache-resources-for-iam-policies */
export function arnOfCache(kind: 'replicationgroup' | 'serverlesscache' | 'serverlesscachesnapshot' | 'user', name: string, place: CachePlace): string {
  return `arn:${place.partition}:elasticache:${place.region}:${place.account}:${kind}:${name}`;
}
