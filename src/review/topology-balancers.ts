/** A load balancer. */
export interface Balancer {
  readonly id: string;
  /** `application`, `network` or `gateway`. */
  readonly type?: string;
  /** Where the document says so apart from where it is deployed. */
  readonly region?: string;
  /** `internal` or `internet-facing`. */
  readonly scheme?: string;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: string;
  readonly subnetIds: string[];
  /** Ids of the addresses that it keeps; absent where there are none. */
  readonly addressIds?: string[];
  readonly securityGroupIds: string[];
  readonly idleTimeoutSeconds?: number;
  readonly dropsInvalidHeaders?: boolean;
  readonly desyncMitigation?: string;
  readonly deletionProtection?: boolean;
  readonly zonalShift?: boolean;
  readonly accessLogs?: AccessLogs;
  readonly webAcl?: string;
  readonly listeners: Listener[];
}

/** Where a balancer records its requests. */
export interface AccessLogs {
  /** Id of the bucket, or its name where the document does not make it. */
  readonly bucket?: string;
  readonly prefix?: string;
}

/** A port that a balancer listens on. */
export interface Listener {
  readonly id: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly tlsPolicy?: string;
  readonly certificates: string[];
  readonly trustStore?: string;
  /** `forward`, `redirect`, `fixed-response`, … of the default action. */
  readonly action?: string;
  /** Where it redirects to. */
  readonly redirect?: Redirect;
}

/** Another address that callers are sent to. */
export interface Redirect {
  readonly protocol?: string;
  readonly port?: string;
  /** `HTTP_301` or `HTTP_302`. */
  readonly statusCode?: string;
}

/** Where a balancer sends requests, and how it chooses and checks. */
export interface TargetGroup {
  readonly id: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly algorithm?: string;
  readonly anomalyMitigation?: boolean;
  readonly slowStartSeconds?: number;
  readonly stickiness?: Stickiness;
  readonly deregistrationDelaySeconds?: number;
  readonly dnsFailoverCount?: number;
  readonly dnsFailoverPercent?: number;
  readonly routingCount?: number;
  readonly routingPercent?: number;
  readonly healthCheck: HealthCheck;
}

/** Callers that are bound to servers. */
export interface Stickiness {
  /** `lb_cookie` or `app_cookie`. */
  readonly type?: string;
  readonly durationSeconds?: number;
  readonly cookieName?: string;
}

/** When a server is in service. */
export interface HealthCheck {
  readonly path?: string;
  readonly protocol?: string;
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
  readonly successCodes?: string;
}

/** Which requests of a shared listener are a tier's. */
export interface Routing {
  readonly priority?: number;
  readonly hosts: string[];
  readonly paths: string[];
}
