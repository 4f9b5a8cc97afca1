import { App, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { networkIn, stackIn } from '../awscdk';
import { bootstrapDocument } from '../parts/bootstrap-document';
import { HandWrittenDatabase, NAME, PORT, ZONE_NAME } from '../parts/hand-written-database';

const EXCLUDED = ' %+~`#$&*()|[]{}:;<>?!\'/@"\\';

export function build(app: App) {
  const stack = stackIn(app);
  new Database(stack, 'Database', networkIn(stack));
}

class Database extends HandWrittenDatabase {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id, vpc, 'Database');
    const secret = new secretsmanager.Secret(this, 'AdminSecret', {
      description: `Admin of ${this.node.path}`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'dbadmin', engine: 'postgres', dbname: 'shop' }),
        generateStringKey: 'password',
        excludeCharacters: EXCLUDED,
        passwordLength: 32,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const shared = this.sharedProps(this.subnetGroup().ref);
    const writer = this.writer(secret, shared);
    const replicas = ['a', 'b'].map((zone, index) => {
      const identifier = `${NAME}-replica-${index + 1}`;
      const instance = this.replica(`Replica${index + 1}`, identifier, `${Stack.of(this).region}${zone}`, writer.ref, shared);
      return { instance, identifier, host: instance.attrEndpointAddress, lagAlarm: this.lagAlarm(`Replica${index + 1}`, identifier) };
    });
    this.rotation(secret, writer, replicas.map(({ instance }) => instance));
    this.instanceAlarms('Writer', `${NAME}-writer`);
    replicas.forEach(({ identifier }, index) => this.instanceAlarms(`Replica${index + 1}`, identifier));
    this.readerAddress(replicas);
    new ssm.CfnDocument(this, 'Bootstrap', {
      documentType: 'Command',
      documentFormat: 'JSON',
      targetType: '/AWS::EC2::Instance',
      content: bootstrapDocument(this.node.path, Stack.of(this).region, writer.attrEndpointAddress, secret.secretArn),
    });
    this.coordinates(writer.attrEndpointAddress, `readers.${ZONE_NAME}`, replicas.map(({ host }) => host), 'shop');
  }

  private writer(secret: secretsmanager.Secret, shared: Partial<rds.CfnDBInstanceProps>) {
    const identifier = `${NAME}-writer`;
    const writer = new rds.CfnDBInstance(this, 'Writer', {
      ...shared,
      dbInstanceIdentifier: identifier,
      engineVersion: '17',
      dbName: 'shop',
      masterUsername: 'dbadmin',
      masterUserPassword: secret.secretValueFromJson('password').unsafeUnwrap(),
      allocatedStorage: '100',
      storageEncrypted: true,
      multiAz: true,
      backupRetentionPeriod: 7,
      deleteAutomatedBackups: false,
    });
    writer.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    writer.node.addDependency(this.monitoringPolicy, ...this.logsOf('Writer', identifier, true));
    return writer;
  }

  private rotation(secret: secretsmanager.Secret, writer: rds.CfnDBInstance, replicas: rds.CfnDBInstance[]) {
    const attachment = new secretsmanager.CfnSecretTargetAttachment(this, 'SecretAttachment', {
      secretId: secret.secretArn, targetId: writer.ref, targetType: 'AWS::RDS::DBInstance',
    });
    attachment.node.addDependency(...replicas);
    const securityGroup = new ec2.SecurityGroup(this, 'RotationSecurityGroup', {
      vpc: this.vpc, description: `Rotation of the admin of ${this.node.path}`, allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'Secrets Manager over HTTPS');
    const toDatabase = new ec2.CfnSecurityGroupEgress(this, 'RotationToDatabase', {
      groupId: securityGroup.securityGroupId,
      destinationSecurityGroupId: this.securityGroup.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: PORT,
      toPort: PORT,
      description: 'The new password to the database',
    });
    const fromRotation = new ec2.CfnSecurityGroupIngress(this, 'DatabaseFromRotation', {
      groupId: this.securityGroup.securityGroupId,
      sourceSecurityGroupId: securityGroup.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: PORT,
      toPort: PORT,
      description: 'Rotation of the admin',
    });
    Stack.of(this).addTransform('AWS::SecretsManager-2024-09-16');
    const schedule = new secretsmanager.CfnRotationSchedule(this, 'Rotation', {
      secretId: attachment.ref,
      hostedRotationLambda: {
        rotationType: 'PostgreSQLSingleUser',
        rotationLambdaName: `${NAME}-rotation`,
        excludeCharacters: EXCLUDED,
        vpcSecurityGroupIds: securityGroup.securityGroupId,
        vpcSubnetIds: Fn.join(',', this.vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds),
      },
      rotationRules: { automaticallyAfterDays: 30 },
    });
    schedule.node.addDependency(toDatabase, fromRotation);
  }
}
