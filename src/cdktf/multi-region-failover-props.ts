import { TerraformProvider } from 'cdktf';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { RegionTarget } from './region-target';
import { ISessionCache } from './session-cache-props';
import { MultiRegionFailoverOptions } from '../core/multi-region-failover';

/** Options of one region of a name, on Terraform. */
export interface MultiRegionFailoverProps extends MultiRegionFailoverOptions {
  /** Id of the zone that the name lies in. The same in all regions, and given to each as a text. */
  readonly hostedZoneId: string;

  /** Name of that zone, as 'example.com'. */
  readonly zoneName: string;

  /** What the name leads to in this region. */
  readonly target: RegionTarget;

  /**
   * Database that the servers of this region use: the primary in one region, its `StandbyDatabase` in the other. What its promotion takes and loses
   * is accounted for, its engine is compared, and the runbook promotes it. Give it in both regions.
   *
   * @default - no data is promoted
   */
  readonly database?: IReadReplicaDatabase;

  /**
   * Cache of this region's sessions. It counts in a global datastore, as primary in one region and secondary in the other: sessions follow, and the
   * runbook has the other region's cache take writes. Give it in both regions; their engines are compared in any case.
   *
   * @default - no session follows
   */
  readonly cache?: ISessionCache;

  /**
   * ARN of a topic for somebody who is woken when the region is out of the name, and when it is back. A topic of us-east-1: Route 53 reports there
   * only. If it is encrypted, its key must let `cloudwatch.amazonaws.com` use it.
   *
   * @default - the alarm shows in CloudWatch only, in us-east-1
   */
  readonly alarmTopicArn?: string;

  /**
   * Provider of the region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}
