/** A tier is 23 resources, and a template of CloudFormation takes 500. Terraform has no such limit; the same stacks make the engines comparable. */
const TIERS_PER_STACK = 20;

export function stacksFor(tiers: number): number[] {
  return [...Array(Math.ceil(tiers / TIERS_PER_STACK)).keys()];
}

export function tierIds(tiers: number, stackIndex: number): string[] {
  const count = Math.min(TIERS_PER_STACK, tiers - stackIndex * TIERS_PER_STACK);
  return [...Array(count).keys()].map((index) => `Web${index}`);
}
