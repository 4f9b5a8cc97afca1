import { Checks } from './checks';

/** When Route 53 takes a region for healthy. */
export interface RegionHealthCheckOptions {
  /**
   * Path that Route 53 asks for. It should fail when the region cannot serve, its dependencies included; a standby that only reads has to pass.
   * Begins with `/`, up to 255 characters; an answer of 2xx or 3xx passes, and redirects are not followed.
   *
   * @default '/health/dependencies'
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
   */
  readonly path?: string;

  /**
   * Name that Route 53 looks up, over IPv4, and sends as Host header and in the TLS handshake. It has to lead to this region alone. Route 53 does not
   * look at whom the certificate is for. Where the balancer routes by host, give a host that it knows.
   *
   * @default - the load balancer's own name
   */
  readonly hostName?: string;

  /**
   * Port that Route 53 connects to, 1–65535.
   *
   * @default - 443, or 80 where the tier speaks plain HTTP
   */
  readonly port?: number;

  /**
   * Text that has to stand in the first 5120 bytes of the answer, up to 255 characters, letter by letter.
   *
   * @default - the status code alone counts
   */
  readonly searchString?: string;

  /**
   * Seconds between an answer and a checker's next request, 10 or 30. There are several checkers a region of theirs: together they ask about once a second.
   *
   * @default 10
   */
  readonly intervalSeconds?: number;

  /**
   * Checks in a row that have to fail, or to pass, before a checker changes its mind, 1–10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * Regions that Route 53 asks from, at least 3 of us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1.
   *
   * @default - all of them
   */
  readonly checkerRegions?: string[];

  /**
   * Names of CloudWatch alarms of this region that have to be OK as well: with a single metric, without metric math, percentiles or "M out of N", which
   * Route 53 does not follow. An alarm without data counts as unhealthy. When such an alarm is changed, give it another name: Route 53 keeps a copy.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html
   */
  readonly alarmNames?: string[];

  /**
   * How many of the checks have to be healthy, from 1: that of the endpoint, and one an alarm. Only with `alarmNames`.
   *
   * @default - all of them
   */
  readonly healthThreshold?: number;

  /**
   * Healthy instances below which the region counts as unhealthy, from 1. Only inside a network, where Route 53's checkers do not get to: an
   * alarm on the balancer's own checks stands for them.
   *
   * @default - 1
   */
  readonly minimumHealthyHosts?: number;
}

/** What is checked, as the engine found it. */
export interface CheckedEndpoint {
  readonly dnsName: string;
  readonly isInternal: boolean;
  readonly usesTls: boolean;
  readonly loadBalancerFullName: string;
  readonly targetGroupFullName: string;
  readonly minCapacity?: number;
  readonly zones?: number;
}

/** What the checks are told about the side. */
export interface CheckNames {
  readonly recordName: string;
  /** What the checks carry as their name. */
  readonly name: string;
  readonly region: string;
}

/** Route 53 joins so many checks at the most. */
const MOST_CHILDREN = 255;

export function checkHealthCheck(options: RegionHealthCheckOptions, endpoint: CheckedEndpoint, names: CheckNames, children: number, checks: Checks) {
  checkAlarmNames(options, children, checks);
  if (endpoint.isInternal) {
    checkHealthyHosts(options, endpoint, checks);
  } else {
    checkEndpointValues(options, names, checks);
  }
}

function checkAlarmNames({ alarmNames, healthThreshold }: RegionHealthCheckOptions, children: number, checks: Checks) {
  checks.notEmpty('healthCheck.alarmNames', alarmNames, 'names of alarms');
  if (checks.isUnresolved(alarmNames)) {
    checks.conflict('healthCheck.alarmNames must be known before the deployment: each is checked by a resource of its own.');
  }
  const given = checks.known(alarmNames) ?? [];
  given.forEach((name, index) => checks.text(`healthCheck.alarmNames[${index}]`, name, /^[\x20-\x7e]{1,255}$/, 'the name of an alarm, up to 255 characters'));
  const known = given.filter((name) => !checks.isUnresolved(name));
  if (new Set(known).size < known.length) { checks.refuse('healthCheck.alarmNames', 'a list in which each alarm stands once', alarmNames); }
  if (children > MOST_CHILDREN) { checks.refuse('healthCheck.alarmNames', `at most ${MOST_CHILDREN - 1} alarms`, given.length); }
  checks.integer('healthCheck.healthThreshold', healthThreshold, { from: 1, to: children });
  if (healthThreshold !== undefined && alarmNames === undefined) {
    checks.conflict('healthCheck.healthThreshold needs healthCheck.alarmNames: one check alone is healthy or not.');
  }
}

/** A domain name of any case: DNS does not tell them apart. */
export function isDomainName(name: string): boolean {
  return name.length <= 253 && /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(name);
}

const INTERVALS = [10, 30];

/** What is looked up for everybody would be checked now here, now there. */
function checkEndpointValues(options: RegionHealthCheckOptions, { recordName }: CheckNames, checks: Checks) {
  const { path, hostName, port, searchString, intervalSeconds, failureThreshold, checkerRegions, minimumHealthyHosts } = options;
  checks.text('healthCheck.path', path, /^\/[A-Za-z0-9/._~!$&'()*+,;=:@%?-]{0,254}$/, 'a path that begins with / and has up to 255 characters that may stand in a URL');
  checks.text('healthCheck.hostName', hostName, isDomainName, "a name such as 'eu.example.com'");
  checks.integer('healthCheck.port', port, { from: 1, to: 65_535 });
  checks.text('healthCheck.searchString', searchString, /^[\s\S]{1,255}$/, 'a text of 1 to 255 characters');
  if (intervalSeconds !== undefined && !checks.isUnresolved(intervalSeconds) && !INTERVALS.includes(intervalSeconds)) {
    checks.refuse('healthCheck.intervalSeconds', '10 or 30: Route 53 has no others', intervalSeconds);
  }
  checks.integer('healthCheck.failureThreshold', failureThreshold, { from: 1, to: 10 });
  checkCheckers(checkerRegions, checks);
  if (checks.known(hostName)?.toLowerCase() === checks.known(recordName)?.toLowerCase() && checks.known(hostName) !== undefined) {
    checks.refuse('healthCheck.hostName', 'a name that leads to this region alone, and not recordName itself', hostName);
  }
  if (minimumHealthyHosts !== undefined) {
    checks.conflict('healthCheck.minimumHealthyHosts is for a load balancer inside a network: Route 53 checks this one itself.');
  }
}

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html#Route53-Type-HealthCheckConfig-Regions */
const CHECKER_REGIONS: readonly string[] = [
  'us-east-1', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'sa-east-1',
];
const LEAST_CHECKERS = 3;

function checkCheckers(checkerRegions: readonly string[] | undefined, checks: Checks) {
  const given = checks.known(checkerRegions);
  if (given === undefined) { return; }
  given.forEach((region, index) => checks.oneOf(`healthCheck.checkerRegions[${index}]`, region, CHECKER_REGIONS));
  const known = given.filter((region) => !checks.isUnresolved(region));
  if (given.length < LEAST_CHECKERS) { checks.refuse('healthCheck.checkerRegions', `at least ${LEAST_CHECKERS} regions`, given); }
  if (new Set(known).size < known.length) { checks.refuse('healthCheck.checkerRegions', 'a list in which each region stands once', given); }
}

/** The most targets an Application Load Balancer takes by default. */
const MOST_HEALTHY_HOSTS = 1000;

const CHECKERS_OWN = [
  'path', 'hostName', 'port', 'searchString', 'intervalSeconds', 'failureThreshold', 'checkerRegions',
] as const satisfies readonly (keyof RegionHealthCheckOptions)[];

function checkHealthyHosts(options: RegionHealthCheckOptions, { minCapacity, zones }: CheckedEndpoint, checks: Checks) {
  for (const option of CHECKERS_OWN.filter((name) => options[name] !== undefined)) {
    checks.conflict(`healthCheck.${option} is for a load balancer that Route 53 reaches: this one is internal, and goes by its healthy hosts.`);
  }
  const hosts = checks.integer('healthCheck.minimumHealthyHosts', options.minimumHealthyHosts, { from: 1, to: MOST_HEALTHY_HOSTS });
  const servers = checks.known(minCapacity);
  if (hosts === undefined || servers === undefined || zones === undefined) { return; }
  const inEachZone = Math.max(1, Math.floor(servers / zones));
  if (hosts > inEachZone) {
    checks.refuse('healthCheck.minimumHealthyHosts', `at most ${inEachZone}, which each of ${zones} zones has of minCapacity (${servers})`, hosts);
  }
}
