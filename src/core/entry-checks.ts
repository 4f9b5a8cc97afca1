import { Exposure } from './callers';
import { Checks } from './checks';
import { EntryOptions, EntryPlan, EntrySurroundings, TargetProtocol } from './entry';
import { isWide } from './network-peers';

/** @throws nothing: it tells `checks` */
export function checkEntry(options: EntryOptions, plan: EntryPlan, surroundings: EntrySurroundings, checks: Checks) {
  checkValues(options, plan, checks);
  checkPlaces(plan, surroundings, checks);
  checkIpv6(options, plan, surroundings, checks);
  checkAccessLogs(options, plan, surroundings, checks);
  checkName(options, surroundings, checks);
  if (surroundings.listenerIsGiven) {
    checkNothingIsTheBalancers(options, surroundings, checks);
  } else {
    checkCertificates(options, surroundings, checks);
    if (options.routing) { checks.conflict('routing needs a listener to share: a load balancer of its own sends everything to this tier.'); }
  }
}

function checkValues(options: EntryOptions, plan: EntryPlan, checks: Checks) {
  for (const option of FLAGS) { checks.flag(option, options[option]); }
  checks.oneOf('exposure', plan.exposure, Object.values(Exposure));
  checks.oneOf('targetProtocol', plan.target.protocol, Object.values(TargetProtocol));
  checks.integer('targetPort', plan.target.port, { from: 1, to: 65535 });
  checks.integer('idleTimeoutSeconds', plan.idleTimeoutSeconds, { from: 1, to: 4000 });
  checks.text('tlsPolicy', options.tlsPolicy, /^ELBSecurityPolicy-[A-Za-z0-9-]+$/, "the AWS name of a policy, as 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'");
  checks.text('trustStoreArn', options.trustStoreArn, /^arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:truststore\/.+$/, 'the ARN of a trust store');
  checks.text('webAclArn', options.webAclArn, /^arn:[\w-]+:wafv2:[\w-]+:\d{12}:regional\/webacl\/.+$/, 'the ARN of a regional web ACL');
  for (const block of checks.known(options.allowFrom) ?? []) {
    if (plan.exposure === Exposure.INTERNAL && isWide(block)) {
      checks.refuse('allowFrom', 'narrower than the whole internet, unless exposure is INTERNET', block);
    }
  }
}

const FLAGS = [
  'insecureHttp', 'acceptInvalidHeaders', 'redirectHttp', 'dualStack', 'withoutAccessLogs', 'withoutZonalShift',
] as const satisfies readonly (keyof EntryOptions)[];

function checkIpv6(options: EntryOptions, plan: EntryPlan, { listenerIsGiven }: EntrySurroundings, checks: Checks) {
  if (options.dualStack && plan.exposure === Exposure.INTERNAL && !options.allowFrom && !listenerIsGiven) {
    checks.conflict('dualStack inside a network needs allowFrom, with the IPv6 blocks of the callers: by default the IPv4 block is let in only.');
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#availability-zones */
const LEAST_SUBNETS = 2;

function checkPlaces(plan: EntryPlan, surroundings: EntrySurroundings, checks: Checks) {
  const { zonesWithoutLoadBalancer = 0, loadBalancerSubnets, loadBalancerSubnetsArePublic, optionNames } = surroundings;
  if (zonesWithoutLoadBalancer > 0) {
    checks.conflict(`The load balancer must have a subnet in every zone of the instances, and lacks ${zonesWithoutLoadBalancer}: instances there would get no requests.`);
  }
  if (zonesWithoutLoadBalancer === 0 && loadBalancerSubnets !== undefined && loadBalancerSubnets < LEAST_SUBNETS) {
    checks.refuse(optionNames.loadBalancerSubnets, `subnets in at least ${LEAST_SUBNETS} zones: AWS makes no load balancer in fewer`, loadBalancerSubnets);
  }
  if (plan.exposure === Exposure.INTERNET && loadBalancerSubnetsArePublic === false) {
    checks.conflict(`${optionNames.loadBalancerSubnets} must be public: exposure is INTERNET, and nobody would get there.`);
  }
}

function checkAccessLogs(options: EntryOptions, plan: EntryPlan, surroundings: EntrySurroundings, checks: Checks) {
  checks.text('accessLogs.prefix', options.accessLogs?.prefix, isLogPrefix, "a prefix that neither begins nor ends with / and does not hold 'AWSLogs'");
  checks.integer('accessLogs.expireAfterDays', plan.accessLogs?.bucket.expireAfterDays, { from: 1, to: 3650 });
  if (options.withoutAccessLogs && (options.accessLogs || surroundings.accessLogBucketIsGiven)) {
    checks.conflict('withoutAccessLogs: true contradicts accessLogs and accessLogBucket: leave it out, or them.');
  }
  if (surroundings.accessLogBucketHasKey) {
    checks.conflict('accessLogBucket must be encrypted with S3\'s own keys: a load balancer cannot write to one with a KMS key.');
  }
  if (surroundings.accessLogBucketIsGiven && options.accessLogs?.expireAfterDays !== undefined) {
    checks.conflict('accessLogs.expireAfterDays is for our own bucket: set the life cycle on accessLogBucket itself.');
  }
}

function checkName({ domainName, insecureHttp }: EntryOptions, { zone, certificates, optionNames }: EntrySurroundings, checks: Checks) {
  const { hostedZone } = optionNames;
  checks.text('domainName', domainName, isDomainName, "a name such as 'www.example.com'");
  if (domainName !== undefined && zone === undefined) { checks.conflict(`domainName needs ${hostedZone}, the zone that its record belongs into.`); }
  if (domainName === undefined && zone !== undefined) { checks.conflict(`${hostedZone} needs domainName, the name whose record belongs into it.`); }
  if (zone?.isPrivate && certificates === 0 && !insecureHttp) {
    checks.conflict('domainName in a private hosted zone needs a certificate of yours: ACM validates in public zones only.');
  }
  const zoneName = checks.known(zone?.name)?.replace(/\.$/, '');
  if (zoneName !== undefined) {
    checks.text('domainName', domainName, (name) => name === zoneName || name.endsWith(`.${zoneName}`), `in the hosted zone ${zoneName}`);
  }
}

/** With a shared listener, what belongs to the balancer is set where the balancer is made. */
function checkNothingIsTheBalancers(options: EntryOptions, surroundings: EntrySurroundings, checks: Checks) {
  const { optionNames, certificates, accessLogBucketIsGiven } = surroundings;
  const given = [
    ...BALANCERS_OWN.filter((option) => options[option] !== undefined),
    ...(certificates > 0 ? [optionNames.certificates] : []),
    ...(accessLogBucketIsGiven ? ['accessLogBucket'] : []),
  ];
  for (const option of given) { checks.conflict(`${option} belongs to the shared load balancer: set it there, and leave it out here.`); }
}

const BALANCERS_OWN = [
  'exposure', 'allowFrom', 'insecureHttp', 'tlsPolicy', 'acceptInvalidHeaders', 'domainName', 'redirectHttp', 'trustStoreArn', 'webAclArn', 'dualStack',
  'accessLogs', 'withoutAccessLogs',
] as const satisfies readonly (keyof EntryOptions)[];

function checkCertificates(options: EntryOptions, { optionNames, certificates }: EntrySurroundings, checks: Checks) {
  for (const option of ['redirectHttp', 'trustStoreArn'] as const) {
    if (options.insecureHttp && options[option]) { checks.conflict(`insecureHttp: true and ${option} contradict each other: leave one out.`); }
  }
  if (options.insecureHttp && certificates > 0) {
    checks.conflict(`insecureHttp: true and ${optionNames.certificates} contradict each other: leave one out.`);
  }
  if (options.insecureHttp && options.tlsPolicy !== undefined) {
    checks.conflict('insecureHttp: true and tlsPolicy contradict each other: leave one out.');
  }
  if (!options.insecureHttp && certificates === 0 && options.domainName === undefined) {
    checks.conflict(`${optionNames.certificates} must name at least one certificate, got none (domainName gets one, insecureHttp: true listens without).`);
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
function isLogPrefix(prefix: string): boolean {
  return /^[^/].*[^/]$|^[^/]$/.test(prefix) && !prefix.includes('AWSLogs');
}

function isDomainName(name: string): boolean {
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(name);
}
