import { App, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { networkIn, stackIn } from '../awscdk';

const NAME = 'bench-sessions';
const ACCESS = [
  'on ~* &* -@all +@read +@write +@connection +@transaction +@pubsub +eval +evalsha +eval_ro +evalsha_ro +script|exists +script|load +time -@admin',
  '-@dangerous +role +info +cluster|info +cluster|myid +cluster|nodes +cluster|slots +cluster|shards',
].join(' ');

type AlarmProps = Partial<cloudwatch.AlarmProps> & Pick<cloudwatch.AlarmProps, 'threshold'>;

export function build(app: App) {
  const stack = stackIn(app);
  new Sessions(stack, 'Sessions', networkIn(stack));
}

/** A replication group has no L2. */
class Sessions extends Construct {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc, description: `Sessions of ${this.node.path}: connected servers in; nothing out`, allowAllOutbound: false,
    });
    const user = new elasticache.CfnUser(this, 'User', {
      engine: 'valkey', userId: `${NAME}-app`, userName: `${NAME}-app`, accessString: ACCESS, authenticationMode: { Type: 'iam' },
    });
    const userGroup = new elasticache.CfnUserGroup(this, 'UserGroup', { engine: 'valkey', userGroupId: NAME, userIds: [user.ref] });
    const subnetGroup = new elasticache.CfnSubnetGroup(this, 'SubnetGroup', {
      cacheSubnetGroupName: NAME,
      description: `Subnets of ${this.node.path}`,
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const parameterGroup = new elasticache.CfnParameterGroup(this, 'ParameterGroup', {
      cacheParameterGroupFamily: 'valkey8',
      description: `Parameters of ${this.node.path}`,
      properties: { 'maxmemory-policy': 'volatile-lru', 'reserved-memory-percent': '25' },
    });
    const group = new elasticache.CfnReplicationGroup(this, 'ReplicationGroup', {
      replicationGroupId: NAME,
      replicationGroupDescription: `Sessions of ${this.node.path}`,
      engine: 'valkey',
      engineVersion: '8.2',
      cacheNodeType: 'cache.m7g.large',
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      port: 6380,
      cacheParameterGroupName: parameterGroup.ref,
      cacheSubnetGroupName: subnetGroup.ref,
      securityGroupIds: [securityGroup.securityGroupId],
      userGroupIds: [userGroup.ref],
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      snapshotRetentionLimit: 15,
      autoMinorVersionUpgrade: true,
      logDeliveryConfigurations: [this.logs('SlowLogs', 'slow-log'), this.logs('EngineLogs', 'engine-log')],
    });
    group.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    this.alarms();
    this.coordinates(group);
  }

  private logs(id: string, logType: string): elasticache.CfnReplicationGroup.LogDeliveryConfigurationRequestProperty {
    const group = new logs.LogGroup(this, id, {
      logGroupName: `/aws/vendedlogs/elasticache/${NAME}/${logType}`,
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const destinationDetails = { cloudWatchLogsDetails: { logGroup: group.logGroupName } };
    return { logType, logFormat: 'json', destinationType: 'cloudwatch-logs', destinationDetails };
  }

  private alarms() {
    const worst = 'MAX([FILL(m1, 0), FILL(m2, 0)])';
    this.alarm('EvictionsAlarm', 'Evictions', 'Sum', worst, {
      alarmDescription: 'Sessions were thrown out for want of memory: their users are logged out. Add memory or shards, or shorten their time to live.',
      threshold: 0,
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
    });
    this.alarm('MemoryAlarm', 'DatabaseMemoryUsagePercentage', 'Maximum', worst, {
      alarmDescription: 'More than 80 % of what a node has for sessions has been used for 5 minutes: it evicts when it is full.', threshold: 80,
    });
    this.alarm('CpuAlarm', 'CPUUtilization', 'Average', 'IF(MAX([FILL(m1, -1), FILL(m2, -1)]) < 0, 101, MAX([FILL(m1, -1), FILL(m2, -1)]))', {
      alarmDescription: 'A node has used more than 45 % of its processors for 5 minutes, or none of these nodes says anything.',
      threshold: 45,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    this.alarm('ReplicationLagAlarm', 'ReplicationLag', 'Maximum', worst, {
      alarmDescription: 'A replica has been more than 10 s behind for 5 minutes: if it takes over, these sessions are as they were then.', threshold: 10,
    });
    this.alarm('ConnectionsAlarm', 'CurrConnections', 'Maximum', worst, {
      alarmDescription: 'A node has had more than 52000 of 65000 connections for 5 minutes.', threshold: 52000,
    });
  }

  private alarm(id: string, metricName: string, statistic: string, expression: string, props: AlarmProps) {
    const period = Duration.minutes(1);
    const metric = (node: string) =>
      new cloudwatch.Metric({ namespace: 'AWS/ElastiCache', metricName, statistic, period, dimensionsMap: { CacheClusterId: `${NAME}-${node}` } });
    new cloudwatch.Alarm(this, id, {
      metric: new cloudwatch.MathExpression({ expression, usingMetrics: { m1: metric('001'), m2: metric('002') }, period }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 7,
      datapointsToAlarm: 5,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      ...props,
    });
  }

  private coordinates({ attrPrimaryEndPointAddress, attrReaderEndPointAddress }: elasticache.CfnReplicationGroup) {
    new ssm.StringParameter(this, 'Coordinates', {
      parameterName: `/scale-out/${this.node.path}/coordinates`,
      description: `Where ${this.node.path} is`,
      stringValue: [
        `SESSION_CACHE_HOST=${attrPrimaryEndPointAddress}`,
        'SESSION_CACHE_PORT=6380',
        `SESSION_CACHE_READER_HOST=${attrReaderEndPointAddress}`,
        'SESSION_CACHE_READER_PORT=6380',
        `SESSION_CACHE_NAME=${NAME}`,
        'SESSION_CACHE_TLS=true',
        'SESSION_CACHE_CLUSTER_MODE=false',
        'SESSION_CACHE_SERVERLESS=false',
        'SESSION_CACHE_ENGINE=valkey',
      ].join('\n'),
    });
  }
}
