import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Construct } from 'constructs';
import { LastResortRecordPlan, StaticLastResortPlan } from '../core/last-resort';

export function renderDistribution(
  scope: Construct, { distribution: plan, certificate }: StaticLastResortPlan, bucket: S3Bucket, zoneId: string,
): CloudfrontDistribution {
  return new CloudfrontDistribution(scope, plan.id, {
    enabled: true,
    comment: plan.comment,
    aliases: [...plan.alternateNames],
    httpVersion: plan.httpVersion,
    isIpv6Enabled: plan.ipv6,
    webAclId: plan.webAclArn,
    origin: [{ originId: ORIGIN, domainName: bucket.bucketRegionalDomainName, originAccessControlId: renderOriginAccess(scope, plan, bucket).id }],
    defaultCacheBehavior: {
      targetOriginId: ORIGIN,
      viewerProtocolPolicy: plan.viewerProtocolPolicy,
      allowedMethods: [...plan.allowedMethods],
      cachedMethods: [...plan.allowedMethods],
      cachePolicyId: plan.cachePolicy.managedId,
      compress: plan.isCompressed,
    },
    customErrorResponse: plan.errorPages.map(({ status, pagePath, answeredStatus, cachedSeconds }) => ({
      errorCode: status, responsePagePath: pagePath, responseCode: answeredStatus, errorCachingMinTtl: cachedSeconds,
    })),
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    viewerCertificate: {
      acmCertificateArn: certificate.givenArn ?? renderCertificate(scope, certificate, zoneId),
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: plan.minimumTlsVersion,
    },
  });
}

const ORIGIN = 'page';

/** Its name is the bucket's, which no other has. */
function renderOriginAccess(scope: Construct, { originAccess }: StaticLastResortPlan['distribution'], bucket: S3Bucket): CloudfrontOriginAccessControl {
  return new CloudfrontOriginAccessControl(scope, originAccess.id, {
    name: bucket.id,
    originAccessControlOriginType: originAccess.originType,
    signingBehavior: originAccess.signingBehavior,
    signingProtocol: originAccess.signingProtocol,
  });
}

/** CloudFront takes the certificate once it is valid. */
function renderCertificate(scope: Construct, plan: StaticLastResortPlan['certificate'], zoneId: string): string {
  const { id, region, domainName, validation } = plan;
  const certificate = new AcmCertificate(scope, id, { region, domainName, validationMethod: validation, lifecycle: { createBeforeDestroy: true } });
  const proof = certificate.domainValidationOptions.get(0);
  const record = new Route53Record(scope, `${id}Record`, {
    zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: 60,
    // The regions prove the same name by the same record.
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(scope, `${id}Validation`, {
    region, certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}

export function renderLastResortRecord(
  scope: Construct, plan: LastResortRecordPlan, zoneId: string, distribution: CloudfrontDistribution,
): Route53Record {
  const { dnsName, hostedZoneId, evaluateTargetHealth } = plan.alias;
  return new Route53Record(scope, plan.id, {
    zoneId,
    name: plan.name,
    type: plan.type,
    setIdentifier: plan.setIdentifier,
    failoverRoutingPolicy: { type: plan.failover },
    alias: { name: dnsName ?? distribution.domainName, zoneId: hostedZoneId ?? distribution.hostedZoneId, evaluateTargetHealth },
  });
}
