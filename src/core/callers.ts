import { Checks } from './checks';
import { ANYWHERE_IPV4, ANYWHERE_IPV6, checkPeers, peerOf, RulePlan } from './network-peers';

/** From where the load balancer can be reached. */
export enum Exposure {
  /** From inside the network only. */
  INTERNAL = 'internal',
  /** From the internet. */
  INTERNET = 'internet-facing',
}

/** What of the entry's options says who may call. */
export interface WhoMayCall {
  readonly exposure?: Exposure;
  readonly allowFrom?: readonly string[];
  readonly dualStack?: boolean;
  readonly redirectHttp?: boolean;
}

export const HTTP_PORT = 80;

/** One rule a caller and port: where callers are redirected from port 80, they have to reach that as well. */
export function planCallers(options: WhoMayCall, port: number, networkCidrBlocks: readonly string[] | undefined, checks: Checks): RulePlan[] {
  const { ids, description } = whoCalls(options, networkCidrBlocks, checks);
  return [
    ...ids.map((id) => ({ peer: peerOf(id, checks), port, description })),
    ...(options.redirectHttp ? ids.map((id) => ({ peer: peerOf(id, checks), port: HTTP_PORT, description: 'To be redirected to HTTPS' })) : []),
  ];
}

function whoCalls(options: WhoMayCall, networkCidrBlocks: readonly string[] | undefined, checks: Checks) {
  if (options.allowFrom) {
    checkPeers(checks, 'allowFrom', options.allowFrom);
    return { ids: options.allowFrom, description: 'Requests from a caller that allowFrom names' };
  }
  if (options.exposure === Exposure.INTERNET) {
    return {
      ids: options.dualStack ? [ANYWHERE_IPV4, ANYWHERE_IPV6] : [ANYWHERE_IPV4],
      description: 'Requests from the internet: exposure is INTERNET',
    };
  }
  if (networkCidrBlocks === undefined) {
    checks.conflict('allowFrom must name the callers: the CIDR block of this VPC is not known here.');
  }
  return { ids: networkCidrBlocks ?? [], description: 'Requests from inside the VPC' };
}
