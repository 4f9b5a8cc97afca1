import { Shape, TAGS, Translation, at, many, object, one, unless } from './shapes';

const BEHAVIOR: Shape = {
  PathPattern: unless('path_pattern', ''),
  TargetOriginId: 'target_origin_id',
  ViewerProtocolPolicy: 'viewer_protocol_policy',
  AllowedMethods: 'allowed_methods',
  CachedMethods: 'cached_methods',
  CachePolicyId: unless('cache_policy_id', ''),
  Compress: 'compress',
};

/** Headers that a distribution sends to its origin are left out: they are often the secret by which the origin knows it. */
const ORIGIN: Shape = {
  Id: 'origin_id',
  DomainName: 'domain_name',
  OriginPath: unless('origin_path', ''),
  OriginAccessControlId: unless('origin_access_control_id', ''),
  S3OriginConfig: one('s3_origin_config', { OriginAccessIdentity: 'origin_access_identity' }),
  CustomOriginConfig: one('custom_origin_config', { OriginProtocolPolicy: 'origin_protocol_policy' }),
};

/** What answers from places all over the world, and how what is behind it knows who asks. */
export const DISTRIBUTIONS: Readonly<Record<string, Translation>> = {
  aws_cloudfront_distribution: {
    type: 'AWS::CloudFront::Distribution',
    attributes: { id: 'Ref', hosted_zone_id: 'HostedZoneId' },
    properties: {
      DistributionConfig: object({
        Comment: unless('comment', ''),
        Enabled: 'enabled',
        Aliases: 'aliases',
        HttpVersion: unless('http_version', ''),
        IPV6Enabled: 'is_ipv6_enabled',
        WebACLId: unless('web_acl_id', ''),
        DefaultRootObject: unless('default_root_object', ''),
        Origins: many('origin', ORIGIN),
        DefaultCacheBehavior: one('default_cache_behavior', BEHAVIOR),
        CacheBehaviors: many('ordered_cache_behavior', BEHAVIOR),
        CustomErrorResponses: many('custom_error_response', {
          ErrorCode: 'error_code',
          ResponsePagePath: unless('response_page_path', ''),
          ResponseCode: unless('response_code', 0),
          ErrorCachingMinTTL: 'error_caching_min_ttl',
        }),
        Restrictions: one('restrictions', { GeoRestriction: one('geo_restriction', { RestrictionType: 'restriction_type' }) }),
        ViewerCertificate: one('viewer_certificate', {
          AcmCertificateArn: unless('acm_certificate_arn', ''),
          IamCertificateId: unless('iam_certificate_id', ''),
          MinimumProtocolVersion: unless('minimum_protocol_version', ''),
          SslSupportMethod: unless('ssl_support_method', ''),
        }),
      }),
      Tags: TAGS,
    },
    isRetained: (args) => at(args, 'retain_on_delete') === true,
  },
  aws_cloudfront_origin_access_control: {
    type: 'AWS::CloudFront::OriginAccessControl',
    attributes: { id: 'Ref' },
    properties: {
      OriginAccessControlConfig: object({
        Name: 'name',
        Description: unless('description', ''),
        OriginAccessControlOriginType: 'origin_access_control_origin_type',
        SigningBehavior: 'signing_behavior',
        SigningProtocol: 'signing_protocol',
      }),
    },
  },
  aws_cloudfront_origin_access_identity: {
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    attributes: { id: 'Ref' },
    properties: { CloudFrontOriginAccessIdentityConfig: object({ Comment: unless('comment', '') }) },
  },
};
