import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as deployment from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { DistributionPlan, StaticLastResortPlan } from '../core/last-resort';

export function renderPageBucket(scope: Construct, plan: StaticLastResortPlan['bucket']): s3.Bucket {
  return new s3.Bucket(scope, plan.id, {
    blockPublicAccess: plan.blocksPublicAccess && s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: encryptionOf(plan),
    enforceSSL: plan.enforcesTls,
    versioned: plan.isVersioned,
    removalPolicy: plan.isRetained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !plan.isRetained,
  });
}

function encryptionOf({ encryption }: StaticLastResortPlan['bucket']): s3.BucketEncryption {
  switch (encryption) {
    case 'AES256': return s3.BucketEncryption.S3_MANAGED;
  }
}

/** CloudFormation makes no objects: a function of the stack does. */
export function renderPage(scope: Construct, { page, bucket }: StaticLastResortPlan, destinationBucket: s3.IBucket): Construct {
  return new deployment.BucketDeployment(scope, 'Page', {
    destinationBucket,
    sources: [deployment.Source.data(page.key, page.body)],
    contentType: page.contentType,
    cacheControl: [deployment.CacheControl.fromString(page.cacheControl)],
    retainOnDelete: bucket.isRetained,
  });
}

export function renderDistribution(
  scope: Construct, plan: DistributionPlan, bucket: s3.IBucket, certificate: acm.ICertificate,
): cloudfront.Distribution {
  return new cloudfront.Distribution(scope, plan.id, {
    comment: plan.comment,
    domainNames: [...plan.alternateNames],
    certificate,
    minimumProtocolVersion: plan.minimumTlsVersion as cloudfront.SecurityPolicyProtocol,
    httpVersion: plan.httpVersion as cloudfront.HttpVersion,
    enableIpv6: plan.ipv6,
    webAclId: plan.webAclArn,
    defaultBehavior: {
      origin: renderOrigin(scope, plan.originAccess, bucket),
      viewerProtocolPolicy: plan.viewerProtocolPolicy as cloudfront.ViewerProtocolPolicy,
      // What the plan allows, in the L2's one word for it.
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: cloudfront.CachePolicy.fromCachePolicyId(scope, plan.cachePolicy.id, plan.cachePolicy.managedId),
      compress: plan.isCompressed,
    },
    errorResponses: plan.errorPages.map(({ status, pagePath, answeredStatus, cachedSeconds }) => ({
      httpStatus: status, responsePagePath: pagePath, responseHttpStatus: answeredStatus, ttl: Duration.seconds(cachedSeconds),
    })),
  });
}

function renderOrigin(scope: Construct, { id }: DistributionPlan['originAccess'], bucket: s3.IBucket): cloudfront.IOrigin {
  const originAccessControl = new cloudfront.S3OriginAccessControl(scope, id, { signing: cloudfront.Signing.SIGV4_ALWAYS });
  return origins.S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl });
}
