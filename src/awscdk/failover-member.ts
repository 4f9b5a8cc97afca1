import { Construct } from 'constructs';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { FoundTarget } from './region-found';
import { CacheNames } from '../core/failover-cache';
import { RegionData, RecoveryOptions } from '../core/failover-terms';
import { MultiRegionFailoverPlan } from '../core/multi-region-failover';

/** One region of a name, with what the others, and the runbook, go by. */
export interface FailoverMember {
  readonly construct: Construct;
  readonly plan: MultiRegionFailoverPlan;
  readonly target: FoundTarget;
  readonly data: RegionData;
  readonly recovery: RecoveryOptions;
  readonly database?: IReadReplicaDatabase;
  readonly cache: CacheNames;
}
