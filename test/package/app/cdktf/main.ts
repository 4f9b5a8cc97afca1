import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { addTier } from './tier';

const app = new App();
const stack = new TerraformStack(app, 'Consumer');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
new TerraformOutput(stack, 'Address', { value: addTier(stack).loadBalancer.dnsName });
app.synth();
