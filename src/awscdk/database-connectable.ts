import { Arn, ArnFormat, Stack, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { databaseContextOf, placeOf } from './database-context';
import { resourceIdsIn } from './database-resource-ids';
import { IReadReplicaDatabase } from './read-replica-database-interface';
import { Checks } from '../core/checks';
import { ConnectableDatabase, DatabaseEndpoints, planLogin } from '../core/database-connections';

/** Where the database is, in the form in which clients are told. */
export function endpointsOf(database: IReadReplicaDatabase): DatabaseEndpoints {
  const { proxyPort } = database;
  return {
    writer: database.writerEndpoint,
    reader: database.readerEndpoint,
    readers: database.readerHosts,
    port: Tokenization.stringifyNumber(database.port),
    databaseName: database.databaseName,
    proxy: database.proxyEndpoint,
    proxyReader: database.proxyReaderEndpoint,
    proxyPort: proxyPort === undefined ? undefined : Tokenization.stringifyNumber(proxyPort),
  };
}

/** What core has to know of a database to connect somebody to it. */
export function connectableOf(database: IReadReplicaDatabase, client: IConstruct): ConnectableDatabase {
  return {
    endpoints: endpointsOf(database),
    port: database.port,
    proxyPort: database.proxyPort,
    dialect: database.engine?._plan(new Checks(databaseContextOf(database))).dialect,
    resourceIds: resourceIdsIn(Stack.of(client), database),
    idsForProxy: database.resourceIds,
    proxyResourceId: database.proxyResourceId,
    coordinates: coordinatesParameterOf(database),
    adminUser: database.adminUser,
    secretArn: database.secret?.secretArn,
    secretKeyArn: database.secret?.encryptionKey?.keyArn,
    ...placeOf(database),
  };
}

export function grantLogin(
  database: IReadReplicaDatabase, grantee: iam.IGrantable, dbUser: string, context = databaseContextOf(database),
): iam.Grant {
  const client = Construct.isConstruct(grantee) ? grantee : database;
  const { statement, proxyStatements } = planLogin(dbUser, connectableOf(database, client), new Checks(context));
  database._allowProxy(proxyStatements);
  return iam.Grant.addToPrincipal({ grantee, actions: [...statement.actions], resourceArns: [...statement.resources] });
}

function coordinatesParameterOf(database: IReadReplicaDatabase): ConnectableDatabase['coordinates'] {
  const name = database.coordinatesParameterName;
  if (name === undefined) { return undefined; }
  const arn = Arn.format({
    service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, ''), arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  }, Stack.of(database));
  return { name, arn };
}
