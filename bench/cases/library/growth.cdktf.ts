import { App } from 'cdktf';
import { tierIn } from './scaled-web-tier.cdktf';
import { REGIONS, stackIn } from '../cdktf';
import { stacksFor, tierIds } from '../growth';

export function build(app: App, tiers: number) {
  for (const stackIndex of stacksFor(tiers)) {
    const stack = stackIn(app, REGIONS.primary, `Bench${stackIndex}`);
    for (const id of tierIds(tiers, stackIndex)) { tierIn(stack, id); }
  }
}
