import { isTold } from './told';
import { Topology } from '../topology';
import { Database, DatabaseInstance } from '../topology-databases';

/** Those that have a writer here. What follows one elsewhere is judged with that one, and so is a member of a cluster that is elsewhere. */
export function writingDatabases({ databases }: Topology): Database[] {
  return databases.filter(({ isStandby, instances }) => !isStandby && !instances.some(({ role }) => role === undefined));
}

/** A cluster says itself what a lone instance says of its database. */
export function isCluster({ id, instances }: Database): boolean {
  return !instances.some((instance) => instance.id === id);
}

/** Whether its servers are counted. A document that makes one of them only perhaps, or several by a number that it does not tell, has no count. */
export function isCounted({ instances }: Database, topology: Topology): boolean {
  return instances.every(({ id }) => isTold(topology, id, 'Condition'));
}

export function replicasOf({ instances }: Database): DatabaseInstance[] {
  return instances.filter(({ role }) => role === 'replica');
}

/** Whether it begins as another one was, where it is not told otherwise. */
export function isRestored({ snapshot, restoredFrom }: Database): boolean {
  return snapshot !== undefined || restoredFrom !== undefined;
}
