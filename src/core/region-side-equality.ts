import { Warning } from './checks';
import { Failover, RegionSide, SideFacts, SideReport, told } from './region-sides';

interface Difference {
  readonly fact: keyof SideFacts;
  readonly values: readonly [unknown, unknown];
}

type ComparedSide = Pick<RegionSide, 'path' | 'unequalSides' | 'facts'>;

/** Sides of a name, or of anything else that leads to several regions. */
export interface ComparedSides extends Pick<Failover, 'known'> {
  /** The class of their constructs, where it is not that of a name. */
  readonly kind?: string;
  readonly sides: readonly ComparedSide[];
}

/** A region takes over what another one did: it has to be like it, or the second failure follows the first. */
export function compareSides({ kind, sides, known }: ComparedSides): SideReport {
  const [first, ...others] = sides;
  const accepted = sides.some(({ unequalSides }) => unequalSides);
  const compared = others.map((other) => ({ pair: [first, other], differences: differencesOf(first, other, known) }));
  return accepted
    ? { problems: [], warnings: compared.flatMap(({ pair, differences }) => warnOf(pair, differences, kind)) }
    : { problems: compared.flatMap(({ pair, differences }) => differences.map((difference) => refuse(pair, difference, kind))), warnings: [] };
}

function differencesOf(one: ComparedSide, other: ComparedSide, known: Failover['known']): Difference[] {
  const facts = Object.keys({ ...one.facts, ...other.facts }) as (keyof SideFacts)[];
  return facts.flatMap((fact) => {
    const values = [known<unknown>(one.facts[fact]), known<unknown>(other.facts[fact])] as const;
    return values.includes(undefined) || values[0] === values[1] ? [] : [{ fact, values }];
  });
}

function refuse(pair: readonly ComparedSide[], { fact, values }: Difference, kind?: string): string {
  return told(pair, `${fact} must be the same on both sides, got ${show(values)} (unequalSides: true accepts it).`, kind);
}

function warnOf(pair: readonly ComparedSide[], differences: readonly Difference[], kind?: string): Warning[] {
  if (differences.length === 0) { return []; }
  const list = differences.map(({ fact, values }) => `${fact} (${show(values)})`).join(', ');
  return [{
    id: 'scale-out-constructs:unequalSides',
    message: told(pair, `the sides differ in ${list}: the one that takes over may not carry what the other did.`, kind),
  }];
}

function show([one, other]: readonly [unknown, unknown]): string {
  return `${JSON.stringify(one)} and ${JSON.stringify(other)}`;
}
