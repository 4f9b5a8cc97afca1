import { GlobalDatastorePlan } from './cache-global';
import { Checks, Warning } from './checks';

/**
 * Regions in which AWS has global datastores.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
 */
const GLOBAL_REGIONS: readonly string[] = [
  'af-south-1', 'ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2',
  'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1',
  'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1',
  'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1', 'us-west-1', 'us-west-2',
];

/** AWS opens regions faster than a list is released: another one is warned of, and not refused. */
export function warnOfGlobalDatastore(datastore: GlobalDatastorePlan | undefined, region: string, checks: Checks): Warning[] {
  if (!datastore) { return []; }
  const known = checks.known(region);
  return [UPGRADES, ...(known === undefined || GLOBAL_REGIONS.includes(known) ? [] : [unknownRegion(known)])];
}

const UPGRADES: Warning = {
  id: 'scale-out-constructs:globalDatastoreUpgrades',
  message: 'AWS upgrades no minor version of a global datastore by itself: ask it to, by modify-global-replication-group, and say the new version here.',
};

function unknownRegion(region: string): Warning {
  return {
    id: 'scale-out-constructs:globalDatastoreRegion',
    message: `AWS is not known to have global datastores in ${region}: a new region for them, or one that refuses this cache.`,
  };
}
