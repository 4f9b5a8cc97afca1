import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';
import { PlaceOf } from './place';
import { IReadReplicaDatabase } from './read-replica-database-props';
import { PolicyStatement } from './scaled-web-tier-props';
import { numberText } from './texts';
import { Checks, PlanContext } from '../core/checks';
import { ConnectableDatabase, coordinatesOf, planLogin } from '../core/database-connections';
import { CoordinatesPlan } from '../core/database-plan';

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

/** Of ours, which know where they lie. */
type OwnDatabase = Construct & IReadReplicaDatabase;

/** What logs in as a user of the database, on each of its instances and on its proxy. */
export function loginStatement(database: OwnDatabase, dbUser: string, place: PlaceOf, context: PlanContext): PolicyStatement {
  const { statement, proxyStatements } = planLogin(dbUser, connectableOf(database, place, context), new Checks(context));
  database._allowProxy(proxyStatements);
  // A tier may log in to several databases, and as several users.
  const sid = `${database.node.id}Login${dbUser}`.replace(/[^A-Za-z0-9]/g, '');
  return { sid, actions: [...statement.actions], resources: [...statement.resources] };
}

export function renderCoordinates(database: OwnDatabase, plan: CoordinatesPlan, place: PlaceOf, context: PlanContext): SsmParameter {
  return new SsmParameter(database, 'Coordinates', {
    name: plan.parameterName,
    description: plan.description,
    type: 'String',
    // What is no secret is shown in the plan.
    insecureValue: coordinatesOf(connectableOf(database, place, context).endpoints, plan.prefix),
  });
}
