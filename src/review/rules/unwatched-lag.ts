import { replicasOf } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Database } from '../topology-databases';
import { isWatched, watchedOfDatabase, watchesElsewhere } from './watching';

const OF_READERS = ['AuroraReplicaLag', 'AuroraReplicaLagMaximum', 'AuroraReplicaLagMinimum'];
const OF_REGIONS = ['AuroraGlobalDBReplicationLag', 'AuroraGlobalDBRPOLag', 'AuroraGlobalDBProgressLag'];

export const UNWATCHED_LAG: Rule = {
  id: 'unwatched-lag',
  title: 'Nobody is told when replicas fall behind',
  severity: Severity.WARNING,
  why: 'A replica that lags answers with what was true then, and one whose replication is broken answers with that for ever. What it has not got is lost when it takes over.',
  mend: 'Add an AWS::CloudWatch::Alarm on ReplicaLag of each replica; of a cluster on AuroraReplicaLagMaximum, of one in several regions on AuroraGlobalDBReplicationLag.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html',
  check: (topology: Topology): Evidence[] => topology.databases.flatMap((database) => evidenceOf(database, topology)),
};

function evidenceOf(database: Database, topology: Topology): Evidence[] {
  const { id, instances, isAurora, isStandby, globalClusterId } = database;
  const watched = watchedOfDatabase(database, topology);
  const severity = watchesElsewhere(topology) ? Severity.NOTE : undefined;
  if (isStandby && globalClusterId !== undefined) {
    return isWatched(watched, ...OF_REGIONS) ? [] : [{ resourceId: id, severity, message: 'It follows another region, and no alarm is on how far behind.' }];
  }
  const readers = instances.filter(({ role }) => role === 'reader').length;
  if (isAurora && readers > 0 && !isWatched(watched, ...OF_READERS)) {
    // They read the writer's own disks, and are milliseconds behind.
    return [{ resourceId: id, severity: Severity.NOTE, message: `${countOf(readers, 'reader')}, and no alarm on AuroraReplicaLag.` }];
  }
  const replicas = replicasOf(database).filter((replica) => !isWatched(watchedOfDatabase({ ...database, id: replica.id, name: replica.name, instances: [replica] }, topology), 'ReplicaLag'));
  return replicas.length === 0 ? [] : [{ resourceId: replicas[0].id, severity, message: `${countOf(replicas.length, 'replica')} without an alarm on ReplicaLag.` }];
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
