import { App } from 'aws-cdk-lib';
import { networkIn, stackIn } from '../awscdk';
import { SessionCache } from 'scale-out-constructs/awscdk';

export function build(app: App) {
  const stack = stackIn(app);
  new SessionCache(stack, 'Sessions', { vpc: networkIn(stack) });
}
