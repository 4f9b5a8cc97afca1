import { areInOneZone } from './places';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const BALANCER_IN_ONE_ZONE: Rule = {
  id: 'balancer-in-one-zone',
  title: 'The load balancer goes with one zone',
  severity: Severity.ERROR,
  why: 'A load balancer has a node in each zone that it is given. With one zone, servers in the others are out of reach as soon as that one is.',
  mend: 'Give Subnets one subnet in each zone that has servers, two at the least.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html',
  check: (topology: Topology): Evidence[] => topology.balancers
    .filter(({ subnetIds }) => areInOneZone(subnetIds, topology))
    .map(({ id, subnetIds }) => ({
      resourceId: id, property: 'Subnets', message: `${subnetIds.length} ${subnetIds.length === 1 ? 'subnet' : 'subnets'}, in one zone.`,
    })),
};
