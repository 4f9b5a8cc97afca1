/** A way through the network that a security group opens. */
export interface Path {
  /** Where the rule stands: id of the security group, or of a rule by itself. */
  readonly resourceId?: string;
  /** Security group whose rule it is. */
  readonly securityGroupId: string;
  /** Whether the rule lets in (`ingress`) or out (`egress`). */
  readonly direction: string;
  /** The other side: a CIDR block, a prefix list, or the id of a security group of the document. */
  readonly peer?: string;
  /** `ipv4`, `ipv6`, `prefix-list` or `security-group`; `unknown` where the rule names nobody. */
  readonly peerType: string;
  /** Absent with every protocol and port. */
  readonly protocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly description?: string;
}

/** A network. */
export interface Network {
  readonly id: string;
  readonly cidrBlock?: string;
  readonly subnets: Subnet[];
  readonly natGateways: NatGateway[];
  readonly endpoints: Endpoint[];
  /** What its flow logs record: `ALL`, `ACCEPT` or `REJECT`. */
  readonly flowLogs?: string;
}

/** A part of a network, in one zone. */
export interface Subnet {
  readonly id: string;
  readonly cidrBlock?: string;
  /** As the document says it: `eu-west-1a`, or which of the zones it is, as `<zone 0>`. */
  readonly zone?: string;
  /** `public` with a route to an internet gateway, `private` with one to a NAT gateway, `isolated` without a way out. */
  readonly kind?: string;
  /** Where its route to all IPv4 addresses leads. */
  readonly wayOut?: WayOut;
  /** Whether what starts in it gets a public address, unless it says otherwise. */
  readonly mapsPublicIps?: boolean;
}

/** The route that everything takes for which there is no other. */
export interface WayOut {
  readonly routeId: string;
  /** `internet-gateway`, `nat-gateway`, `instance` or `other`. */
  readonly kind: string;
  /** Id of what it leads to, or its name where the document does not make it. */
  readonly targetId?: string;
}

/** A way out for private subnets. */
export interface NatGateway {
  readonly id: string;
  /** Absent where it is regional. */
  readonly subnetId?: string;
  /** Whether it is in every zone by itself. */
  readonly isRegional?: boolean;
}

/** A service that is reached without leaving the network. */
export interface Endpoint {
  /** The service, as `s3`. */
  readonly service?: string;
  /** `Gateway` or `Interface`. */
  readonly type?: string;
}
