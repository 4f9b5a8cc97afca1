import { Network, WayOut } from '../topology-networks';

/** How a private subnet of a known zone gets out. */
export interface ZonedWayOut {
  readonly zone: string;
  readonly way: WayOut;
}

/** Through what stands in one zone: a NAT gateway that is not regional, or an instance. */
export function zonedWaysOut({ subnets, natGateways }: Network): ZonedWayOut[] {
  const regional = natGateways.filter(({ isRegional }) => isRegional).map(({ id }) => id);
  return subnets.flatMap(({ zone, wayOut }) => {
    const isZonal = wayOut?.targetId !== undefined && ['nat-gateway', 'instance'].includes(wayOut.kind) && !regional.includes(wayOut.targetId);
    return isZonal && zone !== undefined ? [{ zone, way: wayOut }] : [];
  });
}
