import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';

/** What lies around both programs of a pair, all of it somebody else's: every resource that is counted is the construct's. */
export const ACCOUNT = '123456789012';
export const RECORD_NAME = 'www.example.com';
export const ZONE = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
export const REGIONS = { primary: 'eu-west-1', secondary: 'eu-central-1', global: 'us-east-1' };

export function stackIn(app: App, region = REGIONS.primary, id = 'Bench'): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

export function networkOf(region = REGIONS.primary) {
  return {
    vpcId: 'vpc-12345678',
    cidrBlocks: ['10.0.0.0/16'],
    zoneNames: ['a', 'b'].map((zone) => `${region}${zone}`),
    publicSubnetIds: ['subnet-u1', 'subnet-u2'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2'],
    isolatedSubnetIds: ['subnet-i1', 'subnet-i2'],
  };
}

export function certificateArnIn(region = REGIONS.primary): string {
  return `arn:aws:acm:${region}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;
}
