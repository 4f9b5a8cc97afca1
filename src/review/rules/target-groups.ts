import { Topology } from '../topology';
import { Balancer, TargetGroup } from '../topology-balancers';

/** Target groups that lead to tiers, each once, with the balancer that asks them. */
export interface Entry {
  readonly group: TargetGroup;
  readonly balancer?: Balancer;
}

export function entriesOf({ tiers, balancers }: Topology): readonly Entry[] {
  const byId = new Map<string, Entry>();
  for (const { targetGroup, balancerId } of tiers) {
    if (targetGroup) { byId.set(targetGroup.id, { group: targetGroup, balancer: balancers.find(({ id }) => id === balancerId) }); }
  }
  return [...byId.values()];
}

/** Whether requests come to it one by one, as those of an Application Load Balancer do. */
export function isOfRequests({ protocol }: TargetGroup): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS';
}
