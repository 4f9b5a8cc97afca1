import fc from 'fast-check';
import { plan, refusals } from './planning';
import { BalancingAlgorithm, Exposure, Protection, ScaledWebTierOptions } from '../../src/core';
import { serversAfterZoneLoss } from '../../src/core/capacity';
import { doublingsToAbsorb, trackingCyclesToAbsorb } from '../../src/core/surges';

const zones = fc.integer({ min: 2, max: 6 });
const peak = fc.record({
  requestsPerSecond: fc.double({ min: 1, max: 50_000, noNaN: true }),
  requestsPerSecondPerInstance: fc.double({ min: 20, max: 2000, noNaN: true }),
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Options in range, each of which may be left out; those that have to fit each other are drawn so that they do. */
const validOptions: fc.Arbitrary<ScaledWebTierOptions> = fc.record({
  exposure: maybe(fc.constantFrom(Exposure.INTERNAL, Exposure.INTERNET)),
  allowFrom: maybe(fc.array(fc.constantFrom('10.0.0.0/8', '192.168.1.0/24', 'pl-12345678', 'sg-12345678', '2001:db8::/32'), { minLength: 1, maxLength: 4 })),
  targetPort: maybe(fc.integer({ min: 1, max: 65535 })),
  idleTimeoutSeconds: maybe(fc.integer({ min: 1, max: 4000 })),
  minCapacity: maybe(fc.integer({ min: 0, max: 20 })),
  maxCapacity: maybe(fc.integer({ min: 20, max: 500 })),
  balancing: maybe(fc.record({ algorithm: maybe(fc.constantFrom(...Object.values(BalancingAlgorithm))) })),
  health: maybe(fc.record({
    path: maybe(fc.constantFrom('/', '/health', '/healthz?full=1')),
    readiness: maybe(fc.record({ intervalSeconds: fc.integer({ min: 6, max: 100 }), timeoutSeconds: fc.integer({ min: 2, max: 5 }) })),
    startUp: maybe(fc.record({ bootSeconds: fc.integer({ min: 0, max: 190 }), graceSeconds: fc.integer({ min: 300, max: 7200 }) })),
    draining: maybe(fc.record({ deregistrationDelaySeconds: fc.integer({ min: 0, max: 3600 }) })),
  })),
  scaling: maybe(fc.record({ cpuTargetPercent: fc.integer({ min: 10, max: 84 }), surgeCpuPercent: maybe(fc.integer({ min: 85, max: 99 })) })),
  deployment: maybe(fc.record({ minHealthyPercent: fc.integer({ min: 50, max: 100 }), maxHealthyPercent: fc.integer({ min: 100, max: 150 }) })),
  protection: maybe(fc.constantFrom(Protection.FULL, Protection.NONE)),
});

test('valid options always plan, and a value that was given is the value in the plan', () => {
  fc.assert(fc.property(validOptions, zones, (options, availabilityZones) => {
    const result = plan(options, { availabilityZones });
    expect(result.capacity.minCapacity).toBe(options.minCapacity ?? Math.max(2, availabilityZones));
    expect(result.entry.target.port).toBe(options.targetPort ?? 8080);
    expect(result.capacity.minCapacity).toBeLessThanOrEqual(result.capacity.maxCapacity);
    expect(result.health.startUp.graceSeconds).toBeGreaterThan(result.health.startUp.bootSeconds + result.health.readiness.intervalSeconds);
  }));
});

/** Each draws a value that its option does not take. */
const INVALID: Record<string, (draw: fc.Arbitrary<number>) => fc.Arbitrary<ScaledWebTierOptions>> = {
  'targetPort': (draw) => draw.map((targetPort) => ({ targetPort })),
  'idleTimeoutSeconds': (draw) => draw.map((idleTimeoutSeconds) => ({ idleTimeoutSeconds })),
  'minCapacity': (draw) => draw.map((minCapacity) => ({ minCapacity })),
  'maxCapacity': (draw) => draw.map((maxCapacity) => ({ maxCapacity, minCapacity: 0 })),
  'scaling.cpuTargetPercent': (draw) => draw.map((cpuTargetPercent) => ({ scaling: { cpuTargetPercent } })),
  'health.readiness.intervalSeconds': (draw) => draw.map((intervalSeconds) => ({ health: { readiness: { intervalSeconds } } })),
  'health.draining.deregistrationDelaySeconds': (draw) => draw.map((deregistrationDelaySeconds) => ({ health: { draining: { deregistrationDelaySeconds } } })),
  'balancing.slowStartSeconds': (draw) => draw.map((slowStartSeconds) => ({ balancing: { slowStartSeconds, algorithm: BalancingAlgorithm.ROUND_ROBIN } })),
  'instances.metadataHopLimit': (draw) => draw.map((metadataHopLimit) => ({ instances: { metadataHopLimit } })),
  'deployment.bakeSeconds': (draw) => draw.map((bakeSeconds) => ({ deployment: { bakeSeconds } })),
  'alarms.responseTimeSeconds': (draw) => draw.map((value) => ({ alarms: { responseTimeSeconds: -Math.abs(value) } })),
};

test.each(Object.entries(INVALID))('an invalid %s is always refused, alone and by its name', (option, drawWith) => {
  const neverMeant = fc.oneof(
    fc.constantFrom(NaN, Infinity, -Infinity, Number.MAX_VALUE, 1.5),
    fc.integer({ min: -1_000_000, max: -1 }),
    fc.integer({ min: 1_000_000, max: 2_000_000 }),
  ).filter((value) => option !== 'alarms.responseTimeSeconds' || Number.isFinite(value));
  fc.assert(fc.property(drawWith(neverMeant), (options) => {
    const problems = refusals(options);
    expect(problems).toHaveLength(1);
    expect(problems[0].startsWith(`${option} must be `)).toBe(true);
  }));
});

test('what is wrong in two places is named twice', () => {
  fc.assert(fc.property(fc.integer({ min: 65_536, max: 99_999 }), fc.integer({ min: 4001, max: 9999 }), (targetPort, idleTimeoutSeconds) => {
    expect(refusals({ targetPort, idleTimeoutSeconds })).toEqual([
      `targetPort must be an integer from 1 to 65535, got ${targetPort}.`,
      `idleTimeoutSeconds must be an integer from 1 to 4000, got ${idleTimeoutSeconds}.`,
    ]);
  }));
});

test('raising the minimum never lowers anything', () => {
  const counts = [fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 })] as const;
  fc.assert(fc.property(...counts, maybe(peak), zones, (min, more, peakLoad, availabilityZones) => {
    const before = plan({ minCapacity: min, peakLoad }, { availabilityZones }).capacity;
    const after = plan({ minCapacity: min + more, peakLoad }, { availabilityZones }).capacity;
    expect(after.minCapacity).toBeGreaterThan(before.minCapacity);
    expect(after.maxCapacity).toBeGreaterThanOrEqual(before.maxCapacity);
  }));
});

test('the survivors of a zone carry the peak', () => {
  fc.assert(fc.property(peak, zones, fc.boolean(), (peakLoad, availabilityZones, staticallyStable) => {
    const { capacity } = plan({ peakLoad, staticallyStable }, { availabilityZones });
    const survivors = serversAfterZoneLoss(capacity.maxCapacity, availabilityZones);
    expect(survivors * peakLoad.requestsPerSecondPerInstance).toBeGreaterThanOrEqual(peakLoad.requestsPerSecond);
    if (staticallyStable) { expect(serversAfterZoneLoss(capacity.minCapacity, availabilityZones)).toBeGreaterThanOrEqual(capacity.serversAtPeak!); }
  }));
});

test('with a known peak, CPU stays at 100 % or less when a zone is lost', () => {
  fc.assert(fc.property(peak, zones, (peakLoad, availabilityZones) => {
    const { scaling } = plan({ peakLoad }, { availabilityZones });
    const target = (scaling.policies[0] as { target: number }).target;
    expect(target * availabilityZones / (availabilityZones - 1)).toBeLessThanOrEqual(100);
  }));
});

test('doubling never takes more cycles than tracking at 50 % or more, and both arrive', () => {
  fc.assert(fc.property(fc.double({ min: 1, max: 1000, noNaN: true }), fc.integer({ min: 50, max: 90 }), (factor, target) => {
    const doublings = doublingsToAbsorb(factor);
    expect(doublings).toBeLessThanOrEqual(trackingCyclesToAbsorb(factor, target));
    expect(2 ** doublings).toBeGreaterThanOrEqual(factor * (1 - 1e-6));
  }));
});
