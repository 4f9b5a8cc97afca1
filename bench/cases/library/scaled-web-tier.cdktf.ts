import { App, TerraformStack } from 'cdktf';
import { certificateArnIn, networkOf, stackIn } from '../cdktf';
import { Network, ScaledWebTier } from 'scale-out-constructs/cdktf';

export function build(app: App) {
  tierIn(stackIn(app), 'Web');
}

export function tierIn(stack: TerraformStack, id: string) {
  new ScaledWebTier(stack, id, {
    network: Network.fromAttributes(networkOf()), certificateArns: [certificateArnIn()], service: { command: '/opt/shop/serve' },
  });
}
