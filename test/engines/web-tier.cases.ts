import { Setting } from './settings';
import {
  Agent, BalancingAlgorithm, BucketAccess, Egress, Exposure, PredictiveScalingMode, Protection, ScaledWebTierOptions, ScaleIn, StickySessions,
  TargetProtocol, WarmPoolState,
} from '../../src/core';

/** One case: planned once, rendered by both engines, read back from both. */
export interface WebTierCase {
  readonly name: string;
  readonly options?: ScaledWebTierOptions;
  readonly setting?: Setting;
}

const SERVICE = { command: '/opt/serve --fast', environment: { MODE: 'fast', RATIO: '50%', QUOTED: 'a "b" $HOME ${x} %{y}' } };

const ENTRY: WebTierCase[] = [
  { name: 'the defaults' },
  { name: 'three zones', setting: { zones: 3 } },
  { name: 'open to the internet', options: { exposure: Exposure.INTERNET } },
  { name: 'callers of every kind', options: { allowFrom: ['203.0.113.0/24', '2001:db8::/32', 'pl-12345678', 'sg-12345678'] } },
  { name: 'plain HTTP', options: { insecureHttp: true }, setting: { certificates: 0 } },
  { name: 'several certificates', setting: { certificates: 3 } },
  { name: 'another TLS policy', options: { tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' } },
  { name: 'a redirect from plain HTTP', options: { redirectHttp: true } },
  { name: 'mutual TLS', options: { trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/callers/0123456789abcdef' } },
  { name: 'a web ACL', options: { webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/00000000-0000-0000-0000-000000000000' } },
  { name: 'both address families', options: { exposure: Exposure.INTERNET, dualStack: true } },
  { name: 'a name with a certificate of its own', options: { domainName: 'www.example.com' }, setting: { certificates: 0, hostedZone: true } },
  { name: 'a name with a given certificate, in both families', options: { domainName: 'www.example.com', dualStack: true, exposure: Exposure.INTERNET }, setting: { hostedZone: true } },
  { name: 'TLS to the instances', options: { targetProtocol: TargetProtocol.HTTPS, targetPort: 8443 } },
  { name: 'a long idle timeout and odd headers', options: { idleTimeoutSeconds: 120, acceptInvalidHeaders: true } },
  { name: 'access logs with a prefix and a shorter life', options: { accessLogs: { prefix: 'web', expireAfterDays: 30 } } },
  { name: 'access logs in a bucket of the user', options: { accessLogs: { prefix: 'web' } }, setting: { accessLogBucket: true } },
  { name: 'no access logs', options: { withoutAccessLogs: true } },
  { name: 'no zonal shift', options: { withoutZonalShift: true } },
  { name: 'a shared listener', options: { routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*', '/carts/*'] } }, setting: { listener: true, certificates: 0 } },
  { name: 'a shared listener, by path alone', options: { routing: { priority: 20, paths: ['/*'] } }, setting: { listener: true, certificates: 0 } },
];

const BALANCING: WebTierCase[] = [
  { name: 'round robin with a slow start', options: { balancing: { algorithm: BalancingAlgorithm.ROUND_ROBIN, slowStartSeconds: 60 } } },
  { name: 'weighted random with anomaly mitigation', options: { balancing: { algorithm: BalancingAlgorithm.WEIGHTED_RANDOM } } },
  { name: 'sticky by the balancer\'s cookie', options: { balancing: { stickySessions: StickySessions.loadBalancerCookie(600) } } },
  { name: 'sticky by the application\'s cookie', options: { balancing: { stickySessions: StickySessions.applicationCookie('SESSION', 900) } } },
  {
    name: 'minimum healthy targets',
    options: { balancing: { minimumHealthyTargets: { dnsFailoverCount: 2, dnsFailoverPercent: 50, routingCount: 3, routingPercent: 25 } } },
  },
  {
    name: 'health checks of its own',
    options: {
      health: {
        path: '/ready',
        readiness: { intervalSeconds: 20, timeoutSeconds: 8, healthyThreshold: 3, unhealthyThreshold: 4, successCodes: '200-299' },
        startUp: { bootSeconds: 60, graceSeconds: 200, warmupSeconds: 90 },
        draining: { deregistrationDelaySeconds: 45, longestRequestSeconds: 40 },
      },
    },
  },
];

const SCALING: WebTierCase[] = [
  { name: 'a fixed size', options: { minCapacity: 4, maxCapacity: 4 } },
  { name: 'a peak to survive', options: { peakLoad: { requestsPerSecond: 2000, requestsPerSecondPerInstance: 250 } }, setting: { zones: 3 } },
  { name: 'static stability', options: { peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 }, staticallyStable: true } },
  { name: 'CPU alone', options: { scaling: { cpuTargetPercent: 60, withoutSurgeStep: true } } },
  { name: 'requests and a later surge', options: { scaling: { requestsPerSecondPerInstance: 150, surgeCpuPercent: 90 } } },
  { name: 'memory', options: { scaling: { memoryTargetPercent: 80 } } },
  { name: 'response time', options: { scaling: { responseTimeSeconds: 0.5 } } },
  { name: 'errors', options: { scaling: { errorRatePercent: 1, errorRateMinimumRequests: 50 } } },
  { name: 'gradual scale-in', options: { scaling: { scaleIn: ScaleIn.gradual({ percentPerMinute: 20, afterMinutes: 10 }) } } },
  { name: 'gradual scale-in beside errors, without an agent', options: { scaling: { errorRatePercent: 1, scaleIn: ScaleIn.gradual() }, observability: { agent: Agent.NONE } } },
  {
    name: 'schedules',
    options: {
      scaling: {
        schedules: [
          { name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 8 },
          { name: 'Evening', recurrence: '0 20 * * *', minCapacity: 2, maxCapacity: 10 },
        ],
      },
    },
  },
  { name: 'a forecast by CPU', options: { scaling: { predictive: {} } } },
  {
    name: 'a forecast by requests that scales',
    options: {
      scaling: {
        requestsPerSecondPerInstance: 150,
        predictive: { mode: PredictiveScalingMode.FORECAST_AND_SCALE, maxCapacityBufferPercent: 10, schedulingBufferSeconds: 600 },
      },
    },
  },
  { name: 'a warm pool', options: { warmPool: {} } },
  { name: 'a hibernated warm pool that is reused', options: { warmPool: { state: WarmPoolState.HIBERNATED, minSize: 2, maxPreparedCapacity: 6, reuseOnScaleIn: true } } },
];

const SERVERS: WebTierCase[] = [
  { name: 'another type and disk', options: { instances: { instanceType: 'c7i.xlarge', rootVolume: { sizeGib: 100, deviceName: '/dev/sda1' }, metadataHopLimit: 2 } } },
  { name: 'several types', options: { instances: { alternativeTypes: ['m6g.large', 'c7g.xlarge'] } } },
  { name: 'Spot above a base', options: { instances: { alternativeTypes: ['m6g.large', 'c7g.xlarge'], spot: { onDemandBaseCapacity: 3, onDemandPercentAboveBase: 25 } } } },
  { name: 'an image of the user', setting: { image: true } },
  { name: 'a service', options: { service: SERVICE, instances: { bootCommands: ['echo "${HOME}" %{http_code} \\ \'quoted\''] } } },
  { name: 'a service whose socket systemd holds', options: { service: { ...SERVICE, socketActivation: true } } },
  { name: 'a service of another user, without an agent', options: { service: { ...SERVICE, user: 'www', workingDirectory: '/srv' }, observability: { agent: Agent.NONE } } },
  { name: 'no shells and no agent', options: { instances: { sessionManager: false }, observability: { agent: Agent.NONE } } },
  { name: 'egress to endpoints', options: { egress: Egress.endpoints(['pl-87654321', '10.0.0.0/16', 'sg-87654321']) } },
  { name: 'egress to anywhere', options: { egress: Egress.anywhere() } },
  { name: 'a bucket to write to', options: { service: SERVICE }, setting: { bucket: {} } },
  { name: 'a bucket to read from', options: { service: SERVICE }, setting: { bucket: { prefix: 'ASSETS', access: BucketAccess.READ } } },
];

const OPERATIONS: WebTierCase[] = [
  { name: 'a slower deployment', options: { deployment: { minHealthyPercent: 90, maxHealthyPercent: 150, bakeSeconds: 600 } } },
  { name: 'a deployment without rollback', options: { deployment: { withoutRollback: true } } },
  { name: 'other alarms, and somebody who is woken', options: { alarms: { errorRatePercent: 2.5, responseTimeSeconds: 0.8 } }, setting: { alarmTopic: true } },
  { name: 'a record of activity', setting: { activityTopic: true } },
  { name: 'a dashboard and longer logs', options: { observability: { dashboard: true, logRetentionDays: 365 } } },
  { name: 'a dashboard without an agent', options: { observability: { dashboard: true, agent: Agent.NONE } } },
  { name: 'an agent in the image', options: { observability: { agent: Agent.PREINSTALLED } } },
  { name: 'nothing protected', options: { protection: Protection.NONE } },
];

export const WEB_TIER_CASES: readonly WebTierCase[] = [...ENTRY, ...BALANCING, ...SCALING, ...SERVERS, ...OPERATIONS];
