import { readFileSync } from 'fs';
import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Network, ScaledWebTier } from 'scale-out-constructs/cdktf';

export const app = new App();
// Stateless servers behind a load balancer, scaled by load and replaced when they fail.
const stack = new TerraformStack(app, 'WebTier');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });

const certificateArn = new TerraformVariable(stack, 'CertificateArn', {
  type: 'string',
  description: 'ACM certificate of the name that the callers use, in the region of this stack',
});

const tier = new ScaledWebTier(stack, 'Web', {
  network: new Network(stack, 'Network', { availabilityZones: 2 }),
  certificateArns: [certificateArn.stringValue],
  instances: { bootCommands: installFile('/opt/server.py', join(__dirname, 'server.py')) },
  service: { command: '/usr/bin/python3 /opt/server.py' },
});

// What servers share lies outside of them. The service finds the bucket's name as FILES_BUCKET.
const files = new S3Bucket(stack, 'Files', { bucketPrefix: 'web-tier-files-', lifecycle: { preventDestroy: true } });
new S3BucketVersioningA(stack, 'FilesVersioning', { bucket: files.id, versioningConfiguration: { status: 'Enabled' } });
new S3BucketPublicAccessBlock(stack, 'FilesPublicAccess', {
  bucket: files.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
});
tier.connectTo({ bucketName: files.bucket, bucketArn: files.arn });

new TerraformOutput(stack, 'Address', { value: tier.loadBalancer.dnsName, description: 'Reachable from inside the VPC; point your name at it' });

app.synth();

/** A real tier would fetch a release from object storage here, or boot from an image that holds it. */
function installFile(target: string, source: string): string[] {
  return [`cat > ${target} <<'END_OF_SERVER'`, readFileSync(source, 'utf8').trimEnd(), 'END_OF_SERVER'];
}
