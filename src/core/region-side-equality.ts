import { Warning } from './checks';
import { Failover, RegionSide, SideFacts, SideReport, told } from './region-sides';

interface Difference {
  readonly fact: keyof SideFacts;
  readonly values: readonly [unknown, unknown];
}

/** A region takes over what another one did: it has to be like it, or the second failure follows the first. */
export function compareSides(failover: Failover): SideReport {
  const [first, ...others] = failover.sides;
  const accepted = failover.sides.some(({ unequalSides }) => unequalSides);
  const compared = others.map((other) => ({ pair: [first, other], differences: differencesOf(first, other, failover.known) }));
  return accepted
    ? { problems: [], warnings: compared.flatMap(({ pair, differences }) => warnOf(pair, differences)) }
    : { problems: compared.flatMap(({ pair, differences }) => differences.map((difference) => refuse(pair, difference))), warnings: [] };
}

function differencesOf(one: RegionSide, other: RegionSide, known: Failover['known']): Difference[] {
  const facts = Object.keys({ ...one.facts, ...other.facts }) as (keyof SideFacts)[];
  return facts.flatMap((fact) => {
    const values = [known<unknown>(one.facts[fact]), known<unknown>(other.facts[fact])] as const;
    return values.includes(undefined) || values[0] === values[1] ? [] : [{ fact, values }];
  });
}

function refuse(pair: readonly RegionSide[], { fact, values }: Difference): string {
  return told(pair, `${fact} must be the same on both sides, got ${show(values)} (unequalSides: true accepts it).`);
}

function warnOf(pair: readonly RegionSide[], differences: readonly Difference[]): Warning[] {
  if (differences.length === 0) { return []; }
  const list = differences.map(({ fact, values }) => `${fact} (${show(values)})`).join(', ');
  return [{
    id: 'scale-out-constructs:unequalSides',
    message: told(pair, `the sides differ in ${list}: the one that takes over may not carry what the other did.`),
  }];
}

function show([one, other]: readonly [unknown, unknown]): string {
  return `${JSON.stringify(one)} and ${JSON.stringify(other)}`;
}
