import { CacheRefusal } from './cache-refusals';

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const GLOBAL_FAMILIES = ['m5', 'm6g', 'm7g', 'm8g', 'r5', 'r6g', 'r6gd', 'r7g', 'r8g', 'c7gn', 'c8gn'];

/** What AWS refuses of a cache in a global datastore. None of these families has a size below large. */
export const GLOBAL_DATASTORE_REFUSALS: readonly CacheRefusal[] = [
  {
    source: `${GUIDE}/Redis-Global-Datastores-Getting-Started.html`,
    isMet: ({ globalDatastore, nodeType }) => globalDatastore !== undefined && nodeType !== undefined && !GLOBAL_FAMILIES.includes(nodeType.family),
    sentence: ({ nodeTypeName }) => `nodeType must be of ${GLOBAL_FAMILIES.join(', ')} with globalDatastore, got "${nodeTypeName}": AWS copies no other to other regions.`,
  },
  {
    source: `${GUIDE}/AutoScaling.html`,
    isMet: ({ globalDatastore, scaledBy }) => globalDatastore !== undefined && scaledBy !== undefined,
    sentence: ({ scaledBy }) => `${scaledBy} contradicts globalDatastore: AWS scales no cache of a global datastore. Leave one out.`,
  },
  {
    source: `${GUIDE}/Durability.Limitations.html`,
    isMet: ({ globalDatastore, durability }) => globalDatastore !== undefined && durability !== undefined,
    sentence: () => 'durability contradicts globalDatastore: AWS keeps no log for a cache of a global datastore. Leave one out.',
  },
  {
    // A cluster fails over automatically, and so do its secondaries.
    source: `${GUIDE}/Redis-Global-Datastores-Getting-Started.html`,
    isMet: ({ globalDatastore, counts }) => globalDatastore?.joins !== undefined && counts.clusterMode && counts.replicasPerShard === 0,
    sentence: () => 'replicasPerShard must be at least 1 in a secondary of globalDatastore with cluster mode, got 0: AWS makes none without a replica to fail over to.',
  },
];
