import { isCluster, isRestored, writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

/** A mistake of Friday is found on Monday. */
const ENOUGH_DAYS = 7;

export const NO_BACKUPS: Rule = {
  id: 'no-backups',
  title: 'Nothing to come back from',
  severity: Severity.ERROR,
  why: 'Standbys and replicas repeat a wrong DELETE within seconds. Only a backup is from before it, and none is taken with a retention of 0; one of a day is gone before '
    + 'the mistake of a weekend is found.',
  mend: 'Set BackupRetentionPeriod to 7 or more: AWS then restores any second of that time.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology)
    .filter(({ id }) => isTold(topology, id, 'BackupRetentionPeriod'))
    .flatMap((database) => evidenceOf(database, daysOf(database, topology), topology)),
};

function evidenceOf({ id, backupRetentionDays }: Database, days: number | undefined, topology: Topology): Evidence[] {
  if (days === undefined || days >= ENOUGH_DAYS) { return []; }
  const standard = backupRetentionDays === undefined ? ', which is what holds where nothing is said' : '';
  const message = `Backups are kept for ${days} ${days === 1 ? 'day' : 'days'}${standard}.`;
  return [{ resourceId: id, property: 'BackupRetentionPeriod', message, severity: severityOf(days, topology) }];
}

/** Where something else takes backups too, its plan may be about this one; any second comes back with AWS's own only. */
function severityOf(days: number, { notUnderstood }: Topology): Severity | undefined {
  if (days > 0) { return Severity.NOTE; }
  return ['AWS::Backup::BackupSelection', 'aws_backup_selection'].some((type) => Object.hasOwn(notUnderstood, type)) ? Severity.WARNING : undefined;
}

/** What is restored goes on as it was. Terraform says 0 for an instance where nobody says anything, and AWS 1. */
function daysOf(database: Database, { engine }: Topology): number | undefined {
  const { backupRetentionDays: days } = database;
  if (days !== undefined || isRestored(database)) { return days; }
  return engine === 'Terraform' && !isCluster(database) ? 0 : 1;
}
