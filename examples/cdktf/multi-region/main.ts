import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { App, AssetType, TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  DatabaseEngine, Exposure, IReadReplicaDatabase, MultiRegionFailover, Network, ReadReplicaDatabase, RegionRouting, RegionTarget, ScaledWebTier,
  SessionCache, StandbyDatabase, StandbySource, StaticLastResort,
} from 'scale-out-constructs/cdktf';

const RECORD_NAME = 'shop.example.com';
const ZONE = { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' };
const DATABASE = { engine: DatabaseEngine.auroraPostgres('17'), databaseName: 'shop', replicas: 2 };

export const app = new App();

// No stack refers to another: what one region has to know of the other is a fixed name.
const primary = stackIn('eu-west-1', 'ShopIreland');
const secondary = stackIn('eu-central-1', 'ShopFrankfurt');
const lastResort = stackIn('us-east-1', 'ShopLastResort');

openShop(primary, RegionRouting.primary(), '/health/dependencies', (network) => {
  const database = new ReadReplicaDatabase(primary, 'Database', { ...DATABASE, network, identifier: 'shop', globalDatabase: true });
  new TerraformOutput(primary, 'Bootstrap', {
    value: database.bootstrapDocumentName,
    description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
  });
  return database;
});

// Until it is promoted nobody answers on the standby's endpoint for writes, which /health/dependencies asks. The catalogue can be read all the same.
openShop(secondary, RegionRouting.secondary(), '/health', (network) => new StandbyDatabase(secondary, 'Database', {
  ...DATABASE,
  network,
  source: StandbySource.globalDatabase('shop-global', 'eu-west-1'),
  // What the primary has got: aws rds describe-global-clusters --global-cluster-identifier shop-global --region eu-west-1
  engineVersion: '17.5',
}));

new StaticLastResort(lastResort, 'LastResort', { recordName: RECORD_NAME, ...ZONE, certificateArn: certificateArnIn(lastResort) });

app.synth();

/** The three tiers in one region, and the name that leads to them. */
function openShop(stack: TerraformStack, routing: RegionRouting, healthPath: string, databaseIn: (network: Network) => IReadReplicaDatabase) {
  const network = new Network(stack, 'Network', { availabilityZones: 2 });
  const database = databaseIn(network);
  // Sessions do not follow: whoever comes over from the other region logs in again. Nor do files, until the buckets replicate to each other.
  const sessions = new SessionCache(stack, 'Sessions', { network });
  const files = privateBucket(stack, 'Files', 'shop-files-');

  const service = new TerraformAsset(stack, 'Service', { path: join(__dirname, '..', '..', 'service', 'dist', 'server.js'), type: AssetType.FILE });
  const releases = privateBucket(stack, 'Releases', 'shop-releases-');
  const release = new S3Object(stack, 'Release', { bucket: releases.id, key: `${service.assetHash}/${service.fileName}`, source: service.path });
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
        `aws s3 cp s3://${releases.bucket}/${release.key} /opt/shop/server.js`,
      ],
    },
    service: {
      command: '/usr/bin/node-24 /opt/shop/server.js',
      socketActivation: true,
      environment: { DATABASE_USER: 'shop', DATABASE_CA_FILE: '/opt/shop/rds-ca.pem' },
    },
  });
  tier.addToPolicy({ sid: 'Release', actions: ['s3:GetObject'], resources: [`${releases.arn}/${release.key}`] });
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

function certificateArnIn(stack: TerraformStack): string {
  return new TerraformVariable(stack, 'CertificateArn', {
    type: 'string',
    description: `ACM certificate of ${RECORD_NAME}, in the region of this stack`,
  }).stringValue;
}

function privateBucket(stack: TerraformStack, id: string, bucketPrefix: string): S3Bucket {
  const bucket = new S3Bucket(stack, id, { bucketPrefix, lifecycle: { preventDestroy: true } });
  new S3BucketVersioningA(stack, `${id}Versioning`, { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } });
  new S3BucketPublicAccessBlock(stack, `${id}PublicAccess`, {
    bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  return bucket;
}
