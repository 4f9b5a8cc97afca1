import { HOME, NAME, OTHER } from './failover-settings';
import { Continent, GeoLocation, MultiRegionFailoverOptions, Protection, RegionRouting, StaticLastResortOptions } from '../../src/core';

/** One region of a name: planned once, rendered by both engines, read back from both. */
export interface FailoverCase {
  readonly name: string;
  readonly options: Partial<MultiRegionFailoverOptions>;
  readonly setting?: FailoverSetting;
}

/** What is around it, in words that both engines' runners understand. */
export interface FailoverSetting {
  /** Where it stands; eu-west-1, unless it says so. */
  readonly region?: string;
  /** What the name leads to: somebody else's balancer, unless it says so. */
  readonly target?: 'tier';
  readonly isInternal?: boolean;
  readonly insecureHttp?: boolean;
  readonly dualStack?: boolean;
  readonly alarmTopic?: boolean;
  /** A cache by itself, or one that makes or joins a global datastore: 'other' joins another one than 'made' makes, 'tokenId' one that the deployment names. */
  readonly cache?: 'alone' | 'made' | 'joined' | 'other' | 'tokenId';
  /** One of RDS by itself, or the standby of an Aurora global database. */
  readonly database?: 'alone' | 'standby' | 'promoted';
}

export interface LastResortCase {
  readonly name: string;
  readonly options: Partial<StaticLastResortOptions>;
  readonly setting?: { readonly certificate?: boolean };
}

const ROUTINGS: FailoverCase[] = [
  { name: 'the primary region', options: {} },
  { name: 'the secondary region', options: { routing: RegionRouting.secondary() } },
  { name: 'by latency', options: { routing: RegionRouting.latency() } },
  { name: 'by weight', options: { routing: RegionRouting.weighted(70) } },
  { name: 'a weight of nobody', options: { routing: RegionRouting.weighted(0) } },
  { name: 'a continent', options: { routing: RegionRouting.geolocation(GeoLocation.continent(Continent.EUROPE)) } },
  { name: 'a country', options: { routing: RegionRouting.geolocation(GeoLocation.country('DE')) } },
  { name: 'a part of a country', options: { routing: RegionRouting.geolocation(GeoLocation.subdivision('US', 'CA')) } },
  { name: 'everybody else', options: { routing: RegionRouting.geolocation(GeoLocation.defaultLocation()) } },
  { name: 'a set identifier of its own', options: { setIdentifier: 'Dublin & Cork' } },
  { name: 'another name', options: { recordName: 'api.shop.example.com' } },
];

const TARGETS: FailoverCase[] = [
  { name: 'a tier', options: {}, setting: { target: 'tier' } },
  { name: 'a tier of both stacks', options: { routing: RegionRouting.latency() }, setting: { target: 'tier', dualStack: true } },
  { name: 'a tier that speaks plain HTTP', options: {}, setting: { target: 'tier', insecureHttp: true } },
  { name: 'a tier inside a network', options: {}, setting: { target: 'tier', isInternal: true } },
  { name: 'a balancer of both stacks', options: {}, setting: { dualStack: true } },
  { name: 'a balancer that speaks plain HTTP', options: { healthCheck: { searchString: 'ok' } }, setting: { insecureHttp: true } },
  { name: 'a balancer inside a network', options: {}, setting: { isInternal: true } },
  { name: 'a balancer of both stacks inside a network', options: { routing: RegionRouting.weighted(3) }, setting: { isInternal: true, dualStack: true } },
];

const CHECKS: FailoverCase[] = [
  { name: 'another path, host and port', options: { healthCheck: { path: '/deep?all=1', hostName: 'eu.example.com', port: 8443 } } },
  { name: 'a text that has to be there', options: { healthCheck: { searchString: '"database":"up" ${not} a %{template}' } } },
  { name: 'seldom, and at once', options: { healthCheck: { intervalSeconds: 30, failureThreshold: 1 } } },
  { name: 'often, and patiently', options: { healthCheck: { intervalSeconds: 10, failureThreshold: 10 } } },
  { name: 'from three places', options: { healthCheck: { checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'] } } },
  { name: 'with an alarm', options: { healthCheck: { alarmNames: ['queue too long'] } } },
  { name: 'with alarms, of which one may be on', options: { healthCheck: { alarmNames: ['queue too long', 'errors'], healthThreshold: 2 } } },
  { name: 'two healthy hosts', options: { healthCheck: { minimumHealthyHosts: 2 } }, setting: { isInternal: true } },
  { name: 'healthy hosts and alarms', options: { healthCheck: { alarmNames: ['errors'], healthThreshold: 1 } }, setting: { isInternal: true } },
  { name: 'withdrawn', options: { withdrawn: true } },
  { name: 'withdrawn, inside a network, with an alarm', options: { withdrawn: true, healthCheck: { alarmNames: ['errors'] } }, setting: { isInternal: true } },
];

const SURROUNDED: FailoverCase[] = [
  { name: 'moved by a Region switch plan', options: { regionSwitchHealthCheckId: '28bd64da-9556-4ab0-b351-16c25988048b' }, setting: { dualStack: true } },
  { name: 'before a last resort', options: { lastResort: true } },
  { name: 'before a last resort, of both stacks', options: { lastResort: true, routing: RegionRouting.secondary() }, setting: { dualStack: true } },
  { name: 'somebody who is woken', options: {}, setting: { alarmTopic: true } },
  { name: 'somebody who is woken, inside a network', options: {}, setting: { alarmTopic: true, isInternal: true } },
  { name: 'in the region that Route 53 reports to', options: { routing: RegionRouting.secondary() }, setting: { region: 'us-east-1', alarmTopic: true } },
  { name: 'a cache that others follow, and a database', options: {}, setting: { cache: 'made', database: 'alone' } },
  { name: 'a cache that follows, and a standby', options: { healthCheck: { path: '/health' } }, setting: { region: 'eu-west-3', cache: 'joined', database: 'standby' } },
  { name: 'far away, by latency', options: { routing: RegionRouting.latency() }, setting: { region: 'af-south-1' } },
];

export const FAILOVER_CASES: readonly FailoverCase[] = [...ROUTINGS, ...TARGETS, ...CHECKS, ...SURROUNDED];

export const LAST_RESORT_CASES: readonly LastResortCase[] = [
  { name: 'the defaults', options: {} },
  { name: 'over IPv6 as well', options: { dualStack: true } },
  { name: 'a certificate of the user', options: {}, setting: { certificate: true } },
  { name: 'a web ACL', options: { webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/page/00000000-0000-0000-0000-000000000000' } },
  { name: 'a page of the user', options: { html: '<h1>Closed</h1>' } },
  { name: 'another name', options: { recordName: 'api.shop.example.com' } },
  { name: 'nothing protected', options: { protection: Protection.NONE } },
];

/** With what a case leaves out: a region alone needs others that it is one of. */
export function optionsOf({ options, setting }: Omit<FailoverCase, 'name'>): MultiRegionFailoverOptions {
  return { recordName: NAME, routing: RegionRouting.primary(), expectedRegions: [setting?.region ?? HOME, OTHER], ...options };
}
