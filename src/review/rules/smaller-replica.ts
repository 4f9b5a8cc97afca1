import { isCluster } from './databases';
import { Evidence, Rule } from './rule';
import { isAtLeast, parseDatabaseClass } from '../../core/database-instance-classes';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Database, DatabaseInstance } from '../topology-databases';

export const SMALLER_REPLICA: Rule = {
  id: 'smaller-replica',
  title: 'What follows the writer is smaller than it',
  severity: Severity.WARNING,
  why: 'A replica of RDS writes everything that its source writes, and falls behind where it has less to do it with. Whatever takes over has the writer\'s whole load, and '
    + 'has it on the day on which something has failed.',
  mend: 'Set DBInstanceClass to the writer\'s or a larger one, or PromotionTier so that a member of the writer\'s size takes over.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.Configuration.html',
  check: ({ databases }: Topology): Evidence[] => databases.flatMap((database) => isCluster(database) ? successorOf(database) : replicasOf(database)),
};

/** Each has to keep up with what it follows. */
function replicasOf({ instances }: Database): Evidence[] {
  return instances.flatMap((replica) => {
    const source = instances.find(({ id }) => id === replica.sourceId);
    return source && isSmaller(replica, source) ? [evidenceOf(replica, `${replica.instanceType} follows ${source.instanceType}.`)] : [];
  });
}

/** Members of a cluster share their disks, so that only the one matters that takes over: of the lowest tier, the largest. */
function successorOf({ instances }: Database): Evidence[] {
  const writer = instances.find(({ role }) => role === 'writer');
  const readers = instances.filter(({ role }) => role === 'reader');
  const first = Math.min(...readers.map(tierOf));
  const next = readers.filter((reader) => tierOf(reader) === first);
  if (!writer || next.length === 0 || !next.every((reader) => isSmaller(reader, writer))) { return []; }
  return [evidenceOf(next[0], `${next[0].instanceType} takes over from ${writer.instanceType}.`)];
}

/** AWS's own is 1. */
function tierOf({ promotionTier }: DatabaseInstance): number {
  return promotionTier ?? 1;
}

/** What is not known to be smaller is not. */
function isSmaller(one: DatabaseInstance, other: DatabaseInstance): boolean {
  const [small, large] = [one, other].map(({ instanceType }) => parseDatabaseClass(instanceType ?? ''));
  return small !== undefined && large !== undefined && !isAtLeast(small, large);
}

function evidenceOf({ id }: DatabaseInstance, message: string): Evidence {
  return { resourceId: id, property: 'DBInstanceClass', message };
}
