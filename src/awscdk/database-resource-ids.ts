import { Stack, Token } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { resourceIdParameterOf } from '../core/database-connections';

/** The ids that logins are granted on, as a stack may know them: another one than the database's reads them from parameters. */
export function resourceIdsIn(stack: Stack, database: IReadReplicaDatabase): string[] {
  const { resourceIds, coordinatesParameterName: coordinates } = database;
  if (Stack.of(database) === stack || coordinates === undefined) { return resourceIds; }
  return resourceIds.map((id, index) => {
    if (!Token.isUnresolved(id)) { return id; }
    const parameterName = resourceIdParameterOf(coordinates, index + 1);
    write(database, `ResourceId${index + 1}`, parameterName, id);
    return ssm.StringParameter.valueForStringParameter(stack, parameterName);
  });
}

/** Once, however many read it. */
function write(database: IReadReplicaDatabase, id: string, parameterName: string, stringValue: string) {
  if (database.node.tryFindChild(id)) { return; }
  new ssm.StringParameter(database, id, { parameterName, simpleName: false, stringValue, description: 'What logins with IAM are granted on' });
}
