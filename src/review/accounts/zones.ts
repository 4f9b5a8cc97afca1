import { serversAfterZoneLoss } from '../../core/capacity';
import { AccountAnswer } from '../account';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';
import { outOfService } from './servers';
import { answerOf } from './terms';
import { zonesOfTier } from '../rules/places';
import { isBalanced } from '../rules/roles';

/** Auto Scaling spreads servers evenly; the fullest zone is the one that is lost. */
export function whenAZoneIsLost(tier: Tier, topology: Topology): AccountAnswer {
  const left = whatIsLeft(tier, topology);
  return isBalanced(tier) ? answerOf('a zone is lost, and gets no more requests', [outOfService(tier, topology)], left) : answerOf('a zone is lost', [], left);
}

function whatIsLeft(tier: Tier, topology: Topology): string {
  const zones = zonesOfTier(tier, topology)?.length;
  const { minimum } = tier.capacity;
  if (minimum === 0) { return 'there may be no server at all: MinSize is 0'; }
  if (zones === undefined || minimum === undefined || minimum < 1) { return 'what is left is not known: the document does not say how many servers are in how many zones'; }
  const left = serversAfterZoneLoss(minimum, zones);
  return `${left} of ${minimum} ${minimum === 1 ? 'server is' : 'servers are'} left, in ${zones - 1} of ${zones} zones, until others have been started`;
}
