import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { Place } from '../core/access-logs';

/** Where a construct is deployed. A plan may refer to it before it is made: nothing is, until the plan is known to be good. */
export class PlaceOf implements Place {
  public readonly region = Lazy.stringValue({ produce: () => this.dataRegion!.region });
  public readonly account = Lazy.stringValue({ produce: () => this.dataAccount!.accountId });
  public readonly partition = Lazy.stringValue({ produce: () => this.dataPartition!.partition });

  private dataRegion?: DataAwsRegion;
  private dataAccount?: DataAwsCallerIdentity;
  private dataPartition?: DataAwsPartition;

  public render(scope: Construct) {
    this.dataRegion = new DataAwsRegion(scope, 'Region');
    this.dataAccount = new DataAwsCallerIdentity(scope, 'Account');
    this.dataPartition = new DataAwsPartition(scope, 'Partition');
  }
}
