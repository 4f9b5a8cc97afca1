import { isTold } from './told';
import { Topology } from '../topology';
import { Balancer } from '../topology-balancers';

/** Whether the world reaches a load balancer, as it does where nothing is said. */
export function isInternetFacing({ id, scheme }: Balancer, topology: Topology): boolean {
  return scheme === 'internet-facing' || (scheme === undefined && isTold(topology, id, 'Scheme'));
}
