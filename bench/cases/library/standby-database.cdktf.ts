import { App } from 'cdktf';
import { ACCOUNT, networkOf, REGIONS, stackIn } from '../cdktf';
import { DatabaseEngine, Network, StandbyDatabase, StandbySource } from 'scale-out-constructs/cdktf';

export function build(app: App) {
  new StandbyDatabase(stackIn(app, REGIONS.secondary), 'Database', {
    network: Network.fromAttributes(networkOf(REGIONS.secondary)),
    engine: DatabaseEngine.postgres('17'),
    source: StandbySource.instance(`arn:aws:rds:${REGIONS.primary}:${ACCOUNT}:db:shop-writer`),
  });
}
