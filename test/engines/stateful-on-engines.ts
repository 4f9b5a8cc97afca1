import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { OnAwsCdk as AcceleratedOnAwsCdk, OnCdktf as AcceleratedOnCdktf } from './accelerator-on-engines';
import { OnAwsCdk as FailoverOnAwsCdk, OnCdktf as FailoverOnCdktf } from './failover-on-engines';
import { HOME, NAME, OTHER } from './failover-settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { CacheEngine, DatabaseEngine, GlobalDatastore, RegionRouting, StandbySource } from '../../src/core';
import { ALL } from '../core/region-switch-planning';

/** Everything that holds something, once, under ids as a user would give them. */
const DATABASES = {
  Orders: { engine: DatabaseEngine.postgres('17'), proxy: {} },
  Catalogue: { engine: DatabaseEngine.auroraPostgres('17'), globalDatabase: true, identifier: 'catalogue' },
};
const STANDBYS = {
  OrdersStandby: { engine: DatabaseEngine.postgres('17'), source: StandbySource.instanceIn(HOME, 'orders-writer'), promoted: true },
  CatalogueStandby: {
    engine: DatabaseEngine.auroraPostgres('17'), engineVersion: '17.5', source: StandbySource.globalDatabase('catalogue-global', HOME),
  },
};
const CACHES = {
  Sessions: { globalDatastore: GlobalDatastore.primary('shop') },
  Drafts: { serverless: {} },
  Fragments: { engine: CacheEngine.memcached('1.6.22'), acceptUnauthenticated: true },
};
const BEHIND_A_NAME = { options: { routing: RegionRouting.primary(), lastResort: true }, setting: { target: 'tier' as const } };
const ACCELERATED = { recordName: NAME };
const FOREIGN_NETWORK = cdktf.Network.fromAttributes({ vpcId: 'vpc-1', privateSubnetIds: ['subnet-1', 'subnet-2'], isolatedSubnetIds: ['subnet-3', 'subnet-4'] });

/** Stacks of one template each, by a name that says what is in them. */
export function templates(): Record<string, any> {
  const failover = new FailoverOnAwsCdk();
  const home = failover.stackIn(HOME, 'Home');
  const vpc = new Vpc(home, 'Vpc');
  failover.region(home, BEHIND_A_NAME);
  each(DATABASES, (id, options) => new awscdk.ReadReplicaDatabase(home, id, { vpc, ...options }));
  each(CACHES, (id, options) => new awscdk.SessionCache(home, id, { vpc, ...options }));
  const other = failover.stackIn(OTHER, 'Other');
  const otherVpc = new Vpc(other, 'Vpc');
  each(STANDBYS, (id, options) => new awscdk.StandbyDatabase(other, id, { vpc: otherVpc, ...options }));
  new awscdk.GlobalDatastoreSwitch(other, 'Switch', { functionName: 'shop-switch', globalReplicationGroupId: 'ldgnf-shop', replicationGroupId: 'shop' });
  failover.lastResort(failover.stackIn('us-east-1', 'Page'), { options: {} });
  const accelerated = new AcceleratedOnAwsCdk();
  accelerated.accelerator(accelerated.stackIn('us-west-2', 'World'), ACCELERATED);
  accelerated.group(accelerated.stackIn(HOME, 'Behind'), { options: {} });
  new awscdk.RegionSwitchPlan(accelerated.stackIn(OTHER, 'Plan'), 'Plan', ALL);
  return { ...failover.synthesize(), ...accelerated.synthesize() };
}

/** The same on Terraform. */
export function documents(): Record<string, any> {
  const failover = new FailoverOnCdktf();
  const home = failover.stackIn(HOME, 'Home');
  const network = new cdktf.Network(home, 'Network', { availabilityZones: 2 });
  failover.region(home, BEHIND_A_NAME);
  each(DATABASES, (id, options) => new cdktf.ReadReplicaDatabase(home, id, { network, ...options }));
  each(CACHES, (id, options) => new cdktf.SessionCache(home, id, { network, ...options }));
  const other = failover.stackIn(OTHER, 'Other');
  each(STANDBYS, (id, options) => new cdktf.StandbyDatabase(other, id, { network: FOREIGN_NETWORK, ...options }));
  failover.lastResort(failover.stackIn('us-east-1', 'Page'), { options: {} });
  const accelerated = new AcceleratedOnCdktf();
  accelerated.accelerator(accelerated.stackIn('us-west-2', 'World'), ACCELERATED);
  accelerated.group(accelerated.stackIn(HOME, 'Behind'), { options: {} });
  return { ...failover.synthesize(), ...accelerated.synthesize() };
}

function each<T>(options: Record<string, T>, make: (id: string, options: T) => unknown): void {
  Object.entries(options).forEach(([id, one]) => make(id, one));
}
