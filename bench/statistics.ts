/** The middle of what was measured, and where its middle half lies. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const inOrder = [...values].sort((one, other) => one - other);
  return { median: quantile(inOrder, 0.5), low: quantile(inOrder, 0.25), high: quantile(inOrder, 0.75) };
}

/** Pair by pair, so that a machine that slows down slows both of a pair. */
export function ratiosOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((value, index) => value / theirs[index]));
}

function quantile(inOrder: readonly number[], share: number): number {
  const position = (inOrder.length - 1) * share;
  const below = Math.floor(position);
  const above = Math.min(below + 1, inOrder.length - 1);
  return inOrder[below] + (inOrder[above] - inOrder[below]) * (position - below);
}
