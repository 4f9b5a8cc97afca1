import { App } from 'cdktf';
import { networkOf, stackIn } from '../cdktf';
import { DatabaseEngine, Network, ReadReplicaDatabase } from 'scale-out-constructs/cdktf';

export function build(app: App) {
  new ReadReplicaDatabase(stackIn(app), 'Database', {
    network: Network.fromAttributes(networkOf()), engine: DatabaseEngine.auroraPostgres('17'), databaseName: 'shop',
  });
}
