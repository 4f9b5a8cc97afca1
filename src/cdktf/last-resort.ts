import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Aspects, dependable, IAspect, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { joinAsLastResort, regionsNamed } from './failover-app';
import { renderDistribution, renderLastResortRecord } from './last-resort-distribution';
import { closePage, renderPage } from './last-resort-page';
import { StaticLastResortProps } from './last-resort-props';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { checkOrigins } from './region-place';
import { regionSaid } from './standby-database-region';
import { Checks } from '../core/checks';
import { planStaticLastResort } from '../core/last-resort';

/**
 * A static page that answers to a name when none of its regions does: a private bucket behind CloudFront.
 *
 * It belongs into a stack of us-east-1, which is deployed after the first region: Route 53 makes an alias of what is there only.
 */
export class StaticLastResort extends Construct {
  /** Bucket of the page. */
  public readonly bucket: S3Bucket;
  /** What answers when no region does. */
  public readonly distribution: CloudfrontDistribution;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: StaticLastResortProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const context = planContextOf(this, 'StaticLastResort');
    const checks = new Checks(context);
    checkOrigins(this, { hostedZoneId: props.hostedZoneId, certificateArn: props.certificateArn }, checks);
    checks.throwIfAny();
    const plan = planStaticLastResort(props, {
      optionNames: { certificate: 'certificateArn', hostedZone: 'hostedZoneId' },
      // Whether a zone is private does not show in its id.
      zone: { id: props.hostedZoneId, name: props.zoneName },
      // What only Terraform knows is not refused.
      region: regionSaid(this, props.provider) ?? new PlaceOf().region,
      certificateArn: props.certificateArn,
    }, context);

    this.bucket = renderPage(this, plan);
    this.distribution = renderDistribution(this, plan, this.bucket, props.hostedZoneId);
    closePage(this, plan, this.bucket, this.distribution.arn);
    const records = plan.records.map((record) => renderLastResortRecord(this, record, props.hostedZoneId, this.distribution));
    joinAsLastResort(this, plan.side);
    Aspects.of(this).add(new AfterRegions(this, props.recordName, records));
  }
}

/** Within one stack nothing else says that the regions' records come first, and go last: an alias names them by a text. */
class AfterRegions implements IAspect {
  constructor(private readonly lastResort: Construct, private readonly recordName: string, private readonly records: readonly Route53Record[]) {}

  public visit(node: IConstruct) {
    if (node !== this.lastResort) { return; }
    const stack = TerraformStack.of(node);
    const beside = regionsNamed(this.recordName, node).filter(({ construct }) => TerraformStack.of(construct) === stack);
    const first = beside.flatMap(({ records }) => records.map((record) => dependable(record)));
    if (first.length > 0) { for (const record of this.records) { record.dependsOn = first; } }
  }
}
