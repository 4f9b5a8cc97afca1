import { App, CfnParameter, Duration, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Schedule } from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { invalidIn } from './findings';
import { maskAssets } from './mask-assets';
import { attributesOf, certificateIn, newStack, NO_FLAGS, only, RECOMMENDED_FLAGS, templateOf, tierIn } from './stacks';
import {
  Agent, BalancingAlgorithm, BucketAccess, Egress, Exposure, PredictiveScalingMode, Protection, ScaledWebTier, ScaledWebTierProps, ScaleIn,
  StickySessions, TargetProtocol, WarmPoolState,
} from '../../src/awscdk';

expect.addSnapshotSerializer(maskAssets);

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const POLICY = 'AWS::AutoScaling::ScalingPolicy';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const ALARM = 'AWS::CloudWatch::Alarm';

/** Every option at once, each away from its default. */
const everything = (stack: Stack): Partial<ScaledWebTierProps> => ({
  exposure: Exposure.INTERNET,
  allowFrom: ['203.0.113.0/24', '2001:db8::/32', 'pl-12345678', 'sg-12345678'],
  tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
  targetPort: 8443,
  targetProtocol: TargetProtocol.HTTPS,
  idleTimeoutSeconds: 120,
  acceptInvalidHeaders: true,
  accessLogs: { prefix: 'web' },
  accessLogBucket: new s3.Bucket(stack, 'Logs'),
  withoutZonalShift: true,
  peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 },
  staticallyStable: true,
  balancing: {
    algorithm: BalancingAlgorithm.ROUND_ROBIN,
    slowStartSeconds: 60,
    stickySessions: StickySessions.applicationCookie('SESSION', 600),
    minimumHealthyTargets: { dnsFailoverPercent: 50, routingPercent: 25 },
  },
  health: {
    path: '/ready',
    readiness: { intervalSeconds: 20, timeoutSeconds: 8, healthyThreshold: 3, unhealthyThreshold: 4, successCodes: '200-299' },
    startUp: { bootSeconds: 60, graceSeconds: 200, warmupSeconds: 90 },
    liveness: { intervalSeconds: 40, failureThreshold: 2 },
    draining: { deregistrationDelaySeconds: 45, longestRequestSeconds: 40 },
  },
  scaling: {
    cpuTargetPercent: 45,
    surgeCpuPercent: 80,
    requestsPerSecondPerInstance: 40,
    memoryTargetPercent: 80,
    responseTimeSeconds: 0.5,
    errorRatePercent: 1,
    scaleIn: ScaleIn.gradual(),
    schedules: [{ name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 19 }],
    predictive: { mode: PredictiveScalingMode.FORECAST_AND_SCALE, maxCapacityBufferPercent: 10 },
  },
  instances: {
    instanceType: 'c7i.large',
    alternativeTypes: ['c6i.large', 'm7i.large'],
    spot: { onDemandPercentAboveBase: 50 },
    rootVolume: { sizeGib: 30 },
    metadataHopLimit: 2,
    sessionManager: false,
    bootCommands: ['install'],
  },
  domainName: 'www.example.com',
  hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' }),
  redirectHttp: true,
  trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/callers/0123456789abcdef',
  webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/00000000-0000-0000-0000-000000000000',
  dualStack: true,
  observability: { logRetentionDays: 90, dashboard: true },
  factsOutput: true,
  service: { command: '/opt/serve', environment: { MODE: 'fast' } },
  egress: Egress.endpoints(['pl-87654321', '10.0.0.0/16']),
  deployment: { minHealthyPercent: 90, maxHealthyPercent: 150, bakeSeconds: 600 },
  alarms: { errorRatePercent: 2, responseTimeSeconds: 0.8 },
  alarmTopic: new sns.Topic(stack, 'Topic'),
  activityTopic: new sns.Topic(stack, 'Activity'),
  protection: Protection.NONE,
});

describe.each([['no feature flags', NO_FLAGS], ['all recommended feature flags', RECOMMENDED_FLAGS]])('the default tier with %s', (_, flags) => {
  const template = templateOf({}, flags);

  test('listens over TLS, inside the network only', () => {
    template.hasResourceProperties(LOAD_BALANCER, { Scheme: 'internal', Type: 'application' });
    template.hasResourceProperties(LISTENER, {
      Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06', Certificates: [{ CertificateArn: Match.stringLikeRegexp('certificate/') }],
    });
    expect(only(template, LISTENER).Properties.DefaultActions).toEqual([{ Type: 'forward', TargetGroupArn: { Ref: expect.stringMatching(/^WebTargetGroup/) } }]);
  });

  test('drops bad headers, defends against desync, shifts zones, is protected and logs', () => {
    expect(attributesOf(only(template, LOAD_BALANCER))).toMatchObject({
      'idle_timeout.timeout_seconds': '60',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'defensive',
      'zonal_shift.config.enabled': 'true',
      'deletion_protection.enabled': 'true',
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': { Ref: expect.stringMatching(/^WebAccessLogs/) },
    });
  });

  test('keeps its logs private, encrypted, versioned, for a time, and beyond the stack', () => {
    const bucket = only(template, 'AWS::S3::Bucket');
    expect(bucket.DeletionPolicy).toBe('Retain');
    expect(bucket.Properties).toMatchObject({
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [expect.objectContaining({ ExpirationInDays: 90, Status: 'Enabled' })] },
      Tags: [{ Key: 'Purpose', Value: 'Access logs of a load balancer' }],
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Allow', Action: 's3:PutObject', Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' } }),
        ]),
      },
    });
    expect(only(template, LOAD_BALANCER).DependsOn).toContainEqual(expect.stringMatching(/^WebAccessLogsPolicy/));
  });

  test('balances by outstanding requests, checks every 10 s, drains for 30 s', () => {
    const targets = only(template, TARGET_GROUP);
    expect(targets.Properties).toMatchObject({
      Port: 8080,
      Protocol: 'HTTP',
      TargetType: 'instance',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
    });
    expect(attributesOf(targets)).toEqual({
      'deregistration_delay.timeout_seconds': '30',
      'load_balancing.algorithm.type': 'least_outstanding_requests',
      'stickiness.enabled': 'false',
      'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    });
  });

  test('runs a group of 2 to 20 that replaces what the balancer finds unhealthy', () => {
    expect(only(template, GROUP).Properties).toMatchObject({
      MinSize: '2',
      MaxSize: '20',
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 300,
      DefaultInstanceWarmup: 120,
      MetricsCollection: [{ Granularity: '1Minute' }],
      AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: true, ImpairedZoneHealthCheckBehavior: 'ReplaceUnhealthy' },
      TargetGroupARNs: [{ Ref: expect.stringMatching(/^WebTargetGroup/) }],
    });
    expect(only(template, GROUP).Properties.VPCZoneIdentifier).toHaveLength(2);
  });

  test('never renders a desired capacity or a launch configuration', () => {
    template.resourceCountIs('AWS::AutoScaling::LaunchConfiguration', 0);
    expect(only(template, GROUP).Properties).not.toHaveProperty('DesiredCapacity');
    expect(only(template, GROUP).Properties.LaunchTemplate.Version).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^WebLaunchTemplate/), 'LatestVersionNumber'] });
  });

  test('refreshes instances without losing capacity, and rolls back on alarms', () => {
    const group = only(template, GROUP);
    expect(group.Properties.InstanceMaintenancePolicy).toEqual({ MinHealthyPercentage: 100, MaxHealthyPercentage: 110 });
    expect(group.UpdatePolicy).toEqual({
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling',
        Preferences: {
          MinHealthyPercentage: 100,
          MaxHealthyPercentage: 110,
          BakeTime: 300,
          AlarmSpecification: { Alarms: [{ Ref: expect.stringMatching(/^WebErrorRateAlarm/) }, { Ref: expect.stringMatching(/^WebResponseTimeAlarm/) }] },
        },
      },
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
  });

  test('tracks CPU at 70 %, and doubles at 85 %', () => {
    template.resourceCountIs(POLICY, 2);
    template.hasResourceProperties(POLICY, {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: { PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' }, TargetValue: 70 },
    });
    template.hasResourceProperties(POLICY, {
      PolicyType: 'StepScaling',
      AdjustmentType: 'PercentChangeInCapacity',
      MinAdjustmentMagnitude: 1,
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 100 }],
    });
    template.hasResourceProperties(ALARM, {
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^WebCpuSurge') }],
      MetricName: 'CPUUtilization',
      Namespace: 'AWS/EC2',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 85,
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: Match.stringLikeRegexp('^WebGroup') } }],
    });
  });

  test('boots instances that keep their credentials, their disk and their address to themselves', () => {
    const { LaunchTemplateData } = only(template, TEMPLATE).Properties;
    expect(LaunchTemplateData).toMatchObject({
      InstanceType: 'm7g.large',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      Monitoring: { Enabled: true },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 20, DeleteOnTermination: true } }],
      NetworkInterfaces: [{ AssociatePublicIpAddress: false, DeviceIndex: 0 }],
    });
    expect(LaunchTemplateData).not.toHaveProperty('KeyName');
    expect(LaunchTemplateData.TagSpecifications[0].Tags).toContainEqual({ Key: 'Name', Value: 'Stack/Web' });
    template.hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64' });
  });

  test('writes all permissions into one managed policy', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    const role = only(template, 'AWS::IAM::Role').Properties;
    expect(role).not.toHaveProperty('Policies');
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    const { Statement } = only(template, 'AWS::IAM::ManagedPolicy').Properties.PolicyDocument;
    expect(Statement.map(({ Sid }: any) => Sid)).toEqual(['SessionManager', 'AgentMetrics', 'AgentDimensions', 'AgentTraces', 'AgentLogs']);
    expect(Statement[0]).toEqual({
      Sid: 'SessionManager',
      Effect: 'Allow',
      Resource: '*',
      Action: ['ssm:UpdateInstanceInformation', 'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'],
    });
    expect(Statement[1].Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'CWAgent' } });
    expect(Statement[4].Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^WebLogs/), 'Arn'] });
  });

  test('keeps the service\'s logs for 30 days, and beyond the stack', () => {
    const group = only(template, 'AWS::Logs::LogGroup');
    expect(group.Properties.RetentionInDays).toBe(30);
    expect(group.DeletionPolicy).toBe('Retain');
    expect(JSON.stringify(only(template, TEMPLATE).Properties.LaunchTemplateData.UserData)).toContain(`{"Ref":"${Object.keys(template.findResources('AWS::Logs::LogGroup'))[0]}"}`);
  });

  test('opens no path that it does not describe, and none to the world', () => {
    const rules = rulesOf(template);
    expect(rules.map(({ CidrIp, FromPort, Description }) => [CidrIp ?? 'group', FromPort, Description])).toEqual(expect.arrayContaining([
      [{ 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] }, 443, 'Requests from inside the VPC'],
      ['group', 8080, 'Requests and health checks from the load balancer to the instances'],
      ['0.0.0.0/0', 443, 'Packages, Systems Manager and logs over HTTPS'],
    ]));
    expect(rules).toHaveLength(4);
    expect(ingressOf(template).filter(({ CidrIp, CidrIpv6 }) => CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0')).toEqual([]);
    for (const { GroupDescription } of propertiesOf(template, 'AWS::EC2::SecurityGroup')) { expect(GroupDescription).toMatch(/of Stack\/Web: /); }
  });

  test('says of every alarm what it means', () => {
    const alarms = propertiesOf(template, ALARM);
    expect(alarms).toHaveLength(6);
    for (const { AlarmDescription } of alarms) { expect(AlarmDescription.length).toBeGreaterThan(30); }
  });

  test('calls for help', () => {
    const alarm = (id: string) => Object.entries(template.findResources(ALARM)).find(([key]) => key.startsWith(id))![1].Properties;
    const expression = alarm('WebErrorRateAlarm').Metrics.find(({ ReturnData }: any) => ReturnData).Expression;
    expect(expression).toBe('100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0))');
    expect(alarm('WebErrorRateAlarm')).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching' });
    expect(alarm('WebResponseTimeAlarm')).toMatchObject({ MetricName: 'TargetResponseTime', ExtendedStatistic: 'p90', Threshold: 0.5, TreatMissingData: 'notBreaching' });
    expect(alarm('WebNoHealthyHostsAlarm')).toMatchObject({ MetricName: 'HealthyHostCount', Statistic: 'Minimum', Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
    expect(alarm('WebUnhealthyHostsAlarm')).toMatchObject({ MetricName: 'UnHealthyHostCount', Threshold: 1, EvaluationPeriods: 5 });
    expect(alarm('WebRunningAtMaxAlarm')).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 15 });
  });
});

test('the default template', () => {
  expect(templateOf().toJSON()).toMatchSnapshot();
});

test('the template with every option', () => {
  expect(templateOf(everything).toJSON()).toMatchSnapshot();
});

test('what holds data, or is pointed at from outside, keeps its logical id from release to release', () => {
  const ids = Object.entries(templateOf().toJSON().Resources as Record<string, { Type: string }>)
    .filter(([id, { Type }]) => id.startsWith('Web') && ['AWS::S3::Bucket', 'AWS::Logs::LogGroup', LOAD_BALANCER, TARGET_GROUP, GROUP].includes(Type));
  expect(ids.map(([id]) => id).sort()).toEqual([
    'WebAccessLogs024BC47D', 'WebGroupASG5FD1935A', 'WebLoadBalancer8E8983B1', 'WebLogsD9759FC4', 'WebTargetGroupFE6444AE',
  ]);
});

test('both pass CloudFormation\'s own validator without an error or a warning', () => {
  const app = new App();
  tierIn(new Stack(app, 'Default'));
  const stack = new Stack(app, 'Everything');
  tierIn(stack, everything(stack));
  expect(invalidIn(app)).toEqual([]);
}, 60_000);

describe('an option', () => {
  const full = templateOf(everything);

  test('exposure: the internet, over public subnets', () => {
    const template = templateOf({ exposure: Exposure.INTERNET });
    template.hasResourceProperties(LOAD_BALANCER, { Scheme: 'internet-facing', Subnets: [{ Ref: Match.stringLikeRegexp('PublicSubnet1') }, Match.anyValue()] });
    expect(ingressOf(template)).toContainEqual(expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, Description: 'Requests from the internet: exposure is INTERNET' }));
  });

  test('allowFrom: blocks, prefix lists and security groups', () => {
    expect(ingressOf(full)).toEqual(expect.arrayContaining([
      expect.objectContaining({ CidrIp: '203.0.113.0/24' }), expect.objectContaining({ CidrIpv6: '2001:db8::/32' }),
      expect.objectContaining({ SourcePrefixListId: 'pl-12345678' }), expect.objectContaining({ SourceSecurityGroupId: 'sg-12345678' }),
    ]));
    expect(ingressOf(full)).not.toContainEqual(expect.objectContaining({ CidrIp: '0.0.0.0/0' }));
  });

  test('insecureHttp: port 80 without a certificate', () => {
    const listener = only(templateOf({ insecureHttp: true }), LISTENER).Properties;
    expect(listener).toMatchObject({ Port: 80, Protocol: 'HTTP' });
    expect(listener).not.toHaveProperty('Certificates');
    expect(listener).not.toHaveProperty('SslPolicy');
  });

  test('tlsPolicy, idleTimeoutSeconds, acceptInvalidHeaders, withoutZonalShift, accessLogs.prefix', () => {
    full.hasResourceProperties(LISTENER, { SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' });
    const attributes = attributesOf(only(full, LOAD_BALANCER));
    expect(attributes).toMatchObject({ 'idle_timeout.timeout_seconds': '120', 'routing.http.drop_invalid_header_fields.enabled': 'false', 'access_logs.s3.prefix': 'web' });
    expect(attributes).not.toHaveProperty(['zonal_shift.config.enabled']);
    expect(only(full, GROUP).Properties).not.toHaveProperty('AvailabilityZoneImpairmentPolicy');
  });

  test('accessLogBucket: the user\'s own, whose policy lets the balancer write under the prefix', () => {
    full.resourceCountIs('AWS::S3::Bucket', 1);
    full.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [Match.objectLike({
          Resource: { 'Fn::Join': ['', [Match.anyValue(), '/web/AWSLogs/', { Ref: 'AWS::AccountId' }, '/*']] },
          Condition: { ArnLike: { 'aws:SourceArn': Match.anyValue() } },
        })],
      },
    });
  });

  test('withoutAccessLogs: no bucket, no attribute', () => {
    const template = templateOf({ withoutAccessLogs: true });
    template.resourceCountIs('AWS::S3::Bucket', 0);
    expect(Object.keys(attributesOf(only(template, LOAD_BALANCER))).filter((key) => key.startsWith('access_logs'))).toEqual([]);
  });

  test('targetPort and targetProtocol: TLS to the instances too, and the path opened there', () => {
    full.hasResourceProperties(TARGET_GROUP, { Port: 8443, Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS' });
    full.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 8443, ToPort: 8443 });
  });

  test('health: every timing in its place', () => {
    full.hasResourceProperties(TARGET_GROUP, {
      HealthCheckPath: '/ready',
      HealthCheckIntervalSeconds: 20,
      HealthCheckTimeoutSeconds: 8,
      HealthyThresholdCount: 3,
      UnhealthyThresholdCount: 4,
      Matcher: { HttpCode: '200-299' },
    });
    full.hasResourceProperties(GROUP, { HealthCheckGracePeriod: 200, DefaultInstanceWarmup: 90 });
    const userData = userDataOf(full);
    for (const line of ['OnUnitActiveSec=40', 'TimeoutStopSec=45', '-lt 60 ]; then exit 0', '$count of 2"', "url='https://127.0.0.1:8443/ready'"]) {
      expect(userData).toContain(line);
    }
  });

  test('balancing: round robin with a slow start, and thresholds of health', () => {
    expect(attributesOf(only(full, TARGET_GROUP))).toMatchObject({
      'load_balancing.algorithm.type': 'round_robin',
      'slow_start.duration_seconds': '60',
      'deregistration_delay.timeout_seconds': '45',
      'target_group_health.dns_failover.minimum_healthy_targets.percentage': '50',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': '25',
    });
    expect(attributesOf(only(templateOf({ balancing: { algorithm: BalancingAlgorithm.WEIGHTED_RANDOM } }), TARGET_GROUP))).toMatchObject({
      'load_balancing.algorithm.type': 'weighted_random',
      'load_balancing.algorithm.anomaly_mitigation': 'on',
    });
  });

  test('peakLoad and staticallyStable: what one zone needs, in each of two', () => {
    full.hasResourceProperties(GROUP, { MinSize: '18', MaxSize: '20' });
    const impaired = templateOf({ staticallyStable: true, peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 } });
    impaired.hasResourceProperties(GROUP, { AvailabilityZoneImpairmentPolicy: { ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' } });
  });

  test('scaling: other thresholds, or tracking alone', () => {
    full.hasResourceProperties(POLICY, { TargetTrackingConfiguration: { TargetValue: 45 } });
    full.hasResourceProperties(ALARM, { MetricName: 'CPUUtilization', Threshold: 80 });
    templateOf({ scaling: { withoutSurgeStep: true } }).resourceCountIs(POLICY, 1);
  });

  test('instances: type, disk, hops, permissions, boot commands', () => {
    full.hasResourceProperties(TEMPLATE, {
      LaunchTemplateData: {
        InstanceType: 'c7i.large', MetadataOptions: { HttpPutResponseHopLimit: 2, HttpTokens: 'required' }, BlockDeviceMappings: [{ Ebs: { VolumeSize: 30, Encrypted: true } }],
      },
    });
    expect(Object.values(full.toJSON().Parameters).map(({ Default }: any) => Default)).toContain('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64');
    expect(JSON.stringify(full.toJSON())).not.toContain('ssmmessages');
  });

  test('service: a unit that starts it', () => {
    const userData = userDataOf(full);
    expect(userData).toMatch(/^#!\/bin\/bash\nset -euo pipefail\nmkdir -p .*\ninstall\n/);
    expect(userData).toContain('ExecStart=/opt/serve\n');
    expect(userData).toContain('Environment="MODE=fast"\n');
  });

  test('egress: endpoints only, or anywhere', () => {
    const endpoints = egressOf(full);
    expect(endpoints).toEqual(expect.arrayContaining([
      expect.objectContaining({ DestinationPrefixListId: 'pl-87654321', FromPort: 443 }), expect.objectContaining({ CidrIp: '10.0.0.0/16', FromPort: 443 }),
    ]));
    expect(endpoints).not.toContainEqual(expect.objectContaining({ CidrIp: '0.0.0.0/0' }));
    templateOf({ egress: Egress.anywhere() }).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: Match.arrayWith([Match.objectLike({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }), Match.objectLike({ CidrIpv6: '::/0', IpProtocol: '-1' })]),
    });
  });

  test('deployment: other shares and bake time, or no rollback', () => {
    const preferencesOf = (template: Template) => only(template, GROUP).UpdatePolicy.AutoScalingInstanceRefresh.Preferences;
    expect(preferencesOf(full)).toMatchObject({ MinHealthyPercentage: 90, MaxHealthyPercentage: 150, BakeTime: 600 });
    expect(preferencesOf(templateOf({ deployment: { withoutRollback: true } }))).not.toHaveProperty('AlarmSpecification');
  });

  test('alarms, alarmTopic and activityTopic: other thresholds, and somebody hears of it', () => {
    const named = (id: string) => Object.entries(full.findResources(ALARM)).find(([key]) => key.startsWith(id))![1].Properties;
    expect(named('WebErrorRateAlarm')).toMatchObject({ Threshold: 2 });
    expect(named('WebResponseTimeAlarm')).toMatchObject({ Threshold: 0.8 });
    for (const id of ['ErrorRate', 'ResponseTime', 'NoHealthyHosts', 'UnhealthyHosts', 'RunningAtMax']) {
      expect(named(`Web${id}Alarm`)).toMatchObject({ AlarmActions: [{ Ref: expect.stringMatching(/^Topic/) }], OKActions: [{ Ref: expect.stringMatching(/^Topic/) }] });
    }
    full.hasResourceProperties(GROUP, { NotificationConfigurations: [Match.objectLike({ TopicARN: { Ref: Match.stringLikeRegexp('^Activity') } })] });
  });

  test('protection: NONE leaves nothing behind', () => {
    const template = templateOf({ protection: Protection.NONE });
    expect(attributesOf(only(template, LOAD_BALANCER))).toMatchObject({ 'deletion_protection.enabled': 'false' });
    expect(only(template, 'AWS::S3::Bucket').DeletionPolicy).toBe('Delete');
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
  });

  test('machineImage: the user\'s own', () => {
    const template = templateOf({ machineImage: ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' }) });
    expect(only(template, TEMPLATE).Properties.LaunchTemplateData.ImageId).toEqual({ 'Fn::FindInMap': expect.any(Array) });
  });

  test('instanceSubnets and loadBalancerSubnets: where they are wanted', () => {
    const subnets = { subnetType: ec2.SubnetType.PUBLIC };
    const template = templateOf({ instanceSubnets: subnets, loadBalancerSubnets: subnets });
    template.hasResourceProperties(GROUP, { VPCZoneIdentifier: [{ Ref: Match.stringLikeRegexp('PublicSubnet1') }, Match.anyValue()] });
    template.hasResourceProperties(LOAD_BALANCER, { Scheme: 'internal', Subnets: [{ Ref: Match.stringLikeRegexp('PublicSubnet1') }, Match.anyValue()] });
  });
});

describe('more ways to scale', () => {
  const full = templateOf(everything);
  const label = (value: unknown) => JSON.stringify(value);

  test('requests per target, told apart by balancer and target group', () => {
    const properties = propertiesOf(full, POLICY).find((one) => label(one).includes('ALBRequestCountPerTarget'));
    expect(properties.TargetTrackingConfiguration).toMatchObject({ TargetValue: 2400, DisableScaleIn: true });
    expect(label(properties.TargetTrackingConfiguration.PredefinedMetricSpecification.ResourceLabel)).toMatch(/LoadBalancerFullName.*"\/".*TargetGroupFullName/);
  });

  test('requests, once the balancer leads to the group', () => {
    const policy = Object.values(full.findResources(POLICY)).find((one) => label(one).includes('ALBRequestCountPerTarget'))!;
    expect(policy.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^WebLoadBalancerListener/)]));
  });

  test('from instances that hibernated', () => {
    const template = templateOf({ warmPool: { state: WarmPoolState.HIBERNATED } });
    template.hasResourceProperties(TEMPLATE, { LaunchTemplateData: { HibernationOptions: { Configured: true } } });
  });

  test('memory, as the agent reports it', () => {
    full.hasResourceProperties(POLICY, {
      TargetTrackingConfiguration: {
        TargetValue: 80,
        DisableScaleIn: true,
        CustomizedMetricSpecification: {
          Namespace: 'CWAgent', MetricName: 'mem_used_percent', Statistic: 'Average', Dimensions: [{ Name: 'AutoScalingGroupName', Value: Match.anyValue() }],
        },
      },
    });
  });

  test('response time and errors, by steps', () => {
    full.hasResourceProperties(POLICY, {
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 0.5, ScalingAdjustment: 25 },
        { MetricIntervalLowerBound: 0.5, ScalingAdjustment: 50 },
      ],
    });
    full.hasResourceProperties(ALARM, { ExtendedStatistic: 'p90', Threshold: 0.5, AlarmActions: [{ Ref: Match.stringLikeRegexp('^WebResponseTimeStep') }] });
    full.hasResourceProperties(ALARM, { Threshold: 1, AlarmActions: [{ Ref: Match.stringLikeRegexp('^WebErrorRateStep') }] });
  });

  test('in by a tenth a minute, when everything is quiet', () => {
    full.hasResourceProperties(POLICY, { PolicyType: 'StepScaling', StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: -10 }] });
    const alarm = propertiesOf(full, ALARM).find(({ AlarmActions }) => label(AlarmActions).includes('WebGradualScaleIn'));
    expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 5, DatapointsToAlarm: 5 });
    expect(alarm.Metrics).toHaveLength(7);
  });

  test('at known times, in a time zone', () => {
    full.hasResourceProperties('AWS::AutoScaling::ScheduledAction', { Recurrence: '0 8 * * MON-FRI', TimeZone: 'Europe/Berlin', MinSize: 19 });
  });

  test('ahead of time', () => {
    full.hasResourceProperties(POLICY, {
      PolicyType: 'PredictiveScaling',
      PredictiveScalingConfiguration: {
        Mode: 'ForecastAndScale',
        SchedulingBufferTime: 300,
        MaxCapacityBreachBehavior: 'IncreaseMaxCapacity',
        MaxCapacityBuffer: 10,
        MetricSpecifications: [{ TargetValue: 2400, PredefinedMetricPairSpecification: { PredefinedMetricType: 'ALBRequestCount' } }],
      },
    });
    templateOf({ scaling: { predictive: {} } }).hasResourceProperties(POLICY, {
      PredictiveScalingConfiguration: {
        Mode: 'ForecastOnly', MetricSpecifications: [{ TargetValue: 70, PredefinedMetricPairSpecification: { PredefinedMetricType: 'ASGCPUUtilization' } }],
      },
    });
  });

  test('from instances that have booted already', () => {
    const warmPool = { state: WarmPoolState.RUNNING, minSize: 1, maxPreparedCapacity: 6, reuseOnScaleIn: true };
    templateOf({ warmPool }).hasResourceProperties('AWS::AutoScaling::WarmPool', {
      PoolState: 'Running', MinSize: 1, MaxGroupPreparedCapacity: 6, InstanceReusePolicy: { ReuseOnScaleIn: true },
    });
  });

  test('over several types, on Spot above what always runs', () => {
    expect(only(full, GROUP).Properties).toMatchObject({
      CapacityRebalance: true,
      MixedInstancesPolicy: {
        InstancesDistribution: {
          OnDemandAllocationStrategy: 'prioritized',
          OnDemandBaseCapacity: 18,
          OnDemandPercentageAboveBaseCapacity: 50,
          SpotAllocationStrategy: 'price-capacity-optimized',
        },
        LaunchTemplate: { Overrides: [{ InstanceType: 'c7i.large' }, { InstanceType: 'c6i.large' }, { InstanceType: 'm7i.large' }] },
      },
    });
    expect(only(full, GROUP).Properties).not.toHaveProperty('LaunchTemplate');
  });
});

describe('more ways in', () => {
  const full = templateOf(everything);

  test('a name: alias records for both families that follow the balancer\'s health', () => {
    for (const Type of ['A', 'AAAA']) {
      full.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'www.example.com.', Type, AliasTarget: { EvaluateTargetHealth: true } });
    }
  });

  test('a certificate for the name, validated in its zone', () => {
    const template = templateOf((stack) => ({
      certificates: undefined,
      domainName: 'example.com',
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' }),
    }));
    template.hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: 'example.com', ValidationMethod: 'DNS' });
    template.hasResourceProperties(LISTENER, { Certificates: [{ CertificateArn: { Ref: Match.stringLikeRegexp('^WebCertificate') } }] });
    template.resourceCountIs('AWS::Route53::RecordSet', 1);
  });

  test('a redirect from plain HTTP', () => {
    full.hasResourceProperties(LISTENER, { Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }] });
    expect(ingressOf(full)).toContainEqual(expect.objectContaining({ CidrIp: '203.0.113.0/24', FromPort: 80, Description: 'To be redirected to HTTPS' }));
  });

  test('callers with a certificate, behind a web ACL, over IPv6', () => {
    full.hasResourceProperties(LISTENER, { MutualAuthentication: { Mode: 'verify', TrustStoreArn: Match.stringLikeRegexp(':truststore/callers/') } });
    full.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { WebACLArn: Match.stringLikeRegexp(':regional/webacl/'), ResourceArn: { Ref: Match.stringLikeRegexp('^WebLoadBalancer') } });
    full.hasResourceProperties(LOAD_BALANCER, { IpAddressType: 'dualstack' });
  });

  test('sticky sessions, with a warning', () => {
    expect(attributesOf(only(full, TARGET_GROUP))).toMatchObject({
      'stickiness.enabled': 'true', 'stickiness.type': 'app_cookie', 'stickiness.app_cookie.cookie_name': 'SESSION', 'stickiness.app_cookie.duration_seconds': '600',
    });
    const stack = newStack();
    tierIn(stack, { balancing: { stickySessions: StickySessions.loadBalancerCookie(600) } });
    Annotations.fromStack(stack).hasWarning('/Stack/Web', Match.stringLikeRegexp('scale-out-constructs:stickySessions'));
    expect(attributesOf(only(Template.fromStack(stack), TARGET_GROUP))).toMatchObject({ 'stickiness.type': 'lb_cookie', 'stickiness.lb_cookie.duration_seconds': '600' });
  });

  describe('a shared listener', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc });
    const defaultAction = elbv2.ListenerAction.fixedResponse(404);
    const listener = loadBalancer.addListener('Https', { port: 443, certificates: [certificateIn(stack)], defaultAction });
    const orders = tierIn(stack, { vpc, listener, routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] } });
    const template = Template.fromStack(stack);

    test('sends the tier its share', () => {
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
        Priority: 10,
        Actions: [{ Type: 'forward', TargetGroupArn: { Ref: Match.stringLikeRegexp('^WebTargetGroup') } }],
        Conditions: [
          { Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } }, { Field: 'path-pattern', PathPatternConfig: { Values: ['/orders/*'] } },
        ],
      });
    });

    test('is the only balancer, and reaches the instances', () => {
      template.resourceCountIs(LOAD_BALANCER, 1);
      template.resourceCountIs('AWS::S3::Bucket', 0);
      template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        FromPort: 8080,
        GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebInstanceSecurityGroup'), 'GroupId'] },
        SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SharedSecurityGroup'), 'GroupId'] },
      });
      expect(() => orders.loadBalancer).toThrow("ScaledWebTier 'Stack/Web' shares a listener: it has no load balancer of its own.");
    });

    test('is named in the alarms', () => {
      const alarm = propertiesOf(template, ALARM).find(({ MetricName }) => MetricName === 'TargetResponseTime');
      expect(JSON.stringify(alarm.Dimensions[0])).toContain('Https');
    });

    test('may belong to another stack, without a cycle', () => {
      const network = newStack(NO_FLAGS, 'Network');
      const sharedVpc = new ec2.Vpc(network, 'Vpc');
      const balancers = new Stack(network.node.root, 'Balancers');
      const other = new elbv2.ApplicationLoadBalancer(balancers, 'Shared', { vpc: sharedVpc });
      const theirs = other.addListener('Https', { port: 443, certificates: [certificateIn(balancers)], defaultAction: elbv2.ListenerAction.fixedResponse(404) });
      const tiers = new Stack(network.node.root, 'Tiers');
      tierIn(tiers, { vpc: sharedVpc, listener: theirs, routing: { priority: 1, paths: ['/*'] }, scaling: { requestsPerSecondPerInstance: 10 } });
      const own = Template.fromStack(tiers);
      own.resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', 1);
      own.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
      expect(balancers.dependencies).not.toContain(tiers);
    });

    test('may be imported', () => {
      const other = newStack();
      const imported = elbv2.ApplicationListener.fromApplicationListenerAttributes(other, 'Imported', {
        listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/0123456789abcdef/fedcba9876543210',
        securityGroup: ec2.SecurityGroup.fromSecurityGroupId(other, 'Group', 'sg-0123456789abcdef0'),
      });
      tierIn(other, { listener: imported, routing: { priority: 1, paths: ['/*'] } });
      const alarm = propertiesOf(Template.fromStack(other), ALARM).find(({ MetricName }) => MetricName === 'TargetResponseTime');
      expect(alarm.Dimensions[0].Value).toBe('app/shared/0123456789abcdef');
    });
  });
});

describe('observability', () => {
  test('no agent: no logs, no permissions, nothing installed', () => {
    const template = templateOf({ observability: { agent: Agent.NONE } });
    template.resourceCountIs('AWS::Logs::LogGroup', 0);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/amazon-cloudwatch-agent|PutMetricData|xray:/);
  });

  test('a dashboard of what a person asks first', () => {
    const [{ DashboardBody }] = propertiesOf(templateOf(everything), 'AWS::CloudWatch::Dashboard');
    for (const title of ['Requests and errors', 'Response time', 'Hosts', 'Capacity', 'CPU and memory', 'Requests per instance']) {
      expect(JSON.stringify(DashboardBody)).toContain(title);
    }
  });

  test('logs kept for as long as is wanted', () => {
    templateOf(everything).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('figures in code, and as an output', () => {
    const stack = newStack();
    const { facts } = tierIn(stack, { factsOutput: true });
    expect(facts).toMatchObject({ secondsUntilOutOfService: 25, secondsUntilReplaced: 155, cpuPercentAfterZoneLoss: 140 });
    const [{ Value }] = Object.values(Template.fromStack(stack).findOutputs('*', { Description: 'How fast Stack/Web reacts, and what it survives' })) as any[];
    expect(JSON.parse(Value)).toMatchObject({ secondsUntilOutOfService: 25 });
    expect(templateOf().findOutputs('*')).toEqual({});
  });
});

describe('connectTo a bucket', () => {
  const stack = newStack();
  const tier = tierIn(stack, { service: { command: '/opt/serve' } });
  const before = JSON.stringify(stack.resolve(tier.launchTemplate.userData!.render()));
  tier.connectTo(new s3.Bucket(stack, 'Files', { encryptionKey: new kms.Key(stack, 'Key') }));
  tier.connectTo(s3.Bucket.fromBucketName(stack, 'Assets', 'assets'), { prefix: 'ASSETS', access: BucketAccess.READ });
  const template = Template.fromStack(stack);

  test('tells the instances by a parameter, and leaves the fleet alone', () => {
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/scale-out/Stack/Web/FILES', Value: { 'Fn::Join': ['', ['FILES_BUCKET=', { Ref: Match.stringLikeRegexp('^Files') }]] },
    });
    template.hasResourceProperties('AWS::SSM::Parameter', { Name: '/scale-out/Stack/Web/ASSETS', Value: 'ASSETS_BUCKET=assets' });
    expect(JSON.stringify(stack.resolve(tier.launchTemplate.userData!.render()))).toBe(before);
    expect(before).toContain("--path '/scale-out/Stack/Web' --recursive");
  });

  test('grants exactly what is needed, without a wildcard in an action', () => {
    const { Statement } = only(template, 'AWS::IAM::ManagedPolicy').Properties.PolicyDocument;
    expect(JSON.stringify(Statement.find(({ Sid }: any) => Sid === 'ReadConnections').Resource)).toContain(':parameter/scale-out/Stack/Web"');
    const granted = Statement.slice(6);
    expect(granted.map(({ Action }: any) => Action)).toEqual([
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], 's3:ListBucket', ['kms:Decrypt', 'kms:GenerateDataKey'],
      's3:GetObject', 's3:ListBucket',
    ]);
  });

  test('works in a nested stack, and under an id that is no name', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    tierIn(nested, { service: { command: '/opt/serve' } }).connectTo(s3.Bucket.fromBucketName(nested, 'Assets', 'assets'));
    Template.fromStack(nested).resourceCountIs('AWS::SSM::Parameter', 1);
    const odd = newStack();
    const props = { vpc: new ec2.Vpc(odd, 'Vpc'), certificates: [certificateIn(odd)], service: { command: '/opt/serve' } };
    new ScaledWebTier(odd, "My web's tier", props).connectTo(s3.Bucket.fromBucketName(odd, 'Assets', 'assets'));
    Template.fromStack(odd).hasResourceProperties('AWS::SSM::Parameter', { Name: Match.stringLikeRegexp('^/scale-out/Stack/My-web-s-tier-[0-9a-f]{8}/FILES$') });
  });

  test('refuses a prefix that is taken, or is none', () => {
    const bucket = s3.Bucket.fromBucketName(stack, 'More', 'more');
    expect(() => tier.connectTo(bucket, { prefix: 'x y' })).toThrow("ScaledWebTier 'Stack/Web': prefix must be capital letters");
    expect(() => tier.connectTo(bucket)).toThrow('prefix FILES is taken by another connection of this tier: say another one.');
  });
});

describe('what it can be connected to', () => {
  test('other resources, from the instances\' side, with no cycle across stacks', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(new Stack(stack.node.root, 'Network'), 'Vpc');
    const data = new Stack(stack.node.root, 'Data');
    const database = new ec2.SecurityGroup(data, 'Database', { vpc, allowAllOutbound: false });
    const tier = tierIn(stack, { vpc });
    tier.connections.allowTo(database, ec2.Port.tcp(5432), 'Queries');
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 5432, Description: 'Queries' });
    expect(stack.dependencies).toContain(data);
    expect(data.dependencies).not.toContain(stack);
  });

  test('callers, from the load balancer\'s side', () => {
    const stack = newStack();
    const tier = tierIn(stack);
    tier.listener.connections.allowDefaultPortFrom(ec2.Peer.ipv4('192.0.2.0/24'), 'A partner');
    expect(ingressOf(Template.fromStack(stack))).toContainEqual(expect.objectContaining({ CidrIp: '192.0.2.0/24', FromPort: 443, Description: 'A partner' }));
  });

  test('grants land in the one policy, resource policies name the role', () => {
    const stack = newStack();
    const tier = tierIn(stack);
    new s3.Bucket(stack, 'Files', { encryptionKey: new kms.Key(stack, 'Key') }).grantRead(tier);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(JSON.stringify(only(template, 'AWS::IAM::ManagedPolicy').Properties.PolicyDocument)).toMatch(/s3:GetObject\*.*kms:Decrypt/);
    expect(tier.role).toBeInstanceOf(iam.Role);
  });

  test('the parts it is made of', () => {
    const stack = newStack();
    const tier = tierIn(stack);
    tier.autoScalingGroup.scaleOnSchedule('Morning', { schedule: Schedule.cron({ hour: '6', minute: '0' }), minCapacity: 4 });
    tier.targetGroup.setAttribute('deregistration_delay.connection_termination.enabled', 'true');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::AutoScaling::ScheduledAction', { MinSize: 4 });
    expect(tier.accessLogBucket).toBeInstanceOf(s3.Bucket);
    expect(tier.launchTemplate.userData).toBeDefined();
    for (const alarm of [tier.errorRateAlarm, tier.responseTimeAlarm, tier.noHealthyHostsAlarm, tier.unhealthyHostsAlarm, tier.runningAtMaxAlarm]) {
      expect(stack.resolve(alarm.alarmName)).toEqual({ Ref: expect.stringMatching(/^Web.*Alarm/) });
    }
  });

  test('two tiers in one stack', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const certificates = [certificateIn(stack)];
    for (const id of ['Orders', 'Search']) { new ScaledWebTier(stack, id, { vpc, certificates }); }
    Template.fromStack(stack).resourceCountIs(GROUP, 2);
  });
});

describe('refusals', () => {
  test('reach the user of the construct, with its path, and leave nothing half-built', () => {
    const stack = newStack();
    expect(() => tierIn(stack, { minCapacity: 5, maxCapacity: 2, health: { path: 'health' } })).toThrow([
      "ScaledWebTier 'Stack/Web': 2 problems:",
      '  - health.path must be a path that begins with / and has up to 1024 characters that may stand in a URL, got "health".',
      '  - minCapacity must be an integer from 0 to maxCapacity (2), got 5.',
    ].join('\n'));
    expect(stack.node.findChild('Web').node.children).toEqual([]);
  });

  test('a secret that only the deployment tells, by where it comes from', () => {
    const stack = newStack();
    const secret = new Secret(stack, 'Secret');
    const hidden = new CfnParameter(stack, 'Hidden', { noEcho: true });
    const environment = { ONE: secret.secretValue.unsafeUnwrap(), TWO: hidden.valueAsString, THREE: secret.secretArn };
    expect(() => tierIn(stack, { service: { command: 'a', environment } })).toThrow([
      "ScaledWebTier 'Stack/Web': 2 problems:",
      '  - service.environment.ONE must not hold a secret: it would stand in the launch template. Pass its name (ONE_ARN) and read it at start.',
      '  - service.environment.TWO must not hold a secret: it would stand in the launch template. Pass its name (TWO_ARN) and read it at start.',
    ].join('\n'));
  });

  test('subnets in one zone', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Small', { maxAzs: 1 });
    expect(() => tierIn(stack, { vpc })).toThrow('The subnets must lie in at least 2 availability zones, got 1 (singleAvailabilityZone: true accepts one).');
  });

  test('a balancer where the instances are not, a public one in private subnets, and logs that cannot be written', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const [oneZone] = vpc.availabilityZones;
    expect(() => tierIn(stack, {
      vpc,
      exposure: Exposure.INTERNET,
      loadBalancerSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, availabilityZones: [oneZone] },
      accessLogBucket: new s3.Bucket(stack, 'Encrypted', { encryptionKey: new kms.Key(stack, 'Key') }),
    })).toThrow([
      "ScaledWebTier 'Stack/Web': 3 problems:",
      '  - The load balancer must have a subnet in every zone of the instances, and lacks 1: instances there would get no requests.',
      '  - loadBalancerSubnets must be public: exposure is INTERNET, and nobody would get there.',
      "  - accessLogBucket must be encrypted with S3's own keys: a load balancer cannot write to one with a KMS key.",
    ].join('\n'));
  });

  test('no certificate', () => {
    const stack = newStack();
    expect(() => tierIn(stack, { certificates: [] })).toThrow('certificates must name at least one certificate, got none (domainName gets one, insecureHttp: true listens without).');
  });

  test('an Amazon Linux image of the other architecture', () => {
    const stack = newStack();
    const machineImage = ec2.MachineImage.latestAmazonLinux2023();
    expect(() => tierIn(stack, { machineImage })).toThrow("machineImage is for x86_64, and instances.instanceType 'm7g.large' is arm64: choose both of one architecture.");
    expect(() => tierIn(newStack(), { machineImage, instances: { instanceType: 'm7i.large' } })).not.toThrow();
    const arm = ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 });
    expect(() => tierIn(newStack(), { machineImage: arm })).not.toThrow();
  });

  test('a Windows image', () => {
    const machineImage = ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE);
    expect(() => tierIn(newStack(), { machineImage })).toThrow('machineImage must be a Linux image');
  });

  test('a network whose block is not known', () => {
    const stack = newStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-12345678', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'],
    });
    expect(() => tierIn(stack, { vpc })).toThrow('allowFrom must name the callers: the CIDR block of this VPC is not known here.');
    stack.node.tryRemoveChild('Web');
    stack.node.tryRemoveChild('Certificate');
    expect(() => tierIn(stack, { vpc, allowFrom: ['10.0.0.0/8'] })).not.toThrow();
  });
});

test('a security group or a prefix list is one, even when only the deployment tells its id', () => {
  const stack = newStack();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const group = new ec2.SecurityGroup(stack, 'Callers', { vpc });
  const list = new ec2.PrefixList(stack, 'List', { entries: [{ cidr: '192.0.2.0/24' }] });
  const parameter = new CfnParameter(stack, 'Endpoint', { type: 'AWS::EC2::SecurityGroup::Id' });
  tierIn(stack, { vpc, allowFrom: [group.securityGroupId, list.prefixListId], egress: Egress.endpoints([parameter.valueAsString]) });
  const template = Template.fromStack(stack);
  expect(ingressOf(template)).toContainEqual(expect.objectContaining({ SourceSecurityGroupId: stack.resolve(group.securityGroupId), FromPort: 443 }));
  expect(ingressOf(template)).toContainEqual(expect.objectContaining({ SourcePrefixListId: stack.resolve(list.prefixListId), FromPort: 443 }));
  expect(egressOf(template)).toContainEqual(expect.objectContaining({ DestinationSecurityGroupId: { Ref: 'Endpoint' }, FromPort: 443 }));
});

describe('values that only the deployment tells', () => {
  test('pass, and reach the template', () => {
    const stack = newStack();
    const parameter = (id: string, type = 'Number') => new CfnParameter(stack, id, { type });
    tierIn(stack, {
      minCapacity: parameter('Min').valueAsNumber,
      maxCapacity: parameter('Max').valueAsNumber,
      targetPort: parameter('Port').valueAsNumber,
      allowFrom: [parameter('Callers', 'String').valueAsString],
      instances: { instanceType: Lazy.string({ produce: () => 'm7g.xlarge' }) },
      scaling: { cpuTargetPercent: parameter('Cpu').valueAsNumber },
      health: { draining: { deregistrationDelaySeconds: Duration.minutes(1).toSeconds() } },
      service: { command: '/opt/serve' },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(GROUP, { MinSize: { Ref: 'Min' }, MaxSize: { Ref: 'Max' } });
    template.hasResourceProperties(TARGET_GROUP, { Port: { Ref: 'Port' } });
    template.hasResourceProperties(POLICY, { TargetTrackingConfiguration: { TargetValue: { Ref: 'Cpu' } } });
    template.hasResourceProperties(TEMPLATE, { LaunchTemplateData: { InstanceType: 'm7g.xlarge' } });
    expect(ingressOf(template)).toContainEqual(expect.objectContaining({ CidrIp: { Ref: 'Callers' } }));
    expect(JSON.stringify(only(template, TEMPLATE))).toContain('{"Ref":"Port"}');
    expect(JSON.stringify(template.toJSON())).not.toMatch(/e\+28|Token\[/);
  });

  test('zones of an imported network stay unknown', () => {
    const stack = newStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-12345678',
      vpcCidrBlock: '10.1.0.0/16',
      availabilityZones: new CfnParameter(stack, 'Zones', { type: 'List<AWS::EC2::AvailabilityZone::Name>' }).valueAsList,
      privateSubnetIds: new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' }).valueAsList,
    });
    tierIn(stack, { vpc });
    Template.fromStack(stack).hasResourceProperties(GROUP, { MinSize: '2', VPCZoneIdentifier: { Ref: 'Subnets' } });
  });
});

test('a single server is allowed, and warned of', () => {
  const stack = newStack();
  tierIn(stack, { minCapacity: 1 });
  Annotations.fromStack(stack).hasWarning('/Stack/Web', Match.stringLikeRegexp('minCapacity 1 is a single point of failure.*scale-out-constructs:singleServer'));
});

function propertiesOf(template: Template, type: string): any[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

function ingressOf(template: Template): any[] {
  return [
    ...propertiesOf(template, 'AWS::EC2::SecurityGroup').flatMap(({ SecurityGroupIngress }) => SecurityGroupIngress ?? []),
    ...propertiesOf(template, 'AWS::EC2::SecurityGroupIngress'),
  ];
}

function rulesOf(template: Template): any[] {
  return [...ingressOf(template), ...egressOf(template)];
}

function egressOf(template: Template): any[] {
  return [
    ...propertiesOf(template, 'AWS::EC2::SecurityGroup').flatMap(({ SecurityGroupEgress }) => SecurityGroupEgress ?? []),
    ...propertiesOf(template, 'AWS::EC2::SecurityGroupEgress'),
  ];
}

/** The script, with a name in angle brackets for each value that the deployment puts in. */
function userDataOf(template: Template): string {
  const script = only(template, TEMPLATE).Properties.LaunchTemplateData.UserData['Fn::Base64'];
  return typeof script === 'string' ? script : script['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
}
