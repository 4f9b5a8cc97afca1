import { compareSides } from './region-side-equality';
import { pairsOf, SideFacts, SideReport, told } from './region-sides';

/** What the other regions of a listener have to know of one: the engine collects it from every construct of the app. */
export interface EndpointGroupSide {
  /** The construct's path. */
  readonly path: string;
  readonly region: string;
  readonly listenerArn: string;
  readonly trafficDialPercent: number;
  readonly withdrawn: boolean;
  readonly unequalSides: boolean;
  readonly facts: SideFacts;
}

const KIND = 'RegionEndpointGroup';

/** What must hold between the regions of a listener. Returns a sentence for each pair, or each lack, that it is violated by. */
type GroupRule = (sides: readonly EndpointGroupSide[], known: Known) => string[];
type Known = <T>(value: T | undefined) => T | undefined;

/**
 * Looks at all regions of an app's listeners at once. Those of one listener belong together; of a listener that only the deployment tells nothing is
 * known, and nothing compared.
 */
export function checkEndpointGroups(sides: readonly EndpointGroupSide[], isUnresolved: (value: unknown) => boolean): SideReport {
  const known: Known = (value) => (value === undefined || isUnresolved(value) ? undefined : value);
  const listeners = groupByListener(sides.filter(({ listenerArn }) => known(listenerArn) !== undefined));
  const compared = listeners.map((ofListener) => compareSides({ kind: KIND, sides: ofListener, known }));
  return {
    problems: [
      ...listeners.flatMap((ofListener) => RULES.flatMap((rule) => rule(ofListener, known))),
      ...compared.flatMap(({ problems }) => problems),
    ],
    warnings: compared.flatMap(({ warnings }) => warnings),
  };
}

function groupByListener(sides: readonly EndpointGroupSide[]): EndpointGroupSide[][] {
  const arns = [...new Set(sides.map(({ listenerArn }) => listenerArn))];
  return arns.map((arn) => sides.filter(({ listenerArn }) => listenerArn === arn));
}

/** A listener has one group a region, and Global Accelerator refuses a second one. */
const distinctRegions: GroupRule = (sides, known) => pairsOf(sides)
  .filter(([one, other]) => known(one.region) !== undefined && one.region === known(other.region))
  .map(([one, other]) => told([one, other], `region must be another one on each side of a listener, got "${one.region}" on both.`, KIND));

const someoneServes: GroupRule = (sides) => (sides.length > 1 && sides.every(({ withdrawn }) => withdrawn)
  ? [told(sides, 'withdrawn must be false in one region of a listener, got true in all.', KIND)] : []);

/** Standbys of nobody. */
const someoneTakesCallers: GroupRule = (sides) => (sides.length > 1 && sides.every(({ trafficDialPercent }) => trafficDialPercent === 0)
  ? [told(sides, 'trafficDialPercent must be above 0 in one region of a listener, got 0 in all.', KIND)] : []);

const RULES: readonly GroupRule[] = [distinctRegions, someoneServes, someoneTakesCallers];
