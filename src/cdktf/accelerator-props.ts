import { TerraformProvider } from 'cdktf';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { RegionTarget } from './region-target';
import { ISessionCache } from './session-cache-props';
import { MultiRegionAcceleratorOptions } from '../core/accelerator';
import { RegionEndpointGroupOptions } from '../core/accelerator-region';

/** Options of the entry that regions share, on Terraform. */
export interface MultiRegionAcceleratorProps extends MultiRegionAcceleratorOptions {
  /**
   * Id of the public zone that `recordName` lies in.
   *
   * @default - none, and no record
   */
  readonly hostedZoneId?: string;

  /**
   * Name of that zone, as 'example.com'.
   *
   * @default - not known: whether the name lies in it is not checked
   */
  readonly zoneName?: string;

  /**
   * Provider to make it with, by its alias. Of whatever region: the changes go through us-west-2.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** Options of one region behind an accelerator, on Terraform. */
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

  /**
   * Provider of the region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}
