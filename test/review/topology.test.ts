import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  BalancingAlgorithm, Egress, Exposure, PredictiveScalingMode, ScaledWebTierProps, ScaleIn, StickySessions, WarmPoolState,
} from '../../src/awscdk';
import { Topology } from '../../src/review';
import { newStack, templateOf, tierIn } from '../awscdk/stacks';

const GROUP_NAME = { AutoScalingGroupName: '<AWS::AutoScaling::AutoScalingGroup.Ref>' };
const BALANCER_NAME = '<AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName>';
const TARGETS = { LoadBalancer: BALANCER_NAME, TargetGroup: '<AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName>' };

const idOf = (name: string) => expect.stringMatching(new RegExp(`^Web${name}[0-9A-F]{8}$`));
const topologyOf = (props: Parameters<typeof templateOf>[0]) => Topology.fromCloudFormation(templateOf(props).toJSON());

const wide = (stack: Stack): Partial<ScaledWebTierProps> => ({
  exposure: Exposure.INTERNET,
  allowFrom: ['203.0.113.0/24', '2001:db8::/32', 'pl-12345678', 'sg-12345678'],
  accessLogs: { prefix: 'web' },
  accessLogBucket: new s3.Bucket(stack, 'Logs'),
  balancing: {
    algorithm: BalancingAlgorithm.ROUND_ROBIN,
    slowStartSeconds: 60,
    stickySessions: StickySessions.applicationCookie('SESSION', 600),
    minimumHealthyTargets: { dnsFailoverPercent: 50, routingPercent: 25 },
  },
  scaling: {
    requestsPerSecondPerInstance: 40,
    memoryTargetPercent: 80,
    responseTimeSeconds: 0.5,
    scaleIn: ScaleIn.gradual(),
    schedules: [{ name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 5 }],
    predictive: { mode: PredictiveScalingMode.FORECAST_AND_SCALE, maxCapacityBufferPercent: 10 },
  },
  instances: { instanceType: 'c7i.large', alternativeTypes: ['c6i.large', 'm7i.large'], spot: { onDemandPercentAboveBase: 50 } },
  domainName: 'www.example.com',
  hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' }),
  redirectHttp: true,
  trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/callers/0123456789abcdef',
  webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/00000000-0000-0000-0000-000000000000',
  dualStack: true,
  observability: { logRetentionDays: 90, dashboard: true },
  egress: Egress.endpoints(['pl-87654321', '10.0.0.0/16']),
  alarmTopic: new sns.Topic(stack, 'Topic'),
  activityTopic: new sns.Topic(stack, 'Activity'),
});

describe('a tier with defaults, read back', () => {
  const topology = topologyOf({});
  const { tiers: [tier, ...others], balancers: [balancer], paths, buckets, logGroups, networks, alarms } = topology;

  test('is one tier, of which everything is known', () => {
    expect(topology.engine).toBe('CloudFormation');
    expect(others).toEqual([]);
    expect(topology.unknowns).toEqual([]);
    expect(Object.keys(topology.notUnderstood)).toEqual(['AWS::EC2::EIP', 'AWS::EC2::InternetGateway', 'AWS::EC2::VPCGatewayAttachment']);
  });

  test('capacity, with numbers that CloudFormation writes as texts', () => {
    expect(tier.capacity).toMatchObject({
      minimum: 2, maximum: 20, desired: undefined, healthCheckType: 'ELB', graceSeconds: 300, warmupSeconds: 120, reportsMetrics: true, zonalShift: true,
    });
    expect(networks[0].subnets.filter(({ id }) => tier.capacity.subnetIds.includes(id)).map(({ zone, kind }) => [zone, kind]))
      .toEqual([['<zone 0>', 'private'], ['<zone 1>', 'private']]);
  });

  test('refresh, rolled back by two alarms', () => {
    expect(tier.refresh).toMatchObject({ strategy: 'Rolling', minHealthyPercent: 100, maxHealthyPercent: 110, bakeSeconds: 300 });
    expect(tier.refresh!.rollbackAlarmIds).toEqual([idOf('ErrorRateAlarm'), idOf('ResponseTimeAlarm')]);
  });

  test('servers', () => {
    expect(tier.servers).toMatchObject({
      instanceTypes: ['m7g.large'],
      image: '<ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64>',
      metadataTokens: 'required',
      metadataHopLimit: 1,
      detailedMonitoring: true,
      publicIp: false,
      volumes: [{ deviceName: '/dev/xvda', sizeGib: 20, type: 'gp3', encrypted: true }],
      name: 'Stack/Web',
      securityGroupIds: [idOf('InstanceSecurityGroup')],
    });
    expect(tier.servers.bootScript).toMatch(/^#!\/bin\/bash\n/);
    expect(tier.servers.bootScript).toContain('"log_group_name":"<AWS::Logs::LogGroup.Ref>"');
  });

  test('permissions, all of them', () => {
    expect(tier.managedPolicies).toEqual([]);
    expect(tier.permissions).toContainEqual({
      sid: 'AgentMetrics', effect: 'Allow', principals: [], actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: ['StringEquals cloudwatch:namespace CWAgent'],
    });
    expect(tier.permissions).toContainEqual(expect.objectContaining({ sid: 'AgentLogs', resources: ['<AWS::Logs::LogGroup.Arn>'] }));
  });

  test('target group, balancer and listener', () => {
    expect(tier.targetGroup).toMatchObject({
      port: 8080,
      protocol: 'HTTP',
      algorithm: 'least_outstanding_requests',
      stickiness: undefined,
      deregistrationDelaySeconds: 30,
      dnsFailoverCount: 1,
      routingCount: 1,
      healthCheck: { path: '/health', intervalSeconds: 10, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 2, successCodes: '200' },
    });
    expect(tier.balancerId).toBe(balancer.id);
    expect(tier.routing).toBeUndefined();
    expect(balancer).toMatchObject({
      type: 'application',
      scheme: 'internal',
      idleTimeoutSeconds: 60,
      dropsInvalidHeaders: true,
      desyncMitigation: 'defensive',
      deletionProtection: true,
      zonalShift: true,
      accessLogs: { bucket: buckets[0].id },
      webAcl: undefined,
    });
    expect(balancer.listeners).toMatchObject([{ port: 443, protocol: 'HTTPS', tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06', action: 'forward' }]);
    expect(balancer.listeners[0].certificates).toEqual([expect.stringMatching(/^arn:aws:acm:/)]);
  });

  test('paths: in from the network, on to the servers, out over HTTPS', () => {
    const [front, servers] = [balancer.securityGroupIds[0], tier.servers.securityGroupIds[0]];
    expect(paths.map(({ securityGroupId, direction, peer, peerType, fromPort }) => [securityGroupId, direction, peer, peerType, fromPort])).toEqual([
      [front, 'ingress', '10.0.0.0/16', 'ipv4', 443],
      [servers, 'egress', '0.0.0.0/0', 'ipv4', 443],
      [servers, 'ingress', front, 'security-group', 8080],
      [front, 'egress', servers, 'security-group', 8080],
    ]);
  });

  test('scaling, and the alarm behind a step', () => {
    expect(tier.scaling).toMatchObject([
      { type: 'TargetTrackingScaling', predefinedMetric: 'ASGAverageCPUUtilization', target: 70, steps: [], alarmIds: [] },
      { type: 'StepScaling', adjustmentType: 'PercentChangeInCapacity', minAdjustmentMagnitude: 1, steps: [{ lowerBound: 0, adjustment: 100 }], alarmIds: [idOf('CpuSurgeAlarm')] },
    ]);
    expect(alarms.find(({ id }) => id === tier.scaling[1].alarmIds[0])).toMatchObject({
      metrics: [{ namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: GROUP_NAME, statistic: 'Average', periodSeconds: 60 }],
      threshold: 85,
      evaluationPeriods: 1,
      alarmActions: ['<AWS::AutoScaling::ScalingPolicy.Ref>'],
    });
  });

  test('alarms, with a percentile or with an expression', () => {
    const alarm = (name: string) => alarms.find(({ id }) => id.startsWith(`Web${name}`))!;
    expect(alarm('ResponseTimeAlarm')).toMatchObject({ metrics: [{ name: 'TargetResponseTime', statistic: 'p90', dimensions: TARGETS }], expression: undefined });
    expect(alarm('ErrorRateAlarm').expression).toBe('100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0))');
    expect(alarm('ErrorRateAlarm').metrics.map(({ id, name, statistic, periodSeconds }) => [id, name, statistic, periodSeconds])).toEqual([
      ['elb5xx', 'HTTPCode_ELB_5XX_Count', 'Sum', 60], ['target5xx', 'HTTPCode_Target_5XX_Count', 'Sum', 60], ['requests', 'RequestCount', 'Sum', 60],
    ]);
  });

  test('what is kept', () => {
    expect(buckets).toMatchObject([{
      encryption: 'AES256',
      versioned: true,
      blocksPublicAccess: true,
      objectOwnership: 'BucketOwnerEnforced',
      expireAfterDays: 90,
      noncurrentExpireAfterDays: 1,
      abortUploadsAfterDays: 1,
      isRetained: true,
      purpose: 'Access logs of a load balancer',
    }]);
    expect(buckets[0].policy).toContainEqual(expect.objectContaining({ effect: 'Deny', principals: ['AWS *'], actions: ['s3:*'], conditions: ['Bool aws:SecureTransport false'] }));
    expect(buckets[0].policy.find(({ effect }) => effect === 'Allow')).toMatchObject({
      principals: ['Service logdelivery.elasticloadbalancing.amazonaws.com'],
      actions: ['s3:PutObject'],
      conditions: ['ArnLike aws:SourceArn arn:<AWS::Partition>:elasticloadbalancing:<AWS::Region>:<AWS::AccountId>:loadbalancer/*'],
    });
    expect(logGroups).toEqual([{ id: idOf('Logs'), retentionDays: 30, isRetained: true }]);
  });
});

describe('a tier with many options, read back', () => {
  const { tiers: [tier], balancers: [balancer], paths, dnsNames, certificates, dashboards, buckets, unknowns } = topologyOf(wide);

  test('several types, on demand and Spot', () => {
    expect(tier.servers.instanceTypes).toEqual(['c7i.large', 'c6i.large', 'm7i.large']);
    expect(tier.servers.purchase).toMatchObject({ onDemandPercentAboveBase: 50, spotAllocation: 'price-capacity-optimized' });
    expect(tier.capacity).toMatchObject({ capacityRebalance: true, activityTopics: ['<AWS::SNS::Topic.Ref>'] });
  });

  test('sticky sessions, slow start and thresholds of health', () => {
    expect(tier.targetGroup).toMatchObject({
      algorithm: 'round_robin', slowStartSeconds: 60, stickiness: { type: 'app_cookie', durationSeconds: 600, cookieName: 'SESSION' }, dnsFailoverPercent: 50, routingPercent: 25,
    });
  });

  test('policies of every kind, and schedules', () => {
    expect(tier.scaling.find(({ metric }) => metric)).toMatchObject({ metric: { namespace: 'CWAgent', name: 'mem_used_percent', dimensions: GROUP_NAME }, target: 80, disableScaleIn: true });
    expect(tier.scaling.find(({ type }) => type === 'PredictiveScaling')).toMatchObject({
      predefinedMetric: 'ALBRequestCount', mode: 'ForecastAndScale', whenAboveMaximum: 'IncreaseMaxCapacity', maxCapacityBufferPercent: 10,
    });
    expect(tier.schedules).toEqual([{ recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minimum: 5, maximum: undefined }]);
  });

  test('a public entry with a redirect, mutual TLS, a firewall and names', () => {
    expect(balancer).toMatchObject({ scheme: 'internet-facing', ipAddressType: 'dualstack', webAcl: expect.stringContaining('webacl/web'), accessLogs: { prefix: 'web', bucket: buckets[0].id } });
    const [http, https] = [80, 443].map((port) => balancer.listeners.find((listener) => listener.port === port)!);
    expect(http).toMatchObject({ action: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } });
    expect(https.trustStore).toContain('truststore/callers');
    expect(dnsNames.map(({ name, type, zone, balancerId, evaluatesTargetHealth }) => [name, type, zone, balancerId, evaluatesTargetHealth])).toEqual([
      ['www.example.com', 'A', 'Z0123456789ABC', balancer.id, true], ['www.example.com', 'AAAA', 'Z0123456789ABC', balancer.id, true],
    ]);
    expect(certificates).toEqual([]);
  });

  test('callers and destinations of every kind', () => {
    const peers = (direction: string, port: number) => paths
      .filter((path) => path.direction === direction && path.fromPort === port).map(({ peerType, peer }) => [peerType, peer]);
    expect(peers('ingress', 443)).toEqual(expect.arrayContaining([
      ['ipv4', '203.0.113.0/24'], ['ipv6', '2001:db8::/32'], ['prefix-list', 'pl-12345678'], ['security-group', 'sg-12345678'],
    ]));
    expect(peers('egress', 443)).toEqual([['ipv4', '10.0.0.0/16'], ['prefix-list', 'pl-87654321']]);
  });

  test('a dashboard', () => {
    const [{ widgets }] = dashboards;
    expect(widgets.find(({ title }) => title === 'Response time')!.metrics.map(({ statistic }) => statistic)).toEqual(expect.arrayContaining(['p50', 'p90', 'p99']));
    expect(widgets[0].metrics[0]).toMatchObject({ namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: BALANCER_NAME }, periodSeconds: 60 });
    expect(unknowns).toEqual([]);
  });
});

test('a warm pool', () => {
  const { tiers: [{ warmPool, servers }] } = topologyOf({ warmPool: { state: WarmPoolState.STOPPED, minSize: 2 } } as any);
  expect(warmPool).toMatchObject({ state: 'Stopped', minSize: 2 });
  expect(servers.hibernates).toBeUndefined();
});

test('a certificate that the document requests', () => {
  const { certificates, balancers } = topologyOf((stack) => ({
    certificates: undefined, domainName: 'www.example.com', hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
  }));
  expect(certificates).toMatchObject([{ domainName: 'www.example.com', validation: 'DNS' }]);
  expect(balancers[0].listeners[0].certificates).toContain('<AWS::CertificateManager::Certificate.Ref>');
});

test('a share of a listener: its alarms name the balancer behind it', () => {
  const stack = newStack();
  const vpc = new Vpc(stack, 'Vpc');
  const listener = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc })
    .addListener('Http', { port: 80, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  tierIn(stack, { vpc, listener, routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] } });
  const { tiers: [tier], balancers, alarms } = Topology.fromCloudFormation(Template.fromStack(stack).toJSON());
  expect(tier.routing).toEqual({ priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] });
  expect(tier.balancerId).toBe(balancers[0].id);
  expect(alarms.find(({ id }) => id.startsWith('WebResponseTimeAlarm'))!.metrics[0].dimensions).toEqual(TARGETS);
});
