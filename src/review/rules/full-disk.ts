import { isCluster, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Database } from '../topology-databases';
import { isWatched, watchedOfDatabase } from './watching';

export const FULL_DISK: Rule = {
  id: 'full-disk',
  title: 'A disk that fills up unseen',
  severity: Severity.WARNING,
  why: 'Data and logs grow with the service. A database whose disk is full stops, and the first to tell are callers.',
  mend: 'Set MaxAllocatedStorage well above AllocatedStorage, and add an AWS::CloudWatch::Alarm on FreeStorageSpace.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter((database) => hasDisk(database) && !grows(database) && isTold(topology, database.id, 'MaxAllocatedStorage') && isTold(topology, database.id, 'AllocatedStorage'))
    .filter((database) => !isWatched(watchedOfDatabase(database, topology), 'FreeStorageSpace', 'FreeStorageSpacePercentage'))
    .map(({ id, storage }) => ({
      resourceId: id,
      property: 'MaxAllocatedStorage',
      message: `${storage?.allocatedGib === undefined ? 'A disk that does' : `${storage.allocatedGib} GiB that do`} not grow, and no alarm on FreeStorageSpace.`,
    })),
};

/** Disks of a cluster grow by themselves, or never, and what runs on servers of one's own has them there. */
function hasDisk(database: Database): boolean {
  return !isCluster(database) && !database.engine?.startsWith('custom-');
}

function grows({ storage: { allocatedGib = 0, maxAllocatedGib = 0 } = {} }: Database): boolean {
  return maxAllocatedGib > allocatedGib;
}
