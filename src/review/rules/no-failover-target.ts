import { isCluster, isCounted, replicasOf, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

export const NO_FAILOVER_TARGET: Rule = {
  id: 'no-failover-target',
  title: 'Nothing takes over from the writer by itself',
  severity: Severity.WARNING,
  why: 'The data outlives the writer, and nobody writes until there is another one. Aurora without a reader makes a new one in the same zone, which takes up to 10 minutes '
    + 'where a failover takes less than one. A replica of RDS is promoted by hand, lacks what it had not got yet, and has another address.',
  mend: 'Give the cluster a second AWS::RDS::DBInstance in another zone; on RDS set MultiAZ of the writer to true.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology).filter((database) => isCounted(database, topology))
    .flatMap((database) => isCluster(database) ? ofCluster(database) : ofInstance(database, topology)),
};

/** Without a member they are in another document, or AWS makes them itself, as it does where a cluster is not Aurora's. */
function ofCluster({ id, instances, readerScaling }: Database): Evidence[] {
  const isAlone = instances.length === 1 && !((readerScaling?.minReplicas ?? 0) > 0);
  return isAlone ? [{ resourceId: id, message: '1 member, and no reader that could take over.' }] : [];
}

function ofInstance(database: Database, topology: Topology): Evidence[] {
  const { id, instances: [writer] } = database;
  const count = replicasOf(database).length;
  if (count === 0 || writer.multiAz || !isTold(topology, id, 'MultiAZ')) { return []; }
  return [{ resourceId: id, property: 'MultiAZ', message: `${count} ${count === 1 ? 'replica' : 'replicas'}, and no standby of the writer.` }];
}
