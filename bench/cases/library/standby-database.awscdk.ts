import { App } from 'aws-cdk-lib';
import { ACCOUNT, networkIn, REGIONS, stackIn } from '../awscdk';
import { DatabaseEngine, StandbyDatabase, StandbySource } from 'scale-out-constructs/awscdk';

export function build(app: App) {
  const stack = stackIn(app, REGIONS.secondary);
  new StandbyDatabase(stack, 'Database', {
    vpc: networkIn(stack),
    engine: DatabaseEngine.postgres('17'),
    source: StandbySource.instance(`arn:aws:rds:${REGIONS.primary}:${ACCOUNT}:db:shop-writer`),
  });
}
