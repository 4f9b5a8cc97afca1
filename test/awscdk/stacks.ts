import { readFileSync } from 'fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ScaledWebTier, ScaledWebTierProps } from '../../src/awscdk';

export type Flags = Record<string, unknown>;
export const NO_FLAGS: Flags = {};
export const RECOMMENDED_FLAGS: Flags = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));

export function newStack(flags: Flags = NO_FLAGS, name = 'Stack'): Stack {
  return new Stack(new App({ context: flags }), name);
}

export function certificateIn(stack: Stack) {
  return Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000');
}

/** Props as a function of the stack, for those that are constructs themselves. */
export type PropsIn = (stack: Stack) => Partial<ScaledWebTierProps>;

export function tierIn(stack: Stack, props: Partial<ScaledWebTierProps> = {}): ScaledWebTier {
  const certificates = props.insecureHttp || props.listener ? undefined : [certificateIn(stack)];
  const vpc = props.vpc ?? new ec2.Vpc(stack, 'Vpc');
  return new ScaledWebTier(stack, 'Web', { certificates, ...props, vpc });
}

export function templateOf(props: Partial<ScaledWebTierProps> | PropsIn = {}, flags: Flags = NO_FLAGS): Template {
  const stack = newStack(flags);
  tierIn(stack, typeof props === 'function' ? props(stack) : props);
  return Template.fromStack(stack);
}

/** The only resource of a type that belongs to the tier. */
export function only(template: Template, type: string): any {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith('Web')).map(([, resource]) => resource);
  if (found.length !== 1) { throw new Error(`${found.length} resources of type ${type}`); }
  return found[0];
}

/** Attributes of a load balancer or target group as one object. */
export function attributesOf(resource: any): Record<string, unknown> {
  const { LoadBalancerAttributes, TargetGroupAttributes } = resource.Properties;
  return Object.fromEntries((LoadBalancerAttributes ?? TargetGroupAttributes).map(({ Key, Value }: any) => [Key, Value]));
}
