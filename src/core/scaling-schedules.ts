import { Checks } from './checks';

/** Bounds of the capacity from a known time on, until another schedule sets others. */
export interface ScalingSchedule {
  /** Name, unique within the tier: letters and digits, beginning with a capital letter. */
  readonly name: string;

  /** When, as the five fields of cron: minute, hour, day of month, month, day of week. `0 8 * * MON-FRI` is 8:00 on working days. */
  readonly recurrence: string;

  /**
   * IANA time zone of `recurrence`, as `Europe/Berlin`; daylight saving is followed.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * Servers that run at least, from 0.
   *
   * @default - as before
   */
  readonly minCapacity?: number;

  /**
   * Servers that never are exceeded, from `minCapacity` to the tier's `maxCapacity`.
   *
   * @default - as before
   */
  readonly maxCapacity?: number;
}

/** The tier's own bounds, which hold before any schedule. */
export interface CapacityBounds {
  readonly minCapacity: number;
  readonly maxCapacity: number;
}

export interface SchedulePlan {
  readonly name: string;
  readonly recurrence: string;
  readonly timeZone: string;
  readonly minCapacity?: number;
  readonly maxCapacity?: number;
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html */
const MOST_SCHEDULES = 125;

export function planSchedules(schedules: readonly ScalingSchedule[], tier: CapacityBounds, checks: Checks): SchedulePlan[] {
  checks.integer('scaling.schedules (their number)', schedules.length, { from: 0, to: MOST_SCHEDULES });
  checkNamesDiffer(schedules, checks);
  return schedules.map((schedule, index) => planSchedule(schedule, `scaling.schedules[${index}]`, tier, checks));
}

function planSchedule(schedule: ScalingSchedule, option: string, tier: CapacityBounds, checks: Checks): SchedulePlan {
  const timeZone = schedule.timeZone ?? 'Etc/UTC';
  checks.text(`${option}.name`, schedule.name, /^[A-Z][A-Za-z0-9]{0,63}$/, 'letters and digits, beginning with a capital letter');
  checks.text(`${option}.recurrence`, schedule.recurrence, isCron, "five fields of cron, as '0 8 * * MON-FRI'");
  checks.text(`${option}.timeZone`, timeZone, isTimeZone, "an IANA time zone, as 'Europe/Berlin'");
  if (schedule.minCapacity === undefined && schedule.maxCapacity === undefined) {
    checks.conflict(`${option} must set minCapacity or maxCapacity: it would change nothing.`);
  }
  const most = checks.known(tier.maxCapacity) ?? Infinity;
  const max = checks.integer(`${option}.maxCapacity`, schedule.maxCapacity, { from: 1, to: most, toOption: 'maxCapacity' });
  checks.integer(`${option}.minCapacity`, schedule.minCapacity, { from: 0, to: max ?? most, toOption: max === undefined ? 'maxCapacity' : `${option}.maxCapacity` });
  const usualMin = checks.known(tier.minCapacity);
  if (max !== undefined && schedule.minCapacity === undefined && usualMin !== undefined && max < usualMin) {
    checks.refuse(`${option}.maxCapacity`, `at least minCapacity (${usualMin}), or set ${option}.minCapacity too`, max);
  }
  return { name: schedule.name, recurrence: schedule.recurrence, timeZone, minCapacity: schedule.minCapacity, maxCapacity: schedule.maxCapacity };
}

/** Two actions of one name would be one resource. */
function checkNamesDiffer(schedules: readonly ScalingSchedule[], checks: Checks) {
  const names = schedules.map(({ name }) => name);
  for (const name of new Set(names.filter((candidate, index) => names.indexOf(candidate) !== index))) {
    checks.refuse('scaling.schedules', 'of distinct names', name);
  }
}

function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  const bounds = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]];
  return fields.length === 5 && fields.every((field, index) => field.split(',').every((part) => isCronPart(part, bounds[index])));
}

/** A star, a value or a range, each with an optional step; months and days of the week by name as well. */
function isCronPart(part: string, [from, to]: number[]): boolean {
  const match = /^(\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) { return false; }
  return [match[2], match[3]].every((value) => {
    if (value === undefined) { return true; }
    if (/^(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)$/i.test(value)) { return to === 12; }
    if (/^(SUN|MON|TUE|WED|THU|FRI|SAT)$/i.test(value)) { return to === 7; }
    return /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Z]\w*(\/|$)/.test(name);
  } catch {
    return false;
  }
}
