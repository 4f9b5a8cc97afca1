import { App, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { AutoScalingAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { certificateIn, networkIn, stackIn } from '../awscdk';
import { bootScript } from '../parts/boot-script';

const IMAGE = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
const TO_INSTANCES = 'Requests and health checks from the load balancer to the instances';

export function build(app: App) {
  const stack = stackIn(app);
  tierIn(stack, 'Web', networkIn(stack), certificateIn(stack));
}

export function tierIn(stack: Stack, id: string, vpc: ec2.IVpc, certificate: ICertificate) {
  new WebTier(stack, id, vpc, certificate);
}

class WebTier extends Construct {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc, certificate: ICertificate) {
    super(scope, id);
    const targetGroup = this.targetGroup(vpc);
    const { loadBalancer, listener } = this.entry(vpc, certificate, targetGroup);
    this.logAccesses(loadBalancer);

    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH });
    const launchTemplate = this.launchTemplate(vpc, listener, logGroup);
    const balancer = { LoadBalancer: loadBalancer.loadBalancerFullName };
    const alarms = this.alarms(balancer, { ...balancer, TargetGroup: targetGroup.targetGroupFullName });

    const group = this.group(vpc, launchTemplate, alarms);
    group.attachToApplicationTargetGroup(targetGroup);
    this.scaling(group);
  }

  private targetGroup(vpc: ec2.IVpc) {
    return new elbv2.ApplicationTargetGroup(this, 'TargetGroup', {
      vpc,
      targetType: elbv2.TargetType.INSTANCE,
      port: 8080,
      protocol: elbv2.ApplicationProtocol.HTTP,
      loadBalancingAlgorithmType: elbv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      deregistrationDelay: Duration.seconds(30),
      targetGroupHealth: { dnsMinimumHealthyTargetCount: 1, routingMinimumHealthyTargetCount: 1 },
      healthCheck: {
        path: '/health',
        protocol: elbv2.Protocol.HTTP,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 2,
        healthyHttpCodes: '200',
      },
    });
  }

  private entry(vpc: ec2.IVpc, certificate: ICertificate, targetGroup: elbv2.ApplicationTargetGroup) {
    const securityGroup = new ec2.SecurityGroup(this, 'LoadBalancerSecurityGroup', {
      vpc,
      description: `Load balancer of ${this.node.path}: requests in; requests and health checks out to the instances`,
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(443), 'Requests from inside the VPC');
    const loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      securityGroup,
      ipAddressType: elbv2.IpAddressType.IPV4,
      idleTimeout: Duration.seconds(60),
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE,
      deletionProtection: true,
    });
    loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
    const listener = loadBalancer.addListener('Listener', {
      port: 443,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: elbv2.SslPolicy.TLS13_RES,
      certificates: [certificate],
      defaultTargetGroups: [targetGroup],
      open: false,
    });
    return { loadBalancer, listener };
  }

  private logAccesses(loadBalancer: elbv2.ApplicationLoadBalancer) {
    const { partition, region, account } = Stack.of(this);
    const bucket = new s3.Bucket(this, 'AccessLogs', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      lifecycleRules: [{
        id: 'ExpireLogs',
        expiration: Duration.days(90),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'TlsOnly',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'LogDelivery',
      principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${account}/*`)],
      conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` } },
    }));
    Tags.of(bucket).add('Purpose', 'Access logs of a load balancer');
    loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
    loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
    loadBalancer.node.addDependency(bucket.policy!);
  }

  private launchTemplate(vpc: ec2.IVpc, listener: elbv2.ApplicationListener, logGroup: logs.LogGroup) {
    const parameterPath = `/scale-out/${this.node.path}`;
    const securityGroup = new ec2.SecurityGroup(this, 'InstanceSecurityGroup', {
      vpc,
      description: `Instances of ${this.node.path}: requests from the load balancer in; what egress names and connected data out`,
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'Packages, Systems Manager and logs over HTTPS');
    listener.connections.allowTo(securityGroup, ec2.Port.tcp(8080), TO_INSTANCES);
    const userData = ec2.UserData.forLinux();
    userData.addCommands(...bootScript(Stack.of(this).region, parameterPath, logGroup.logGroupName));
    const launchTemplate = new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      instanceType: new ec2.InstanceType('m7g.large'),
      machineImage: ec2.MachineImage.fromSsmParameter(IMAGE),
      userData,
      role: this.role(parameterPath, logGroup),
      securityGroup,
      associatePublicIpAddress: false,
      detailedMonitoring: true,
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      blockDevices: [{
        deviceName: '/dev/xvda',
        volume: ec2.BlockDeviceVolume.ebs(20, { volumeType: ec2.EbsDeviceVolumeType.GP3, encrypted: true, deleteOnTermination: true }),
      }],
    });
    Tags.of(launchTemplate).add('Name', this.node.path);
    return launchTemplate;
  }

  private role(parameterPath: string, logGroup: logs.LogGroup) {
    const role = new iam.Role(this, 'InstanceRole', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: `Instances of ${this.node.path}`,
    });
    const allow = (sid: string, actions: string[], resource = '*', conditions?: Record<string, unknown>) =>
      new iam.PolicyStatement({ sid, actions, resources: [resource], conditions });
    new iam.ManagedPolicy(this, 'InstancePolicy', {
      description: `Everything the instances of ${this.node.path} may do`,
      roles: [role],
      statements: [
        allow('SessionManager', [
          'ssm:UpdateInstanceInformation',
          ...['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map((action) => `ssmmessages:${action}`),
        ]),
        allow('ReadConnections', ['ssm:GetParametersByPath'], Stack.of(this).formatArn({
          service: 'ssm', resource: 'parameter', resourceName: parameterPath.slice(1),
        })),
        allow('AgentMetrics', ['cloudwatch:PutMetricData'], '*', { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } }),
        allow('AgentDimensions', ['ec2:DescribeTags']),
        allow('AgentTraces', ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map((action) => `xray:${action}`)),
        allow('AgentLogs', ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], logGroup.logGroupArn),
      ],
    });
    return role;
  }

  private alarms(balancer: Record<string, string>, both: Record<string, string>): cloudwatch.Alarm[] {
    const metric = (metricName: string, statistic: string, dimensionsMap = both) =>
      new cloudwatch.Metric({ namespace: 'AWS/ApplicationELB', metricName, statistic, dimensionsMap, period: Duration.minutes(1) });
    const errorRate = this.alarm('ErrorRateAlarm', {
      alarmDescription: 'More than 1 % of the requests failed: an instance or the load balancer answered with 5xx.',
      metric: new cloudwatch.MathExpression({
        expression: '100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0))',
        usingMetrics: {
          elb5xx: metric('HTTPCode_ELB_5XX_Count', 'Sum', balancer),
          target5xx: metric('HTTPCode_Target_5XX_Count', 'Sum'),
          requests: metric('RequestCount', 'Sum'),
        },
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    const responseTime = this.alarm('ResponseTimeAlarm', {
      alarmDescription: 'The slowest tenth of the requests (p90) took longer than 0.5 s to be answered.',
      metric: metric('TargetResponseTime', 'p90'),
      threshold: 0.5,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    this.alarm('NoHealthyHostsAlarm', {
      alarmDescription: 'No instance is healthy: nobody is served.',
      metric: metric('HealthyHostCount', 'Minimum'),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    this.alarm('UnhealthyHostsAlarm', {
      alarmDescription: 'Instances have been unhealthy for 5 minutes: replacing them does not help, or does not happen.',
      metric: metric('UnHealthyHostCount', 'Minimum'),
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
    });
    return [errorRate, responseTime];
  }

  private alarm(id: string, props: Omit<cloudwatch.AlarmProps, 'evaluationPeriods'> & { evaluationPeriods?: number }): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, id, {
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, evaluationPeriods: 3, datapointsToAlarm: 2, ...props,
    });
  }

  private group(vpc: ec2.IVpc, launchTemplate: ec2.LaunchTemplate, alarms: cloudwatch.Alarm[]) {
    const group = new autoscaling.AutoScalingGroup(this, 'Group', {
      vpc,
      launchTemplate,
      minCapacity: 2,
      maxCapacity: 20,
      healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
        additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB], gracePeriod: Duration.seconds(300),
      }),
      defaultInstanceWarmup: Duration.seconds(120),
      groupMetrics: [autoscaling.GroupMetrics.all()],
      minHealthyPercentage: 100,
      maxHealthyPercentage: 110,
      updatePolicy: autoscaling.UpdatePolicy.instanceRefresh({
        strategy: autoscaling.InstanceRefreshStrategy.ROLLING,
        minHealthyPercentage: 100,
        maxHealthyPercentage: 110,
        bakeTime: Duration.seconds(300),
        alarms,
      }),
    });
    (group.node.defaultChild as autoscaling.CfnAutoScalingGroup).availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true, impairedZoneHealthCheckBehavior: 'ReplaceUnhealthy',
    };
    return group;
  }

  private scaling(group: autoscaling.AutoScalingGroup) {
    const dimensionsMap = { AutoScalingGroupName: group.autoScalingGroupName };
    const metric = (metricName: string, namespace = 'AWS/AutoScaling') =>
      new cloudwatch.Metric({ namespace, metricName, statistic: 'Average', dimensionsMap, period: Duration.minutes(1) });
    this.alarm('RunningAtMaxAlarm', {
      alarmDescription: 'The group has run at its maximum for 15 minutes: it cannot scale out any further. Raise maxCapacity, or find what eats the capacity.',
      metric: new cloudwatch.MathExpression({
        expression: 'IF(max > min, inservice - max, -1)',
        usingMetrics: { inservice: metric('GroupInServiceInstances'), max: metric('GroupMaxSize'), min: metric('GroupMinSize') },
        period: Duration.minutes(1),
      }),
      threshold: 0,
      evaluationPeriods: 15,
      datapointsToAlarm: 15,
    });
    new autoscaling.TargetTrackingScalingPolicy(this, 'CpuTracking', {
      autoScalingGroup: group, predefinedMetric: autoscaling.PredefinedMetric.ASG_AVERAGE_CPU_UTILIZATION, targetValue: 70,
    });
    const surge = new autoscaling.StepScalingAction(this, 'CpuSurge', {
      autoScalingGroup: group, adjustmentType: autoscaling.AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, minAdjustmentMagnitude: 1,
    });
    surge.addAdjustment({ lowerBound: 0, adjustment: 100 });
    this.alarm('CpuSurgeAlarm', {
      alarmDescription: 'CPU was at 85 % or more for one minute: capacity doubles. Scales the group, wakes nobody.',
      metric: metric('CPUUtilization', 'AWS/EC2'),
      threshold: 85,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
    }).addAlarmAction(new AutoScalingAction(surge));
  }
}
