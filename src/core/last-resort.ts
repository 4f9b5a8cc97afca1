import { Checks, PlanContext } from './checks';
import { AliasPlan, recordTypes } from './failover-records';
import { LastResortSide } from './last-resort-sides';
import { activeName, checkRecordName, FailoverZone } from './multi-region-failover-options';
import { Protection } from './protection';
import { checkRegions } from './region-names';
import { GLOBAL_REGION } from './region-status-alarm';

/**
 * What a user may say of the page that answers when no region does, whatever the engine. It belongs into a stack of us-east-1, and needs nothing of the
 * regions but their name.
 */
export interface StaticLastResortOptions {
  /** The name that callers use. The regions have it too, with `lastResort: true`. */
  readonly recordName: string;

  /**
   * The page, as HTML of up to 100,000 characters, with everything in it that it shows. It is answered under every path, with status 503.
   *
   * @default - a short page that asks to come back later
   */
  readonly html?: string;

  /**
   * Answer over IPv6 as well. As the load balancers of the regions do.
   *
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * Regions of the name, where other apps make them all.
   *
   * @default - those of this app, and a warning where it has none
   */
  readonly expectedRegions?: string[];

  /**
   * ARN of a global web ACL of AWS WAF that looks at every request.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * With FULL the page's bucket is retained.
   *
   * @default Protection.FULL
   */
  readonly protection?: Protection;
}

/** What the engine found around the last resort. */
export interface StaticLastResortSurroundings {
  readonly optionNames: { readonly certificate: string; readonly hostedZone: string };
  readonly zone: FailoverZone;
  readonly region: string;
  /** ARN of the certificate that the user brought. */
  readonly certificateArn?: string;
}

/** Everything that is decided. An `id` is a resource's name below the construct, and stays. */
export interface StaticLastResortPlan {
  readonly bucket: {
    readonly id: 'PageBucket';
    readonly blocksPublicAccess: true;
    readonly enforcesTls: true;
    readonly isVersioned: true;
    readonly encryption: 'AES256';
    readonly isRetained: boolean;
  };
  readonly page: { readonly key: string; readonly body: string; readonly contentType: string; readonly cacheControl: string };
  readonly certificate: { readonly id: 'Certificate'; readonly region: string; readonly domainName: string; readonly validation: 'DNS'; readonly givenArn?: string };
  readonly distribution: DistributionPlan;
  readonly records: readonly LastResortRecordPlan[];
  /** What `checkSides` compares with the regions. */
  readonly side: LastResortSide;
}

export interface DistributionPlan {
  readonly id: 'Distribution';
  readonly comment: string;
  /** CloudFront answers to names only that it is told: it would refuse the requests otherwise. */
  readonly alternateNames: readonly string[];
  /** Origin access control: nobody but this distribution reads the bucket. */
  readonly originAccess: { readonly id: 'OriginAccess'; readonly originType: 's3'; readonly signingBehavior: 'always'; readonly signingProtocol: 'sigv4' };
  readonly viewerProtocolPolicy: 'redirect-to-https';
  readonly minimumTlsVersion: 'TLSv1.2_2021';
  readonly httpVersion: 'http2';
  readonly ipv6: boolean;
  readonly allowedMethods: readonly string[];
  readonly cachePolicy: { readonly id: 'CachePolicy'; readonly managedId: string };
  readonly isCompressed: true;
  readonly errorPages: readonly ErrorPagePlan[];
  readonly webAclArn?: string;
}

export interface ErrorPagePlan {
  readonly status: number;
  readonly pagePath: string;
  readonly answeredStatus: number;
  readonly cachedSeconds: number;
}

export interface LastResortRecordPlan {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly setIdentifier: 'regions' | 'last-resort';
  readonly failover: 'PRIMARY' | 'SECONDARY';
  /** Without a target it is the distribution's. */
  readonly alias: Pick<AliasPlan, 'evaluateTargetHealth'> & Partial<AliasPlan>;
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planStaticLastResort(
  options: StaticLastResortOptions, surroundings: StaticLastResortSurroundings, context: PlanContext,
): StaticLastResortPlan {
  const checks = new Checks(context);
  const { recordName } = options;
  const { zone, certificateArn } = surroundings;
  const dualStack = options.dualStack ?? false;
  const isRetained = (options.protection ?? Protection.FULL) === Protection.FULL;
  checkLastResort(options, surroundings, checks);
  checks.throwIfAny();
  return {
    bucket: { id: 'PageBucket', blocksPublicAccess: true, enforcesTls: true, isVersioned: true, encryption: 'AES256', isRetained },
    page: { key: PAGE_KEY, body: options.html ?? DEFAULT_PAGE, contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' },
    certificate: { id: 'Certificate', region: GLOBAL_REGION, domainName: recordName, validation: 'DNS', givenArn: certificateArn },
    distribution: planDistribution(options, dualStack, context.path),
    records: recordTypes(dualStack).flatMap((type) => planRecords(type, recordName, zone)),
    side: { path: context.path, recordName, zoneId: zone.id, dualStack, expectedRegions: options.expectedRegions },
  };
}

const PAGE_KEY = 'unavailable.html';
const DEFAULT_PAGE = [
  '<!doctype html>', '<html lang="en">', '<head><meta charset="utf-8"><title>Back soon</title></head>',
  '<body><h1>Back soon</h1><p>We cannot answer at the moment. Please try again in a few minutes.</p></body>', '</html>', '',
].join('\n');

/**
 * AWS's own: what the page says of caching holds, and neither cookies nor queries tell callers apart.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/** CloudFront remembers an error for so long, so that a flood of callers does not reach the bucket. */
const ERROR_CACHED_SECONDS = 60;

/** A comment takes 128 characters; the path's end tells more than its beginning. */
const MOST_OF_PATH = 90;

function planDistribution({ recordName, webAclArn }: StaticLastResortOptions, ipv6: boolean, path: string): DistributionPlan {
  return {
    id: 'Distribution',
    comment: `Answers when no region does: ${path.slice(-MOST_OF_PATH)}`,
    alternateNames: [recordName],
    originAccess: { id: 'OriginAccess', originType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' },
    viewerProtocolPolicy: 'redirect-to-https',
    minimumTlsVersion: 'TLSv1.2_2021',
    httpVersion: 'http2',
    ipv6,
    allowedMethods: ['GET', 'HEAD'],
    cachePolicy: { id: 'CachePolicy', managedId: CACHING_OPTIMIZED },
    isCompressed: true,
    // No path but the page's own is in the bucket, not even the root: all become the page, and none a success that a crawler or a cache would keep.
    errorPages: [403, 404].map((status) => ({ status, pagePath: `/${PAGE_KEY}`, answeredStatus: 503, cachedSeconds: ERROR_CACHED_SECONDS })),
    webAclArn,
  };
}

/**
 * An outer pair. The first leads to whatever the regions are among themselves, and is out when none of them is healthy; the second is always there.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
 */
function planRecords(type: 'A' | 'AAAA', name: string, zone: FailoverZone): LastResortRecordPlan[] {
  return [
    {
      id: `Primary${type}`,
      name,
      type,
      setIdentifier: 'regions',
      failover: 'PRIMARY',
      alias: { dnsName: activeName(name), hostedZoneId: zone.id, evaluateTargetHealth: true },
    },
    // CloudFront has no health that Route 53 could look at.
    { id: `Secondary${type}`, name, type, setIdentifier: 'last-resort', failover: 'SECONDARY', alias: { evaluateTargetHealth: false } },
  ];
}

const MOST_CHARACTERS = 100_000;

function checkLastResort(options: StaticLastResortOptions, surroundings: StaticLastResortSurroundings, checks: Checks) {
  const { zone, region, certificateArn, optionNames } = surroundings;
  checkRecordName(options.recordName, true, { zone, option: optionNames.hostedZone }, checks);
  checks.flag('dualStack', options.dualStack);
  if (options.expectedRegions !== undefined) { checkRegions('expectedRegions', options.expectedRegions, checks); }
  checks.oneOf('protection', options.protection, Object.values(Protection));
  checks.text('webAclArn', options.webAclArn, /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\/.+$/, 'the ARN of a global web ACL');
  if (!checks.isUnresolved(options.html) && (options.html?.length ?? 1) > MOST_CHARACTERS) {
    checks.refuse('html', `a page of up to ${MOST_CHARACTERS} characters`, `${options.html!.length} characters`);
  }
  if (options.html === '') { checks.refuse('html', 'a page', options.html); }
  if (checks.known(region) !== undefined && region !== GLOBAL_REGION) {
    checks.refuse('region', `${GLOBAL_REGION}, where CloudFront takes its certificates from`, region);
  }
  checks.text(optionNames.certificate, certificateArn, /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/.+$/, `the ARN of a certificate of ${GLOBAL_REGION}`);
}
