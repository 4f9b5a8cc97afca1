import { textOf } from '../document';
import { Resources } from './resources';
import { Database, GlobalDatabase } from '../topology-databases';
import { flagOf, idOf } from './values';

/** @param databases those of the document, which say themselves where they belong */
export function globalDatabasesOf(databases: readonly Database[], resources: Resources): GlobalDatabase[] {
  return resources.ofType('AWS::RDS::GlobalCluster').map(({ id, properties, isRetained }) => ({
    id,
    name: textOf(properties.GlobalClusterIdentifier),
    engine: textOf(properties.Engine),
    engineVersion: textOf(properties.EngineVersion),
    encrypted: flagOf(properties.StorageEncrypted),
    deletionProtection: flagOf(properties.DeletionProtection),
    sourceId: idOf(properties.SourceDBClusterIdentifier),
    databaseIds: databases.filter(({ globalClusterId }) => globalClusterId === id).map((database) => database.id),
    isRetained,
  }));
}
