import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingPolicy } from '@cdktf/provider-aws/lib/autoscaling-policy';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { App, Fn, TerraformLocal, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { stackIn } from '../cdktf';
import { bootScript } from '../parts/boot-script';

export function build(app: App) {
  tierIn(stackIn(app), 'Web');
}

export function tierIn(stack: TerraformStack, id: string) {
  new WebTier(stack, id);
}

class WebTier extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const account = new DataAwsCallerIdentity(this, 'Account');
    const partition = new DataAwsPartition(this, 'Partition');
    const region = new DataAwsRegion(this, 'Region');
    const accessLogs = new S3Bucket(this, 'AccessLogs', {
      bucketPrefix: 'bench-web-logs-',
      forceDestroy: false,
      lifecycle: { preventDestroy: true },
      tags: { Purpose: 'Access logs of a load balancer' },
    });
    const accessLogsDocument = new DataAwsIamPolicyDocument(this, 'AccessLogsDocument', {
      statement: [
        {
          actions: ['s3:*'],
          condition: [{ test: 'Bool', values: ['false'], variable: 'aws:SecureTransport' }],
          effect: 'Deny',
          principals: [{ identifiers: ['*'], type: 'AWS' }],
          resources: [accessLogs.arn, `${accessLogs.arn}/*`],
          sid: 'TlsOnly',
        },
        {
          actions: ['s3:PutObject'],
          condition: [
            {
              test: 'ArnLike',
              values: [`arn:${partition.partition}:elasticloadbalancing:${region.region}:${account.accountId}:loadbalancer/*`],
              variable: 'aws:SourceArn',
            },
          ],
          principals: [{ identifiers: ['logdelivery.elasticloadbalancing.amazonaws.com'], type: 'Service' }],
          resources: [`${accessLogs.arn}/AWSLogs/${account.accountId}/*`],
          sid: 'LogDelivery',
        },
      ],
    });
    const logs = new CloudwatchLogGroup(this, 'Logs', {
      namePrefix: `/scale-out/${this.node.path}/`,
      retentionInDays: 30,
      skipDestroy: true,
    });
    const instanceDocument = new DataAwsIamPolicyDocument(this, 'InstanceDocument', {
      statement: [
        {
          actions: [
            'ssm:UpdateInstanceInformation',
            'ssmmessages:CreateControlChannel',
            'ssmmessages:CreateDataChannel',
            'ssmmessages:OpenControlChannel',
            'ssmmessages:OpenDataChannel',
          ],
          resources: ['*'],
          sid: 'SessionManager',
        },
        {
          actions: ['ssm:GetParametersByPath'],
          resources: [
            `arn:${partition.partition}:ssm:${region.region}:${account.accountId}:parameter/scale-out/${this.node.path}`,
          ],
          sid: 'ReadConnections',
        },
        {
          actions: ['cloudwatch:PutMetricData'],
          condition: [{ test: 'StringEquals', values: ['CWAgent'], variable: 'cloudwatch:namespace' }],
          resources: ['*'],
          sid: 'AgentMetrics',
        },
        { actions: ['ec2:DescribeTags'], resources: ['*'], sid: 'AgentDimensions' },
        {
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
          resources: ['*'],
          sid: 'AgentTraces',
        },
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          resources: [`${logs.arn}:*`],
          sid: 'AgentLogs',
        },
      ],
    });
    const instanceTrust = new DataAwsIamPolicyDocument(this, 'InstanceTrust', {
      statement: [{ actions: ['sts:AssumeRole'], principals: [{ identifiers: ['ec2.amazonaws.com'], type: 'Service' }] }],
    });
    const image = new DataAwsSsmParameter(this, 'Image', {
      name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    });
    const accessLogsPublicAccess = new S3BucketPublicAccessBlock(this, 'AccessLogsPublicAccess', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      bucket: accessLogs.id,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const accessLogsPolicy = new S3BucketPolicy(this, 'AccessLogsPolicy', {
      bucket: accessLogs.id,
      dependsOn: [accessLogsPublicAccess],
      policy: accessLogsDocument.json,
    });
    const loadBalancerSecurityGroup = new SecurityGroup(this, 'LoadBalancerSecurityGroup', {
      description: `Load balancer of ${this.node.path}: requests in; requests and health checks out to the instances`,
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'Bench-Web-LoadBalancerSecurityGroup-',
      vpcId: 'vpc-12345678',
    });
    const loadBalancer = new Lb(this, 'LoadBalancer', {
      accessLogs: { bucket: accessLogs.id, enabled: true },
      dependsOn: [accessLogsPolicy],
      desyncMitigationMode: 'defensive',
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      enableZonalShift: true,
      idleTimeout: 60,
      internal: true,
      ipAddressType: 'ipv4',
      loadBalancerType: 'application',
      namePrefix: 'Web-',
      securityGroups: [loadBalancerSecurityGroup.id],
      subnets: ['subnet-p1', 'subnet-p2'],
    });
    const targetGroup = new LbTargetGroup(this, 'TargetGroup', {
      deregistrationDelay: '30',
      healthCheck: {
        healthyThreshold: 2,
        interval: 10,
        matcher: '200',
        path: '/health',
        protocol: 'HTTP',
        timeout: 5,
        unhealthyThreshold: 2,
      },
      lifecycle: { createBeforeDestroy: true },
      loadBalancingAlgorithmType: 'least_outstanding_requests',
      namePrefix: 'Web-',
      port: 8080,
      protocol: 'HTTP',
      targetGroupHealth: { dnsFailover: { minimumHealthyTargetsCount: '1' }, unhealthyStateRouting: { minimumHealthyTargetsCount: 1 } },
      targetType: 'instance',
      vpcId: 'vpc-12345678',
    });
    const errorRateAlarm = new CloudwatchMetricAlarm(this, 'ErrorRateAlarm', {
      alarmDescription: 'More than 1 % of the requests failed: an instance or the load balancer answered with 5xx.',
      alarmName: `Bench-Web-ErrorRateAlarm-${targetGroup.name}`,
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      evaluationPeriods: 3,
      metricQuery: [
        {
          expression: '100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0))',
          id: 'expression',
          returnData: true,
        },
        {
          id: 'elb5xx',
          metric: {
            dimensions: { LoadBalancer: loadBalancer.arnSuffix },
            metricName: 'HTTPCode_ELB_5XX_Count',
            namespace: 'AWS/ApplicationELB',
            period: 60,
            stat: 'Sum',
          },
          returnData: false,
        },
        {
          id: 'target5xx',
          metric: {
            dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
            metricName: 'HTTPCode_Target_5XX_Count',
            namespace: 'AWS/ApplicationELB',
            period: 60,
            stat: 'Sum',
          },
          returnData: false,
        },
        {
          id: 'requests',
          metric: {
            dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
            metricName: 'RequestCount',
            namespace: 'AWS/ApplicationELB',
            period: 60,
            stat: 'Sum',
          },
          returnData: false,
        },
      ],
      threshold: 1,
      treatMissingData: 'notBreaching',
    });
    const responseTimeAlarm = new CloudwatchMetricAlarm(this, 'ResponseTimeAlarm', {
      alarmDescription: 'The slowest tenth of the requests (p90) took longer than 0.5 s to be answered.',
      alarmName: `Bench-Web-ResponseTimeAlarm-${targetGroup.name}`,
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
      evaluationPeriods: 3,
      extendedStatistic: 'p90',
      metricName: 'TargetResponseTime',
      namespace: 'AWS/ApplicationELB',
      period: 60,
      threshold: 0.5,
      treatMissingData: 'notBreaching',
    });
    const instanceRole = new IamRole(this, 'InstanceRole', {
      assumeRolePolicy: instanceTrust.json,
      description: `Instances of ${this.node.path}`,
      namePrefix: 'Bench-Web-Instance-',
    });
    const instanceProfile = new IamInstanceProfile(this, 'InstanceProfile', { namePrefix: 'Bench-Web-Instance-', role: instanceRole.name });
    const instanceSecurityGroup = new SecurityGroup(this, 'InstanceSecurityGroup', {
      description: `Instances of ${this.node.path}: requests from the load balancer in; what egress names and connected data out`,
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'Bench-Web-InstanceSecurityGroup-',
      vpcId: 'vpc-12345678',
    });
    const script = new TerraformLocal(this, 'BootScript', ['#!/bin/bash', ...bootScript(region.region, `/scale-out/${this.node.path}`, logs.name)].join('\n').replace(/\$\{(?!TfToken)/g, '$$${'));
    const launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', {
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { deleteOnTermination: 'true', encrypted: 'true', volumeSize: 20, volumeType: 'gp3' },
        },
      ],
      iamInstanceProfile: { arn: instanceProfile.arn },
      imageId: image.insecureValue,
      instanceType: 'm7g.large',
      metadataOptions: { httpEndpoint: 'enabled', httpPutResponseHopLimit: 1, httpTokens: 'required' },
      monitoring: { enabled: true },
      namePrefix: 'Bench-Web-Server-',
      networkInterfaces: [{ associatePublicIpAddress: 'false', deviceIndex: 0, securityGroups: [instanceSecurityGroup.id] }],
      tagSpecifications: [
        { resourceType: 'instance', tags: { Name: `${this.node.path}` } },
        { resourceType: 'volume', tags: { Name: `${this.node.path}` } },
      ],
      tags: { Name: `${this.node.path}` },
      userData: Fn.base64encode(script.expression),
    });
    const listener = new LbListener(this, 'Listener', {
      certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      defaultAction: [{ targetGroupArn: targetGroup.arn, type: 'forward' }],
      loadBalancerArn: loadBalancer.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    });
    const group = new AutoscalingGroup(this, 'Group', {
      defaultInstanceWarmup: 120,
      dependsOn: [listener],
      enabledMetrics: [
        'GroupMinSize',
        'GroupMaxSize',
        'GroupDesiredCapacity',
        'GroupInServiceInstances',
        'GroupPendingInstances',
        'GroupStandbyInstances',
        'GroupTerminatingInstances',
        'GroupTotalInstances',
        'GroupInServiceCapacity',
        'GroupPendingCapacity',
        'GroupStandbyCapacity',
        'GroupTerminatingCapacity',
        'GroupTotalCapacity',
        'WarmPoolDesiredCapacity',
        'WarmPoolWarmedCapacity',
        'WarmPoolPendingCapacity',
        'WarmPoolTerminatingCapacity',
        'WarmPoolTotalCapacity',
        'GroupAndWarmPoolDesiredCapacity',
        'GroupAndWarmPoolTotalCapacity',
      ],
      healthCheckGracePeriod: 300,
      healthCheckType: 'ELB',
      instanceMaintenancePolicy: { maxHealthyPercentage: 110, minHealthyPercentage: 100 },
      instanceRefresh: {
        preferences: {
          alarmSpecification: { alarms: [errorRateAlarm.alarmName, responseTimeAlarm.alarmName] },
          autoRollback: true,
          maxHealthyPercentage: 110,
          minHealthyPercentage: 100,
        },
        strategy: 'Rolling',
      },
      launchTemplate: { id: launchTemplate.id, version: Token.asString(launchTemplate.latestVersion) },
      maxSize: 20,
      minSize: 2,
      namePrefix: 'Bench-Web-Group-',
      tag: [{ key: 'Name', propagateAtLaunch: true, value: `${this.node.path}` }],
      targetGroupArns: [targetGroup.arn],
      vpcZoneIdentifier: ['subnet-p1', 'subnet-p2'],
    });
    const cpuSurge = new AutoscalingPolicy(this, 'CpuSurge', {
      adjustmentType: 'PercentChangeInCapacity',
      autoscalingGroupName: group.name,
      minAdjustmentMagnitude: 1,
      name: 'CpuSurge',
      policyType: 'StepScaling',
      stepAdjustment: [{ metricIntervalLowerBound: '0', scalingAdjustment: 100 }],
    });
    new AutoscalingPolicy(this, 'CpuTracking', {
      autoscalingGroupName: group.name,
      name: 'CpuTracking',
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: { predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' }, targetValue: 70 },
    });
    new CloudwatchMetricAlarm(this, 'CpuSurgeAlarm', {
      alarmActions: [cpuSurge.arn],
      alarmDescription: 'CPU was at 85 % or more for one minute: capacity doubles. Scales the group, wakes nobody.',
      alarmName: `Bench-Web-CpuSurgeAlarm-${targetGroup.name}`,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      datapointsToAlarm: 1,
      dimensions: { AutoScalingGroupName: group.name },
      evaluationPeriods: 1,
      metricName: 'CPUUtilization',
      namespace: 'AWS/EC2',
      period: 60,
      statistic: 'Average',
      threshold: 85,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'NoHealthyHostsAlarm', {
      alarmDescription: 'No instance is healthy: nobody is served.',
      alarmName: `Bench-Web-NoHealthyHostsAlarm-${targetGroup.name}`,
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
      evaluationPeriods: 3,
      metricName: 'HealthyHostCount',
      namespace: 'AWS/ApplicationELB',
      period: 60,
      statistic: 'Minimum',
      threshold: 1,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'RunningAtMaxAlarm', {
      alarmDescription: 'The group has run at its maximum for 15 minutes: it cannot scale out any further. Raise maxCapacity, or find what eats the capacity.',
      alarmName: `Bench-Web-RunningAtMaxAlarm-${targetGroup.name}`,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      datapointsToAlarm: 15,
      evaluationPeriods: 15,
      metricQuery: [
        { expression: 'IF(max > min, inservice - max, -1)', id: 'expression', returnData: true },
        {
          id: 'inservice',
          metric: {
            dimensions: { AutoScalingGroupName: group.name },
            metricName: 'GroupInServiceInstances',
            namespace: 'AWS/AutoScaling',
            period: 60,
            stat: 'Average',
          },
          returnData: false,
        },
        {
          id: 'max',
          metric: {
            dimensions: { AutoScalingGroupName: group.name },
            metricName: 'GroupMaxSize',
            namespace: 'AWS/AutoScaling',
            period: 60,
            stat: 'Average',
          },
          returnData: false,
        },
        {
          id: 'min',
          metric: {
            dimensions: { AutoScalingGroupName: group.name },
            metricName: 'GroupMinSize',
            namespace: 'AWS/AutoScaling',
            period: 60,
            stat: 'Average',
          },
          returnData: false,
        },
      ],
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'UnhealthyHostsAlarm', {
      alarmDescription: 'Instances have been unhealthy for 5 minutes: replacing them does not help, or does not happen.',
      alarmName: `Bench-Web-UnhealthyHostsAlarm-${targetGroup.name}`,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      datapointsToAlarm: 5,
      dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
      evaluationPeriods: 5,
      metricName: 'UnHealthyHostCount',
      namespace: 'AWS/ApplicationELB',
      period: 60,
      statistic: 'Minimum',
      threshold: 1,
      treatMissingData: 'notBreaching',
    });
    const instancePolicy = new IamPolicy(this, 'InstancePolicy', {
      description: `Everything the instances of ${this.node.path} may do`,
      namePrefix: 'Bench-Web-Instance-',
      policy: instanceDocument.json,
    });
    new IamRolePolicyAttachment(this, 'InstancePolicyAttachment', { policyArn: instancePolicy.arn, role: instanceRole.name });
    const accessLogsVersioning = new S3BucketVersioningA(this, 'AccessLogsVersioning', { bucket: accessLogs.id, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketLifecycleConfiguration(this, 'AccessLogsLifecycle', {
      bucket: accessLogs.id,
      dependsOn: [accessLogsVersioning],
      rule: [
        {
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
          expiration: [{ days: 90 }],
          filter: [{ prefix: '' }],
          id: 'ExpireLogs',
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
          status: 'Enabled',
        },
      ],
    });
    new S3BucketOwnershipControls(this, 'AccessLogsOwnership', { bucket: accessLogs.id, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'AccessLogsEncryption', {
      bucket: accessLogs.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    new VpcSecurityGroupEgressRule(this, 'BalancerToInstances8080-0', {
      description: 'Requests and health checks from the load balancer to the instances',
      fromPort: 8080,
      ipProtocol: 'tcp',
      referencedSecurityGroupId: instanceSecurityGroup.id,
      securityGroupId: loadBalancerSecurityGroup.id,
      toPort: 8080,
    });
    new VpcSecurityGroupEgressRule(this, 'Egress443-0-0-0-0-0', {
      cidrIpv4: '0.0.0.0/0',
      description: 'Packages, Systems Manager and logs over HTTPS',
      fromPort: 443,
      ipProtocol: 'tcp',
      securityGroupId: instanceSecurityGroup.id,
      toPort: 443,
    });
    new VpcSecurityGroupIngressRule(this, 'Callers443-10-0-0-0-16', {
      cidrIpv4: '10.0.0.0/16',
      description: 'Requests from inside the VPC',
      fromPort: 443,
      ipProtocol: 'tcp',
      securityGroupId: loadBalancerSecurityGroup.id,
      toPort: 443,
    });
    new VpcSecurityGroupIngressRule(this, 'InstancesFromBalancer8080-0', {
      description: 'Requests and health checks from the load balancer to the instances',
      fromPort: 8080,
      ipProtocol: 'tcp',
      referencedSecurityGroupId: loadBalancerSecurityGroup.id,
      securityGroupId: instanceSecurityGroup.id,
      toPort: 8080,
    });
  }
}
