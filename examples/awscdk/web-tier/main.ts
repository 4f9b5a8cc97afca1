import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { ScaledWebTier } from 'scale-out-constructs/awscdk';

export const app = new App();
const stack = new Stack(app, 'WebTier', { description: 'Stateless servers behind a load balancer, scaled by load and replaced when they fail' });

const certificateArn = new CfnParameter(stack, 'CertificateArn', {
  description: 'ACM certificate of the name that the callers use, in the region of this stack',
  allowedPattern: 'arn:.+',
});

const tier = new ScaledWebTier(stack, 'Web', {
  vpc: new Vpc(stack, 'Vpc'),
  certificates: [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn.valueAsString)],
  instances: { bootCommands: installFile('/opt/server.py', join(__dirname, 'server.py')) },
  service: { command: '/usr/bin/python3 /opt/server.py' },
});

// What servers share lies outside of them. The service finds the bucket's name as FILES_BUCKET.
tier.connectTo(new Bucket(stack, 'Files', {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  versioned: true,
}));

new CfnOutput(stack, 'Address', { value: tier.loadBalancer.loadBalancerDnsName, description: 'Reachable from inside the VPC; point your name at it' });

/** A real tier would fetch a release from object storage here, or boot from an image that holds it. */
function installFile(target: string, source: string): string[] {
  return [`cat > ${target} <<'END_OF_SERVER'`, readFileSync(source, 'utf8').trimEnd(), 'END_OF_SERVER'];
}
