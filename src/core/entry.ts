import { Checks } from './checks';
import { ANYWHERE_IPV4, ANYWHERE_IPV6, checkPeers, peerOf, RulePlan } from './network-peers';

/** From where the load balancer can be reached. */
export enum Exposure {
  /** From inside the network only. */
  INTERNAL = 'internal',
  /** From the internet. */
  INTERNET = 'internet-facing',
}

/** What the load balancer and the instances speak. */
export enum TargetProtocol {
  /** Plain HTTP inside the network. */
  HTTP = 'HTTP',
  /** TLS to the instances too. The balancer does not verify the certificate, so a self-signed one will do. */
  HTTPS = 'HTTPS',
}

/** The load balancer's log of every request. */
export interface AccessLogsOptions {
  /**
   * Prefix of the log files, without a slash at either end.
   *
   * @default - none
   */
  readonly prefix?: string;

  /**
   * Days until a log file of our own bucket is deleted, 1–3650.
   *
   * @default 90
   */
  readonly expireAfterDays?: number;
}

/** How requests come in. */
export interface EntryOptions {
  /** @default Exposure.INTERNAL */
  readonly exposure?: Exposure;

  /**
   * Who may call: CIDR blocks, prefix list ids (`pl-…`) or security group ids (`sg-…`).
   *
   * @default - the VPC's CIDR blocks; anybody with `Exposure.INTERNET`
   */
  readonly allowFrom?: string[];

  /**
   * Listen on plain HTTP, port 80, without a certificate. Gives up encryption between the callers and the load balancer.
   *
   * @default false
   */
  readonly insecureHttp?: boolean;

  /**
   * The load balancer's TLS security policy, by its AWS name.
   *
   * @default 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   */
  readonly tlsPolicy?: string;

  /**
   * Port the instances listen on, 1–65535.
   *
   * @default 8080
   */
  readonly targetPort?: number;

  /** @default TargetProtocol.HTTP */
  readonly targetProtocol?: TargetProtocol;

  /**
   * Seconds without a byte after which the load balancer ends a connection, 1–4000. Let the server keep its connections alive
   * longer than this, or the balancer reuses one that the server just closed and the caller gets a 502.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
   */
  readonly idleTimeoutSeconds?: number;

  /**
   * Pass on headers with invalid names. Gives up a protection against request smuggling.
   *
   * @default false
   */
  readonly acceptInvalidHeaders?: boolean;

  /** @default - into a bucket of our own, deleted after 90 days */
  readonly accessLogs?: AccessLogsOptions;

  /**
   * Keep no access logs. Gives up the record of who asked for what.
   *
   * @default false
   */
  readonly withoutAccessLogs?: boolean;

  /**
   * Do not let traffic be shifted away from a zone that is in trouble.
   *
   * @default false
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.html
   */
  readonly withoutZonalShift?: boolean;
}

/** What the engine found around the tier, in so far as it concerns the entry. */
export interface EntrySurroundings {
  /** The engine's name for the option that holds the certificates. */
  readonly certificateOption: string;
  readonly certificates: number;
  /** The network's own blocks; `undefined` where the engine cannot know them. */
  readonly networkCidrBlocks?: readonly string[];
  /** Whether the user brought a bucket for the access logs. */
  readonly accessLogBucketIsGiven: boolean;
}

export interface EntryPlan {
  readonly exposure: Exposure;
  readonly listener: { readonly protocol: 'HTTP' | 'HTTPS'; readonly port: number; readonly tlsPolicy?: string };
  readonly callers: readonly RulePlan[];
  readonly target: { readonly port: number; readonly protocol: TargetProtocol; readonly description: string };
  readonly idleTimeoutSeconds: number;
  readonly dropInvalidHeaders: boolean;
  readonly desyncMitigation: 'defensive';
  readonly zonalShift: boolean;
  readonly accessLogs?: AccessLogsPlan;
}

export interface AccessLogsPlan {
  readonly prefix?: string;
  readonly expireAfterDays: number;
  /** Says what our own bucket is for, as a tag. */
  readonly purpose: string;
}

/** Restricted forward-secret ciphers of TLS 1.2 and 1.3: what Security Hub's ELB.17 accepts. */
const DEFAULT_TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';

export function planEntry(options: EntryOptions, surroundings: EntrySurroundings, checks: Checks): EntryPlan {
  const exposure = options.exposure ?? Exposure.INTERNAL;
  const plan: EntryPlan = {
    exposure,
    listener: planListener(options),
    callers: planCallers(options, exposure, surroundings.networkCidrBlocks, checks),
    target: {
      port: options.targetPort ?? 8080,
      protocol: options.targetProtocol ?? TargetProtocol.HTTP,
      description: 'Requests and health checks from the load balancer to the instances',
    },
    idleTimeoutSeconds: options.idleTimeoutSeconds ?? 60,
    dropInvalidHeaders: !(options.acceptInvalidHeaders ?? false),
    desyncMitigation: 'defensive',
    zonalShift: !(options.withoutZonalShift ?? false),
    accessLogs: options.withoutAccessLogs ? undefined : {
      prefix: options.accessLogs?.prefix,
      expireAfterDays: options.accessLogs?.expireAfterDays ?? 90,
      purpose: 'Access logs of a load balancer',
    },
  };
  checkEntry(options, plan, checks);
  checkAccessLogs(options, plan, surroundings, checks);
  checkCertificates(options, surroundings, checks);
  return plan;
}

function planListener(options: EntryOptions): EntryPlan['listener'] {
  if (options.insecureHttp) { return { protocol: 'HTTP', port: 80 }; }
  return { protocol: 'HTTPS', port: 443, tlsPolicy: options.tlsPolicy ?? DEFAULT_TLS_POLICY };
}

function planCallers(options: EntryOptions, exposure: Exposure, networkCidrBlocks: readonly string[] | undefined, checks: Checks): RulePlan[] {
  const { port } = planListener(options);
  if (options.allowFrom) {
    checkPeers(checks, 'allowFrom', options.allowFrom);
    return options.allowFrom.map((id) => ({ peer: peerOf(id), port, description: 'Requests from a caller that allowFrom names' }));
  }
  if (exposure === Exposure.INTERNET) {
    return [{ peer: peerOf(ANYWHERE_IPV4), port, description: 'Requests from the internet: exposure is INTERNET' }];
  }
  if (networkCidrBlocks === undefined) {
    checks.conflict('allowFrom must name the callers: the CIDR block of this VPC is not known here.');
  }
  return (networkCidrBlocks ?? []).map((id) => ({ peer: peerOf(id), port, description: 'Requests from inside the VPC' }));
}

function checkEntry(options: EntryOptions, plan: EntryPlan, checks: Checks) {
  checks.oneOf('exposure', plan.exposure, Object.values(Exposure));
  checks.oneOf('targetProtocol', plan.target.protocol, Object.values(TargetProtocol));
  checks.integer('targetPort', plan.target.port, { from: 1, to: 65535 });
  checks.integer('idleTimeoutSeconds', plan.idleTimeoutSeconds, { from: 1, to: 4000 });
  checks.text('tlsPolicy', options.tlsPolicy, /^ELBSecurityPolicy-[A-Za-z0-9-]+$/, "the AWS name of a policy, as 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'");
  for (const block of checks.known(options.allowFrom) ?? []) {
    if (plan.exposure === Exposure.INTERNAL && [ANYWHERE_IPV4, ANYWHERE_IPV6].includes(block)) {
      checks.refuse('allowFrom', 'narrower than the whole internet, unless exposure is INTERNET', block);
    }
  }
}

function checkAccessLogs(options: EntryOptions, plan: EntryPlan, surroundings: EntrySurroundings, checks: Checks) {
  checks.text('accessLogs.prefix', options.accessLogs?.prefix, isLogPrefix, "a prefix that neither begins nor ends with / and does not hold 'AWSLogs'");
  checks.integer('accessLogs.expireAfterDays', plan.accessLogs?.expireAfterDays, { from: 1, to: 3650 });
  if (options.withoutAccessLogs && (options.accessLogs || surroundings.accessLogBucketIsGiven)) {
    checks.conflict('withoutAccessLogs: true contradicts accessLogs and accessLogBucket: leave it out, or them.');
  }
  if (surroundings.accessLogBucketIsGiven && options.accessLogs?.expireAfterDays !== undefined) {
    checks.conflict('accessLogs.expireAfterDays is for our own bucket: set the life cycle on accessLogBucket itself.');
  }
}

function checkCertificates(options: EntryOptions, { certificateOption, certificates }: EntrySurroundings, checks: Checks) {
  if (options.insecureHttp && certificates > 0) {
    checks.conflict(`insecureHttp: true and ${certificateOption} contradict each other: leave one out.`);
  }
  if (options.insecureHttp && options.tlsPolicy !== undefined) {
    checks.conflict('insecureHttp: true and tlsPolicy contradict each other: leave one out.');
  }
  if (!options.insecureHttp && certificates === 0) {
    checks.conflict(`${certificateOption} must name at least one certificate, got none (insecureHttp: true listens without one).`);
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
function isLogPrefix(prefix: string): boolean {
  return /^[^/].*[^/]$|^[^/]$/.test(prefix) && !prefix.includes('AWSLogs');
}
