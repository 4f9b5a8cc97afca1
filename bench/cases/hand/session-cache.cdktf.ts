import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { stackIn } from '../cdktf';

export function build(app: App) {
  new Sessions(stackIn(app), 'Sessions');
}

class Sessions extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DataAwsCallerIdentity(this, 'Account');
    new DataAwsPartition(this, 'Partition');
    new DataAwsRegion(this, 'Region');
    const engineLogs = new CloudwatchLogGroup(this, 'EngineLogs', {
      name: '/aws/vendedlogs/elasticache/bench-sessions/engine-log',
      retentionInDays: 30,
      skipDestroy: true,
    });
    const slowLogs = new CloudwatchLogGroup(this, 'SlowLogs', {
      name: '/aws/vendedlogs/elasticache/bench-sessions/slow-log',
      retentionInDays: 30,
      skipDestroy: true,
    });
    const parameterGroup = new ElasticacheParameterGroup(this, 'ParameterGroup', {
      description: `Parameters of ${this.node.path}`,
      family: 'valkey8',
      lifecycle: { createBeforeDestroy: true },
      name: 'bench-sessions-valkey8',
      parameter: [{ name: 'maxmemory-policy', value: 'volatile-lru' }, { name: 'reserved-memory-percent', value: '25' }],
    });
    const subnetGroup = new ElasticacheSubnetGroup(this, 'SubnetGroup', {
      description: `Subnets of ${this.node.path}`,
      name: 'bench-sessions',
      subnetIds: ['subnet-i1', 'subnet-i2'],
    });
    const userApp = new ElasticacheUser(this, 'User-app', {
      accessString: 'on ~* &* -@all +@read +@write +@connection +@transaction +@pubsub +eval +evalsha +eval_ro +evalsha_ro +script|exists +script|load +time -@admin -@dangerous +role +info +cluster|info +cluster|myid +cluster|nodes +cluster|slots +cluster|shards',
      authenticationMode: { type: 'iam' },
      engine: 'valkey',
      lifecycle: { createBeforeDestroy: true },
      userId: 'bench-sessions-app',
      userName: 'bench-sessions-app',
    });
    const userGroup = new ElasticacheUserGroup(this, 'UserGroup', {
      engine: 'valkey',
      userGroupId: 'bench-sessions',
      userIds: [userApp.userId],
    });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      description: `Sessions of ${this.node.path}: connected servers in; nothing out`,
      lifecycle: { createBeforeDestroy: true },
      namePrefix: 'Bench-Sessions-SecurityGroup-',
      vpcId: 'vpc-12345678',
    });
    const replicationGroup = new ElasticacheReplicationGroup(this, 'ReplicationGroup', {
      applyImmediately: true,
      atRestEncryptionEnabled: 'true',
      autoMinorVersionUpgrade: 'true',
      automaticFailoverEnabled: true,
      description: `Sessions of ${this.node.path}`,
      engine: 'valkey',
      engineVersion: '8.2',
      finalSnapshotIdentifier: `bench-sessions-final-${securityGroup.id}`,
      lifecycle: { preventDestroy: true },
      logDeliveryConfiguration: [
        { destination: slowLogs.name, destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'slow-log' },
        { destination: engineLogs.name, destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'engine-log' },
      ],
      multiAzEnabled: true,
      nodeType: 'cache.m7g.large',
      numCacheClusters: 2,
      parameterGroupName: parameterGroup.name,
      port: 6380,
      replicationGroupId: 'bench-sessions',
      securityGroupIds: [securityGroup.id],
      snapshotRetentionLimit: 15,
      subnetGroupName: subnetGroup.name,
      tags: { Name: `${this.node.path}` },
      transitEncryptionEnabled: true,
      userGroupIds: [userGroup.userGroupId],
    });
    new CloudwatchMetricAlarm(this, 'ConnectionsAlarm', {
      alarmDescription: 'A node has had more than 52000 of 65000 connections for 5 minutes.',
      alarmName: 'Bench-Sessions-ConnectionsAlarm-bench-sessions',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dependsOn: [replicationGroup],
      evaluationPeriods: 7,
      metricQuery: [
        { expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])', id: 'expression', returnData: true },
        {
          id: 'm1',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-001' },
            metricName: 'CurrConnections',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
        {
          id: 'm2',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-002' },
            metricName: 'CurrConnections',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
      ],
      threshold: 52000,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'CpuAlarm', {
      alarmDescription: 'A node has used more than 45 % of its processors for 5 minutes, or none of these nodes says anything.',
      alarmName: 'Bench-Sessions-CpuAlarm-bench-sessions',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dependsOn: [replicationGroup],
      evaluationPeriods: 7,
      metricQuery: [
        {
          expression: 'IF(MAX([FILL(m1, -1), FILL(m2, -1)]) < 0, 101, MAX([FILL(m1, -1), FILL(m2, -1)]))',
          id: 'expression',
          returnData: true,
        },
        {
          id: 'm1',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-001' },
            metricName: 'CPUUtilization',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Average',
          },
          returnData: false,
        },
        {
          id: 'm2',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-002' },
            metricName: 'CPUUtilization',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Average',
          },
          returnData: false,
        },
      ],
      threshold: 45,
      treatMissingData: 'breaching',
    });
    new CloudwatchMetricAlarm(this, 'EvictionsAlarm', {
      alarmDescription: 'Sessions were thrown out for want of memory: their users are logged out. Add memory or shards, or shorten their time to live.',
      alarmName: 'Bench-Sessions-EvictionsAlarm-bench-sessions',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 1,
      dependsOn: [replicationGroup],
      evaluationPeriods: 3,
      metricQuery: [
        { expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])', id: 'expression', returnData: true },
        {
          id: 'm1',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-001' },
            metricName: 'Evictions',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Sum',
          },
          returnData: false,
        },
        {
          id: 'm2',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-002' },
            metricName: 'Evictions',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Sum',
          },
          returnData: false,
        },
      ],
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'MemoryAlarm', {
      alarmDescription: 'More than 80 % of what a node has for sessions has been used for 5 minutes: it evicts when it is full.',
      alarmName: 'Bench-Sessions-MemoryAlarm-bench-sessions',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dependsOn: [replicationGroup],
      evaluationPeriods: 7,
      metricQuery: [
        { expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])', id: 'expression', returnData: true },
        {
          id: 'm1',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-001' },
            metricName: 'DatabaseMemoryUsagePercentage',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
        {
          id: 'm2',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-002' },
            metricName: 'DatabaseMemoryUsagePercentage',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
      ],
      threshold: 80,
      treatMissingData: 'notBreaching',
    });
    new CloudwatchMetricAlarm(this, 'ReplicationLagAlarm', {
      alarmDescription: 'A replica has been more than 10 s behind for 5 minutes: if it takes over, these sessions are as they were then.',
      alarmName: 'Bench-Sessions-ReplicationLagAlarm-bench-sessions',
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 5,
      dependsOn: [replicationGroup],
      evaluationPeriods: 7,
      metricQuery: [
        { expression: 'MAX([FILL(m1, 0), FILL(m2, 0)])', id: 'expression', returnData: true },
        {
          id: 'm1',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-001' },
            metricName: 'ReplicationLag',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
        {
          id: 'm2',
          metric: {
            dimensions: { CacheClusterId: 'bench-sessions-002' },
            metricName: 'ReplicationLag',
            namespace: 'AWS/ElastiCache',
            period: 60,
            stat: 'Maximum',
          },
          returnData: false,
        },
      ],
      threshold: 10,
      treatMissingData: 'notBreaching',
    });
    new SsmParameter(this, 'Coordinates', {
      description: `Where ${this.node.path} is`,
      insecureValue: [
        `SESSION_CACHE_HOST=${replicationGroup.primaryEndpointAddress}`,
        'SESSION_CACHE_PORT=6380',
        `SESSION_CACHE_READER_HOST=${replicationGroup.readerEndpointAddress}`,
        'SESSION_CACHE_READER_PORT=6380',
        'SESSION_CACHE_NAME=bench-sessions',
        'SESSION_CACHE_TLS=true',
        'SESSION_CACHE_CLUSTER_MODE=false',
        'SESSION_CACHE_SERVERLESS=false',
        'SESSION_CACHE_ENGINE=valkey',
      ].join('\n'),
      name: `/scale-out/${this.node.path}/coordinates`,
      type: 'String',
    });
  }
}
