import { Checks } from './checks';
import { DatabaseEnginePlan } from './database-engines';
import { architectureOf } from './instance-types';

/** What a class of instances has. */
export interface DatabaseClass {
  readonly series: string;
  readonly size: string;
  /** In units of a `large`, which has two processors. */
  readonly sizeInLarges: number;
  readonly memoryGib: number;
}

/** Small ones have two processors as well, and bursts of them. */
const SMALL_SIZES: Record<string, number> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1 };
/** GiB of a `large`, by the letter that begins the name. */
const MEMORY_OF_LARGE: Record<string, number> = { t: 8, m: 8, r: 16, x: 32, z: 16, c: 4 };
const EXTRA_MEMORY_OF_LARGE = 64;

/**
 * `undefined` for what is not a class of database instances: `db.`, and what EC2 knows by the rest of the name.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function parseDatabaseClass(name: string): DatabaseClass | undefined {
  const parts = /^db\.((?<series>[tmrxzc])\d[a-z0-9]*)\.(?<size>micro|small|medium|large|(?<times>\d*)xlarge)$/.exec(name)?.groups;
  if (!parts || !architectureOf(name.slice('db.'.length))) { return undefined; }
  const { series, size, times } = parts;
  const sizeInLarges = SMALL_SIZES[size] ?? 2 * Number(times || 1);
  const hasExtraMemory = /^db\.(x1e|x2iedn)\./.test(name);
  return { series, size, sizeInLarges, memoryGib: sizeInLarges * (hasExtraMemory ? EXTRA_MEMORY_OF_LARGE : MEMORY_OF_LARGE[series]) };
}

/** Whether one carries what the other does: at least its processors, and at least its memory. */
export function isAtLeast(one: DatabaseClass, other: DatabaseClass): boolean {
  return one.sizeInLarges >= other.sizeInLarges && one.memoryGib >= other.memoryGib;
}

export function checkDatabaseClass(option: string, name: string, checks: Checks) {
  if (name === SERVERLESS_CLASS) {
    checks.conflict(`${option} must not be ${SERVERLESS_CLASS}: give serverless, which says how far it scales.`);
    return;
  }
  checks.text(option, name, (value) => parseDatabaseClass(value) !== undefined, "a class of RDS such as 'db.m7g.large'");
}

export const SERVERLESS_CLASS = 'db.serverless';
/** What one capacity unit of Aurora Serverless has. */
const MEMORY_OF_CAPACITY_UNIT_GIB = 2;

/** Memory of an instance, where it can be known. A serverless one is measured against what it can grow to. */
export function memoryOf(instanceClass: string, maxCapacityUnits: number | undefined, checks: Checks): number | undefined {
  if (instanceClass === SERVERLESS_CLASS) {
    const units = checks.known(maxCapacityUnits);
    return units === undefined ? undefined : units * MEMORY_OF_CAPACITY_UNIT_GIB;
  }
  const known = checks.known(instanceClass);
  return known === undefined ? undefined : parseDatabaseClass(known)?.memoryGib;
}

const BYTES_PER_GIB = 2 ** 30;
/** The system and RDS itself take the rest. AWS says that they do and not how much: an estimate. */
const SHARE_OF_MEMORY_FOR_THE_DATABASE = 0.9;

/**
 * Connections that an instance takes by default, computed as its parameter group does.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html#AuroraMySQL.Managing.MaxConnections
 */
export function maxConnectionsOf(memoryGib: number, { dialect, isAurora }: DatabaseEnginePlan): number {
  const bytes = memoryGib * BYTES_PER_GIB * SHARE_OF_MEMORY_FOR_THE_DATABASE;
  if (dialect === 'postgres') { return Math.min(5000, Math.floor(bytes / 9_531_392)); }
  if (!isAurora) { return Math.floor(bytes / 12_582_880); }
  return Math.floor(Math.max(45 * Math.log2(bytes / 805_306_368), 1000 * Math.log2(bytes / 8_187_281_408)));
}
