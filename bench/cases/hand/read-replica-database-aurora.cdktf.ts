import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { stackIn } from '../cdktf';
import { bootstrapDocument } from '../parts/bootstrap-document';

export function build(app: App) {
  new Database(stackIn(app), 'Database');
}

class Database extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const account = new DataAwsCallerIdentity(this, 'Account');
    const partition = new DataAwsPartition(this, 'Partition');
    const region = new DataAwsRegion(this, 'Region');
    const monitoringDocument = new DataAwsIamPolicyDocument(this, 'MonitoringDocument', {
      statement: [
        {
          actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
          resources: [
            `arn:${partition.partition}:logs:${region.region}:${account.accountId}:log-group:RDSOSMetrics`,
            `arn:${partition.partition}:logs:${region.region}:${account.accountId}:log-group:RDSOSMetrics:*`,
          ],
          sid: 'MakeLogGroup',
        },
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams', 'logs:GetLogEvents'],
          resources: [
            `arn:${partition.partition}:logs:${region.region}:${account.accountId}:log-group:RDSOSMetrics:log-stream:*`,
          ],
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
              values: [`arn:${partition.partition}:rds:${region.region}:${account.accountId}:db:*`],
              variable: 'aws:SourceArn',
            },
          ],
          principals: [{ identifiers: ['monitoring.rds.amazonaws.com'], type: 'Service' }],
          resources: [],
          sid: 'EnhancedMonitoring',
        },
      ],
    });
    const clusterPostgresqlLogs = new CloudwatchLogGroup(this, 'ClusterPostgresqlLogs', {
      name: '/aws/rds/cluster/bench-database/postgresql',
      retentionInDays: 30,
      skipDestroy: true,
    });
    const subnetGroup = new DbSubnetGroup(this, 'SubnetGroup', {
      description: `Subnets of ${this.node.path}`,
      namePrefix: 'bench-database-',
      subnetIds: ['subnet-i1', 'subnet-i2'],
    });
    const parameterGroup = new RdsClusterParameterGroup(this, 'ParameterGroup', {
      description: `Parameters of ${this.node.path}`,
      family: 'aurora-postgresql17',
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'bench-database-',
      parameter: [{ applyMethod: 'pending-reboot', name: 'rds.force_ssl', value: '1' }],
    });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      description: `Database of ${this.node.path}: connected servers in; nothing out`,
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'Bench-Database-SecurityGroup-',
      vpcId: 'vpc-12345678',
    });
    const cluster = new RdsCluster(this, 'Cluster', {
      applyImmediately: false,
      backupRetentionPeriod: 7,
      clusterIdentifier: 'bench-database',
      copyTagsToSnapshot: true,
      databaseName: 'shop',
      dbClusterParameterGroupName: parameterGroup.name,
      dbSubnetGroupName: subnetGroup.name,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      dependsOn: [clusterPostgresqlLogs],
      enabledCloudwatchLogsExports: ['postgresql'],
      engine: 'aurora-postgresql',
      engineVersion: '17',
      finalSnapshotIdentifier: `bench-database-final-${securityGroup.id}`,
      iamDatabaseAuthenticationEnabled: true,
      lifecycle: { ignoreChanges: ['global_cluster_identifier'], preventDestroy: true },
      manageMasterUserPassword: true,
      masterUsername: 'dbadmin',
      port: 5433,
      skipFinalSnapshot: false,
      storageEncrypted: true,
      tags: { Name: `${this.node.path}` },
      vpcSecurityGroupIds: [securityGroup.id],
    });
    new CloudwatchMetricAlarm(this, 'ReadersConnectionsAlarm', {
      alarmDescription: 'A replica has had more than 1297 connections of about 1622 for 5 minutes.',
      alarmName: 'Bench-Database-ReadersConnectionsAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'READER' },
      evaluationPeriods: 5,
      metricName: 'DatabaseConnections',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 1297,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'ReadersCpuAlarm', {
      alarmDescription: 'A replica has used more than 80 % of its CPU for 5 minutes, or says nothing.',
      alarmName: 'Bench-Database-ReadersCpuAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'READER' },
      evaluationPeriods: 5,
      metricName: 'CPUUtilization',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Average',
      threshold: 80,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'ReadersFreeStorageAlarm', {
      alarmDescription: 'A replica has had less than 2 GiB of its local disk left for 15 minutes.',
      alarmName: 'Bench-Database-ReadersFreeStorageAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'READER' },
      evaluationPeriods: 15,
      metricName: 'FreeLocalStorage',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 2147483648,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'ReadersFreeableMemoryAlarm', {
      alarmDescription: 'A replica has had less than 1.6 GiB of memory free for 15 minutes.',
      alarmName: 'Bench-Database-ReadersFreeableMemoryAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'READER' },
      evaluationPeriods: 15,
      metricName: 'FreeableMemory',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 1717986918,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'ReplicaLagAlarm', {
      alarmDescription: 'A replica is more than 30 s behind the writer, or none says anything: what it answers is old.',
      alarmName: 'Bench-Database-ReplicaLagAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 2,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier },
      evaluationPeriods: 2,
      metricName: 'AuroraReplicaLagMaximum',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 30000,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'WriterConnectionsAlarm', {
      alarmDescription: 'The writer has had more than 1297 connections of about 1622 for 5 minutes.',
      alarmName: 'Bench-Database-WriterConnectionsAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'WRITER' },
      evaluationPeriods: 5,
      metricName: 'DatabaseConnections',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Maximum',
      threshold: 1297,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'WriterCpuAlarm', {
      alarmDescription: 'The writer has used more than 80 % of its CPU for 5 minutes, or says nothing.',
      alarmName: 'Bench-Database-WriterCpuAlarm-bench-database',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'WRITER' },
      evaluationPeriods: 5,
      metricName: 'CPUUtilization',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Average',
      threshold: 80,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'WriterFreeStorageAlarm', {
      alarmDescription: 'The writer has had less than 2 GiB of its local disk left for 15 minutes.',
      alarmName: 'Bench-Database-WriterFreeStorageAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'WRITER' },
      evaluationPeriods: 15,
      metricName: 'FreeLocalStorage',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 2147483648,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'WriterFreeableMemoryAlarm', {
      alarmDescription: 'The writer has had less than 1.6 GiB of memory free for 15 minutes.',
      alarmName: 'Bench-Database-WriterFreeableMemoryAlarm-bench-database',
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 15,
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier, Role: 'WRITER' },
      evaluationPeriods: 15,
      metricName: 'FreeableMemory',
      namespace: 'AWS/RDS',
      period: 60,
      statistic: 'Minimum',
      threshold: 1717986918,
      treatMissingData: 'notBreaching',
    });
    const monitoringPolicy = new IamPolicy(this, 'MonitoringPolicy', {
      description: `Everything that the enhanced monitoring of ${this.node.path} takes`,
      namePrefix: 'Bench-Database-Monitoring-',
      policy: monitoringDocument.json,
    });
    const monitoringRole = new IamRole(this, 'MonitoringRole', {
      assumeRolePolicy: monitoringTrust.json,
      description: `Enhanced monitoring of ${this.node.path}`,
      namePrefix: 'Bench-Database-Monitoring-',
    });
    const monitoringPolicyAttachment = new IamRolePolicyAttachment(this, 'MonitoringPolicyAttachment', { policyArn: monitoringPolicy.arn, role: monitoringRole.name });
    const writer = new RdsClusterInstance(this, 'Writer', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      availabilityZone: 'eu-west-1a',
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      clusterIdentifier: cluster.id,
      copyTagsToSnapshot: true,
      dbSubnetGroupName: subnetGroup.name,
      dependsOn: [monitoringPolicyAttachment],
      engine: cluster.engine,
      identifier: 'bench-database-writer',
      instanceClass: 'db.r7g.large',
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      promotionTier: 0,
      publiclyAccessible: false,
      tags: { Name: `${this.node.path}` },
    });
    const replica1 = new RdsClusterInstance(this, 'Replica1', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      availabilityZone: 'eu-west-1b',
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      clusterIdentifier: cluster.id,
      copyTagsToSnapshot: true,
      dbSubnetGroupName: subnetGroup.name,
      dependsOn: [monitoringPolicyAttachment, writer],
      engine: cluster.engine,
      identifier: 'bench-database-replica-1',
      instanceClass: 'db.r7g.large',
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      promotionTier: 1,
      publiclyAccessible: false,
      tags: { Name: `${this.node.path}` },
    });
    const replica2 = new RdsClusterInstance(this, 'Replica2', {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      availabilityZone: 'eu-west-1a',
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      clusterIdentifier: cluster.id,
      copyTagsToSnapshot: true,
      dbSubnetGroupName: subnetGroup.name,
      dependsOn: [monitoringPolicyAttachment, writer],
      engine: cluster.engine,
      identifier: 'bench-database-replica-2',
      instanceClass: 'db.r7g.large',
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole.arn,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      promotionTier: 2,
      publiclyAccessible: false,
      tags: { Name: `${this.node.path}` },
    });
    new SsmDocument(this, 'Bootstrap', {
      content: JSON.stringify(bootstrapDocument(this.node.path, region.region, cluster.endpoint, cluster.masterUserSecret.get(0).secretArn)),
      documentFormat: 'JSON',
      documentType: 'Command',
      name: 'bootstrap-bench-database',
      targetType: '/AWS::EC2::Instance',
    });
    new SsmParameter(this, 'Coordinates', {
      description: `Where ${this.node.path} is`,
      insecureValue: [
        `DATABASE_WRITER_HOST=${cluster.endpoint}`,
        `DATABASE_READER_HOST=${cluster.readerEndpoint}`,
        `DATABASE_READER_HOSTS=${replica1.endpoint},${replica2.endpoint}`,
        'DATABASE_PORT=5433',
        'DATABASE_NAME=shop',
      ].join('\n'),
      name: `/scale-out/${this.node.path}/coordinates`,
      type: 'String',
    });
  }
}
