import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseEngine, ReadReplicaDatabase, ScaledWebTier } from 'scale-out-constructs/awscdk';

export const app = new App();
const stack = new Stack(app, 'Shop', { description: 'Stateless servers before a database with two read replicas' });

const certificateArn = new CfnParameter(stack, 'CertificateArn', {
  description: 'ACM certificate of the name that the callers use, in the region of this stack',
  allowedPattern: 'arn:.+',
});

// Servers reach out through a NAT gateway; from where the data is, there is no way out.
const vpc = new Vpc(stack, 'Vpc', {
  maxAzs: 2,
  subnetConfiguration: [
    { name: 'Public', subnetType: SubnetType.PUBLIC },
    { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED },
  ],
});

const database = new ReadReplicaDatabase(stack, 'Database', {
  vpc,
  engine: DatabaseEngine.postgres('17'),
  databaseName: 'shop',
  replicas: 2,
});

const tier = new ScaledWebTier(stack, 'Web', {
  vpc,
  certificates: [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn.valueAsString)],
  // Yours: boot commands fetch it, or an image holds it. It writes to DATABASE_WRITER_HOST, and spreads what may be a moment old over
  // DATABASE_READER_HOSTS, whose names are in the replicas' certificates; DATABASE_PORT and DATABASE_NAME are the same for all.
  service: { command: '/opt/shop/serve' },
});

// No password: for each new connection the service signs an IAM token, as the user that the bootstrap document makes once.
tier.connectTo(database, { dbUser: 'shop' });

new CfnOutput(stack, 'Address', { value: tier.loadBalancer.loadBalancerDnsName, description: 'Reachable from inside the VPC; point your name at it' });
new CfnOutput(stack, 'Bootstrap', {
  value: database.bootstrapDocumentName,
  description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
});
