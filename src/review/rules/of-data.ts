import { BURSTABLE_CACHE } from './burstable-cache';
import { BURSTABLE_DATABASE } from './burstable-database';
import { CACHE_IN_ONE_ZONE } from './cache-in-one-zone';
import { CACHE_WITHOUT_FAILOVER } from './cache-without-failover';
import { CACHE_WITHOUT_SNAPSHOTS } from './cache-without-snapshots';
import { DATABASE_IN_ONE_ZONE } from './database-in-one-zone';
import { FULL_DISK } from './full-disk';
import { NO_BACKUPS } from './no-backups';
import { NO_FAILOVER_TARGET } from './no-failover-target';
import { NO_RESERVED_MEMORY } from './no-reserved-memory';
import { OPEN_CACHE } from './open-cache';
import { PASSWORD_IN_DOCUMENT } from './password-in-document';
import { PAUSING_DATABASE } from './pausing-database';
import { PUBLIC_BUCKET } from './public-bucket';
import { PUBLIC_DATABASE } from './public-database';
import { READS_ON_WRITER } from './reads-on-writer';
import { REFUSED_WRITES } from './refused-writes';
import { REPLACED_ON_RESHARD } from './replaced-on-reshard';
import { Rule } from './rule';
import { SESSION_EVICTION } from './session-eviction';
import { SINGLE_DATABASE } from './single-database';
import { SINGLE_NODE_CACHE } from './single-node-cache';
import { SMALLER_REPLICA } from './smaller-replica';
import { UNENCRYPTED_CACHE } from './unencrypted-cache';
import { UNENCRYPTED_DATABASE } from './unencrypted-database';
import { UNPROTECTED_DATABASE } from './unprotected-database';
import { UNREPLICATED_CACHE } from './unreplicated-cache';
import { UNVERSIONED_BUCKET } from './unversioned-bucket';
import { UNWATCHED_CACHE } from './unwatched-cache';
import { UNWATCHED_DATABASE } from './unwatched-database';
import { UNWATCHED_LAG } from './unwatched-lag';

/** Databases, caches, passwords and files: what servers keep elsewhere. */
export const OF_DATA: readonly Rule[] = [
  SINGLE_DATABASE,
  DATABASE_IN_ONE_ZONE,
  NO_BACKUPS,
  UNPROTECTED_DATABASE,
  SINGLE_NODE_CACHE,
  CACHE_WITHOUT_FAILOVER,
  PASSWORD_IN_DOCUMENT,
  PUBLIC_DATABASE,
  NO_FAILOVER_TARGET,
  SMALLER_REPLICA,
  UNWATCHED_LAG,
  FULL_DISK,
  UNENCRYPTED_DATABASE,
  CACHE_IN_ONE_ZONE,
  REPLACED_ON_RESHARD,
  REFUSED_WRITES,
  NO_RESERVED_MEMORY,
  OPEN_CACHE,
  UNENCRYPTED_CACHE,
  PUBLIC_BUCKET,
  READS_ON_WRITER,
  BURSTABLE_DATABASE,
  PAUSING_DATABASE,
  UNWATCHED_DATABASE,
  SESSION_EVICTION,
  UNREPLICATED_CACHE,
  BURSTABLE_CACHE,
  CACHE_WITHOUT_SNAPSHOTS,
  UNWATCHED_CACHE,
  UNVERSIONED_BUCKET,
];
