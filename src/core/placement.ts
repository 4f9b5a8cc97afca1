import { Exposure } from './callers';

/** What a subnet's default route leads to: the internet, a NAT gateway, nothing. */
export type SubnetKind = 'public' | 'private' | 'isolated';

/** Servers reach out, for packages and to Systems Manager, and nobody reaches in. */
export const INSTANCE_SUBNETS: SubnetKind = 'private';

export function balancerSubnets(exposure: Exposure | undefined): SubnetKind {
  return exposure === Exposure.INTERNET ? 'public' : INSTANCE_SUBNETS;
}

/** A database reaches nobody: it is isolated where the network has such subnets. */
export function databaseSubnets(hasIsolated: boolean): SubnetKind {
  return hasIsolated ? 'isolated' : 'private';
}
