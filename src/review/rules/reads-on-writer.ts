import { isCluster, replicasOf, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

/** Those that have replicas in every edition. */
const REPLICATE = /^(?:postgres|mysql|mariadb)$/;

export const READS_ON_WRITER: Rule = {
  id: 'reads-on-writer',
  title: 'The writer answers every read',
  severity: Severity.NOTE,
  why: 'The tier in front of it grows by servers, and each of them asks the same database. A standby answers nobody; replicas take reads off the writer, one beside the other.',
  mend: 'Add an AWS::RDS::DBInstance with SourceDBInstanceIdentifier, and send it the reads that may be seconds old.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    // What has no standby either is told of that first.
    .filter((database) => !isCluster(database) && REPLICATE.test(database.engine ?? '') && database.instances[0].multiAz && replicasOf(database).length === 0)
    .map(({ id }) => ({ resourceId: id, message: '1 writer with a standby, and no replica.' })),
};
