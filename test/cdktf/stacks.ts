import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { Network, ScaledWebTier, ScaledWebTierProps } from '../../src/cdktf';

export const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/00000000-0000-0000-0000-000000000000';

/** Resources of a type, by construct path in the stack. */
export type Named = Record<string, any>;

export function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  return stack;
}

export function tierIn(stack: TerraformStack, props: Partial<ScaledWebTierProps> = {}, id = 'Web'): ScaledWebTier {
  const network = props.network ?? networkIn(stack);
  return new ScaledWebTier(stack, id, { network, certificateArns: props.insecureHttp || props.listener ? undefined : [CERTIFICATE], ...props });
}

export function networkIn(stack: TerraformStack): Network {
  return stack.node.tryFindChild('Network') as Network ?? new Network(stack, 'Network', { availabilityZones: 2 });
}

export function synthesize(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack));
}

/** Resources, or data sources, of one type, by their path in the stack: a name is that path, and a hash of it. */
export function all(document: any, type: string, kind: 'resource' | 'data' = 'resource'): Named {
  return Object.fromEntries(Object.entries<any>(document[kind]?.[type] ?? {}).map(([name, attributes]) => [name.replace(/_[0-9A-F]{8}$/, '').replace(/_/g, '/'), attributes]));
}

export function only(document: any, type: string, kind: 'resource' | 'data' = 'resource') {
  const found = Object.values(all(document, type, kind));
  expect(found).toHaveLength(1);
  return found[0];
}
