import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Distribution, DistributionBehavior, DistributionErrorPage, DistributionOrigin } from '../topology-distributions';
import { at, flagOf, idOf, listOf, numberOf, referencesIn, textsOf } from './values';

const BUCKET = 'AWS::S3::Bucket';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CONTROL = 'AWS::CloudFront::OriginAccessControl';
const IDENTITY = 'AWS::CloudFront::CloudFrontOriginAccessIdentity';

export function distributionsOf(resources: Resources): Distribution[] {
  return resources.ofType('AWS::CloudFront::Distribution').map((distribution) => distributionOf(distribution, resources));
}

function distributionOf({ id, properties, isRetained }: Resource, resources: Resources): Distribution {
  const config = properties.DistributionConfig;
  return {
    id,
    comment: textOf(at(config, 'Comment')),
    enabled: flagOf(at(config, 'Enabled')),
    alternateNames: textsOf(at(config, 'Aliases')),
    ...encryptionOf(at(config, 'ViewerCertificate')),
    httpVersion: textOf(at(config, 'HttpVersion')),
    ipv6: flagOf(at(config, 'IPV6Enabled')),
    webAcl: textOf(at(config, 'WebACLId')),
    geoRestriction: restrictionOf(at(config, 'Restrictions', 'GeoRestriction', 'RestrictionType')),
    defaultRootObject: textOf(at(config, 'DefaultRootObject')),
    origins: listOf(at(config, 'Origins')).map((origin) => originOf(origin, resources)),
    behaviors: [...listOf(at(config, 'DefaultCacheBehavior')), ...listOf(at(config, 'CacheBehaviors'))].map(behaviorOf),
    errorPages: listOf(at(config, 'CustomErrorResponses')).map(errorPageOf),
    isRetained,
  };
}

function encryptionOf(certificate: Value | undefined) {
  return {
    certificate: textOf(at(certificate, 'AcmCertificateArn')) ?? textOf(at(certificate, 'IamCertificateId')),
    minimumTlsVersion: textOf(at(certificate, 'MinimumProtocolVersion')),
    tlsSupport: textOf(at(certificate, 'SslSupportMethod')),
  };
}

function restrictionOf(type: Value | undefined): string | undefined {
  return type === 'none' ? undefined : textOf(type);
}

function originOf(origin: Value, resources: Resources): DistributionOrigin {
  const domain = at(origin, 'DomainName');
  const owner = (type: string) => resources.find(referencesIn(domain).find((reference) => reference.type === type), type)?.id;
  return {
    name: textOf(at(origin, 'Id')),
    domain: textOf(domain),
    path: textOf(at(origin, 'OriginPath')),
    bucketId: owner(BUCKET),
    balancerId: owner(BALANCER),
    ...accessOf(origin, resources),
    protocolPolicy: textOf(at(origin, 'CustomOriginConfig', 'OriginProtocolPolicy')),
  };
}

/** A control goes before the older identity, which stands there empty then. */
function accessOf(origin: Value, resources: Resources): Partial<DistributionOrigin> {
  const control = at(origin, 'OriginAccessControlId');
  if (isSaid(control)) {
    const found = resources.find(control, CONTROL);
    const config = found?.properties.OriginAccessControlConfig;
    return {
      access: 'control',
      accessId: found?.id ?? idOf(control),
      accessType: textOf(at(config, 'OriginAccessControlOriginType')),
      signingBehavior: textOf(at(config, 'SigningBehavior')),
      signingProtocol: textOf(at(config, 'SigningProtocol')),
    };
  }
  const identity = at(origin, 'S3OriginConfig', 'OriginAccessIdentity');
  if (!isSaid(identity)) { return {}; }
  const [made] = referencesIn(identity);
  return { access: 'identity', accessId: resources.find(made, IDENTITY)?.id ?? textOf(identity) };
}

function isSaid(value: Value | undefined): boolean {
  return value !== undefined && value !== '';
}

/** What CloudFront takes, and what it remembers, where nothing is said. */
const METHODS = ['GET', 'HEAD'];

function behaviorOf(behavior: Value): DistributionBehavior {
  return {
    pathPattern: textOf(at(behavior, 'PathPattern')),
    origin: textOf(at(behavior, 'TargetOriginId')),
    viewerProtocolPolicy: textOf(at(behavior, 'ViewerProtocolPolicy')),
    allowedMethods: methodsOf(at(behavior, 'AllowedMethods')),
    cachedMethods: methodsOf(at(behavior, 'CachedMethods')),
    cachePolicy: textOf(at(behavior, 'CachePolicyId')),
    compress: flagOf(at(behavior, 'Compress')),
  };
}

function methodsOf(methods: Value | undefined): string[] {
  return methods === undefined ? [...METHODS] : textsOf(methods);
}

function errorPageOf(page: Value): DistributionErrorPage {
  return {
    status: numberOf(at(page, 'ErrorCode')),
    pagePath: textOf(at(page, 'ResponsePagePath')),
    answeredStatus: numberOf(at(page, 'ResponseCode')),
    cachedSeconds: numberOf(at(page, 'ErrorCachingMinTTL')),
  };
}
