import { App } from 'cdktf';
import { networkOf, stackIn } from '../cdktf';
import { Network, SessionCache } from 'scale-out-constructs/cdktf';

export function build(app: App) {
  new SessionCache(stackIn(app), 'Sessions', { network: Network.fromAttributes(networkOf()) });
}
