import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { Place } from '../core/access-logs';

/**
 * Where a construct is deployed. A plan may refer to it before it is made: nothing is, until the plan is known to be good.
 *
 * What it is made of is asked once: each answer of a data source is a new token, and CDKTF records a whole stack trace for each.
 */
export class PlaceOf implements Place {
  public readonly region = Lazy.stringValue({ produce: () => this.rendered!.region });
  public readonly account = Lazy.stringValue({ produce: () => this.rendered!.account });
  public readonly partition = Lazy.stringValue({ produce: () => this.rendered!.partition });

  private rendered?: Place;

  public render(scope: Construct) {
    const { region } = new DataAwsRegion(scope, 'Region');
    const { accountId: account } = new DataAwsCallerIdentity(scope, 'Account');
    const { partition } = new DataAwsPartition(scope, 'Partition');
    this.rendered = { region, account, partition };
  }
}
