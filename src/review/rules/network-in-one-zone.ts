import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Network } from '../topology-networks';

export const NETWORK_IN_ONE_ZONE: Rule = {
  id: 'network-in-one-zone',
  title: 'A network that goes with its zone',
  severity: Severity.ERROR,
  why: 'Zones fail as a whole. Nothing in this network can be anywhere else then, whatever scales it.',
  mend: 'Make subnets with an AvailabilityZone each, in two zones at the least and better in three.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html',
  check: (topology: Topology): Evidence[] => topology.networks.flatMap((network) => evidenceOf(network, topology)),
};

/** With nothing in it that the document tells of, what it is for is not known. */
function evidenceOf(network: Network, topology: Topology): Evidence[] {
  const [zone, ...others] = new Set(network.subnets.map((subnet) => subnet.zone));
  if (zone === undefined || others.length > 0) { return []; }
  const used = [...topology.tiers.flatMap(({ capacity }) => capacity.subnetIds), ...topology.databases.flatMap(({ subnetIds }) => subnetIds)];
  const serves = network.subnets.some(({ id }) => used.includes(id));
  const count = network.subnets.length;
  return [{
    resourceId: network.id,
    message: `${count === 1 ? '1 subnet,' : `${count} subnets, all of them`} in ${zone}.`,
    severity: serves ? undefined : Severity.NOTE,
  }];
}
