import { Tier } from '../topology-tiers';

/** Whether callers come to it through a load balancer. */
export function isBalanced({ entryIds = [] }: Tier): boolean {
  return entryIds.length > 0;
}

/** Whether nobody else adds, removes and replaces its servers, as ECS and Kubernetes do by rules of their own. */
export function isItsOwn({ managedBy }: Tier): boolean {
  return managedBy === undefined;
}

const ONE_OF_A_KIND = [/bastion/i, /jump-?_?(?:host|box|server)/i, /vpn/i, /(?:^|[^A-Za-z])nat(?![a-z])|Nat(?![a-z])|NAT(?![a-z])/];

/** Whether it serves no callers and is one on purpose: a bastion, a NAT instance. Nothing but its names tells. */
export function isOneOfAKind(...names: readonly (string | undefined)[]): boolean {
  return names.some((name) => name !== undefined && ONE_OF_A_KIND.some((kind) => kind.test(name)));
}
