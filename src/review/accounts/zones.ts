import { serversAfterZoneLoss } from '../../core/capacity';
import { AccountAnswer } from '../account';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';
import { outOfService } from './servers';
import { answerOf } from './terms';

/** Auto Scaling spreads servers evenly; the fullest zone is the one that is lost. */
export function whenAZoneIsLost(tier: Tier, topology: Topology): AccountAnswer {
  return answerOf('a zone is lost, and gets no more requests', [outOfService(tier, topology)], whatIsLeft(tier, topology));
}

function whatIsLeft({ capacity: { minimum, subnetIds } }: Tier, { networks }: Topology): string {
  const zones = zonesOf(subnetIds, networks.flatMap(({ subnets }) => subnets));
  if (zones === undefined || minimum === undefined || minimum < 1) { return 'what is left is not known: the document does not say how many servers are in how many zones'; }
  const left = serversAfterZoneLoss(minimum, zones);
  return `${left} of ${minimum} servers are left, in ${zones - 1} of ${zones} zones, until others have been started`;
}

/** Subnets of which the document does not tell the zone may share one. */
function zonesOf(subnetIds: readonly string[], subnets: Topology['networks'][number]['subnets']): number | undefined {
  const zones = subnetIds.map((id) => subnets.find((subnet) => subnet.id === id)?.zone);
  return zones.length === 0 || zones.includes(undefined) ? undefined : new Set(zones).size;
}
