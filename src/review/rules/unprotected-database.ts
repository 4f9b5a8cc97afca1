import { writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

export const UNPROTECTED_DATABASE: Rule = {
  id: 'unprotected-database',
  title: 'Data goes with what made it',
  severity: Severity.ERROR,
  why: 'A stack is deleted and a resource is renamed in a moment, and with neither protection nor a snapshot the data is gone with it. Protection is what refuses; a snapshot '
    + 'is what is left.',
  mend: 'Set DeletionProtection to true, and DeletionPolicy and UpdateReplacePolicy to Snapshot or Retain.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter(({ id, deletionProtection }) => !deletionProtection && isTold(topology, id, 'DeletionProtection') && isTold(topology, id, 'DeletionPolicy'))
    .map(evidenceOf),
};

function evidenceOf({ id, isRetained, finalSnapshot }: Database): Evidence {
  const found = { resourceId: id, property: 'DeletionProtection' };
  if (isRetained) { return { ...found, severity: Severity.NOTE, message: 'No deletion protection. It stays when it is taken out of the document.' }; }
  if (finalSnapshot) { return { ...found, severity: Severity.WARNING, message: 'No deletion protection. A snapshot is left of it.' }; }
  return { ...found, message: 'No deletion protection, and no snapshot is left of it.' };
}
