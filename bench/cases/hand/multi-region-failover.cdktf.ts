import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { App, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { certificateArnIn, RECORD_NAME, REGIONS, stackIn, ZONE } from '../cdktf';
import { PAGE } from '../parts/page';

export function build(app: App) {
  new Failover(stackIn(app, REGIONS.primary, 'Primary'), 'Failover', REGIONS.primary, 'PRIMARY');
  new Failover(stackIn(app, REGIONS.secondary, 'Secondary'), 'Failover', REGIONS.secondary, 'SECONDARY');
  new LastResort(stackIn(app, REGIONS.global, 'LastResort'), 'LastResort');
}

class Failover extends Construct {
  constructor(scope: Construct, id: string, region: string, failover: string) {
    super(scope, id);
    const endpointCheck = new Route53HealthCheck(this, 'EndpointCheck', {
      enableSni: true,
      failureThreshold: 3,
      fqdn: `web.${region}.elb.amazonaws.com`,
      port: 443,
      requestInterval: 10,
      resourcePath: '/health/dependencies',
      tags: { Name: `${this.node.path} endpoint` },
      type: 'HTTPS',
    });
    const regionCheck = new Route53HealthCheck(this, 'RegionCheck', {
      childHealthThreshold: 1,
      childHealthchecks: [endpointCheck.id],
      tags: { Name: this.node.path },
      type: 'CALCULATED',
    });
    new CloudwatchMetricAlarm(this, 'HealthCheckStatusAlarm', {
      alarmDescription: `${RECORD_NAME} is answered without ${region}: its health check fails, or says nothing.`,
      alarmName: `${scope.node.id}-Failover-HealthCheckStatusAlarm-${regionCheck.id}`,
      comparisonOperator: 'LessThanThreshold',
      datapointsToAlarm: 1,
      dimensions: { HealthCheckId: regionCheck.id },
      evaluationPeriods: 1,
      metricName: 'HealthCheckStatus',
      namespace: 'AWS/Route53',
      period: 60,
      region: REGIONS.global,
      statistic: 'Minimum',
      threshold: 1,
      treatMissingData: 'breaching',
    });
    new Route53Record(this, 'RecordA', {
      alias: { evaluateTargetHealth: true, name: `web.${region}.elb.amazonaws.com`, zoneId: 'Z32O12XQLNTSW2' },
      failoverRoutingPolicy: { type: failover },
      healthCheckId: regionCheck.id,
      name: `active.${RECORD_NAME}`,
      setIdentifier: region,
      type: 'A',
      zoneId: ZONE.hostedZoneId,
    });
    new TerraformOutput(this, 'HealthCheckId', {
      description: `The health check that ${RECORD_NAME} goes by in this region`, value: regionCheck.id,
    });
  }
}

class LastResort extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pageBucket = new S3Bucket(this, 'PageBucket', {
      bucketPrefix: 'lastresort-lastresort-page-',
      forceDestroy: false,
      lifecycle: { preventDestroy: true },
    });
    const originAccess = new CloudfrontOriginAccessControl(this, 'OriginAccess', {
      name: pageBucket.id,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const distribution = new CloudfrontDistribution(this, 'Distribution', {
      aliases: [RECORD_NAME],
      comment: 'Answers when no region does: LastResort/LastResort',
      customErrorResponse: [
        { errorCachingMinTtl: 60, errorCode: 403, responseCode: 503, responsePagePath: '/unavailable.html' },
        { errorCachingMinTtl: 60, errorCode: 404, responseCode: 503, responsePagePath: '/unavailable.html' },
      ],
      defaultCacheBehavior: {
        allowedMethods: ['GET', 'HEAD'],
        cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        cachedMethods: ['GET', 'HEAD'],
        compress: true,
        targetOriginId: 'page',
        viewerProtocolPolicy: 'redirect-to-https',
      },
      enabled: true,
      httpVersion: 'http2',
      isIpv6Enabled: false,
      origin: [{ domainName: pageBucket.bucketRegionalDomainName, originAccessControlId: originAccess.id, originId: 'page' }],
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate: {
        acmCertificateArn: certificateArnIn(REGIONS.global),
        minimumProtocolVersion: 'TLSv1.2_2021',
        sslSupportMethod: 'sni-only',
      },
    });
    const pageBucketDocument = new DataAwsIamPolicyDocument(this, 'PageBucketDocument', {
      statement: [
        {
          actions: ['s3:*'],
          condition: [{ test: 'Bool', values: ['false'], variable: 'aws:SecureTransport' }],
          effect: 'Deny',
          principals: [{ identifiers: ['*'], type: 'AWS' }],
          resources: [pageBucket.arn, `${pageBucket.arn}/*`],
          sid: 'TlsOnly',
        },
        {
          actions: ['s3:GetObject'],
          condition: [{ test: 'StringEquals', values: [distribution.arn], variable: 'AWS:SourceArn' }],
          principals: [{ identifiers: ['cloudfront.amazonaws.com'], type: 'Service' }],
          resources: [`${pageBucket.arn}/*`],
          sid: 'Distribution',
        },
      ],
    });
    new Route53Record(this, 'PrimaryA', {
      alias: { evaluateTargetHealth: true, name: `active.${RECORD_NAME}`, zoneId: ZONE.hostedZoneId },
      failoverRoutingPolicy: { type: 'PRIMARY' },
      name: RECORD_NAME,
      setIdentifier: 'regions',
      type: 'A',
      zoneId: ZONE.hostedZoneId,
    });
    new Route53Record(this, 'SecondaryA', {
      alias: { evaluateTargetHealth: false, name: distribution.domainName, zoneId: distribution.hostedZoneId },
      failoverRoutingPolicy: { type: 'SECONDARY' },
      name: RECORD_NAME,
      setIdentifier: 'last-resort',
      type: 'A',
      zoneId: ZONE.hostedZoneId,
    });
    new S3BucketOwnershipControls(this, 'PageBucketOwnership', { bucket: pageBucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    const pageBucketPublicAccess = new S3BucketPublicAccessBlock(this, 'PageBucketPublicAccess', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      bucket: pageBucket.id,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, 'PageBucketPolicy', {
      bucket: pageBucket.id,
      dependsOn: [pageBucketPublicAccess],
      policy: pageBucketDocument.json,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'PageBucketEncryption', {
      bucket: pageBucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    const pageBucketVersioning = new S3BucketVersioningA(this, 'PageBucketVersioning', { bucket: pageBucket.id, versioningConfiguration: { status: 'Enabled' } });
    new S3Object(this, 'Page', {
      bucket: pageBucket.id,
      cacheControl: 'no-store',
      content: PAGE,
      contentType: 'text/html; charset=utf-8',
      dependsOn: [pageBucketVersioning],
      key: 'unavailable.html',
    });
  }
}
