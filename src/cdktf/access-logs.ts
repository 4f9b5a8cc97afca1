import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { renderDocument } from './statements';
import { AccessLogsPlan, LogBucketPlan, logDeliveryStatement, Place, tlsOnlyStatement } from '../core/access-logs';

/** A bucket of our own, and what the balancer has to wait for before it tries it. */
export interface LogBucket {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
}

export function renderAccessLogBucket(scope: Construct, plan: AccessLogsPlan, isProtected: boolean, place: Place): LogBucket {
  const bucket = new S3Bucket(scope, 'AccessLogs', {
    bucketPrefix: prefixOf(scope, 'logs', 37).toLowerCase(),
    forceDestroy: !isProtected,
    tags: { Purpose: plan.bucket.purpose },
    lifecycle: isProtected ? { preventDestroy: true } : undefined,
  });
  const isPrivate = renderPrivacy(scope, plan.bucket, bucket.id);
  renderLifecycle(scope, plan.bucket, bucket.id);
  const document = renderDocument(scope, 'AccessLogsDocument', [tlsOnlyStatement(bucket.arn), logDeliveryStatement(plan, bucket.arn, place)]);
  // S3 refuses two changes of a bucket's policies at once.
  const policy = new S3BucketPolicy(scope, 'AccessLogsPolicy', { bucket: bucket.id, policy: document.json, dependsOn: [isPrivate] });
  return { bucket, policy };
}

function renderPrivacy(scope: Construct, plan: LogBucketPlan, bucket: string): S3BucketPublicAccessBlock {
  new S3BucketOwnershipControls(scope, 'AccessLogsOwnership', { bucket, rule: { objectOwnership: plan.objectOwnership } });
  new S3BucketServerSideEncryptionConfigurationA(scope, 'AccessLogsEncryption', {
    bucket, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: plan.encryption } }],
  });
  const block = plan.blocksPublicAccess;
  return new S3BucketPublicAccessBlock(scope, 'AccessLogsPublicAccess', {
    bucket, blockPublicAcls: block, blockPublicPolicy: block, ignorePublicAcls: block, restrictPublicBuckets: block,
  });
}

/** Old versions can be expired once there are versions. */
function renderLifecycle(scope: Construct, plan: LogBucketPlan, bucket: string) {
  const versioning = new S3BucketVersioningA(scope, 'AccessLogsVersioning', {
    bucket, versioningConfiguration: { status: plan.versioned ? 'Enabled' : 'Suspended' },
  });
  new S3BucketLifecycleConfiguration(scope, 'AccessLogsLifecycle', {
    bucket,
    rule: [{
      id: 'ExpireLogs',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      expiration: [{ days: plan.expireAfterDays }],
      noncurrentVersionExpiration: [{ noncurrentDays: plan.noncurrentExpireAfterDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: plan.abortUploadsAfterDays }],
    }],
    dependsOn: [versioning],
  });
}
