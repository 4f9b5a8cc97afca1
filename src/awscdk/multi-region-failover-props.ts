import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { RegionTarget } from './region-target';
import { ISessionCache } from './session-cache-interface';
import { MultiRegionFailoverOptions } from '../core/multi-region-failover';

/** Options of one region of a name, on AWS CDK. All that is given here is of the stack's own region. */
export interface MultiRegionFailoverProps extends MultiRegionFailoverOptions {
  /**
   * Zone of the name, the same in all regions. Import it by its id and its name (`HostedZone.fromHostedZoneAttributes`): a zone that another stack
   * makes would tie this region to that stack.
   */
  readonly hostedZone: route53.IHostedZone;

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
   * Topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com` use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopic?: sns.ITopic;
}
