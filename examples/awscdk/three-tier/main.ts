import { join } from 'path';
import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DatabaseEngine, ReadReplicaDatabase, ScaledWebTier, SessionCache } from 'scale-out-constructs/awscdk';

export const app = new App();
const stack = new Stack(app, 'Shop', { description: 'Stateless servers: rows in a database, sessions in a cache, files in a bucket' });

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

// The three things that servers share, and must not hold themselves.
const database = new ReadReplicaDatabase(stack, 'Database', { vpc, engine: DatabaseEngine.postgres('17'), databaseName: 'shop', replicas: 2 });
const sessions = new SessionCache(stack, 'Sessions', { vpc });
const files = new Bucket(stack, 'Files', {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  versioned: true,
});

// One file, built from examples/service by `npm run build`. Another release is another object, and so a refresh of the instances.
const release = new Asset(stack, 'Release', { path: join(__dirname, '..', '..', 'service', 'dist', 'server.js') });

const tier = new ScaledWebTier(stack, 'Web', {
  vpc,
  certificates: [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn.valueAsString)],
  instances: {
    bootCommands: [
      'dnf install -y nodejs24',
      'mkdir -p /opt/shop',
      'curl -fsS --retry 5 -o /opt/shop/rds-ca.pem https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      `aws s3 cp ${release.s3ObjectUrl} /opt/shop/server.js`,
    ],
  },
  service: {
    command: '/usr/bin/node-24 /opt/shop/server.js',
    socketActivation: true,
    environment: { DATABASE_USER: 'shop', DATABASE_CA_FILE: '/opt/shop/rds-ca.pem' },
  },
});
tier.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({
  sid: 'Release', actions: ['s3:GetObject'], resources: [release.bucket.arnForObjects(release.s3ObjectKey)],
}));

// No password: for each new connection the service signs an IAM token. The bootstrap document makes the database's user once; the cache
// has its own from the start.
tier.connectTo(database, { dbUser: 'shop' });
tier.connectTo(sessions);
tier.connectTo(files);

new CfnOutput(stack, 'Address', { value: tier.loadBalancer.loadBalancerDnsName, description: 'Reachable from inside the VPC; point your name at it' });
new CfnOutput(stack, 'Bootstrap', {
  value: database.bootstrapDocumentName,
  description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
});
