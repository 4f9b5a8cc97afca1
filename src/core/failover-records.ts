import { RegionRoutingPlan } from './region-routing';

/** An alias of the load balancer under the name that all regions share. It has no TTL: Route 53 takes that of the load balancer's own name. */
export interface FailoverRecordPlan {
  readonly id: 'RecordA' | 'RecordAAAA';
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly setIdentifier: string;
  readonly routing: RegionRoutingPlan;
  readonly alias: AliasPlan;
  /** Id of the check that the record goes by, beside the balancer's own. */
  readonly healthCheck: string;
  /** AWS's id of a check of somebody else's, which the record goes by instead. */
  readonly givenHealthCheckId?: string;
}

export interface AliasPlan {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** Whether what the alias leads to has to be healthy itself. */
  readonly evaluateTargetHealth: boolean;
}

/** What the records have in common. */
type Shared = Pick<FailoverRecordPlan, 'name' | 'setIdentifier' | 'routing' | 'healthCheck' | 'givenHealthCheckId'>;

interface Target {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly isDualStack: boolean;
}

export function planFailoverRecords(shared: Shared, { dnsName, hostedZoneId, isDualStack }: Target): FailoverRecordPlan[] {
  const alias: AliasPlan = { dnsName, hostedZoneId, evaluateTargetHealth: true };
  return recordTypes(isDualStack).map((type) => ({ id: `Record${type}`, type, ...shared, alias }));
}

export function recordTypes(isDualStack: boolean): ('A' | 'AAAA')[] {
  return isDualStack ? ['A', 'AAAA'] : ['A'];
}
