/**
 * A distribution of CloudFront: what answers to names from places all over the world.
 *
 * Where a document says nothing and AWS documents what holds then, that is what is told.
 */
export interface Distribution {
  readonly id: string;
  readonly comment?: string;
  readonly enabled?: boolean;
  /** Names that it answers to beside its own. */
  readonly alternateNames: string[];
  /** Absent where it shows CloudFront's own, which is for no alternate name. */
  readonly certificate?: string;
  /** The least that callers may speak: `TLSv1.2_2021`. */
  readonly minimumTlsVersion?: string;
  /** `sni-only` or `vip`. */
  readonly tlsSupport?: string;
  /** `http2`, `http2and3`, … */
  readonly httpVersion?: string;
  readonly ipv6?: boolean;
  readonly webAcl?: string;
  /** `whitelist` or `blacklist` of countries; absent where nobody is kept out. */
  readonly geoRestriction?: string;
  readonly defaultRootObject?: string;
  readonly origins: DistributionOrigin[];
  /** By path; that for all other paths is the first, and has none. */
  readonly behaviors: DistributionBehavior[];
  readonly errorPages: DistributionErrorPage[];
  /** Whether it outlives what made it. */
  readonly isRetained: boolean;
}

/** Where a distribution has its answers from. */
export interface DistributionOrigin {
  /** What it is called within the distribution. */
  readonly name?: string;
  readonly domain?: string;
  readonly path?: string;
  /** Id of the bucket of the document that it is. */
  readonly bucketId?: string;
  /** Id of the load balancer of the document that it is. */
  readonly balancerId?: string;
  /** `control` or `identity`, by which the distribution shows who it is; absent where it does not. */
  readonly access?: string;
  /** Id of the control or the identity, or its name where the document does not make it. */
  readonly accessId?: string;
  /** `s3`, `lambda`, … of a control of the document. */
  readonly accessType?: string;
  /** `always`, `never` or `no-override` of a control of the document. */
  readonly signingBehavior?: string;
  /** `sigv4` of a control of the document. */
  readonly signingProtocol?: string;
  /** `https-only`, `http-only` or `match-viewer`, unless it is a bucket. */
  readonly protocolPolicy?: string;
}

/** What a distribution does with requests. */
export interface DistributionBehavior {
  /** Of the paths that it is for. */
  readonly pathPattern?: string;
  /** Name of the origin. */
  readonly origin?: string;
  /** `redirect-to-https`, `https-only` or `allow-all`. */
  readonly viewerProtocolPolicy?: string;
  readonly allowedMethods: string[];
  readonly cachedMethods: string[];
  readonly cachePolicy?: string;
  readonly compress?: boolean;
}

/** What a distribution answers in place of an error. */
export interface DistributionErrorPage {
  /** Of the origin. */
  readonly status?: number;
  readonly pagePath?: string;
  /** What callers get. */
  readonly answeredStatus?: number;
  /** Seconds for which it is remembered, at the least. */
  readonly cachedSeconds?: number;
}
