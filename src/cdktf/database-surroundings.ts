import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DatabaseSite, surroundingsOfSite } from './database-network';
import { PlaceOf } from './place';
import { DatabaseReaderZone } from './read-replica-database-props';
import { parameterPathOf } from '../core/environment';
import { StandbyDatabaseSurroundings } from '../core/standby-database';

/** What a user says of where the database lies. */
export interface DatabaseSurroundingsProps extends DatabaseSite {
  readonly readerZone?: DatabaseReaderZone;
  readonly encryptionKeyArn?: string;
}

/** What is found around a database, a primary or its copy in another region. */
export function surroundingsOf(
  scope: Construct, props: DatabaseSurroundingsProps, { region, account, partition }: PlaceOf,
): StandbyDatabaseSurroundings {
  const stack = TerraformStack.of(scope);
  return {
    ...surroundingsOfSite(props),
    parameterPath: parameterPathOf(stack.node.id, scope.node.path.slice(stack.node.path.length + 1), scope.node.addr),
    address: scope.node.addr,
    region,
    account,
    partition,
    readerZoneName: props.readerZone?.zoneName,
    optionNames: { subnets: 'subnetIds', readerZone: 'readerZone', encryptionKey: 'encryptionKeyArn' },
    keyArn: props.encryptionKeyArn,
    engineGaps: [],
  };
}
