import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { networkIn, stackIn } from '../awscdk';
import { bootstrapDocument } from '../parts/bootstrap-document';
import { HandWrittenDatabase, NAME, PORT } from '../parts/hand-written-database';

export function build(app: App) {
  const stack = stackIn(app);
  new Database(stack, 'Database', networkIn(stack));
}

class Database extends HandWrittenDatabase {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id, vpc, 'Database');
    const subnetGroup = this.subnetGroup().ref;
    const cluster = this.cluster(subnetGroup);
    const [writer, ...replicas] = ['writer', 'replica-1', 'replica-2'].map((name, tier) => this.member(name, tier, cluster.ref, subnetGroup));
    for (const replica of replicas) { replica.node.addDependency(writer); }
    this.alarms();
    new ssm.CfnDocument(this, 'Bootstrap', {
      documentType: 'Command',
      documentFormat: 'JSON',
      targetType: '/AWS::EC2::Instance',
      content: bootstrapDocument(this.node.path, Stack.of(this).region, cluster.attrEndpointAddress, cluster.attrMasterUserSecretSecretArn),
    });
    const hosts = replicas.map(({ attrEndpointAddress }) => attrEndpointAddress);
    this.coordinates(cluster.attrEndpointAddress, cluster.attrReadEndpointAddress, hosts, 'shop');
  }

  private cluster(subnetGroup: string) {
    const parameterGroup = new rds.CfnDBClusterParameterGroup(this, 'ParameterGroup', {
      family: 'aurora-postgresql17', description: `Parameters of ${this.node.path}`, parameters: { 'rds.force_ssl': '1' },
    });
    const cluster = new rds.CfnDBCluster(this, 'Cluster', {
      dbClusterIdentifier: NAME,
      engine: 'aurora-postgresql',
      engineVersion: '17',
      databaseName: 'shop',
      masterUsername: 'dbadmin',
      manageMasterUserPassword: true,
      port: PORT,
      storageEncrypted: true,
      dbClusterParameterGroupName: parameterGroup.ref,
      dbSubnetGroupName: subnetGroup,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      backupRetentionPeriod: 7,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      enableIamDatabaseAuthentication: true,
      enableCloudwatchLogsExports: ['postgresql'],
    });
    cluster.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    cluster.node.addDependency(this.monitoringPolicy, this.logGroup('Logs', `/aws/rds/cluster/${NAME}/postgresql`, true));
    return cluster;
  }

  private member(name: string, promotionTier: number, cluster: string, subnetGroup: string) {
    const member = new rds.CfnDBInstance(this, name, {
      ...this.memberProps(),
      engine: 'aurora-postgresql',
      dbInstanceClass: 'db.r7g.large',
      dbInstanceIdentifier: `${NAME}-${name}`,
      dbClusterIdentifier: cluster,
      dbSubnetGroupName: subnetGroup,
      availabilityZone: `${Stack.of(this).region}${['a', 'b'][promotionTier % 2]}`,
      promotionTier,
    });
    member.applyRemovalPolicy(RemovalPolicy.DESTROY);
    member.node.addDependency(this.monitoringPolicy);
    return member;
  }

  private alarms() {
    this.alarm('ReplicaLagAlarm', 'AuroraReplicaLagMaximum', 'Maximum', { DBClusterIdentifier: NAME }, 2, {
      alarmDescription: 'A replica is more than 30 s behind the writer, or none says anything: what it answers is old.',
      threshold: 30000,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    for (const [id, who, Role] of [['Writer', 'The writer', 'WRITER'], ['Readers', 'A replica', 'READER']]) { this.roleAlarms(id, who, Role); }
  }

  private roleAlarms(id: string, who: string, Role: string) {
    const dimensions = { DBClusterIdentifier: NAME, Role };
    this.alarm(`${id}CpuAlarm`, 'CPUUtilization', 'Average', dimensions, 5, {
      alarmDescription: `${who} has used more than 80 % of its CPU for 5 minutes, or says nothing.`,
      threshold: 80,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    this.alarm(`${id}FreeStorageAlarm`, 'FreeLocalStorage', 'Minimum', dimensions, 15, {
      alarmDescription: `${who} has had less than 2 GiB of its local disk left for 15 minutes.`,
      threshold: 2147483648,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
    this.alarm(`${id}ConnectionsAlarm`, 'DatabaseConnections', 'Maximum', dimensions, 5, {
      alarmDescription: `${who} has had more than 1297 connections of about 1622 for 5 minutes.`, threshold: 1297,
    });
    this.alarm(`${id}FreeableMemoryAlarm`, 'FreeableMemory', 'Minimum', dimensions, 15, {
      alarmDescription: `${who} has had less than 1.6 GiB of memory free for 15 minutes.`,
      threshold: 1717986918,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
  }
}
