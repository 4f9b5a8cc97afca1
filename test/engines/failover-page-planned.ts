import { contextOf } from './failover-planned';
import { GLOBAL_CERTIFICATE, NAME, ZONE } from './failover-settings';
import { LastResortCase } from './failover.cases';
import { byText, withoutAbsent } from './views';
import { LastResortRecordPlan, planStaticLastResort, StaticLastResortPlan } from '../../src/core/last-resort';

/** Every decision about a last resort, without the names that an engine gives to things. */
export interface LastResortView {
  readonly bucket: { readonly isRetained: boolean; readonly readers: readonly object[]; readonly [fact: string]: unknown };
  readonly certificate?: { readonly region?: string; readonly [fact: string]: unknown };
  readonly distribution: object;
  readonly records: readonly object[];
}

export function viewOfLastResortPlan({ options, setting }: Omit<LastResortCase, 'name'>): LastResortView {
  const plan = planStaticLastResort({ recordName: NAME, ...options }, {
    optionNames: { certificate: 'certificate', hostedZone: 'hostedZone' },
    zone: ZONE,
    region: 'us-east-1',
    certificateArn: setting?.certificate ? GLOBAL_CERTIFICATE : undefined,
  }, contextOf('StaticLastResort', 'Stack/LastResort'));
  const { givenArn, domainName, validation, region } = plan.certificate;
  return withoutAbsent<LastResortView>({
    bucket: bucketOf(plan.bucket),
    certificate: givenArn === undefined ? { domainName, validation, region } : undefined,
    distribution: distributionOf(plan),
    records: byText(plan.records.map(lastResortRecordOf)),
  });
}

function bucketOf(bucket: StaticLastResortPlan['bucket']) {
  return {
    encryption: bucket.encryption,
    versioned: bucket.isVersioned,
    blocksPublicAccess: bucket.blocksPublicAccess,
    objectOwnership: 'BucketOwnerEnforced',
    isRetained: bucket.isRetained,
    refused: bucket.enforcesTls ? [{ principals: ['AWS *'], actions: ['s3:*'], resources: ['<AWS::S3::Bucket.Arn>', '<AWS::S3::Bucket.Arn>/*'] }] : [],
    readers: [{ principals: ['Service cloudfront.amazonaws.com'], actions: ['s3:GetObject'], resources: ['<AWS::S3::Bucket.Arn>/*'], conditions: ['StringEquals AWS:SourceArn its own distribution'] }],
  };
}

function distributionOf({ distribution: plan, certificate }: StaticLastResortPlan) {
  const { originType, signingBehavior, signingProtocol } = plan.originAccess;
  return {
    comment: plan.comment,
    enabled: true,
    alternateNames: plan.alternateNames,
    certificate: certificate.givenArn ?? '<AWS::CertificateManager::Certificate.Ref>',
    minimumTlsVersion: plan.minimumTlsVersion,
    tlsSupport: 'sni-only',
    httpVersion: plan.httpVersion,
    ipv6: plan.ipv6,
    webAcl: plan.webAclArn,
    origins: [{ domain: '<AWS::S3::Bucket.RegionalDomainName>', isThePage: true, access: 'control', accessType: originType, signingBehavior, signingProtocol }],
    behaviors: [{
      isOfTheOrigin: true,
      viewerProtocolPolicy: plan.viewerProtocolPolicy,
      allowedMethods: plan.allowedMethods,
      cachedMethods: ['GET', 'HEAD'],
      cachePolicy: plan.cachePolicy.managedId,
      compress: plan.isCompressed,
    }],
    errorPages: byText(plan.errorPages),
    isRetained: false,
  };
}

function lastResortRecordOf({ name, type, setIdentifier, failover, alias }: LastResortRecordPlan) {
  return {
    name,
    type,
    zone: ZONE.id,
    routing: 'failover',
    setIdentifier,
    failover,
    aliasOf: alias.dnsName ?? '<AWS::CloudFront::Distribution.DomainName>',
    aliasZone: alias.hostedZoneId ?? '<AWS::CloudFront::Distribution.HostedZoneId>',
    evaluatesTargetHealth: alias.evaluateTargetHealth,
    records: [],
    targets: alias.dnsName === undefined ? 1 : 0,
  };
}
