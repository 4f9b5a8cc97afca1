import { Checks } from './checks';

/** A stretch of the week, in minutes from Monday, 00:00 UTC. The end may lie in the next week. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What the windows of a service are called, and how long they are at the least. */
export interface WindowTerms {
  readonly backupOption: string;
  readonly shortestMinutes: number;
}

const RDS_WINDOWS: WindowTerms = { backupOption: 'backupWindow', shortestMinutes: 30 };

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
export const TIME_OF_DAY = new RegExp(`^${TIME}$`);
const BACKUP_WINDOW = new RegExp(`^${TIME}-${TIME}$`);
const MAINTENANCE_WINDOW = new RegExp(`^(${DAYS.join('|')}):${TIME}-(${DAYS.join('|')}):${TIME}$`, 'i');

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html#USER_WorkingWithAutomatedBackups.BackupWindow */
export function checkWindows(backup: string | undefined, maintenance: string | undefined, checks: Checks, terms: WindowTerms = RDS_WINDOWS) {
  const { backupOption, shortestMinutes } = terms;
  const backups = checkWindow(backupOption, backup, (value) => parseBackupWindow(value, shortestMinutes),
    `at least ${shortestMinutes} minutes of UTC such as '03:00-04:00'`, checks);
  const allowed = `a window of UTC such as 'sun:04:30-sun:05:30', at least ${shortestMinutes} minutes and less than a day`;
  const upkeep = checkWindow('maintenanceWindow', maintenance, (value) => parseMaintenanceWindow(value, shortestMinutes), allowed, checks);
  if (backups && upkeep?.some((stretch) => backups.some((other) => overlap(stretch, other)))) {
    checks.conflict(`${backupOption} (${backup}) and maintenanceWindow (${maintenance}) must not overlap: AWS refuses it.`);
  }
}

function checkWindow(
  option: string, value: string | undefined, parse: (value: string) => Stretch[] | undefined, allowed: string, checks: Checks,
): Stretch[] | undefined {
  const known = checks.known(value);
  const stretches = known === undefined ? undefined : parse(known);
  if (known !== undefined && stretches === undefined) { checks.refuse(option, allowed, known); }
  return stretches;
}

/** It comes round every day. */
function parseBackupWindow(value: string, shortest: number): Stretch[] | undefined {
  const parts = BACKUP_WINDOW.exec(value);
  if (!parts) { return undefined; }
  const from = minutes(parts[1], parts[2]);
  const length = lengthOf(from, minutes(parts[3], parts[4]), DAY);
  return length < shortest ? undefined : DAYS.map((_, day) => ({ from: day * DAY + from, to: day * DAY + from + length }));
}

function parseMaintenanceWindow(value: string, shortest: number): Stretch[] | undefined {
  const parts = MAINTENANCE_WINDOW.exec(value.toLowerCase());
  if (!parts) { return undefined; }
  const from = DAYS.indexOf(parts[1]) * DAY + minutes(parts[2], parts[3]);
  const length = lengthOf(from, DAYS.indexOf(parts[4]) * DAY + minutes(parts[5], parts[6]), WEEK);
  return length < shortest || length >= DAY ? undefined : [{ from, to: from + length }];
}

function minutes(hour: string, minute: string): number {
  return Number(hour) * 60 + Number(minute);
}

function lengthOf(from: number, to: number, round: number): number {
  return (to - from + round) % round;
}

/** The week goes round. */
function overlap(one: Stretch, other: Stretch): boolean {
  return [-WEEK, 0, WEEK].some((shift) => one.from + shift < other.to && other.from < one.to + shift);
}
