import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { FoundTarget } from './region-found';
import { CacheNames } from '../core/failover-cache';
import { RecoveryOptions, RegionData } from '../core/failover-terms';
import { MultiRegionFailoverPlan } from '../core/multi-region-failover';

/** One region of a name, with what the others, and the runbook, go by. */
export interface FailoverMember {
  readonly construct: Construct;
  readonly plan: MultiRegionFailoverPlan;
  readonly records: readonly Route53Record[];
  readonly target: FoundTarget;
  readonly data: RegionData;
  readonly recovery: RecoveryOptions;
  readonly database?: IReadReplicaDatabase;
  readonly cache: CacheNames;
  /** Of the zone that the name lies in. */
  readonly zoneName: string;
}
