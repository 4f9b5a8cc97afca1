import { DatabaseEngine, Protection, StandbyDatabaseOptions, StandbySource } from '../../src/core';

/** One case: planned once, rendered by both engines, read back from both. */
export interface StandbyCase {
  readonly name: string;
  readonly options: StandbyDatabaseOptions;
  /** What is around it, in words that both engines' runners understand. */
  readonly setting?: StandbySetting;
}

export interface StandbySetting {
  readonly key?: boolean;
  readonly alarmTopic?: boolean;
  /** A private zone of somebody else's for the reader address. */
  readonly readerZone?: boolean;
}

const IN_VIRGINIA = { source: StandbySource.instanceIn('us-east-1', 'shop-orders-writer') };
const GLOBAL = { source: StandbySource.globalDatabase('shop-orders-global', 'us-east-1') };

export const POSTGRES = { engine: DatabaseEngine.postgres('17'), ...IN_VIRGINIA };
export const MYSQL = { engine: DatabaseEngine.mysql('8.4'), ...IN_VIRGINIA };
export const MARIADB = { engine: DatabaseEngine.mariadb('11.4'), ...IN_VIRGINIA };
export const AURORA = { engine: DatabaseEngine.auroraPostgres('17'), engineVersion: '17.5', ...GLOBAL };
export const AURORA_MYSQL = { engine: DatabaseEngine.auroraMysql('8.0'), engineVersion: '8.0.mysql_aurora.3.08.0', ...GLOBAL };

const ENGINES: StandbyCase[] = [
  { name: 'PostgreSQL', options: POSTGRES },
  { name: 'MySQL', options: MYSQL },
  { name: 'MariaDB', options: MARIADB },
  { name: 'Aurora PostgreSQL', options: AURORA },
  { name: 'Aurora MySQL', options: AURORA_MYSQL },
  { name: 'Aurora of AWS\'s own version', options: { ...AURORA, engineVersion: undefined } },
  { name: 'an ARN in place of a name', options: { ...POSTGRES, source: StandbySource.instance('arn:aws:rds:ap-southeast-2:111122223333:db:orders') } },
];

const PROMOTED: StandbyCase[] = [
  { name: 'promoted', options: { ...POSTGRES, promoted: true } },
  { name: 'promoted on MySQL, under a key', options: { ...MYSQL, promoted: true }, setting: { key: true } },
  { name: 'promoted on Aurora', options: { ...AURORA, promoted: true } },
  { name: 'promoted on Aurora, with readers that follow the load', options: { ...AURORA, promoted: true, readerScaling: { maxReplicas: 6, cpuTargetPercent: 60 } } },
  { name: 'a writer elsewhere', options: { ...POSTGRES, writerHost: 'orders.example.com' } },
  { name: 'a writer elsewhere that is not asked any more', options: { ...POSTGRES, promoted: true, writerHost: 'orders.example.com' } },
  { name: 'a writer of a global database', options: { ...AURORA_MYSQL, writerHost: 'orders.global.example.com' } },
];

const SIZES: StandbyCase[] = [
  { name: 'a key of the user', options: POSTGRES, setting: { key: true } },
  { name: 'a key of the user on Aurora', options: AURORA, setting: { key: true } },
  { name: 'no replica of its own', options: { ...POSTGRES, replicas: 0 } },
  { name: 'three replicas of its own, larger and with standbys', options: { ...MYSQL, replicas: 3, replicaInstanceType: 'db.m7g.2xlarge', replicaMultiAz: true } },
  { name: 'replicas where they are wanted', options: { ...POSTGRES, replicaZones: ['eu-west-1c', 'eu-west-1a'] } },
  { name: 'a single zone', options: { ...POSTGRES, singleAvailabilityZone: true, replicas: 0 } },
  { name: 'a single member', options: { ...AURORA, singleAvailabilityZone: true, replicas: 0 } },
  { name: 'serverless members', options: { ...AURORA, serverless: { minCapacity: 0.5, maxCapacity: 16 } } },
  { name: 'another class and another disk', options: { ...POSTGRES, instanceType: 'db.r7g.xlarge', storage: { allocatedGib: 500, maxAllocatedGib: 2000, iops: 13_000, throughputMibps: 600 } } },
  { name: 'a disk that does not grow', options: { ...MARIADB, storage: { allocatedGib: 200, withoutAutoscaling: true } } },
];

const OPERATIONS: StandbyCase[] = [
  { name: 'a port and names of its own', options: { ...POSTGRES, port: 6543, databaseName: 'orders', identifier: 'shop-orders' } },
  { name: 'the same on Aurora', options: { ...AURORA, port: 6543, databaseName: 'orders', identifier: 'shop-orders' } },
  { name: 'the primary\'s parameters', options: { ...POSTGRES, parameters: { max_connections: '900', log_min_duration_statement: '500' } } },
  { name: 'the primary\'s parameters on Aurora', options: { ...AURORA_MYSQL, parameters: { max_connections: '900' } } },
  { name: 'plain connections', options: { ...MYSQL, withoutTls: true } },
  { name: 'nothing protected', options: { ...POSTGRES, protection: Protection.NONE } },
  { name: 'nothing protected, promoted', options: { ...POSTGRES, promoted: true, protection: Protection.NONE } },
  { name: 'an unprotected cluster', options: { ...AURORA, protection: Protection.NONE } },
  { name: 'replicas that may be taken away', options: { ...MYSQL, unprotectedReplicas: true } },
  { name: 'backups and windows', options: { ...POSTGRES, backupRetentionDays: 21, backupWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' } },
  { name: 'backups and windows of Aurora', options: { ...AURORA, backupRetentionDays: 35, backupWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' } },
  { name: 'fewer logs for longer', options: { ...MYSQL, logs: { exports: ['error'], retentionDays: 90 } } },
  { name: 'no logs', options: { ...AURORA, logs: { withoutExports: true } } },
  { name: 'closer monitoring', options: { ...POSTGRES, monitoringIntervalSeconds: 5, performanceInsightsRetentionDays: 93 } },
  { name: 'no monitoring', options: { ...AURORA, monitoringIntervalSeconds: 0, withoutPerformanceInsights: true } },
  { name: 'minor versions as they are', options: { ...MARIADB, withoutMinorUpgrades: true } },
];

const LAG: StandbyCase[] = [
  { name: 'another lag, within the region and beyond', options: { ...MYSQL, lagThresholdSeconds: 20, crossRegionLagThresholdSeconds: 90 } },
  { name: 'another lag of a global database', options: { ...AURORA, crossRegionLagThresholdSeconds: 5 } },
  { name: 'a heartbeat', options: { ...POSTGRES, heartbeat: true } },
  { name: 'another reader address', options: { ...POSTGRES, readerAddress: { zoneName: 'data.internal', recordName: 'orders', ttlSeconds: 10 } } },
  { name: 'a reader address in somebody else\'s zone', options: { ...MYSQL, readerAddress: { recordName: 'orders' } }, setting: { readerZone: true } },
  { name: 'no reader address', options: { ...POSTGRES, withoutReaderAddress: true } },
  { name: 'other alarms, and somebody who is woken', options: { ...MYSQL, alarms: { cpuPercent: 60, freeStoragePercent: 20, connectionsPercent: 50, freeableMemoryPercent: 5 } }, setting: { alarmTopic: true } },
  { name: 'other alarms of Aurora, and somebody who is woken', options: { ...AURORA, alarms: { cpuPercent: 60, connectionsPercent: 50 } }, setting: { alarmTopic: true } },
];

export const STANDBY_CASES: readonly StandbyCase[] = [...ENGINES, ...PROMOTED, ...SIZES, ...OPERATIONS, ...LAG];
