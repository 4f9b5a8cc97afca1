import { BALANCER, GLOBAL_TOPIC, HOME, ZONE } from './failover-settings';
import { FailoverCase, FailoverSetting, optionsOf } from './failover.cases';
import { byText, withoutAbsent } from './views';
import { PlanContext } from '../../src/core/checks';
import { FailoverRecordPlan } from '../../src/core/failover-records';
import { MultiRegionFailoverPlan, planMultiRegionFailover, RegionEndpoint } from '../../src/core/multi-region-failover';
import { RegionAlarmPlan } from '../../src/core/region-alarm-checks';
import { GeoLocationPlan } from '../../src/core/region-locations';
import { StatusAlarmPlan } from '../../src/core/region-status-alarm';

/** Every decision about one region of a name, without the names that an engine gives to things. */
export interface FailoverView {
  readonly records: readonly object[];
  readonly checks: readonly object[];
  readonly alarms: readonly FailoverAlarm[];
}

export interface FailoverAlarm {
  /** Where it says so apart from where the region is. */
  readonly region?: string;
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  readonly [fact: string]: unknown;
}

export function contextOf(kind: string, path: string): PlanContext {
  return {
    kind,
    path,
    isUnresolved: (value) => typeof value === 'string' && value.includes('<'),
    asText: String,
    peerTypeOf: () => undefined,
    comesFromSecret: () => false,
  };
}

const ELB = 'AWS::ElasticLoadBalancingV2';

function endpointOf({ target, isInternal = false, insecureHttp = false, dualStack = false }: FailoverSetting): RegionEndpoint {
  const shared = { isInternal, usesTls: !insecureHttp, isDualStack: dualStack };
  if (target !== 'tier') {
    const { dnsName, hostedZoneId, fullName, targetGroupFullName } = BALANCER;
    return { ...shared, dnsName, hostedZoneId, loadBalancerFullName: fullName, targetGroupFullName };
  }
  return {
    ...shared,
    dnsName: `<${ELB}::LoadBalancer.DNSName>`,
    hostedZoneId: `<${ELB}::LoadBalancer.CanonicalHostedZoneID>`,
    loadBalancerFullName: `<${ELB}::LoadBalancer.LoadBalancerFullName>`,
    targetGroupFullName: `<${ELB}::TargetGroup.TargetGroupFullName>`,
  };
}

export function planOfFailover(testCase: Omit<FailoverCase, 'name'>): MultiRegionFailoverPlan {
  const setting = testCase.setting ?? {};
  return planMultiRegionFailover(optionsOf(testCase), {
    optionNames: { endpoint: 'target', hostedZone: 'hostedZone' },
    zone: ZONE,
    region: setting.region ?? HOME,
    endpoint: endpointOf(setting),
    timings: {},
    data: {},
    side: {},
    reachesOtherRegions: true,
  }, contextOf('MultiRegionFailover', 'Stack/Failover'));
}

export function viewOfFailoverPlan(testCase: Omit<FailoverCase, 'name'>): FailoverView {
  const plan = planOfFailover(testCase);
  const woken = testCase.setting?.alarmTopic ? [GLOBAL_TOPIC] : [];
  return withoutAbsent<FailoverView>({
    records: byText(plan.records.map((record) => recordOf(record, plan, testCase.setting?.target))),
    checks: byText([...endpointCheckOf(plan), ...alarmChecksOf(plan), calculatedOf(plan)]),
    alarms: byText([
      ...plan.alarms.map((alarm) => alarmOf(alarm, woken)), ...(plan.statusAlarm ? [statusAlarmOf(plan.statusAlarm, plan, woken)] : []),
    ]),
  });
}

function recordOf(record: FailoverRecordPlan, { healthCheck }: MultiRegionFailoverPlan, target: FailoverSetting['target']) {
  const { strategy, failover, latencyRegion, weight, geoLocation } = record.routing;
  return {
    name: record.name,
    type: record.type,
    zone: ZONE.id,
    routing: strategy.toLowerCase(),
    setIdentifier: record.setIdentifier,
    failover,
    region: latencyRegion,
    weight,
    location: geoLocation && locationOf(geoLocation),
    aliasOf: record.alias.dnsName,
    aliasZone: record.alias.hostedZoneId,
    evaluatesTargetHealth: record.alias.evaluateTargetHealth,
    balancer: target === 'tier' ? 'the tier\'s' : undefined,
    records: [],
    targets: 0,
    healthCheck: record.givenHealthCheckId ?? healthCheck.calculated.name,
  };
}

function locationOf({ continentCode, countryCode, subdivisionCode }: GeoLocationPlan): string {
  const places = [['continent', continentCode], ['country', countryCode], ['subdivision', subdivisionCode]];
  return places.filter(([, code]) => code !== undefined).map((place) => place.join(' ')).join(' ');
}

const NO_CHILDREN = { regions: [], children: [] };

function endpointCheckOf({ healthCheck: { endpoint } }: MultiRegionFailoverPlan) {
  return endpoint ? [{
    ...NO_CHILDREN,
    name: endpoint.name,
    kind: 'endpoint',
    type: endpoint.type,
    host: endpoint.hostName,
    port: endpoint.port,
    path: endpoint.path,
    searchString: endpoint.searchString,
    sendsServerName: endpoint.enableSni,
    intervalSeconds: endpoint.intervalSeconds,
    failureThreshold: endpoint.failureThreshold,
    regions: [...endpoint.checkerRegions ?? []],
  }] : [];
}

function alarmChecksOf({ healthCheck }: MultiRegionFailoverPlan) {
  return healthCheck.alarms.map(({ name, type, alarm, alarmName, alarmRegion, insufficientDataHealthStatus }) => ({
    ...NO_CHILDREN,
    name,
    kind: 'alarm',
    type,
    alarm: alarm && healthCheck.ownAlarms.find(({ id }) => id === alarm)!.description,
    alarmName,
    alarmRegion,
    insufficientDataStatus: insufficientDataHealthStatus,
  }));
}

function calculatedOf({ healthCheck: { endpoint, alarms, calculated } }: MultiRegionFailoverPlan) {
  const nameOf = (id: string) => [endpoint, ...alarms].find((check) => check?.id === id)!.name;
  return {
    ...NO_CHILDREN,
    name: calculated.name,
    kind: 'calculated',
    type: calculated.type,
    children: calculated.children.map(nameOf).sort(),
    threshold: calculated.healthThreshold,
  };
}

function alarmOf(alarm: RegionAlarmPlan, woken: string[]): FailoverAlarm {
  return {
    description: alarm.description,
    metrics: alarm.metrics.map(({ namespace, name, dimensions, statistic, periodSeconds }) => ({
      namespace, name, dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, alarm.values[dimension]])), statistic, periodSeconds,
    })),
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: woken,
    okActions: woken,
  };
}

function statusAlarmOf(alarm: StatusAlarmPlan, { healthCheck }: MultiRegionFailoverPlan, woken: string[]): FailoverAlarm {
  return {
    region: alarm.region,
    description: alarm.description,
    metrics: [{ ...alarm.metric, dimensions: { HealthCheckId: healthCheck.calculated.name } }],
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: woken,
    okActions: woken,
  };
}
