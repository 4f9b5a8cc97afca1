import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { joinAsLastResort } from './failover-app';
import { renderDistribution, renderPage, renderPageBucket } from './last-resort-page';
import { renderLastResortRecord } from './last-resort-records';
import { planContextOf } from './plan-context';
import { failoverZoneOf } from './region-place';
import { Checks } from '../core/checks';
import { planStaticLastResort, StaticLastResortOptions, StaticLastResortPlan, StaticLastResortSurroundings } from '../core/last-resort';

/** Options of a last resort on AWS CDK. */
export interface StaticLastResortProps extends StaticLastResortOptions {
  /** Public zone of the name, the same as the regions have: imported by its id and its name (`HostedZone.fromHostedZoneAttributes`). */
  readonly hostedZone: route53.IHostedZone;

  /**
   * Certificate for `recordName`, of us-east-1.
   *
   * @default - one that is validated in `hostedZone`
   */
  readonly certificate?: acm.ICertificate;
}

/**
 * The page that answers when no region does: a private bucket behind CloudFront. The regions' constructs say `lastResort: true`.
 *
 * It belongs into a stack of its own in us-east-1, which names the regions by nothing but the name: deploy it after the first region, as Route 53
 * makes no alias to a name that is not there yet. Its page is put into the bucket by the Lambda function of `BucketDeployment`; no region needs it.
 */
export class StaticLastResort extends Construct {
  /** Bucket of the page. */
  public readonly bucket: s3.Bucket;
  /** What answers when no region does. */
  public readonly distribution: cloudfront.Distribution;
  /** That of the name, which is presented to callers. */
  public readonly certificate: acm.ICertificate;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: StaticLastResortProps) {
    super(scope, id);
    const surroundings = this.surroundings(props);
    const plan = planStaticLastResort(props, surroundings, planContextOf(this, 'StaticLastResort'));

    this.bucket = renderPageBucket(this, plan.bucket);
    this.certificate = props.certificate ?? this.renderCertificate(plan, props.hostedZone);
    this.distribution = renderDistribution(this, plan.distribution, this.bucket, this.certificate);
    const page = renderPage(this, plan, this.bucket);
    const records = plan.records.map((record) => renderLastResortRecord(this, record, surroundings.zone.id, this.distribution));
    for (const { node } of records) { node.addDependency(page); }
    joinAsLastResort(this, plan.side);
  }

  private surroundings(props: StaticLastResortProps): StaticLastResortSurroundings {
    const checks = new Checks(planContextOf(this, 'StaticLastResort'));
    const zone = failoverZoneOf(this, props.hostedZone, checks);
    checks.throwIfAny();
    return {
      optionNames: { certificate: 'certificate', hostedZone: 'hostedZone' },
      zone,
      region: Stack.of(this).region,
      certificateArn: props.certificate?.certificateArn,
    };
  }

  private renderCertificate({ certificate }: StaticLastResortPlan, hostedZone: route53.IHostedZone): acm.Certificate {
    return new acm.Certificate(this, certificate.id, {
      domainName: certificate.domainName, validation: acm.CertificateValidation.fromDns(hostedZone),
    });
  }
}
