import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

/** What the hand-written databases have in common: a careful author would have a base class as well. */
export const NAME = 'bench-database';
export const PORT = 5433;
export const ZONE_NAME = `${NAME}.internal`;

type AlarmProps = Omit<cloudwatch.AlarmProps, 'metric' | 'evaluationPeriods'>;

export abstract class HandWrittenDatabase extends Construct {
  protected readonly monitoringRole: iam.Role;
  protected monitoringPolicy!: iam.ManagedPolicy;
  protected readonly securityGroup: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, protected readonly vpc: ec2.IVpc, kind: string) {
    super(scope, id);
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc, description: `${kind} of ${this.node.path}: connected servers in; nothing out`, allowAllOutbound: false,
    });
    this.monitoringRole = this.makeMonitoringRole();
  }

  protected subnetGroup(): rds.CfnDBSubnetGroup {
    return new rds.CfnDBSubnetGroup(this, 'SubnetGroup', {
      dbSubnetGroupDescription: `Subnets of ${this.node.path}`,
      subnetIds: this.vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
  }

  protected logGroup(id: string, logGroupName: string, isRetained: boolean) {
    const removalPolicy = isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    return new logs.LogGroup(this, id, { logGroupName, retention: logs.RetentionDays.ONE_MONTH, removalPolicy });
  }

  /** The logs of one instance, which has to wait for them: else the database would make them itself, without an end. */
  protected logsOf(id: string, identifier: string, isRetained: boolean) {
    return ['postgresql', 'upgrade'].map((kind) => this.logGroup(`${id}Logs${kind}`, `/aws/rds/instance/${identifier}/${kind}`, isRetained));
  }

  protected alarm(id: string, metricName: string, statistic: string, dimensionsMap: Record<string, string>, periods: number, props: AlarmProps) {
    return new cloudwatch.Alarm(this, id, {
      metric: new cloudwatch.Metric({ namespace: 'AWS/RDS', metricName, statistic, dimensionsMap, period: Duration.minutes(1) }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      ...props,
    });
  }

  protected lagAlarm(id: string, identifier: string) {
    return this.alarm(`${id}LagAlarm`, 'ReplicaLag', 'Maximum', { DBInstanceIdentifier: identifier }, 2, {
      alarmDescription: `${id} is more than 330 s behind the writer, or says nothing: what it answers is old.`,
      threshold: 330,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  protected instanceAlarms(id: string, identifier: string) {
    const dimensions = { DBInstanceIdentifier: identifier };
    this.alarm(`${id}CpuAlarm`, 'CPUUtilization', 'Average', dimensions, 5, {
      alarmDescription: `${id} has used more than 80 % of its CPU for 5 minutes, or says nothing.`,
      threshold: 80,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    this.alarm(`${id}FreeStorageAlarm`, 'FreeStorageSpace', 'Minimum', dimensions, 15, {
      alarmDescription: `${id} has had less than 10 GiB of its disk left for 15 minutes.`,
      threshold: 10737418240,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
    this.alarm(`${id}ConnectionsAlarm`, 'DatabaseConnections', 'Maximum', dimensions, 5, {
      alarmDescription: `${id} has had more than 648 connections of about 811 for 5 minutes.`, threshold: 648,
    });
    this.alarm(`${id}FreeableMemoryAlarm`, 'FreeableMemory', 'Minimum', dimensions, 15, {
      alarmDescription: `${id} has had less than 0.8 GiB of memory free for 15 minutes.`,
      threshold: 858993459,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
  }

  /** The L2 replica leaves out the port. */
  protected replica(id: string, identifier: string, availabilityZone: string, source: string, shared: Partial<rds.CfnDBInstanceProps>) {
    const replica = new rds.CfnDBInstance(this, id, {
      ...shared,
      dbInstanceIdentifier: identifier,
      availabilityZone,
      multiAz: false,
      sourceDbInstanceIdentifier: source,
    });
    replica.applyRemovalPolicy(RemovalPolicy.DESTROY);
    replica.node.addDependency(this.monitoringPolicy, ...this.logsOf(id, identifier, false));
    return replica;
  }

  /** What an RDS instance and its replicas have in common. */
  protected sharedProps(subnetGroup: string): Partial<rds.CfnDBInstanceProps> {
    const parameterGroup = new rds.CfnDBParameterGroup(this, 'ParameterGroup', {
      family: 'postgres17', description: `Parameters of ${this.node.path}`, parameters: { 'rds.force_ssl': '1' },
    });
    return {
      engine: 'postgres',
      dbInstanceClass: 'db.m7g.large',
      port: String(PORT),
      storageType: 'gp3',
      maxAllocatedStorage: 1000,
      dbParameterGroupName: parameterGroup.ref,
      dbSubnetGroupName: subnetGroup,
      vpcSecurityGroups: [this.securityGroup.securityGroupId],
      deletionProtection: true,
      enableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      enableIamDatabaseAuthentication: true,
      copyTagsToSnapshot: true,
      ...this.memberProps(),
    };
  }

  /** What every instance has, whatever the engine. */
  protected memberProps(): Partial<rds.CfnDBInstanceProps> {
    return {
      autoMinorVersionUpgrade: true,
      caCertificateIdentifier: 'rds-ca-rsa2048-g1',
      enablePerformanceInsights: true,
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 60,
      monitoringRoleArn: this.monitoringRole.roleArn,
      publiclyAccessible: false,
    };
  }

  /** One name for all replicas, out of which falls the one that lags. */
  protected readerAddress(replicas: { identifier: string; host: string; lagAlarm: cloudwatch.Alarm }[]) {
    const zone = new route53.PrivateHostedZone(this, 'ReaderZone', {
      vpc: this.vpc, zoneName: ZONE_NAME, comment: `Where the replicas of ${this.node.path} are found`,
    });
    for (const { identifier, host, lagAlarm } of replicas) {
      const check = new route53.CfnHealthCheck(this, `${identifier}Check`, {
        healthCheckConfig: {
          type: 'CLOUDWATCH_METRIC',
          alarmIdentifier: { name: lagAlarm.alarmName, region: Stack.of(this).region },
          insufficientDataHealthStatus: 'Unhealthy',
        },
        healthCheckTags: [{ key: 'Name', value: `${identifier}-lag` }],
      });
      new route53.CfnRecordSet(this, `${identifier}Record`, {
        hostedZoneId: zone.hostedZoneId,
        name: `readers.${ZONE_NAME}.`,
        type: 'CNAME',
        setIdentifier: identifier,
        weight: 1,
        ttl: '5',
        resourceRecords: [host],
        healthCheckId: check.attrHealthCheckId,
      });
    }
  }

  protected coordinates(writer: string, reader: string, replicas: string[], database: string) {
    new ssm.StringParameter(this, 'Coordinates', {
      parameterName: `/scale-out/${this.node.path}/coordinates`,
      description: `Where ${this.node.path} is`,
      stringValue: [
        `DATABASE_WRITER_HOST=${writer}`,
        `DATABASE_READER_HOST=${reader}`,
        `DATABASE_READER_HOSTS=${replicas.join(',')}`,
        `DATABASE_PORT=${PORT}`,
        `DATABASE_NAME=${database}`,
      ].join('\n'),
    });
  }

  private makeMonitoringRole() {
    const { partition, region, account } = Stack.of(this);
    const logsArn = `arn:${partition}:logs:${region}:${account}:log-group:RDSOSMetrics`;
    const role = new iam.Role(this, 'MonitoringRole', {
      assumedBy: new iam.ServicePrincipal('monitoring.rds.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': `arn:${partition}:rds:${region}:${account}:db:*` } },
      }),
      description: `Enhanced monitoring of ${this.node.path}`,
    });
    this.monitoringPolicy = new iam.ManagedPolicy(this, 'MonitoringPolicy', {
      description: `Everything that the enhanced monitoring of ${this.node.path} takes`,
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          sid: 'MakeLogGroup', actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'], resources: [logsArn, `${logsArn}:*`],
        }),
        new iam.PolicyStatement({
          sid: 'WriteMetrics',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams', 'logs:GetLogEvents'],
          resources: [`${logsArn}:log-stream:*`],
        }),
      ],
    });
    return role;
  }
}
