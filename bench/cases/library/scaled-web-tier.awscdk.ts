import { App, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { certificateIn, networkIn, stackIn } from '../awscdk';
import { ScaledWebTier } from 'scale-out-constructs/awscdk';

export function build(app: App) {
  const stack = stackIn(app);
  tierIn(stack, 'Web', networkIn(stack), certificateIn(stack));
}

export function tierIn(stack: Stack, id: string, vpc: IVpc, certificate: ICertificate) {
  new ScaledWebTier(stack, id, { vpc, certificates: [certificate], service: { command: '/opt/shop/serve' } });
}
