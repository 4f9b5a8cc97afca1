import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { dataSubnetsOf, surroundingsOfSite } from './database-network';
import { INetwork } from './network';
import { renderSecurityGroup } from './network-peers';
import { SessionCachePlan } from '../core/session-cache';

/** Where a cache lies. */
export interface CacheSite {
  readonly network: INetwork;
  readonly subnetIds?: string[];
}

export interface CacheNetwork {
  readonly subnetIds: string[];
  readonly securityGroup: SecurityGroup;
}

/** Zones that the cache's subnets lie in, where they can be told when the document is made. */
export function zonesOfSite({ network, subnetIds }: CacheSite): readonly string[] | undefined {
  return surroundingsOfSite({ network, subnetIds }).zoneNames;
}

export function renderCacheNetwork(scope: Construct, { securityGroup }: SessionCachePlan, site: CacheSite): CacheNetwork {
  return {
    subnetIds: dataSubnetsOf(site),
    securityGroup: renderSecurityGroup(scope, 'SecurityGroup', site.network.vpcId, securityGroup.description),
  };
}
