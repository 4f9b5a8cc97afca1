import { Checks } from './checks';

/** Where the cache is to lie. */
export interface CacheSite {
  /** Zones that the data subnets lie in, in order; a name may be known at deploy time only. `undefined` where not even their number is known. */
  readonly zoneNames?: readonly string[];
  /** Those that the user names himself, where he names them one by one. */
  readonly subnetIds?: readonly string[];
  /** The engine's names for its own options. */
  readonly optionNames: { readonly subnets: string; readonly encryptionKey: string };
}

/** What needs several zones. */
export interface SpreadCache {
  readonly kind: 'replicationGroup' | 'serverless' | 'memcached';
  readonly isSingleZone: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html */
export function checkCacheSite({ zoneNames, subnetIds, optionNames }: CacheSite, { kind, isSingleZone }: SpreadCache, checks: Checks) {
  if (checks.known(subnetIds)?.length === 0) { checks.conflict(`${optionNames.subnets} must not be empty: leave it out, or name subnets of the network.`); }
  if (zoneNames === undefined || zoneNames.length >= 2) { return; }
  const required = `${optionNames.subnets} must lie in at least 2 availability zones, got ${zoneNames.length}`;
  if (kind === 'serverless') { checks.conflict(`${required}: a serverless cache lies in several.`); }
  if (kind !== 'serverless' && !isSingleZone) { checks.conflict(`${required} (singleAvailabilityZone: true accepts one).`); }
}
