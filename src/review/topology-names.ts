/** A name in DNS. */
export interface DnsName {
  readonly id: string;
  /** Which it is of its group of records, from 0; absent where it stands by itself. */
  readonly position?: number;
  readonly name?: string;
  readonly type?: string;
  readonly zone?: string;
  /** Id of the zone, if that is in the document. */
  readonly zoneId?: string;
  /** Id of the balancer that it is an alias of. */
  readonly balancerId?: string;
  /** What it is an alias of: `active.www.example.com`, `<AWS::CloudFront::Distribution.DomainName>`. */
  readonly aliasOf?: string;
  /** Zone of what it is an alias of. The one that all distributions share is told as `<AWS::CloudFront::Distribution.HostedZoneId>`. */
  readonly aliasZone?: string;
  readonly evaluatesTargetHealth?: boolean;
  readonly ttlSeconds?: number;
  /** What it stands for, unless it is an alias. */
  readonly records: string[];
  /** Ids of resources of the document that it stands for or is an alias of, other than balancers. */
  readonly targetIds: string[];
  /** `failover`, `latency`, `weighted`, `geolocation`, `geoproximity`, `cidr`, `multivalue`, or `simple` where no other record has its name. */
  readonly routing: string;
  /** Tells apart records of one name. */
  readonly setIdentifier?: string;
  readonly weight?: number;
  /** `PRIMARY` or `SECONDARY`. */
  readonly failover?: string;
  /** The region whose callers it is for, by latency. */
  readonly region?: string;
  /** Where its callers are, as `continent EU`, `country DE` or `country *`. */
  readonly location?: string;
  readonly multiValue?: boolean;
  /** Id of the health check that it depends on, or its name where the document does not make it. */
  readonly healthCheckId?: string;
}

/** Names that belong together. */
export interface HostedZone {
  readonly id: string;
  readonly name?: string;
  /** Whether it answers within networks only. */
  readonly isPrivate: boolean;
  /** Ids of these networks. */
  readonly networkIds: string[];
}

/** What tells DNS whether to answer with a record. */
export interface DnsHealthCheck {
  readonly id: string;
  /** Its tag `Name`: it has no other name. */
  readonly name?: string;
  /** `endpoint` that Route 53 asks itself, `alarm`, `calculated` from other checks, or `routing-control`. */
  readonly kind?: string;
  /** `HTTPS`, `TCP`, `CLOUDWATCH_METRIC`, `CALCULATED`, … */
  readonly type?: string;
  readonly host?: string;
  /** Id of the resource of the document whose address that is. */
  readonly hostId?: string;
  readonly port?: number;
  readonly path?: string;
  readonly searchString?: string;
  /** Whether the TLS handshake says which host is meant. */
  readonly sendsServerName?: boolean;
  readonly intervalSeconds?: number;
  /** How many answers in a row change its state. */
  readonly failureThreshold?: number;
  /** Whether it is healthy when it would not be. */
  readonly inverted?: boolean;
  /** Whether it counts as healthy without being made. */
  readonly disabled?: boolean;
  /** Where Route 53 asks from; none where it asks from everywhere. */
  readonly regions: string[];
  /** Id of the alarm that it follows, where that is in the document. */
  readonly alarmId?: string;
  /** Name of the alarm that it follows. */
  readonly alarmName?: string;
  readonly alarmRegion?: string;
  /** `Healthy`, `Unhealthy` or `LastKnownStatus`, where the alarm has no data. */
  readonly insufficientDataStatus?: string;
  /** Ids of the checks that it is calculated from. */
  readonly childIds: string[];
  /** How many of them must be healthy. Where that is more than there are, it never is. */
  readonly threshold?: number;
}

/** A certificate that the document gets itself. */
export interface Certificate {
  readonly id: string;
  readonly domainName?: string;
  readonly validation?: string;
  /** Where the document says so apart from where it is deployed. */
  readonly region?: string;
}
