import { App, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { expectedDatabaseFindings } from './expected-database-findings';
import { Pack } from './expected-findings';
import { findingsOf, invalidIn } from './findings';
import { maskAssets } from './mask-assets';
import { Flags, newStack, NO_FLAGS, RECOMMENDED_FLAGS } from './stacks';
import { connectableOf } from '../../src/awscdk/database-connectable';
import { ReadReplicaDatabase } from '../../src/awscdk/read-replica-database';
import { ReadReplicaDatabaseProps } from '../../src/awscdk/read-replica-database-props';
import { DatabaseEngine } from '../../src/core/database-engines';
import { AdminPassword } from '../../src/core/database-secret';
import { Protection } from '../../src/core/protection';

expect.addSnapshotSerializer(maskAssets);

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const ALARM = 'AWS::CloudWatch::Alarm';
const CHECK = 'AWS::Route53::HealthCheck';
const RECORD = 'AWS::Route53::RecordSet';
const RULES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

type Props = Partial<ReadReplicaDatabaseProps>;
/** Props as a function of the stack, for those that are constructs themselves. */
type PropsIn = (stack: Stack) => Props;

const postgres = () => ({ engine: DatabaseEngine.postgres('17') });
const mysql = () => ({ engine: DatabaseEngine.mysql('8.4') });
const aurora = () => ({ engine: DatabaseEngine.auroraPostgres('17') });

/** In a network of somebody else's, so that only the database is in the template. */
function networkIn(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs())),
    isolatedSubnetIds: ['subnet-i1', 'subnet-i2', 'subnet-i3'],
    isolatedSubnetRouteTableIds: ['rtb-i', 'rtb-i', 'rtb-i'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
    privateSubnetRouteTableIds: ['rtb-p', 'rtb-p', 'rtb-p'],
  });
}

function databaseIn(stack: Stack, props: Props = {}): ReadReplicaDatabase {
  return new ReadReplicaDatabase(stack, 'Database', { ...postgres(), vpc: networkIn(stack), ...props });
}

function templateOf(props: Props | PropsIn = {}, flags: Flags = NO_FLAGS): Template {
  const stack = newStack(flags);
  databaseIn(stack, typeof props === 'function' ? props(stack) : props);
  return Template.fromStack(stack);
}

const zone = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });

/** A resource by the id that it has below the construct. */
function resource(template: Template, id: string): any {
  const pattern = new RegExp(`^Database${id}([0-9a-f]{8})?[0-9A-F]{8}$`);
  const found = Object.entries(template.toJSON().Resources).filter(([logicalId]) => pattern.test(logicalId));
  if (found.length !== 1) { throw new Error(`${found.length} resources with id ${id}`); }
  return found[0][1];
}

const props = (template: Template, id: string): any => resource(template, id).Properties;
const refTo = (id: string) => ({ Ref: expect.stringMatching(new RegExp(`^Database${id}([0-9a-f]{8})?[0-9A-F]{8}$`)) });
const attributeOf = (id: string, name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^Database${id}([0-9a-f]{8})?[0-9A-F]{8}$`)), name] });

/** Every option of RDS at once, each away from its default. */
const everything = (stack: Stack): Props => ({
  engine: DatabaseEngine.postgres('16'),
  instanceType: 'db.r7g.xlarge',
  replicaInstanceType: 'db.r7g.2xlarge',
  replicas: 3,
  replicaZones: ['eu-west-1c', 'eu-west-1a'],
  storage: { allocatedGib: 500, maxAllocatedGib: 2000, iops: 13_000, throughputMibps: 600 },
  port: 6543,
  databaseName: 'orders',
  adminUser: 'chief',
  adminRotationDays: 7,
  backupRetentionDays: 14,
  backupWindow: '02:00-03:00',
  maintenanceWindow: 'sun:04:00-sun:05:00',
  parameters: { log_min_duration_statement: '500' },
  heartbeat: true,
  lagThresholdSeconds: 60,
  readerAddress: { recordName: 'reads', ttlSeconds: 10 },
  readerZone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'data.internal' }),
  withoutMinorUpgrades: true,
  logs: { exports: ['postgresql'], retentionDays: 90 },
  monitoringIntervalSeconds: 15,
  performanceInsightsRetentionDays: 93,
  proxy: { maxConnectionsPercent: 80, maxIdleConnectionsPercent: 20, connectionBorrowTimeoutSeconds: 30, idleClientTimeoutSeconds: 600 },
  alarms: { cpuPercent: 70, freeStoragePercent: 15, connectionsPercent: 60, freeableMemoryPercent: 5 },
  identifier: 'shop-orders',
  encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000'),
  alarmTopic: new sns.Topic(stack, 'Topic'),
  factsOutput: true,
  protection: Protection.NONE,
});

describe.each([['no feature flags', NO_FLAGS], ['all recommended feature flags', RECOMMENDED_FLAGS]])('the default database with %s', (_, flags) => {
  const template = templateOf({}, flags);

  test('has a writer with a standby, on a disk that grows, encrypted and reached by nobody from outside', () => {
    expect(props(template, 'Writer')).toMatchObject({
      Engine: 'postgres',
      EngineVersion: '17',
      DBInstanceClass: 'db.m7g.large',
      DBInstanceIdentifier: 'stack-database-writer',
      Port: '5433',
      MultiAZ: true,
      AllocatedStorage: '100',
      MaxAllocatedStorage: 1000,
      StorageType: 'gp3',
      StorageEncrypted: true,
      PubliclyAccessible: false,
      EnableIAMDatabaseAuthentication: true,
      DBName: 'app',
      MasterUsername: 'dbadmin',
      AutoMinorVersionUpgrade: true,
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CopyTagsToSnapshot: true,
    });
    expect(props(template, 'Writer')).not.toHaveProperty('AvailabilityZone');
    expect(props(template, 'SubnetGroup').SubnetIds).toEqual(['subnet-i1', 'subnet-i2', 'subnet-i3']);
  });

  test('has two replicas, each pinned to a zone of its own, and otherwise like the writer', () => {
    for (const [id, index] of [['Replica1', 0], ['Replica2', 1]] as const) {
      const replica = props(template, id);
      expect(replica).toMatchObject({
        SourceDBInstanceIdentifier: refTo('Writer'),
        AvailabilityZone: zone(index),
        MultiAZ: false,
        DBInstanceClass: 'db.m7g.large',
        Port: '5433',
        DBParameterGroupName: props(template, 'Writer').DBParameterGroupName,
        EnableIAMDatabaseAuthentication: true,
        DeletionProtection: true,
        PubliclyAccessible: false,
        EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
        MonitoringInterval: 60,
        MaxAllocatedStorage: 1000,
      });
      for (const name of ['StorageEncrypted', 'KmsKeyId', 'AllocatedStorage', 'MasterUsername', 'MasterUserPassword', 'DBName', 'BackupRetentionPeriod']) {
        expect(replica).not.toHaveProperty(name);
      }
      expect(resource(template, id)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    }
  });

  test('is kept: backups, protection from deletion, a final snapshot', () => {
    expect(resource(template, 'Writer')).toMatchObject({ DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    expect(props(template, 'Writer')).toMatchObject({ BackupRetentionPeriod: 7, DeletionProtection: true, DeleteAutomatedBackups: false });
  });

  test('has a password that no template holds, and that is rotated from where both ends are reached', () => {
    expect(props(template, 'Writer').MasterUserPassword).toEqual({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', refTo('AdminSecret'), ':SecretString:password::}}']],
    });
    expect(props(template, 'Writer')).not.toHaveProperty('ManageMasterUserPassword');
    expect(JSON.parse(props(template, 'AdminSecret').GenerateSecretString.SecretStringTemplate)).toEqual({ username: 'dbadmin', engine: 'postgres', dbname: 'app' });
    expect(resource(template, 'AdminSecret').DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(props(template, 'SecretAttachment')).toEqual({ SecretId: refTo('AdminSecret'), TargetId: refTo('Writer'), TargetType: INSTANCE });
    expect(props(template, 'Rotation')).toMatchObject({
      SecretId: refTo('SecretAttachment'),
      RotationRules: { AutomaticallyAfterDays: 30 },
      HostedRotationLambda: {
        RotationType: 'PostgreSQLSingleUser',
        RotationLambdaName: 'stack-database-rotation',
        VpcSubnetIds: 'subnet-p1,subnet-p2,subnet-p3',
        VpcSecurityGroupIds: attributeOf('RotationSecurityGroup', 'GroupId'),
      },
    });
    expect(resource(template, 'Rotation').DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^DatabaseRotationSecurityGroup/)]));
    expect(template.toJSON().Transform).toBe('AWS::SecretsManager-2024-09-16');
  });

  test('lets in the rotation only, and nothing out; every rule says what it is for', () => {
    expect(props(template, 'SecurityGroup').SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
    expect(props(template, 'RotationSecurityGroup').SecurityGroupEgress).toEqual([
      { CidrIp: '0.0.0.0/0', Description: 'Secrets Manager over HTTPS', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' },
    ]);
    const rules = RULES.flatMap((type) => Object.values(template.findResources(type)).map(({ Properties }) => Properties));
    expect(rules.map(({ Description, FromPort }) => [Description, FromPort])).toEqual([['Rotation of the admin', 5433], ['The new password to the database', 5433]]);
  });

  test('forces TLS', () => {
    expect(props(template, 'ParameterGroup')).toMatchObject({ Family: 'postgres17', Parameters: { 'rds.force_ssl': '1' } });
  });

  test('is looked at closely, by a role with one policy of its own', () => {
    for (const id of ['Writer', 'Replica1', 'Replica2']) {
      expect(props(template, id)).toMatchObject({
        MonitoringInterval: 60, MonitoringRoleArn: attributeOf('MonitoringRole', 'Arn'), EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 7,
      });
    }
    const [trust] = props(template, 'MonitoringRole').AssumeRolePolicyDocument.Statement;
    expect(trust).toMatchObject({ Principal: { Service: 'monitoring.rds.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } });
    expect(props(template, 'MonitoringRole')).not.toHaveProperty('ManagedPolicyArns');
    expect(props(template, 'MonitoringPolicy').Roles).toEqual([refTo('MonitoringRole')]);
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('sends its logs to groups that are there before it, and stay', () => {
    expect(props(template, 'Replica1UpgradeLogs')).toEqual({ LogGroupName: '/aws/rds/instance/stack-database-replica-1/upgrade', RetentionInDays: 30 });
    expect(resource(template, 'WriterPostgresqlLogs').DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(resource(template, 'Replica2').DependsOn).toEqual([
      expect.stringMatching(/^DatabaseMonitoringPolicy/), expect.stringMatching(/^DatabaseReplica2PostgresqlLogs/), expect.stringMatching(/^DatabaseReplica2UpgradeLogs/),
    ]);
  });

  test('has one reader address, from which a replica that lags goes away', () => {
    expect(props(template, 'ReaderZone')).toMatchObject({ Name: 'stack-database.internal.', VPCs: [{ VPCId: 'vpc-12345678' }] });
    expect(props(template, 'Replica1LagAlarm')).toMatchObject({
      MetricName: 'ReplicaLag',
      Threshold: 330,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'breaching',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'stack-database-replica-1' }],
    });
    expect(props(template, 'Replica1LagCheck').HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: refTo('Replica1LagAlarm'), Region: { Ref: 'AWS::Region' } }, InsufficientDataHealthStatus: 'Unhealthy',
    });
    expect(props(template, 'Replica1Record')).toEqual({
      Name: 'readers.stack-database.internal.',
      Type: 'CNAME',
      TTL: '5',
      Weight: 1,
      SetIdentifier: 'stack-database-replica-1',
      HostedZoneId: refTo('ReaderZone'),
      HealthCheckId: attributeOf('Replica1LagCheck', 'HealthCheckId'),
      ResourceRecords: [attributeOf('Replica1', 'Endpoint.Address')],
    });
    template.resourceCountIs(CHECK, 2);
    template.resourceCountIs(RECORD, 2);
  });

  test('calls for help on lag, CPU, storage, connections and memory, of every instance', () => {
    expect(Object.keys(template.findResources(ALARM)).map((id) => id.replace(/^Database|Alarm.*$/g, '')).sort()).toEqual([
      ...['Replica1', 'Replica2', 'Writer'].flatMap((id) => ['Connections', 'Cpu', 'FreeStorage', 'FreeableMemory', 'Lag'].map((name) => `${id}${name}`)),
    ].filter((name) => name !== 'WriterLag'));
  });

  test('says where it is under a fixed name, and who makes its users', () => {
    const { Name, Value } = props(template, 'Coordinates');
    expect(Name).toBe('/scale-out/Stack/Database/coordinates');
    expect(Value['Fn::Join'][1].filter((part: any) => typeof part === 'string').join('…')).toBe([
      'DATABASE_WRITER_HOST=…', 'DATABASE_READER_HOST=readers.stack-database.internal', 'DATABASE_READER_HOSTS=…,…', 'DATABASE_PORT=5433', 'DATABASE_NAME=app',
    ].join('\n'));
    expect(props(template, 'Bootstrap')).toMatchObject({ DocumentType: 'Command', TargetType: '/AWS::EC2::Instance', Content: { schemaVersion: '2.2' } });
  });

  test('is what the snapshot says', () => {
    if (flags === NO_FLAGS) { expect(template.toJSON()).toMatchSnapshot(); }
  });
});

test('everything on is what the snapshot says, and passes for CloudFormation', () => {
  const stack = newStack();
  databaseIn(stack, everything(stack));
  // The zones are the user's, by name.
  expect(invalidIn(stack.node.root as App).filter((finding) => !finding.startsWith('W3010 DatabaseReplica'))).toEqual([]);
  const template = Template.fromStack(stack);
  expect(template.toJSON()).toMatchSnapshot();
  expect(props(template, 'Replica1')).toMatchObject({ AvailabilityZone: 'eu-west-1c', DBInstanceClass: 'db.r7g.2xlarge', Iops: 13_000, StorageThroughput: 600 });
  expect(props(template, 'Replica3Record')).toMatchObject({ HostedZoneId: 'Z0123456789ABC', Name: 'reads.data.internal.', TTL: '10' });
  expect(props(template, 'ParameterGroup').Parameters).toMatchObject({ shared_preload_libraries: 'pg_stat_statements,pg_cron', log_min_duration_statement: '500' });
  expect(props(template, 'AdminSecret').KmsKeyId).toEqual(props(template, 'Writer').KmsKeyId);
  expect(props(template, 'Writer').PerformanceInsightsKMSKeyId).toEqual(props(template, 'Writer').KmsKeyId);
  expect(props(template, 'Replica2LagAlarm').AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Topic/) }]);
  template.resourceCountIs('AWS::Route53::HostedZone', 0);
  const [{ Value }] = Object.values(template.findOutputs('*'));
  expect(JSON.parse(Value)).toMatchObject({ restorableDays: 14, secondsOfWritesLostWithTheWriter: 0 });
});

describe('MySQL and MariaDB', () => {
  const template = templateOf(mysql());

  test('tell broken replication from none: two alarms, and one check that wants both', () => {
    expect(props(template, 'Replica1ReplicationAlarm')).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 0, Statistic: 'Minimum' });
    expect(props(template, 'Replica1LagAlarm').Threshold).toBe(30);
    expect(props(template, 'Replica1Check').HealthCheckConfig).toEqual({
      Type: 'CALCULATED',
      HealthThreshold: 2,
      ChildHealthChecks: [attributeOf('Replica1LagCheck', 'HealthCheckId'), attributeOf('Replica1ReplicationCheck', 'HealthCheckId')],
    });
    expect(props(template, 'Replica1Record').HealthCheckId).toEqual(attributeOf('Replica1Check', 'HealthCheckId'));
  });

  test('audit, on the replicas too, and keep statements out of their logs', () => {
    expect(props(template, 'OptionGroup')).toMatchObject({
      EngineName: 'mysql',
      MajorEngineVersion: '8.4',
      OptionConfigurations: [{ OptionName: 'MARIADB_AUDIT_PLUGIN', OptionSettings: [{ Name: 'SERVER_AUDIT_EVENTS', Value: 'CONNECT,QUERY_DDL,QUERY_DCL' }] }],
    });
    for (const id of ['Writer', 'Replica1', 'Replica2']) {
      expect(props(template, id)).toMatchObject({ OptionGroupName: refTo('OptionGroup'), EnableCloudwatchLogsExports: ['audit', 'error', 'general', 'slowquery'], Port: '3307' });
    }
    expect(props(template, 'ParameterGroup').Parameters).toMatchObject({ require_secure_transport: '1', general_log: '0' });
    expect(props(template, 'Rotation').HostedRotationLambda.RotationType).toBe('MySQLSingleUser');
  });

  test('MariaDB by its own names', () => {
    const maria = templateOf({ engine: DatabaseEngine.mariadb('11.4') });
    expect(props(maria, 'Writer')).toMatchObject({ Engine: 'mariadb', EngineVersion: '11.4' });
    expect(props(maria, 'ParameterGroup')).toMatchObject({ Family: 'mariadb11.4', Parameters: { require_secure_transport: '1' } });
    expect(props(maria, 'Rotation').HostedRotationLambda.RotationType).toBe('MariaDBSingleUser');
    expect(props(maria, 'Replica2Check').HealthCheckConfig.HealthThreshold).toBe(2);
  });
});

describe('Aurora', () => {
  test('is a cluster with its own password and its own reader endpoint', () => {
    const stack = newStack();
    const database = databaseIn(stack, aurora());
    const template = Template.fromStack(stack);
    expect(resource(template, 'Cluster')).toMatchObject({ DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    expect(props(template, 'Cluster')).toMatchObject({
      Engine: 'aurora-postgresql',
      EngineVersion: '17',
      DBClusterIdentifier: 'stack-database',
      Port: 5433,
      ManageMasterUserPassword: true,
      MasterUsername: 'dbadmin',
      StorageEncrypted: true,
      EnableIAMDatabaseAuthentication: true,
      DeletionProtection: true,
      BackupRetentionPeriod: 7,
      EnableCloudwatchLogsExports: ['postgresql'],
      DBClusterParameterGroupName: refTo('ParameterGroup'),
    });
    for (const type of ['AWS::SecretsManager::Secret', CHECK, RECORD, 'AWS::Route53::HostedZone']) { template.resourceCountIs(type, 0); }
    expect(stack.resolve([database.writerEndpoint, database.readerEndpoint, database.secret!.secretArn, database.readerHosts])).toEqual([
      attributeOf('Cluster', 'Endpoint.Address'), attributeOf('Cluster', 'ReadEndpoint.Address'), attributeOf('Cluster', 'MasterUserSecret.SecretArn'),
      [attributeOf('Replica1', 'Endpoint.Address'), attributeOf('Replica2', 'Endpoint.Address')],
    ]);
  });

  test('has members in different zones, the writer first', () => {
    const template = templateOf(aurora());
    const members = ['Writer', 'Replica1', 'Replica2'].map((id) => props(template, id));
    expect(members.map(({ AvailabilityZone, PromotionTier }) => [AvailabilityZone, PromotionTier])).toEqual([
      [zone(0), 0], [zone(1), 1], [zone(2), 2],
    ]);
    for (const member of members) {
      expect(member).toMatchObject({ DBClusterIdentifier: refTo('Cluster'), DBInstanceClass: 'db.r7g.large', PubliclyAccessible: false, MonitoringInterval: 60 });
      expect(member).not.toHaveProperty('DeletionProtection');
    }
    expect(resource(template, 'Replica1').DependsOn).toContainEqual(expect.stringMatching(/^DatabaseWriter[0-9A-F]{8}$/));
    expect(resource(template, 'Cluster').DependsOn).toContainEqual(expect.stringMatching(/^DatabaseClusterPostgresqlLogs/));
  });

  test('scales its readers once they are there', () => {
    const template = templateOf({ ...aurora(), readerScaling: { maxReplicas: 5, cpuTargetPercent: 60, connectionsTarget: 300 } });
    expect(props(template, 'ReaderScaling')).toEqual({
      ServiceNamespace: 'rds', ScalableDimension: 'rds:cluster:ReadReplicaCount', ResourceId: 'cluster:stack-database', MinCapacity: 2, MaxCapacity: 5,
    });
    expect(resource(template, 'ReaderScaling').DependsOn).toHaveLength(4);
    expect(props(template, 'ReaderCpuTracking').TargetTrackingScalingPolicyConfiguration).toMatchObject({
      TargetValue: 60, PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageCPUUtilization' },
    });
    expect(props(template, 'ReaderConnectionTracking').TargetTrackingScalingPolicyConfiguration.TargetValue).toBe(300);
  });

  test('is serverless when asked to', () => {
    const template = templateOf({ ...aurora(), serverless: { minCapacity: 0.5, maxCapacity: 16 } });
    expect(props(template, 'Cluster').ServerlessV2ScalingConfiguration).toEqual({ MinCapacity: 0.5, MaxCapacity: 16 });
    expect(props(template, 'Replica1').DBInstanceClass).toBe('db.serverless');
  });

  test('takes a password of ours when it will be global', () => {
    const template = templateOf({ ...aurora(), globalDatabase: true });
    expect(props(template, 'SecretAttachment')).toMatchObject({ TargetType: CLUSTER, TargetId: refTo('Cluster') });
    expect(props(template, 'Cluster')).not.toHaveProperty('ManageMasterUserPassword');
  });

  test('is the first cluster of a global database, which is made last and goes first', () => {
    const stack = newStack();
    databaseIn(stack, { ...aurora(), globalDatabase: true });
    const template = Template.fromStack(stack);
    expect(props(template, 'GlobalDatabase')).toEqual({
      GlobalClusterIdentifier: 'stack-database-global', SourceDBClusterIdentifier: attributeOf('Cluster', 'DBClusterArn'), DeletionProtection: true,
    });
    expect(resource(template, 'GlobalDatabase').DependsOn).toEqual(['Replica1', 'Replica2', 'Writer'].map((id) => expect.stringMatching(new RegExp(`^Database${id}[0-9A-F]{8}$`))));
    expect(resource(template, 'GlobalDatabase')).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    // Named there as well, it would say which member is the first, and joining later would replace the cluster.
    expect(props(template, 'Cluster')).not.toHaveProperty('GlobalClusterIdentifier');
    expect(invalidIn(stack.node.root as App)).toEqual([]);
  });

  test('is in no global database unless asked to, and leaves none behind without protection', () => {
    templateOf(aurora()).resourceCountIs('AWS::RDS::GlobalCluster', 0);
    const template = templateOf({ ...aurora(), globalDatabase: true, protection: Protection.NONE });
    expect(props(template, 'GlobalDatabase').DeletionProtection).toBe(false);
    expect(resource(template, 'GlobalDatabase').DeletionPolicy).toBe('Delete');
  });

  test('becomes global without another change than its global database, where the password is ours already', () => {
    const own = { ...aurora(), adminPassword: AdminPassword.GENERATED };
    const [before, after] = [templateOf(own), templateOf({ ...own, globalDatabase: true })].map((template) => template.toJSON().Resources);
    const added = Object.keys(after).filter((id) => !before[id]);
    expect(added).toEqual([expect.stringMatching(/^DatabaseGlobalDatabase/)]);
    expect(after).toEqual({ ...before, [added[0]]: after[added[0]] });
  });
});

describe('a proxy', () => {
  test('before RDS comes to the writer as the user who came', () => {
    const stack = newStack();
    const database = databaseIn(stack, { proxy: {} });
    const template = Template.fromStack(stack);
    expect(props(template, 'Proxy')).toMatchObject({ DefaultAuthScheme: 'IAM_AUTH', RequireTLS: true, EngineFamily: 'POSTGRESQL', DBProxyName: 'stack-database-proxy' });
    expect(props(template, 'Proxy')).not.toHaveProperty('Auth');
    expect(props(template, 'ProxyTargetGroup')).toMatchObject({ DBInstanceIdentifiers: [refTo('Writer')], TargetGroupName: 'default' });
    expect([database.proxyPort, database.port]).toEqual([5432, 5433]);
    template.resourceCountIs('AWS::RDS::DBProxyEndpoint', 0);
    Annotations.fromStack(stack).hasWarning('/Stack/Database', Match.stringLikeRegexp('proxyReadsFromWriter'));
  });

  test('before Aurora has an endpoint for reads', () => {
    const template = templateOf({ ...aurora(), proxy: {} });
    expect(props(template, 'ProxyTargetGroup')).toMatchObject({ DBClusterIdentifiers: [refTo('Cluster')] });
    expect(resource(template, 'ProxyTargetGroup').DependsOn).toHaveLength(3);
    expect(props(template, 'ProxyProxyReader')).toMatchObject({ TargetRole: 'READ_ONLY', DBProxyEndpointName: 'stack-database-readers' });
  });
});

describe('grants', () => {
  const arnsOf = (statement: any) => [statement.Resource].flat().map((arn: any) => arn['Fn::Join'][1].map((part: any) => part['Fn::GetAtt']?.join('.') ?? part.Ref
    ?? part['Fn::Select']?.[1]['Fn::Split'][1]['Fn::GetAtt'].join('.') ?? part).join('').replace(/[0-9A-F]{8}(?=\.)/, ''));
  const PREFIX = 'arn:AWS::Partition:rds-db:AWS::Region:AWS::AccountId:dbuser:';

  test('let a user in to the writer, each replica and the proxy, and nobody else', () => {
    const stack = newStack();
    const database = databaseIn(stack, { proxy: {} });
    for (const id of ['One', 'Two']) { database.grantConnect(new iam.User(stack, id), 'orders'); }
    const template = Template.fromStack(stack);
    const instances = ['Writer', 'Replica1', 'Replica2'].map((id) => `${PREFIX}Database${id}.DbiResourceId/orders`);
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(2);
    for (const { Properties: { PolicyDocument: { Statement } } } of policies) {
      expect(Statement).toEqual([expect.objectContaining({ Action: 'rds-db:connect', Effect: 'Allow' })]);
      expect(arnsOf(Statement[0])).toEqual([...instances, `${PREFIX}DatabaseProxy.DBProxyArn/orders`]);
    }
    const { Statement } = props(template, 'ProxyPolicy').PolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(arnsOf(Statement[0])).toEqual(instances);
  });

  test('on Aurora name the cluster', () => {
    const stack = newStack();
    databaseIn(stack, aurora()).grantConnect(new iam.User(stack, 'User'), 'orders');
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(arnsOf(Properties.PolicyDocument.Statement[0])).toEqual([`${PREFIX}DatabaseCluster.DBClusterResourceId/orders`]);
  });

  test('in another stack, with a proxy, close no cycle', () => {
    const data = newStack(NO_FLAGS, 'Data');
    const database = databaseIn(data, { proxy: {} });
    const servers = new Stack(data.node.root, 'Servers');
    database.grantConnect(new iam.User(servers, 'User'), 'orders');
    new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(servers, 'Client', { vpc: networkIn(servers) })] }).allowToDefaultPort(database, 'Queries');
    Template.fromStack(servers).resourceCountIs('AWS::IAM::Policy', 1);
    expect(servers.dependencies).toContain(data);
    expect(data.dependencies).toEqual([]);
  });

  test('refuse the admin, and what is no user', () => {
    const stack = newStack();
    const database = databaseIn(stack);
    const user = new iam.User(stack, 'User');
    expect(() => database.grantConnect(user, 'dbadmin')).toThrow("ReadReplicaDatabase 'Stack/Database': dbUser must be a user of its own");
    expect(() => database.grantConnect(user, '*')).toThrow('dbUser must be up to 63 letters');
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toEqual([]);
  });
});

test('a database that is there already can be logged in to, and reached', () => {
  const stack = newStack();
  const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-12345678')];
  const database = ReadReplicaDatabase.fromAttributes(stack, 'Existing', {
    writerEndpoint: 'writer.example.com',
    port: 5432,
    securityGroups,
    resourceIds: ['db-ABC'],
    proxy: { endpoint: 'proxy.example.com', port: 5432, securityGroups, resourceId: 'prx-DEF' },
  });
  database.grantConnect(new iam.User(stack, 'User'), 'orders');
  new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc: networkIn(stack), allowAllOutbound: false })] }).allowToDefaultPort(database, 'Queries');
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Policy'));
  expect(JSON.stringify(Properties.PolicyDocument)).toMatch(/dbuser:db-ABC\/orders.*dbuser:prx-DEF\/orders/);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-12345678', FromPort: 5432, Description: 'Queries' });
  const unknown = ReadReplicaDatabase.fromAttributes(stack, 'Unknown', { writerEndpoint: 'writer.example.com', port: 5432, securityGroups });
  expect(() => unknown.grantConnect(new iam.User(stack, 'Other'), 'orders')).toThrow('dbUser needs the resource ids of the database');
});

test('what a tier needs of it to be connected', () => {
  const stack = newStack();
  const database = databaseIn(stack);
  expect(stack.resolve(connectableOf(database, database))).toMatchObject({
    port: 5433,
    dialect: 'postgres',
    adminUser: 'dbadmin',
    endpoints: { reader: 'readers.stack-database.internal', port: '5433', databaseName: 'app' },
    resourceIds: ['Writer', 'Replica1', 'Replica2'].map((id) => attributeOf(id, 'DbiResourceId')),
    coordinates: {
      name: '/scale-out/Stack/Database/coordinates',
      arn: { 'Fn::Join': ['', expect.arrayContaining([':parameter/scale-out/Stack/Database/coordinates'])] },
    },
    secretArn: refTo('AdminSecret'),
  });
});

describe('where it begins, and how it ends', () => {
  test('from a snapshot, which has its own name, admin and key', () => {
    const writer = props(templateOf({ snapshotIdentifier: 'before-the-move' }), 'Writer');
    expect(writer).toMatchObject({ DBSnapshotIdentifier: 'before-the-move', MasterUserPassword: expect.anything() });
    for (const name of ['DBName', 'MasterUsername', 'StorageEncrypted', 'KmsKeyId']) { expect(writer).not.toHaveProperty(name); }
    const cluster = props(templateOf({ ...aurora(), snapshotIdentifier: 'before-the-move' }), 'Cluster');
    expect(cluster).toMatchObject({ SnapshotIdentifier: 'before-the-move', ManageMasterUserPassword: true });
    expect(cluster).not.toHaveProperty('MasterUsername');
  });

  test.each([['RDS', postgres(), 'Writer'], ['Aurora', aurora(), 'Cluster']])('%s without protection leaves nothing behind', (_, engine, id) => {
    const template = templateOf({ ...engine, protection: Protection.NONE });
    expect(resource(template, id)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(props(template, id).DeletionProtection).toBe(false);
    expect(JSON.stringify(template.toJSON())).not.toContain('"DeletionPolicy":"Retain"');
    expect(JSON.stringify(template.toJSON())).not.toContain('"DeletionProtection":true');
  });

  test('goes without what it is told to go without', () => {
    const template = templateOf({
      replicas: 0,
      logs: { withoutExports: true },
      monitoringIntervalSeconds: 0,
      withoutPerformanceInsights: true,
      withoutAdminRotation: true,
      withoutTls: true,
      singleAvailabilityZone: true,
    });
    expect(props(template, 'Writer')).toMatchObject({ MultiAZ: false, EnablePerformanceInsights: false });
    expect(props(template, 'Writer')).not.toHaveProperty('MonitoringRoleArn');
    expect(props(template, 'ParameterGroup').Parameters).not.toHaveProperty('rds.force_ssl');
    expect(template.toJSON()).not.toHaveProperty('Transform');
    for (const type of [CHECK, RECORD, 'AWS::Logs::LogGroup', 'AWS::IAM::Role', 'AWS::SecretsManager::RotationSchedule']) { template.resourceCountIs(type, 0); }
  });

  test('keeps its logical ids', () => {
    expect(Object.keys(templateOf().findResources(INSTANCE))).toEqual(['DatabaseWriter2C00925F', 'DatabaseReplica171CC5B0F', 'DatabaseReplica25ECF4D31']);
    expect(Object.keys(templateOf(aurora()).findResources(CLUSTER))).toEqual(['DatabaseClusterC6094C50']);
    expect(Object.keys(templateOf().findResources('AWS::SecretsManager::Secret'))).toEqual(['DatabaseAdminSecret9BA08F45']);
  });
});

describe('where it lies', () => {
  test('in private subnets where there are no isolated ones, its replicas in zones by name', () => {
    const template = templateOf((stack) => ({ vpc: new ec2.Vpc(stack, 'Own') }));
    expect(props(template, 'SubnetGroup').SubnetIds).toEqual([{ Ref: expect.stringMatching(/^OwnPrivateSubnet1/) }, { Ref: expect.stringMatching(/^OwnPrivateSubnet2/) }]);
    expect(props(template, 'Replica2').AvailabilityZone).toEqual(zone(1));
    expect(props(template, 'Rotation').HostedRotationLambda.VpcSubnetIds).toEqual({ 'Fn::Join': [',', [expect.anything(), expect.anything()]] });
  });

  test('in a nested stack, by names that are known before the deployment', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    databaseIn(nested);
    expect(props(Template.fromStack(nested), 'Replica2').DBInstanceIdentifier).toBe('stack-nested-database-replica-2');
  });

  test('in zones that only the deployment tells', () => {
    const stack = newStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-12345678',
      availabilityZones: new CfnParameter(stack, 'Zones', { type: 'List<AWS::EC2::AvailabilityZone::Name>' }).valueAsList,
      privateSubnetIds: new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' }).valueAsList,
    });
    databaseIn(stack, { vpc });
    expect(props(Template.fromStack(stack), 'Replica1')).not.toHaveProperty('AvailabilityZone');
    Annotations.fromStack(stack).hasWarning('/Stack/Database', Match.stringLikeRegexp('unpinnedReplicas'));
  });
});

test('values that only the deployment tells pass, and reach the template', () => {
  const stack = newStack();
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  databaseIn(stack, {
    port: number('Port'),
    backupRetentionDays: number('Days'),
    storage: { allocatedGib: number('Size'), maxAllocatedGib: 2000 },
    instanceType: Lazy.string({ produce: () => 'db.m7g.xlarge' }),
    readerAddress: { ttlSeconds: number('Ttl') },
    monitoringIntervalSeconds: number('Interval'),
  });
  const template = Template.fromStack(stack);
  expect(props(template, 'Writer')).toMatchObject({
    Port: { Ref: 'Port' }, BackupRetentionPeriod: { Ref: 'Days' }, AllocatedStorage: { Ref: 'Size' }, DBInstanceClass: 'db.m7g.xlarge', MonitoringInterval: { Ref: 'Interval' },
  });
  expect(props(template, 'Replica1Record').TTL).toEqual({ Ref: 'Ttl' });
  expect(props(template, 'Coordinates').Value['Fn::Join'][1]).toContainEqual({ Ref: 'Port' });
  expect(JSON.stringify(template.toJSON())).not.toMatch(/e\+28|Token\[/);
});

describe('refusals', () => {
  test('reach the user of the construct, with its path, and leave nothing half-built', () => {
    const stack = newStack();
    expect(() => databaseIn(stack, { backupRetentionDays: 0, port: 80 })).toThrow([
      "ReadReplicaDatabase 'Stack/Database': 2 problems:",
      '  - port must be an integer from 1150 to 65535, got 80.',
      '  - backupRetentionDays must be an integer from 1 to 35, got 0.',
    ].join('\n'));
    expect(stack.node.findChild('Database').node.children).toEqual([]);
  });

  test('a managed password with replicas, which plain CDK lets through', () => {
    expect(() => templateOf({ adminPassword: AdminPassword.MANAGED })).toThrow(/adminPassword/);
  });

  test('a zone whose name is not known', () => {
    const zoned = (stack: Stack) => ({ readerZone: route53.PrivateHostedZone.fromPrivateHostedZoneId(stack, 'Zone', 'Z0123456789ABC') });
    expect(() => templateOf(zoned)).toThrow(/zoneName/);
  });
});

test('metrics are those of the writer, whichever it is, and of a replica by its number', () => {
  const rds = databaseIn(newStack());
  expect(rds.metric('CPUUtilization').dimensions).toEqual({ DBInstanceIdentifier: 'stack-database-writer' });
  expect(rds.replicaMetric(2, 'ReplicaLag').dimensions).toEqual({ DBInstanceIdentifier: 'stack-database-replica-2' });
  expect(() => rds.replicaMetric(3, 'ReplicaLag')).toThrow("ReadReplicaDatabase 'Stack/Database' has 2 replicas, counted from 1: there is no replica 3.");
  expect(databaseIn(newStack(), aurora()).metric('CPUUtilization').dimensions).toEqual({ DBClusterIdentifier: 'stack-database', Role: 'WRITER' });
});

describe('judged by others', () => {
  const PACKS: [Pack, () => NagPack][] = [
    ['AwsSolutions', () => new AwsSolutionsChecks()], ['NIST.800.53.R5', () => new NIST80053R5Checks()],
    ['HIPAA.Security', () => new HIPAASecurityChecks()], ['PCI.DSS.321', () => new PCIDSS321Checks()],
  ];
  const ENGINES = { postgres, mysql, auroraPostgres: aurora };

  describe.each(Object.keys(ENGINES) as (keyof typeof ENGINES)[])('%s', (name) => {
    const stack = newStack();
    databaseIn(stack, ENGINES[name]());
    const app = stack.node.root as App;

    test.each(PACKS)('gets from cdk-nag %s what is expected', (pack, checks) => {
      expect(findingsOf(checks(), app)).toEqual(expectedDatabaseFindings(name, pack));
    });
  });

  test.each([['RDS', postgres()], ['Aurora', aurora()], ['Aurora MySQL', { engine: DatabaseEngine.auroraMysql('8.0') }]])('%s passes for CloudFormation', (_, engine) => {
    const stack = newStack();
    databaseIn(stack, { ...engine, proxy: {} });
    expect(invalidIn(stack.node.root as App)).toEqual([]);
  });

  test('MySQL passes but for a list that knows no major versions, which RDS takes', () => {
    const stack = newStack();
    databaseIn(stack, mysql());
    const found = invalidIn(stack.node.root as App);
    expect(found.map((finding) => finding.slice(0, 65))).toEqual([expect.stringMatching(/^E9006 DatabaseWriter[0-9A-F]{8}: EngineVersion: '8.4' is not one of/)]);
  });

  test.each([['RDS', postgres()], ['MySQL', mysql()], ['Aurora', aurora()]])('%s has no secret in its template', (_, engine) => {
    const text = JSON.stringify(templateOf(engine).toJSON());
    expect(text.match(/"MasterUserPassword":"|SecretString":"|AKIA[0-9A-Z]{16}|PRIVATE KEY/g)).toBeNull();
    expect([...text.matchAll(/\{\{resolve:/g)]).toHaveLength(text.includes('"AWS::RDS::DBCluster"') ? 0 : 1);
  });
});

test('a check is made anew when what it copies of its alarm changes', () => {
  const idsOf = (lagThresholdSeconds: number) => {
    const stack = newStack();
    databaseIn(stack, { lagThresholdSeconds });
    return Object.keys(Template.fromStack(stack).findResources('AWS::Route53::HealthCheck'));
  };
  expect(idsOf(60)).toEqual(idsOf(60));
  expect(idsOf(60)).not.toEqual(idsOf(90));
});

test('a replica of which the protection is lifted can be taken away', () => {
  const stack = newStack();
  databaseIn(stack, { unprotectedReplicas: true });
  const template = Template.fromStack(stack);
  expect([props(template, 'Writer').DeletionProtection, props(template, 'Replica1').DeletionProtection]).toEqual([true, false]);
  expect(resource(template, 'Replica1UpgradeLogs').DeletionPolicy).toBe('Delete');
});
