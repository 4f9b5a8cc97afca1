import { isRestored, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

export const UNENCRYPTED_DATABASE: Rule = {
  id: 'unencrypted-database',
  title: 'Data, backups and replicas are not encrypted',
  severity: Severity.WARNING,
  why: 'It cannot be switched on later: an encrypted database is restored from an encrypted copy of a snapshot, with the service down meanwhile, and so is a replica of it.',
  mend: 'Set StorageEncrypted to true before there is data.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
  // What is restored is encrypted as it was.
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter((database) => !database.encrypted && database.kmsKey === undefined && !isRestored(database) && isTold(topology, database.id, 'StorageEncrypted'))
    .flatMap(evidenceOf),
};

function evidenceOf({ id, isAurora, encrypted }: Database): Evidence[] {
  const found = { resourceId: id, property: 'StorageEncrypted', message: encrypted === undefined ? 'No StorageEncrypted, which is false.' : 'StorageEncrypted is false.' };
  if (!isAurora) { return [found]; }
  // Those that were made since February 2026 are encrypted, whatever is said.
  return encrypted === undefined ? [] : [{ ...found, severity: Severity.NOTE }];
}
