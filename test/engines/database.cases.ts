import { DatabaseEngine } from '../../src/core/database-engines';
import { Protection } from '../../src/core/protection';
import { ReadReplicaDatabaseOptions } from '../../src/core/read-replica-database';

/** One case: planned once, rendered by both engines, read back from both. */
export interface DatabaseCase {
  readonly name: string;
  readonly options: ReadReplicaDatabaseOptions;
  /** What is around it, in words that both engines' runners understand. */
  readonly setting?: { readonly alarmTopic?: boolean };
}

const POSTGRES = DatabaseEngine.postgres('17');
const MYSQL = DatabaseEngine.mysql('8.4');
const MARIADB = DatabaseEngine.mariadb('11.4');
const AURORA = DatabaseEngine.auroraPostgres('17');
const AURORA_MYSQL = DatabaseEngine.auroraMysql('8.0');

const ENGINES: DatabaseCase[] = [
  { name: 'PostgreSQL', options: { engine: POSTGRES } },
  { name: 'MySQL', options: { engine: MYSQL } },
  { name: 'MariaDB', options: { engine: MARIADB } },
  { name: 'Aurora PostgreSQL', options: { engine: AURORA } },
  { name: 'Aurora MySQL', options: { engine: AURORA_MYSQL } },
];

const SIZES: DatabaseCase[] = [
  { name: 'another class and a larger replica', options: { engine: POSTGRES, instanceType: 'db.r7g.xlarge', replicaInstanceType: 'db.r7g.2xlarge' } },
  { name: 'another disk', options: { engine: POSTGRES, storage: { allocatedGib: 500, maxAllocatedGib: 2000, iops: 12000, throughputMibps: 500 } } },
  { name: 'a disk that does not grow', options: { engine: MYSQL, storage: { allocatedGib: 200, withoutAutoscaling: true } } },
  { name: 'one replica', options: { engine: POSTGRES, replicas: 1 } },
  { name: 'no replica', options: { engine: POSTGRES, replicas: 0 } },
  { name: 'five replicas', options: { engine: MYSQL, replicas: 5 } },
  { name: 'replicas with standbys', options: { engine: POSTGRES, replicaMultiAz: true } },
  { name: 'replicas that may be taken away', options: { engine: POSTGRES, unprotectedReplicas: true } },
  { name: 'a single zone', options: { engine: POSTGRES, singleAvailabilityZone: true, replicas: 0 } },
  { name: 'serverless', options: { engine: AURORA, serverless: { minCapacity: 0.5, maxCapacity: 16 } } },
  { name: 'readers that follow the CPU', options: { engine: AURORA, readerScaling: { maxReplicas: 6 } } },
  { name: 'readers that follow the connections', options: { engine: AURORA_MYSQL, replicas: 1, readerScaling: { maxReplicas: 4, connectionsTarget: 300 } } },
];

const OPERATIONS: DatabaseCase[] = [
  { name: 'backups and windows', options: { engine: POSTGRES, backupRetentionDays: 21, backupWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' } },
  { name: 'backups of Aurora', options: { engine: AURORA, backupRetentionDays: 35, backupWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' } },
  { name: 'names and a port of its own', options: { engine: POSTGRES, databaseName: 'orders', adminUser: 'keeper', port: 6000 } },
  { name: 'parameters of its own', options: { engine: POSTGRES, parameters: { log_min_duration_statement: '500' } } },
  { name: 'plain connections', options: { engine: MYSQL, withoutTls: true } },
  { name: 'fewer logs for longer', options: { engine: MYSQL, logs: { exports: ['error'], retentionDays: 90 } } },
  { name: 'no logs', options: { engine: AURORA, logs: { withoutExports: true } } },
  { name: 'closer monitoring', options: { engine: POSTGRES, monitoringIntervalSeconds: 5, performanceInsightsRetentionDays: 93 } },
  { name: 'no monitoring', options: { engine: POSTGRES, monitoringIntervalSeconds: 0, withoutPerformanceInsights: true } },
  { name: 'minor versions as they are', options: { engine: POSTGRES, withoutMinorUpgrades: true } },
  { name: 'a password that is rotated more often', options: { engine: POSTGRES, adminRotationDays: 7 } },
  { name: 'a password that stays', options: { engine: MYSQL, withoutAdminRotation: true } },
  { name: 'nothing protected', options: { engine: POSTGRES, protection: Protection.NONE } },
  { name: 'an unprotected cluster', options: { engine: AURORA, protection: Protection.NONE } },
];

const READERS: DatabaseCase[] = [
  { name: 'a heartbeat', options: { engine: POSTGRES, heartbeat: true } },
  { name: 'another lag', options: { engine: MARIADB, lagThresholdSeconds: 10 } },
  { name: 'another reader address', options: { engine: POSTGRES, readerAddress: { zoneName: 'data.internal', recordName: 'orders', ttlSeconds: 10 } } },
  { name: 'no reader address', options: { engine: POSTGRES, withoutReaderAddress: true } },
  { name: 'a proxy', options: { engine: POSTGRES, proxy: {} } },
  { name: 'a proxy of Aurora with limits', options: { engine: AURORA, proxy: { maxConnectionsPercent: 60, idleClientTimeoutSeconds: 600 } } },
  { name: 'other alarms, and somebody who is woken', options: { engine: POSTGRES, alarms: { cpuPercent: 60, freeStoragePercent: 20 } }, setting: { alarmTopic: true } },
];

export const DATABASE_CASES: readonly DatabaseCase[] = [...ENGINES, ...SIZES, ...OPERATIONS, ...READERS];
