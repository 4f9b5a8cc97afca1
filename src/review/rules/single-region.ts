import { isInternetFacing } from './exposure';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Balancer } from '../topology-balancers';

export const SINGLE_REGION: Rule = {
  id: 'single-region',
  title: 'Everything is in one region',
  severity: Severity.NOTE,
  why: 'Zones protect from what befalls a data centre, and not from what befalls a region: its network, its interfaces, a change that reaches all of it. For most services '
    + 'one region is what they need; where minutes of such a day count, it is not.',
  mend: 'Deploy a second region, and lead a Route 53 record with Failover PRIMARY and SECONDARY to both.',
  source: 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
  check: (topology: Topology, { topologies }: System): Evidence[] => {
    const regions = new Set(topologies.flatMap((one) => one.regions));
    const first = topologies.find((one) => one.tiers.length > 0 && publicBalancer(one) !== undefined);
    if (regions.size !== 1 || topologies.some((one) => one.regions.length === 0) || first !== topology) { return []; }
    return [{ resourceId: publicBalancer(topology)!.id, message: `The world is served from ${[...regions][0]} alone.` }];
  },
};

function publicBalancer(topology: Topology): Balancer | undefined {
  return topology.balancers.find((balancer) => isInternetFacing(balancer, topology));
}
