import { join } from 'path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { App, AssetType, TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  DatabaseEngine, Exposure, GlobalDatastore, IReadReplicaDatabase, MultiRegionFailover, Network, ReadReplicaDatabase, RegionRouting, RegionTarget,
  ScaledWebTier, SessionCache, StandbyDatabase, StandbySource, StaticLastResort,
} from 'scale-out-constructs/cdktf';

const RECORD_NAME = 'shop.example.com';
const ZONE = { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' };
const DATABASE = { engine: DatabaseEngine.auroraPostgres('17'), databaseName: 'shop', replicas: 2 };

export const app = new App();

// No stack refers to another: what one region has to know of the other is a fixed name.
const primary = stackIn('eu-west-1', 'ShopIreland');
const secondary = stackIn('eu-central-1', 'ShopFrankfurt');
const lastResort = stackIn('us-east-1', 'ShopLastResort');

openShop(primary, {
  routing: RegionRouting.primary(),
  healthPath: '/health/dependencies',
  datastore: GlobalDatastore.primary('shop-sessions'),
  databaseIn: (network) => {
    const database = new ReadReplicaDatabase(primary, 'Database', { ...DATABASE, network, identifier: 'shop', globalDatabase: true });
    new TerraformOutput(primary, 'Bootstrap', {
      value: database.bootstrapDocumentName,
      description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
    });
    return database;
  },
});

// Until it is promoted nobody answers on the standby's endpoint for writes, which /health/dependencies asks. The catalogue can be read all the same.
openShop(secondary, {
  routing: RegionRouting.secondary(),
  healthPath: '/health',
  datastore: datastoreOfIreland(),
  databaseIn: (network) => new StandbyDatabase(secondary, 'Database', {
    ...DATABASE,
    network,
    source: StandbySource.globalDatabase('shop-global', 'eu-west-1'),
    // What the primary has got: aws rds describe-global-clusters --global-cluster-identifier shop-global --region eu-west-1
    engineVersion: '17.5',
  }),
});

new StaticLastResort(lastResort, 'LastResort', { recordName: RECORD_NAME, ...ZONE, certificateArn: certificateArnIn(lastResort) });

app.synth();

interface Region {
  readonly routing: RegionRouting;
  /** What Route 53 asks. */
  readonly healthPath: string;
  /** What the region's sessions are shared by. */
  readonly datastore: GlobalDatastore;
  readonly databaseIn: (network: Network) => IReadReplicaDatabase;
}

/** The three tiers in one region, and the name that leads to them. */
function openShop(stack: TerraformStack, { routing, healthPath, datastore, databaseIn }: Region) {
  const network = new Network(stack, 'Network', { availabilityZones: 2 });
  const database = databaseIn(network);
  // Sessions follow. Files do not, until the buckets replicate to each other.
  const sessions = new SessionCache(stack, 'Sessions', { network, globalDatastore: datastore });
  const { bucket: files } = privateBucket(stack, 'Files', 'shop-files-');

  // Another release is another version of one object. No rule expires the old ones: a refresh that rolls back boots servers of the one before.
  const service = new TerraformAsset(stack, 'Service', { path: join(__dirname, '..', '..', 'service', 'dist', 'server.js'), type: AssetType.FILE });
  const { bucket: releases, versioning } = privateBucket(stack, 'Releases', 'shop-releases-');
  const release = new S3Object(stack, 'Release', {
    bucket: releases.id, key: 'server.js', source: service.path, sourceHash: service.assetHash, dependsOn: [versioning],
  });
  const tier = new ScaledWebTier(stack, 'Web', {
    network,
    // Route 53 asks from outside.
    exposure: Exposure.INTERNET,
    certificateArns: [certificateArnIn(stack)],
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
  tier.connectTo(database, { dbUser: 'shop' });
  tier.connectTo(sessions);
  tier.connectTo({ bucketName: files.bucket, bucketArn: files.arn });

  new MultiRegionFailover(stack, 'Failover', {
    recordName: RECORD_NAME,
    ...ZONE,
    target: RegionTarget.tier(tier),
    routing,
    healthCheck: { path: healthPath },
    lastResort: true,
    database,
    cache: sessions,
    // An assumption: put in what your last drill took until somebody had decided that the region is lost.
    recovery: { decisionSeconds: 600 },
    factsOutput: true,
  });
}

function stackIn(region: string, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

/** AWS chooses how the id begins, and no stack reads another's outputs: it is given when Frankfurt is deployed. */
function datastoreOfIreland(): GlobalDatastore {
  const id = new TerraformVariable(secondary, 'GlobalReplicationGroupId', {
    type: 'string',
    description: 'Id of the sessions\' global datastore, as ShopIreland has output it',
  });
  return GlobalDatastore.secondary(id.stringValue);
}

function certificateArnIn(stack: TerraformStack): string {
  return new TerraformVariable(stack, 'CertificateArn', {
    type: 'string',
    description: `ACM certificate of ${RECORD_NAME}, in the region of this stack`,
  }).stringValue;
}

function privateBucket(stack: TerraformStack, id: string, bucketPrefix: string): { bucket: S3Bucket; versioning: S3BucketVersioningA } {
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
