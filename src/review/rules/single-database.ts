import { isCluster, isCounted, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';

/** Another way to a standby, of SQL Server. */
const MIRRORING = 'SQLSERVER_MIRRORING';

export const SINGLE_DATABASE: Rule = {
  id: 'single-database',
  title: 'One server holds the database',
  severity: Severity.ERROR,
  why: 'When it fails, when its zone is lost and while it is patched, nothing answers, however many servers ask. What is lost with its disk comes back from a backup only, '
    + 'by hand, as it was minutes ago.',
  mend: 'Set MultiAZ to true: a standby in another zone has every write, and takes over by itself.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter((database) => !isCluster(database) && database.instances.length === 1 && isCounted(database, topology))
    .filter(({ id, instances: [writer], options }) => !writer.multiAz && isTold(topology, id, 'MultiAZ') && !options.includes(MIRRORING))
    .map(({ id }) => ({ resourceId: id, property: 'MultiAZ', message: '1 server, without a standby and without a replica.' })),
};
