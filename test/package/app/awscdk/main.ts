import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { addTier } from './tier';

const stack = new Stack(new App(), 'Consumer');
new CfnOutput(stack, 'Address', { value: addTier(stack).loadBalancer.loadBalancerDnsName });
