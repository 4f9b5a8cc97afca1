import { hasSeveralNodes, isMemcached, zonesSaidOf } from './cache-nodes';
import { areInOneZone } from './places';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const CACHE_IN_ONE_ZONE: Rule = {
  id: 'cache-in-one-zone',
  title: 'One zone may hold every node',
  severity: Severity.WARNING,
  why: 'Replicas help against the loss of a node. Nothing keeps them apart from their primary unless it is said, and with the zone all of them go.',
  mend: 'Set MultiAZEnabled to true with subnets in several zones; with Memcached AZMode to cross-az.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  check: (topology: Topology): Evidence[] => topology.caches.filter(hasSeveralNodes).flatMap((cache) => evidenceOf(cache, topology)),
};

function evidenceOf(cache: Cache, topology: Topology): Evidence[] {
  const { id, nodes, multiAz, subnetIds } = cache;
  const found = { resourceId: id, property: isMemcached(cache) ? 'AZMode' : 'MultiAZEnabled' };
  // A copy of what the database has comes back from there.
  const severity = isMemcached(cache) ? undefined : Severity.ERROR;
  const [zone, ...others] = new Set(zonesSaidOf(cache));
  if (zone !== undefined) { return others.length > 0 || zone === '<unknown>' ? [] : [{ ...found, severity, message: `Every node is in ${zone}.` }]; }
  if (areInOneZone(subnetIds, topology)) { return [{ ...found, severity, message: 'Every subnet is in one zone.' }]; }
  if (multiAz !== false) { return []; }
  return [{ ...found, message: isMemcached(cache) ? `${nodes} nodes, all in one zone unless AZMode says otherwise.` : 'Replicas, and MultiAZEnabled is off.' }];
}
