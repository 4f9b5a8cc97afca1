import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { renderStatement } from './statements';
import { AccessLogsPlan, LogBucketPlan, logDeliveryStatement, tlsOnlyStatement } from '../core/access-logs';

export function renderAccessLogBucket(scope: Construct, plan: LogBucketPlan, isProtected: boolean): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'AccessLogs', {
    blockPublicAccess: plan.blocksPublicAccess && s3.BlockPublicAccess.BLOCK_ALL,
    encryption: encryptionOf(plan),
    objectOwnership: plan.objectOwnership as s3.ObjectOwnership,
    versioned: plan.versioned,
    lifecycleRules: [{
      id: 'ExpireLogs',
      expiration: Duration.days(plan.expireAfterDays),
      noncurrentVersionExpiration: Duration.days(plan.noncurrentExpireAfterDays),
      abortIncompleteMultipartUploadAfter: Duration.days(plan.abortUploadsAfterDays),
    }],
    removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !isProtected,
  });
  bucket.addToResourcePolicy(renderStatement(tlsOnlyStatement(bucket.bucketArn)));
  Tags.of(bucket).add('Purpose', plan.purpose);
  return bucket;
}

function encryptionOf({ encryption }: LogBucketPlan): s3.BucketEncryption {
  switch (encryption) {
    case 'AES256': return s3.BucketEncryption.S3_MANAGED;
  }
}

/** Sets the attributes and the bucket policy without asking for the region, as the L2's `logAccessLogs` does. */
export function logAccesses(loadBalancer: elbv2.ApplicationLoadBalancer, bucket: s3.IBucket, plan: AccessLogsPlan) {
  const { account, partition, region } = Stack.of(loadBalancer);
  const granted = bucket.addToResourcePolicy(renderStatement(logDeliveryStatement(plan, bucket.bucketArn, { partition, region, account })));
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  if (plan.prefix !== undefined) { loadBalancer.setAttribute('access_logs.s3.prefix', plan.prefix); }
  // The balancer tries the bucket when it is created: the policy has to be there by then.
  if (granted.policyDependable) { loadBalancer.node.addDependency(granted.policyDependable); }
}
