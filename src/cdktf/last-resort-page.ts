import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { renderDocument } from './statements';
import { literal } from './texts';
import { tlsOnlyStatement } from '../core/access-logs';
import { StatementPlan } from '../core/instances';
import { StaticLastResortPlan } from '../core/last-resort';

/** The bucket with the page in it. */
export function renderPage(scope: Construct, { bucket: plan, page }: StaticLastResortPlan): S3Bucket {
  const bucket = new S3Bucket(scope, plan.id, {
    bucketPrefix: prefixOf(scope, 'page', 37).toLowerCase(),
    forceDestroy: !plan.isRetained,
    lifecycle: plan.isRetained ? { preventDestroy: true } : undefined,
  });
  new S3BucketOwnershipControls(scope, `${plan.id}Ownership`, { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } });
  new S3BucketServerSideEncryptionConfigurationA(scope, `${plan.id}Encryption`, {
    bucket: bucket.id, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: plan.encryption } }],
  });
  const versioning = new S3BucketVersioningA(scope, `${plan.id}Versioning`, {
    bucket: bucket.id, versioningConfiguration: { status: plan.isVersioned ? 'Enabled' : 'Suspended' },
  });
  new S3Object(scope, 'Page', {
    bucket: bucket.id,
    key: page.key,
    content: literal(page.body),
    contentType: page.contentType,
    cacheControl: page.cacheControl,
    dependsOn: [versioning],
  });
  return bucket;
}

/** Nobody but the distribution reads it, and nobody in the clear. */
export function closePage(scope: Construct, { bucket: plan }: StaticLastResortPlan, bucket: S3Bucket, distributionArn: string) {
  const block = plan.blocksPublicAccess;
  const isPrivate = new S3BucketPublicAccessBlock(scope, `${plan.id}PublicAccess`, {
    bucket: bucket.id, blockPublicAcls: block, blockPublicPolicy: block, ignorePublicAcls: block, restrictPublicBuckets: block,
  });
  const statements = [...(plan.enforcesTls ? [tlsOnlyStatement(bucket.arn)] : []), readStatement(bucket.arn, distributionArn)];
  const document = renderDocument(scope, `${plan.id}Document`, statements);
  // S3 refuses two changes of a bucket's policies at once.
  new S3BucketPolicy(scope, `${plan.id}Policy`, { bucket: bucket.id, policy: document.json, dependsOn: [isPrivate] });
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
function readStatement(bucketArn: string, distributionArn: string): StatementPlan {
  return {
    sid: 'Distribution',
    principals: { Service: 'cloudfront.amazonaws.com' },
    actions: ['s3:GetObject'],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { 'AWS:SourceArn': distributionArn } },
  };
}
