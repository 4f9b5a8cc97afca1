import * as route53 from 'aws-cdk-lib/aws-route53';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { RegionTarget } from './region-target';
import { ISessionCache } from './session-cache-interface';
import { MultiRegionAcceleratorOptions } from '../core/accelerator';
import { RegionEndpointGroupOptions } from '../core/accelerator-region';

/** Options of the entry that regions share, on AWS CDK. */
export interface MultiRegionAcceleratorProps extends MultiRegionAcceleratorOptions {
  /**
   * Public zone of `recordName`, imported by its id and its name (`HostedZone.fromHostedZoneAttributes`) or of this stack.
   *
   * @default - none, and no record
   */
  readonly hostedZone?: route53.IHostedZone;
}

/** Options of one region behind an accelerator, on AWS CDK. All that is given here is of the stack's own region. */
export interface RegionEndpointGroupProps extends RegionEndpointGroupOptions {
  /** What callers are led to in this region. */
  readonly target: RegionTarget;

  /**
   * Database that the servers of this region use: the primary in one region, its `StandbyDatabase` in the other. What its promotion takes and loses
   * is accounted for, and its engine is compared. Give it in both regions.
   *
   * @default - no data is promoted
   */
  readonly database?: IReadReplicaDatabase;

  /**
   * Cache of this region's sessions, which follow in a global datastore only: what its promotion takes and loses is accounted for then. Its engine is
   * compared in any case. Give it in both regions.
   *
   * @default - no session follows
   */
  readonly cache?: ISessionCache;
}
