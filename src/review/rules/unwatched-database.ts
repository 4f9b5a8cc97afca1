import { writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { watchedOfDatabase } from './watching';

export const UNWATCHED_DATABASE: Rule = {
  id: 'unwatched-database',
  title: 'Nobody is told when the database is at its limits',
  severity: Severity.NOTE,
  why: 'It is what does not grow with the tier: processors, connections, memory and disk run out there first, and every server waits.',
  mend: 'Add an AWS::CloudWatch::Alarm with AlarmActions on CPUUtilization, DatabaseConnections, FreeableMemory and FreeStorageSpace.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter((database) => watchedOfDatabase(database, topology).every((name) => name.includes('Lag')))
    .map(({ id }) => ({ resourceId: id, message: 'No alarm on its processors, connections, memory or disk.' })),
};
