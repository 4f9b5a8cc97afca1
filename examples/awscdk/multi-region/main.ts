import { join } from 'path';
import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import {
  DatabaseEngine, Exposure, GlobalDatastore, IReadReplicaDatabase, MultiRegionFailover, ReadReplicaDatabase, RegionRouting, RegionTarget,
  ScaledWebTier, SessionCache, StandbyDatabase, StandbySource, StaticLastResort,
} from 'scale-out-constructs/awscdk';

const RECORD_NAME = 'shop.example.com';
const ZONE = { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' };
const DATABASE = { engine: DatabaseEngine.auroraPostgres('17'), databaseName: 'shop', replicas: 2 };

export const app = new App();

// No stack refers to another: what one region has to know of the other is a fixed name.
const primary = new Stack(app, 'ShopIreland', { env: { region: 'eu-west-1' }, description: 'The shop, where its orders are written' });
const secondary = new Stack(app, 'ShopFrankfurt', { env: { region: 'eu-central-1' }, description: 'The shop, where it goes on when Ireland is lost' });
const lastResort = new Stack(app, 'ShopLastResort', { env: { region: 'us-east-1' }, description: 'What answers when no region does' });

openShop(primary, {
  routing: RegionRouting.primary(),
  healthPath: '/health/dependencies',
  datastore: GlobalDatastore.primary('shop-sessions'),
  databaseIn: (vpc) => {
    const database = new ReadReplicaDatabase(primary, 'Database', { ...DATABASE, vpc, identifier: 'shop', globalDatabase: true });
    new CfnOutput(primary, 'Bootstrap', {
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
  databaseIn: (vpc) => new StandbyDatabase(secondary, 'Database', {
    ...DATABASE,
    vpc,
    source: StandbySource.globalDatabase('shop-global', 'eu-west-1'),
    // What the primary has got: aws rds describe-global-clusters --global-cluster-identifier shop-global --region eu-west-1
    engineVersion: '17.5',
  }),
});

new StaticLastResort(lastResort, 'LastResort', {
  recordName: RECORD_NAME, hostedZone: HostedZone.fromHostedZoneAttributes(lastResort, 'Zone', ZONE), certificate: certificateIn(lastResort),
});

interface Region {
  readonly routing: RegionRouting;
  /** What Route 53 asks. */
  readonly healthPath: string;
  /** What the region's sessions are shared by. */
  readonly datastore: GlobalDatastore;
  readonly databaseIn: (vpc: IVpc) => IReadReplicaDatabase;
}

/** The three tiers in one region, and the name that leads to them. */
function openShop(stack: Stack, { routing, healthPath, datastore, databaseIn }: Region) {
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    subnetConfiguration: [
      { name: 'Public', subnetType: SubnetType.PUBLIC },
      { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
  });
  const database = databaseIn(vpc);
  // Sessions follow. Files do not, until the buckets replicate to each other.
  const sessions = new SessionCache(stack, 'Sessions', { vpc, globalDatastore: datastore });
  const files = new Bucket(stack, 'Files', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
  });

  const release = new Asset(stack, 'Release', { path: join(__dirname, '..', '..', 'service', 'dist', 'server.js') });
  const tier = new ScaledWebTier(stack, 'Web', {
    vpc,
    // Route 53 asks from outside.
    exposure: Exposure.INTERNET,
    certificates: [certificateIn(stack)],
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
  tier.connectTo(database, { dbUser: 'shop' });
  tier.connectTo(sessions);
  tier.connectTo(files);

  new MultiRegionFailover(stack, 'Failover', {
    recordName: RECORD_NAME,
    hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', ZONE),
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

/** AWS chooses how the id begins, and no stack reads another's outputs: it is given when Frankfurt is deployed. */
function datastoreOfIreland(): GlobalDatastore {
  const id = new CfnParameter(secondary, 'GlobalReplicationGroupId', {
    description: 'Id of the sessions\' global datastore, as ShopIreland has output it',
    allowedPattern: '[a-z]{5}-shop-sessions',
  });
  return GlobalDatastore.secondary(id.valueAsString);
}

function certificateIn(stack: Stack) {
  const arn = new CfnParameter(stack, 'CertificateArn', {
    description: `ACM certificate of ${RECORD_NAME}, in the region of this stack`,
    allowedPattern: 'arn:.+',
  });
  return Certificate.fromCertificateArn(stack, 'Certificate', arn.valueAsString);
}
