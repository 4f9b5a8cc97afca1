import { AccessLogsOptions, AccessLogsPlan, planAccessLogs } from './access-logs';
import { Exposure, HTTP_PORT, planCallers } from './callers';
import { Checks, Warning } from './checks';
import { RulePlan } from './network-peers';
import { planRouting, RoutingOptions, RoutingPlan } from './routing';

/** What the load balancer and the instances speak. */
export enum TargetProtocol {
  /** Plain HTTP inside the network. */
  HTTP = 'HTTP',
  /** TLS to the instances too. The balancer does not verify the certificate, so a self-signed one will do. */
  HTTPS = 'HTTPS',
}

/** How requests come in. */
export interface EntryOptions {
  /** @default Exposure.INTERNAL */
  readonly exposure?: Exposure;

  /**
   * Who may call: CIDR blocks, prefix list ids (`pl-…`) or security group ids (`sg-…`).
   *
   * @default - the VPC's primary CIDR block; anybody with `Exposure.INTERNET`
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

  /**
   * Name that the callers use, in the hosted zone that is given with it: gets an alias record, and a certificate if none is given.
   *
   * @default - the load balancer's own name
   */
  readonly domainName?: string;

  /**
   * Listen on port 80 too, and send callers from there to HTTPS.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * ARN of a trust store: callers have to show a certificate that it vouches for (mutual TLS).
   *
   * @default - callers need no certificate
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
   */
  readonly trustStoreArn?: string;

  /**
   * ARN of a regional web ACL of AWS WAF that looks at every request.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * Take requests over IPv6 as well. The network's subnets need IPv6 blocks; inside a network, `allowFrom` names the callers'.
   *
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * Which requests of a shared listener are this tier's. Only with a listener of yours, and needed there.
   *
   * @default - the tier has a load balancer of its own, and gets every request
   */
  readonly routing?: RoutingOptions;

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

/** What an engine calls the options that only it has. */
export interface EntryOptionNames {
  readonly certificates: string;
  readonly hostedZone: string;
  readonly loadBalancerSubnets: string;
}

/** What the engine found around the tier, in so far as it concerns the entry. */
export interface EntrySurroundings {
  readonly optionNames: EntryOptionNames;
  readonly certificates: number;
  /** The network's own blocks; `undefined` where the engine cannot know them. */
  readonly networkCidrBlocks?: readonly string[];
  /** Whether the user brought a bucket for the access logs. */
  readonly accessLogBucketIsGiven: boolean;
  /** Whether that bucket is encrypted with a key of its own. */
  readonly accessLogBucketHasKey: boolean;
  /** How many zones have instances and no subnet of the load balancer; `undefined` where the engine cannot know. */
  readonly zonesWithoutLoadBalancer?: number;
  /** How many zones the load balancer would stand in, by its subnets; `undefined` where the engine cannot know. */
  readonly loadBalancerSubnets?: number;
  /** Whether the load balancer's subnets lead to the internet; `undefined` where the engine cannot know. */
  readonly loadBalancerSubnetsArePublic?: boolean;
  /** The hosted zone, if the user brought one; its name may be unknown. */
  readonly zone?: { readonly name?: string; readonly isPrivate: boolean };
  /** Whether the user brought a listener to share. */
  readonly listenerIsGiven: boolean;
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
  readonly name?: NamePlan;
  readonly redirect?: RedirectPlan;
  readonly trustStoreArn?: string;
  readonly webAclArn?: string;
  readonly ipAddressType: 'ipv4' | 'dualstack';
  /** Present where a listener is shared: then nothing of the above is built, except towards the targets. */
  readonly routing?: RoutingPlan;
  readonly warnings: readonly Warning[];
}

export interface NamePlan {
  readonly domainName: string;
  readonly recordTypes: readonly ('A' | 'AAAA')[];
  /** Whether the tier has to get itself a certificate. */
  readonly needsCertificate: boolean;
  readonly certificateValidation: 'DNS';
  /** A name whose balancer serves nobody is not answered: what another region is failed over by. */
  readonly evaluateTargetHealth: true;
}

export interface RedirectPlan {
  readonly fromPort: number;
  readonly toPort: number;
  readonly toProtocol: 'HTTPS';
  /** Permanent: callers remember it. */
  readonly statusCode: 'HTTP_301';
}

/** Restricted forward-secret ciphers of TLS 1.2 and 1.3: what Security Hub's ELB.17 accepts. */
const DEFAULT_TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';
const HTTPS_PORT = 443;

export function planEntry(options: EntryOptions, surroundings: EntrySurroundings, checks: Checks): EntryPlan {
  return {
    exposure: options.exposure ?? Exposure.INTERNAL,
    listener: planListener(options),
    callers: surroundings.listenerIsGiven ? [] : planCallers(options, planListener(options).port, surroundings.networkCidrBlocks, checks),
    target: {
      port: options.targetPort ?? 8080,
      protocol: options.targetProtocol ?? TargetProtocol.HTTP,
      description: 'Requests and health checks from the load balancer to the instances',
    },
    idleTimeoutSeconds: options.idleTimeoutSeconds ?? 60,
    dropInvalidHeaders: !(options.acceptInvalidHeaders ?? false),
    desyncMitigation: 'defensive',
    zonalShift: !(options.withoutZonalShift ?? false),
    accessLogs: planAccessLogs(options),
    name: planName(options, surroundings),
    redirect: options.redirectHttp ? planRedirect(planListener(options).port) : undefined,
    trustStoreArn: options.trustStoreArn,
    webAclArn: options.webAclArn,
    ipAddressType: options.dualStack ? 'dualstack' : 'ipv4',
    routing: surroundings.listenerIsGiven ? planRouting(options.routing, checks) : undefined,
    warnings: warnOfWeakTls(checks.known(options.tlsPolicy)),
  };
}

function planListener(options: EntryOptions): EntryPlan['listener'] {
  if (options.insecureHttp) { return { protocol: 'HTTP', port: HTTP_PORT }; }
  return { protocol: 'HTTPS', port: HTTPS_PORT, tlsPolicy: options.tlsPolicy ?? DEFAULT_TLS_POLICY };
}

function planRedirect(toPort: number): RedirectPlan {
  return { fromPort: HTTP_PORT, toPort, toProtocol: 'HTTPS', statusCode: 'HTTP_301' };
}

function warnOfWeakTls(tlsPolicy: string | undefined): Warning[] {
  if (tlsPolicy === undefined || /-TLS13-1-[23]-/.test(tlsPolicy)) { return []; }
  return [{
    id: 'scale-out-constructs:weakTls',
    message: `tlsPolicy ${tlsPolicy} lets in callers that speak less than TLS 1.2, or is not known here: names with TLS13-1-2 and TLS13-1-3 do not.`,
  }];
}

function planName({ domainName, dualStack, insecureHttp }: EntryOptions, { certificates }: EntrySurroundings): NamePlan | undefined {
  if (domainName === undefined) { return undefined; }
  return {
    domainName,
    recordTypes: dualStack ? ['A', 'AAAA'] : ['A'],
    needsCertificate: certificates === 0 && !insecureHttp,
    certificateValidation: 'DNS',
    evaluateTargetHealth: true,
  };
}
