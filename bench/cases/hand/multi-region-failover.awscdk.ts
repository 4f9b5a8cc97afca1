import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { balancerIn, certificateIn, RECORD_NAME, REGIONS, stackIn, zoneIn } from '../awscdk';
import { PAGE } from '../parts/page';

export function build(app: App) {
  regionIn(stackIn(app, REGIONS.primary, 'Primary'), 'PRIMARY');
  regionIn(stackIn(app, REGIONS.secondary, 'Secondary'), 'SECONDARY');
  lastResortIn(stackIn(app, REGIONS.global, 'LastResort'));
}

function regionIn(stack: Stack, failover: string) {
  const { loadBalancer } = balancerIn(stack);
  const scope = new Construct(stack, 'Failover');
  const nameTag = (value: string) => [{ key: 'Name', value }];
  const endpoint = new route53.CfnHealthCheck(scope, 'EndpointCheck', {
    healthCheckConfig: {
      type: 'HTTPS',
      fullyQualifiedDomainName: loadBalancer.loadBalancerDnsName,
      port: 443,
      resourcePath: '/health/dependencies',
      requestInterval: 10,
      failureThreshold: 3,
      enableSni: true,
    },
    healthCheckTags: nameTag(`${scope.node.path} endpoint`),
  });
  const region = new route53.CfnHealthCheck(scope, 'RegionCheck', {
    healthCheckConfig: { type: 'CALCULATED', childHealthChecks: [endpoint.attrHealthCheckId], healthThreshold: 1 },
    healthCheckTags: nameTag(scope.node.path),
  });
  new route53.CfnRecordSet(scope, 'RecordA', {
    hostedZoneId: zoneIn(stack).hostedZoneId,
    name: `active.${RECORD_NAME}.`,
    type: 'A',
    setIdentifier: stack.region,
    failover,
    aliasTarget: {
      dnsName: loadBalancer.loadBalancerDnsName, hostedZoneId: loadBalancer.loadBalancerCanonicalHostedZoneId, evaluateTargetHealth: true,
    },
    healthCheckId: region.attrHealthCheckId,
  });
  new CfnOutput(scope, 'HealthCheckId', {
    description: `The health check that ${RECORD_NAME} goes by in this region`, value: region.attrHealthCheckId,
  });
}

function lastResortIn(stack: Stack) {
  const scope = new Construct(stack, 'LastResort');
  const bucket = new s3.Bucket(scope, 'PageBucket', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const originAccessControl = new cloudfront.S3OriginAccessControl(scope, 'OriginAccess', { signing: cloudfront.Signing.SIGV4_ALWAYS });
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    comment: `Answers when no region does: ${scope.node.path}`,
    domainNames: [RECORD_NAME],
    certificate: certificateIn(stack),
    minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: cloudfront.HttpVersion.HTTP2,
    enableIpv6: false,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      compress: true,
    },
    errorResponses: [403, 404].map((httpStatus) => ({
      httpStatus, responsePagePath: '/unavailable.html', responseHttpStatus: 503, ttl: Duration.seconds(60),
    })),
  });
  const page = new BucketDeployment(scope, 'Page', {
    destinationBucket: bucket,
    sources: [Source.data('unavailable.html', PAGE)],
    contentType: 'text/html; charset=utf-8',
    cacheControl: [CacheControl.noStore()],
    retainOnDelete: true,
  });
  const { hostedZoneId } = zoneIn(stack);
  const record = (id: string, setIdentifier: string, failover: string, aliasTarget: route53.CfnRecordSet.AliasTargetProperty) =>
    new route53.CfnRecordSet(scope, id, { hostedZoneId, name: `${RECORD_NAME}.`, type: 'A', setIdentifier, failover, aliasTarget })
      .node.addDependency(page);
  record('PrimaryA', 'regions', 'PRIMARY', { dnsName: `active.${RECORD_NAME}`, hostedZoneId, evaluateTargetHealth: true });
  record('SecondaryA', 'last-resort', 'SECONDARY', {
    dnsName: distribution.distributionDomainName, hostedZoneId: CloudFrontTarget.getHostedZoneId(stack), evaluateTargetHealth: false,
  });
}
