import { App } from 'aws-cdk-lib';
import { networkIn, stackIn } from '../awscdk';
import { DatabaseEngine, ReadReplicaDatabase } from 'scale-out-constructs/awscdk';

export function build(app: App) {
  const stack = stackIn(app);
  new ReadReplicaDatabase(stack, 'Database', { vpc: networkIn(stack), engine: DatabaseEngine.auroraPostgres('17'), databaseName: 'shop' });
}
