import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { DatabaseEngine, Network, ReadReplicaDatabase, ScaledWebTier } from 'scale-out-constructs/cdktf';

export const app = new App();
// Stateless servers before a database with two read replicas.
const stack = new TerraformStack(app, 'Shop');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });

const certificateArn = new TerraformVariable(stack, 'CertificateArn', {
  type: 'string',
  description: 'ACM certificate of the name that the callers use, in the region of this stack',
});

// Servers reach out through a NAT gateway; from where the data is, there is no way out.
const network = new Network(stack, 'Network', { availabilityZones: 2 });

const database = new ReadReplicaDatabase(stack, 'Database', {
  network,
  engine: DatabaseEngine.postgres('17'),
  databaseName: 'shop',
  replicas: 2,
});

const tier = new ScaledWebTier(stack, 'Web', {
  network,
  certificateArns: [certificateArn.stringValue],
  // Yours: boot commands fetch it, or an image holds it. It writes to DATABASE_WRITER_HOST, and spreads what may be a moment old over
  // DATABASE_READER_HOSTS, whose names are in the replicas' certificates; DATABASE_PORT and DATABASE_NAME are the same for all.
  service: { command: '/opt/shop/serve' },
});

// No password: for each new connection the service signs an IAM token, as the user that the bootstrap document makes once.
tier.connectTo(database, { dbUser: 'shop' });

new TerraformOutput(stack, 'Address', { value: tier.loadBalancer.dnsName, description: 'Reachable from inside the VPC; point your name at it' });
new TerraformOutput(stack, 'Bootstrap', {
  value: database.bootstrapDocumentName,
  description: 'Document to run once, with dbUser=shop, on an instance that reaches the database and may read its admin secret',
});

app.synth();
