import { Stack, Token } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { resourceIdParameterOf } from '../core/database-connections';

/** The ids that logins are granted on, as a stack may know them: another one than the database's reads them from parameters. */
export function resourceIdsIn(stack: Stack, database: IReadReplicaDatabase): string[] {
  const { resourceIds, coordinatesParameterName: coordinates } = database;
  if (Stack.of(database) === stack || coordinates === undefined) { return resourceIds; }
  return resourceIds.map((id, index) => (Token.isUnresolved(id) ? readElsewhere(stack, database, id, resourceIdParameterOf(coordinates, index + 1), index) : id));
}

function readElsewhere(stack: Stack, database: IReadReplicaDatabase, id: string, parameterName: string, index: number): string {
  const name = `ResourceId${index + 1}`;
  if (!database.node.tryFindChild(name)) {
    new ssm.StringParameter(database, name, { parameterName, simpleName: false, stringValue: id, description: 'What logins with IAM are granted on' });
  }
  return ssm.StringParameter.valueForStringParameter(stack, parameterName);
}
