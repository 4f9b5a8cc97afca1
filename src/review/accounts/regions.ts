import { ALIAS_TTL_SECONDS } from '../../core/failover-terms';
import { secondsUntilCheckFails } from '../../core/region-endpoint-check';
import { AccountAnswer, AccountTerm } from '../account';
import { isToldOf } from '../rules/record-sets';
import { Topology } from '../topology';
import { DnsHealthCheck, DnsName } from '../topology-names';
import { Tier } from '../topology-tiers';
import { answerOf } from './terms';

/** Seconds until the name leads to another region. Data is not moved by a name. */
export function whenTheRegionIsLost(tier: Tier, topology: Topology): AccountAnswer {
  const event = 'the region is lost, and its callers are sent to another';
  const names = topology.dnsNames.filter(({ balancerId, routing }) => balancerId !== undefined && balancerId === tier.balancerId && !['simple', 'multivalue'].includes(routing));
  if (names.length === 0) { return answerOf(event, [], 'never, as far as the document tells: no record of several leads here'); }
  const [name] = names;
  if (name.failover === 'SECONDARY') { return answerOf(event, [], 'it stands by: as long as the primary is healthy, no caller is here'); }
  if (goesByNothing(name, topology)) { return answerOf(event, [], 'never: the record has no health check, and does not go by its target\'s'); }
  return answerOf(event, [detection(name, topology), forgotten(name)], data(topology));
}

function detection({ healthCheckId, evaluatesTargetHealth }: DnsName, { healthChecks }: Topology): AccountTerm {
  const name = 'Route 53 finds it unhealthy';
  const check = endpointOf(healthCheckId, healthChecks);
  if (check?.intervalSeconds !== undefined && check.failureThreshold !== undefined) {
    const answer = secondsUntilCheckFails({ searchString: check.searchString });
    return {
      name,
      secondsFrom: check.failureThreshold * check.intervalSeconds,
      secondsTo: check.failureThreshold * (check.intervalSeconds + answer),
      why: `${check.failureThreshold} checks in a row fail, ${check.intervalSeconds} s apart, each after up to ${answer} s without an answer.`,
    };
  }
  if (check) { return { name, why: 'the document does not say how often it asks.' }; }
  if (healthCheckId !== undefined) { return { name, why: 'its check goes by an alarm, or is not in the document.' }; }
  return evaluatesTargetHealth === true
    ? { name, why: 'the alias goes by the load balancer\'s targets: AWS has no figure.' }
    : { name, why: 'only the deployment tells what the record goes by.' };
}

function goesByNothing(record: DnsName, topology: Topology): boolean {
  return record.healthCheckId === undefined && record.evaluatesTargetHealth !== true
    && ['HealthCheckId', 'AliasTarget'].every((property) => isToldOf(record, property, topology));
}

/** Itself, or the only one that a calculated check is made of. */
function endpointOf(id: string | undefined, checks: readonly DnsHealthCheck[]): DnsHealthCheck | undefined {
  const check = checks.find((candidate) => candidate.id === id);
  if (check?.kind === 'endpoint') { return check; }
  const endpoints = check?.kind === 'calculated' ? checks.filter((child) => child.kind === 'endpoint' && check.childIds.includes(child.id)) : [];
  return endpoints.length === 1 ? endpoints[0] : undefined;
}

function forgotten({ aliasOf, balancerId, ttlSeconds }: DnsName): AccountTerm {
  const isAlias = aliasOf !== undefined || balancerId !== undefined && ttlSeconds === undefined;
  return {
    name: 'resolvers forget the old answer',
    secondsFrom: 0,
    secondsTo: isAlias ? ALIAS_TTL_SECONDS : ttlSeconds,
    why: isAlias ? `an alias to a load balancer is remembered for ${ALIAS_TTL_SECONDS} s.` : 'its TTL.',
  };
}

function data({ databases }: Topology): string | undefined {
  return databases.length === 0 ? undefined : 'its data is there when somebody has promoted it: no document says how long that takes';
}
