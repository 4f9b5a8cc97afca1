import { join } from 'path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { App, AssetType, TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { DatabaseEngine, Network, ReadReplicaDatabase, ScaledWebTier, SessionCache } from 'scale-out-constructs/cdktf';

export const app = new App();
// Stateless servers: rows in a database, sessions in a cache, files in a bucket.
const stack = new TerraformStack(app, 'Shop');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });

const certificateArn = new TerraformVariable(stack, 'CertificateArn', {
  type: 'string',
  description: 'ACM certificate of the name that the callers use, in the region of this stack',
});

// Servers reach out through a NAT gateway; from where the data is, there is no way out.
const network = new Network(stack, 'Network', { availabilityZones: 2 });

// The three things that servers share, and must not hold themselves.
const database = new ReadReplicaDatabase(stack, 'Database', { network, engine: DatabaseEngine.postgres('17'), databaseName: 'shop', replicas: 2 });
const sessions = new SessionCache(stack, 'Sessions', { network });
const { bucket: files } = privateBucket('Files', 'shop-files-');

// One file, built from examples/service by `npm run build`. Another release is another version of one object, and so a refresh of the instances.
// A refresh that rolls back boots servers of the version before: no rule expires old ones, they stay for good. One of your own has to leave each
// for as long as you may want to go back to it.
const service = new TerraformAsset(stack, 'Service', { path: join(__dirname, '..', '..', 'service', 'dist', 'server.js'), type: AssetType.FILE });
const { bucket: releases, versioning } = privateBucket('Releases', 'shop-releases-');
const release = new S3Object(stack, 'Release', {
  bucket: releases.id, key: 'server.js', source: service.path, sourceHash: service.assetHash, dependsOn: [versioning],
});

const tier = new ScaledWebTier(stack, 'Web', {
  network,
  certificateArns: [certificateArn.stringValue],
  instances: {
    bootCommands: [
      'dnf install -y nodejs24',
      'mkdir -p /opt/shop',
      'curl -fsS --retry 5 -o /opt/shop/rds-ca.pem https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      `aws s3api get-object --bucket ${releases.bucket} --key ${release.key} --version-id ${release.versionId} /opt/shop/server.js`,
    ],
  },
  service: {
    command: '/usr/bin/node-24 /opt/shop/server.js',
    socketActivation: true,
    environment: { DATABASE_USER: 'shop', DATABASE_CA_FILE: '/opt/shop/rds-ca.pem' },
  },
});
tier.addToPolicy({ sid: 'Release', actions: ['s3:GetObjectVersion'], resources: [`${releases.arn}/${release.key}`] });

// No password: for each new connection the service signs an IAM token. The bootstrap document makes the database's user once; the cache
// has its own from the start.
tier.connectTo(database, { dbUser: 'shop' });
tier.connectTo(sessions);
tier.connectTo({ bucketName: files.bucket, bucketArn: files.arn });

new TerraformOutput(stack, 'Address', { value: tier.loadBalancer.dnsName, description: 'Reachable from inside the VPC; point your name at it' });
new TerraformOutput(stack, 'Bootstrap', {
  value: database.bootstrapDocumentName,
  description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
});

app.synth();

function privateBucket(id: string, bucketPrefix: string): { bucket: S3Bucket; versioning: S3BucketVersioningA } {
  const bucket = new S3Bucket(stack, id, { bucketPrefix, lifecycle: { preventDestroy: true } });
  const isVersioned = new S3BucketVersioningA(stack, `${id}Versioning`, { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } });
  const isPrivate = new S3BucketPublicAccessBlock(stack, `${id}PublicAccess`, {
    bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  const tlsOnly = new DataAwsIamPolicyDocument(stack, `${id}TlsOnly`, {
    statement: [{
      effect: 'Deny',
      principals: [{ type: '*', identifiers: ['*'] }],
      actions: ['s3:*'],
      resources: [bucket.arn, `${bucket.arn}/*`],
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    }],
  });
  // S3 refuses two changes of a bucket's policies at once.
  new S3BucketPolicy(stack, `${id}Policy`, { bucket: bucket.id, policy: tlsOnly.json, dependsOn: [isPrivate] });
  return { bucket, versioning: isVersioned };
}
