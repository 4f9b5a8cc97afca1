import fc from 'fast-check';
import { AURORA, AURORA_MYSQL, database, databaseRefusals, MARIADB, MYSQL, POSTGRES } from './database-planning';
import { secondsUntilOutOfRotation } from '../../src/core/database-facts';
import { isAtLeast, parseDatabaseClass } from '../../src/core/database-instance-classes';
import { LAG_DETECTION_SECONDS } from '../../src/core/database-lag';

type Options = Parameters<typeof databaseRefusals>[0];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d', 'eu-west-1e', 'eu-west-1f'];
const zoneNames = fc.integer({ min: 2, max: 6 }).map((count) => ZONES.slice(0, count));
const SIZES = ['t4g.medium', 't4g.large', 'm7g.large', 'm7g.xlarge', 'm6i.2xlarge', 'r7g.large', 'r7g.xlarge', 'x2g.large', 'm7g.4xlarge'];
const CLASSES = SIZES.map((name) => `db.${name}`);
const classes = fc.constantFrom(...CLASSES);

const shared = {
  replicas: maybe(fc.integer({ min: 1, max: 15 })),
  port: maybe(fc.integer({ min: 1150, max: 65_535 })),
  backupRetentionDays: maybe(fc.integer({ min: 1, max: 35 })),
  lagThresholdSeconds: maybe(fc.integer({ min: 1, max: 86_400 })),
  monitoringIntervalSeconds: maybe(fc.constantFrom(0, 1, 5, 10, 15, 30, 60)),
  proxy: maybe(fc.record({ maxConnectionsPercent: maybe(fc.integer({ min: 1, max: 100 })) })),
};
const validRds: fc.Arbitrary<Options> = fc.record({
  engine: fc.constantFrom(POSTGRES, MYSQL, MARIADB),
  instanceType: maybe(classes),
  storage: maybe(fc.record({ allocatedGib: maybe(fc.integer({ min: 20, max: 65_536 })) })),
  readerAddress: maybe(fc.record({ ttlSeconds: maybe(fc.integer({ min: 1, max: 60 })) })),
  ...shared,
});
const validAurora: fc.Arbitrary<Options> = fc.record({
  engine: fc.constantFrom(AURORA, AURORA_MYSQL),
  instanceType: maybe(fc.constantFrom('db.t4g.medium', 'db.r7g.large', 'db.r7g.2xlarge', 'db.x2g.large')),
  ...shared,
});
const valid = fc.oneof(validRds, validAurora);

test('valid options always plan, and a value that was given is the value in the plan', () => {
  fc.assert(fc.property(valid, zoneNames, (options, zones) => {
    const plan = database(options, { zoneNames: zones });
    expect(plan.replicas).toHaveLength(options!.replicas ?? 2);
    expect(plan.backup.retentionDays).toBe(options!.backupRetentionDays ?? 7);
    expect(plan.port).toBe(options!.port ?? plan.engine.standardPort + 1);
    expect(new Set(plan.alarms.map(({ id }) => id)).size).toBe(plan.alarms.length);
    expect(plan.logs.groups.every(({ name }) => name.startsWith('/aws/rds/'))).toBe(true);
  }));
});

test('replicas are in distinct zones as long as there are as many zones as replicas, and evenly spread beyond', () => {
  fc.assert(fc.property(valid, zoneNames, (options, zones) => {
    const { replicas } = database(options, { zoneNames: zones });
    const counts = zones.map((zone) => replicas.filter(({ zoneName }) => zoneName === zone).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    if (replicas.length <= zones.length) { expect(Math.max(...counts)).toBe(1); }
  }));
});

test('a replica is never smaller than the writer: it is refused, by its name', () => {
  fc.assert(fc.property(classes, classes, (instanceType, replicaInstanceType) => {
    const fits = isAtLeast(parseDatabaseClass(replicaInstanceType)!, parseDatabaseClass(instanceType)!);
    const problems = databaseRefusals({ instanceType, replicaInstanceType });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(fits ? [] : ['replicaInstanceType']);
  }));
});

test('a lagging replica is out of the rotation after threshold, detection and memory of resolvers', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 86_400 }), fc.integer({ min: 1, max: 60 }), (lagThresholdSeconds, ttlSeconds) => {
    const { facts } = database({ lagThresholdSeconds, readerAddress: { ttlSeconds } });
    expect(facts.secondsUntilLaggingReplicaGetsNoReads).toBe(lagThresholdSeconds + LAG_DETECTION_SECONDS + ttlSeconds);
    expect(facts.secondsUntilLostReplicaGetsNoReads).toBe(secondsUntilOutOfRotation(0, ttlSeconds));
    expect(facts.secondsUntilLostReplicaGetsNoReads!).toBeLessThan(facts.secondsUntilLaggingReplicaGetsNoReads!);
  }));
});

test('a disk that can grow can grow by a tenth at the least', () => {
  fc.assert(fc.property(fc.integer({ min: 20, max: 65_536 }), (allocatedGib) => {
    const { maxAllocatedGib } = database({ storage: { allocatedGib } }).storage!;
    if (maxAllocatedGib !== undefined) { expect(maxAllocatedGib).toBeGreaterThanOrEqual(allocatedGib * 1.1); }
  }));
});

/** Each draws a value that its option does not take. */
const INVALID: Record<string, (draw: fc.Arbitrary<number>) => fc.Arbitrary<Options>> = {
  'replicas': (draw) => draw.map((replicas) => ({ replicas })),
  'port': (draw) => draw.map((port) => ({ port })),
  'backupRetentionDays': (draw) => draw.map((backupRetentionDays) => ({ backupRetentionDays })),
  'lagThresholdSeconds': (draw) => draw.map((lagThresholdSeconds) => ({ lagThresholdSeconds })),
  'monitoringIntervalSeconds': (draw) => draw.map((monitoringIntervalSeconds) => ({ monitoringIntervalSeconds })),
  'performanceInsightsRetentionDays': (draw) => draw.map((performanceInsightsRetentionDays) => ({ performanceInsightsRetentionDays })),
  'adminRotationDays': (draw) => draw.map((adminRotationDays) => ({ adminRotationDays })),
  'storage.allocatedGib': (draw) => draw.map((allocatedGib) => ({ storage: { allocatedGib } })),
  'storage.maxAllocatedGib': (draw) => draw.map((maxAllocatedGib) => ({ storage: { maxAllocatedGib } })),
  'readerAddress.ttlSeconds': (draw) => draw.map((ttlSeconds) => ({ readerAddress: { ttlSeconds } })),
  'readerScaling.maxReplicas': (draw) => draw.map((maxReplicas) => ({ engine: AURORA, readerScaling: { maxReplicas } })),
  'proxy.connectionBorrowTimeoutSeconds': (draw) => draw.map((connectionBorrowTimeoutSeconds) => ({ proxy: { connectionBorrowTimeoutSeconds } })),
  'alarms.cpuPercent': (draw) => draw.map((cpuPercent) => ({ alarms: { cpuPercent } })),
  'logs.retentionDays': (draw) => draw.map((retentionDays) => ({ logs: { retentionDays } })),
};

test.each(Object.entries(INVALID))('an invalid %s is always refused, alone and by its name', (option, drawWith) => {
  const neverMeant = fc.oneof(
    fc.constantFrom(NaN, Infinity, -Infinity), fc.integer({ max: -1 }), fc.integer({ min: 100_000 }),
    fc.integer({ min: -9, max: -1 }).map((value) => value + 0.5),
  );
  fc.assert(fc.property(drawWith(neverMeant), (options) => {
    expect(databaseRefusals(options).map((problem) => problem.split(' ')[0])).toEqual([option]);
  }));
});
