import { App } from 'aws-cdk-lib';
import { tierIn } from './scaled-web-tier.awscdk';
import { certificateIn, networkIn, REGIONS, stackIn } from '../awscdk';
import { stacksFor, tierIds } from '../growth';

export function build(app: App, tiers: number) {
  for (const stackIndex of stacksFor(tiers)) {
    const stack = stackIn(app, REGIONS.primary, `Bench${stackIndex}`);
    const vpc = networkIn(stack);
    const certificate = certificateIn(stack);
    for (const id of tierIds(tiers, stackIndex)) { tierIn(stack, id, vpc, certificate); }
  }
}
