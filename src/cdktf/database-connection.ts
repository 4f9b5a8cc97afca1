import { PlaceOf } from './place';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { numberText } from './texts';
import { Checks, PlanContext } from '../core/checks';
import { ConnectableDatabase } from '../core/database-connections';

/** What can be told of a database, ours or an imported one, to whom it is to be connected. It lies where they do. */
export function connectableOf(database: IReadReplicaDatabase, { region, account, partition }: PlaceOf, context: PlanContext): ConnectableDatabase {
  const { engine, port, proxyPort, coordinatesParameterName: name, coordinatesParameterArn: arn } = database;
  return {
    endpoints: {
      writer: database.writerEndpoint,
      reader: database.readerEndpoint,
      readers: database.readerHosts,
      port: numberText(port),
      databaseName: database.databaseName,
      proxy: database.proxyEndpoint,
      proxyReader: database.proxyReaderEndpoint,
      proxyPort: numberText(proxyPort),
    },
    port,
    proxyPort,
    dialect: engine?._plan(new Checks(context)).dialect,
    resourceIds: database.resourceIds,
    proxyResourceId: database.proxyResourceId,
    coordinates: name === undefined || arn === undefined ? undefined : { name, arn },
    adminUser: database.adminUser,
    secretArn: database.secretArn,
    secretKeyArn: database.secretKeyArn,
    region,
    account,
    partition,
  };
}
