import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { stackIn, REGIONS } from '../cdktf';

export function build(app: App) {
  new Standby(stackIn(app, REGIONS.secondary), 'Database');
}

class Standby extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const account = new DataAwsCallerIdentity(this, 'Account');
    const partition = new DataAwsPartition(this, 'Partition');
    const monitoringDocument = new DataAwsIamPolicyDocument(this, 'MonitoringDocument', {
      statement: [
        {
          actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
          resources: [
            `arn:${partition.partition}:logs:eu-central-1:${account.accountId}:log-group:RDSOSMetrics`,
            `arn:${partition.partition}:logs:eu-central-1:${account.accountId}:log-group:RDSOSMetrics:*`,
          ],
          sid: 'MakeLogGroup',
        },
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams', 'logs:GetLogEvents'],
          resources: [`arn:${partition.partition}:logs:eu-central-1:${account.accountId}:log-group:RDSOSMetrics:log-stream:*`],
          sid: 'WriteMetrics',
        },
      ],
    });
    const monitoringTrust = new DataAwsIamPolicyDocument(this, 'MonitoringTrust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          condition: [
            { test: 'StringEquals', values: [account.accountId], variable: 'aws:SourceAccount' },
            {
              test: 'ArnLike',
              values: [`arn:${partition.partition}:rds:eu-central-1:${account.accountId}:db:*`],
              variable: 'aws:SourceArn',
            },
          ],
          principals: [{ identifiers: ['monitoring.rds.amazonaws.com'], type: 'Service' }],
          resources: [],
          sid: 'EnhancedMonitoring',
        },
      ],
    });
    const managedKey = new DataAwsKmsAlias(this, 'ManagedKey', { name: 'alias/aws/rds' });
    const region = new DataAwsRegion(this, 'Region');
    const replica1PostgresqlLogs = new CloudwatchLogGroup(this, 'Replica1PostgresqlLogs', {
      name: '/aws/rds/instance/bench-database-replica-1/postgresql',
      retentionInDays: 30,
      skipDestroy: false,
    });
    const replica1UpgradeLogs = new CloudwatchLogGroup(this, 'Replica1UpgradeLogs', {
      name: '/aws/rds/instance/bench-database-replica-1/upgrade',
      retentionInDays: 30,
      skipDestroy: false,
    });
    const replica2PostgresqlLogs = new CloudwatchLogGroup(this, 'Replica2PostgresqlLogs', {
      name: '/aws/rds/instance/bench-database-replica-2/postgresql',
      retentionInDays: 30,
      skipDestroy: false,
    });
    const replica2UpgradeLogs = new CloudwatchLogGroup(this, 'Replica2UpgradeLogs', {
      name: '/aws/rds/instance/bench-database-replica-2/upgrade',
      retentionInDays: 30,
      skipDestroy: false,
    });
    const standbyPostgresqlLogs = new CloudwatchLogGroup(this, 'StandbyPostgresqlLogs', {
      name: '/aws/rds/instance/bench-database-standby/postgresql',
      retentionInDays: 30,
      skipDestroy: true,
    });
    const standbyUpgradeLogs = new CloudwatchLogGroup(this, 'StandbyUpgradeLogs', {
      name: '/aws/rds/instance/bench-database-standby/upgrade',
      retentionInDays: 30,
      skipDestroy: true,
    });
    const parameterGroup = new DbParameterGroup(this, 'ParameterGroup', {
      description: `Parameters of ${this.node.path}`,
      family: 'postgres17',
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'bench-database-',
      parameter: [{ applyMethod: 'pending-reboot', name: 'rds.force_ssl', value: '1' }],
    });
    const subnetGroup = new DbSubnetGroup(this, 'SubnetGroup', {
      description: `Subnets of ${this.node.path}`,
      namePrefix: 'bench-database-',
      subnetIds: ['subnet-i1', 'subnet-i2'],
    });
    const monitoringRole = new IamRole(this, 'MonitoringRole', {
      assumeRolePolicy: monitoringTrust.json,
      description: `Enhanced monitoring of ${this.node.path}`,
      namePrefix: 'Bench-Database-Monitoring-',
    });
    const monitoringPolicy = new IamPolicy(this, 'MonitoringPolicy', {
      description: `Everything that the enhanced monitoring of ${this.node.path} takes`,
      namePrefix: 'Bench-Database-Monitoring-',
      policy: monitoringDocument.json,
    });
    const monitoringPolicyAttachment = new IamRolePolicyAttachment(this, 'MonitoringPolicyAttachment', { policyArn: monitoringPolicy.arn, role: monitoringRole.name });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      description: `Standby of ${this.node.path}: connected servers in; nothing out`,
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'Bench-Database-SecurityGroup-',
      vpcId: 'vpc-12345678',
    });
    const standby = new DbInstance(this, 'Standby', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      backupRetentionPeriod: 7,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      copyTagsToSnapshot: true,
      dbSubnetGroupName: subnetGroup.name,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      dependsOn: [standbyPostgresqlLogs, standbyUpgradeLogs, monitoringPolicyAttachment],
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
      iamDatabaseAuthenticationEnabled: true,
      identifier: 'bench-database-standby',
      instanceClass: 'db.m7g.large',
      kmsKeyId: managedKey.targetKeyArn,
      lifecycle: { preventDestroy: true },
      maxAllocatedStorage: 1000,
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      multiAz: true,
      parameterGroupName: parameterGroup.name,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      port: 5433,
      publiclyAccessible: false,
      replicateSourceDb: 'arn:aws:rds:eu-west-1:123456789012:db:shop-writer',
      skipFinalSnapshot: true,
      storageEncrypted: true,
      storageType: 'gp3',
      tags: { Name: `${this.node.path}` },
      vpcSecurityGroupIds: [securityGroup.id],
    });
    const replica1 = new DbInstance(this, 'Replica1', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      availabilityZone: 'eu-central-1a',
      backupRetentionPeriod: 0,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      copyTagsToSnapshot: true,
      deletionProtection: true,
      dependsOn: [replica1PostgresqlLogs, replica1UpgradeLogs, monitoringPolicyAttachment],
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
      iamDatabaseAuthenticationEnabled: true,
      identifier: 'bench-database-replica-1',
      instanceClass: 'db.m7g.large',
      maxAllocatedStorage: 1000,
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      multiAz: false,
      parameterGroupName: parameterGroup.name,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      port: 5433,
      publiclyAccessible: false,
      replicateSourceDb: standby.identifier,
      skipFinalSnapshot: true,
      storageEncrypted: true,
      storageType: 'gp3',
      tags: { Name: `${this.node.path}` },
      vpcSecurityGroupIds: [securityGroup.id],
    });
    new CloudwatchMetricAlarm(this, 'Replica1ConnectionsAlarm', {
      alarmDescription: 'Replica1 has had more than 648 connections of about 811 for 5 minutes.',
      alarmName: 'Bench-Database-Replica1ConnectionsAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: replica1.identifier },
      evaluationPeriods: 5,
      metricName: 'DatabaseConnections',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 648,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica1CpuAlarm', {
      alarmDescription: 'Replica1 has used more than 80 % of its CPU for 5 minutes, or says nothing.',
      alarmName: 'Bench-Database-Replica1CpuAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: replica1.identifier },
      evaluationPeriods: 5,
      metricName: 'CPUUtilization',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Average',
      threshold: 80,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica1FreeStorageAlarm', {
      alarmDescription: 'Replica1 has had less than 10 GiB of its disk left for 15 minutes.',
      alarmName: 'Bench-Database-Replica1FreeStorageAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: replica1.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeStorageSpace',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 10737418240,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica1FreeableMemoryAlarm', {
      alarmDescription: 'Replica1 has had less than 0.8 GiB of memory free for 15 minutes.',
      alarmName: 'Bench-Database-Replica1FreeableMemoryAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: replica1.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeableMemory',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 858993459,
      treatMissingData: 'notBreaching',
    });
    const replica1LagAlarm = new CloudwatchMetricAlarm(this, 'Replica1LagAlarm', {
      alarmDescription: 'Replica1 is more than 330 s behind the writer, or says nothing: what it answers is old.',
      alarmName: 'Bench-Database-Replica1LagAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { DBInstanceIdentifier: replica1.identifier },
      evaluationPeriods: 2,
      metricName: 'ReplicaLag',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 330,
      treatMissingData: 'breaching',
    });
    const replica2 = new DbInstance(this, 'Replica2', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      availabilityZone: 'eu-central-1b',
      backupRetentionPeriod: 0,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      copyTagsToSnapshot: true,
      deletionProtection: true,
      dependsOn: [replica2PostgresqlLogs, replica2UpgradeLogs, monitoringPolicyAttachment],
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
      iamDatabaseAuthenticationEnabled: true,
      identifier: 'bench-database-replica-2',
      instanceClass: 'db.m7g.large',
      maxAllocatedStorage: 1000,
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      multiAz: false,
      parameterGroupName: parameterGroup.name,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      port: 5433,
      publiclyAccessible: false,
      replicateSourceDb: standby.identifier,
      skipFinalSnapshot: true,
      storageEncrypted: true,
      storageType: 'gp3',
      tags: { Name: `${this.node.path}` },
      vpcSecurityGroupIds: [securityGroup.id],
    });
    new CloudwatchMetricAlarm(this, 'Replica2ConnectionsAlarm', {
      alarmDescription: 'Replica2 has had more than 648 connections of about 811 for 5 minutes.',
      alarmName: 'Bench-Database-Replica2ConnectionsAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: replica2.identifier },
      evaluationPeriods: 5,
      metricName: 'DatabaseConnections',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 648,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica2CpuAlarm', {
      alarmDescription: 'Replica2 has used more than 80 % of its CPU for 5 minutes, or says nothing.',
      alarmName: 'Bench-Database-Replica2CpuAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: replica2.identifier },
      evaluationPeriods: 5,
      metricName: 'CPUUtilization',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Average',
      threshold: 80,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica2FreeStorageAlarm', {
      alarmDescription: 'Replica2 has had less than 10 GiB of its disk left for 15 minutes.',
      alarmName: 'Bench-Database-Replica2FreeStorageAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: replica2.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeStorageSpace',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 10737418240,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'Replica2FreeableMemoryAlarm', {
      alarmDescription: 'Replica2 has had less than 0.8 GiB of memory free for 15 minutes.',
      alarmName: 'Bench-Database-Replica2FreeableMemoryAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: replica2.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeableMemory',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 858993459,
      treatMissingData: 'notBreaching',
    });
    const replica2LagAlarm = new CloudwatchMetricAlarm(this, 'Replica2LagAlarm', {
      alarmDescription: 'Replica2 is more than 330 s behind the writer, or says nothing: what it answers is old.',
      alarmName: 'Bench-Database-Replica2LagAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { DBInstanceIdentifier: replica2.identifier },
      evaluationPeriods: 2,
      metricName: 'ReplicaLag',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 330,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'StandbyConnectionsAlarm', {
      alarmDescription: 'Standby has had more than 648 connections of about 811 for 5 minutes.',
      alarmName: 'Bench-Database-StandbyConnectionsAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: standby.identifier },
      evaluationPeriods: 5,
      metricName: 'DatabaseConnections',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 648,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'StandbyCpuAlarm', {
      alarmDescription: 'Standby has used more than 80 % of its CPU for 5 minutes, or says nothing.',
      alarmName: 'Bench-Database-StandbyCpuAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBInstanceIdentifier: standby.identifier },
      evaluationPeriods: 5,
      metricName: 'CPUUtilization',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Average',
      threshold: 80,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'StandbyFreeStorageAlarm', {
      alarmDescription: 'Standby has had less than 10 GiB of its disk left for 15 minutes.',
      alarmName: 'Bench-Database-StandbyFreeStorageAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: standby.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeStorageSpace',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 10737418240,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'StandbyFreeableMemoryAlarm', {
      alarmDescription: 'Standby has had less than 0.8 GiB of memory free for 15 minutes.',
      alarmName: 'Bench-Database-StandbyFreeableMemoryAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBInstanceIdentifier: standby.identifier },
      evaluationPeriods: 15,
      metricName: 'FreeableMemory',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 858993459,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'StandbyLagAlarm', {
      alarmDescription: 'Standby is more than 330 s behind the writer, or says nothing: what it answers is old.',
      alarmName: 'Bench-Database-StandbyLagAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { DBInstanceIdentifier: standby.identifier },
      evaluationPeriods: 2,
      metricName: 'ReplicaLag',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 330,
      treatMissingData: 'breaching',
    });
    const replica1LagCheck = new Route53HealthCheck(this, 'Replica1LagCheck', {
      cloudwatchAlarmName: replica1LagAlarm.alarmName,
      cloudwatchAlarmRegion: region.region,
      insufficientDataHealthStatus: 'Unhealthy',
      tags: { Name: 'bench-database-replica-1-lag' },
      triggers: { comparison: 'GreaterThanThreshold', metric: 'ReplicaLag Maximum 60', periods: '2', threshold: '330' },
      type: 'CLOUDWATCH_METRIC',
    });
    const replica2LagCheck = new Route53HealthCheck(this, 'Replica2LagCheck', {
      cloudwatchAlarmName: replica2LagAlarm.alarmName,
      cloudwatchAlarmRegion: region.region,
      insufficientDataHealthStatus: 'Unhealthy',
      tags: { Name: 'bench-database-replica-2-lag' },
      triggers: { comparison: 'GreaterThanThreshold', metric: 'ReplicaLag Maximum 60', periods: '2', threshold: '330' },
      type: 'CLOUDWATCH_METRIC',
    });
    const readerZone = new Route53Zone(this, 'ReaderZone', {
      comment: `Where the replicas of ${this.node.path} are found`,
      lifecycle: { ignoreChanges: ['vpc'] },
      name: 'bench-database.internal',
      vpc: [{ vpcId: 'vpc-12345678' }],
    });
    new Route53Record(this, 'Replica1Record', {
      healthCheckId: replica1LagCheck.id,
      name: 'readers.bench-database.internal',
      records: [replica1.address],
      setIdentifier: 'bench-database-replica-1',
      ttl: 5,
      type: 'CNAME',
      weightedRoutingPolicy: { weight: 1 },
      zoneId: readerZone.zoneId,
    });
    new Route53Record(this, 'Replica2Record', {
      healthCheckId: replica2LagCheck.id,
      name: 'readers.bench-database.internal',
      records: [replica2.address],
      setIdentifier: 'bench-database-replica-2',
      ttl: 5,
      type: 'CNAME',
      weightedRoutingPolicy: { weight: 1 },
      zoneId: readerZone.zoneId,
    });
    new SsmParameter(this, 'Coordinates', {
      description: `Where ${this.node.path} is`,
      insecureValue: [
        `DATABASE_WRITER_HOST=${standby.address}`,
        'DATABASE_READER_HOST=readers.bench-database.internal',
        `DATABASE_READER_HOSTS=${replica1.address},${replica2.address}`,
        'DATABASE_PORT=5433',
        'DATABASE_NAME=app',
      ].join('\n'),
      name: `/scale-out/${this.node.path}/coordinates`,
      type: 'String',
    });
  }
}
