import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AccessLogsPlan } from '../core/entry';

export function renderAccessLogBucket(scope: Construct, plan: AccessLogsPlan, isProtected: boolean): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'AccessLogs', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    // A load balancer writes to buckets with S3's own keys only.
    encryption: s3.BucketEncryption.S3_MANAGED,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{
      id: 'ExpireLogs',
      expiration: Duration.days(plan.expireAfterDays),
      noncurrentVersionExpiration: Duration.days(1),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    }],
    removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !isProtected,
  });
  Tags.of(bucket).add('Purpose', plan.purpose);
  return bucket;
}

/**
 * Sets the attributes and the bucket policy without asking for the region: the L2's `logAccessLogs` needs one, and the service
 * principal has made it unnecessary.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function logAccesses(loadBalancer: elbv2.ApplicationLoadBalancer, bucket: s3.IBucket, plan: AccessLogsPlan) {
  const { account, partition, region } = Stack.of(loadBalancer);
  const folder = [plan.prefix, 'AWSLogs', account].filter((part) => part !== undefined).join('/');
  const granted = bucket.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`${folder}/*`)],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` } },
  }));
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  if (plan.prefix !== undefined) { loadBalancer.setAttribute('access_logs.s3.prefix', plan.prefix); }
  // The balancer tries the bucket when it is created: the policy has to be there by then.
  if (granted.policyDependable) { loadBalancer.node.addDependency(granted.policyDependable); }
}
