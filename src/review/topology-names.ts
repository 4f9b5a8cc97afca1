/** A name in DNS. */
export interface DnsName {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  readonly zone?: string;
  /** Id of the balancer that it is an alias of. */
  readonly balancerId?: string;
  readonly evaluatesTargetHealth?: boolean;
  readonly ttlSeconds?: number;
  /** What it stands for, unless it is an alias. */
  readonly records: string[];
  /** Ids of resources of the document that it stands for or is an alias of, other than balancers. */
  readonly targetIds: string[];
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
  /** `HTTPS`, `TCP`, `CLOUDWATCH_METRIC`, `CALCULATED`, … */
  readonly type?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly searchString?: string;
  readonly intervalSeconds?: number;
  /** How many answers in a row change its state. */
  readonly failureThreshold?: number;
  readonly inverted?: boolean;
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
  /** How many of them must be healthy. */
  readonly threshold?: number;
}

/** A certificate that the document gets itself. */
export interface Certificate {
  readonly id: string;
  readonly domainName?: string;
  readonly validation?: string;
}
