import { ACTIVITY_TOPIC, ALARM_TOPIC, BLOCK, BUCKET, CERTIFICATES, IMAGE, LISTENER, LOG_BUCKET, Setting, ZONE } from './settings';
import { byText, pathLine, TierView, withoutAbsent } from './views';
import { WebTierCase } from './web-tier.cases';
import { logDeliveryStatement, tlsOnlyStatement } from '../../src/core/access-logs';
import { AlarmPlan } from '../../src/core/alarms';
import { Checks, PlanContext } from '../../src/core/checks';
import { planBucketConnection } from '../../src/core/connections';
import { StatementPlan } from '../../src/core/instances';
import { Dimension, MetricPlan } from '../../src/core/metrics';
import { RulePlan } from '../../src/core/network-peers';
import { planScaledWebTier, ScaledWebTierPlan } from '../../src/core/scaled-web-tier';

const CONTEXT: PlanContext = {
  kind: 'ScaledWebTier', path: 'Stack/Web', isUnresolved: () => false, asText: String, peerTypeOf: () => undefined, comesFromSecret: () => false,
};
const PLACE = { partition: '<AWS::Partition>', region: '<AWS::Region>', account: '<AWS::AccountId>' };
const PARAMETER_PATH = '/scale-out/Stack/Web';
const POLICY = '<AWS::AutoScaling::ScalingPolicy.Ref>';
const BUCKET_ARN = '<AWS::S3::Bucket.Arn>';

/** What a case comes to before any engine has seen it. */
export function planOf({ options = {}, setting = {} }: WebTierCase): ScaledWebTierPlan {
  return planScaledWebTier(options, {
    availabilityZones: setting.zones ?? 2,
    networkCidrBlocks: [BLOCK],
    optionNames: { certificates: 'certificates', hostedZone: 'hostedZone', loadBalancerSubnets: 'loadBalancerSubnets' },
    certificates: setting.certificates ?? 1,
    accessLogBucketIsGiven: setting.accessLogBucket ?? false,
    accessLogBucketHasKey: false,
    listenerIsGiven: setting.listener ?? false,
    zone: setting.hostedZone ? { name: ZONE.name, isPrivate: false } : undefined,
    image: { option: 'machineImage', isGiven: setting.image ?? false },
    engineGaps: [],
    secrets: { areAccepted: false },
    region: PLACE.region,
    parameterPath: PARAMETER_PATH,
    parameterArn: `arn:${PLACE.partition}:ssm:${PLACE.region}:${PLACE.account}:parameter${PARAMETER_PATH}`,
    logGroupName: '<AWS::Logs::LogGroup.Ref>',
    logGroupArn: '<AWS::Logs::LogGroup.Arn>',
  }, CONTEXT);
}

export function viewOfPlan(testCase: WebTierCase): TierView {
  const { setting = {} } = testCase;
  const plan = planOf(testCase);
  const names = namesFor(setting);
  const told = setting.alarmTopic ? [ALARM_TOPIC] : [];
  const connection = setting.bucket && planBucketConnection(setting.bucket, BUCKET, plan.environment, new Checks(CONTEXT));
  return withoutAbsent<TierView>({
    capacity: capacityOf(plan, setting),
    refresh: refreshOf(plan),
    servers: serversOf(plan, setting),
    permissions: [...plan.statements, ...(connection?.statements ?? [])].map(statementOf),
    targetGroup: targetGroupOf(plan),
    balancer: setting.listener ? undefined : balancerOf(plan, setting),
    routing: plan.entry.routing && { ...plan.entry.routing },
    names: namesOf(plan),
    certificate: certificateOf(plan),
    accessLogBucket: setting.listener || setting.accessLogBucket ? undefined : bucketOf(plan),
    paths: pathsOf(plan, setting),
    scaling: scalingOf(plan, names),
    schedules: byText(plan.scaling.schedules.map(({ recurrence, timeZone, minCapacity, maxCapacity }) => (
      { recurrence, timeZone, minimum: minCapacity, maximum: maxCapacity }
    ))),
    warmPool: plan.warmPool,
    alarms: byText(Object.values(plan.alarms).map((alarm) => alarmOf(alarm, names, { alarm: told, ok: told }))),
    dashboard: plan.dashboard?.map(({ title, metrics, width }) => (
      { title, width, metrics: metrics.map((metric) => metricOf(metric, names, false)) }
    )),
    logs: plan.observability.logs && { retentionDays: plan.observability.logs.retentionDays, isRetained: plan.isProtected },
    connections: connection ? [
      { name: connection.parameterName, value: connection.parameterValue, description: connection.parameterDescription },
    ] : [],
  });
}

function certificateOf({ entry: { name } }: ScaledWebTierPlan) {
  return name?.needsCertificate ? { domainName: name.domainName, validation: name.certificateValidation } : undefined;
}

function scalingOf({ scaling }: ScaledWebTierPlan, names: Names) {
  return byText([
    ...scaling.policies.map((policy) => policyOf(policy, names)),
    ...(scaling.predictive ? [predictiveOf(scaling.predictive)] : []),
  ]);
}

function capacityOf({ capacity, health, deployment, zonalShift, instances }: ScaledWebTierPlan, setting: Setting) {
  return {
    minimum: capacity.minCapacity,
    maximum: capacity.maxCapacity,
    zones: setting.zones ?? 2,
    subnets: 'private',
    healthCheckType: health.judge,
    graceSeconds: health.startUp.graceSeconds,
    warmupSeconds: health.startUp.warmupSeconds,
    minHealthyPercent: deployment.minHealthyPercent,
    maxHealthyPercent: deployment.maxHealthyPercent,
    reportsMetrics: true,
    zonalShift: zonalShift && true,
    whenAZoneIsImpaired: zonalShift?.whenAZoneIsImpaired,
    capacityRebalance: instances.mixed?.capacityRebalance || undefined,
    activityTopics: setting.activityTopic ? [ACTIVITY_TOPIC] : [],
  };
}

function refreshOf({ deployment, alarms }: ScaledWebTierPlan) {
  return {
    strategy: deployment.strategy,
    minHealthyPercent: deployment.minHealthyPercent,
    maxHealthyPercent: deployment.maxHealthyPercent,
    bakeSeconds: deployment.bakeSeconds,
    rollbackAlarms: deployment.rollbackAlarms.map((name) => alarms[name].description),
  };
}

function serversOf({ instances, bootScript, hibernates, descriptions }: ScaledWebTierPlan, setting: Setting) {
  const { mixed, rootVolume } = instances;
  return {
    instanceTypes: mixed?.instanceTypes ?? [instances.instanceType],
    purchase: mixed && {
      onDemandAllocation: mixed.onDemandAllocation,
      onDemandBaseCapacity: mixed.onDemandBaseCapacity,
      onDemandPercentAboveBase: mixed.onDemandPercentAboveBase,
      spotAllocation: mixed.spotAllocation,
    },
    image: setting.image ? IMAGE : `<ssm:${instances.imageParameter}>`,
    metadataTokens: instances.metadata.tokens,
    metadataHopLimit: instances.metadata.hopLimit,
    detailedMonitoring: instances.detailedMonitoring,
    publicIp: instances.publicIp,
    hibernates: hibernates || undefined,
    volumes: [{ deviceName: rootVolume.deviceName, sizeGib: rootVolume.sizeGib, type: rootVolume.type, encrypted: rootVolume.encrypted }],
    bootScript: ['#!/bin/bash', ...bootScript].join('\n'),
    name: descriptions.name,
  };
}

function targetGroupOf({ entry, balancing, health }: ScaledWebTierPlan) {
  const { stickySessions: sticky, minimumHealthyTargets } = balancing;
  return {
    port: entry.target.port,
    protocol: entry.target.protocol,
    algorithm: balancing.algorithm,
    anomalyMitigation: balancing.anomalyMitigation || undefined,
    slowStartSeconds: balancing.slowStartSeconds,
    stickiness: sticky && { type: sticky.type, durationSeconds: sticky.durationSeconds, cookieName: sticky.cookieName },
    deregistrationDelaySeconds: health.draining.deregistrationDelaySeconds,
    ...minimumHealthyTargets,
    healthCheck: { path: health.path, protocol: entry.target.protocol, ...health.readiness },
  };
}

function balancerOf({ entry, isProtected }: ScaledWebTierPlan, setting: Setting) {
  const { accessLogs, listener, redirect } = entry;
  const certificates = entry.name?.needsCertificate ? ['<AWS::CertificateManager::Certificate.Ref>'] : CERTIFICATES.slice(0, setting.certificates ?? 1);
  return {
    type: 'application',
    scheme: entry.exposure,
    ipAddressType: entry.ipAddressType,
    zones: setting.zones ?? 2,
    subnets: entry.exposure === 'internet-facing' ? 'public' : 'private',
    idleTimeoutSeconds: entry.idleTimeoutSeconds,
    dropsInvalidHeaders: entry.dropInvalidHeaders,
    desyncMitigation: entry.desyncMitigation,
    deletionProtection: isProtected,
    zonalShift: entry.zonalShift,
    accessLogs: accessLogs && { bucket: setting.accessLogBucket ? LOG_BUCKET : 'its own', prefix: accessLogs.prefix },
    webAcl: entry.webAclArn,
    listeners: byText([
      { port: listener.port, protocol: listener.protocol, tlsPolicy: listener.tlsPolicy, certificates, trustStore: entry.trustStoreArn, action: 'forward' },
      ...(redirect ? [{
        port: redirect.fromPort,
        protocol: 'HTTP',
        certificates: [],
        action: 'redirect',
        redirect: { protocol: redirect.toProtocol, port: String(redirect.toPort), statusCode: redirect.statusCode },
      }] : []),
    ]),
  };
}

function namesOf({ entry: { name } }: ScaledWebTierPlan) {
  return byText((name?.recordTypes ?? []).map((type) => (
    { name: name!.domainName, type, zone: ZONE.id, isAlias: true, evaluatesTargetHealth: name!.evaluateTargetHealth }
  )));
}

function bucketOf({ entry: { accessLogs }, isProtected }: ScaledWebTierPlan) {
  return accessLogs && {
    encryption: accessLogs.bucket.encryption,
    versioned: accessLogs.bucket.versioned,
    blocksPublicAccess: accessLogs.bucket.blocksPublicAccess,
    objectOwnership: accessLogs.bucket.objectOwnership,
    expireAfterDays: accessLogs.bucket.expireAfterDays,
    noncurrentExpireAfterDays: accessLogs.bucket.noncurrentExpireAfterDays,
    abortUploadsAfterDays: accessLogs.bucket.abortUploadsAfterDays,
    isRetained: isProtected,
    purpose: accessLogs.bucket.purpose,
    policy: [tlsOnlyStatement(BUCKET_ARN), logDeliveryStatement(accessLogs, BUCKET_ARN, PLACE)].map(statementOf),
  };
}

function pathsOf({ entry, egress }: ScaledWebTierPlan, setting: Setting) {
  const lines = (direction: string, owner: string, rules: readonly RulePlan[]) => (
    rules.map((rule) => pathLine(direction, owner, rule.port, rule.peer.id, rule.description))
  );
  const { port, description } = entry.target;
  const balancer = setting.listener ? LISTENER.securityGroupId : 'balancer';
  return byText([
    ...lines('ingress', 'balancer', entry.callers),
    pathLine('egress', balancer, port, 'servers', description),
    pathLine('ingress', 'servers', port, balancer, description),
    ...lines('egress', 'servers', egress),
  ]);
}

function policyOf(policy: ScaledWebTierPlan['scaling']['policies'][number], names: Names) {
  if (policy.type === 'Step') {
    return {
      type: 'StepScaling',
      adjustmentType: policy.adjustmentType,
      minAdjustmentMagnitude: policy.minAdjustmentMagnitude,
      steps: policy.steps,
      alarms: [alarmOf(policy.alarm, names, { alarm: [POLICY], ok: [] })],
    };
  }
  const isPredefined = typeof policy.metric === 'string';
  return {
    type: 'TargetTrackingScaling',
    predefinedMetric: isPredefined ? policy.metric : undefined,
    metric: isPredefined ? undefined : withoutPeriod(metricOf(policy.metric as MetricPlan, names, false)),
    target: policy.target,
    disableScaleIn: policy.disableScaleIn || undefined,
    steps: [],
    alarms: [],
  };
}

function predictiveOf(plan: NonNullable<ScaledWebTierPlan['scaling']['predictive']>) {
  return {
    type: 'PredictiveScaling',
    predefinedMetric: plan.metricPair,
    target: plan.target,
    steps: [],
    alarms: [],
    mode: plan.mode,
    schedulingBufferSeconds: plan.schedulingBufferSeconds,
    whenAboveMaximum: plan.whenAboveMaximum,
    maxCapacityBufferPercent: plan.maxCapacityBufferPercent,
  };
}

function alarmOf(alarm: AlarmPlan, names: Names, actions: { alarm: string[]; ok: string[] }) {
  const isMath = alarm.expression !== undefined;
  return {
    description: alarm.description,
    metrics: byText(alarm.metrics.map((metric) => metricOf(metric, names, isMath))),
    expression: alarm.expression,
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missingData: alarm.missingData,
    alarmActions: actions.alarm,
    okActions: actions.ok,
  };
}

type Names = Record<Extract<Dimension, 'LoadBalancer' | 'TargetGroup' | 'AutoScalingGroupName'>, string>;

function namesFor(setting: Setting): Names {
  return {
    LoadBalancer: setting.listener ? LISTENER.loadBalancerFullName : '<AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName>',
    TargetGroup: '<AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName>',
    AutoScalingGroupName: '<AWS::AutoScaling::AutoScalingGroup.Ref>',
  };
}

function metricOf(metric: MetricPlan, names: Names, isNamed: boolean) {
  return {
    id: isNamed ? metric.id : undefined,
    namespace: metric.namespace,
    name: metric.name,
    dimensions: Object.fromEntries(metric.dimensions.map((dimension) => [dimension, names[dimension as keyof Names]])),
    statistic: metric.statistic,
    periodSeconds: metric.periodSeconds as number | undefined,
  };
}

/** Target tracking looks at a metric by the minute where it is reported by the minute; the period is not said. */
function withoutPeriod(metric: ReturnType<typeof metricOf>) {
  return { ...metric, periodSeconds: undefined };
}

function statementOf({ sid, effect, principals, actions, resources, conditions = {} }: StatementPlan) {
  return {
    sid,
    effect: effect ?? 'Allow',
    principals: Object.entries(principals ?? {}).map(([type, id]) => `${type} ${id}`),
    actions: byText(actions),
    resources: byText(resources),
    conditions: Object.entries(conditions).flatMap(([test, variables]) => Object.entries(variables).map(([variable, value]) => `${test} ${variable} ${value}`)),
  };
}
